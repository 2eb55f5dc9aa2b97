//! Probabilities against what happened.

/// No probability is taken to be nearer to 0 or 1 than this.
const SURE: f64 = 1e-6;

/// −ln of the probability given to what happened, on average.
pub fn log_loss(foretold: &[f64], happened: &[bool], weight: impl Fn(usize) -> f64) -> f64 {
    let (mut loss, mut total) = (0.0, 0.0);
    for (place, (p, happened)) in foretold.iter().zip(happened).enumerate() {
        let p = p.clamp(SURE, 1.0 - SURE);
        loss -= weight(place) * if *happened { p.ln() } else { (-p).ln_1p() };
        total += weight(place);
    }
    loss / total
}

/// One tenth of the cases, by what was foretold.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tenth {
    pub cases: usize,
    /// On average.
    pub foretold: f64,
    /// The share.
    pub happened: f64,
}

/// From the tenth least expected to the tenth most expected.
pub fn calibration(foretold: &[f64], happened: &[bool]) -> Vec<Tenth> {
    let mut order: Vec<usize> = (0..foretold.len()).collect();
    order.sort_by(|one, other| foretold[*one].total_cmp(&foretold[*other]));
    let cut = |tenth: usize| tenth * order.len() / 10;
    (0..10)
        .map(|tenth| &order[cut(tenth)..cut(tenth + 1)])
        .filter(|places| !places.is_empty())
        .map(|places| {
            let cases = places.len();
            let sum: f64 = places.iter().map(|place| foretold[*place]).sum();
            let came = places.iter().filter(|place| happened[**place]).count();
            Tenth {
                cases,
                foretold: sum / cases as f64,
                happened: came as f64 / cases as f64,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_coin_costs_the_logarithm_of_two() {
        let loss = log_loss(&[0.5, 0.5], &[true, false], |_| 1.0);
        assert!((loss - 2f64.ln()).abs() < 1e-12);
    }

    #[test]
    fn tenths_go_from_the_least_to_the_most_expected() {
        let foretold: Vec<f64> = (0..100).rev().map(|n| f64::from(n) / 100.0).collect();
        let happened: Vec<bool> = foretold.iter().map(|p| *p >= 0.5).collect();
        let tenths = calibration(&foretold, &happened);
        assert_eq!(tenths.len(), 10);
        assert_eq!((tenths[4].happened, tenths[5].happened), (0.0, 1.0));
        assert!((tenths[0].foretold - 0.045).abs() < 1e-12);
    }
}
