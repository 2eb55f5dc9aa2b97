//! A book that is a SQLite file: opening it, telling whether it is still the file that was opened,
//! and keeping all of it in that one file.

use std::ffi::OsString;
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::engine_log;
use crate::clock::{self, Stopwatch};
use crate::error::{Error, Result};

/// How long one program waits for another that writes.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long the folding in of the log waits for somebody who reads: it comes again.
const SHORTLY: Duration = Duration::from_millis(500);

/// At so many pages (4 MB) a write folds the log in by itself.
const LOG_PAGES: u32 = 1_000;

/// While very many rows are written, a larger log saves folding the same pages in again and again.
const LOG_PAGES_OF_AN_IMPORT: u32 = 16_000;

/// The memory of a connection beside what it works on just now.
const USUAL_ROOM: &str = "pragma cache_size = -32000; pragma mmap_size = 268435456;";

/// Of a file with more bytes than this, nothing is mapped while very many rows are written.
const MAPPED_AT_MOST: u64 = 64 * 1024 * 1024;

/// What to do where no book is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    Refuse,
    Begin,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Access {
    Writable,
    ReadOnly,
    /// A copy under way in a file without a name, which nobody else can reach.
    Scratch,
}

/// Which file it is, whatever it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    device: u64,
    inode: u64,
}

/// Changes whenever anybody writes to the file itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stand {
    seconds: i64,
    nanoseconds: i64,
    length: u64,
}

pub struct BookFile {
    connection: Connection,
    path: PathBuf,
    identity: Identity,
    access: Access,
    /// The file as it stood when its first page was last compared with what this connection sees.
    compared: Option<Stand>,
    /// The number of the state it last saw, and of the one being written.
    state: u32,
    next: u32,
    is_writing: bool,
    has_room: bool,
    /// It is not what lies at the path any more: nothing of it is written there.
    is_lost: bool,
}

impl Deref for BookFile {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.connection
    }
}

impl DerefMut for BookFile {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.connection
    }
}

impl BookFile {
    pub fn open(path: &Path, missing: Missing) -> Result<Self> {
        refuse_other_forms(path)?;
        refuse_what_is_no_file(path)?;
        match missing {
            _ if !is_empty(path) => {}
            _ if !is_empty(&log_of(path)) => return Err(log_without_book(path)),
            Missing::Refuse => return Err(no_book(path)),
            Missing::Begin => make_private(path)?,
        }
        engine_log::refuse_a_strange_one(path)?;
        let access = access_to(path);
        match (access, missing) {
            (Access::ReadOnly, Missing::Begin) => return Err(cannot_be_written(path)),
            (Access::ReadOnly, Missing::Refuse) if !is_empty(&log_of(path)) => {
                return Err(log_not_folded_in(path));
            }
            _ => {}
        }
        let (connection, identity) = connect(path, access)?;
        let file = Self::over(connection, path, identity, access);
        file.set_up().map_err(|cause| file.damaged(cause))?;
        Ok(file)
    }

    /// A file to be looked at, in which nothing is changed and beside which nothing is made.
    pub fn look_at(path: &Path) -> Result<Self> {
        let (connection, identity) = connect(path, Access::ReadOnly)?;
        Ok(Self::over(connection, path, identity, Access::ReadOnly))
    }

    /// A copy under way, in a file without a name.
    pub fn scratch(connection: Connection) -> Self {
        let nowhere = Identity {
            device: 0,
            inode: 0,
        };
        Self::over(connection, Path::new(""), nowhere, Access::Scratch)
    }

    fn over(connection: Connection, path: &Path, identity: Identity, access: Access) -> Self {
        Self {
            connection,
            path: path.to_owned(),
            identity,
            access,
            compared: None,
            state: 0,
            next: 0,
            is_writing: false,
            has_room: false,
            is_lost: false,
        }
    }

    fn set_up(&self) -> rusqlite::Result<()> {
        self.connection.set_prepared_statement_cache_capacity(256);
        self.connection.busy_timeout(PATIENCE)?;
        self.connection.execute_batch("pragma foreign_keys = on")?;
        self.connection.execute_batch(USUAL_ROOM)?;
        if self.access == Access::ReadOnly {
            return self.connection.execute_batch("select 1 from sqlite_master");
        }
        keep_a_log(&self.connection)?;
        self.connection.execute_batch("pragma synchronous = full")?;
        self.set_log_pages(LOG_PAGES)
    }

