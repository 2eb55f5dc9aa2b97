//! The book: the only place that remembers, and the only SQL.
//!
//! A [`Book`] is a cheap handle that every door may clone. Reading goes through a [`Session`],
//! where all is of one moment. Writing goes through a [`desk::Desk`]: one transaction, one history line.

mod acquaintance;
mod act;
mod approach;
mod backup;
mod batch;
mod bid;
mod breach;
mod brief;
mod cadence;
mod calling;
mod chore;
mod circle;
mod company;
mod concern;
mod confidence;
mod contribution;
mod derive;
mod desk;
mod detail;
mod draft;
mod duplicates;
mod engine;
mod engine_copy;
mod engine_file;
mod engine_log;
mod engine_password;
mod engine_server;
mod engine_values;
mod facts;
mod feed;
mod focus;
mod gathering;
mod glimpses;
mod history;
mod holder;
mod insight;
mod letters;
mod mail_server;
mod meeting;
mod merge;
mod milestone;
mod morning;
mod naming;
mod noted;
mod nudge;
mod opening;
mod owner;
mod packed;
mod page;
mod person;
mod pledges;
mod progress;
mod promise;
mod reference;
mod reminder;
mod request;
mod review;
mod rights;
mod seal;
mod secret;
mod setting;
mod shelf;
mod source;
mod stage;
mod surroundings;
mod touch;
mod verdict;
mod walk_around;
mod week;
mod whole;
mod zone;

use crate::values;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use jiff::tz::TimeZone;
use ledger::person::PersonId;

pub use acquaintance::{Acquaintance, Filter, LastTouch};
pub use backup::{
    Aside, AtOnce, Backup, Backups, Cleared, Found as KeptBackup, Leaver, Remaking, Restored, Seen,
};
pub use batch::{Proposal, Report, Skipped};
pub use bid::NewBid;
pub use breach::{Course, NewBreach, Repair};
pub use brief::{Briefing, Whom};
pub use cadence::Followed;
pub use circle::CircleChange;
pub use company::{Company, Member};
pub use concern::NewConcern;
pub use confidence::{Enclosed, Envelopes, NewConfidence};
pub use contribution::{NewContribution, Thanks};
pub use desk::Written;
pub use detail::{Heard, NewDetail, Remembered, Which};
pub use draft::Draft;
pub use duplicates::{Lookalikes, Merged};
pub use engine::Place;
pub use engine_values::Value;
pub use history::{Door, Line, Stamp};
pub use insight::Insight;
pub use mail_server::{MailServer, PasswordFrom, Security};
pub use meeting::{After, Aftermath, Agenda, Arranged, Guest, NewMeeting, Sought};
pub use milestone::{Coming, NewMilestone};
pub use naming::fold;
pub use noted::Noted;
pub use page::{Extent, Page};
pub use pledges::{Keeping, Part, Portion};
pub use promise::{NewPromise, Pledge, Shown};
pub use reference::{References, referred};
pub use reminder::Urgency;
pub use request::Content;
pub use rights::{Everything, Gone, Leaving, Mention, Swept, covered};
pub use seal::{Closing, Seal};
pub use shelf::hex;
pub use source::Source;
pub use stage::Found;
pub use surroundings::Surroundings;
pub use touch::NewTouch;
pub use verdict::Said;
pub use walk_around::Outing;
pub use whole::{Lines, ReadIn};
pub use zone::{Moved, zone_named};

use crate::error::{Error, Kind, Result};
use engine::Engine;
use engine_file::{Identity, Missing};
use engine_values::Row;
use opening::Opened;

/// More than this many at once wait for each other: a book has one owner, not a crowd.
const MOST_CONNECTIONS: usize = 8;

#[derive(Clone)]
pub struct Book {
    place: Arc<Place>,
    /// The book's own key, first in every table.
    id: i64,
    is_new: bool,
    pool: Arc<Pool>,
}

