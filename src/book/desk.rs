//! Where writing is done: one transaction, one history line. A desk keeps each row as it stood
//! before it is changed, so the line can be taken back, and refreshes the facts of everyone touched.

use crate::values;
use std::collections::{BTreeSet, HashMap};
use std::ops::{Deref, DerefMut};

use ledger::Day;
use ledger::person::PersonId;
use uuid::Uuid;

use super::engine::Engine;
use super::engine_values::Value;
use super::history::Stamp;
use super::reference::Asked;
use super::request::{self, Turn};
use super::shelf::{self, Shelf};
use super::{Book, Session, facts};
use crate::error::{Error, Result};

pub struct Desk<'a> {
    session: Session<'a>,
    pub(super) seq: i64,
    images: i64,
    touched: BTreeSet<PersonId>,
    /// The `insert` of each shelf written to, so that a long write words it once.
    upserts: HashMap<&'static str, String>,
    pub(super) batch: Option<i64>,
    /// Whom the line is about, when its subject is another thing than a person.
    pub(super) about: Option<PersonId>,
    /// What the line answers besides its subject, as JSON; empty when that is all.
    pub(super) answer: String,
}

/// What a write came to: the id it made or changed, and its line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    pub subject: Uuid,
    pub seq: i64,
    pub answer: String,
    /// Its request had been sent before, and asked for something else then or was taken back since.
    pub again: bool,
}

