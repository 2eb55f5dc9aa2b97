//! Forgetting somebody, everywhere in the book and for good: it is shown before, the name has to
//! be typed, and it cannot be taken back.

use ledger::Day;
use ledger::forgetting::confirms;
use ledger::person::PersonId;
use uuid::Uuid;

use super::gone::{Gone, Swept};
use super::mentions::{self, Mention};
use super::traced::Traced;
use super::{letters, marks, of_things, past, theirs, vanished};
use crate::book::desk::{Desk, Written};
use crate::book::history::Stamp;
use crate::book::merge::root;
use crate::book::shelf::{self, Shelf};
use crate::book::{Book, acquaintance::Acquaintance, acquaintance::one};
use crate::error::{Error, Result};
use crate::values;

/// What would go, and what would stay to be looked at.
#[derive(Clone, Debug)]
pub struct Leaving {
    pub person: Acquaintance,
    pub gone: Gone,
    /// Words about others that name them: these stay.
    pub mentions: Vec<Mention>,
    /// Earlier wordings of such notes, kept so that a change can be taken back.
    pub earlier: u64,
    /// Subjects of mail with others that hold a part of the name, and may be about somebody else.
    pub subjects: u64,
}

impl Book {
    /// What forgetting would come to. It is the forgetting itself, run to its end and rolled back.
    pub fn leaving(&self, id: PersonId, day: Day) -> Result<Leaving> {
        self.rehearse(|desk| {
            vanished::put_back(desk, id)?;
            let id = root(desk, id)?;
            let traced = Traced::find(desk, id)?;
            let lines = past::lines(desk, &traced)?;
            let (_, earlier) = past::images(desk, &traced, &lines, &[])?;
            let mut seen = Leaving {
                person: one(desk, id)?,
                gone: Gone::default(),
                mentions: mentions::find(desk, &traced)?,
                earlier,
                subjects: letters::perhaps(desk, &traced)?,
            };
            seen.gone = carry_out(desk, id, day)?;
            desk.refresh_facts()?;
            Ok(seen)
        })
    }

    /// Takes somebody out of the book for good. Their name has to be typed, whole. An entry that was
    /// merged since is the person it is part of now, and theirs is the name.
    pub fn forget(
        &self,
        stamp: &Stamp,
        id: PersonId,
        typed: &str,
        day: Day,
    ) -> Result<(Written, Gone)> {
        let written = self.write(stamp, "forget", |desk| {
            desk.overwrite_what_is_deleted()?;
            vanished::put_back(desk, id)?;
            let id = root(desk, id)?;
            let name = one(desk, id)?.person.name;
            if !confirms(typed, &name) {
                return Err(Error::refused(format!(
                    "nothing was forgotten: that is not the name {name}"
                ))
                .hint("type the whole name; this cannot be taken back"));
            }
            let gone = carry_out(desk, id, day)?;
            desk.answer = serde_json::to_string(&gone)
                .map_err(|cause| Error::internal("the counts cannot be written").because(cause))?;
            Ok(Uuid::nil())
        })?;
        let gone = read(&written.answer)?;
        Ok((written, gone))
    }

    /// Clears what was deleted from the book's files, as far as the engine can.
    pub fn sweep(&self) -> Result<Swept> {
        self.with(|engine| {
            Ok(match engine.write_anew()? {
                Some(true) => Swept::Clean,
                Some(false) => Swept::InUse,
                None => Swept::ByTheServer,
            })
        })
    }

    /// How often somebody was forgotten and what went, the newest first; never who.
    pub fn forgettings(&self) -> Result<Vec<(jiff::Timestamp, Gone)>> {
        self.read(|session| {
            let book = session.book;
            let all = session.all(
                "select at, answer from history where book = $1 and verb = 'forget' order by seq desc",
                values![book],
                |row| Ok((row.instant(0)?, read(&row.text(1)?))),
            )?;
            // A line that came with a book read in may say anything; such a one is passed over.
            let told = |(at, gone): (_, Result<Gone>)| Some((at, gone.ok()?));
            Ok(all.into_iter().filter_map(told).collect())
        })
    }
}

fn read(answer: &str) -> Result<Gone> {
    serde_json::from_str(answer)
        .map_err(|cause| Error::internal("the counts cannot be read").because(cause))
}

fn carry_out(desk: &mut Desk<'_>, id: PersonId, day: Day) -> Result<Gone> {
    let traced = Traced::find(desk, id)?;
    let mut gone = Gone {
        entries: traced.entries.len() as u64,
        addresses: traced.handles.len() as u64,
        ..Gone::default()
    };
    for handle in &traced.handles {
        marks::set(desk, handle, day)?;
    }
    let letters = letters::forget(desk, &traced, &mut gone)?;
    past::forget(desk, &traced, &letters, &mut gone)?;
    digests(desk, &traced)?;
    rows(desk, &traced, &mut gone)?;
    Ok(gone)
}

/// Their rows, then the rows of their things, then themselves.
fn rows(desk: &mut Desk<'_>, traced: &Traced, gone: &mut Gone) -> Result<()> {
    for (shelf, column) in of_things() {
        for thing in traced.things.iter().chain(&traced.meetings) {
            gone.rows += take(desk, shelf, column, *thing)?;
        }
    }
    for meeting in &traced.meetings {
        gone.rows += take(desk, &shelf::MEETING, "id", *meeting)?;
    }
    for shelf in theirs() {
        for entry in &traced.entries {
            let taken = take(desk, shelf, "person", entry.0)?;
            if shelf.name == shelf::CONFIDENCE.name {
                gone.confidences += taken;
            } else {
                gone.rows += taken;
            }
        }
    }
    for entry in &traced.entries {
        // What waits under their own id, as a matter of the morning, goes as well.
        take(desk, &shelf::HUSH, "matter", entry.0)?;
        gone.rows += take(desk, &shelf::NOT_SAME, "one", entry.0)?;
        gone.rows += take(desk, &shelf::NOT_SAME, "other", entry.0)?;
        take(desk, &shelf::PERSON, "id", entry.0)?;
    }
    Ok(())
}

fn take(desk: &mut Desk<'_>, shelf: &Shelf, column: &str, id: Uuid) -> Result<u64> {
    let book = desk.book;
    let sql = format!(
        "delete from {} where book = $1 and {column} = $2",
        shelf.name
    );
    desk.execute(&sql, values![book, id])
}

/// The marks of what a digest said: "promise 0192f3a1-…".
fn names_a_thing(traced: &Traced, what: &str) -> bool {
    let mut words = what.split(|c: char| !c.is_ascii_hexdigit() && c != '-');
    words.any(|word| Uuid::try_parse(word).is_ok_and(|id| traced.holds(id)))
}

/// A digest that names them keeps its day and loses its words.
fn digests(desk: &mut Desk<'_>, traced: &Traced) -> Result<()> {
    let book = desk.book;
    let all = desk.all(
        "select day, channel, what from digest where book = $1 and what <> ''",
        values![book],
        |row| Ok((row.text(0)?, row.text(1)?, row.text(2)?)),
    )?;
    for (day, channel, what) in all {
        if traced.traces.found_in(&what).is_some() || names_a_thing(traced, &what) {
            desk.execute(
                "update digest set what = '' where book = $1 and day = $2 and channel = $3",
                values![book, day, channel],
            )?;
        }
    }
    Ok(())
}
