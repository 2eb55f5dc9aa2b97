//! The morning's plan: who today, about what, in the time there is (model D).
//! It proposes only where there is a reason, and says why when there is none.

mod choose;
mod contacts;
mod dormant;
mod draft;
mod free;
mod matters;
mod nudge;
mod phrase;
mod plan;
mod promises;
mod reading;
mod say;
mod wish;
mod worth;

use uuid::Uuid;

use crate::Day;
use crate::person::{Importance, PersonId, Quiet};
use crate::promise::{Promise, PromiseId};
use crate::rhythm::{Facts, Prior};
use crate::touch::Medium;
use crate::weights::Weights;
pub use draft::Draft;
pub use matters::{Kind, Matter};
pub use nudge::{Nudge, rests_until};
pub(crate) use phrase::{day_words, topic};
pub use plan::{today, when_asked};
pub use wish::Wish;

/// Someone who might be proposed, with what the book keeps about them.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub person: PersonId,
    pub name: String,
    pub importance: Importance,
    /// `None`: nothing noted yet.
    pub facts: Option<Facts>,
    /// A rhythm set by hand, in days.
    pub rhythm: Option<u32>,
    /// The rhythm set by hand in full, where days alone do not say it.
    pub wish: Option<Wish>,
    pub quiet: Option<Quiet>,
    /// At most one person of a circle is proposed on one day.
    pub circle: Option<Uuid>,
    /// Whether nobody else of the owner's is in touch with their group; `None`: not known.
    pub group_of_its_own: Option<bool>,
    pub nudge: Option<Nudge>,
    /// The medium these two use most.
    pub best_medium: Option<Medium>,
    /// The medium by which they like to be approached, where the owner knows it.
    pub likes: Option<Medium>,
}

/// An open promise, mine or theirs, and the name of the other one.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    pub promise: Promise,
    pub name: String,
}

/// Everything a morning's plan is made from. The order of candidates and promises is of no account.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    pub day: Day,
    pub candidates: &'a [Candidate],
    /// Open promises, both sides.
    pub due: &'a [Due],
    /// What comes up besides promises, as each noun says it.
    pub matters: &'a [Matter],
    pub prior: &'a Prior,
    pub weights: &'a Weights,
    /// The owner's own 90th-percentile reply time over everyone, in days.
    pub reply_p90: f64,
}

/// What a move is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Promise(PromiseId),
    Matter(Kind, Uuid),
    Contact,
}

/// One part of a move's value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Part {
    pub name: &'static str,
    /// From 0 to 1.
    pub value: f64,
    /// Importance × weight × value; the shares add up to the move's value.
    pub share: f64,
}

/// One thing to do, with its reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    pub about: About,
    pub person: PersonId,
    pub name: String,
    /// A sentence a thoughtful colleague would say.
    pub reason: String,
    pub parts: Vec<Part>,
    /// An if–then plan.
    pub opener: String,
    pub minutes: u32,
    pub value: f64,
}

/// Someone passed over again and again: does this person still matter?
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    pub person: PersonId,
    pub name: String,
    pub words: String,
}

/// The plan of one morning.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    pub day: Day,
    /// Promises first, then other matters of the day, then contacts, most valuable first.
    pub moves: Vec<Move>,
    /// Sentences beneath the moves: more promises due, a weekend.
    pub notes: Vec<String>,
    /// Why there is nothing to do, when there is nothing.
    pub silence: Option<String>,
    pub asks: Vec<Ask>,
    /// Whom the first contact is with, as one says it and means nobody else.
    pub called: Option<String>,
}

#[cfg(test)]
mod tests;