    pub fn identity(&self) -> Identity {
        self.identity
    }

    pub fn can_be_written(&self) -> bool {
        self.access != Access::ReadOnly
    }

    /// Whether the next who needs a connection must open another.
    pub fn is_spent(&self) -> bool {
        self.is_lost || !self.connection.is_autocommit()
    }

    pub fn is_lost(&self) -> bool {
        self.is_lost
    }

    /// Another connection found that the file is not the one that was opened.
    pub fn lose(&mut self) {
        self.is_lost = true;
    }

    /// Whether the path still leads to this file.
    pub fn is_in_place(&self) -> bool {
        self.is_scratch() || !self.is_lost && identity_of(&self.path) == Some(self.identity)
    }

    fn is_scratch(&self) -> bool {
        self.access == Access::Scratch
    }

    pub fn begin_write(&mut self) -> Result<()> {
        if !self.can_be_written() {
            return Err(cannot_be_written(&self.path));
        }
        if !self.is_scratch() {
            self.refuse_if_lost()?;
        }
        if self.has_room {
            self.give_room_back().map_err(sqlite_error)?;
        }
        self.connection
            .execute_batch("begin immediate")
            .map_err(sqlite_error)?;
        let marked = match self.is_scratch() {
            true => Ok(()),
            false => self.refuse_if_lost().and_then(|()| self.mark()),
        };
        if marked.is_err() {
            self.rollback();
        }
        self.is_writing = marked.is_ok();
        marked
    }

    pub fn begin_read(&mut self) -> Result<()> {
        self.connection.execute_batch("begin").map_err(sqlite_error)
    }

    /// What is written is said to be done only where it is in the file at the path.
    pub fn commit(&mut self) -> Result<()> {
        let is_writing = std::mem::take(&mut self.is_writing);
        if is_writing && let Err(error) = self.refuse_if_gone() {
            self.rollback();
            return Err(error);
        }
        if let Err(cause) = self.connection.execute_batch("commit") {
            self.rollback();
            return Err(sqlite_error(cause));
        }
        if is_writing {
            self.state = self.next;
            self.refuse_if_gone()
                .map_err(|_| gone_at_the_last(&self.path))?;
        }
        Ok(())
    }

    /// SQLite may have rolled back by itself, on a full disk for instance. A connection that is still
    /// inside a transaction afterwards is spent.
    pub fn rollback(&mut self) {
        self.is_writing = false;
        if !self.connection.is_autocommit() {
            let _ = self.connection.execute_batch("rollback");
        }
    }

    /// More memory and a larger log, until the next ordinary write. A large file is not mapped meanwhile:
    /// all of it would count as memory, beside the memory made for the rows.
    pub fn make_room(&mut self) -> Result<()> {
        self.let_log_grow()?;
        self.connection
            .execute_batch("pragma cache_size = -120000")
            .map_err(sqlite_error)?;
        let length = std::fs::metadata(&self.path).map_or(0, |about| about.len());
        if length > MAPPED_AT_MOST {
            self.connection
                .execute_batch("pragma mmap_size = 0")
                .map_err(sqlite_error)?;
        }
        Ok(())
    }

    /// Little memory for writing a large file anew, until the next ordinary write.
    pub fn use_little_memory(&mut self) -> Result<()> {
        self.has_room = true;
        self.connection
            .execute_batch("pragma cache_size = -32000; pragma mmap_size = 0")
            .map_err(sqlite_error)
    }

    /// A larger log, until the next ordinary write.
    pub fn let_log_grow(&mut self) -> Result<()> {
        self.has_room = true;
        self.set_log_pages(LOG_PAGES_OF_AN_IMPORT)
            .map_err(sqlite_error)
    }

    fn give_room_back(&mut self) -> rusqlite::Result<()> {
        self.connection.execute_batch(USUAL_ROOM)?;
        self.set_log_pages(LOG_PAGES)?;
        self.has_room = false;
        Ok(())
    }

