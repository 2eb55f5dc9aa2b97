//! Shall these two be in touch in the next days? A discounted gamma-Poisson (model C2).
//! It is a ranking aid: it never says that a relationship is alive.

use super::facts::FADING;
use super::{Facts, Prior};
use crate::{Day, days_between};

/// P_H: the probability of any contact within `horizon_days` after `day`.
pub fn contact_probability(facts: &Facts, prior: &Prior, day: Day, horizon_days: f64) -> f64 {
    probability(
        facts.decayed_on(day),
        exposure(facts, day),
        prior,
        horizon_days,
    )
}

/// How far contact in the next 30 days falls short of what their lifetime rate promises:
/// max(0, 1 − P_30 / P_30 at the lifetime rate), from 0 to 1.
pub fn contact_shortfall(facts: &Facts, prior: &Prior, day: Day) -> f64 {
    let usual = probability(expected(facts, day), exposure(facts, day), prior, 30.0);
    if usual <= 0.0 {
        return 0.0;
    }
    (1.0 - contact_probability(facts, prior, day, 30.0) / usual).clamp(0.0, 1.0)
}

/// 1 − [(α+X)/(α+X+H)]^(r+C), C and X discounted alike.
fn probability(decayed: f64, exposure: f64, prior: &Prior, horizon: f64) -> f64 {
    let known = prior.alpha + exposure;
    -((prior.r + decayed) * (known / (known + horizon.max(0.0))).ln()).exp_m1()
}

/// X: the discounted days over which the pair was observed.
pub(super) fn exposure(facts: &Facts, day: Day) -> f64 {
    let age = days_between(facts.first, day).max(0) as f64;
    discounted(age)
}

/// (1 − 2^(−age/60)) · 60/ln 2.
fn discounted(age: f64) -> f64 {
    (1.0 - (-age / FADING).exp2()) * FADING / std::f64::consts::LN_2
}

/// X·n/age: what C would be, had the contact days been spread evenly over the lifetime.
pub(super) fn expected(facts: &Facts, day: Day) -> f64 {
    let age = days_between(facts.first, day).max(0) as f64;
    let n = f64::from(facts.days);
    // As the age goes to nothing, X/age goes to 1.
    if age < 1.0 {
        n
    } else {
        discounted(age) * n / age
    }
}
