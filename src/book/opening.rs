//! Opening a book: the migrations, in order, and the book's own row.

use crate::values;
use jiff::tz::TimeZone;

use super::engine::{Engine, Place};
use super::zone::ZONE;
use crate::clock;
use crate::error::{Error, Result};

const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/0001_first_morning.sql"),
    include_str!("../../migrations/0002_whole_ledger.sql"),
    include_str!("../../migrations/0003_reminders.sql"),
    include_str!("../../migrations/0004_rights.sql"),
    include_str!("../../migrations/0005_duplicates.sql"),
    include_str!("../../migrations/0006_reading.sql"),
    include_str!("../../migrations/0007_once.sql"),
    include_str!("../../migrations/0008_backups.sql"),
];

pub struct Opened {
    pub id: i64,
    pub zone: TimeZone,
    /// Whether it was made just now.
    pub is_new: bool,
}

/// A book that is there. Nothing is made: neither tables in an empty database nor a book in one of others.
pub fn open(engine: &mut Engine, place: &Place) -> Result<Opened> {
    let name = place.book_name();
    if let Some(opened) = already(engine, name) {
        return Ok(opened);
    }
    engine.refuse_a_stranger()?;
    if !engine.has_tables()? || find(engine, name)?.is_none() {
        return Err(place.no_book());
    }
    if !engine.can_be_written() {
        return Err(Error::setup(
            "this book was written by another Troth, and it cannot be written to bring it up to date",
        )
        .hint("copy it into a folder of your own, and open the copy"));
    }
    in_one_step(engine, |engine| {
        migrate(engine)?;
        find(engine, name)?.ok_or_else(|| place.no_book())
    })
}

/// A book that is there, or a new one.
pub fn begin(engine: &mut Engine, place: &Place) -> Result<Opened> {
    let name = place.book_name();
    if let Some(opened) = already(engine, name) {
        return Ok(opened);
    }
    engine.refuse_a_stranger()?;
    in_one_step(engine, |engine| {
        migrate(engine)?;
        make_book(engine, name)
    })
}

fn in_one_step(
    engine: &mut Engine,
    work: impl FnOnce(&mut Engine) -> Result<Opened>,
) -> Result<Opened> {
    engine.lock_schema()?;
    match work(engine) {
        Ok(opened) => {
            engine.commit()?;
            Ok(opened)
        }
        Err(error) => {
            engine.rollback()?;
            Err(error)
        }
    }
}

/// The last migration of a book that is only looked at.
pub(super) fn step(engine: &mut Engine) -> Result<i64> {
    let step = engine.one("select max(step) from migration", &[], |row| row.opt_int(0))?;
    let step = step.flatten().unwrap_or_default();
    if step > MIGRATIONS.len() as i64 {
        return Err(newer());
    }
    Ok(step)
}

/// The usual case, without taking a lock: every migration is there and so is the book.
fn already(engine: &mut Engine, name: &str) -> Option<Opened> {
    // On a new file the table is missing, which is an answer here and no error.
    let step = engine
        .one("select max(step) from migration", &[], |row| row.opt_int(0))
        .ok()??;
    if step != Some(MIGRATIONS.len() as i64) {
        return None;
    }
    find(engine, name).ok().flatten()
}

pub(super) fn migrate(engine: &mut Engine) -> Result<()> {
    engine.script("create table if not exists migration (step bigint not null primary key)")?;
    let done = engine
        .one("select coalesce(max(step), 0) from migration", &[], |row| {
            row.int(0)
        })?
        .unwrap_or_default();
    if done > MIGRATIONS.len() as i64 {
        return Err(newer());
    }
    for (n, text) in MIGRATIONS
        .iter()
        .enumerate()
        .skip(usize::try_from(done).unwrap_or(0))
    {
        engine.script(text)?;
        engine.execute(
            "insert into migration (step) values ($1)",
            values![n as i64 + 1],
        )?;
    }
    Ok(())
}

fn newer() -> Error {
    Error::setup("this book was written by a newer Troth")
        .hint("install the newer one; nothing was changed")
}

fn make_book(engine: &mut Engine, name: &str) -> Result<Opened> {
    if let Some(opened) = find(engine, name)? {
        return Ok(opened);
    }
    let zone = clock::zone();
    let zone_name = zone.iana_name().unwrap_or("UTC").to_owned();
    engine.execute(
        "insert into book (book, name, zone, made_at, version)
         select coalesce(max(book), 0) + 1, $1, $2, $3, 0 from book",
        values![name, zone_name.as_str(), clock::now()],
    )?;
    let made = find(engine, name)?;
    let made = made.ok_or_else(|| Error::internal("the book was made and is not there"))?;
    Ok(Opened {
        is_new: true,
        ..made
    })
}

fn find(engine: &mut Engine, name: &str) -> Result<Option<Opened>> {
    engine.one(
        "select b.book, coalesce(s.value, b.zone) from book b
           left join setting s on s.book = b.book and s.name = $2
          where b.name = $1",
        values![name, ZONE],
        |row| {
            let zone = TimeZone::get(&row.text(1)?).unwrap_or(TimeZone::UTC);
            Ok(Opened {
                id: row.int(0)?,
                zone,
                is_new: false,
            })
        },
    )
}
