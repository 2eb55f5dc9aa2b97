//! Whether the log beside a book's file (`-wal`) was written to that very file. SQLite folds in any
//! log of the right name: beside a backup that was copied into the place of the book, after a
//! power cut for instance, it would mix the pages of two books.
//!
//! Every write gives the book's state a number drawn at random and names the state before it, both
//! on the first page. So the file must stand at a state the log holds, or just before its first.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;

use super::engine_file::{alone, log_of};
use crate::error::{Error, Result};

/// What the first page says of the state it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub state: u32,
    before: u32,
    /// Grows with every change of the schema, and in a copy that `vacuum into` made.
    schema: u32,
}

/// Where SQLite keeps them on the first page: schema cookie, user version, application id.
const SCHEMA: usize = 40;
const STATE: usize = 60;
const BEFORE: usize = 68;
const MARKS_END: usize = 72;

const LOG_HEADER: usize = 32;
const FRAME_HEADER: usize = 24;

/// Another program may fold the log in between two looks: what is strange stays strange.
const LOOKS: u32 = 4;
const BETWEEN_LOOKS: Duration = Duration::from_millis(25);

pub fn refuse_a_strange_one(path: &Path) -> Result<()> {
    if fits_at_some_look(path) {
        return Ok(());
    }
    Err(strange(path))
}

fn fits_at_some_look(path: &Path) -> bool {
    (1..=LOOKS).any(|look| {
        if look > 1 {
            std::thread::sleep(BETWEEN_LOOKS);
        }
        fits(path)
    })
}

pub fn strange(path: &Path) -> Error {
    let log = log_of(path);
    let log = log.display();
    Error::unavailable(format!(
        "the log of another book lies beside {} ({log})",
        path.display()
    ))
    .hint(format!(
        "was a backup put in the book's place? Then move the log away: mv '{log}' '{log}.old'. What the log \
         holds belongs to the file that lay there before"
    ))
}

/// What a connection takes for the book's present state.
pub fn known_to(connection: &Connection) -> rusqlite::Result<Mark> {
    let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0));
    Ok(Mark {
        state: number("user_version")? as u32,
        before: number("application_id")? as u32,
        schema: number("schema_version")? as u32,
    })
}

/// Whether the files belong together and hold the state a connection knows as the last. Asked while
/// nobody else writes.
pub fn is_latest(path: &Path, known: Mark) -> bool {
    let last = marks_in(&log_of(path)).unwrap_or_default().pop();
    let last = last.or_else(|| mark_of(path));
    last.is_none_or(|last| last.state == known.state) && fits_at_some_look(path)
}

/// Whether there is something in the log, and it was written to the book that stood at this state.
pub fn goes_on_from(path: &Path, state: u32) -> bool {
    let marks = marks_in(&log_of(path)).unwrap_or_default();
    let stood = Mark {
        state,
        before: 0,
        schema: 0,
    };
    !marks.is_empty() && belongs(stood, &marks)
}

/// Whether the file can be read through without its log.
pub fn is_whole_alone(path: &Path) -> bool {
    let checked = alone(path).and_then(|connection| {
        connection.query_row("pragma quick_check(1)", [], |row| row.get::<_, String>(0))
    });
    checked.is_ok_and(|said| said == "ok")
}

fn fits(path: &Path) -> bool {
    let marks = marks_in(&log_of(path)).unwrap_or_default();
    if marks.is_empty() {
        return true;
    }
    // A file that cannot be read alone is not for this page to judge.
    mark_of(path).is_none_or(|file| belongs(file, &marks))
}

fn belongs(file: Mark, log: &[Mark]) -> bool {
    let follows = |mark: &Mark| mark.before == file.state && file.schema <= mark.schema;
    let holds = |mark: &Mark| mark.state == file.state && file.schema <= mark.schema;
    log.first().is_none_or(follows) || log.iter().any(holds)
}

fn mark_of(path: &Path) -> Option<Mark> {
    known_to(&alone(path).ok()?).ok()
}

/// The marks of the first page in a log, in order, as far as it was completed.
fn marks_in(log: &Path) -> io::Result<Vec<Mark>> {
    let log = File::open(log)?;
    let mut header = [0; LOG_HEADER];
    if log.read_exact_at(&mut header, 0).is_err() {
        return Ok(vec![]);
    }
    let page = match number(&header, 8) {
        1 => 65_536,
        size => u64::from(size),
    };
    let (mut done, mut open) = (vec![], vec![]);
    let mut at = LOG_HEADER as u64;
    let mut frame = [0; FRAME_HEADER];
    while log.read_exact_at(&mut frame, at).is_ok() && frame[8..16] == header[16..24] {
        if number(&frame, 0) == 1 {
            let mut first = [0; MARKS_END];
            log.read_exact_at(&mut first, at + FRAME_HEADER as u64)?;
            open.push(Mark {
                state: number(&first, STATE),
                before: number(&first, BEFORE),
                schema: number(&first, SCHEMA),
            });
        }
        // The last page of a write names the size of the file after it.
        if number(&frame, 4) != 0 {
            done.append(&mut open);
        }
        at += FRAME_HEADER as u64 + page;
    }
    Ok(done)
}

/// Four bytes, the greatest first; 0 where there are none.
fn number(bytes: &[u8], at: usize) -> u32 {
    let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
    four.map_or(0, u32::from_be_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(state: u32, before: u32, schema: u32) -> Mark {
        Mark {
            state,
            before,
            schema,
        }
    }

    #[test]
    fn a_log_belongs_to_the_file_it_goes_on_from_and_to_every_state_it_leads_to() {
        let log = [mark(21, 20, 7), mark(22, 21, 7), mark(23, 22, 8)];
        for file in [mark(20, 19, 7), mark(21, 20, 7), mark(23, 22, 8)] {
            assert!(belongs(file, &log), "{file:?}");
        }
        for file in [mark(19, 18, 7), mark(24, 23, 8), mark(0, 0, 7)] {
            assert!(!belongs(file, &log), "{file:?}");
        }
    }

    #[test]
    fn a_copy_with_other_pages_is_no_ground_for_the_log_even_at_its_state() {
        // `vacuum into` counts the schema up by one.
        let log = [mark(21, 20, 7), mark(22, 21, 7)];
        assert!(!belongs(mark(20, 19, 8), &log));
        assert!(!belongs(mark(22, 21, 8), &log));
    }

    #[test]
    fn a_file_written_anew_in_its_log_is_its_own() {
        assert!(belongs(mark(20, 19, 7), &[mark(20, 19, 8)]));
    }
}
