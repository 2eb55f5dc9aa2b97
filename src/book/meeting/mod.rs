//! Meetings: noting one, preparing it, moving it, calling it off. What came of it is noted in
//! `after`, in one verb.

mod after;
mod aftermath;
mod reading;

use jiff::Timestamp;
use ledger::Day;
use ledger::meeting::{Kind, Meeting, MeetingId, Personal, Prepared, State};
use ledger::person::{PersonId, Standing};

use super::acquaintance::one;
use super::desk::{Desk, Written};
use super::history::Stamp;
use super::person::{plain, really_known};
use super::{Book, shelf};
use crate::clock;
use crate::error::{Error, Result};
use crate::values;
pub use after::After;
pub use aftermath::Aftermath;
pub use reading::{Agenda, Arranged, Guest, Sought};
pub(super) use reading::{arranged, matters, with_person};

/// A meeting to come, or one that was.
#[derive(Clone, Debug)]
pub struct NewMeeting {
    pub guests: Vec<PersonId>,
    pub at: Timestamp,
    pub minutes: u32,
    pub title: String,
    pub kind: Kind,
    pub place: String,
    pub every: Option<u32>,
    pub prepared: Prepared,
}

impl Book {
    pub fn arrange(&self, stamp: &Stamp, new: &NewMeeting) -> Result<Written> {
        let mut guests = new.guests.clone();
        guests.sort_unstable();
        guests.dedup();
        let meeting = Meeting {
            id: MeetingId(clock::new_id()),
            at: new.at,
            day: new.at.to_zoned(self.zone().clone()).date(),
            minutes: new.minutes,
            title: plain(&new.title),
            kind: new.kind,
            place: plain(&new.place),
            every: new.every,
            prepared: tidy(&new.prepared),
            personal: Personal::default(),
            guests,
            state: State::Ahead,
        }
        .checked()?;
        self.write(stamp, "arrange-meeting", |desk| {
            for person in &meeting.guests {
                if one(desk, *person)?.person.standing == Standing::Owner {
                    return Err(Error::refused("that is you, the owner of this book"));
                }
                really_known(desk, *person)?;
            }
            save(desk, &meeting)?;
            invite(desk, &meeting)?;
            Ok(meeting.id.0)
        })
    }

    /// Who is who, what to have a view on, what to ask. What is given replaces what stood there.
    pub fn prepare(&self, stamp: &Stamp, id: MeetingId, prepared: &Prepared) -> Result<Written> {
        self.change_meeting(stamp, "prepare-meeting", id, |meeting| Meeting {
            prepared: tidy(prepared),
            ..meeting
        })
    }

    pub fn move_meeting(&self, stamp: &Stamp, id: MeetingId, at: Timestamp) -> Result<Written> {
        let day = at.to_zoned(self.zone().clone()).date();
        self.change_meeting(stamp, "move-meeting", id, |meeting| Meeting {
            at,
            day,
            ..meeting
        })
    }

    /// It will not take place: it is taken out of the book. The next one of a series is put down,
    /// and is the subject of what is written: a series ends only when that is said.
    pub fn cancel_meeting(&self, stamp: &Stamp, id: MeetingId, day: Day) -> Result<Written> {
        self.write(stamp, "cancel-meeting", |desk| {
            let meeting = take_out(desk, id)?;
            // What was to be asked was not asked yet: it goes along to the next time.
            let next = after::arrange_the_next(desk, &meeting, &meeting.prepared, day)?;
            Ok(next.unwrap_or(id).0)
        })
    }

    /// Neither it nor any after it will take place.
    pub fn end_meetings(&self, stamp: &Stamp, id: MeetingId) -> Result<Written> {
        self.write(stamp, "end-meetings", |desk| {
            take_out(desk, id)?;
            Ok(id.0)
        })
    }

    fn change_meeting(
        &self,
        stamp: &Stamp,
        verb: &'static str,
        id: MeetingId,
        change: impl FnOnce(Meeting) -> Meeting,
    ) -> Result<Written> {
        self.write(stamp, verb, |desk| {
            let meeting = arranged(desk, id, Day::MAX)?.meeting;
            meeting.still_ahead()?;
            save(desk, &change(meeting).checked()?)?;
            Ok(id.0)
        })
    }
}

fn take_out(desk: &mut Desk<'_>, id: MeetingId) -> Result<Meeting> {
    let meeting = arranged(desk, id, Day::MAX)?.meeting;
    meeting.still_ahead()?;
    desk.about = meeting.guests.first().copied();
    for guest in reading::invited(desk, id)? {
        desk.remove(&shelf::GUEST, values![id.0, guest.0])?;
    }
    desk.remove(&shelf::MEETING, values![id.0])?;
    Ok(meeting)
}

/// Each line as it can be shown; blank ones go.
fn tidy(prepared: &Prepared) -> Prepared {
    let lines = |text: &str| {
        let lines: Vec<String> = text
            .lines()
            .map(plain)
            .filter(|line| !line.is_empty())
            .collect();
        lines.join("\n")
    };
    Prepared {
        roles: lines(&prepared.roles),
        view: lines(&prepared.view),
        questions: lines(&prepared.questions),
    }
}

fn save(desk: &mut Desk<'_>, meeting: &Meeting) -> Result<()> {
    let (held_on, touch) = match meeting.state {
        State::Ahead => (None, None),
        State::Held { on, touch } => (Some(on), touch),
    };
    desk.about = meeting.guests.first().copied();
    desk.save(
        &shelf::MEETING,
        values![
            meeting.id.0,
            meeting.at,
            meeting.day,
            meeting.minutes,
            meeting.title.as_str(),
            meeting.kind.id(),
            meeting.place.as_str(),
            meeting.every,
            meeting.prepared.roles.as_str(),
            meeting.prepared.view.as_str(),
            meeting.prepared.questions.as_str(),
            meeting.personal.asked.as_str(),
            meeting.personal.answered.as_str(),
            held_on,
            touch.map(|touch| touch.0),
            None::<i64>
        ],
    )
}

fn invite(desk: &mut Desk<'_>, meeting: &Meeting) -> Result<()> {
    for person in &meeting.guests {
        desk.save(&shelf::GUEST, values![meeting.id.0, person.0])?;
    }
    Ok(())
}
