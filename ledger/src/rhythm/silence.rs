//! How long it has been quiet between two people, and how unusual that is for these two
//! (model C1). It says nothing under five gaps, and nothing while quiet is expected.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::{Facts, Prior};
use crate::person::Quiet;
use crate::{Day, days_between};

/// Under this many gaps it is too early to tell. Measured: with one or two gaps a nominal
/// 5 % becomes 16 %.
pub const GAPS_ENOUGH: u32 = 5;

/// A silence as it stands on one day.
#[derive(Clone, Debug, PartialEq)]
pub struct Silence {
    /// Calendar days since the last contact; negative when asked for a day before it.
    pub days: i64,
    /// The rhythm set by hand, else the median gap, in days; 0 when there is neither.
    pub usual: f64,
    pub unusual: Unusual,
}

/// How unusual a silence is.
#[derive(Clone, Debug, PartialEq)]
pub enum Unusual {
    /// Fewer than five gaps are known.
    TooEarly { gaps: u32 },
    /// The probability of a gap at least this long, given theirs so far.
    P(f64),
    /// The clock stands still, and why.
    Expected { why: String },
}

/// The silence with one person on `day`.
pub fn silence(
    facts: &Facts,
    rhythm: Option<u32>,
    quiet: Option<&Quiet>,
    prior: &Prior,
    day: Day,
) -> Silence {
    let days = days_between(facts.last, day);
    let usual = rhythm.map_or(facts.median_gap, f64::from);
    let unusual = match quiet.filter(|quiet| quiet.covers(day)) {
        Some(quiet) => Unusual::Expected {
            why: quiet.why.clone(),
        },
        None if facts.gaps < GAPS_ENOUGH => Unusual::TooEarly { gaps: facts.gaps },
        None => {
            let gap = days_between(facts.last, clock(facts, quiet, day));
            Unusual::P(chance_of_gap(facts, rhythm, prior, gap))
        }
    };
    Silence {
        days,
        usual,
        unusual,
    }
}

/// As `silence` with nothing set by hand, for a whole book at a glance: a chance that is plainly
/// above a tenth stands as 1 and one plainly below a twentieth as 0, and only what lies between
/// is worked out. A temper read off it is the same.
pub fn glance(facts: &Facts, prior: &Prior, day: Day) -> Silence {
    let days = days_between(facts.last, day);
    let unusual = if facts.gaps < GAPS_ENOUGH {
        Unusual::TooEarly { gaps: facts.gaps }
    } else {
        Unusual::P(Standing::of(facts, None, prior, days).map_or(1.0, |one| one.plainly()))
    };
    Silence {
        days,
        usual: facts.median_gap,
        unusual,
    }
}

/// The day it is by the clock of silence: leave and other expected quiet since the last contact
/// do not count. With no quiet it is the day itself.
pub fn clock(facts: &Facts, quiet: Option<&Quiet>, day: Day) -> Day {
    match paused(facts.last, quiet, day) {
        0 => day,
        still => day.saturating_sub(jiff::Span::new().days(still)),
    }
}

/// How many days since `last` do not count, as quiet was expected on them.
pub fn paused(last: Day, quiet: Option<&Quiet>, day: Day) -> i64 {
    let Some(quiet) = quiet else { return 0 };
    // The day of the last contact is never part of the silence.
    let from = quiet
        .from
        .max(last.saturating_add(jiff::Span::new().days(1)));
    let until = quiet.until.unwrap_or(day).min(day);
    (days_between(from, until) + 1).max(0)
}

/// P(gap ≥ g) under a log-normal with normal-inverse-gamma shrinkage: Student's t with 2a
/// degrees of freedom. A rhythm set by hand replaces the centre and keeps the spread. It answers
/// also where it is too early to tell; `silence` is what a person is told.
pub fn chance_of_gap(facts: &Facts, rhythm: Option<u32>, prior: &Prior, gap: i64) -> f64 {
    Standing::of(facts, rhythm, prior, gap).map_or(1.0, |standing| standing.chance())
}

/// z: how many spreads the silence on `day`, a day at least, stands above the centre of their
/// gaps, in logs; with no gap yet, of those the prior expects.
pub(super) fn spreads(facts: &Facts, rhythm: Option<u32>, prior: &Prior, day: Day) -> f64 {
    let gap = days_between(facts.last, day).max(1);
    Standing::of(facts, rhythm, prior, gap).map_or(0.0, |standing| standing.spreads)
}

/// Where a gap stands among those to be expected: so many spreads above their centre.
struct Standing {
    spreads: f64,
    freedom: f64,
}

/// Below so many spreads a chance is above a tenth: it is .1003 for a normal, and the tail of
/// Student's t is heavier.
const PLAINLY_USUAL: f64 = 1.28;
/// Above so many a chance is below a twentieth: it is .0497 with five degrees of freedom, and the
/// more of them, the lighter the tail. Five gaps bring five.
const PLAINLY_RARE: f64 = 2.02;

impl Standing {
    /// `None` for no gap at all.
    fn of(facts: &Facts, rhythm: Option<u32>, prior: &Prior, gap: i64) -> Option<Self> {
        if gap < 1 {
            return None;
        }
        let n = f64::from(facts.gaps);
        // With no gap yet only the prior speaks.
        let mean = if facts.gaps == 0 {
            prior.m0
        } else {
            facts.log_sum / n
        };
        let spread = (facts.log_squares - n * mean * mean).max(0.0);
        let kappa = prior.kappa0 + n;
        let a = prior.a0 + n / 2.0;
        let b =
            prior.b0 + spread / 2.0 + prior.kappa0 * n * (mean - prior.m0).powi(2) / (2.0 * kappa);
        let learnt = (prior.kappa0 * prior.m0 + n * mean) / kappa;
        let centre = rhythm
            .filter(|days| *days > 0)
            .map_or(learnt, |days| f64::from(days).ln());
        let scale = (b * (kappa + 1.0) / (a * kappa)).sqrt();
        Some(Self {
            spreads: ((gap as f64).ln() - centre) / scale,
            freedom: 2.0 * a,
        })
    }

    fn chance(&self) -> f64 {
        // With a, b and κ positive the distribution exists; a prior that breaks that flags nothing.
        StudentsT::new(0.0, 1.0, self.freedom).map_or(1.0, |t| t.sf(self.spreads))
    }

    fn plainly(&self) -> f64 {
        if self.freedom < f64::from(GAPS_ENOUGH) {
            return self.chance();
        }
        if self.spreads < PLAINLY_USUAL {
            return 1.0;
        }
        if self.spreads > PLAINLY_RARE {
            return 0.0;
        }
        self.chance()
    }
}
