//! Who is not who, remembered of entries and asked of people: what is said of two holds for
//! everybody merged into either, whatever they become part of later.

use ledger::Day;
use ledger::person::PersonId;

use crate::book::desk::{Desk, Written};
use crate::book::engine_values::Value;
use crate::book::history::Stamp;
use crate::book::merge::{root, under};
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

    fn from_id(id: &str) -> Option<Self> {
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
                        "take them apart on their page",
                    ));
                }
                roots.push(root);
            }
            let [first, _, ..] = roots.as_slice() else {
                return Err(Error::refused("who is not the same as whom?"));
            };
            for (at, one) in roots.iter().enumerate() {
                for other in &roots[at + 1..] {
                    note(desk, *one, *other, day, How::Said)?;
                }
            }
            Ok(first.0)
        })
    }
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
        "select p.root, q.root, n.how from not_same n
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
        let id = PersonId(crate::book::engine::uuid_from(id)?);
        // Whoever was forgotten since is part of nobody.
        let row = desk.row(&shelf::PERSON, values![id.0])?;
        if let Some(over) = row.as_deref().map(under).transpose()?.flatten() {
            pairs.push((id, over));
        }
    }
    Ok(pairs)
}
