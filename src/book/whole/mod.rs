//! A whole book as JSON Lines: everything out, and back in without loss. The first line says
//! what it is; each further line is one row, with its shelf's name under `is`; the last line says
//! how many there are, so that a file cut short is not taken for a whole book.
//!
//! What is read back is held against the types that will read it, line by line, before anything is
//! kept: what `restore` accepts, every command can read.

mod columns;
mod fields;
mod lines;
mod meaning;
mod row;
mod stacks;
mod strays;

use crate::values;
use std::collections::BTreeSet;
use std::io::{BufRead, Write};

use jiff::tz::TimeZone;
use ledger::reminder::Channel;

use super::desk::Desk;
use super::engine_values::Value;
use super::shelf::{Shelf, WHOLE_BOOK};
use super::{Book, facts, reminder, shelf};
use crate::error::{Error, Kind, Result};
use fields::{Field, Fields};
use stacks::Stacks;

pub use lines::Lines;

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
            let mut waiting = BTreeSet::new();
            for shelf in WHOLE_BOOK {
                session.each(&shelf.select_all(), values![book], |row| {
                    let values: Vec<Value> = shelf
                        .columns
                        .iter()
                        .enumerate()
                        .map(|(n, (_, kind))| row.value(n, *kind))
                        .collect::<Result<_>>()?;
                    if waits(shelf, &values, &mut waiting) {
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
            refuse_unless_empty(desk)?;
            desk.make_room()?;
            let lines = all_of(desk, lines).map_err(kept_nothing)?;
            leave_what_waits(desk)?;
            strays::refuse(desk).map_err(kept_nothing)?;
            facts::make_all(desk).map_err(|error| {
                Error::refused(format!(
                    "it holds what no book can hold: {error}; nothing was kept"
                ))
            })?;
            let silenced = reminder::silence(desk)?;
            Ok(ReadIn { lines, silenced })
        })
    }
}

fn refuse_unless_empty(desk: &mut Desk<'_>) -> Result<()> {
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
    Ok(())
}

fn kept_nothing(mut error: Error) -> Error {
    error.sentence.push_str("; nothing was kept");
    if error.kind == Kind::Refused && error.hint.is_none() {
        return error.hint("mend it in the file, or export the book again: troth export FILE");
    }
    error
}

/// Every line onto its shelf; answers how many there were.
fn all_of(desk: &mut Desk<'_>, lines: &mut dyn BufRead) -> Result<u64> {
    let (mut lines, mut stacks) = (Lines::of(lines), Stacks::default());
    let (mut read, mut whole) = (0, Whole::default());
    while let Some((n, line)) = lines.next_line()? {
        let row = take(desk, n, line, &mut whole).map_err(|mut error| {
            error.sentence.insert_str(0, &format!("line {n}: "));
            error
        })?;
        if let Some((shelf, row)) = row {
            stacks.add(desk, shelf, line, (n, row))?;
        }
        read += 1;
    }
    if read == 0 {
        return Err(Error::refused("there is nothing in it"));
    }
    if whole.end == End::Open {
        return Err(Error::refused(
            "the file stops before its last line: it was cut short",
        ));
    }
    stacks.put_down(desk)?;
    Ok(read)
}

/// The export as far as it was read.
struct Whole {
    end: End,
    edition: i64,
}

impl Default for Whole {
    fn default() -> Self {
        Self {
            end: End::Open,
            edition: EDITION,
        }
    }
}

/// Whether what was read so far is all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Open,
    /// Of the first edition, which does not say where it ends.
    NotSaid,
    Ended,
}

