//! A book copied from one place to another, row by row, so that a backup is always a SQLite book,
//! whichever engine it came from, and holds no page of what was deleted. What is copied is every
//! table there is: one that a later migration adds cannot be left out.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::unix::fs::FileExt;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::draft::{self, Draft};
use super::engine::Engine;
use super::engine_file::{BookFile, sqlite_error};
use super::engine_server::postgres_error;
use super::engine_values::{Column, Value};
use crate::error::{Error, Result};
use crate::values;

/// Stands in the head of a backup, at the place SQLite keeps for it: "Trot".
const BACKUP_MARK: i64 = 0x5472_6f74;
const HEAD: usize = 100;
const MAGIC: &[u8] = b"SQLite format 3\0";
/// Where the head says whether changes are kept in a log beside the file.
const LOGGED: [usize; 2] = [18, 19];
const MARK: std::ops::Range<usize> = 68..72;

/// What is of the database or of this machine, and not of the book.
const NOT_COPIED: [&str; 3] = ["migration", "book", "chore"];

const ROWS_AT_ONCE: usize = 4_000;
const BYTES_AT_ONCE: usize = 4 << 20;
const PIECE: usize = 1 << 20;

/// How long another program may hold a book before it counts as open there.
const HELD_AT_MOST: Duration = Duration::from_secs(2);

/// A table with its columns, but for the book's, and those that make its key.
pub struct Table {
    name: String,
    columns: Vec<(String, Column)>,
    key: Vec<String>,
}

/// A SQLite database in a file without a name: gone when this is, however the program ends.
pub struct Scratch {
    file: File,
    pub engine: Engine,
    /// Looks at what was really written.
    checking: Engine,
}

/// What the head of a file says it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Head {
    Backup,
    OtherSqlite,
    Other,
}

/// Another program's hold on a book.
pub enum Hold {
    /// Nobody else has it open, and nobody can while this lasts.
    Alone(#[expect(dead_code, reason = "held until the book was moved")] Connection),
    InUse,
    /// It is no book that can be opened, so nobody has.
    Unreadable,
}

pub fn head_of(path: &Path) -> Head {
    let mut head = [0; HEAD];
    let read = File::open(path).and_then(|mut file| file.read_exact(&mut head));
    if !path.is_file() || read.is_err() || !head.starts_with(MAGIC) {
        return Head::Other;
    }
    // A backup that was opened as a book since is a book, and not ours to replace.
    let is_logged = LOGGED.iter().any(|place| head[*place] != 1);
    let marked = head[MARK] == (BACKUP_MARK as u32).to_be_bytes();
    if marked && !is_logged {
        return Head::Backup;
    }
    Head::OtherSqlite
}

impl Scratch {
    pub fn fresh(folder: &Path) -> Result<Self> {
        Self::begun(folder, |_| Ok(()))
    }

    /// Begins as a copy of a whole SQLite file, which is left as it is.
    pub fn of_file(folder: &Path, path: &Path) -> Result<Self> {
        Self::begun(folder, |file| {
            let mut from = File::open(path).map_err(|cause| {
                Error::setup(format!("{} cannot be read", path.display())).because(cause)
            })?;
            copy_bytes(&mut from, file, folder)?;
            // The copy has no log beside it, and must not look for one.
            let one = [1; LOGGED.len()];
            file.write_all_at(&one, LOGGED[0] as u64)
                .map_err(|cause| cannot_write(folder, cause))
        })
    }

    fn begun(folder: &Path, fill: impl FnOnce(&mut File) -> Result<()>) -> Result<Self> {
        let (mut file, name) =
            draft::passing(folder).map_err(|cause| cannot_write(folder, cause))?;
        // SQLite opens a name; once both have it open, the file needs it no longer.
        let opened = open(&name).and_then(|one| Ok((one, open(&name)?)));
        std::fs::remove_file(&name).map_err(|cause| cannot_write(folder, cause))?;
        let (one, other) = opened?;
        fill(&mut file)?;
        one.execute_batch(
            "pragma journal_mode = memory; pragma synchronous = off; pragma cache_size = -16000",
        )
        .map_err(sqlite_error)?;
        Ok(Self {
            file,
            engine: Engine::Sqlite(BookFile::scratch(one)),
            checking: Engine::Sqlite(BookFile::scratch(other)),
        })
    }

    /// Marks it as a backup, or as no longer one.
    pub fn mark(&mut self, is: Head) -> Result<()> {
        let mark = if is == Head::Backup { BACKUP_MARK } else { 0 };
        self.engine
            .script(&format!("pragma application_id = {mark}"))
    }

    /// Whether what was written can be read, and holds as many rows of each table.
    pub fn verify(&mut self, tables: &[(Table, u64)]) -> Result<()> {
        self.whole()?;
        for (table, rows) in tables {
            let sql = format!("select count(*) from {}", table.name);
            let found = self.checking.one(&sql, &[], |row| row.int(0))?;
            if found != i64::try_from(*rows).ok() {
                return Err(Error::internal(format!(
                    "the copy holds other rows of {} than the book",
                    table.name
                )));
            }
        }
        Ok(())
    }

