//! A whole book as JSON Lines: everything out, and back in without loss. The first line says
//! what it is; each further line is one row, with its shelf's name under `is`; the last line says
//! how many there are, so that a file cut short is not taken for a whole book.

use crate::values;
use std::collections::BTreeSet;
use std::io::{BufRead, Write};

use ledger::reminder::Channel;

use super::engine_values::Value;
use super::shelf::{Shelf, WHOLE_BOOK};
use super::{Book, reminder, shelf};
use crate::error::{Error, Result};

/// Of the export's shape; grows when a shelf changes. The first edition had no last line; up to the second,
/// a place in the history did not tell a `/` within a key from one between its parts.
const EDITION: i64 = 3;
const SECOND_EDITION: i64 = 2;
const FIRST_EDITION: i64 = 1;

/// What reading in a whole book came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadIn {
    pub lines: u64,
    /// Channels that sent reminders where it came from, and are off here until they are chosen again.
    pub silenced: BTreeSet<Channel>,
}

impl Book {
    /// Writes every row; answers how many lines.
    pub fn export(&self, out: &mut dyn Write) -> Result<u64> {
        self.read(|session| {
            let book = session.book;
            let zone = session.zone_name()?;
            let head = serde_json::json!({ "is": "book", "edition": EDITION, "zone": zone });
            writeln!(out, "{head}").map_err(cannot_write)?;
            let mut lines = 1;
            for shelf in WHOLE_BOOK {
                session.each(&shelf.select_all(), values![book], |row| {
                    let values: Vec<Value> = shelf
                        .columns
                        .iter()
                        .enumerate()
                        .map(|(n, (_, kind))| row.value(n, *kind))
                        .collect::<Result<_>>()?;
                    if is_waiting_batch(shelf, &values) {
                        return Ok(());
                    }
                    let mut object = shelf.to_json(&values);
                    object["is"] = shelf.name.into();
                    writeln!(out, "{object}").map_err(cannot_write)?;
                    lines += 1;
                    Ok(())
                })?;
            }
            let end = serde_json::json!({ "is": "end", "lines": lines });
            writeln!(out, "{end}")
                .and_then(|()| out.flush())
                .map_err(cannot_write)?;
            Ok(lines + 1)
        })
    }

    /// Reads a whole book into this one, which must be empty. All of it or, at the first line
    /// that makes no sense, nothing. Its history comes with it, so no line is added.
    /// It calls nobody by itself: what sends reminders is off until it is chosen on this machine.
    pub fn restore(&self, lines: &mut dyn BufRead) -> Result<ReadIn> {
        self.unrecorded(|desk| {
            let book = desk.book;
            let held = desk.one(
                "select (select count(*) from person where book = $1) + (select count(*) from history where book = $1)",
                values![book],
                |row| row.int(0),
            )?;
            if held.unwrap_or_default() > 0 {
                return Err(Error::refused("this book is not empty; nothing was read")
                    .hint("read it into a new one: --book new.db"));
            }
            let mut read = 0;
            let mut whole = Whole { end: End::Open, edition: EDITION };
            for (n, line) in (1_u64..).zip(lines.lines()) {
                let line = line.map_err(|cause| {
                    Error::setup(format!("line {n} cannot be read: {cause}; nothing was kept"))
                })?;
                if line.trim().is_empty() {
                    continue;
                }
                take(desk, n, &line, &mut whole)
                    .map_err(|error| Error::refused(format!("line {n}: {error}; nothing was kept")))?;
                read += 1;
            }
            if read == 0 {
                return Err(Error::refused("there is nothing in it"));
            }
            if whole.end == End::Open {
                return Err(Error::refused(
                    "the file stops before its last line: it was cut short; nothing was kept",
                ));
            }
            let people = desk.all(
                "select id from person where book = $1 and merged_into is null",
                values![book],
                |row| Ok(ledger::person::PersonId(row.id(0)?)),
            )?;
            for person in people {
                desk.touches_changed(person);
            }
            refuse_strays(desk)?;
            desk.refresh_facts().map_err(|error| {
                Error::refused(format!("it holds what no book can hold: {error}; nothing was kept"))
            })?;
            let silenced = reminder::silence(desk)?;
            Ok(ReadIn { lines: read, silenced })
        })
    }
}

