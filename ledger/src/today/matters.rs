//! Matters that come before contacts and compete with nothing: a concern to ask about, a milestone,
//! an open repair. Each noun says for itself when it is one; here they are put in order and kept few.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{About, Move, Part, Question};
use crate::person::PersonId;

/// So many matters get lines of their own; the rest are named in one. A morning is for a few things.
/// Our choice.
const LINES: usize = 3;

/// Of one kind no more than this come up at all. Our choice.
const OF_A_KIND: usize = 5;

/// What kind of thing comes up; in this order in the morning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A meeting of today, with a page to read before it.
    Meeting,
    Milestone,
    Concern,
    /// Harm done and not yet mended.
    Repair,
    /// A small reach for attention, still open.
    Bid,
    /// Something good they did and nobody thanked them for.
    Contribution,
    /// A detail to ask about again.
    Detail,
    /// A day among people: whom to see while there.
    WalkAround,
    /// A sealed confidence whose day of review has come.
    Confidence,
}

impl Kind {
    pub const ALL: [Self; 9] = [
        Self::Meeting,
        Self::Milestone,
        Self::Concern,
        Self::Repair,
        Self::Bid,
        Self::Contribution,
        Self::Detail,
        Self::WalkAround,
        Self::Confidence,
    ];

    /// The stable id: in JSON and in addresses.
    pub fn id(self) -> &'static str {
        match self {
            Self::Meeting => "meeting",
            Self::Milestone => "milestone",
            Self::Concern => "concern",
            Self::Repair => "repair",
            Self::Bid => "bid",
            Self::Contribution => "contribution",
            Self::Detail => "detail",
            Self::WalkAround => "walk-around",
            Self::Confidence => "confidence",
        }
    }

    /// In a word or two, beside a name.
    fn words(self) -> &'static str {
        match self {
            Self::Meeting => "a meeting",
            Self::Milestone => "a day to mark",
            Self::Concern => "a concern",
            Self::Repair => "something to mend",
            Self::Bid => "an open bid",
            Self::Contribution => "thanks due",
            Self::Detail => "something to ask",
            Self::WalkAround => "a day in person",
            Self::Confidence => "a confidence to look at again",
        }
    }

    /// At most so many of a kind in one morning: one repair is enough for a day, or a week.
    fn at_most(self) -> usize {
        match self {
            Self::Repair => 1,
            _ => OF_A_KIND,
        }
    }
}

/// One thing that belongs into this morning, as its noun says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matter {
    pub kind: Kind,
    /// The concern, the milestone, the breach …
    pub id: Uuid,
    pub person: PersonId,
    pub name: String,
    pub reason: String,
    /// An if–then plan; may be empty.
    pub opener: String,
    pub minutes: u32,
}

/// The matters of the morning: those with lines of their own, and a sentence that names the rest.
pub(super) struct Matters {
    pub moves: Vec<Move>,
    pub rest: Option<String>,
}

pub(super) fn matters(question: &Question<'_>) -> Matters {
    let mut all: Vec<&Matter> = question.matters.iter().collect();
    all.sort_by_key(|matter| (matter.kind, matter.name.as_str(), matter.id));
    let mut seen: BTreeMap<Kind, usize> = BTreeMap::new();
    all.retain(|matter| {
        let count = seen.entry(matter.kind).or_default();
        *count += 1;
        *count <= matter.kind.at_most()
    });
    let (first, rest) = all.split_at(all.len().min(LINES));
    Matters {
        moves: first.iter().copied().map(to_move).collect(),
        rest: named(rest),
    }
}

/// "Also today: Jana Horvat (a concern) and Chiara Bellini (something to mend)."
fn named(rest: &[&Matter]) -> Option<String> {
    let named: Vec<String> = rest
        .iter()
        .map(|matter| format!("{} ({})", matter.name, matter.kind.words()))
        .collect();
    match named.as_slice() {
        [] => None,
        [one] => Some(format!("Also today: {one}.")),
        [most @ .., last] => Some(format!("Also today: {} and {last}.", most.join(", "))),
    }
}

fn to_move(matter: &Matter) -> Move {
    Move {
        about: About::Matter(matter.kind, matter.id),
        person: matter.person,
        name: matter.name.clone(),
        reason: matter.reason.clone(),
        parts: vec![Part {
            name: matter.kind.id(),
            value: 1.0,
            share: 1.0,
        }],
        opener: matter.opener.clone(),
        minutes: matter.minutes,
        value: 1.0,
    }
}
