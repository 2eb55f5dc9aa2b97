//! A bounded downhill search over a few numbers (Nelder and Mead 1965), without derivatives,
//! dice or stopping by the clock: the same loss gives the same answer.

/// More steps than this change nothing that matters for two to four numbers.
const STEPS: usize = 160;
/// The search ends when the corners agree to this.
const CLOSE: f64 = 1e-6;

/// The lowest place found from `start`, feeling half a unit around it first.
pub(super) fn descend<const N: usize>(start: [f64; N], loss: impl Fn([f64; N]) -> f64) -> [f64; N] {
    let measured = |place: [f64; N]| {
        let loss = loss(place);
        // A loss that is no number is a place not to go.
        Corner {
            place,
            loss: if loss.is_nan() { f64::INFINITY } else { loss },
        }
    };
    let mut corners = vec![measured(start)];
    for axis in 0..N {
        let mut place = start;
        place[axis] += 0.5;
        corners.push(measured(place));
    }
    for _ in 0..STEPS {
        corners.sort_by(|one, other| one.loss.total_cmp(&other.loss));
        let (best, worst) = (corners[0], corners[N]);
        if worst.loss - best.loss < CLOSE {
            break;
        }
        let middle = centre(&corners[..N]);
        let along = |factor: f64| measured(between(middle, worst.place, factor));
        let reflected = along(-1.0);
        let better = if reflected.loss < best.loss {
            let further = along(-2.0);
            if further.loss < reflected.loss {
                Some(further)
            } else {
                Some(reflected)
            }
        } else if reflected.loss < corners[N - 1].loss {
            Some(reflected)
        } else {
            let nearer = if reflected.loss < worst.loss {
                along(-0.5)
            } else {
                along(0.5)
            };
            (nearer.loss < worst.loss.min(reflected.loss)).then_some(nearer)
        };
        match better {
            Some(corner) => corners[N] = corner,
            None => {
                for corner in &mut corners[1..] {
                    *corner = measured(between(best.place, corner.place, 0.5));
                }
            }
        }
    }
    corners
        .into_iter()
        .min_by(|one, other| one.loss.total_cmp(&other.loss))
        .map_or(start, |corner| corner.place)
}

#[derive(Clone, Copy)]
struct Corner<const N: usize> {
    place: [f64; N],
    loss: f64,
}

fn centre<const N: usize>(corners: &[Corner<N>]) -> [f64; N] {
    std::array::from_fn(|axis| {
        corners.iter().map(|corner| corner.place[axis]).sum::<f64>() / corners.len() as f64
    })
}

/// The place `factor` of the way from `one` to `other`.
fn between<const N: usize>(one: [f64; N], other: [f64; N], factor: f64) -> [f64; N] {
    std::array::from_fn(|axis| one[axis] + factor * (other[axis] - one[axis]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bottom_of_a_bowl_is_found() {
        let bowl = |[x, y]: [f64; 2]| (x - 1.5).powi(2) + 3.0 * (y + 0.5 * x).powi(2);
        let [x, y] = descend([0.0, 0.0], bowl);
        assert!((x - 1.5).abs() < 1e-2 && (y + 0.75).abs() < 1e-2, "{x} {y}");
    }

    #[test]
    fn a_loss_that_is_no_number_leaves_the_start() {
        assert_eq!(descend([1.0], |_| f64::NAN), [1.0]);
    }
}
