//! What to know before a meeting, composed from what the book holds of one person. A part is there
//! only when there is something in it. Sealed confidences are no part of [`Known`], so that they
//! cannot come up here. Who prints it only prints it.

mod glance;
mod interview;
mod lines;
mod minute;
mod promises;
mod setting;
mod starters;
mod told;

use crate::Day;
use crate::approach::Approach;
use crate::bid::Bid;
use crate::concern::Concern;
use crate::contribution::Contribution;
use crate::detail::Detail;
use crate::ground::CommonGround;
use crate::meeting::{Kind, Prepared};
use crate::milestone::Milestone;
use crate::person::PersonId;
use crate::promise::Promise;
use crate::touch::Touch;
use crate::weights::Weights;
pub use glance::{Glance, glance};
pub use minute::personal_question;

/// What the book holds of the one to be met.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    pub person: PersonId,
    pub name: &'a str,
    /// Where the owner's side of the account stands, in words.
    pub standing: &'a str,
    /// Whether the silence is unusual, in words; empty when nothing is noted.
    pub silence: &'a str,
    /// Newest first.
    pub touches: &'a [Touch],
    pub promises: &'a [Promise],
    pub concerns: &'a [Concern],
    pub details: &'a [Detail],
    pub milestones: &'a [Milestone],
    pub common_ground: &'a [CommonGround],
    pub contributions: &'a [Contribution],
    /// Their small reaches for attention, newest first.
    pub bids: &'a [Bid],
    pub approach: &'a Approach,
    /// The circles they are in, by name.
    pub circles: &'a [String],
    pub weights: &'a Weights,
}

/// What the brief is for.
#[derive(Clone, Copy, Debug)]
pub struct Occasion<'a> {
    pub purpose: Purpose,
    pub prepared: &'a Prepared,
    /// The personal minute, where the meeting has one.
    pub minute: Option<Minute<'a>>,
}

/// What was asked in the personal minute before.
#[derive(Clone, Copy, Debug, Default)]
pub struct Minute<'a> {
    pub last: Option<Last<'a>>,
}

#[derive(Clone, Copy, Debug)]
pub struct Last<'a> {
    pub on: Day,
    pub asked: &'a str,
    pub answered: &'a str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    Usual,
    /// The informal chat that is an interview.
    Interview,
    /// Somebody senior, or met for the first time.
    First,
}

impl Purpose {
    pub const ALL: [Self; 3] = [Self::Usual, Self::Interview, Self::First];

    pub fn id(self) -> &'static str {
        match self {
            Self::Usual => "usual",
            Self::Interview => "interview",
            Self::First => "first",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|purpose| purpose.id() == id)
    }

    pub fn of(kind: Kind) -> Self {
        match kind {
            Kind::Interview => Self::Interview,
            Kind::First => Self::First,
            _ => Self::Usual,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brief {
    pub person: PersonId,
    pub name: String,
    /// In the order they are read in.
    pub sections: Vec<Section>,
}

/// A part with at least one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    pub part: Part,
    pub lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub text: String,
    /// When, or by when; may be empty.
    pub aside: String,
}

impl Line {
    fn new(text: impl Into<String>, aside: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            aside: aside.into(),
        }
    }
}

macro_rules! parts {
    ($($(#[$doc:meta])* $variant:ident $id:literal $title:literal;)+) => {
        /// The parts of a brief.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Part { $($(#[$doc])* $variant,)+ }

        impl Part {
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable id, in JSON.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }

            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title,)+ }
            }
        }
    };
}

parts! {
    Standing "standing" "Where you stand";
    /// Nothing is noted yet: what to begin with.
    FirstQuestions "first-questions" "Good first questions";
    Roles "roles" "Who is who";
    View "view" "Have a view on";
    Questions "questions" "Questions to ask";
    Starters "starters" "Ways to begin";
    LastTimes "last-times" "Last times";
    Mine "mine" "You promised";
    Theirs "theirs" "Promised to you";
    Concerns "concerns" "On their mind";
    Bids "bids" "Waits for an answer from you";
    AskAbout "ask-about" "Ask about";
    Personal "personal" "The personal minute";
    Congratulate "congratulate" "Congratulate";
    Thanks "thanks" "Deserves thanks";
    CommonGround "common-ground" "In common";
    Approach "approach" "How to approach them";
    Setting "setting" "A setting to suggest";
}

/// The brief for meeting somebody on `day`.
pub fn brief(known: &Known<'_>, occasion: &Occasion<'_>, day: Day) -> Brief {
    let sections = Part::ALL.iter().filter_map(|part| {
        let lines = lines_of(*part, known, occasion, day);
        (!lines.is_empty()).then_some(Section { part: *part, lines })
    });
    Brief {
        person: known.person,
        name: known.name.to_owned(),
        sections: sections.collect(),
    }
}

/// What is for all of several: how to begin, roles, a view, questions.
pub fn prepared(occasion: &Occasion<'_>) -> Vec<Section> {
    let parts = [
        (Part::Starters, starters::round(occasion)),
        (Part::Roles, interview::roles(occasion)),
        (Part::View, interview::view(occasion)),
        (Part::Questions, interview::questions(occasion)),
    ];
    let sections = parts.into_iter().filter(|(_, lines)| !lines.is_empty());
    sections
        .map(|(part, lines)| Section { part, lines })
        .collect()
}

fn lines_of(part: Part, known: &Known<'_>, occasion: &Occasion<'_>, day: Day) -> Vec<Line> {
    match part {
        Part::Standing => lines::standing(known),
        Part::FirstQuestions => starters::first_questions(known, occasion),
        Part::Roles => interview::roles(occasion),
        Part::View => interview::view(occasion),
        Part::Questions => interview::questions(occasion),
        Part::Starters => starters::starters(known, occasion),
        Part::LastTimes => lines::last_times(known, day),
        Part::Mine => promises::mine(known, day),
        Part::Theirs => promises::theirs(known, day),
        Part::Concerns => told::concerns(known, day),
        Part::Bids => told::bids(known, day),
        Part::AskAbout => told::ask_about(known, occasion, day),
        Part::Personal => minute::personal(known, occasion, day),
        Part::Congratulate => told::congratulate(known, day),
        Part::Thanks => told::thanks(known, day),
        Part::CommonGround => told::common_ground(known),
        Part::Approach => lines::approach(known),
        Part::Setting => setting::suggestion(known, occasion),
    }
}

#[cfg(test)]
mod tests;
