//! One candidate read for one day: may they be proposed at all, is there a reason, what is the
//! move worth and how long does it take. Words are in `say`, the choice in `choose`.

use super::{Candidate, Part, Question};
use crate::rhythm::{self, Facts, Temper, clock, contact_shortfall};
use crate::touch::Medium;
use crate::{Day, days_between};

/// After so many days of complete silence nobody is proposed but as a dormant tie.
const GONE: i64 = 730;
/// A year of silence makes a dormant tie, unless that is near their usual gap.
pub(super) const DORMANT: i64 = 365;

/// Why someone is proposed; never without one of these.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cause {
    /// Their approach of that day is still with me.
    Owed {
        since: Day,
    },
    /// Longer than the rhythm set by hand; no days when nothing is noted yet.
    Rhythm {
        every: u32,
        days: Option<i64>,
    },
    Quiet {
        days: i64,
        usual: f64,
    },
    Cooling {
        days: i64,
        usual: f64,
    },
    /// A year or more; at most one a week.
    Dormant {
        last: Day,
        before: u32,
    },
}

/// The way to be in touch, and what it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Reply,
    Hello,
    Call,
    Coffee,
}

impl Way {
    pub fn minutes(self) -> u32 {
        match self {
            Self::Reply | Self::Hello => 5,
            Self::Call => 10,
            Self::Coffee => 15,
        }
    }

    /// A reply owed is written. For a lapsed tie voice or coffee beats another message; for
    /// anything else, and after a year, the way these two use is the easiest first step.
    pub fn for_cause(cause: Cause, best: Option<Medium>) -> Self {
        let text = !matches!(best, Some(Medium::InPerson | Medium::Voice | Medium::Video));
        match cause {
            Cause::Owed { .. } => Self::Reply,
            Cause::Dormant { .. } => Self::Hello,
            _ if best == Some(Medium::InPerson) => Self::Coffee,
            Cause::Rhythm { .. } | Cause::Cooling { .. } if text => Self::Hello,
            _ => Self::Call,
        }
    }
}

/// The drifts of everyone whose rhythm is known, against which each is measured.
pub(super) struct Book {
    sorted: Vec<f64>,
    threshold: f64,
}

impl Book {
    pub fn read(question: &Question<'_>) -> Self {
        let mut sorted: Vec<f64> = question
            .candidates
            .iter()
            .filter_map(|one| drift(one, question.day))
            .collect();
        let threshold = rhythm::drift_threshold(&mut sorted);
        sorted.sort_unstable_by(f64::total_cmp);
        Self { sorted, threshold }
    }

    /// The share of the book that drifts less, ties halved.
    fn percentile(&self, drift: f64) -> f64 {
        let below = self.sorted.partition_point(|other| *other < drift);
        let up_to = self.sorted.partition_point(|other| *other <= drift);
        (below + up_to) as f64 / (2 * self.sorted.len().max(1)) as f64
    }

    /// How many rhythms are known.
    pub fn known(&self) -> usize {
        self.sorted.len()
    }
}

/// Drift by the clock of silence; `None` when it is too early to tell, quiet is expected, or
/// they have long been out of touch.
fn drift(candidate: &Candidate, day: Day) -> Option<f64> {
    let facts = candidate.facts.as_ref()?;
    let expected = candidate
        .quiet
        .as_ref()
        .is_some_and(|quiet| quiet.covers(day));
    let now = clock(facts, candidate.quiet.as_ref(), day);
    let known = facts.gaps >= rhythm::GAPS_ENOUGH && !expected;
    (known && days_between(facts.last, now) <= GONE)
        .then(|| rhythm::drift(facts, candidate.rhythm, now))
}

/// Whether someone may be proposed at all today, reason or not.
pub(super) fn is_free(candidate: &Candidate, question: &Question<'_>, pause: f64) -> bool {
    let day = question.day;
    if candidate
        .quiet
        .as_ref()
        .is_some_and(|quiet| quiet.covers(day))
    {
        return false;
    }
    let facts = candidate.facts.as_ref();
    if facts.is_some_and(|facts| days_between(facts.last, day) <= 1) {
        return false;
    }
    let Some(nudge) = &candidate.nudge else {
        return true;
    };
    if nudge.snoozed_until.is_some_and(|until| day < until) || is_resting(candidate, question) {
        return false;
    }
    // What was suggested this very morning stays suggested all day.
    let Some(ago) = nudge
        .suggested_on
        .map(|on| days_between(on, day))
        .filter(|ago| *ago > 0)
    else {
        return true;
    };
    let half_gap = facts.map_or(0.0, |facts| facts.median_gap / 2.0);
    ago as f64 >= pause.max(half_gap)
}

