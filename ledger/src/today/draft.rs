//! A plan whose moves are chosen and whose words are still to come. What a move is told with is
//! needed for the chosen few alone, so a book of thousands is not read for it.

use std::collections::HashMap;

use super::contacts::Prospect;
use super::{Plan, Question};
use crate::person::PersonId;

/// A plan chosen, not yet put in words.
pub struct Draft<'a> {
    pub(super) question: Question<'a>,
    /// All but the contacts.
    pub(super) plan: Plan,
    pub(super) contacts: Vec<Prospect<'a>>,
}

impl Draft<'_> {
    /// Whose last subject the words are made with.
    pub fn people(&self) -> Vec<PersonId> {
        let people = self.contacts.iter().map(|one| one.candidate.person);
        people.collect()
    }

    /// The plan, given the subject of the last touch with each of `people`; it may be empty.
    pub fn in_words(self, subjects: &HashMap<PersonId, String>) -> Plan {
        let Self {
            question,
            mut plan,
            contacts,
        } = self;
        plan.moves.extend(contacts.into_iter().map(|one| {
            let subject = subjects.get(&one.candidate.person);
            one.into_move(&question, subject.map_or("", String::as_str))
        }));
        plan
    }
}