#[derive(Default)]
struct Pool {
    state: Mutex<PoolState>,
    /// As it was when the book was last asked for its version: any program may change it.
    zone: Mutex<Option<TimeZone>>,
    freed: Condvar,
    surroundings: Worked,
    references: Mutex<reference::Asked>,
    lookalikes: duplicates::Worked,
}

/// Book-wide numbers as last worked out, with the version and day they hold for.
type Worked = Mutex<Option<(i64, ledger::Day, Arc<Surroundings>)>>;

#[derive(Default)]
struct PoolState {
    idle: Vec<Engine>,
    open: usize,
    /// The file that was opened; another at its path is looked at as a book of its own.
    identity: Option<Identity>,
    /// How often another file took its place.
    replaced: i64,
}

/// So many writes a book will never have: its version with another file in its place is beyond any before.
const VERSIONS: i64 = 1 << 40;

/// What the pool has for whoever asks.
enum Loan {
    Idle(Engine),
    RoomForAnother,
}

/// Reading, with everything seen at one moment.
pub struct Session<'a> {
    pub(crate) engine: &'a mut Engine,
    pub(crate) book: i64,
}

impl Book {
    /// Opens a book that is there, and brings an older one up to date.
    ///
    /// # Errors
    /// No book at the place, or one that cannot be read.
    pub fn open(place: &Place) -> Result<Self> {
        let mut engine = Engine::open(place, Missing::Refuse)?;
        let opened = opening::open(&mut engine, place)?;
        Ok(Self::over(place, engine, opened))
    }

    /// Opens a book to write in it, and makes it where there is none.
    ///
    /// # Errors
    /// A place that cannot be written.
    pub fn begin(place: &Place) -> Result<Self> {
        let mut engine = Engine::open(place, Missing::Begin)?;
        let opened = opening::begin(&mut engine, place)?;
        Ok(Self::over(place, engine, opened))
    }

    fn over(place: &Place, engine: Engine, opened: Opened) -> Self {
        let pool = Pool::default();
        *pool.zone() = Some(opened.zone);
        {
            let mut state = pool.lock();
            state.identity = engine.identity();
            state.idle.push(engine);
            state.open = 1;
        }
        Self {
            place: Arc::new(place.clone()),
            id: opened.id,
            is_new: opened.is_new,
            pool: Arc::new(pool),
        }
    }

    /// Whether nothing at all lies at the path, not even the log of a book.
    pub fn is_missing_at(path: &std::path::Path) -> bool {
        engine_file::is_missing(path)
    }

    /// Whether this very handle made it.
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// Whether anything can be noted in it: a backup on a read-only disk can only be looked at.
    pub fn can_be_written(&self) -> Result<bool> {
        self.with(|engine| Ok(engine.can_be_written()))
    }

    /// Whether its path still leads to the file that was opened: one look at the folder.
    pub fn is_where_it_was(&self) -> bool {
        match &*self.place {
            Place::File(path) => engine_file::identity_of(path) == self.pool.lock().identity,
            Place::Postgres { .. } => true,
        }
    }

    /// Whether something of it is in the log beside its file, and not in the file itself.
    pub fn has_log(&self) -> Result<bool> {
        match &*self.place {
            Place::File(_) => self.with(|engine| Ok(engine.has_log())),
            Place::Postgres { .. } => Ok(false),
        }
    }

    /// Moves what is in the log into the file, so that this one file is the whole book. Answers whether
    /// it is; not so while another program reads old pages.
    pub fn fold_log_in(&self) -> Result<bool> {
        self.with(|engine| {
            if engine.has_log() {
                engine.fold_log_in()
            } else {
                Ok(true)
            }
        })
    }