    fn set_log_pages(&self, pages: u32) -> rusqlite::Result<()> {
        self.connection
            .pragma_update(None, "wal_autocheckpoint", pages)
    }

    /// Gives each state of the book a number of its own, and names the one before it: so a log can
    /// be told from one that was written to another file.
    fn mark(&mut self) -> Result<()> {
        let drawn = drawn();
        let marked = || -> rusqlite::Result<()> {
            let before: i32 = self
                .connection
                .pragma_query_value(None, "user_version", |row| row.get(0))?;
            self.connection
                .pragma_update(None, "application_id", before)?;
            self.connection.pragma_update(None, "user_version", drawn)
        };
        marked().map_err(sqlite_error)?;
        self.next = drawn as u32;
        Ok(())
    }

    /// Moves everything from the log into the file. Answers whether nobody held on to old pages.
    pub fn fold_log_in(&mut self) -> Result<bool> {
        if !self.can_be_written() {
            return Ok(true);
        }
        let wait = |file: &Self, long| file.connection.busy_timeout(long).map_err(sqlite_error);
        wait(self, SHORTLY)?;
        // As before a write, it is made sure that the log is this file's.
        let emptied = self.begin_write().and_then(|()| {
            self.rollback();
            self.empty_log()
        });
        wait(self, PATIENCE)?;
        emptied
    }

    /// Whether the log is empty now; it is not while another connection reads from it.
    pub fn empty_log(&self) -> Result<bool> {
        empty_log(&self.connection).map_err(sqlite_error)
    }

    pub fn has_log(&self) -> bool {
        !is_empty(&log_of(&self.path))
    }

    fn refuse_if_gone(&mut self) -> Result<()> {
        if self.is_in_place() {
            return Ok(());
        }
        self.is_lost = true;
        Err(gone(&self.path))
    }

    /// Also notices a file that was written over from outside: its first page is not the one this
    /// connection knows.
    fn refuse_if_lost(&mut self) -> Result<()> {
        self.refuse_if_gone()?;
        let stand = stand_of(&self.path);
        if self.connection.is_autocommit() || stand == self.compared {
            return Ok(());
        }
        let known = engine_log::known_to(&self.connection).map_err(sqlite_error)?;
        if !engine_log::is_latest(&self.path, known) {
            self.is_lost = true;
            return Err(gone(&self.path));
        }
        self.state = known.state;
        self.compared = stand;
        Ok(())
    }

    fn leave_alone(&self) -> rusqlite::Result<bool> {
        let never = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
        self.connection.set_db_config(never, true)
    }

    /// A file that cannot be read together with its log, but can alone, lies beside the log of another.
    fn damaged(&self, cause: rusqlite::Error) -> Error {
        use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
        let broken = matches!(
            cause.sqlite_error_code(),
            Some(DatabaseCorrupt | NotADatabase)
        );
        if broken && self.has_log() && engine_log::is_whole_alone(&self.path) {
            let _ = self.leave_alone();
            return engine_log::strange(&self.path);
        }
        sqlite_error(cause)
    }
}

/// What a file that was moved away had in its log goes into it; then nothing at the path is touched,
/// for what lies there now may be another book.
impl Drop for BookFile {
    fn drop(&mut self) {
        if self.is_scratch() {
            return;
        }
        let there = identity_of(&self.path);
        if there != Some(self.identity) {
            self.rollback();
            self.is_lost = true;
            // Whoever opened the other file may be writing to a log of the same name.
            if there.is_none() || engine_log::goes_on_from(&self.path, self.state) {
                let _ = self.connection.busy_timeout(SHORTLY);
                let _ = self.empty_log();
            }
        }
        if self.is_lost {
            let _ = self.leave_alone();
        }
    }
}

/// The log of a book: what was written and is not folded into the file yet.
pub fn log_of(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push("-wal");
    PathBuf::from(name)
}

/// A connection that reads the file alone, whatever log lies beside it, and takes no lock.
pub fn alone(path: &Path) -> rusqlite::Result<Connection> {
    use std::os::unix::ffi::OsStrExt;
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut address = "file:".to_owned();
    for byte in whole.as_os_str().as_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' => address.push(char::from(*byte)),
            letter if letter.is_ascii_alphanumeric() => address.push(char::from(*letter)),
            other => address.push_str(&format!("%{other:02X}")),
        }
    }
    address.push_str("?immutable=1");
    Connection::open_with_flags(
        address,
        OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_URI,
    )
}

