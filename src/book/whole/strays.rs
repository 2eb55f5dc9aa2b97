//! What the rows of a whole book say of each other, once all are there: nothing is with somebody who
//! is not in it, nobody is merged into themselves by a detour, and no number is given that a later
//! write would give to something else.
//!
//! Not asked: what was judged of a letter (its mail may have been taken back, and come again), notes on
//! a promise or a milestone that was taken back, and the touch, promise or source something names as
//! where it came from. Nothing breaks when they are gone.

use std::collections::HashMap;

use uuid::Uuid;

use super::row::{a, named};
use crate::book::Value;
use crate::book::desk::Desk;
use crate::book::shelf::{self, Shelf, WHOLE_BOOK};
use crate::error::{Error, Result};
use crate::values;

/// A column that names a row of another shelf by its key.
struct Reference {
    of: &'static Shelf,
    column: &'static str,
    to: &'static Shelf,
    key: &'static str,
}

const fn reference(
    of: &'static Shelf,
    column: &'static str,
    to: &'static Shelf,
    key: &'static str,
) -> Reference {
    Reference {
        of,
        column,
        to,
        key,
    }
}

static REFERENCES: &[Reference] = &[
    reference(&shelf::MEMBERSHIP, "circle", &shelf::CIRCLE, "id"),
    reference(&shelf::GUEST, "meeting", &shelf::MEETING, "id"),
    reference(&shelf::PERSON, "batch", &shelf::BATCH, "id"),
    reference(&shelf::HANDLE, "batch", &shelf::BATCH, "id"),
    reference(&shelf::MESSAGE, "batch", &shelf::BATCH, "id"),
    reference(&shelf::TOUCH, "batch", &shelf::BATCH, "id"),
    reference(&shelf::HISTORY, "batch", &shelf::BATCH, "id"),
    reference(&shelf::IMAGE, "seq", &shelf::HISTORY, "seq"),
];

pub fn refuse(desk: &mut Desk<'_>) -> Result<()> {
    // A line of the history may be about somebody who was taken back, or forgotten.
    let with_people = WHOLE_BOOK.iter().copied().filter(|shelf| {
        shelf.name != shelf::HISTORY.name && shelf.column_names().contains(&"person")
    });
    for shelf in with_people {
        refuse_one(desk, &reference(shelf, "person", &shelf::PERSON, "id"))?;
    }
    for reference in REFERENCES {
        refuse_one(desk, reference)?;
    }
    refuse_knots(desk)
}

fn refuse_one(desk: &mut Desk<'_>, asked: &Reference) -> Result<()> {
    let Reference {
        of,
        column,
        to,
        key,
    } = asked;
    let book = desk.book;
    let columns: Vec<String> = of
        .column_names()
        .iter()
        .map(|name| format!("o.{name}"))
        .collect();
    let sql = format!(
        "select {} from {} o where o.book = $1 and o.{column} is not null
            and not exists (select 1 from {} t where t.book = $1 and t.{key} = o.{column}) limit 1",
        columns.join(", "),
        of.name,
        to.name
    );
    let stray = desk.one(&sql, values![book], |row| {
        let columns = of.columns.iter().enumerate();
        columns
            .map(|(n, (_, kind))| row.value(n, *kind))
            .collect::<Result<Vec<Value>>>()
    })?;
    match stray {
        None => Ok(()),
        Some(row) => Err(Error::refused(format!(
            "the {column} of {} is not in it: {}",
            a(of.name),
            named(of, &row)
        ))),
    }
}

/// Who is merged leads, entry by entry, to their root; and the root is merged into nobody.
fn refuse_knots(desk: &mut Desk<'_>) -> Result<()> {
    let book = desk.book;
    let mut above: HashMap<Uuid, Uuid> = HashMap::new();
    let mut roots: Vec<(Uuid, Uuid)> = Vec::new();
    desk.each(
        "select id, merged_into, root from person where book = $1 and merged_into is not null",
        values![book],
        |row| {
            above.insert(row.id(0)?, row.id(1)?);
            roots.push((row.id(0)?, row.id(2)?));
            Ok(())
        },
    )?;
    let mut known = HashMap::new();
    for (id, root) in roots {
        if top(id, &above, &mut known) != Some(root) {
            return Err(Error::refused(format!(
                "the person {} is merged into others and does not come to their root",
                shelf::hex(id.as_bytes())
            )));
        }
        if !above.contains_key(&root) && desk.row(&shelf::PERSON, values![root])?.is_none() {
            return Err(Error::refused(format!(
                "the root of the person {} is not in it",
                shelf::hex(id.as_bytes())
            )));
        }
    }
    Ok(())
}

/// Where somebody's merges lead in the end; `None` where they go round and round. Each entry is walked once.
fn top(id: Uuid, above: &HashMap<Uuid, Uuid>, known: &mut HashMap<Uuid, Uuid>) -> Option<Uuid> {
    let (mut at, mut walked) = (id, Vec::new());
    while let Some(into) = above.get(&at) {
        if let Some(top) = known.get(&at) {
            at = *top;
            break;
        }
        if walked.len() > above.len() {
            return None;
        }
        walked.push(at);
        at = *into;
    }
    known.extend(walked.into_iter().map(|entry| (entry, at)));
    Some(at)
}
