//! Where the owner's words about others, about meetings and about themselves name somebody. Such
//! words stay when that person is forgotten, so they are shown before.

use std::collections::HashMap;

use ledger::forgetting::Likeness;
use ledger::person::PersonId;
use uuid::Uuid;

use super::traced::Traced;
use super::{of_things, theirs};
use crate::book::Session;
use crate::book::engine_values::{Column, Value};
use crate::book::shelf::{self, Shelf};
use crate::error::Result;
use crate::values;

/// One place in the book that names them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Which shelf: `detail`, `meeting`.
    pub table: &'static str,
    /// Whom the note is about, where it is about somebody.
    pub whom: Option<(PersonId, String)>,
    pub words: String,
    /// The whole name or an address; else a part of the name, which may be somebody else's.
    pub surely: bool,
}

/// Shelves that are looked at elsewhere: mail is emptied of their name, the history goes.
const ELSEWHERE: [&str; 5] = ["message", "found", "history", "image", "digest"];

/// Columns of a few fixed words.
const FIXED: &[&str] = &[
    "kind",
    "medium",
    "setting",
    "began",
    "side",
    "standing",
    "named_by",
    "standing_by",
    "state",
    "verdict",
    "outcome",
    "topic",
    "moment",
    "channel",
    "weekdays",
    "week",
    "day",
    "last_medium",
    "health",
    "owner",
    "report",
];

/// Every place, the sure ones first.
pub(super) fn find(session: &mut Session<'_>, traced: &Traced) -> Result<Vec<Mention>> {
    let names = names(session)?;
    let mut found = Vec::new();
    for shelf in super::shelves().filter(|shelf| !ELSEWHERE.contains(&shelf.name)) {
        on_shelf(session, traced, shelf, &names, &mut found)?;
    }
    found.sort_by_key(|mention| !mention.surely);
    Ok(found)
}

fn on_shelf(
    session: &mut Session<'_>,
    traced: &Traced,
    shelf: &'static Shelf,
    names: &HashMap<Uuid, (PersonId, String)>,
    found: &mut Vec<Mention>,
) -> Result<()> {
    // Facts repeat the note of a touch; what a moment is called is a fixed word.
    if [shelf::FACTS.name, shelf::MOMENT.name].contains(&shelf.name) {
        return Ok(());
    }
    let book = session.book;
    session.each(&shelf.select_all(), values![book], |row| {
        let values: Vec<Value> = shelf
            .columns
            .iter()
            .enumerate()
            .map(|(n, (_, kind))| row.value(n, *kind))
            .collect::<Result<_>>()?;
        if goes(traced, shelf, &values) || comes_from_mail(shelf, &values) {
            return Ok(());
        }
        for ((column, kind), value) in shelf.columns.iter().zip(&values) {
            let (Column::Text, Value::Text(text)) = (kind, value) else {
                continue;
            };
            if FIXED.contains(column) {
                continue;
            }
            if let Some(likeness) = traced.traces.found_in(text) {
                found.push(Mention {
                    table: shelf.name,
                    whom: whom(shelf, &values).and_then(|id| names.get(&id).cloned()),
                    words: text.clone(),
                    surely: likeness == Likeness::Surely,
                });
            }
        }
        Ok(())
    })
}

/// Whether the row goes with them, so that nothing stays to be looked at.
fn goes(traced: &Traced, shelf: &Shelf, values: &[Value]) -> bool {
    let id_in = |column: &str| {
        let place = shelf.columns.iter().position(|(name, _)| *name == column)?;
        match &values[place] {
            Value::Blob(bytes) => Uuid::from_slice(bytes).ok(),
            _ => None,
        }
    };
    if shelf.name == shelf::PERSON.name || shelf.name == shelf::MEETING.name {
        return id_in("id").is_some_and(|id| traced.holds(id));
    }
    if theirs().any(|one| one.name == shelf.name) {
        return id_in("person").is_some_and(|id| traced.is_entry(id));
    }
    of_things()
        .filter(|(one, _)| one.name == shelf.name)
        .any(|(_, column)| id_in(column).is_some_and(|id| traced.holds(id)))
}

/// The note of such a touch is the subject of a letter, and is emptied with it.
fn comes_from_mail(shelf: &Shelf, values: &[Value]) -> bool {
    let source = shelf.columns.iter().position(|(name, _)| *name == "source");
    shelf.name == shelf::TOUCH.name
        && source.is_some_and(|place| matches!(values[place], Value::Int(_)))
}

fn whom(shelf: &Shelf, values: &[Value]) -> Option<Uuid> {
    let column = if shelf.name == shelf::PERSON.name {
        "id"
    } else {
        "person"
    };
    let place = shelf.columns.iter().position(|(name, _)| *name == column)?;
    match &values[place] {
        Value::Blob(bytes) => Uuid::from_slice(bytes).ok(),
        _ => None,
    }
}

/// Everybody's name by every entry of theirs.
fn names(session: &mut Session<'_>) -> Result<HashMap<Uuid, (PersonId, String)>> {
    let book = session.book;
    let rows = session.all(
        "select p.id, r.id, r.name from person p
           join person r on r.book = p.book and r.id = p.root where p.book = $1",
        values![book],
        |row| Ok((row.id(0)?, (PersonId(row.id(1)?), row.text(2)?))),
    )?;
    Ok(rows.into_iter().collect())
}