fn connect(path: &Path, access: Access) -> Result<(Connection, Identity)> {
    // Between the two looks it may be put in another's place: then once more.
    for _ in 0..3 {
        let before = identity_of(path);
        let connection = match access {
            Access::ReadOnly => alone(path),
            // Without SQLITE_OPEN_CREATE: a file that goes away just now is not made anew.
            Access::Writable | Access::Scratch => Connection::open_with_flags(
                path,
                OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
            ),
        };
        let connection = connection.map_err(sqlite_error)?;
        if let Some(identity) = before
            && identity_of(path) == before
        {
            return Ok((connection, identity));
        }
    }
    Err(gone(path))
}

/// The first who opens a new book turns the log on; who comes second must wait for it here, since
/// SQLite itself does not.
fn keep_a_log(connection: &Connection) -> rusqlite::Result<()> {
    let watch = Stopwatch::start();
    loop {
        match connection.execute_batch("pragma journal_mode = wal") {
            Err(cause) if is_busy(&cause) && watch.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(5));
            }
            ended => return ended,
        }
    }
}

fn is_busy(cause: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseBusy, DatabaseLocked};
    matches!(
        cause.sqlite_error_code(),
        Some(DatabaseBusy | DatabaseLocked)
    )
}

fn empty_log(connection: &Connection) -> rusqlite::Result<bool> {
    connection.query_row("pragma wal_checkpoint(truncate)", [], |row| {
        Ok(row.get::<_, i64>(0)? == 0)
    })
}

/// A number nobody can foresee, and never 0, which a book begins with.
fn drawn() -> i32 {
    let dice = clock::new_id().as_u128() as i32;
    (dice & i32::MAX).max(1)
}

pub fn is_missing(path: &Path) -> bool {
    is_empty(path) && is_empty(&log_of(path))
}

fn is_empty(path: &Path) -> bool {
    std::fs::metadata(path).map_or(true, |about| about.len() == 0)
}

pub fn identity_of(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    let about = std::fs::metadata(path).ok()?;
    Some(Identity {
        device: about.dev(),
        inode: about.ino(),
    })
}

fn stand_of(path: &Path) -> Option<Stand> {
    use std::os::unix::fs::MetadataExt;
    let about = std::fs::metadata(path).ok()?;
    Some(Stand {
        seconds: about.mtime(),
        nanoseconds: about.mtime_nsec(),
        length: about.len(),
    })
}

/// Writing needs the file, and the folder for the log beside it.
fn access_to(path: &Path) -> Access {
    use rustix::fs::{Access as Right, access};
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    if access(path, Right::WRITE_OK).is_ok() && access(folder, Right::WRITE_OK).is_ok() {
        return Access::Writable;
    }
    Access::ReadOnly
}

/// SQLite would take these for something else than the path of a file.
fn refuse_other_forms(path: &Path) -> Result<()> {
    let text = path.to_string_lossy();
    if text != ":memory:" && !text.starts_with("file:") {
        return Ok(());
    }
    Err(Error::setup(format!("{text} is not the path of a file"))
        .hint("a book is kept in a file, so that it lasts: name it as in --book ~/troth.db"))
}

fn refuse_what_is_no_file(path: &Path) -> Result<()> {
    if path.is_dir() {
        return Err(
            Error::setup(format!("{} is a folder, not a book", path.display()))
                .hint("name a file, as in --book ~/troth.db"),
        );
    }
    if let Some(folder) = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty() && !folder.is_dir())
    {
        // A slip of the finger must not begin a new book in a new place.
        return Err(
            Error::setup(format!("there is no folder {}", folder.display()))
                .hint("check the path, or make the folder first"),
        );
    }
    Ok(())
}

