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
use crate::book::desk::{Desk, Written, in_copy};
use crate::book::detail::take_out;
use crate::book::engine::Engine;
use crate::book::history::Stamp;
use crate::book::merge::{entries, root};
use crate::book::shelf::{self, Shelf};
use crate::book::{Book, Leaver, acquaintance::Acquaintance, acquaintance::one, chore};
use crate::error::{Error, Kind, Result};
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
            // Done below and by whoever calls; should the program be ended before, by the next one.
            chore::mark(desk, chore::CLEANING, "")?;
            chore::backups_are_due(desk)?;
            desk.answer = serde_json::to_string(&gone)
                .map_err(|cause| Error::internal("the counts cannot be written").because(cause))?;
            Ok(Uuid::nil())
        })?;
        let gone = read(&written.answer)?;
        Ok((written, gone))
    }

    /// Who would go, as far as it takes to find them in a backup; nobody where nobody can.
    pub fn leaver(&self, id: PersonId) -> Result<Leaver> {
        let found = self.rehearse(|desk| {
            vanished::put_back(desk, id)?;
            let id = root(desk, id)?;
            let traced = Traced::find(desk, id)?;
            Ok(Leaver {
                entries: traced.entries,
                addresses: traced.addresses.into_iter().collect(),
                note: None,
            })
        });
        match found {
            Err(error) if error.kind != Kind::Internal => Ok(Leaver::default()),
            found => found,
        }
    }

    /// Clears what was deleted from the book's files, as far as the engine can.
    pub fn sweep(&self) -> Result<Swept> {
        let swept = self.with(|engine| {
            Ok(match engine.write_anew()? {
                Some(true) => Swept::Clean,
                Some(false) => Swept::InUse,
                None => Swept::ByTheServer,
            })
        })?;
        if swept != Swept::InUse && self.is_cleaning_due()? {
            self.unrecorded(|desk| chore::unmark(desk, chore::CLEANING))?;
        }
        Ok(swept)
    }

    /// Clears the files where a program was ended between forgetting and its cleaning.
    pub fn sweep_when_due(&self) -> Result<()> {
        if self.is_cleaning_due()? {
            self.sweep()?;
        }
        Ok(())
    }

    fn is_cleaning_due(&self) -> Result<bool> {
        let due = self.read(|session| chore::marked(session, chore::CLEANING))?;
        Ok(due.is_some())
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

/// How somebody stood in a copy of the book as it once was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::book) enum Stood {
    Absent,
    Alone,
    /// As part of somebody else, who must not go with them.
    AmongOthers,
}

/// Takes somebody out of an older copy of the book, where they may have had other entries and another name.
pub(in crate::book) fn forget_in_copy(
    engine: &mut Engine,
    book: i64,
    leaver: &Leaver,
    day: Day,
) -> Result<Stood> {
    in_copy(engine, book, |desk| {
        let mut roots = Vec::new();
        for id in &leaver.entries {
            vanished::put_back(desk, *id)?;
            match root(desk, *id) {
                Ok(root) if roots.contains(&root) => {}
                Ok(root) => roots.push(root),
                Err(error) if error.kind == Kind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        for root in &roots {
            let entries = entries(desk, *root)?;
            if entries.iter().any(|entry| !leaver.entries.contains(entry)) {
                return Ok(Stood::AmongOthers);
            }
        }
        for root in &roots {
            carry_out(desk, *root, day)?;
        }
        let noted = leaver.note.map(|note| take_out(desk, note)).transpose()?;
        Ok(if roots.is_empty() && noted != Some(true) {
            Stood::Absent
        } else {
            Stood::Alone
        })
    })
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
