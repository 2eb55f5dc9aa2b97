//! Reading meetings: one, the next, those of a while, those with a person, and what the morning
//! needs. Each statement begins at an index.

use std::collections::HashMap;

use jiff::{Timestamp, ToSpan};
use ledger::Day;
use ledger::meeting::{Kind, LOOKED_BACK, Meeting, MeetingId, Personal, Prepared, State, matter};
use ledger::person::PersonId;
use ledger::today::Matter;
use ledger::touch::TouchId;

use crate::book::engine_values::Row;
use crate::book::naming::fold;
use crate::book::reference::{References, referred};
use crate::book::{Book, Session};
use crate::error::{Error, Result};
use crate::values;

/// A meeting with those who come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arranged {
    pub meeting: Meeting,
    /// By name.
    pub guests: Vec<Guest>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    pub person: PersonId,
    pub name: String,
}

impl Arranged {
    pub fn names(&self) -> Vec<String> {
        self.guests.iter().map(|guest| guest.name.clone()).collect()
    }
}

/// What is ahead, what nobody has spoken of yet, and what was.
#[derive(Clone, Debug, Default)]
pub struct Agenda {
    /// The next first.
    pub ahead: Vec<Arranged>,
    /// Over, and without a word on what came of it; the newest first.
    pub unspoken: Vec<Arranged>,
    /// The newest first.
    pub held: Vec<Arranged>,
}

/// Which meetings are meant first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sought {
    Open,
    Held,
}

/// So many of each stand on a page.
const AHEAD_SHOWN: i64 = 100;
const PAST_SHOWN: i64 = 30;

/// A meeting not spoken of for so many days is let be.
const UNSPOKEN_DAYS: i64 = 30;

const ONE: &str = "select id, at, day, minutes, title, kind, place, every, roles, view, questions, asked, answered,
        held_on, touch
   from meeting where book = $1 and id = $2";

const AHEAD: &str = "select id, at, day, minutes, title, kind, place, every, roles, view, questions, asked, answered,
        held_on, touch
   from meeting where book = $1 and at >= $2 and at < $3 and (held_on is null or held_on > $4)
  order by at, id limit $5";

const HELD: &str = "select id, at, day, minutes, title, kind, place, every, roles, view, questions, asked, answered,
        held_on, touch
   from meeting where book = $1 and at < $2 and held_on <= $3
  order by at desc, id desc limit $4";

const OF_ENTRY: &str =
    "select m.id, m.at, m.day, m.minutes, m.title, m.kind, m.place, m.every, m.roles, m.view,
        m.questions, m.asked, m.answered, m.held_on, m.touch
   from guest g cross join meeting m
  where g.book = $1 and g.person = $2 and m.book = $1 and m.id = g.meeting";

const GUESTS: &str = "select g.meeting, r.id, r.name
   from guest g
   join person p on p.book = g.book and p.id = g.person
   join person r on r.book = p.book and r.id = p.root
  where g.book = $1 and g.meeting = $2";

const GUESTS_BETWEEN: &str = "select g.meeting, r.id, r.name
   from meeting m
   join guest g on g.book = m.book and g.meeting = m.id
   join person p on p.book = g.book and p.id = g.person
   join person r on r.book = p.book and r.id = p.root
  where m.book = $1 and m.at >= $2 and m.at <= $3";

impl Book {
    pub fn meeting(&self, id: MeetingId, day: Day) -> Result<Arranged> {
        self.read(|session| arranged(session, id, day))
    }

    pub fn agenda(&self, day: Day) -> Result<Agenda> {
        let (begins, ends) = (self.begins(day), Timestamp::MAX);
        let back = self.begins(day.saturating_sub(UNSPOKEN_DAYS.days()));
        self.read(|session| {
            let mut unspoken = ahead(session, (back, begins), day, PAST_SHOWN)?;
            unspoken.reverse();
            Ok(Agenda {
                ahead: ahead(session, (begins, ends), day, AHEAD_SHOWN)?,
                unspoken,
                held: held(session, ends, day)?,
            })
        })
    }

    /// The next meeting from an instant on.
    pub fn next_meeting(&self, from: Timestamp, day: Day) -> Result<Option<Arranged>> {
        let found = self.read(|session| ahead(session, (from, Timestamp::MAX), day, 1))?;
        Ok(found.into_iter().next())
    }