/// The file is made readable by its owner alone before anything is written to it.
fn make_private(path: &Path) -> Result<()> {
    use std::os::unix::fs::OpenOptionsExt;
    if path.exists() {
        return Ok(());
    }
    std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .mode(0o600)
        .open(path)
        .map(|_| ())
        .map_err(|cause| {
            Error::setup(format!("no book can be begun at {}", path.display()))
                .hint("look at the rights of the folder, and whether the disk is full or read-only")
                .because(cause)
        })
}

pub fn no_book(path: &Path) -> Error {
    Error::setup(format!("there is no book at {}", path.display())).hint(
        "is the path mistyped, or was the book moved? `troth meet NAME` and `troth import PATH` begin a new one",
    )
}

fn log_without_book(path: &Path) -> Error {
    let (book, log) = (path.display(), log_of(path));
    let log = log.display();
    Error::setup(format!(
        "there is no book at {book}, but the log of one lies beside it ({log})"
    ))
    .hint(format!(
        "the log may hold what was noted last: bring the book's file back to it, under its old name. \
         If you do not miss a book: mv '{log}' '{log}.old'"
    ))
}

fn cannot_be_written(path: &Path) -> Error {
    Error::setup(format!("{} cannot be written", path.display())).hint(
        "look at the rights of the file and of its folder, and whether the disk is read-only; it can still be read",
    )
}

fn log_not_folded_in(path: &Path) -> Error {
    let log = log_of(path);
    Error::setup(format!(
        "{} cannot be written, and a log that is not folded into it yet lies beside it ({})",
        path.display(),
        log.display()
    ))
    .hint("copy both files into a folder of your own, and open the copy")
}

/// What a server says of a book that is not where it was opened.
pub fn gone(path: &Path) -> Error {
    Error::unavailable(format!(
        "the book at {} was moved, deleted or replaced while Troth had it open; nothing was written",
        path.display()
    ))
    .hint("put the book back at that path, and try again")
}

/// The file went away between the write and the look after it.
fn gone_at_the_last(path: &Path) -> Error {
    Error::unavailable(format!(
        "the book at {} was moved, deleted or replaced as something was written, which may be in the file that was moved",
        path.display()
    ))
    .hint("put the book back at that path, and try again; the same form sent twice is done once")
}

pub fn sqlite_error(cause: rusqlite::Error) -> Error {
    use rusqlite::ErrorCode;
    match cause.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            Error::refused("another Troth is writing to this book just now")
                .hint("try again in a moment")
        }
        Some(ErrorCode::NotADatabase) => Error::setup("that file is not a Troth book"),
        Some(ErrorCode::DatabaseCorrupt) => {
            Error::setup("the book's file is damaged").hint("restore it from a backup or an export")
        }
        Some(ErrorCode::CannotOpen) => Error::setup("the book's file cannot be opened"),
        Some(ErrorCode::ReadOnly) => Error::setup("the book's file cannot be written"),
        Some(ErrorCode::DiskFull) => disk_full(),
        Some(ErrorCode::SystemIoFailure) => disk_failed(&cause).because(cause),
        _ => Error::internal(format!("the book's engine refused: {cause}")).because(cause),
    }
}

fn disk_full() -> Error {
    Error::unavailable("the disk is full; nothing was changed").hint("make room, and try again")
}

/// A small write may meet a full disk where SQLite only says that it could not write.
fn disk_failed(cause: &rusqlite::Error) -> Error {
    use rusqlite::ffi;
    let code = match cause {
        rusqlite::Error::SqliteFailure(failure, _) => failure.extended_code,
        _ => 0,
    };
    match code {
        // What is shared between programs could not be made larger.
        ffi::SQLITE_IOERR_SHMSIZE | ffi::SQLITE_IOERR_SHMMAP | ffi::SQLITE_IOERR_SHMOPEN => {
            disk_full()
        }
        ffi::SQLITE_IOERR_WRITE
        | ffi::SQLITE_IOERR_FSYNC
        | ffi::SQLITE_IOERR_DIR_FSYNC
        | ffi::SQLITE_IOERR_TRUNCATE => Error::unavailable(
            "the disk is full, or does not take what is written to it; nothing was changed",
        )
        .hint("make room, or look whether the disk is failing"),
        _ => Error::unavailable("the disk could not be read or written; nothing was changed")
            .hint("look whether the disk is there and in order, and try again"),
    }
}
