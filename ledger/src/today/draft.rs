//! A plan whose moves are chosen and whose words are still to come. What a move is told with is
//! needed for the chosen few alone, so a book of thousands is not read for it.

use std::collections::HashMap;

use super::contacts::Prospect;
use super::{Candidate, Plan, Question};
use crate::fold::fold;
use crate::person::{PersonId, first_name};

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
        plan.called = contacts
            .first()
            .map(|first| called(first.candidate, question.candidates));
        plan.moves.extend(contacts.into_iter().map(|one| {
            let subject = subjects.get(&one.candidate.person);
            one.into_move(&question, subject.map_or("", String::as_str))
        }));
        plan
    }
}

/// The first name where nobody else has a name like it, else the whole name in quotes, else the id.
fn called(one: &Candidate, all: &[Candidate]) -> String {
    let others = || all.iter().filter(|other| other.person != one.person);
    let whole = fold(&one.name);
    let given = fold(first_name(&one.name));
    let first = parts(&given).next().unwrap_or_default();
    let has_first = |other: &Candidate| parts(&other.name).any(|part| alike(part, first));
    if !first.is_empty() && !others().any(has_first) {
        let given = first_name(&one.name);
        return parts(given).next().unwrap_or(given).to_lowercase();
    }
    if others().any(|other| alike(&other.name, &whole)) {
        return one.person.0.to_string();
    }
    format!("\"{}\"", one.name)
}

fn parts(name: &str) -> impl Iterator<Item = &str> {
    name.split([' ', '-', '.', ','])
        .filter(|part| !part.is_empty())
}

/// Whether a name is this one, which is folded already. Most names are plain, and none is folded
/// for nothing.
fn alike(name: &str, folded: &str) -> bool {
    if name.is_ascii() {
        name.eq_ignore_ascii_case(folded)
    } else {
        fold(name) == folded
    }
}