/// Passed over too often: not proposed for a while.
pub(super) fn is_resting(candidate: &Candidate, question: &Question<'_>) -> bool {
    let Some(nudge) = &candidate.nudge else {
        return false;
    };
    if let Some(until) = nudge.resting_until {
        return question.day < until;
    }
    let rested = nudge
        .suggested_on
        .map_or(0.0, |on| days_between(on, question.day) as f64);
    nudge.passed_over >= super::plan::PASSED_OVER && rested < question.weights.rest
}

/// The reason to be in touch with someone today, if there is one.
pub(super) fn cause(candidate: &Candidate, book: &Book, question: &Question<'_>) -> Option<Cause> {
    let Some(facts) = &candidate.facts else {
        return candidate
            .rhythm
            .map(|every| Cause::Rhythm { every, days: None });
    };
    let day = question.day;
    let now = clock(facts, candidate.quiet.as_ref(), day);
    let days = days_between(facts.last, now);
    if let Some(since) = owed_since(facts, question) {
        return Some(Cause::Owed { since });
    }
    let usual = candidate.rhythm.map_or(facts.median_gap, f64::from);
    if days > GONE.min(DORMANT.max((3.0 * usual) as i64)) {
        return None;
    }
    if let Some(every) = candidate.rhythm {
        return (days > i64::from(every)).then_some(Cause::Rhythm {
            every,
            days: Some(days),
        });
    }
    let drift = drift(candidate, day)?;
    let silence = rhythm::silence(facts, None, None, question.prior, now);
    match rhythm::temper(&silence, drift, book.threshold) {
        Temper::Quiet => Some(Cause::Quiet { days, usual }),
        Temper::Cooling => Some(Cause::Cooling { days, usual }),
        Temper::TooEarly | Temper::Steady | Temper::Expected => None,
    }
}

fn owed_since(facts: &Facts, question: &Question<'_>) -> Option<Day> {
    let since = facts.waiting_since?;
    let waited = days_between(since, question.day) as f64;
    let owed = question.weights.ignored_after..=question.weights.owed_within;
    owed.contains(&waited).then_some(since)
}

/// The parts of a move's value (model D); their shares add up to it.
pub(super) fn parts(candidate: &Candidate, book: &Book, question: &Question<'_>) -> Vec<Part> {
    let weights = question.weights;
    let importance = f64::from(candidate.importance.steps());
    let cooling = drift(candidate, question.day).map_or(0.0, |drift| book.percentile(drift));
    let owed = candidate
        .facts
        .as_ref()
        .and_then(|facts| owed_since(facts, question));
    let part = |name, weight: f64, value: f64| Part {
        name,
        value,
        share: importance * weight * value,
    };
    vec![
        part(
            "cooling, against the rest of the book",
            weights.drift,
            cooling,
        ),
        part(
            "less contact than usual",
            weights.shortfall,
            shortfall(candidate, question),
        ),
        part(
            "a reply owed",
            weights.owed,
            f64::from(u8::from(owed.is_some())),
        ),
        part(
            "your only tie into their group",
            weights.bridge,
            f64::from(u8::from(candidate.group_of_its_own == Some(true))),
        ),
    ]
}

/// How far contact falls short of the lifetime rate, or of the rhythm set by hand.
fn shortfall(candidate: &Candidate, question: &Question<'_>) -> f64 {
    let Some(facts) = &candidate.facts else {
        return f64::from(u8::from(candidate.rhythm.is_some()));
    };
    let now = clock(facts, candidate.quiet.as_ref(), question.day);
    let days = days_between(facts.last, now).max(1) as f64;
    let by_hand = candidate
        .rhythm
        .map_or(0.0, |every| (1.0 - f64::from(every) / days).max(0.0));
    if facts.gaps < rhythm::GAPS_ENOUGH {
        return by_hand;
    }
    contact_shortfall(facts, question.prior, now).max(by_hand)
}