    /// The latest meeting before an instant of which nothing was said yet.
    pub fn latest_unspoken(&self, until: Timestamp, day: Day) -> Result<Option<Arranged>> {
        let back = self.begins(day.saturating_sub(UNSPOKEN_DAYS.days()));
        let found = self.read(|session| ahead(session, (back, until), day, PAST_SHOWN))?;
        Ok(found.into_iter().next_back())
    }

    /// The meeting a text names: its short reference, its title, or who comes.
    pub fn look_up_meeting(&self, text: &str, sought: Sought, day: Day) -> Result<MeetingId> {
        let wanted = fold(text);
        if wanted.is_empty() {
            return Err(Error::refused("which meeting?").hint("troth meetings lists them"));
        }
        if let Some(id) = self.read(|session| by_reference(session, text))? {
            return Ok(id);
        }
        let agenda = self.agenda(day)?;
        let shelves = match sought {
            Sought::Open => [agenda.unspoken, agenda.ahead, agenda.held],
            Sought::Held => [agenda.held, agenda.unspoken, agenda.ahead],
        };
        let found = shelves.iter().flatten().find(|one| is_about(one, &wanted));
        if let Some(one) = found {
            return Ok(one.meeting.id);
        }
        Err(
            Error::not_found(format!("no meeting is called “{}”", text.trim()))
                .hint("troth meetings lists them, each with its short reference"),
        )
    }

    /// The instant a day begins where the owner lives.
    pub fn begins(&self, day: Day) -> Timestamp {
        let zoned = day.to_zoned(self.zone().clone());
        zoned.map_or(Timestamp::MIN, |zoned| zoned.timestamp())
    }
}

/// The meeting with this reference, however long ago it was.
fn by_reference(session: &mut Session<'_>, text: &str) -> Result<Option<MeetingId>> {
    let book = session.book;
    let all = session.all(
        "select id, title, day from meeting where book = $1 order by at",
        values![book],
        |row| Ok((row.id(0)?, row.text(1)?, row.day(2)?)),
    )?;
    let found = referred(text, &all, |(id, ..)| *id);
    match found.as_slice() {
        [] => Ok(None),
        [(id, ..)] => Ok(Some(MeetingId(*id))),
        several => {
            let references = References::among(all.iter().map(|(id, ..)| *id));
            let said = |(id, title, day): &&(uuid::Uuid, String, Day)| {
                format!("{} “{title}”, {day}", references.of(*id))
            };
            let list: Vec<String> = several.iter().take(5).map(said).collect();
            Err(
                Error::not_found(format!("several meetings match: {}", list.join("; ")))
                    .hint("use the short reference"),
            )
        }
    }
}

fn is_about(one: &Arranged, wanted: &str) -> bool {
    fold(&one.meeting.title).contains(wanted)
        || one
            .guests
            .iter()
            .any(|guest| fold(&guest.name).contains(wanted))
}

pub(in crate::book) fn arranged(
    session: &mut Session<'_>,
    id: MeetingId,
    day: Day,
) -> Result<Arranged> {
    let book = session.book;
    let meeting = session
        .one(ONE, values![book, id.0], read)?
        .ok_or_else(|| Error::not_found("there is no such meeting in this book"))?;
    let guests = session.all(GUESTS, values![book, id.0], read_guest)?;
    let guests = guests.into_iter().map(|(_, guest)| guest).collect();
    Ok(with_guests(meeting.as_of(day), guests))
}

/// The entries that were invited, as they stand on the shelf.
pub(super) fn invited(session: &mut Session<'_>, id: MeetingId) -> Result<Vec<PersonId>> {
    let book = session.book;
    session.all(
        "select person from guest where book = $1 and meeting = $2",
        values![book, id.0],
        |row| Ok(PersonId(row.id(0)?)),
    )
}

/// Every meeting with a person as it stood on `day`, the earliest first. Who else came is not read.
pub(in crate::book) fn with_person(
    session: &mut Session<'_>,
    entries: &[PersonId],
    day: Day,
) -> Result<Vec<Meeting>> {
    let mut meetings = session.of_each(OF_ENTRY, entries, read)?;
    meetings.sort_by_key(|one| (one.at, one.id));
    // Two of their entries may have been asked to the same one.
    meetings.dedup_by_key(|one| one.id);
    Ok(meetings.into_iter().map(|one| one.as_of(day)).collect())
}

