//! What is asked and what is answered.

use std::cmp::Ordering;

use super::reason::Reason;
use crate::handle::Handle;
use crate::person::PersonId;

/// Everything known of one who may be somebody else among the entries.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub id: PersonId,
    /// Every name they are known by, as it was written.
    pub names: Vec<String>,
    pub handles: Vec<Handle>,
    /// Where they work, in words. What their mail addresses say of it is read from these.
    pub companies: Vec<String>,
    pub birthday: Option<BirthDate>,
    /// Circles they are in, by any number that stands for one.
    pub circles: Vec<u64>,
    /// Threads they wrote in, by any number that stands for one.
    pub threads: Vec<u64>,
    /// What else is known of them, in the order of `Known::further`; `None` where it is not.
    pub further: Vec<Option<String>>,
}

impl Entry {
    /// Somebody of whom nothing is known yet.
    pub fn new(id: PersonId) -> Self {
        Self {
            id,
            names: Vec::new(),
            handles: Vec::new(),
            companies: Vec::new(),
            birthday: None,
            circles: Vec::new(),
            threads: Vec::new(),
            further: Vec::new(),
        }
    }

    /// By what is known of them, and by who they are only where that is the same: two of one kind
    /// stand alike in a book of any order.
    pub(super) fn in_turn(&self, other: &Self) -> Ordering {
        let by_name = self.names.cmp(&other.names);
        by_name
            .then_with(|| self.handles.cmp(&other.handles))
            .then_with(|| self.birthday.cmp(&other.birthday))
            .then_with(|| self.companies.cmp(&other.companies))
            .then_with(|| self.further.cmp(&other.further))
            .then_with(|| self.circles.cmp(&other.circles))
            .then_with(|| self.threads.cmp(&other.threads))
            .then_with(|| self.id.cmp(&other.id))
    }
}

/// A day of birth as it was written, which need not be a day there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BirthDate {
    pub year: Option<i16>,
    pub month: i8,
    pub day: i8,
}

/// A kind of thing that may be known of people besides their names and handles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Further<'a> {
    /// As it reads in a reason: "street", "postcode".
    pub name: &'a str,
    /// Whether it stays the same for life, like the number of a passport and unlike a street.
    pub is_lasting: bool,
}

/// A book, as far as it bears on who is who.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'a> {
    pub entries: &'a [Entry],
    /// What the `further` of the entries are.
    pub further: &'a [Further<'a>],
    /// What the owner said is not the same. It holds for everybody merged into either.
    pub not_the_same: &'a [(PersonId, PersonId)],
    /// Who answered whom in a thread: people seldom answer themselves.
    pub answered: &'a [(PersonId, PersonId)],
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Duplicates {
    /// Sure enough to be done without asking, and to be undone by one key.
    pub merges: Vec<Merge>,
    /// The surest first. Each is above even odds, and taking them all contradicts nothing.
    pub proposals: Vec<Proposal>,
}

/// Entries that are one person: two or more, in the order of their ids.
#[derive(Clone, Debug, PartialEq)]
pub struct Merge {
    pub people: Vec<PersonId>,
    pub reasons: Vec<Reason>,
}

/// Two entries that may be one person, the lower id first. Whoever is merged with one of them comes
/// along.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    pub people: [PersonId; 2],
    /// The chance that they are the same, from .5 to 1.
    pub confidence: f64,
    /// The natural logarithm of the odds before anything is compared: so few pairs are one person.
    /// With the weights of the reasons it adds up to the logarithm of the odds of `confidence`.
    pub before: f64,
    /// What speaks for it, the strongest first, and then what speaks against it.
    pub reasons: Vec<Reason>,
}
