//! Why someone is proposed, and by which way. Whether they may be is in `free`, what the move
//! is worth in `worth`, the words in `say`.

use super::{Candidate, Question};
use crate::rhythm::{self, Facts, Temper, clock};
use crate::touch::Medium;
use crate::{Day, days_between};

/// After so many days of complete silence nobody is proposed but as a dormant tie.
pub(super) const GONE: i64 = 730;
/// A year of silence makes a dormant tie.
pub(super) const DORMANT: i64 = 365;

/// Why someone is proposed; never without one of these.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Cause {
    /// Their approach of that day is still with me.
    Owed {
        since: Day,
    },
    /// Longer than the rhythm set by hand; no silence when nothing is noted yet.
    Rhythm {
        every: u32,
        silent: Option<Silent>,
    },
    /// In person, or on a day of the week, longer than wished; no days when nothing is noted yet.
    Wished {
        every: u32,
        days: Option<i64>,
    },
    /// What their rhythm follows happened on that day, and there was no word since.
    After {
        on: Day,
    },
    Quiet {
        silent: Silent,
        usual: f64,
    },
    Cooling {
        silent: Silent,
        usual: f64,
    },
    /// A year or more; one a week.
    Dormant {
        last: Day,
        before: u32,
    },
}

/// A silence as it is told: in days of the calendar, and how many of them do not count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Silent {
    pub days: i64,
    pub expected: i64,
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

    /// A reply owed is written. Where they said how they like to be approached, that is the way. For a lapsed tie voice or coffee beats another message; for
    /// anything else, and after a year, the way these two use is the easiest first step.
    pub fn for_cause(cause: Cause, candidate: &Candidate) -> Self {
        let best = candidate.best_medium;
        let wish = candidate.wish.as_ref();
        let in_person = wish.is_some_and(|wish| wish.cadence.in_person);
        let text = !matches!(best, Some(Medium::InPerson | Medium::Voice | Medium::Video));
        match cause {
            Cause::Owed { .. } => Self::Reply,
            _ if candidate.likes.is_some() => Self::liked(candidate.likes),
            Cause::Dormant { .. } => Self::Hello,
            Cause::Wished { .. } if in_person => Self::Coffee,
            _ if best == Some(Medium::InPerson) => Self::Coffee,
            Cause::Rhythm { .. }
            | Cause::Cooling { .. }
            | Cause::Wished { .. }
            | Cause::After { .. }
                if text =>
            {
                Self::Hello
            }
            _ => Self::Call,
        }
    }

    fn liked(medium: Option<Medium>) -> Self {
        match medium {
            Some(Medium::InPerson) => Self::Coffee,
            Some(Medium::Voice | Medium::Video) => Self::Call,
            Some(Medium::Chat | Medium::Mail | Medium::Letter) | None => Self::Hello,
        }
    }
}

/// The reason to be in touch with someone today, if there is one.
pub(super) fn cause(
    candidate: &Candidate,
    drift: Option<f64>,
    threshold: f64,
    question: &Question<'_>,
) -> Option<Cause> {
    let wished = || {
        candidate
            .wish
            .as_ref()
            .and_then(|wish| wish.cause(candidate, question))
    };
    let Some(facts) = &candidate.facts else {
        if candidate.wish.is_some() {
            return wished();
        }
        return candidate.rhythm.map(|every| Cause::Rhythm {
            every,
            silent: None,
        });
    };
    let day = question.day;
    let now = clock(facts, candidate.quiet.as_ref(), day);
    let days = days_between(facts.last, now);
    let silent = Silent {
        days: days_between(facts.last, day),
        expected: days_between(now, day),
    };
    if let Some(since) = owed_since(facts, question) {
        return Some(Cause::Owed { since });
    }
    if let Some(cause) = wished() {
        return Some(cause);
    }
    let usual = candidate.rhythm.map_or(facts.median_gap, f64::from);
    if days > GONE {
        return None;
    }
    // On a day of the week that does not suit, a rhythm waits for one that does.
    if candidate.wish.is_some() && candidate.rhythm.is_some() {
        return None;
    }
    if let Some(every) = candidate.rhythm {
        return (days > i64::from(every)).then_some(Cause::Rhythm {
            every,
            silent: Some(silent),
        });
    }
    let drift = drift?;
    let silence = rhythm::glance(facts, question.prior, now);
    match rhythm::temper(&silence, drift, threshold) {
        Temper::Quiet => Some(Cause::Quiet { silent, usual }),
        Temper::Cooling => Some(Cause::Cooling { silent, usual }),
        Temper::TooEarly | Temper::Steady | Temper::Expected => None,
    }
}

/// Whether a tie has lapsed: silent for a year, unless that is within three usual gaps. Who has
/// not comes first. A reply owed and a rhythm set by hand are never too old.
pub(super) fn has_lapsed(candidate: &Candidate, cause: Cause) -> bool {
    let (Cause::Quiet { silent, .. } | Cause::Cooling { silent, .. }) = cause else {
        return false;
    };
    let usual = candidate
        .facts
        .as_ref()
        .map_or(0.0, |facts| facts.median_gap);
    silent.days - silent.expected > DORMANT.max((3.0 * usual) as i64)
}

pub(super) fn owed_since(facts: &Facts, question: &Question<'_>) -> Option<Day> {
    let since = facts.waiting_since?;
    let waited = days_between(since, question.day) as f64;
    let owed = question.weights.ignored_after..=question.weights.owed_within;
    owed.contains(&waited).then_some(since)
}
