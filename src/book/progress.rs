//! How promises are coming along: noting it, and reading what was noted. A word to the other one
//! before the day is due is a deposit, once for each promise and day.

use std::collections::HashMap;

use ledger::Day;
use ledger::moment::Moment;
use ledger::progress::{Heard, Progress};
use ledger::promise::{Promise, PromiseId};

use super::desk::{Desk, Written};
use super::engine_values::Row;
use super::history::Stamp;
use super::person::plain;
use super::promise::load;
use super::{Book, Session, act, shelf};
use crate::clock;
use crate::error::Result;
use crate::values;

impl Book {
    pub fn progress(
        &self,
        stamp: &Stamp,
        id: PromiseId,
        what: &str,
        heard: Heard,
        day: Day,
    ) -> Result<Written> {
        self.write_of(day, stamp, "progress", |desk| {
            let promise = load(desk, id)?;
            note(desk, &promise, what, heard, day)?;
            Ok(id.0)
        })
    }

    /// What was noted about these promises up to and on `day`, newest first.
    pub fn progress_of(
        &self,
        promises: impl IntoIterator<Item = PromiseId>,
        day: Day,
    ) -> Result<HashMap<PromiseId, Vec<Progress>>> {
        self.read(|session| {
            let mut all = HashMap::new();
            for promise in promises {
                all.insert(promise, of_promise(session, promise, day)?);
            }
            Ok(all)
        })
    }
}

/// A word given to the other one, in the same write as what it is about.
pub(super) fn tell(desk: &mut Desk<'_>, promise: &Promise, what: &str, day: Day) -> Result<()> {
    note(desk, promise, what, Heard::Told, day)
}

fn note(desk: &mut Desk<'_>, promise: &Promise, what: &str, heard: Heard, day: Day) -> Result<()> {
    let note = Progress::note(clock::new_id(), promise, day, &plain(what), heard)?;
    desk.about = Some(promise.person);
    let before = of_promise(desk, promise.id, day)?;
    let informed = before
        .iter()
        .any(|before| before.day == day && before.informs(promise));
    if note.informs(promise) && !informed {
        let informed = act::mine(note.id, Moment::KeptInformed, day, &promise.what);
        act::note(desk, promise.person, &informed)?;
    }
    desk.save(
        &shelf::PROGRESS,
        values![
            promise.id.0,
            note.id,
            note.day,
            note.what.as_str(),
            i64::from(note.heard == Heard::Told)
        ],
    )
}

pub(super) fn of_promise(
    session: &mut Session<'_>,
    promise: PromiseId,
    until: Day,
) -> Result<Vec<Progress>> {
    let book = session.book;
    session.all(
        "select id, promise, day, what, told from progress
          where book = $1 and promise = $2 and day <= $3 order by day desc, id desc",
        values![book, promise.0, until],
        read,
    )
}

fn read(row: &Row<'_>) -> Result<Progress> {
    Ok(Progress {
        id: row.id(0)?,
        promise: PromiseId(row.id(1)?),
        day: row.day(2)?,
        what: row.text(3)?,
        heard: if row.int(4)? == 1 {
            Heard::Told
        } else {
            Heard::KeptToMyself
        },
    })
}
