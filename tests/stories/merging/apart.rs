//! Who is not who, as it should be remembered: told entry by entry, whoever each is part of.

use ledger::person::PersonId;
use troth::book::{Book, Filter};

use super::under;

/// Everybody, each with all that stands under them.
pub fn groups(book: &Book) -> Vec<Vec<PersonId>> {
    let people = book.people(&Filter::accepted()).unwrap();
    let group = |root: PersonId| {
        let mut entries = Vec::new();
        under(book, root, &mut entries);
        entries
    };
    people.iter().map(|one| group(one.person.id)).collect()
}

fn together(groups: &[Vec<PersonId>], one: PersonId, other: PersonId) -> bool {
    let both = |group: &Vec<PersonId>| group.contains(&one) && group.contains(&other);
    groups.iter().any(both)
}

/// Two entries, and the line that said they are two; `None` where what was merged without asking was
/// taken back: those may be asked about.
struct Pair(PersonId, PersonId, Option<i64>);

#[derive(Default)]
pub struct Apart {
    pairs: Vec<Pair>,
}

impl Apart {
    /// Said of two, it is said of every entry that is part of either.
    pub fn said(&mut self, groups: &[Vec<PersonId>], [one, other]: [PersonId; 2], line: i64) {
        let of = |entry| groups.iter().find(|group| group.contains(&entry)).unwrap();
        for one in of(one) {
            for other in of(other) {
                self.pairs.push(Pair(*one, *other, Some(line)));
            }
        }
    }

    /// What stood together and does so no more.
    pub fn parted(&mut self, before: &[Vec<PersonId>], after: &[Vec<PersonId>], line: Option<i64>) {
        for group in before {
            for (at, one) in group.iter().enumerate() {
                for other in &group[at + 1..] {
                    if !together(after, *one, *other) {
                        self.pairs.push(Pair(*one, *other, line));
                    }
                }
            }
        }
    }

    pub fn taken_back(&mut self, seq: i64) {
        self.pairs.retain(|Pair(_, _, line)| *line != Some(seq));
    }

    /// Nothing that was taken apart or taken back comes together by itself.
    pub fn holds(&self, before: &[Vec<PersonId>], after: &[Vec<PersonId>]) {
        for Pair(one, other, _) in &self.pairs {
            let joined = !together(before, *one, *other) && together(after, *one, *other);
            assert!(!joined, "{one:?} and {other:?} were merged without asking");
        }
    }

    /// What the owner answered is not asked about again.
    pub fn is_not_asked_about(&self, book: &Book, groups: &[Vec<PersonId>]) {
        let of = |entry: PersonId| groups.iter().find(|group| group.contains(&entry));
        for likeness in &book.duplicates().unwrap().asked {
            let asked = |entry| of(entry).is_some_and(|group| likeness.people.contains(&group[0]));
            for Pair(one, other, line) in &self.pairs {
                let is_open = line.is_none() || together(groups, *one, *other);
                assert!(
                    is_open || !asked(*one) || !asked(*other),
                    "{one:?} and {other:?} are asked about again"
                );
            }
        }
    }
}