impl Book {
    /// Runs a verb. The same request twice, with the same content, is done once and answered alike.
    pub(crate) fn write(
        &self,
        stamp: &Stamp,
        verb: &'static str,
        work: impl FnOnce(&mut Desk<'_>) -> Result<Uuid>,
    ) -> Result<Written> {
        self.with(|engine| {
            engine.begin_write()?;
            let done = write_line(engine, self.id, stamp, verb, work);
            match done {
                Ok(written) => {
                    engine.commit()?;
                    *self.pool.asked() = Asked::default();
                    Ok(written)
                }
                Err(error) => {
                    engine.rollback()?;
                    Err(error)
                }
            }
        })
    }

    /// Runs a verb about something that happened on a day: one that has come where the owner lives.
    pub(crate) fn write_of(
        &self,
        day: Day,
        stamp: &Stamp,
        verb: &'static str,
        work: impl FnOnce(&mut Desk<'_>) -> Result<Uuid>,
    ) -> Result<Written> {
        self.write(stamp, verb, |desk| {
            if day > stamp.at.to_zoned(desk.zone()?).date() {
                return Err(Error::refused("that day has not come yet")
                    .hint("note it once it has happened"));
            }
            work(desk)
        })
    }

    /// A transaction without a line in the history: for what is not, or not yet, the owner's doing.
    pub(super) fn unrecorded<T>(&self, work: impl FnOnce(&mut Desk<'_>) -> Result<T>) -> Result<T> {
        self.with(|engine| {
            engine.begin_write()?;
            engine.execute(
                "update book set version = version + 1 where book = $1",
                values![self.id],
            )?;
            let done = work(&mut Desk::new(engine, self.id, i64::MAX));
            match done {
                Ok(value) => {
                    engine.commit()?;
                    Ok(value)
                }
                Err(error) => {
                    engine.rollback()?;
                    Err(error)
                }
            }
        })
    }

    /// Runs a verb to see what it would come to, and leaves everything as it was.
    pub(super) fn rehearse<T>(&self, work: impl FnOnce(&mut Desk<'_>) -> Result<T>) -> Result<T> {
        self.with(|engine| {
            engine.begin_write()?;
            let mut desk = Desk::new(engine, self.id, i64::MAX);
            let seen = work(&mut desk);
            engine.rollback()?;
            seen
        })
    }
}

/// Works in a copy of a book that is nobody's place yet: no line, no way back.
pub(super) fn in_copy<T>(
    engine: &mut Engine,
    book: i64,
    work: impl FnOnce(&mut Desk<'_>) -> Result<T>,
) -> Result<T> {
    engine.begin_write()?;
    let mut desk = Desk::new(engine, book, i64::MAX);
    let done = work(&mut desk)?;
    desk.refresh_facts()?;
    engine.commit()?;
    Ok(done)
}

fn write_line(
    engine: &mut Engine,
    book: i64,
    stamp: &Stamp,
    verb: &'static str,
    work: impl FnOnce(&mut Desk<'_>) -> Result<Uuid>,
) -> Result<Written> {
    // First of all, so that two writers of one book stand in a line on PostgreSQL too.
    engine.execute(
        "update book set version = version + 1 where book = $1",
        values![book],
    )?;
    let turn = request::turn(&mut Session { engine, book }, stamp, verb)?;
    let (request, again) = match turn {
        Turn::Done(written) => return Ok(written),
        Turn::Now { request, again } => (request, again),
    };
    let seq = engine
        .one(
            "select coalesce(max(seq), 0) + 1 from history where book = $1",
            values![book],
            |row| row.int(0),
        )?
        .unwrap_or(1);
    let mut desk = Desk::new(engine, book, seq);
    let subject = work(&mut desk)?;
    desk.refresh_facts()?;
    let (batch, answer) = (desk.batch, std::mem::take(&mut desk.answer));
    let about = desk.about.map(|person| person.0);
    let content = stamp.content.and(verb.as_bytes());
    desk.put(
        &shelf::HISTORY,
        values![
            seq,
            stamp.at,
            stamp.door.id(),
            request,
            verb,
            subject,
            answer.as_str(),
            batch,
            None::<i64>,
            about,
            content.as_bytes().to_vec()
        ],
    )?;
    Ok(Written {
        subject,
        seq,
        answer,
        again,
    })
}

impl<'a> Desk<'a> {
    fn new(engine: &'a mut Engine, book: i64, seq: i64) -> Self {
        Self {
            session: Session { engine, book },
            seq,
            images: 0,
            touched: BTreeSet::new(),
            upserts: HashMap::new(),
            batch: None,
            about: None,
            answer: String::new(),
        }
    }

    /// Puts a row on its shelf as it should stand from now on, keeping what stood there.
    pub(super) fn save(&mut self, shelf: &'static Shelf, row: &[Value]) -> Result<()> {
        self.keep_image(shelf, &row[..shelf.key])?;
        self.note_person(shelf, row);
        self.put(shelf, row)
    }

    /// Takes a row off its shelf, keeping what stood there.
    pub(super) fn remove(&mut self, shelf: &'static Shelf, key: &[Value]) -> Result<()> {
        self.keep_image(shelf, key)?;
        self.note_person(shelf, key);
        let values = self.keyed(key);
        // What was to go must have been there: else the caller meant another row.
        match self.session.engine.execute(&shelf.delete(), &values)? {
            0 => Err(Error::internal(format!(
                "a {} to be taken away is not there",
                shelf.name
            ))),
            _ => Ok(()),
        }
    }

    /// Writes without keeping an image: for history itself and for what is made from the rest.
    pub(super) fn put(&mut self, shelf: &Shelf, row: &[Value]) -> Result<()> {
        let values = self.keyed(row);
        let upsert = self
            .upserts
            .entry(shelf.name)
            .or_insert_with(|| shelf.upsert());
        self.session.engine.execute(upsert, &values)?;
        Ok(())
    }

    pub(super) fn make_room(&mut self) -> Result<()> {
        self.session.engine.make_room()
    }

    pub(super) fn let_log_grow(&mut self) -> Result<()> {
        self.session.engine.let_log_grow()
    }

    pub(super) fn overwrite_what_is_deleted(&mut self) -> Result<()> {
        self.session.engine.overwrite_what_is_deleted()
    }

    pub(super) fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64> {
        self.session.engine.execute(sql, values)
    }

    pub(super) fn bulk(
        &mut self,
        table: &str,
        columns: &[&str],
        rows: impl Iterator<Item = Vec<Value>>,
    ) -> Result<u64> {
        self.session.engine.bulk(table, columns, rows)
    }

    /// Many rows onto one shelf at once, without images; none of them may stand there yet.
    pub(super) fn stack<'r>(
        &mut self,
        shelf: &Shelf,
        rows: impl Iterator<Item = &'r Vec<Value>>,
    ) -> Result<u64> {
        let book = Value::Int(self.session.book);
        let columns: Vec<&str> = std::iter::once("book")
            .chain(shelf.column_names())
            .collect();
        let with_book = rows.map(|row| {
            std::iter::once(&book)
                .chain(row)
                .cloned()
                .collect::<Vec<_>>()
        });
        self.session.engine.bulk(shelf.name, &columns, with_book)
    }

    /// A place in the write to come back to when its next step fails.
    pub(super) fn mark(&mut self) -> Result<()> {
        self.session.engine.mark()
    }

    pub(super) fn back_to_mark(&mut self) -> Result<()> {
        self.session.engine.back_to_mark()
    }

    pub(super) fn drop_mark(&mut self) -> Result<()> {
        self.session.engine.drop_mark()
    }

    /// The facts of this person will be made anew before the write ends.
    pub(super) fn touches_changed(&mut self, person: PersonId) {
        self.touched.insert(person);
    }

    pub(super) fn refresh_facts(&mut self) -> Result<()> {
        for person in std::mem::take(&mut self.touched) {
            facts::refresh(self, person)?;
        }
        Ok(())
    }

    pub(super) fn row(&mut self, shelf: &Shelf, key: &[Value]) -> Result<Option<Vec<Value>>> {
        let values = self.keyed(key);
        self.session.one(&shelf.select(), &values, |row| {
            shelf
                .columns
                .iter()
                .enumerate()
                .map(|(n, (_, kind))| row.value(n, *kind))
                .collect()
        })
    }

    fn keep_image(&mut self, shelf: &'static Shelf, key: &[Value]) -> Result<()> {
        let before = self
            .row(shelf, key)?
            .map(|row| shelf.to_json(&row).to_string());
        self.images += 1;
        let (seq, n) = (self.seq, self.images);
        self.put(
            &shelf::IMAGE,
            values![seq, n, shelf.name, shelf.place_of(key), before],
        )
    }

    fn note_person(&mut self, shelf: &Shelf, row: &[Value]) {
        if shelf.name != shelf::TOUCH.name {
            return;
        }
        if let Some(Value::Blob(bytes)) = row.first()
            && let Ok(id) = Uuid::from_slice(bytes)
        {
            self.touched.insert(PersonId(id));
        }
    }

    fn keyed(&self, row: &[Value]) -> Vec<Value> {
        std::iter::once(Value::Int(self.session.book))
            .chain(row.iter().cloned())
            .collect()
    }
}

impl<'a> Deref for Desk<'a> {
    type Target = Session<'a>;

    fn deref(&self) -> &Self::Target {
        &self.session
    }
}

impl DerefMut for Desk<'_> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.session
    }
}