/// What a line says: a row and its shelf, or nothing more where it is the first or the last.
fn take(
    desk: &mut Desk<'_>,
    n: u64,
    line: &str,
    whole: &mut Whole,
) -> Result<Option<(&'static Shelf, Vec<Value>)>> {
    let mut fields = Fields::read(line).map_err(Error::refused)?;
    let Some(Field::Text(is)) = fields.take("is") else {
        return Err(Error::refused("it does not say what it is"));
    };
    if (is == "book") != (n == 1) {
        return Err(Error::refused(
            "the first line, and it alone, must be the book's",
        ));
    }
    if is == "book" {
        *whole = begin(desk, &mut fields)?;
        return Ok(None);
    }
    if whole.end == End::Ended {
        return Err(Error::refused("the book had ended before it"));
    }
    if is == "end" {
        end(n, &mut fields)?;
        whole.end = End::Ended;
        return Ok(None);
    }
    let shelf = Shelf::named(&is)?;
    if shelf.name == shelf::IMAGE.name && whole.edition < EDITION {
        make_place_exact(&mut fields);
    }
    let row = row::of_line(shelf, fields).map_err(Error::refused)?;
    Ok(Some((shelf, row)))
}

/// An image of an older edition gets its place as it is written now.
fn make_place_exact(image: &mut Fields) {
    let Some(of) = image.text("shelf").map(str::to_owned) else {
        return;
    };
    if let (Ok(of), Some(place)) = (Shelf::named(&of), image.text_mut("place")) {
        *place = of.place_of_old(place);
    }
}

/// The first line: which edition it is, and where the owner's days begin.
fn begin(desk: &mut Desk<'_>, fields: &mut Fields) -> Result<Whole> {
    let whole = match fields.take("edition") {
        Some(Field::Int(edition @ (SECOND_EDITION | EDITION))) => Whole {
            edition,
            ..Whole::default()
        },
        Some(Field::Int(FIRST_EDITION)) => Whole {
            end: End::NotSaid,
            edition: FIRST_EDITION,
        },
        _ => {
            return Err(Error::refused(
                "it was exported by another edition of Troth",
            ));
        }
    };
    let zone = match fields.take("zone") {
        Some(Field::Text(zone)) => zone,
        _ => "UTC".to_owned(),
    };
    if let Err(cause) = TimeZone::get(&zone) {
        let shown = Field::Text(zone);
        return Err(
            Error::refused(format!("this machine knows no time zone {shown}")).because(cause),
        );
    }
    let book = desk.book;
    desk.execute(
        "update book set zone = $2 where book = $1",
        values![book, zone],
    )?;
    Ok(whole)
}

/// The last line counts those before it.
fn end(n: u64, fields: &mut Fields) -> Result<()> {
    let said = fields.take("lines").unwrap_or(Field::Null);
    let before = n - 1;
    if i64::try_from(before).map(Field::Int).ok().as_ref() != Some(&said) {
        return Err(Error::refused(format!(
            "{before} lines come before it, and there were {said}: some are missing or too many"
        )));
    }
    Ok(())
}

/// What was read and not accepted is no part of a book: an older Troth exported what such a batch
/// passed over, and the number of the batch is given again.
fn leave_what_waits(desk: &mut Desk<'_>) -> Result<()> {
    let book = desk.book;
    desk.execute(
        "delete from batch where book = $1 and state in ('reading', 'proposed')",
        values![book],
    )?;
    desk.execute(
        "delete from skip where book = $1 and not exists
           (select 1 from batch b where b.book = $1 and b.id = skip.batch)",
        values![book],
    )?;
    Ok(())
}

/// A batch nobody has accepted stays behind, and with it what it passed over: its letters are not in
/// the book.
fn waits(shelf: &Shelf, row: &[Value], waiting: &mut BTreeSet<i64>) -> bool {
    let Some(Value::Int(batch)) = row.first() else {
        return false;
    };
    let is_waiting =
        matches!(row.get(4), Some(Value::Text(state)) if state == "reading" || state == "proposed");
    if shelf.name == shelf::BATCH.name && is_waiting {
        waiting.insert(*batch);
    }
    [shelf::BATCH.name, shelf::SKIP.name].contains(&shelf.name) && waiting.contains(batch)
}

fn cannot_write(cause: std::io::Error) -> Error {
    Error::setup(format!("the export cannot be written: {cause}")).because(cause)
}
