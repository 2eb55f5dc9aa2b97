//! Sources: where things were read from, how far, and how they are.

use crate::values;
use jiff::Timestamp;

use super::Book;
use super::desk::Desk;
use super::shelf;
use crate::error::Result;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub id: i64,
    pub kind: String,
    pub place: String,
    pub last_read_at: Option<Timestamp>,
    /// The newest letter in it.
    pub read_to: Option<Timestamp>,
    pub messages: u64,
    pub health: String,
}

impl Book {
    pub fn sources(&self) -> Result<Vec<Source>> {
        self.read(|session| {
            let book = session.book;
            session.all(
                "select id, kind, place, last_read_at, read_to, messages, health from source
                  where book = $1 order by id",
                values![book],
                |row| {
                    let instant = |n| -> Result<Option<Timestamp>> {
                        Ok(row
                            .opt_int(n)?
                            .and_then(|at| Timestamp::from_microsecond(at).ok()))
                    };
                    Ok(Source {
                        id: row.int(0)?,
                        kind: row.text(1)?,
                        place: row.text(2)?,
                        last_read_at: instant(3)?,
                        read_to: instant(4)?,
                        messages: u64::try_from(row.int(5)?).unwrap_or_default(),
                        health: row.text(6)?,
                    })
                },
            )
        })
    }
}

/// What a reading of a source came to.
pub(super) struct Reading<'a> {
    pub place: &'a str,
    pub at: Timestamp,
    pub newest: Option<Timestamp>,
    pub new_messages: u64,
}

/// Notes a reading; answers the source's number, a new one for a new place.
pub(super) fn note_reading(desk: &mut Desk<'_>, reading: &Reading<'_>) -> Result<i64> {
    let book = desk.book;
    let before = desk.one(
        "select id, read_to, messages from source where book = $1 and kind = 'mail' and place = $2",
        values![book, reading.place],
        |row| Ok((row.int(0)?, row.opt_int(1)?, row.int(2)?)),
    )?;
    let next = desk
        .one(
            "select coalesce(max(id), 0) + 1 from source where book = $1",
            values![book],
            |row| row.int(0),
        )?
        .unwrap_or(1);
    let (id, read_to, messages) = before.unwrap_or((next, None, 0));
    let newest = reading.newest.map(Timestamp::as_microsecond).max(read_to);
    let messages = messages.saturating_add(i64::try_from(reading.new_messages).unwrap_or(i64::MAX));
    desk.save(
        &shelf::SOURCE,
        values![
            id,
            "mail",
            reading.place,
            reading.at,
            newest,
            messages,
            "read"
        ],
    )?;
    Ok(id)
}
