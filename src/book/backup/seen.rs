//! What a backup is and from when, read from the file without changing anything in it or beside it.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ledger::Day;

use super::{IN_A_FILE, named_after};
use crate::book::engine::Engine;
use crate::book::engine_copy::{Head, head_of};
use crate::book::mail_server::{MailServer, PasswordFrom, server_of};
use crate::book::opening;
use crate::error::{Error, Result};
use crate::values;

/// Whose book it is, how much is in it, and when it was last written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub owner: Option<String>,
    pub people: u64,
    /// Lines of the history.
    pub lines: u64,
    /// The day of the last line, where the owner lives.
    pub last: Option<Day>,
    /// How it would send mail once it is put back: that must not come unseen.
    pub mail: Option<String>,
    /// When the book was begun: the same in all its backups, and in no other book.
    pub begun: Timestamp,
    /// Grows with every write.
    pub version: i64,
}

/// The table of secrets came with this migration.
const STEP_OF_SECRETS: i64 = 3;

impl Seen {
    /// What the file at this path holds.
    ///
    /// # Errors
    /// A file that is no book, in a sentence that says what it is instead.
    pub fn at(path: &Path) -> Result<Self> {
        let mut engine = looked_at(path)?;
        read(&mut engine)
    }
}

/// A book in a file, to be looked at. Without its log it would be another book than its owner knows.
pub(super) fn looked_at(path: &Path) -> Result<Engine> {
    let shown = path.display();
    if !path.exists() {
        return Err(Error::setup(format!("there is no file {shown}"))
            .hint("troth backups lists those that Troth keeps"));
    }
    if path.is_dir() {
        return Err(Error::setup(format!("{shown} is a folder, not a backup"))
            .hint("name one of the files in it"));
    }
    if head_of(path) == Head::Other {
        return Err(what_else(path));
    }
    let log = named_after(path, "-wal");
    if std::fs::metadata(&log).is_ok_and(|facts| facts.len() > 0) {
        return Err(Error::refused(format!(
            "{} lies beside it and may hold its last changes; nothing was done",
            log.display()
        ))
        .hint(format!(
            "put both into one file first: troth --book {shown} backup OTHER.db"
        )));
    }
    let mut engine = Engine::look_at(path)?;
    engine.refuse_a_stranger()?;
    Ok(engine)
}

pub(super) fn read(engine: &mut Engine) -> Result<Seen> {
    let step = opening::step(engine)?;
    let book = only_book(engine)?;
    let (zone, begun, version) = engine
        .one(
            "select zone, made_at, version from book where book = $1",
            values![book],
            |row| Ok((row.text(0)?, row.instant(1)?, row.int(2)?)),
        )?
        .ok_or_else(no_book)?;
    let owner = engine.one(
        "select name from person where book = $1 and standing = 'owner' and merged_into is null",
        values![book],
        |row| row.text(0),
    )?;
    let people = engine.one(
        "select count(*) from person where book = $1 and standing = 'accepted' and merged_into is null",
        values![book],
        |row| row.int(0),
    )?;
    let history = engine.one(
        "select count(*), max(at) from history where book = $1",
        values![book],
        |row| Ok((row.int(0)?, row.opt_int(1)?)),
    )?;
    let (lines, last) = history.unwrap_or_default();
    let zone = TimeZone::get(&zone).unwrap_or(TimeZone::UTC);
    let last = last.and_then(|last| Timestamp::from_microsecond(last).ok());
    Ok(Seen {
        owner,
        people: counted(people.unwrap_or_default()),
        lines: counted(lines),
        last: last.map(|last| last.to_zoned(zone).date()),
        mail: if step < STEP_OF_SECRETS {
            None
        } else {
            mail(engine, book)?
        },
        begun,
        version,
    })
}

/// The key of the one book a file holds.
pub(super) fn only_book(engine: &mut Engine) -> Result<i64> {
    engine
        .one(
            "select book from book where name = $1",
            values![IN_A_FILE],
            |row| row.int(0),
        )?
        .ok_or_else(no_book)
}

fn mail(engine: &mut Engine, book: i64) -> Result<Option<String>> {
    let text = engine.one(
        "select value from secret where book = $1 and name = 'mail'",
        values![book],
        |row| row.text(0),
    )?;
    Ok(text
        .and_then(|text| server_of(&text))
        .map(|server| words(&server)))
}

fn words(server: &MailServer) -> String {
    let password = match &server.password {
        Some(PasswordFrom::Command(command)) => {
            format!(", its password is what “{command}” prints")
        }
        Some(PasswordFrom::File(path)) => format!(", its password is in {}", path.display()),
        Some(PasswordFrom::Book(_)) => ", its password is in the book".to_owned(),
        None => String::new(),
    };
    format!("{}, port {}{password}", server.host, server.port)
}

fn what_else(path: &Path) -> Error {
    let mut start = Vec::new();
    let read = File::open(path).and_then(|file| file.take(512).read_to_end(&mut start));
    let shown = path.display();
    if let Err(cause) = read {
        return Error::setup(format!("{shown} cannot be read")).because(cause);
    }
    let text = String::from_utf8_lossy(&start);
    if text.starts_with('{') && text.contains(r#""is":"book""#) {
        return Error::refused(format!("{shown} is an export, not a backup")).hint(format!(
            "read it into a new book: troth --book new.db import {shown}"
        ));
    }
    Error::setup(format!("{shown} is not a backup of Troth"))
        .hint("troth backups lists those that Troth keeps")
}

fn no_book() -> Error {
    Error::setup("there is no book in that file")
}

fn counted(count: i64) -> u64 {
    u64::try_from(count).unwrap_or_default()
}