/// The export as far as it was read.
struct Whole {
    end: End,
    edition: i64,
}

/// Whether what was read so far is all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Open,
    /// Of the first edition, which does not say where it ends.
    NotSaid,
    Ended,
}

fn take(desk: &mut super::desk::Desk<'_>, n: u64, line: &str, whole: &mut Whole) -> Result<()> {
    let mut object: serde_json::Value =
        serde_json::from_str(line).map_err(|_| Error::refused("that is not JSON"))?;
    let is = object
        .as_object_mut()
        .and_then(|fields| fields.remove("is"))
        .and_then(|is| is.as_str().map(str::to_owned))
        .ok_or_else(|| Error::refused("it does not say what it is"))?;
    if (is == "book") != (n == 1) {
        return Err(Error::refused(
            "the first line, and it alone, must be the book's",
        ));
    }
    if is == "book" {
        match object["edition"].as_i64() {
            Some(edition @ (SECOND_EDITION | EDITION)) => whole.edition = edition,
            Some(FIRST_EDITION) => {
                *whole = Whole {
                    end: End::NotSaid,
                    edition: FIRST_EDITION,
                }
            }
            _ => {
                return Err(Error::refused(
                    "it was exported by another edition of Troth",
                ));
            }
        }
        let (book, zone) = (
            desk.book,
            object["zone"].as_str().unwrap_or("UTC").to_owned(),
        );
        desk.execute(
            "update book set zone = $2 where book = $1",
            values![book, zone],
        )?;
        return Ok(());
    }
    if whole.end == End::Ended {
        return Err(Error::refused("the book had ended before it"));
    }
    if is == "end" {
        if object["lines"].as_u64() != Some(n - 1) {
            return Err(Error::refused(format!(
                "{} lines come before it, and there were {}: some are missing or too many",
                n - 1,
                object["lines"]
            )));
        }
        whole.end = End::Ended;
        return Ok(());
    }
    let shelf = Shelf::named(&is)?;
    let mut row = shelf.row_of_json(&object)?;
    if shelf.name == shelf::IMAGE.name && whole.edition < EDITION {
        with_exact_place(&mut row)?;
    }
    desk.put(shelf, &row)
}

/// An image of an older edition, with its place as it is written now.
fn with_exact_place(image: &mut [Value]) -> Result<()> {
    if let [_, _, Value::Text(of), Value::Text(place), _] = image {
        *place = Shelf::named(of)?.place_of_old(place);
    }
    Ok(())
}

/// Touches, moments, handles and promises must be of somebody who is there.
fn refuse_strays(desk: &mut super::desk::Desk<'_>) -> Result<()> {
    let book = desk.book;
    let strays = desk.one(
        "select (select count(*) from touch t where t.book = $1
                    and not exists (select 1 from person p where p.book = $1 and p.id = t.person))
              + (select count(*) from promise m where m.book = $1
                    and not exists (select 1 from person p where p.book = $1 and p.id = m.person))
              + (select count(*) from handle h where h.book = $1
                    and not exists (select 1 from person p where p.book = $1 and p.id = h.person))",
        values![book],
        |row| row.int(0),
    )?;
    match strays.unwrap_or_default() {
        0 => Ok(()),
        strays => Err(Error::refused(format!(
            "{strays} of its touches, promises and addresses are of nobody in it; nothing was kept"
        ))),
    }
}

/// A batch nobody has accepted stays behind: its letters are not in the book.
fn is_waiting_batch(shelf: &Shelf, row: &[Value]) -> bool {
    shelf.name == shelf::BATCH.name
        && matches!(row.get(4), Some(Value::Text(state)) if state == "reading" || state == "proposed")
}

fn cannot_write(cause: std::io::Error) -> Error {
    Error::setup(format!("the export cannot be written: {cause}"))
}
