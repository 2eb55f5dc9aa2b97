//! Putting a backup back, into either engine. The book that stood there is moved aside and never
//! written over; the backup itself is left as it is, and brought up to date in a copy.

use std::path::{Path, PathBuf};

use jiff::{Timestamp, Zoned};

use super::{Seen, named_after, opened, put_book, seen};
use crate::book::Place;
use crate::book::draft::folder_of;
use crate::book::engine::Engine;
use crate::book::engine_copy::{Head, Hold, Scratch, cannot_write, copy_rows, hold_alone};
use crate::book::engine_file::Missing;
use crate::book::opening;
use crate::clock;
use crate::error::{Error, Result};
use crate::values;

/// What SQLite keeps beside a book.
const BESIDE: [&str; 3] = ["", "-wal", "-shm"];

/// Where the book that stood there is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aside {
    File(PathBuf),
    /// In the same database, under another name.
    Named(String),
}

/// A backup that was put back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    pub seen: Seen,
    pub aside: Option<Aside>,
}

impl Restored {
    /// Makes the file's book the one at `place`.
    pub fn from(path: &Path, place: &Place, now: Timestamp) -> Result<Self> {
        let seen = Seen::at(path)?;
        let aside = match place {
            Place::File(book) => into_file(path, book, now)?.map(Aside::File),
            Place::Postgres { name, .. } => into_server(path, place, name, now)?.map(Aside::Named),
        };
        Ok(Self { seen, aside })
    }
}

fn into_file(path: &Path, book: &Path, now: Timestamp) -> Result<Option<PathBuf>> {
    // Where a link leads is what is meant.
    let book = &std::fs::canonicalize(book).unwrap_or_else(|_| book.to_owned());
    let folder = folder_of(book);
    if !folder.is_dir() {
        return Err(
            Error::setup(format!("there is no folder {}", folder.display()))
                .hint("check the path, or make the folder first"),
        );
    }
    if book.is_dir() {
        return Err(
            Error::setup(format!("{} is a folder, not a book", book.display()))
                .hint("name a file, as in --book ~/troth.db"),
        );
    }
    if std::fs::canonicalize(path).is_ok_and(|path| path == *book) {
        return Err(Error::refused("that is the book itself; nothing was done")
            .hint("say where to: --book PLACE"));
    }
    let mut scratch = ready(path, folder)?;
    let (draft, _) = scratch.drafted(book)?;
    // While it is held, nobody can begin to write to the book that is moved.
    let hold = if book.exists() {
        hold_alone(book)
    } else {
        Hold::Unreadable
    };
    if matches!(hold, Hold::InUse) {
        return Err(in_use());
    }
    let aside = free_name(book, now);
    let moved = move_aside(book, &aside)?;
    if let Err(cause) = draft.lay_anew(book) {
        // Back to where it was: better the old book than none.
        move_aside(&aside, book)?;
        return Err(cannot_write(book, cause));
    }
    drop(hold);
    Ok(moved.then_some(aside))
}

/// The backup as a book of today's Troth, in a copy without a name.
fn ready(path: &Path, folder: &Path) -> Result<Scratch> {
    let (mut scratch, book) = opened(path, folder)?;
    scratch.engine.execute(
        // What was still to be done was about the files of where it came from.
        "delete from chore where book = $1",
        values![book],
    )?;
    scratch.mark(Head::OtherSqlite)?;
    Ok(scratch)
}

/// Whether there was anything to move: the book, or what is left of one beside it.
fn move_aside(from: &Path, to: &Path) -> Result<bool> {
    let mut moved = false;
    for ending in BESIDE {
        let one = named_after(from, ending);
        match std::fs::rename(&one, named_after(to, ending)) {
            Ok(()) => moved = true,
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {}
            Err(cause) => return Err(cannot_write(&one, cause)),
        }
    }
    Ok(moved)
}

fn free_name(book: &Path, now: Timestamp) -> PathBuf {
    let at = here(now).strftime("%Y-%m-%dT%H%M").to_string();
    let name = |n: u32| match n {
        1 => named_after(book, &format!(".before-{at}")),
        n => named_after(book, &format!(".before-{at}-{n}")),
    };
    let is_free = |path: &PathBuf| BESIDE.iter().all(|end| !named_after(path, end).exists());
    (1..=u32::MAX)
        .map(name)
        .find(is_free)
        .unwrap_or_else(|| name(1))
}

fn into_server(path: &Path, place: &Place, name: &str, now: Timestamp) -> Result<Option<String>> {
    let mut engine = Engine::open(place, Missing::Begin)?;
    if engine.others_in(name)? > 0 {
        return Err(in_use());
    }
    let mut scratch = match ready(path, folder_of(path)) {
        // A backup may lie where nothing can be written.
        Err(error) if error.kind == crate::error::Kind::Setup => {
            ready(path, &std::env::temp_dir()).map_err(|_| error)?
        }
        ready => ready?,
    };
    engine.lock_schema()?;
    let done = put(&mut scratch, &mut engine, name, now);
    match done {
        Ok(aside) => {
            engine.commit()?;
            Ok(aside)
        }
        Err(error) => {
            engine.rollback()?;
            Err(error)
        }
    }
}

fn put(
    scratch: &mut Scratch,
    to: &mut Engine,
    name: &str,
    now: Timestamp,
) -> Result<Option<String>> {
    opening::migrate(to)?;
    let aside = rename_aside(to, name, now)?;
    let from = &mut scratch.engine;
    let book = seen::only_book(from)?;
    let new = put_book((&mut *from, book), &mut *to, name)?;
    let tables = from.tables()?;
    copy_rows((from, book), (to, new), tables)?;
    Ok(aside)
}

fn rename_aside(engine: &mut Engine, name: &str, now: Timestamp) -> Result<Option<String>> {
    let taken = engine.all("select name from book order by book", &[], |row| {
        row.text(0)
    })?;
    if !taken.iter().any(|other| other == name) {
        return Ok(None);
    }
    let at = here(now).strftime("%Y-%m-%d %H:%M").to_string();
    let aside = |n: u32| match n {
        1 => format!("{name} before {at}"),
        n => format!("{name} before {at} ({n})"),
    };
    let aside = (1..=u32::MAX).map(aside).find(|new| !taken.contains(new));
    let aside = aside.ok_or_else(|| Error::internal("every name is taken"))?;
    engine.execute(
        "update book set name = $2 where name = $1",
        values![name, aside.as_str()],
    )?;
    Ok(Some(aside))
}

fn here(now: Timestamp) -> Zoned {
    now.to_zoned(clock::zone())
}

fn in_use() -> Error {
    Error::refused("another Troth has this book open; nothing was done")
        .hint("stop it first: troth serve ends with Ctrl-C")
}
