//! Somebody who was met and taken back: they stand in the images alone, and can be forgotten all
//! the same. For that they are put back first, within the same transaction.

use ledger::person::PersonId;
use uuid::Uuid;

use crate::book::desk::Desk;
use crate::book::engine_values::Value;
use crate::book::naming::fold;
use crate::book::shelf::{self, Shelf};
use crate::book::{Book, Session};
use crate::error::{Kind, Result};
use crate::values;

impl Book {
    /// The one person a text names; else somebody of just that name or address who was taken back.
    pub fn look_up_to_forget(&self, text: &str) -> Result<PersonId> {
        match self.look_up(text) {
            Err(error) if error.kind == Kind::NotFound => {
                self.read(|session| vanished(session, text))?.ok_or(error)
            }
            found => found,
        }
    }
}

fn vanished(session: &mut Session<'_>, text: &str) -> Result<Option<PersonId>> {
    let wanted = fold(text);
    for (shelf, row) in images(session)? {
        let (whose, named) = if shelf == shelf::PERSON.name {
            ("id", "name")
        } else {
            ("person", "value")
        };
        let is_named = row[named].as_str().is_some_and(|name| fold(name) == wanted);
        match id_in(&row, whose) {
            Some(id) if is_named && !stands(session, id)? => return Ok(Some(id)),
            _ => {}
        }
    }
    Ok(None)
}

/// Puts somebody who was taken back on their shelves again, without a way back. Who stands there
/// is left as they are.
pub(super) fn put_back(desk: &mut Desk<'_>, id: PersonId) -> Result<()> {
    if stands(desk, id)? {
        return Ok(());
    }
    let images = images(desk)?;
    let person = images
        .iter()
        .find(|(shelf, row)| shelf == shelf::PERSON.name && id_in(row, "id") == Some(id));
    let Some((_, person)) = person else {
        return Ok(());
    };
    let mut row = shelf::PERSON.row_of_json(person)?;
    // Whoever they stood under may be gone as well.
    for ((column, _), value) in shelf::PERSON.columns.iter().zip(&mut row) {
        match *column {
            "merged_into" => *value = Value::Null,
            "root" => *value = id.0.into(),
            _ => {}
        }
    }
    desk.put(&shelf::PERSON, &row)?;
    for (shelf, handle) in &images {
        if shelf == shelf::HANDLE.name && id_in(handle, "person") == Some(id) {
            put_where_nothing_stands(desk, &shelf::HANDLE, handle)?;
        }
    }
    Ok(())
}

fn put_where_nothing_stands(
    desk: &mut Desk<'_>,
    shelf: &'static Shelf,
    row: &serde_json::Value,
) -> Result<()> {
    let row = shelf.row_of_json(row)?;
    if desk.row(shelf, &row[..shelf.key])?.is_none() {
        desk.put(shelf, &row)?;
    }
    Ok(())
}

fn stands(session: &mut Session<'_>, id: PersonId) -> Result<bool> {
    let book = session.book;
    let found = session.one(
        "select id from person where book = $1 and id = $2",
        values![book, id.0],
        |row| row.id(0),
    )?;
    Ok(found.is_some())
}

/// People and ways to reach them as they had stood, the newest first.
fn images(session: &mut Session<'_>) -> Result<Vec<(String, serde_json::Value)>> {
    let book = session.book;
    let rows = session.all(
        "select shelf, before from image
          where book = $1 and shelf in ('person', 'handle') and before is not null
          order by seq desc, n desc",
        values![book],
        |row| Ok((row.text(0)?, row.text(1)?)),
    )?;
    let read = |(shelf, text): (String, String)| Some((shelf, serde_json::from_str(&text).ok()?));
    Ok(rows.into_iter().filter_map(read).collect())
}

fn id_in(row: &serde_json::Value, column: &str) -> Option<PersonId> {
    let id = Uuid::try_parse(row[column].as_str()?).ok()?;
    Some(PersonId(id))
}
