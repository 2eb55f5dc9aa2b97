//! The book: the only place that remembers, and the only SQL.
//!
//! A [`Book`] is a cheap handle that every door may clone. Reading goes through a [`Session`],
//! where all is of one moment. Writing goes through a [`desk::Desk`]: one transaction, one history line.

mod acquaintance;
mod act;
mod approach;
mod batch;
mod bid;
mod breach;
mod brief;
mod cadence;
mod calling;
mod circle;
mod company;
mod concern;
mod confidence;
mod contribution;
mod derive;
mod desk;
mod detail;
mod duplicates;
mod engine;
mod engine_values;
mod facts;
mod feed;
mod focus;
mod gathering;
mod glimpses;
mod history;
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
mod reminder;
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

use crate::values;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use jiff::tz::TimeZone;
use ledger::person::PersonId;

pub use acquaintance::{Acquaintance, Filter, LastTouch};
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
pub use reminder::Urgency;
pub use rights::{Everything, Gone, Leaving, Mention, Swept, covered};
pub use seal::Seal;
pub use shelf::hex;
pub use source::Source;
pub use stage::Found;
pub use surroundings::Surroundings;
pub use touch::{NewTouch, reference};
pub use verdict::Said;
pub use walk_around::Outing;
pub use whole::{Lines, ReadIn};

use crate::error::Result;
use engine::Engine;
use engine_values::Row;

/// More than this many at once wait for each other: a book has one owner, not a crowd.
const MOST_CONNECTIONS: usize = 8;

#[derive(Clone)]
pub struct Book {
    place: Arc<Place>,
    /// The book's own key, first in every table.
    id: i64,
    zone: TimeZone,
    pool: Arc<Pool>,
}

#[derive(Default)]
struct Pool {
    state: Mutex<PoolState>,
    freed: Condvar,
    surroundings: Worked,
    lookalikes: duplicates::Worked,
}

/// Book-wide numbers as last worked out, with the version and day they hold for.
type Worked = Mutex<Option<(i64, ledger::Day, Arc<Surroundings>)>>;

#[derive(Default)]
struct PoolState {
    idle: Vec<Engine>,
    open: usize,
}

/// Reading, with everything seen at one moment.
pub struct Session<'a> {
    pub(crate) engine: &'a mut Engine,
    pub(crate) book: i64,
}

impl Book {
    /// Opens the book, making it where there is none and bringing an older one up to date.
    pub fn open(place: &Place) -> Result<Self> {
        let mut engine = Engine::open(place)?;
        let opened = opening::open(&mut engine, place.book_name())?;
        let pool = Pool::default();
        {
            let mut state = pool.lock();
            state.idle.push(engine);
            state.open = 1;
        }
        Ok(Self {
            place: Arc::new(place.clone()),
            id: opened.id,
            zone: opened.zone,
            pool: Arc::new(pool),
        })
    }

    /// The zone in which the owner's days begin and end.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }

    pub fn place(&self) -> &Place {
        &self.place
    }

    /// Grows by one with every write, by whichever process: a page made at a version holds while it lasts.
    pub fn version(&self) -> Result<i64> {
        self.with(|engine| {
            let version = engine.one(
                "select version from book where book = $1",
                crate::values![self.id],
                |row| row.int(0),
            )?;
            Ok(version.unwrap_or_default())
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
        let mut state = self.pool.lock();
        loop {
            if let Some(engine) = state.idle.pop() {
                return Ok(engine);
            }
            if state.open < MOST_CONNECTIONS {
                state.open += 1;
                drop(state);
                return Engine::open(&self.place).inspect_err(|_| self.pool.forget_one());
            }
            state = self
                .pool
                .freed
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
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
        if std::thread::panicking() || engine.is_closed() {
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

    fn forget_one(&self) {
        self.lock().open -= 1;
        self.freed.notify_one();
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
            "select zone from book where book = $1",
            values![book],
            |row| row.text(0),
        )?;
        Ok(zone.unwrap_or_else(|| "UTC".to_owned()))
    }

    pub(crate) fn zone(&mut self) -> Result<TimeZone> {
        Ok(TimeZone::get(&self.zone_name()?).unwrap_or(TimeZone::UTC))
    }
}