    /// The zone in which the owner's days begin and end.
    pub fn zone(&self) -> TimeZone {
        self.pool.zone().clone().unwrap_or(TimeZone::UTC)
    }

    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Grows by one with every write, by whichever process: a page made at a version holds while it lasts.
    pub fn version(&self) -> Result<i64> {
        self.with(|engine| {
            let found = engine.one(
                "select b.version, coalesce(s.value, b.zone) from book b
                   left join setting s on s.book = b.book and s.name = $2
                  where b.book = $1",
                crate::values![self.id, zone::ZONE],
                |row| Ok((row.int(0)?, row.text(1)?)),
            )?;
            let Some((version, name)) = found else {
                return Ok(0);
            };
            let mut zone = self.pool.zone();
            if zone.as_ref().and_then(TimeZone::iana_name) != Some(name.as_str()) {
                *zone = TimeZone::get(&name).ok();
            }
            drop(zone);
            Ok(version + self.pool.lock().replaced * VERSIONS)
        })
    }

    /// Whether a text is a statement this book's engine understands.
    pub fn prepares(&self, sql: &str) -> Result<()> {
        self.with(|engine| engine.prepare_only(sql))
    }

    pub(crate) fn read<T>(&self, look: impl FnOnce(&mut Session<'_>) -> Result<T>) -> Result<T> {
        self.with(|engine| {
            engine.begin_read()?;
            let seen = look(&mut Session {
                engine,
                book: self.id,
            });
            match engine.commit() {
                Ok(()) => seen,
                Err(error) => seen.and(Err(error)),
            }
        })
    }

    /// Lends a connection, a new one when none is idle and there are not too many.
    fn with<T>(&self, work: impl FnOnce(&mut Engine) -> Result<T>) -> Result<T> {
        let mut lease = Lease {
            pool: &self.pool,
            engine: None,
        };
        let engine = lease.engine.insert(self.borrow_engine()?);
        work(engine)
    }

    fn borrow_engine(&self) -> Result<Engine> {
        loop {
            match self.pool.loan() {
                Loan::RoomForAnother => {
                    return self.open_another().inspect_err(|_| self.pool.forget_one());
                }
                Loan::Idle(mut engine) => {
                    if engine.still_stands() {
                        return Ok(engine);
                    }
                    drop(engine);
                    self.pool.forget_one();
                }
            }
        }
    }

    fn open_another(&self) -> Result<Engine> {
        let mut engine = match Engine::open(&self.place, Missing::Refuse) {
            Ok(engine) => engine,
            Err(error) => {
                if error.kind == Kind::Unavailable {
                    // Another file may lie there: what is still open must not be folded into it.
                    self.pool.give_up();
                }
                return Err(self.not_now(error));
            }
        };
        let identity = engine.identity();
        if self.pool.lock().identity == identity {
            return Ok(engine);
        }
        // A backup may have been put there, or another book altogether.
        let opened =
            opening::open(&mut engine, &self.place).map_err(|error| self.not_now(error))?;
        if opened.id != self.id {
            return Err(self.place.gone());
        }
        let mut state = self.pool.lock();
        state.identity = identity;
        state.replaced += 1;
        drop(state);
        Ok(engine)
    }

    /// The book was there when it was opened: that it cannot be opened now may pass.
    fn not_now(&self, error: Error) -> Error {
        match &*self.place {
            Place::File(path) if !path.exists() => self.place.gone(),
            _ => error.for_now(),
        }
    }
}

/// Gives a connection back when the work is done; one whose work broke off in the middle of a
/// transaction is closed instead, which rolls it back.
struct Lease<'a> {
    pool: &'a Pool,
    engine: Option<Engine>,
}

impl Drop for Lease<'_> {
    fn drop(&mut self) {
        let Some(engine) = self.engine.take() else {
            return;
        };
        if engine.is_lost() {
            self.pool.give_up();
        }
        if std::thread::panicking() || engine.is_spent() {
            drop(engine);
            return self.pool.forget_one();
        }
        self.pool.lock().idle.push(engine);
        self.pool.freed.notify_one();
    }
}

