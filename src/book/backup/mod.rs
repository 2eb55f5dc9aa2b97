//! Backups: the whole book as a SQLite book in a file of its own, made at one moment while others
//! write, looked at before it counts, and put back. Which of them stay is for the ledger to say.

mod kept;
mod restore;
mod seen;
mod settings;
mod without;

use std::path::{Path, PathBuf};

pub use kept::{AtOnce, Backups, Found};
pub use restore::{Aside, Restored};
pub use seen::Seen;
pub use without::{Cleared, Leaver, Remaking};

use super::engine::Engine;
use super::engine_copy::{self, Head, Scratch, copy_rows};
use super::{Book, draft, opening};
use crate::error::{Error, Result};
use crate::values;

/// What a book in a file of its own is called there.
const IN_A_FILE: &str = "main";

/// A backup that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    pub seen: Seen,
    pub bytes: u64,
}

impl Book {
    /// Writes the whole book as it stands at this moment into a file. An earlier backup of that name is
    /// replaced whole or not at all, and nothing else that exists is replaced.
    pub fn back_up(&self, path: &Path) -> Result<Backup> {
        // Where a link leads is what is meant, and what must not be lost.
        let path = &std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        refuse_to_replace(path)?;
        let mut scratch = self.copied(draft::folder_of(path))?;
        let seen = seen::read(&mut scratch.engine)?;
        // Made while the copy was: what came there meanwhile is not replaced either.
        refuse_to_replace(path)?;
        let bytes = scratch.lay(path)?;
        Ok(Backup { seen, bytes })
    }

    fn copied(&self, folder: &Path) -> Result<Scratch> {
        self.read(|session| {
            let book = session.book;
            copied(session.engine, book, folder)
        })
    }
}

/// A book as a new SQLite book without a name, checked. It holds no page of what was deleted.
fn copied(from: &mut Engine, book: i64, folder: &Path) -> Result<Scratch> {
    let mut scratch = Scratch::fresh(folder)?;
    let to = &mut scratch.engine;
    to.begin_write()?;
    opening::migrate(to)?;
    let new = put_book((&mut *from, book), &mut *to, IN_A_FILE)?;
    let tables = to.tables()?;
    let tables = copy_rows((from, book), (&mut *to, new), tables)?;
    to.commit()?;
    scratch.mark(Head::Backup)?;
    scratch.verify(&tables)?;
    Ok(scratch)
}

/// The book's own row, under a name; answers its key.
fn put_book(from: (&mut Engine, i64), to: &mut Engine, name: &str) -> Result<i64> {
    let row = from.0.one(
        "select zone, made_at, version from book where book = $1",
        values![from.1],
        |row| Ok((row.text(0)?, row.int(1)?, row.int(2)?)),
    )?;
    let (zone, made_at, version) =
        row.ok_or_else(|| Error::setup("there is no book in that file"))?;
    let new = to.one("select coalesce(max(book), 0) + 1 from book", &[], |row| {
        row.int(0)
    })?;
    let new = new.unwrap_or(1);
    to.execute(
        "insert into book (book, name, zone, made_at, version) values ($1, $2, $3, $4, $5)",
        values![new, name, zone, made_at, version],
    )?;
    Ok(new)
}

/// A whole SQLite file as a book of this Troth, without a name; the file is left as it is.
fn opened(path: &Path, folder: &Path) -> Result<(Scratch, i64)> {
    let mut scratch = Scratch::of_file(folder, path)?;
    scratch.whole()?;
    let engine = &mut scratch.engine;
    engine.begin_write()?;
    opening::migrate(engine)?;
    engine.commit()?;
    let book = seen::only_book(engine)?;
    Ok((scratch, book))
}

fn refuse_to_replace(path: &Path) -> Result<()> {
    let shown = path.display();
    if path.is_dir() {
        return Err(Error::setup(format!("{shown} is a folder"))
            .hint("name a file, as in troth backup ~/book-today.db"));
    }
    let folder = draft::folder_of(path);
    if !folder.is_dir() {
        return Err(
            Error::setup(format!("there is no folder {}", folder.display()))
                .hint("check the path, or make the folder first"),
        );
    }
    if path.exists() && engine_copy::head_of(path) != Head::Backup {
        return Err(Error::refused(format!(
            "{shown} exists and is not an earlier backup; it was left as it is"
        ))
        .hint("choose another name"));
    }
    Ok(())
}

/// Something beside a file, named after it: `book.db-wal`.
fn named_after(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}
