//! A promise is a commitment, mine or theirs. Its lifecycle is the type: each state holds
//! only what is true in it, and a change consumes the old state and takes the day.

use thiserror::Error;
use uuid::Uuid;

use crate::person::PersonId;
use crate::touch::Side;
use crate::{Day, said_day};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PromiseId(pub Uuid);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    pub id: PromiseId,
    pub person: PersonId,
    pub side: Side,
    pub what: String,
    pub made_on: Day,
    /// `None`: no day was named.
    pub due: Option<Day>,
    /// How often it was renegotiated in time.
    pub renewals: u32,
    pub state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    Settled { on: Day, outcome: Outcome },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    Kept,
    Late,
    Broken,
    Released,
}

impl Outcome {
    pub const ALL: [Self; 4] = [Self::Kept, Self::Late, Self::Broken, Self::Released];

    pub fn id(self) -> &'static str {
        match self {
            Self::Kept => "kept",
            Self::Late => "late",
            Self::Broken => "broken",
            Self::Released => "released",
        }
    }

    /// How it reads in a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Late => "kept late",
            other => other.id(),
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.id() == id)
    }
}

#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    #[error("a promise needs words: what was promised?")]
    Wordless,
    #[error("this promise was already {} on {}", outcome.words(), said_day(*on))]
    AlreadySettled { on: Day, outcome: Outcome },
    #[error("it is due on {}; before that day it cannot be late", said_day(*due))]
    NotLate { due: Day },
    #[error("it was promised on {}; {} comes before that", said_day(*made_on), said_day(*day))]
    BeforeMade { made_on: Day, day: Day },
    #[error(
        "it was due on {}, and that day has passed: kept later, it is kept late, and no new day changes that",
        said_day(*due)
    )]
    TooLateToRenew { due: Day },
    #[error("the new day, {}, is not after the old one, {}", said_day(*new), said_day(*due))]
    NotLater { due: Day, new: Day },
}

impl Promise {
    /// A promise newly made. The day it is due may be the day it is made.
    pub fn make(
        id: PromiseId,
        person: PersonId,
        side: Side,
        what: &str,
        made_on: Day,
        due: Option<Day>,
    ) -> Result<Self, Refusal> {
        let what = what.trim();
        if what.is_empty() {
            return Err(Refusal::Wordless);
        }
        if let Some(day) = due.filter(|due| *due < made_on) {
            return Err(Refusal::BeforeMade { made_on, day });
        }
        Ok(Self {
            id,
            person,
            side,
            what: what.to_owned(),
            made_on,
            due,
            renewals: 0,
            state: State::Open,
        })
    }

    /// Kept on `day`: in time up to and on the day it was due, late after it.
    pub fn keep(self, day: Day) -> Result<Self, Refusal> {
        let late = self.due.is_some_and(|due| day > due);
        self.settle(day, if late { Outcome::Late } else { Outcome::Kept })
    }

    /// Kept, but after its day, as the owner says it.
    pub fn keep_late(self, day: Day) -> Result<Self, Refusal> {
        if let Some(due) = self.due.filter(|due| self.is_open() && day < *due) {
            return Err(Refusal::NotLate { due });
        }
        self.settle(day, Outcome::Late)
    }

    /// The one it was made to no longer wants it.
    pub fn release(self, day: Day) -> Result<Self, Refusal> {
        self.settle(day, Outcome::Released)
    }

    /// It was not kept and will not be.
    pub fn miss(self, day: Day) -> Result<Self, Refusal> {
        self.settle(day, Outcome::Broken)
    }

    /// A new day agreed before the old one has passed.
    pub fn renew(self, day: Day, new: Day) -> Result<Self, Refusal> {
        self.open_on(day)?;
        if let Some(due) = self.due {
            if day > due {
                return Err(Refusal::TooLateToRenew { due });
            }
            if new <= due {
                return Err(Refusal::NotLater { due, new });
            }
        }
        if new < day {
            return Err(Refusal::BeforeMade {
                made_on: day,
                day: new,
            });
        }
        Ok(Self {
            due: Some(new),
            renewals: self.renewals + 1,
            ..self
        })
    }

