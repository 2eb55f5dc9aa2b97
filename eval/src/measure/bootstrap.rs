//! The bootstrap (Efron 1979): whole pairs are drawn again, so that what happened to one pair at
//! several cutoffs stays together.

use crate::chapter::Cell;
use crate::dice::Dice;

/// So many draws settle the second digit of an interval.
const DRAWS: usize = 400;
const SEED: u64 = 20_031_001;

/// A measure with the middle 95 % of its draws.
#[derive(Debug, Clone, Copy)]
pub struct Interval {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

impl Interval {
    pub fn cell(self, digits: usize) -> Cell {
        Cell::Between(self.value, self.low, self.high, digits)
    }
}

/// `measure` is told how often each of the clusters counts: once in the value itself, and as
/// often as it was drawn in the draws.
pub fn bootstrap(clusters: usize, measure: impl Fn(&[f64]) -> f64) -> Interval {
    let value = measure(&vec![1.0; clusters]);
    let mut dice = Dice::seeded(SEED);
    let mut drawn: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let mut weights = vec![0.0; clusters];
            for _ in 0..clusters {
                weights[dice.below(clusters)] += 1.0;
            }
            measure(&weights)
        })
        .collect();
    drawn.sort_unstable_by(f64::total_cmp);
    let at = |share: f64| drawn[((DRAWS - 1) as f64 * share).round() as usize];
    Interval {
        value,
        low: at(0.025),
        high: at(0.975),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_a_share_is_as_wide_as_it_should_be() {
        let share = |weights: &[f64]| {
            let total: f64 = weights.iter().sum();
            weights.iter().step_by(2).sum::<f64>() / total
        };
        let found = bootstrap(1000, share);
        assert_eq!(found.value, 0.5);
        // 1.96 · √(¼/1000) to either side.
        assert!((found.high - found.low - 0.062).abs() < 0.008, "{found:?}");
    }
}