    pub fn whole(&mut self) -> Result<()> {
        let said = self
            .checking
            .one("pragma quick_check(1)", &[], |row| row.text(0))?;
        if said.as_deref() == Some("ok") {
            return Ok(());
        }
        Err(Error::setup("that file is damaged").hint("take another backup: troth backups"))
    }

    /// Writes the file out under its name, instead of what stands there.
    pub fn lay(mut self, path: &Path) -> Result<u64> {
        let (draft, bytes) = self.drafted(path)?;
        draft.lay(path).map_err(|cause| cannot_write(path, cause))?;
        Ok(bytes)
    }

    /// The same where nothing may stand yet.
    pub fn lay_anew(mut self, path: &Path) -> Result<u64> {
        let (draft, bytes) = self.drafted(path)?;
        draft
            .lay_anew(path)
            .map_err(|cause| cannot_write(path, cause))?;
        Ok(bytes)
    }

    /// Written out and compared, under no name yet.
    pub fn drafted(&mut self, path: &Path) -> Result<(Draft, u64)> {
        let mut draft = Draft::beside(path).map_err(|cause| cannot_write(path, cause))?;
        let bytes = copy_bytes(&mut self.file, draft.file(), path)?;
        if !same_bytes(&mut self.file, draft.file()).map_err(|cause| cannot_write(path, cause))? {
            return Err(Error::setup(format!(
                "{} does not read as it was written; nothing was replaced",
                path.display()
            ))
            .hint("is the disk sound?"));
        }
        Ok((draft, bytes))
    }

    /// Whether any of these stands anywhere in the file, whatever the case of its letters.
    pub fn holds_any(&mut self, words: &[String]) -> Result<bool> {
        let wanted: Vec<Vec<u8>> = words
            .iter()
            .filter(|word| !word.is_empty())
            .map(|word| word.to_lowercase().into_bytes())
            .collect();
        let longest = wanted.iter().map(Vec::len).max().unwrap_or_default();
        let unreadable = |cause| Error::setup("the copy cannot be read").because(cause);
        self.file.rewind().map_err(unreadable)?;
        let mut piece = Vec::new();
        loop {
            // The end of the piece before stays, for a word that lies across both.
            let kept = piece.len().min(longest);
            piece.drain(..piece.len() - kept);
            let read = Read::by_ref(&mut self.file)
                .take(PIECE as u64)
                .read_to_end(&mut piece)
                .map_err(unreadable)?;
            piece[kept..].make_ascii_lowercase();
            if wanted
                .iter()
                .any(|word| memchr::memmem::find(&piece, word).is_some())
            {
                return Ok(true);
            }
            if read == 0 {
                return Ok(false);
            }
        }
    }
}

impl Engine {
    /// A SQLite file to be looked at, in which nothing is changed and beside which nothing is made.
    pub fn look_at(path: &Path) -> Result<Self> {
        BookFile::look_at(path).map(Self::Sqlite)
    }

    /// Every table of a SQLite book whose rows are the book's.
    pub fn tables(&mut self) -> Result<Vec<Table>> {
        let columns = self.all(
            "select m.name, c.name, c.type, c.pk
               from sqlite_master m join pragma_table_info(m.name) c
              where m.type = 'table' and m.name not like 'sqlite_%'
              order by m.name, c.cid",
            &[],
            |row| Ok((row.text(0)?, row.text(1)?, row.text(2)?, row.int(3)?)),
        )?;
        let mut tables: Vec<Table> = Vec::new();
        for (table, column, kind, key) in columns {
            if NOT_COPIED.contains(&table.as_str()) {
                continue;
            }
            if tables.last().is_none_or(|last| last.name != table) {
                tables.push(Table {
                    name: table,
                    columns: Vec::new(),
                    key: Vec::new(),
                });
            }
            let Some(last) = tables.last_mut().filter(|_| column != "book") else {
                continue;
            };
            if key > 0 {
                last.key.push(column.clone());
            }
            last.columns.push((column, kind_of(&kind)?));
        }
        Ok(tables)
    }

    /// Tells the server which book this connection is of, for others to see that it is open.
    pub fn say_whose(&mut self, name: &str) -> Result<()> {
        let Self::Postgres { client, .. } = self else {
            return Ok(());
        };
        client
            .execute(
                "select set_config('application_name', $1, false)",
                &[&said_of(name)],
            )
            .map(|_| ())
            .map_err(postgres_error)
    }

