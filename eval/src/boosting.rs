//! Gradient boosting (Friedman 2001) of shallow trees on the log odds: the ceiling a readable
//! formula is held against. No dice: every case and every feature is looked at for every cut.

const TREES: usize = 150;
const DEPTH: usize = 3;
const LEARNING: f64 = 0.06;
const LEAST_IN_LEAF: usize = 40;
const BINS: usize = 48;

#[derive(Debug)]
pub struct Boosting {
    start: f64,
    trees: Vec<Node>,
}

#[derive(Debug)]
enum Node {
    Leaf(f64),
    Cut {
        feature: usize,
        /// Values up to this go left.
        up_to: f64,
        sides: Box<[Node; 2]>,
    },
}

impl Boosting {
    pub fn fit(features: &[Vec<f64>], happened: &[bool]) -> Self {
        let truth: Vec<f64> = happened
            .iter()
            .map(|came| f64::from(u8::from(*came)))
            .collect();
        let mean = truth.iter().sum::<f64>() / truth.len() as f64;
        let start = (mean / (1.0 - mean)).ln();
        let cuts = cuts(features);
        let binned = Binned::of(features, &cuts);
        let mut log_odds = vec![start; truth.len()];
        let mut trees = Vec::new();
        for _ in 0..TREES {
            let p: Vec<f64> = log_odds
                .iter()
                .map(|one| 1.0 / (1.0 + (-one).exp()))
                .collect();
            let slopes = Slopes {
                off: truth.iter().zip(&p).map(|(truth, p)| truth - p).collect(),
                curve: p.iter().map(|p| p * (1.0 - p)).collect(),
            };
            let tree = grow(&binned, &cuts, &slopes, (0..truth.len()).collect(), DEPTH);
            for (log_odds, features) in log_odds.iter_mut().zip(features) {
                *log_odds += LEARNING * tree.read(features);
            }
            trees.push(tree);
        }
        Self { start, trees }
    }

    pub fn foretell(&self, features: &[f64]) -> f64 {
        let sum: f64 = self.trees.iter().map(|tree| tree.read(features)).sum();
        1.0 / (1.0 + (-self.start - LEARNING * sum).exp())
    }
}

impl Node {
    fn read(&self, features: &[f64]) -> f64 {
        match self {
            Self::Leaf(value) => *value,
            Self::Cut {
                feature,
                up_to,
                sides,
            } => sides[usize::from(features[*feature] > *up_to)].read(features),
        }
    }
}

/// How far off each case is, and how sure that is.
struct Slopes {
    off: Vec<f64>,
    curve: Vec<f64>,
}

/// The values between which a feature may be cut, evenly spread over the cases.
fn cuts(features: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let width = features.first().map_or(0, Vec::len);
    (0..width)
        .map(|feature| {
            let mut values: Vec<f64> = features.iter().map(|one| one[feature]).collect();
            values.sort_unstable_by(f64::total_cmp);
            let mut cuts: Vec<f64> = (1..BINS)
                .map(|bin| values[bin * values.len() / BINS])
                .collect();
            cuts.dedup();
            cuts
        })
        .collect()
}

/// The bin of every case, feature by feature.
struct Binned(Vec<Vec<usize>>);

impl Binned {
    fn of(features: &[Vec<f64>], cuts: &[Vec<f64>]) -> Self {
        let column = |(feature, cuts): (usize, &Vec<f64>)| {
            let bin = |one: &Vec<f64>| cuts.partition_point(|cut| *cut < one[feature]);
            features.iter().map(bin).collect()
        };
        Self(cuts.iter().enumerate().map(column).collect())
    }
}

fn grow(
    binned: &Binned,
    cuts: &[Vec<f64>],
    slopes: &Slopes,
    cases: Vec<usize>,
    depth: usize,
) -> Node {
    let best = if depth == 0 {
        None
    } else {
        best_cut(binned, cuts, slopes, &cases)
    };
    let Some((feature, bin)) = best else {
        let sum = |of: &[f64]| cases.iter().map(|case| of[*case]).sum::<f64>();
        return Node::Leaf(sum(&slopes.off) / (sum(&slopes.curve) + 1.0));
    };
    let (left, right) = cases
        .into_iter()
        .partition(|case| binned.0[feature][*case] <= bin);
    let side = |cases| grow(binned, cuts, slopes, cases, depth - 1);
    Node::Cut {
        feature,
        up_to: cuts[feature][bin],
        sides: Box::new([side(left), side(right)]),
    }
}

/// The feature, and the last bin of its left side, that explain most.
fn best_cut(
    binned: &Binned,
    cuts: &[Vec<f64>],
    slopes: &Slopes,
    cases: &[usize],
) -> Option<(usize, usize)> {
    let worth = |(off, curve, _): (f64, f64, usize)| off * off / (curve + 1.0);
    let mut best = (1e-9, None);
    for (feature, bins) in binned.0.iter().enumerate() {
        let mut sums = vec![(0.0, 0.0, 0); cuts[feature].len() + 1];
        for case in cases {
            let sum = &mut sums[bins[*case]];
            *sum = (
                sum.0 + slopes.off[*case],
                sum.1 + slopes.curve[*case],
                sum.2 + 1,
            );
        }
        let add = |one: (f64, f64, usize), other: (f64, f64, usize)| {
            (one.0 + other.0, one.1 + other.1, one.2 + other.2)
        };
        let all = sums.iter().fold((0.0, 0.0, 0), |all, bin| add(all, *bin));
        let mut left = (0.0, 0.0, 0);
        for (bin, sum) in sums[..sums.len() - 1].iter().enumerate() {
            left = add(left, *sum);
            let right = (all.0 - left.0, all.1 - left.1, all.2 - left.2);
            let gain = worth(left) + worth(right) - worth(all);
            if gain > best.0 && left.2.min(right.2) >= LEAST_IN_LEAF {
                best = (gain, Some((feature, bin)));
            }
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dice::Dice;

    #[test]
    fn what_no_line_can_part_is_parted() {
        let mut dice = Dice::seeded(5);
        let features: Vec<Vec<f64>> = (0..4000)
            .map(|_| vec![dice.normal(), dice.normal()])
            .collect();
        let happened: Vec<bool> = features
            .iter()
            .map(|one| (one[0] > 0.0) == (one[1] > 0.0))
            .collect();
        let model = Boosting::fit(&features, &happened);
        assert!(model.foretell(&[1.0, 1.0]) > 0.9);
        assert!(model.foretell(&[1.0, -1.0]) < 0.1);
    }
}
