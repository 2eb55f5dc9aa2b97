//! The zone in which the owner's days begin and end. It is the machine's own where a book begins, and can be
//! changed: what came with an instant of its own is put on the day it falls on there. What was said as a
//! day, as a promise's or a touch noted by hand, stays on that day.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use ledger::person::PersonId;
use uuid::Uuid;

use super::desk::{Desk, Written};
use super::engine_values::Value;
use super::history::Stamp;
use super::shelf::Shelf;
use super::{Book, shelf};
use crate::error::{Error, Result};
use crate::values;

/// The name under which it stands among the settings.
pub(super) const ZONE: &str = "zone";

/// Rows looked at in one go.
const PAGE: i64 = 4_000;

/// What another zone changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// Touches read from mail that fall on another day.
    pub touches: u64,
    /// With how many people those are.
    pub people: u64,
    /// Meetings ahead: they stay at their instant, which is another hour there.
    pub meetings: u64,
}

impl Book {
    /// What another zone would change. It is the change itself, run to its end and rolled back.
    pub fn moving(&self, zone: &TimeZone) -> Result<Moved> {
        self.rehearse(|desk| carry_out(desk, zone))
    }

    pub fn set_zone(&self, stamp: &Stamp, zone: &TimeZone) -> Result<Written> {
        let written = self.write(stamp, "set-zone", |desk| {
            carry_out(desk, zone)?;
            Ok(Uuid::nil())
        })?;
        self.version()?;
        Ok(written)
    }
}

/// The zone a text names.
pub fn zone_named(text: &str) -> Result<TimeZone> {
    let zone = TimeZone::get(text.trim()).ok();
    zone.filter(|zone| zone.iana_name().is_some())
        .ok_or_else(|| {
            Error::refused(format!("“{}” is not a time zone", text.trim()))
                .hint("write it as Europe/Berlin, America/New_York or UTC")
        })
}

fn carry_out(desk: &mut Desk<'_>, zone: &TimeZone) -> Result<Moved> {
    let before = desk.zone()?;
    if *zone == before {
        return Err(Error::refused(
            "the days of this book begin in that zone already",
        ));
    }
    let name = zone.iana_name().unwrap_or("UTC");
    desk.save(&shelf::SETTING, values![ZONE, name])?;
    let mut moved = Moved::default();
    touches(desk, zone, &mut moved)?;
    meetings(desk, (&before, zone), &mut moved)?;
    Ok(moved)
}

/// Where a touch stands in the order of its key.
type Key = (Uuid, Timestamp, Uuid);

fn touches(desk: &mut Desk<'_>, zone: &TimeZone, moved: &mut Moved) -> Result<()> {
    let mut people = BTreeSet::new();
    let mut after = Some((Uuid::nil(), Timestamp::MIN, Uuid::nil()));
    while let Some(key) = after {
        after = None;
        for (key, mut row) in page_of_touches(desk, key)? {
            let day = Value::from(key.1.to_zoned(zone.clone()).date());
            if row[3] != day {
                row[3] = day;
                desk.save(&shelf::TOUCH, &row)?;
                people.insert(PersonId(key.0));
                moved.touches += 1;
            }
            after = Some(key);
        }
    }
    moved.people = people.len() as u64;
    Ok(())
}

/// Touches that came with mail, in the order of their keys.
fn page_of_touches(desk: &mut Desk<'_>, after: Key) -> Result<Vec<(Key, Vec<Value>)>> {
    let book = desk.book;
    desk.all(
        "select person, at, id, day, medium, setting, began, addressees, note, source, batch from touch
          where book = $1 and (person, at, id) > ($2, $3, $4) and source is not null
          order by person, at, id limit $5",
        values![book, after.0, after.1, after.2, PAGE],
        |row| {
            let key = (row.id(0)?, row.instant(1)?, row.id(2)?);
            let columns = shelf::TOUCH.columns.iter().enumerate();
            let row: Result<Vec<Value>> = columns.map(|(n, (_, kind))| row.value(n, *kind)).collect();
            Ok((key, row?))
        },
    )
}

fn meetings(
    desk: &mut Desk<'_>,
    (before, zone): (&TimeZone, &TimeZone),
    moved: &mut Moved,
) -> Result<()> {
    let book = desk.book;
    let ahead = desk.all(
        "select id, at from meeting where book = $1 and held_on is null",
        values![book],
        |row| Ok((row.id(0)?, row.instant(1)?)),
    )?;
    for (id, at) in ahead {
        let (then, now) = (at.to_zoned(before.clone()), at.to_zoned(zone.clone()));
        moved.meetings += u64::from(then.datetime() != now.datetime());
        if then.date() != now.date() {
            put_on(desk, &shelf::MEETING, id, now.date().into())?;
        }
    }
    Ok(())
}

/// A row with another day, which stands after the id and the instant.
fn put_on(desk: &mut Desk<'_>, shelf: &'static Shelf, id: Uuid, day: Value) -> Result<()> {
    let Some(mut row) = desk.row(shelf, values![id])? else {
        return Ok(());
    };
    row[2] = day;
    desk.save(shelf, &row)
}