    /// How many connections other than this one have the book of that name open.
    pub fn others_in(&mut self, name: &str) -> Result<i64> {
        let said = self.one(
            "select count(*) from pg_stat_activity
              where datname = current_database() and pid <> pg_backend_pid()
                and application_name = $1",
            values![said_of(name)],
            |row| row.int(0),
        )?;
        Ok(said.unwrap_or_default())
    }
}

/// The book's name as the server shows it to whoever may look: not in words, and short enough.
fn said_of(name: &str) -> String {
    use sha2::Digest;
    let digest = sha2::Sha256::digest(name.as_bytes());
    format!("troth {}", super::shelf::hex(&digest[..12]))
}

fn kind_of(declared: &str) -> Result<Column> {
    match declared.to_lowercase().as_str() {
        "bigint" => Ok(Column::Int),
        "text" => Ok(Column::Text),
        "blob" => Ok(Column::Blob),
        other => Err(Error::internal(format!(
            "a column of the kind {other} cannot be copied"
        ))),
    }
}

/// Copies the rows of one book into another that has none; answers how many of each table.
pub fn copy_rows(
    from: (&mut Engine, i64),
    to: (&mut Engine, i64),
    tables: Vec<Table>,
) -> Result<Vec<(Table, u64)>> {
    let ((from, from_book), (to, to_book)) = (from, to);
    let mut copied = Vec::with_capacity(tables.len());
    for table in tables {
        let rows = copy_table(&table, (&mut *from, from_book), (&mut *to, to_book))?;
        copied.push((table, rows));
    }
    Ok(copied)
}

fn copy_table(table: &Table, from: (&mut Engine, i64), to: (&mut Engine, i64)) -> Result<u64> {
    let ((from, from_book), (to, to_book)) = (from, to);
    let names: Vec<&str> = table
        .columns
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    let sql = format!(
        "select {} from {} where book = $1 order by {}",
        names.join(", "),
        table.name,
        table.key.join(", ")
    );
    let written: Vec<&str> = std::iter::once("book").chain(names).collect();
    let (mut rows, mut waiting, mut bytes) = (0, Vec::with_capacity(ROWS_AT_ONCE), 0);
    from.each(&sql, values![from_book], |row| {
        let mut values = Vec::with_capacity(written.len());
        values.push(Value::Int(to_book));
        for (n, (_, kind)) in table.columns.iter().enumerate() {
            let value = row.value(n, *kind)?;
            bytes += size_of(&value);
            values.push(value);
        }
        waiting.push(values);
        rows += 1;
        if waiting.len() >= ROWS_AT_ONCE || bytes >= BYTES_AT_ONCE {
            to.bulk(&table.name, &written, waiting.drain(..))?;
            bytes = 0;
        }
        Ok(())
    })?;
    to.bulk(&table.name, &written, waiting.drain(..))?;
    Ok(rows)
}

fn size_of(value: &Value) -> usize {
    match value {
        Value::Null | Value::Int(_) => 8,
        Value::Text(text) => text.len(),
        Value::Blob(bytes) => bytes.len(),
    }
}

/// Whether another program has the book open; if not, it is folded into its one file and held.
pub fn hold_alone(path: &Path) -> Hold {
    let Ok(connection) = open(path) else {
        return Hold::Unreadable;
    };
    let held = connection
        .busy_timeout(HELD_AT_MOST)
        .and_then(|()| {
            connection.query_row("pragma journal_mode = delete", [], |row| {
                row.get::<_, String>(0)
            })
        })
        .and_then(|mode| {
            connection.execute_batch("begin exclusive")?;
            Ok(mode == "delete")
        });
    match held {
        Ok(true) => Hold::Alone(connection),
        Ok(false) => Hold::InUse,
        Err(cause) if is_busy(&cause) => Hold::InUse,
        Err(_) => Hold::Unreadable,
    }
}

fn is_busy(cause: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked};
    matches!(
        cause.sqlite_error_code(),
        Some(DatabaseBusy | DatabaseLocked)
    )
}

fn open(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(path, flags).map_err(sqlite_error)
}

fn copy_bytes(from: &mut File, to: &mut File, place: &Path) -> Result<u64> {
    from.rewind()
        .and_then(|()| std::io::copy(from, to))
        .and_then(|bytes| to.flush().map(|()| bytes))
        .map_err(|cause| cannot_write(place, cause))
}

fn same_bytes(one: &mut File, other: &mut File) -> std::io::Result<bool> {
    one.seek(SeekFrom::Start(0))?;
    other.seek(SeekFrom::Start(0))?;
    let (mut left, mut right) = (Vec::new(), Vec::new());
    loop {
        left.clear();
        right.clear();
        let read = Read::by_ref(one)
            .take(PIECE as u64)
            .read_to_end(&mut left)?;
        Read::by_ref(other)
            .take(PIECE as u64)
            .read_to_end(&mut right)?;
        if left != right {
            return Ok(false);
        }
        if read == 0 {
            return Ok(true);
        }
    }
}

/// A file that cannot be written, in a sentence that names it.
pub fn cannot_write(path: &Path, cause: std::io::Error) -> Error {
    use std::io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    let path = path.display();
    match cause.kind() {
        StorageFull | QuotaExceeded => {
            Error::setup(format!("the disk is full; {path} was not written"))
        }
        PermissionDenied | ReadOnlyFilesystem => {
            Error::setup(format!("{path} may not be written by this user")).because(cause)
        }
        _ => Error::setup(format!("{path} could not be written")).because(cause),
    }
}