impl Pool {
    fn lock(&self) -> MutexGuard<'_, PoolState> {
        // A panic elsewhere leaves the list of idle connections whole.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn zone(&self) -> MutexGuard<'_, Option<TimeZone>> {
        self.zone.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn asked(&self) -> MutexGuard<'_, reference::Asked> {
        self.references
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits where too many are at work.
    fn loan(&self) -> Loan {
        let mut state = self.lock();
        loop {
            if let Some(engine) = state.idle.pop() {
                return Loan::Idle(engine);
            }
            if state.open < MOST_CONNECTIONS {
                state.open += 1;
                return Loan::RoomForAnother;
            }
            state = self
                .freed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn forget_one(&self) {
        self.lock().open -= 1;
        self.freed.notify_one();
    }

    /// What lies at the path is not the book that was opened: no connection to that one is used again.
    fn give_up(&self) {
        let mut state = self.lock();
        let idle = std::mem::take(&mut state.idle);
        state.open -= idle.len();
        state.identity = None;
        drop(state);
        idle.into_iter().for_each(Engine::abandon);
        self.freed.notify_all();
    }
}

impl Session<'_> {
    pub(crate) fn all<T>(
        &mut self,
        sql: &str,
        values: &[Value],
        read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        self.engine.all(sql, values, read)
    }

    pub(crate) fn one<T>(
        &mut self,
        sql: &str,
        values: &[Value],
        read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Option<T>> {
        self.engine.one(sql, values, read)
    }

    pub(crate) fn each(
        &mut self,
        sql: &str,
        values: &[Value],
        visit: impl FnMut(&Row<'_>) -> Result<()>,
    ) -> Result<()> {
        self.engine.each(sql, values, visit)
    }

    /// The rows of each of these entries in turn; `$2` is the entry. One entry's rows stand side by side
    /// in an index, and with a join SQLite would make a table of its own in between, for most people of one row.
    pub(crate) fn of_each<T>(
        &mut self,
        sql: &str,
        entries: &[PersonId],
        mut read: impl FnMut(&Row<'_>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let book = self.book;
        let mut found = Vec::new();
        for entry in entries {
            self.each(sql, values![book, entry.0], |row| {
                found.push(read(row)?);
                Ok(())
            })?;
        }
        Ok(found)
    }

    pub(crate) fn zone_name(&mut self) -> Result<String> {
        let book = self.book;
        let zone = self.one(
            "select coalesce(s.value, b.zone) from book b
               left join setting s on s.book = b.book and s.name = $2
              where b.book = $1",
            values![book, zone::ZONE],
            |row| row.text(0),
        )?;
        Ok(zone.unwrap_or_else(|| "UTC".to_owned()))
    }

    pub(crate) fn zone(&mut self) -> Result<TimeZone> {
        Ok(TimeZone::get(&self.zone_name()?).unwrap_or(TimeZone::UTC))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun() -> (tempfile::TempDir, Book) {
        let folder = tempfile::tempdir().unwrap();
        let book = Book::begin(&Place::File(folder.path().join("book.db"))).unwrap();
        (folder, book)
    }

    #[test]
    fn a_connection_left_in_the_middle_of_a_transaction_is_not_lent_again() {
        let (_folder, book) = begun();
        let left: Result<()> = book.with(|engine| {
            engine.begin_write()?;
            Err(Error::refused("broken off"))
        });
        left.unwrap_err();
        assert_eq!(book.pool.lock().open, 0);
        book.with(|engine| {
            engine.begin_write()?;
            engine.commit()
        })
        .unwrap();
    }

    #[test]
    fn the_log_is_large_for_very_many_rows_only() {
        let (_folder, book) = begun();
        let pages = |engine: &mut Engine| {
            let pages = engine.one("pragma wal_autocheckpoint", &[], |row| row.int(0));
            pages.map(Option::unwrap)
        };
        book.with(|engine| {
            assert_eq!(pages(engine)?, 1_000);
            engine.let_log_grow()?;
            assert_eq!(pages(engine)?, 16_000);
            engine.begin_write()?;
            engine.commit()?;
            assert_eq!(pages(engine)?, 1_000);
            Ok(())
        })
        .unwrap();
    }
}
