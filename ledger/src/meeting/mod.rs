//! A meeting, noted by hand: when, with whom, of what kind, what was prepared for it; then held.
//! Its lifecycle is the type. What to know before it is for `brief`; the note after it for `note`.

mod line;
mod matter;
mod note;

use jiff::{Timestamp, ToSpan};
use thiserror::Error;
use uuid::Uuid;

use crate::person::PersonId;
use crate::touch::{Medium, Setting, TouchId};
use crate::{Day, days_between, said_day};
pub use line::{Remembered, Said, Unsaid, promised, remembered};
pub use matter::{LOOKED_BACK, matter};
pub use note::{Agreed, Letter, note};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeetingId(pub Uuid);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meeting {
    pub id: MeetingId,
    pub at: Timestamp,
    /// The day in the owner's own zone.
    pub day: Day,
    pub minutes: u32,
    /// May be empty: then it is called after its kind.
    pub title: String,
    pub kind: Kind,
    pub place: String,
    /// Comes again after so many days.
    pub every: Option<u32>,
    pub prepared: Prepared,
    pub personal: Personal,
    /// At least one; the owner is not among them.
    pub guests: Vec<PersonId>,
    pub state: State,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Ahead,
    Held { on: Day, touch: Option<TouchId> },
}

/// What was thought through before it, in the owner's words; each may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prepared {
    /// Who is who in it: "she leads hydrology; I would build the viewer".
    pub roles: String,
    /// What to have a view on.
    pub view: String,
    /// Questions to ask, one a line.
    pub questions: String,
}

impl Prepared {
    pub fn questions(&self) -> impl Iterator<Item = &str> {
        self.questions
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
    }

    /// What holds for the next time too.
    #[must_use]
    pub fn lasting(&self) -> Self {
        Self {
            roles: self.roles.clone(),
            ..Self::default()
        }
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// The personal minute: the one question that is not about work, and what was said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Personal {
    pub asked: String,
    pub answered: String,
}

/// What kind of meeting it is: it says how the touch is noted once it was held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    Meeting,
    OneToOne,
    Coffee,
    Lunch,
    Walk,
    Call,
    Video,
    /// The informal chat that is an interview.
    Interview,
    /// Somebody senior, or met for the first time.
    First,
}

impl Kind {
    pub const ALL: [Self; 9] = [
        Self::Meeting,
        Self::OneToOne,
        Self::Coffee,
        Self::Lunch,
        Self::Walk,
        Self::Call,
        Self::Video,
        Self::Interview,
        Self::First,
    ];

    /// The stable id: in the book, in JSON and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::OneToOne => "one-to-one",
            Self::Coffee => "coffee",
            Self::Lunch => "lunch",
            Self::Walk => "walk",
            Self::Call => "call",
            Self::Video => "video",
            Self::Interview => "interview",
            Self::First => "first",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// How it is called where no title is: "One to one with Ana".
    pub fn words(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::OneToOne => "one to one",
            Self::Coffee => "coffee",
            Self::Lunch => "lunch",
            Self::Walk => "walk",
            Self::Call => "call",
            Self::Video => "video call",
            Self::Interview => "chat that is an interview",
            Self::First => "first conversation",
        }
    }

    /// The medium and setting of the touch it becomes.
    pub fn usually(self) -> (Medium, Setting) {
        match self {
            Self::Meeting => (Medium::InPerson, Setting::Meeting),
            Self::OneToOne | Self::Interview | Self::First => (Medium::InPerson, Setting::OneToOne),
            Self::Coffee => (Medium::InPerson, Setting::Coffee),
            Self::Lunch => (Medium::InPerson, Setting::Lunch),
            Self::Walk => (Medium::InPerson, Setting::Walk),
            Self::Call => (Medium::Voice, Setting::OneToOne),
            Self::Video => (Medium::Video, Setting::OneToOne),
        }
    }
}

#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    #[error("whom do you meet?")]
    Nobody,
    #[error("a meeting lasts from 5 minutes to a day; this one would last {minutes}")]
    Length { minutes: u32 },
    #[error("a meeting comes again within a year, or not at all")]
    Rarely,
    #[error("a few words are enough here: {most} letters at most, this has {letters}")]
    TooLong { letters: usize, most: usize },
    #[error("it is on {}; say what came of it once it was", said_day(*day))]
    NotYet { day: Day },
    #[error("what came of this meeting was noted on {}", said_day(*on))]
    AlreadyHeld { on: Day },
}

/// A page of preparation, not a book. Our choice.
const LETTERS_AT_MOST: usize = 4_000;

impl Meeting {
    /// As it may be noted.
    pub fn checked(self) -> Result<Self, Refusal> {
        if self.guests.is_empty() {
            return Err(Refusal::Nobody);
        }
        if !(5..=1_440).contains(&self.minutes) {
            return Err(Refusal::Length {
                minutes: self.minutes,
            });
        }
        if self.every.is_some_and(|days| !(1..=366).contains(&days)) {
            return Err(Refusal::Rarely);
        }
        let Prepared {
            roles,
            view,
            questions,
        } = &self.prepared;
        for text in [&self.title, &self.place, roles, view, questions] {
            let letters = text.chars().count();
            if letters > LETTERS_AT_MOST {
                return Err(Refusal::TooLong {
                    letters,
                    most: LETTERS_AT_MOST,
                });
            }
        }
        Ok(self)
    }

    /// It took place, and what came of it is noted on `day`.
    pub fn hold(self, touch: TouchId, personal: Personal, day: Day) -> Result<Self, Refusal> {
        self.can_be_spoken_of(day)?;
        Ok(Self {
            state: State::Held {
                on: day,
                touch: Some(touch),
            },
            personal,
            ..self
        })
    }

    /// Its day has come, and nothing is noted of it yet.
    pub fn can_be_spoken_of(&self, day: Day) -> Result<(), Refusal> {
        self.still_ahead()?;
        if self.day > day {
            return Err(Refusal::NotYet { day: self.day });
        }
        Ok(())
    }

    /// Something about it can still be changed.
    pub fn still_ahead(&self) -> Result<(), Refusal> {
        match self.state {
            State::Ahead => Ok(()),
            State::Held { on, .. } => Err(Refusal::AlreadyHeld { on }),
        }
    }

    /// The day it comes again: the first of its rhythm after `day`.
    pub fn next_day(&self, day: Day) -> Option<Day> {
        let every = i64::from(self.every?.max(1));
        let passed = days_between(self.day, day).max(0);
        let steps = passed / every + 1;
        self.day.checked_add((steps * every).days()).ok()
    }

    /// The same meeting at its next time. Who is who stays; what was asked belongs to its own day.
    pub fn again(&self, id: MeetingId, at: Timestamp, day: Day) -> Self {
        Self {
            id,
            at,
            day,
            prepared: self.prepared.lasting(),
            personal: Personal::default(),
            state: State::Ahead,
            ..self.clone()
        }
    }

    pub fn is_ahead(&self) -> bool {
        self.state == State::Ahead
    }

    /// Whether it has a minute for the person: a one-to-one that comes again.
    pub fn has_personal_minute(&self) -> bool {
        self.every.is_some() && self.guests.len() == 1
    }

    /// As it stood on `day`.
    #[must_use]
    pub fn as_of(mut self, day: Day) -> Self {
        if matches!(self.state, State::Held { on, .. } if on > day) {
            self.state = State::Ahead;
            self.personal = Personal::default();
        }
        self
    }
}

#[cfg(test)]
mod tests;
