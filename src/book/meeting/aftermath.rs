//! What a meeting left behind: promised that day, heard in it, and the short note drafted from it.
//! The draft is made anew each time and kept nowhere.

use ledger::Day;
use ledger::detail::Detail;
use ledger::meeting::{Agreed, Letter, Meeting, MeetingId, State, note};
use ledger::moment::Moment;
use ledger::promise::Promise;
use ledger::touch::TouchId;

use super::Arranged;
use crate::book::merge::entries;
use crate::book::owner::owner_id;
use crate::book::{Book, Session, acquaintance, detail, promise};
use crate::error::Result;
use crate::values;

/// What a meeting left behind.
#[derive(Clone, Debug)]
pub struct Aftermath {
    /// Promised on that day with those who were there, and their names.
    pub promises: Vec<(Promise, String)>,
    /// Heard in it.
    pub details: Vec<(Detail, String)>,
    /// The draft of the short note.
    pub note: String,
    /// The day the note was sent.
    pub thanked_on: Option<Day>,
    /// The next time, of one that comes again.
    pub next: Option<Day>,
}

impl Book {
    /// What a held meeting left, with the note drafted as on `day`.
    pub fn aftermath(&self, arranged: &Arranged, day: Day) -> Result<Aftermath> {
        self.read(|session| aftermath(session, arranged, day))
    }
}

fn aftermath(session: &mut Session<'_>, arranged: &Arranged, day: Day) -> Result<Aftermath> {
    let meeting = &arranged.meeting;
    let (mut promises, mut details) = (Vec::new(), Vec::new());
    for guest in &arranged.guests {
        let entries = entries(session, guest.person)?;
        let made = promise::with_person(session, guest.person, &entries)?.into_iter();
        let then = made.filter(|promise| promise.made_on == meeting.day);
        promises.extend(then.map(|promise| (promise, guest.name.clone())));
        let told = detail::with_person(session, guest.person, &entries, day)?.into_iter();
        let here =
            told.filter(|detail| detail.touch.is_some() && detail.touch == touch_of(meeting));
        details.extend(here.map(|detail| (detail, guest.name.clone())));
    }
    promises
        .sort_by_key(|(promise, _)| (promise.side, promise.due.unwrap_or(Day::MAX), promise.id));
    let next = meeting.next_day(day.max(meeting.day));
    let owner = match owner_id(session)? {
        Some(id) => acquaintance::one(session, id)?.person.name,
        None => String::new(),
    };
    let note = drafted(arranged, &promises, next, &owner, day);
    Ok(Aftermath {
        promises,
        details,
        note,
        thanked_on: thanked_on(session, meeting.id)?,
        next,
    })
}

fn drafted(
    arranged: &Arranged,
    promises: &[(Promise, String)],
    next: Option<Day>,
    owner: &str,
    day: Day,
) -> String {
    let open = promises.iter().filter(|(promise, _)| promise.is_open());
    let agreed: Vec<Agreed> = open
        .map(|(promise, name)| Agreed {
            side: promise.side,
            name: name.clone(),
            what: promise.what.clone(),
            due: promise.due,
        })
        .collect();
    let letter = Letter {
        kind: arranged.meeting.kind,
        names: &arranged.names(),
        held: arranged.meeting.day,
        agreed: &agreed,
        next,
        owner,
    };
    note(&letter, day)
}

fn touch_of(meeting: &Meeting) -> Option<TouchId> {
    match meeting.state {
        State::Held { touch, .. } => touch,
        State::Ahead => None,
    }
}

pub(super) fn thanked_on(session: &mut Session<'_>, id: MeetingId) -> Result<Option<Day>> {
    let book = session.book;
    session
        .one(
            "select min(a.day) from guest g
           join person p on p.book = g.book and p.id = g.person
           join person q on q.book = p.book and q.root = p.root
           join act a on a.book = q.book and a.person = q.id and a.id = g.meeting
          where g.book = $1 and g.meeting = $2 and a.moment = $3",
            values![book, id.0, Moment::ThankedAfter.id()],
            |row| row.opt_day(0),
        )
        .map(Option::flatten)
}