    pub fn is_open(&self) -> bool {
        self.state == State::Open
    }

    fn settle(self, day: Day, outcome: Outcome) -> Result<Self, Refusal> {
        self.open_on(day)?;
        Ok(Self {
            state: State::Settled { on: day, outcome },
            ..self
        })
    }

    fn open_on(&self, day: Day) -> Result<(), Refusal> {
        if let State::Settled { on, outcome } = self.state {
            return Err(Refusal::AlreadySettled { on, outcome });
        }
        if day < self.made_on {
            return Err(Refusal::BeforeMade {
                made_on: self.made_on,
                day,
            });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cast::{MORNING, days_ago, person};

    fn due(due: Day) -> Promise {
        let id = PromiseId(Uuid::from_u128(1));
        match Promise::make(
            id,
            person(1),
            Side::Mine,
            " send the deck ",
            days_ago(9),
            Some(due),
        ) {
            Ok(promise) => promise,
            Err(refusal) => panic!("{refusal}"),
        }
    }

    fn outcome(promise: Result<Promise, Refusal>) -> Option<Outcome> {
        match promise.ok()?.state {
            State::Settled { outcome, .. } => Some(outcome),
            State::Open => None,
        }
    }

    #[test]
    fn a_promise_kept_on_its_last_day_is_in_time() {
        assert_eq!(outcome(due(MORNING).keep(MORNING)), Some(Outcome::Kept));
    }

    #[test]
    fn a_promise_kept_the_day_after_is_late() {
        assert_eq!(outcome(due(days_ago(1)).keep(MORNING)), Some(Outcome::Late));
    }

    #[test]
    fn a_promise_without_a_day_is_never_late() {
        let open = Promise {
            due: None,
            ..due(MORNING)
        };
        assert_eq!(outcome(open.keep(MORNING)), Some(Outcome::Kept));
    }

    #[test]
    fn a_promise_needs_words_and_keeps_them_trimmed() {
        assert_eq!(due(MORNING).what, "send the deck");
        let id = PromiseId(Uuid::from_u128(1));
        let wordless = Promise::make(id, person(1), Side::Mine, "  ", MORNING, None);
        assert_eq!(wordless, Err(Refusal::Wordless));
    }

    #[test]
    fn a_promise_settled_is_settled_once() {
        let settled = due(MORNING).release(MORNING);
        let again = settled.and_then(|promise| promise.keep(MORNING));
        let words = again.map_err(|refusal| refusal.to_string());
        assert_eq!(
            words,
            Err("this promise was already released on Tue 10 Mar 2026".to_owned())
        );
    }

    #[test]
    fn a_promise_is_renegotiated_up_to_its_day_and_not_after() {
        let later = MORNING.saturating_add(jiff::Span::new().days(5));
        let renewed = due(MORNING).renew(MORNING, later);
        assert_eq!(
            renewed.map(|promise| (promise.due, promise.renewals)),
            Ok((Some(later), 1))
        );
        let too_late = due(days_ago(1)).renew(MORNING, later);
        assert_eq!(too_late, Err(Refusal::TooLateToRenew { due: days_ago(1) }));
        let sooner = due(MORNING).renew(days_ago(2), days_ago(1));
        assert_eq!(
            sooner,
            Err(Refusal::NotLater {
                due: MORNING,
                new: days_ago(1)
            })
        );
    }

    #[test]
    fn nothing_is_kept_before_it_was_promised() {
        let early = due(MORNING).keep(days_ago(10));
        assert_eq!(
            early,
            Err(Refusal::BeforeMade {
                made_on: days_ago(9),
                day: days_ago(10)
            })
        );
    }

    #[test]
    fn missing_a_promise_breaks_it() {
        assert_eq!(
            outcome(due(days_ago(1)).miss(MORNING)),
            Some(Outcome::Broken)
        );
    }
}
