//! Is it cooling between two people? Drift (model C3) and the temper read off it, in questions.
//! Half of the top flags are false alarms, and the words leave room for that.

use super::contact::{expected, log_history};
use super::silence::{GAPS_ENOUGH, Silence, Unusual, clock, spreads};
use super::{Facts, Prior};
use crate::person::Quiet;
use crate::{Day, days_between};

/// A silence less likely than this is quiet, whatever the drift (model C3).
const QUIET_BELOW: f64 = 0.05;
/// A silence less likely than this is cooling when its drift is as high as the book's top 5 % (model C3).
const COOLING_BELOW: f64 = 0.10;
/// The share of those still in touch that may be called cooling.
const TOP: f64 = 0.05;

/// The constants of drift, each with what it multiplies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DriftOdds {
    /// ln odds where all else is as ever.
    pub least: f64,
    /// Of z, how many spreads the silence stands above the centre of their gaps.
    pub silence: f64,
    /// Of ln[(C+2)/(X·n/age + 2)], how far lately has fallen behind the lifetime rate.
    pub fading: f64,
    /// Of ln n.
    pub history: f64,
}

/// Measured: greatest likelihood on a research institute's mail, cutoffs at days 150 to 210, looking
/// no further than day 330; docs/evaluation.md fits them again.
pub const DRIFT_ODDS: DriftOdds = DriftOdds {
    least: 0.52,
    silence: 0.64,
    fading: -1.76,
    history: -0.92,
};

/// D = .52 + .64·z − 1.76·ln[(C+2)/(X·n/age + 2)] − .92·ln n: a silence unusual for these two, recent
/// contact behind the lifetime rate, and a short history make drift. As log odds it foretells that
/// the next five usual gaps bring at most a fifth of the contacts to be expected; what is compared
/// is only the order. A rhythm set by hand stands in for the centre of their gaps.
pub fn drift(facts: &Facts, rhythm: Option<u32>, day: Day) -> f64 {
    let odds = &DRIFT_ODDS;
    let fading = (facts.decayed_on(day) + 2.0) / (expected(facts, day) + 2.0);
    odds.least
        + odds.silence * spreads(facts, rhythm, &Prior::default(), day)
        + odds.fading * fading.ln()
        + odds.history * log_history(facts)
}

/// After so many days of complete silence nobody's drift is asked about. Our choice.
const GONE: i64 = 730;

/// Who was in touch within so many days may be cooling: of these drift was measured
/// (docs/evaluation.md).
const CURRENT: i64 = 60;

/// The drift of one person as it is held against the book's, by the clock of silence. `None` when it
/// is too early to tell, when quiet is expected, or after two years of complete silence.
pub fn comparable_drift(
    facts: &Facts,
    rhythm: Option<u32>,
    quiet: Option<&Quiet>,
    day: Day,
) -> Option<f64> {
    let expected = quiet.is_some_and(|quiet| quiet.covers(day));
    let now = clock(facts, quiet, day);
    let known = facts.gaps >= GAPS_ENOUGH && !expected;
    (known && days_between(facts.last, now) <= GONE).then(|| drift(facts, rhythm, now))
}

/// The same, of those alone by whom the book's drifts are measured: in touch within 60 days. Most who
/// have been silent for longer are quiet already; were they counted, they would be the whole of the
/// top, and nobody who is not quiet could reach it.
pub fn ranked_drift(
    facts: &Facts,
    rhythm: Option<u32>,
    quiet: Option<&Quiet>,
    day: Day,
) -> Option<f64> {
    let silent = days_between(facts.last, clock(facts, quiet, day));
    comparable_drift(facts, rhythm, quiet, day).filter(|_| silent <= CURRENT)
}

/// The drift that a twentieth of `ranked_drift`s reach; infinite when there are none.
pub fn drift_threshold(drifts: &mut [f64]) -> f64 {
    if drifts.is_empty() {
        return f64::INFINITY;
    }
    let top = ((drifts.len() as f64 * TOP).ceil() as usize).max(1);
    let place = drifts.len() - top;
    *drifts.select_nth_unstable_by(place, f64::total_cmp).1
}

/// What the silence and the drift come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Temper {
    TooEarly,
    Steady,
    Cooling,
    Quiet,
    Expected,
}

/// Reads a silence and a drift; `threshold` is the book's own, from `drift_threshold`.
pub fn temper(silence: &Silence, drift: f64, threshold: f64) -> Temper {
    match silence.unusual {
        Unusual::Expected { .. } => Temper::Expected,
        Unusual::TooEarly { .. } => Temper::TooEarly,
        Unusual::P(p) if p < QUIET_BELOW => Temper::Quiet,
        Unusual::P(p) if p < COOLING_BELOW && drift >= threshold => Temper::Cooling,
        Unusual::P(_) => Temper::Steady,
    }
}

impl Temper {
    pub fn id(self) -> &'static str {
        match self {
            Self::TooEarly => "too-early",
            Self::Steady => "steady",
            Self::Cooling => "cooling",
            Self::Quiet => "quiet",
            Self::Expected => "expected",
        }
    }

    /// A sentence for a person: never a verdict, and a question where something may be amiss.
    pub fn words(self, silence: &Silence) -> String {
        let days = counted(silence.days);
        let ago = match silence.days {
            ..=0 => "today".to_owned(),
            1 => "yesterday".to_owned(),
            _ => format!("{days} ago"),
        };
        let usual = silence.usual.round();
        match (self, &silence.unusual) {
            (_, Unusual::Expected { why }) if why.is_empty() => "Quiet is expected.".to_owned(),
            (_, Unusual::Expected { why }) => format!("Quiet is expected: {why}."),
            (_, Unusual::TooEarly { gaps: 0 }) => {
                format!("Last contact {ago}; one day of contact is too early to tell.")
            }
            (_, Unusual::TooEarly { gaps }) => {
                let gaps = if *gaps == 1 {
                    "1 gap".to_owned()
                } else {
                    format!("{gaps} gaps")
                };
                format!("Last contact {ago}; {gaps} so far, too early to tell.")
            }
            (Self::Quiet, _) => format!("Nothing noted for {days}, usually {usual}. All fine?"),
            (Self::Cooling, _) => {
                format!(
                    "Nothing noted for {days}, usually {usual}, and less than before. Worth a word?"
                )
            }
            _ => format!("Last contact {ago}, usually {usual}: as ever."),
        }
    }
}

fn counted(days: i64) -> String {
    if days == 1 {
        "1 day".to_owned()
    } else {
        format!("{days} days")
    }
}
