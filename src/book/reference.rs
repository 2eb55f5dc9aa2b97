//! Short references: the last digits of a thing's id, as many as tell it from everything else in the book
//! that has one, and at least four. What is printed can be typed wherever a reference is taken.

use std::collections::HashMap;

use uuid::Uuid;

use super::{Book, Session};
use crate::error::Result;
use crate::values;

/// A reference is never shorter.
const DIGITS: usize = 4;

/// What ends in the same two bytes, that is in the same four digits: few, however large the book is. The
/// indexes for it are in the migration `once`.
const ALIKE: &str = "select id from promise where book = $1 and substr(id, 15) = $2
   union all select id from concern where book = $1 and substr(id, 15) = $2
   union all select id from contribution where book = $1 and substr(id, 15) = $2
   union all select id from bid where book = $1 and substr(id, 15) = $2
   union all select id from detail where book = $1 and substr(id, 15) = $2
   union all select id from milestone where book = $1 and substr(id, 15) = $2
   union all select id from breach where book = $1 and substr(id, 15) = $2
   union all select id from confidence where book = $1 and substr(id, 15) = $2
   union all select id from circle where book = $1 and substr(id, 15) = $2
   union all select id from walk_around where book = $1 and substr(id, 15) = $2
   union all select id from meeting where book = $1 and substr(id, 15) = $2";

/// Everything that has a reference, for a long list: asked for one by one, five thousand take seconds.
const ALL: &str = "select id from promise where book = $1
   union all select id from concern where book = $1
   union all select id from contribution where book = $1
   union all select id from bid where book = $1
   union all select id from detail where book = $1
   union all select id from milestone where book = $1
   union all select id from breach where book = $1
   union all select id from confidence where book = $1
   union all select id from circle where book = $1
   union all select id from walk_around where book = $1
   union all select id from meeting where book = $1";

/// So many are asked for one by one; a page rarely shows more.
const ONE_BY_ONE: usize = 24;

/// What was asked for since the last write.
#[derive(Default)]
pub(super) struct Asked {
    count: usize,
    all: Option<References>,
}

impl Book {
    /// The short reference of a thing. Where the book cannot be asked it is the whole id, which names it too.
    pub fn reference(&self, id: Uuid) -> String {
        let mut asked = self.pool.asked();
        asked.count += 1;
        if asked.count == ONE_BY_ONE {
            asked.all = self.read(every).ok().map(References::among);
        }
        match asked.all.as_ref().and_then(|all| all.0.get(&id)) {
            Some(known) => known.clone(),
            None => self.alike(id).map_or_else(
                |_| id.to_string(),
                |alike| last(id, alike.iter().map(|other| needed(id, *other)).max()),
            ),
        }
    }

    /// Everything whose id ends as this one does; itself too.
    fn alike(&self, id: Uuid) -> Result<Vec<Uuid>> {
        let (_, end) = id.as_bytes().split_at(14);
        self.read(|session| {
            let book = session.book;
            session.all(ALIKE, values![book, end.to_vec()], |row| row.id(0))
        })
    }
}

fn every(session: &mut Session<'_>) -> Result<Vec<Uuid>> {
    let book = session.book;
    session.all(ALL, values![book], |row| row.id(0))
}

/// Short references within a list that is at hand whole, for what has none in the book.
pub struct References(HashMap<Uuid, String>);

impl References {
    pub fn among(ids: impl IntoIterator<Item = Uuid>) -> Self {
        let mut all: Vec<Uuid> = ids.into_iter().collect();
        all.sort_by_key(|id| from_the_end(*id));
        all.dedup();
        let of = |n: usize| {
            let before = n.checked_sub(1).and_then(|n| all.get(n));
            let beside = before.into_iter().chain(all.get(n + 1));
            last(all[n], beside.map(|other| needed(all[n], *other)).max())
        };
        Self((0..all.len()).map(|n| (all[n], of(n))).collect())
    }

    pub fn of(&self, id: Uuid) -> String {
        self.0.get(&id).cloned().unwrap_or_else(|| id.to_string())
    }
}

/// Those of several things that a text names by their ids: by the last digits, at least four, else by the
/// whole id or its beginning. None where the text is no reference to any of them.
pub fn referred<'a, T>(text: &str, all: &'a [T], id: impl Fn(&T) -> Uuid) -> Vec<&'a T> {
    let digits: String = text.trim().to_lowercase().replace('-', "");
    let is_number = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    if digits.len() < DIGITS || !is_number {
        return Vec::new();
    }
    let named = |fits: fn(&str, &str) -> bool| -> Vec<&'a T> {
        let of = |one: &&T| fits(&id(one).simple().to_string(), &digits);
        all.iter().filter(of).collect()
    };
    let by_end = named(|id, digits| id.ends_with(digits));
    if by_end.is_empty() {
        return named(|id, digits| id.starts_with(digits));
    }
    by_end
}

fn last(id: Uuid, digits: Option<usize>) -> String {
    let whole = id.simple().to_string();
    let from = whole
        .len()
        .saturating_sub(digits.unwrap_or(DIGITS).max(DIGITS));
    whole[from..].to_owned()
}

/// With so many of its last digits the first is told from the second.
fn needed(id: Uuid, other: Uuid) -> usize {
    let apart = id.as_u128() ^ other.as_u128();
    match apart {
        0 => DIGITS,
        apart => apart.trailing_zeros() as usize / 4 + 1,
    }
}

/// The digits from the last to the first, so that ids that end alike stand side by side.
fn from_the_end(id: Uuid) -> u128 {
    (0..32).fold(0, |turned, n| turned << 4 | (id.as_u128() >> (4 * n)) & 15)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(end: &str) -> Uuid {
        let zeros = "0".repeat(32 - end.len());
        format!("{zeros}{end}").parse().unwrap()
    }

    #[test]
    fn a_reference_is_as_long_as_it_must_be_and_no_longer() {
        let all = [id("1a7143"), id("2b7143"), id("3b7143"), id("9999")];
        let references = References::among(all);
        let short: Vec<String> = all.iter().map(|one| references.of(*one)).collect();
        assert_eq!(short, ["a7143", "2b7143", "3b7143", "9999"]);
    }

    #[test]
    fn every_reference_among_a_thousand_names_one_thing() {
        let all: Vec<Uuid> = (0..1_000_u128)
            .map(|n| Uuid::from_u128(n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 3))
            .collect();
        let references = References::among(all.clone());
        for one in &all {
            let short = references.of(*one);
            assert_eq!(referred(&short, &all, |id| *id), [one], "{short}");
        }
    }

    #[test]
    fn the_whole_id_and_any_beginning_or_end_of_it_that_is_its_own_names_it() {
        let all = [
            "0192f3a1-7c4e-7b60-9d1f-3a5e8c7d9b42",
            "0192f3a1-8c4e-7b60-9d1f-3a5e8c7d9b43",
        ]
        .map(|text| text.parse::<Uuid>().unwrap());
        for text in [
            "9b42",
            "7d9b42",
            "0192F3A1-7C4E-7B60-9D1F-3A5E8C7D9B42",
            "0192f3a17c4e7b609d1f3a5e8c7d9b42",
            "0192f3a1-7",
        ] {
            assert_eq!(referred(text, &all, |id| *id), [&all[0]], "{text}");
        }
        assert_eq!(referred("0192f3a1", &all, |id| *id).len(), 2);
        for nothing in ["", "b42", "9b4g", "the deck", "----"] {
            assert!(referred(nothing, &all, |id| *id).is_empty(), "{nothing}");
        }
    }
}
