//! What is asked about drift: which pairs, what counts as cooling, and the scores.

use ledger::rhythm::{comparable_drift, ranked_drift};

use crate::ties::{Case, Pair, cases};

/// The product says nothing under five gaps.
const LEAST_DAYS: usize = ledger::rhythm::GAPS_ENOUGH as usize + 1;

/// The window: five usual gaps, but from 30 to 120 days.
fn window(case: &Case<'_>) -> i64 {
    (5.0 * case.mean_gap()).round().clamp(30.0, 120.0) as i64
}

/// Whether the window brings at most a fifth of the contacts to be expected at their mean gap.
pub fn cooled(case: &Case<'_>) -> bool {
    let expected = window(case) as f64 / case.mean_gap();
    case.contacts_within(window(case)) as f64 <= 0.2 * expected
}

/// Pairs whose rhythm is known.
pub fn known(pairs: &[Pair], cutoff: i64) -> Vec<Case<'_>> {
    cases(pairs, cutoff, LEAST_DAYS)
}

/// Those among whom the product looks for the highest twentieth: in touch in the 60 days before.
pub fn current(pairs: &[Pair], cutoff: i64) -> Vec<Case<'_>> {
    let mut cases = known(pairs, cutoff);
    cases.retain(is_current);
    cases
}

pub fn is_current(case: &Case<'_>) -> bool {
    ranked_drift(&case.facts, None, None, case.day()).is_some()
}

/// Drift as a page of the product has it; who has none is never cooling.
pub fn drift(case: &Case<'_>) -> f64 {
    comparable_drift(&case.facts, None, None, case.day()).unwrap_or(f64::NEG_INFINITY)
}

pub const LEDGER: &str = "Troth's ledger (drift)";
pub const BEFORE: &str = "drift as it was (model C3)";

/// A name, and what it makes of a case.
type Named = (&'static str, fn(&Case<'_>) -> f64);

/// Scores that need no fit; each is higher where it is cooling.
pub const SCORES: [Named; 5] = [
    ("days silent", |case| case.silence()),
    ("silence ÷ mean gap", |case| {
        case.silence() / case.mean_gap()
    }),
    ("silence ÷ median gap", |case| {
        case.silence() / case.facts.median_gap
    }),
    (BEFORE, before),
    (LEDGER, drift),
];

/// ln(g / median gap) − 2·ln[(C+2)/(X·n/age + 2)], C and X discounted with a half-life of 60 days.
fn before(case: &Case<'_>) -> f64 {
    (case.silence().max(1.0) / case.facts.median_gap.max(1.0)).ln() - 2.0 * fading(case)
}

/// ln[(C+2)/(X·n/age + 2)].
pub fn fading(case: &Case<'_>) -> f64 {
    let discounted = (1.0 - (-case.age() / 60.0).exp2()) * 60.0 / std::f64::consts::LN_2;
    let expected = discounted * case.contact_days() / case.age().max(1.0);
    ((case.decayed(60.0) + 2.0) / (expected + 2.0)).ln()
}

/// Twelve features, for the ceiling of what is fitted.
pub fn twelve(case: &Case<'_>) -> Vec<f64> {
    let facts = &case.facts;
    let n = f64::from(facts.gaps);
    let mean = facts.log_sum / n;
    let spread = (facts.log_squares / n - mean * mean).max(0.0).sqrt();
    let logs = [
        case.silence().max(1.0),
        case.contact_days(),
        case.age().max(1.0),
        case.mean_gap(),
        facts.median_gap.max(1.0),
        1.0 + case.decayed(15.0),
        1.0 + case.decayed(30.0),
        1.0 + case.decayed(60.0),
        1.0 + case.decayed(180.0),
    ];
    let mut features: Vec<f64> = logs.iter().map(|one| one.ln()).collect();
    features.extend([mean, spread, fading(case)]);
    features
}
