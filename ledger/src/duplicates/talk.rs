//! Threads, from letters and what each answers: who wrote in which, and who answered whom.

use std::collections::{BTreeSet, HashMap};

use uuid::Uuid;

use super::entry::Entry;
use crate::person::PersonId;

/// A letter, and whose it is where that is anybody's entry: the owner's is nobody's.
pub type Letter = (Uuid, Option<PersonId>);

/// Letters that answer one another, in any order; whatever hangs together is one thread (union and
/// find).
#[derive(Debug, Default)]
pub struct Talk {
    at: HashMap<Uuid, u32>,
    up: Vec<u32>,
    authors: Vec<Option<PersonId>>,
    answered: BTreeSet<(PersonId, PersonId)>,
}

impl Talk {
    /// One letter answers another.
    pub fn answer(&mut self, letter: Letter, answered: Letter) {
        let [one, other] = [letter, answered].map(|letter| self.place(letter));
        let (one, other) = (self.first(one), self.first(other));
        self.up[one.max(other) as usize] = one.min(other);
        if let (Some(one), Some(other)) = (letter.1, answered.1)
            && one != other
        {
            self.answered.insert((one.min(other), one.max(other)));
        }
    }

    /// Who answered whom, the lower id first: see `Known::answered`.
    pub fn answered(&self) -> Vec<(PersonId, PersonId)> {
        self.answered.iter().copied().collect()
    }

    /// Who wrote in each thread that two or more of the entries wrote in, in the order in which the
    /// threads were met.
    pub fn threads(&mut self) -> Vec<BTreeSet<PersonId>> {
        let mut threads = vec![BTreeSet::new(); self.up.len()];
        for place in 0..self.up.len() {
            let author = self.authors[place];
            threads[self.first(place as u32) as usize].extend(author);
        }
        threads.retain(|authors| authors.len() > 1);
        threads
    }

    /// Notes with each of these in which threads they wrote.
    pub fn tell<'a>(&mut self, entries: impl IntoIterator<Item = &'a mut Entry>) {
        let mut of: HashMap<PersonId, Vec<u64>> = HashMap::new();
        for (number, authors) in (0..).zip(self.threads()) {
            for author in authors {
                of.entry(author).or_default().push(number);
            }
        }
        for entry in entries {
            entry.threads = of.remove(&entry.id).unwrap_or_default();
        }
    }

    fn place(&mut self, (id, author): Letter) -> u32 {
        let next = self.up.len() as u32;
        let place = *self.at.entry(id).or_insert(next);
        if place == next {
            self.up.push(next);
            self.authors.push(author);
        }
        place
    }

    /// The first letter met of a thread stands for it.
    fn first(&mut self, mut place: u32) -> u32 {
        while self.up[place as usize] != place {
            // Each step halves the way for whoever comes next.
            let over = self.up[self.up[place as usize] as usize];
            self.up[place as usize] = over;
            place = over;
        }
        place
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn person(number: u128) -> PersonId {
        PersonId(Uuid::from_u128(number))
    }

    /// By the author's number; nought is the owner.
    fn letter(id: u128, author: u128) -> Letter {
        (Uuid::from_u128(id), (author > 0).then(|| person(author)))
    }

    #[test]
    fn letters_that_answer_one_another_are_one_thread() {
        let mut talk = Talk::default();
        // 3 answers 2, which answers 1; 5 answers 4 by the same author, 7 answers the owner's 6.
        for (one, other) in [
            (letter(3, 30), letter(2, 20)),
            (letter(5, 40), letter(4, 40)),
            (letter(2, 20), letter(1, 10)),
            (letter(7, 10), letter(6, 0)),
        ] {
            talk.answer(one, other);
        }
        let [a, b, c] = [10, 20, 30].map(person);
        assert_eq!(talk.threads(), [BTreeSet::from([a, b, c])]);
        assert_eq!(talk.answered(), [(a, b), (b, c)]);
        let mut entries = [Entry::new(b), Entry::new(person(40))];
        talk.tell(&mut entries);
        assert_eq!(
            (&entries[0].threads[..], &entries[1].threads[..]),
            (&[0][..], &[][..])
        );
    }

    proptest! {
        #[test]
        fn who_shares_a_thread_does_not_hang_on_the_order_of_letters(
            (letters, shuffled) in proptest::collection::vec((0..20_u128, 0..20_u128), 0..30)
                .prop_flat_map(|letters| (Just(letters.clone()), Just(letters).prop_shuffle())),
        ) {
            let [one, other] = [letters, shuffled].map(|letters| {
                let mut talk = Talk::default();
                for (one, other) in letters {
                    talk.answer(letter(one, one % 5), letter(other, other % 5));
                }
                let mut threads = talk.threads();
                threads.sort();
                (threads, talk.answered())
            });
            prop_assert_eq!(one, other);
        }
    }
}
