//! Who is not who, remembered of entries and asked of people: what is said of two is noted for every
//! entry that is part of either, so that it holds whatever each becomes part of, or is taken out of.

use std::collections::{BTreeMap, BTreeSet};

use ledger::Day;
use ledger::person::PersonId;

use crate::book::desk::{Desk, Written};
use crate::book::engine::uuid_from;
use crate::book::engine_values::Value;
use crate::book::history::Stamp;
use crate::book::merge::{entries, root, root_in, under};
use crate::book::{Book, Session, shelf};
use crate::error::{Error, Result};
use crate::values;

/// How it came to be remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::book) enum How {
    /// The owner said so.
    Said,
    /// An entry was taken out of a person by hand.
    Apart,
    /// They were merged without asking, and that was taken back: they are asked about from now on.
    Held,
}

impl How {
    const ALL: [Self; 3] = [Self::Said, Self::Apart, Self::Held];

    fn id(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::Apart => "apart",
            Self::Held => "held",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|how| how.id() == id)
    }
}

impl Book {
    /// No two of these are the same person. It holds for everybody merged into any of them.
    pub fn not_the_same(&self, stamp: &Stamp, people: &[PersonId], day: Day) -> Result<Written> {
        self.write(stamp, "not-same", |desk| {
            let mut roots = Vec::with_capacity(people.len());
            for person in people {
                let root = root(desk, *person)?;
                if roots.contains(&root) {
                    return Err(Error::refused("those are one person already").way(
                        "take them apart: troth unmerge NAME",
                        "/people",
                        "find them, and take them apart",
                    ));
                }
                roots.push(root);
            }
            let [first, _, ..] = roots.as_slice() else {
                return Err(Error::refused("who is not the same as whom?"));
            };
            for (at, one) in roots.iter().enumerate() {
                let these = entries(desk, *one)?;
                for other in &roots[at + 1..] {
                    let those = entries(desk, *other)?;
                    note_each(desk, &these, &those, day, How::Said)?;
                }
            }
            Ok(first.0)
        })
    }
}

/// Remembers that none of these is one of those.
pub(in crate::book) fn note_each(
    desk: &mut Desk<'_>,
    these: &[PersonId],
    those: &[PersonId],
    day: Day,
    how: How,
) -> Result<()> {
    for one in these {
        for other in those {
            note(desk, *one, *other, day, how)?;
        }
    }
    Ok(())
}

/// Remembers a pair, in the one order it has.
pub(in crate::book) fn note(
    desk: &mut Desk<'_>,
    one: PersonId,
    other: PersonId,
    day: Day,
    how: How,
) -> Result<()> {
    let (one, other) = (one.min(other), one.max(other));
    desk.save(&shelf::NOT_SAME, values![one.0, other.0, day, how.id()])
}

/// Every pair, as the people they are now. What has become one person since is left out.
pub(super) fn all(session: &mut Session<'_>) -> Result<Vec<(PersonId, PersonId, How)>> {
    let book = session.book;
    session.all(
        "select distinct p.root, q.root, n.how from not_same n
           join person p on p.book = n.book and p.id = n.one
           join person q on q.book = n.book and q.id = n.other
          where n.book = $1 and p.root <> q.root",
        values![book],
        |row| {
            let pair = (PersonId(row.id(0)?), PersonId(row.id(1)?));
            Ok((pair.0, pair.1, row.named(2, How::from_id)?))
        },
    )
}

/// The entries a line brought together, pair by pair: those that were two people before it.
pub(in crate::book) fn brought_together(
    desk: &mut Desk<'_>,
    seq: i64,
) -> Result<Vec<(PersonId, PersonId)>> {
    let was = roots_before(desk, seq)?;
    let mut people = BTreeSet::new();
    for id in was.keys() {
        // Whoever was forgotten since is nobody.
        if let Some(row) = desk.row(&shelf::PERSON, values![id.0])? {
            people.insert(root_in(&row)?);
        }
    }
    let mut pairs = Vec::new();
    for person in people {
        let entries = entries(desk, person)?;
        let before = |entry: &PersonId| was.get(entry).copied().unwrap_or(person);
        for (at, one) in entries.iter().enumerate() {
            let others = entries[at + 1..].iter();
            let apart = others.filter(|other| before(one) != before(other));
            pairs.extend(apart.map(|other| (*one, *other)));
        }
    }
    Ok(pairs)
}

/// Who the entries a line changed were before it.
fn roots_before(desk: &mut Desk<'_>, seq: i64) -> Result<BTreeMap<PersonId, PersonId>> {
    let book = desk.book;
    let images = desk.all(
        "select before from image
          where book = $1 and seq = $2 and shelf = 'person' and before is not null order by n desc",
        values![book, seq],
        |row| row.text(0),
    )?;
    let mut was = BTreeMap::new();
    for before in images {
        let object: serde_json::Value = serde_json::from_str(&before)
            .map_err(|cause| Error::internal("an image in the book is malformed").because(cause))?;
        let row = shelf::PERSON.row_of_json(&object)?;
        if let Value::Blob(id) = &row[0] {
            // The first image of a line is how it stood before: it comes last, and stays.
            was.insert(PersonId(uuid_from(id)?), root_in(&row)?);
        }
    }
    Ok(was)
}

/// The merges of a line, read off the rows it changed: each entry and what it was put under.
pub(in crate::book) fn merges_of(
    desk: &mut Desk<'_>,
    seq: i64,
) -> Result<Vec<(PersonId, PersonId)>> {
    let book = desk.book;
    let places = desk.all(
        "select distinct place from image where book = $1 and seq = $2 and shelf = 'person'",
        values![book, seq],
        |row| row.text(0),
    )?;
    let mut pairs = Vec::new();
    for place in places {
        let key = shelf::PERSON.key_of(&place)?;
        let [Value::Blob(id)] = key.as_slice() else {
            continue;
        };
        let id = PersonId(uuid_from(id)?);
        // Whoever was forgotten since is part of nobody.
        let row = desk.row(&shelf::PERSON, values![id.0])?;
        if let Some(over) = row.as_deref().map(under).transpose()?.flatten() {
            pairs.push((id, over));
        }
    }
    Ok(pairs)
}
