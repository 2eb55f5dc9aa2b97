//! What a rhythm set by hand holds besides its days, as it stands on one morning: in person, on
//! certain days of the week, after something happened.

use super::reading::Cause;
use super::{Candidate, Question};
use crate::cadence::{Beat, Cadence};
use crate::rhythm::paused;
use crate::{Day, days_between};

/// A rhythm that days alone do not say, and what it is measured by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    pub cadence: Cadence,
    /// The last touch in person, where only those count.
    pub last_in_person: Option<Day>,
    /// When what it follows last happened.
    pub happened: Option<Day>,
}

impl Wish {
    /// The last contact that counts for it.
    fn last(&self, candidate: &Candidate) -> Option<Day> {
        if self.cadence.in_person {
            return self.last_in_person;
        }
        candidate.facts.as_ref().map(|facts| facts.last)
    }

    /// Why it brings someone up on this day, if it does.
    pub(super) fn cause(&self, candidate: &Candidate, question: &Question<'_>) -> Option<Cause> {
        let (last, day) = (self.last(candidate), question.day);
        let still = last.map_or(0, |last| paused(last, candidate.quiet.as_ref(), day));
        if !self.cadence.is_due(last, still, self.happened, day) {
            return None;
        }
        match &self.cadence.beat {
            Beat::Every(every) => Some(Cause::Wished {
                every: *every,
                days: last.map(|last| days_between(last, day)),
            }),
            Beat::After(_) => self.happened.map(|on| Cause::After { on }),
        }
    }

    /// How far contact of the kind wished for falls short, from 0 to 1.
    pub(super) fn shortfall(&self, candidate: &Candidate, question: &Question<'_>) -> f64 {
        match (&self.cadence.beat, self.last(candidate)) {
            (Beat::Every(every), Some(last)) => {
                let still = paused(last, candidate.quiet.as_ref(), question.day);
                let days = (days_between(last, question.day) - still).max(1) as f64;
                (1.0 - f64::from(*every) / days).max(0.0)
            }
            _ => f64::from(u8::from(self.cause(candidate, question).is_some())),
        }
    }
}
