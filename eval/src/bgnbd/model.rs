//! BG/NBD (Fader, Hardie and Lee 2005, "Counting your customers the easy way"): people buy at
//! gamma-distributed rates and, after each purchase, leave with a beta-distributed chance.
//! A baseline only; the product uses none of it.

use std::collections::BTreeMap;

use statrs::function::gamma::ln_gamma;

use crate::lowest::lowest;

/// One customer: purchases after the first, when the last of them was, and how long they have
/// been known, in one unit of time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct History {
    pub repeats: f64,
    pub last: f64,
    pub known: f64,
}

/// The parameters; `r` and `alpha` of the rates, `a` and `b` of leaving.
#[derive(Debug, Clone, Copy)]
pub struct BgNbd {
    pub r: f64,
    pub alpha: f64,
    pub a: f64,
    pub b: f64,
}

impl BgNbd {
    /// The parameters of greatest likelihood, sought over their logarithms.
    pub fn fit(histories: &[History]) -> Self {
        let grouped = grouped(histories);
        let [r, alpha, a, b] = lowest([0.0; 4], |logs| -Self::of(logs).of_grouped(&grouped));
        Self::of([r, alpha, a, b])
    }

    fn of(logs: [f64; 4]) -> Self {
        let [r, alpha, a, b] = logs.map(f64::exp);
        Self { r, alpha, a, b }
    }

    pub fn log_likelihood(&self, histories: &[History]) -> f64 {
        self.of_grouped(&grouped(histories))
    }

    fn of_grouped(&self, grouped: &[(f64, Vec<(History, f64)>)]) -> f64 {
        let Self { r, alpha, a, b } = *self;
        let always = r * alpha.ln() - ln_gamma(r) + ln_gamma(a + b) - ln_gamma(b);
        let mut likelihood = 0.0;
        // Only the number of repeats needs the costly functions.
        for (repeats, histories) in grouped {
            let x = *repeats;
            let of_repeats = always + ln_gamma(r + x) + ln_gamma(b + x) - ln_gamma(a + b + x);
            let odds = if x > 0.0 { a / (b + x - 1.0) } else { 0.0 };
            for (one, times) in histories {
                let alive = (alpha + one.known).ln();
                let seen = if x > 0.0 {
                    let gone = ((r + x) * (alive - (alpha + one.last).ln())).exp();
                    (odds * gone).ln_1p()
                } else {
                    0.0
                };
                likelihood += times * (of_repeats - (r + x) * alive + seen);
            }
        }
        likelihood
    }

    /// The probability that they have not left.
    pub fn alive(&self, one: History) -> f64 {
        if one.repeats <= 0.0 {
            return 1.0;
        }
        let odds = self.a / (self.b + one.repeats - 1.0);
        let longer = (self.alpha + one.known) / (self.alpha + one.last);
        1.0 / (1.0 + odds * ((self.r + one.repeats) * longer.ln()).exp())
    }

    /// The probability of anything within `horizon`.
    pub fn contact(&self, one: History, horizon: f64) -> f64 {
        let known = self.alpha + one.known;
        let none = (self.r + one.repeats) * (known / (known + horizon)).ln();
        self.alive(one) * -none.exp_m1()
    }

    /// Purchases to be expected within `horizon`.
    pub fn expected(&self, one: History, horizon: f64) -> f64 {
        let Self { r, alpha, a, b } = *self;
        let x = one.repeats;
        let known = alpha + one.known;
        let series = hypergeometric(r + x, b + x, a + b + x - 1.0, horizon / (known + horizon));
        let fading = ((r + x) * (known / (known + horizon)).ln()).exp();
        (a + b + x - 1.0) / (a - 1.0) * (1.0 - fading * series) * self.alive(one)
    }
}

/// Customers by their repeats, those alike counted together.
fn grouped(histories: &[History]) -> Vec<(f64, Vec<(History, f64)>)> {
    let mut alike: BTreeMap<[u64; 3], (History, f64)> = BTreeMap::new();
    for one in histories {
        // Of who never came again only the time known matters.
        let last = if one.repeats > 0.0 { one.last } else { 0.0 };
        let key = [one.repeats, last, one.known].map(f64::to_bits);
        alike.entry(key).or_insert((*one, 0.0)).1 += 1.0;
    }
    let alike: Vec<(History, f64)> = alike.into_values().collect();
    alike
        .chunk_by(|one, next| one.0.repeats == next.0.repeats)
        .map(|group| (group[0].0.repeats, group.to_vec()))
        .collect()
}

/// Gauss's ₂F₁ by its series, for |z| < 1.
fn hypergeometric(a: f64, b: f64, c: f64, z: f64) -> f64 {
    let (mut sum, mut term) = (1.0, 1.0);
    for step in 0..10_000 {
        let n = f64::from(step);
        term *= (a + n) * (b + n) / ((c + n) * (n + 1.0)) * z;
        sum += term;
        if term.abs() < 1e-14 * sum.abs() {
            break;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_series_agrees_with_a_closed_form() {
        // ₂F₁(1, 1; 2; z) = −ln(1 − z)/z.
        let found = hypergeometric(1.0, 1.0, 2.0, 0.5);
        assert!((found - 2.0 * 2f64.ln()).abs() < 1e-12, "{found}");
    }

    #[test]
    fn who_never_came_again_is_alive_for_certain() {
        let model = BgNbd {
            r: 0.24,
            alpha: 4.4,
            a: 0.8,
            b: 2.4,
        };
        let never = History {
            repeats: 0.0,
            last: 0.0,
            known: 39.0,
        };
        assert_eq!(model.alive(never), 1.0);
        let lately = History {
            repeats: 3.0,
            last: 38.0,
            known: 39.0,
        };
        let long_ago = History {
            last: 5.0,
            ..lately
        };
        assert!(model.alive(lately) > model.alive(long_ago));
        assert!(model.contact(lately, 30.0) < model.alive(lately));
    }
}
