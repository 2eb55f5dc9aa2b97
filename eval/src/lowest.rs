//! The lowest place of a smooth function of a few numbers (Nelder and Mead 1965), begun again
//! where it ended until that gains nothing.

const STEPS: usize = 400;
const RESTARTS: usize = 4;
const CLOSE: f64 = 1e-7;

/// Where `loss` is least, from `start`.
pub fn lowest<const N: usize>(start: [f64; N], loss: impl Fn([f64; N]) -> f64) -> [f64; N] {
    let mut best = (start, loss(start));
    for round in 0..RESTARTS {
        let reach = if round == 0 { 0.5 } else { 0.05 };
        let found = descend(best.0, reach, &loss);
        let gained = best.1 - found.1;
        best = found;
        if round > 0 && gained < CLOSE {
            break;
        }
    }
    best.0
}

type Corner<const N: usize> = ([f64; N], f64);

fn descend<const N: usize>(
    start: [f64; N],
    reach: f64,
    loss: &impl Fn([f64; N]) -> f64,
) -> Corner<N> {
    let at = |place: [f64; N]| {
        let loss = loss(place);
        (place, if loss.is_nan() { f64::INFINITY } else { loss })
    };
    let mut corners: Vec<Corner<N>> = (0..=N)
        .map(|axis| {
            at(std::array::from_fn(|one| {
                start[one] + if one + 1 == axis { reach } else { 0.0 }
            }))
        })
        .collect();
    for _ in 0..STEPS {
        corners.sort_by(|one, other| one.1.total_cmp(&other.1));
        if corners[N].1 - corners[0].1 < CLOSE / 10.0 {
            break;
        }
        let worst = corners[N];
        let centre: [f64; N] = std::array::from_fn(|axis| {
            corners[..N].iter().map(|one| one.0[axis]).sum::<f64>() / N as f64
        });
        let towards = |factor: f64| {
            at(std::array::from_fn(|axis| {
                centre[axis] + factor * (worst.0[axis] - centre[axis])
            }))
        };
        let reflected = towards(-1.0);
        let next = if reflected.1 < corners[0].1 {
            let further = towards(-2.0);
            if further.1 < reflected.1 {
                further
            } else {
                reflected
            }
        } else if reflected.1 < corners[N - 1].1 {
            reflected
        } else {
            towards(if reflected.1 < worst.1 { -0.5 } else { 0.5 })
        };
        if next.1 < worst.1 {
            corners[N] = next;
        } else {
            let best = corners[0].0;
            for corner in &mut corners[1..] {
                *corner = at(std::array::from_fn(|axis| {
                    (best[axis] + corner.0[axis]) / 2.0
                }));
            }
        }
    }
    corners.sort_by(|one, other| one.1.total_cmp(&other.1));
    corners[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bottom_of_a_bent_valley_is_found() {
        let valley = |[x, y]: [f64; 2]| (1.0 - x).powi(2) + 100.0 * (y - x * x).powi(2);
        let [x, y] = lowest([-1.2, 1.0], valley);
        assert!((x - 1.0).abs() < 1e-3 && (y - 1.0).abs() < 1e-3, "{x} {y}");
    }
}
