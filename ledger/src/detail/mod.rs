//! A detail is something worth remembering about a person: what it is about, when it was last
//! confirmed, and when to ask again. Its lifecycle is the type: one that no longer holds is never
//! asked about. What two people share is for `ground`, what is better sealed for `delicate`.

mod matter;
mod topic;

use thiserror::Error;
use uuid::Uuid;

use crate::moment::Moment;
use crate::person::PersonId;
use crate::touch::TouchId;
use crate::{Day, days_between};
pub(crate) use matter::question;
pub use matter::{Due, matter};
pub use topic::Topic;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DetailId(pub Uuid);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    pub id: DetailId,
    /// The one it is about; the owner, for the owner's own profile.
    pub person: PersonId,
    pub topic: Topic,
    pub what: String,
    pub noted_on: Day,
    /// When it was last known to be so; the day it was noted to begin with.
    pub confirmed_on: Day,
    /// The touch it was heard in, when that is known.
    pub touch: Option<TouchId>,
    pub state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// So, as far as the owner knows.
    Standing {
        /// The morning of this day brings it up.
        ask_on: Option<Day>,
    },
    /// No longer so.
    Ended { on: Day },
}

/// How it became known that a detail still holds, or no longer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Learnt {
    /// The owner asked the person, in a touch. That is a moment.
    ByAsking,
    /// It was seen or heard elsewhere.
    Otherwise,
}

/// How old the knowledge is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Freshness {
    pub confirmed_on: Day,
    pub days: i64,
    /// Longer than the half-life of its topic.
    pub worth_asking: bool,
}

#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    #[error("a detail needs words: what do you want to remember?")]
    Wordless,
    #[error("a detail has at most {most} letters; this one has {letters}")]
    TooLong { letters: usize, most: usize },
    #[error("it was noted on {}; {} comes before that", crate::said_day(*noted_on), crate::said_day(*day))]
    BeforeNoted { noted_on: Day, day: Day },
    #[error("since {} this is no longer so", crate::said_day(*on))]
    AlreadyEnded { on: Day },
    #[error(
        "having asked is a moment for what drives somebody, or where they want to go; this is about {}",
        topic.words()
    )]
    NotOfDrive { topic: Topic },
    #[error("{} has passed; ask again on {} or later", crate::said_day(*on), crate::said_day(*day))]
    AskedBefore { on: Day, day: Day },
}

/// A detail is a sentence or two. Our choice.
const LETTERS_AT_MOST: usize = 1_000;

impl Detail {
    /// Something newly heard. The day to ask again may be the same day.
    pub fn note(
        id: DetailId,
        person: PersonId,
        topic: Topic,
        what: &str,
        day: Day,
    ) -> Result<Self, Refusal> {
        Ok(Self {
            id,
            person,
            topic,
            what: worded(what)?,
            noted_on: day,
            confirmed_on: day,
            touch: None,
            state: State::Standing { ask_on: None },
        })
    }

    pub fn heard_in(self, touch: Option<TouchId>) -> Self {
        Self { touch, ..self }
    }

    /// It is still so. Having asked answers whatever day was set; hearing of it otherwise answers
    /// only a day that has come.
    pub fn confirm(self, learnt: Learnt, day: Day) -> Result<Self, Refusal> {
        self.standing_on(day)?;
        let later = |on: &Day| learnt == Learnt::Otherwise && *on > day;
        let ask_on = self.ask_on().filter(later);
        Ok(Self {
            confirmed_on: self.confirmed_on.max(day),
            state: State::Standing { ask_on },
            ..self
        })
    }

    /// Ask about it again on a day; `None` when there is no need to.
    pub fn ask_again(self, on: Option<Day>, day: Day) -> Result<Self, Refusal> {
        self.standing_on(day)?;
        if let Some(on) = on.filter(|on| *on < day) {
            return Err(Refusal::AskedBefore { on, day });
        }
        Ok(Self {
            state: State::Standing { ask_on: on },
            ..self
        })
    }

    /// It is no longer so.
    pub fn end(self, day: Day) -> Result<Self, Refusal> {
        self.standing_on(day)?;
        Ok(Self {
            state: State::Ended { on: day },
            ..self
        })
    }

    /// The same thing said better. It confirms nothing.
    pub fn reword(self, topic: Topic, what: &str) -> Result<Self, Refusal> {
        Ok(Self {
            topic,
            what: worded(what)?,
            ..self
        })
    }

    pub fn is_standing(&self) -> bool {
        matches!(self.state, State::Standing { .. })
    }

    pub fn ask_on(&self) -> Option<Day> {
        match self.state {
            State::Standing { ask_on } => ask_on,
            State::Ended { .. } => None,
        }
    }

    pub fn freshness(&self, day: Day) -> Freshness {
        let days = days_between(self.confirmed_on, day).max(0);
        Freshness {
            confirmed_on: self.confirmed_on,
            days,
            worth_asking: self.is_standing() && days >= self.topic.half_life(),
        }
    }

    /// What asking about it today is, on the owner's side of the account.
    pub fn earned(&self) -> Moment {
        self.topic.earned(self.ask_on().is_some())
    }

    /// As `earned`, of what was just heard: only to ask what drives somebody is a moment by itself.
    pub fn earned_when_noted(&self) -> Result<Moment, Refusal> {
        let topic = self.topic;
        if !topic.is_of_drive() {
            return Err(Refusal::NotOfDrive { topic });
        }
        Ok(self.earned())
    }

    /// The id of having asked about it on a day: one a day, however often it is said.
    pub fn asking(&self, day: Day) -> Uuid {
        let number = days_between(Day::ZERO, day).unsigned_abs();
        Uuid::from_u128(self.id.0.as_u128() ^ (u128::from(number) << 64))
    }

    /// As it stood on a day; `None` when it was not noted yet.
    pub fn as_of(mut self, day: Day) -> Option<Self> {
        if self.noted_on > day {
            return None;
        }
        if self.confirmed_on > day {
            self.confirmed_on = self.noted_on;
        }
        if matches!(self.state, State::Ended { on } if on > day) {
            self.state = State::Standing { ask_on: None };
        }
        Some(self)
    }

    fn standing_on(&self, day: Day) -> Result<(), Refusal> {
        if let State::Ended { on } = self.state {
            return Err(Refusal::AlreadyEnded { on });
        }
        if day < self.noted_on {
            return Err(Refusal::BeforeNoted {
                noted_on: self.noted_on,
                day,
            });
        }
        Ok(())
    }
}

fn worded(what: &str) -> Result<String, Refusal> {
    let what = what.trim();
    let letters = what.chars().count();
    match letters {
        0 => Err(Refusal::Wordless),
        1..=LETTERS_AT_MOST => Ok(what.to_owned()),
        _ => Err(Refusal::TooLong {
            letters,
            most: LETTERS_AT_MOST,
        }),
    }
}

#[cfg(test)]
mod tests;