/// Today's, and those just past of which nothing was said.
pub(in crate::book) fn matters(session: &mut Session<'_>, day: Day) -> Result<Vec<Matter>> {
    let zone = session.zone()?;
    let begins = |day: Day| {
        let zoned = day.to_zoned(zone.clone());
        zoned.map_or(Timestamp::MIN, |zoned| zoned.timestamp())
    };
    let from = begins(day.saturating_sub(LOOKED_BACK.days()));
    let until = begins(day.saturating_add(1.day()));
    let found = ahead(session, (from, until), day, PAST_SHOWN)?;
    let matters = found.iter().filter_map(|one| {
        let hour = one.meeting.at.to_zoned(zone.clone()).strftime("%H:%M");
        matter(&one.meeting, &one.names(), &hour.to_string(), day)
    });
    Ok(matters.collect())
}

/// Not held by `day`, between two instants, the earliest first.
fn ahead(
    session: &mut Session<'_>,
    (from, until): (Timestamp, Timestamp),
    day: Day,
    most: i64,
) -> Result<Vec<Arranged>> {
    let book = session.book;
    let meetings = session.all(AHEAD, values![book, from, until, day, most], read)?;
    gathered(session, meetings, day)
}

fn held(session: &mut Session<'_>, until: Timestamp, day: Day) -> Result<Vec<Arranged>> {
    let book = session.book;
    let meetings = session.all(HELD, values![book, until, day, PAST_SHOWN], read)?;
    gathered(session, meetings, day)
}

fn gathered(session: &mut Session<'_>, meetings: Vec<Meeting>, day: Day) -> Result<Vec<Arranged>> {
    let ats = || meetings.iter().map(|meeting| meeting.at);
    let (Some(first), Some(last)) = (ats().min(), ats().max()) else {
        return Ok(Vec::new());
    };
    let book = session.book;
    let mut guests: HashMap<MeetingId, Vec<Guest>> = HashMap::new();
    for (meeting, guest) in session.all(GUESTS_BETWEEN, values![book, first, last], read_guest)? {
        guests.entry(meeting).or_default().push(guest);
    }
    let whole = meetings.into_iter().map(|meeting| {
        let guests = guests.remove(&meeting.id).unwrap_or_default();
        with_guests(meeting.as_of(day), guests)
    });
    Ok(whole.collect())
}

/// Two entries that are one person now are one guest.
fn with_guests(meeting: Meeting, mut guests: Vec<Guest>) -> Arranged {
    guests.sort_by_cached_key(|guest| (fold(&guest.name), guest.person));
    guests.dedup_by_key(|guest| guest.person);
    let people = guests.iter().map(|guest| guest.person).collect();
    Arranged {
        meeting: Meeting {
            guests: people,
            ..meeting
        },
        guests,
    }
}

fn read_guest(row: &Row<'_>) -> Result<(MeetingId, Guest)> {
    let guest = Guest {
        person: PersonId(row.id(1)?),
        name: row.text(2)?,
    };
    Ok((MeetingId(row.id(0)?), guest))
}

fn read(row: &Row<'_>) -> Result<Meeting> {
    let state = match row.opt_day(13)? {
        Some(on) => State::Held {
            on,
            touch: row.opt_id(14)?.map(TouchId),
        },
        None => State::Ahead,
    };
    Ok(Meeting {
        id: MeetingId(row.id(0)?),
        at: row.instant(1)?,
        day: row.day(2)?,
        minutes: row.count(3)?,
        title: row.text(4)?,
        kind: row.named(5, Kind::from_id)?,
        place: row.text(6)?,
        every: row.opt_int(7)?.and_then(|days| u32::try_from(days).ok()),
        prepared: Prepared {
            roles: row.text(8)?,
            view: row.text(9)?,
            questions: row.text(10)?,
        },
        personal: Personal {
            asked: row.text(11)?,
            answered: row.text(12)?,
        },
        guests: Vec::new(),
        state,
    })
}
