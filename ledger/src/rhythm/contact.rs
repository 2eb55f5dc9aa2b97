//! Shall these two be in touch in the next days? One formula, read off what `Facts` hold:
//!
//! odds = e^−2.27 · (1+C)^1.25 · n^.32 · e^(−.39·z) · (H/30)^1.08
//!
//! C: contact days, each fading with a half-life of 60 days; n: all contact days; z: how many
//! spreads the present silence stands above the centre of their gaps; H: days looked ahead.
//! Often lately, a long history and a silence as usual make contact likely, in this order.
//! It is a ranking aid: it never says that a relationship is alive.

use super::facts::FADING;
use super::silence::spreads;
use super::{Facts, Prior};
use crate::{Day, days_between};

/// The constants of the formula, each with what it multiplies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ContactOdds {
    /// ln odds of contact within 30 days after a single contact day long ago.
    pub least: f64,
    /// Of ln(1 + C).
    pub lately: f64,
    /// Of ln n.
    pub history: f64,
    /// Of z.
    pub silence: f64,
    /// Of ln(H/30).
    pub horizon: f64,
}

/// Measured: greatest likelihood on a research institute's mail, cutoffs at days 150 to 300, ahead
/// 14, 30, 60 and 90 days but never beyond day 330; docs/evaluation.md fits them again.
pub const CONTACT_ODDS: ContactOdds = ContactOdds {
    least: -2.27,
    lately: 1.25,
    history: 0.32,
    silence: -0.39,
    horizon: 1.08,
};

/// More contact days than this were hardly seen where the constants were learnt, and a lifetime of
/// them is taken to say no more.
const DAYS_LEARNT: f64 = 100.0;

/// The probability, from 0 to 1, of any contact within `horizon_days` from `day` on.
pub fn contact_probability(facts: &Facts, prior: &Prior, day: Day, horizon_days: f64) -> f64 {
    probability(
        facts.decayed_on(day),
        facts,
        spreads(facts, None, prior, day),
        horizon_days,
    )
}

/// How far contact in the next 30 days falls short of what their lifetime rate promises:
/// max(0, 1 − P_30 / P_30 at the lifetime rate, the silence as usual), from 0 to 1.
pub fn contact_shortfall(facts: &Facts, prior: &Prior, day: Day) -> f64 {
    let usual = probability(expected(facts, day), facts, 0.0, 30.0);
    if usual <= 0.0 {
        return 0.0;
    }
    (1.0 - contact_probability(facts, prior, day, 30.0) / usual).clamp(0.0, 1.0)
}

fn probability(lately: f64, facts: &Facts, spreads: f64, horizon: f64) -> f64 {
    let odds = &CONTACT_ODDS;
    let log_odds = odds.least
        + odds.lately * lately.ln_1p()
        + odds.history * log_history(facts)
        + odds.silence * spreads
        + odds.horizon * (horizon.max(0.0) / 30.0).ln();
    1.0 / (1.0 + (-log_odds).exp())
}

/// ln n, n from 1 to 100.
pub(super) fn log_history(facts: &Facts) -> f64 {
    f64::from(facts.days).clamp(1.0, DAYS_LEARNT).ln()
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
