//! After a meeting, in one verb: that it was held, what was promised, what to remember, the
//! personal minute, and the next time of one that comes again. One line of history takes it all
//! back. That the note after it was sent is a verb of its own.

use jiff::Timestamp;
use ledger::detail::{Detail, DetailId};
use ledger::meeting::{Meeting, MeetingId, Personal, Prepared, promised, remembered};
use ledger::moment::{Judged, Moment};
use ledger::person::PersonId;
use ledger::promise::{Promise, PromiseId};
use ledger::touch::{Beginner, Medium, Side, TouchId};
use ledger::{Day, said_day};

use super::aftermath::thanked_on;
use super::{Arranged, Guest, arranged, invite, save};
use crate::book::desk::{Desk, Written};
use crate::book::history::Stamp;
use crate::book::naming::fold;
use crate::book::person::{plain, really_known};
use crate::book::touch::{NewTouch, moment_row, touch_row};
use crate::book::{Book, act, detail, promise, shelf};
use crate::clock;
use crate::error::{Error, Result};
use crate::values;

/// What came of a meeting, as it is typed: one thing a line.
#[derive(Clone, Debug, Default)]
pub struct After {
    /// What it was about.
    pub about: String,
    /// When it was not by the usual one of its kind.
    pub medium: Option<Medium>,
    /// "send the deck by friday"; with several people "Tomás: send the deck by friday".
    pub mine: String,
    pub theirs: String,
    /// "family: moving house in April".
    pub remember: String,
    pub personal: Personal,
}

impl Book {
    pub fn after(&self, stamp: &Stamp, id: MeetingId, after: &After, day: Day) -> Result<Written> {
        self.write_of(day, stamp, "after-meeting", |desk| {
            let arranged = arranged(desk, id, Day::MAX)?;
            let noted = noted_by_hand(desk, &arranged)?;
            let touch = noted.map_or_else(|| TouchId(clock::new_id()), |(id, _)| id);
            let personal = Personal {
                asked: plain(&after.personal.asked),
                answered: plain(&after.personal.answered),
            };
            let held = arranged.meeting.clone().hold(touch, personal, day)?;
            refuse_the_future(desk, stamp, &held)?;
            log(desk, &arranged, touch, noted.map(|(_, at)| at), after)?;
            promise_all(desk, &arranged, after, day)?;
            remember_all(desk, &arranged, touch, after, day)?;
            arrange_the_next(desk, &held, &held.prepared.lasting(), day)?;
            save(desk, &held)?;
            Ok(id.0)
        })
    }

    /// The short note was sent. It earns its moment once.
    pub fn thank_after(&self, stamp: &Stamp, id: MeetingId, day: Day) -> Result<Written> {
        self.write_of(day, stamp, "thank-after", |desk| {
            let arranged = arranged(desk, id, day)?;
            if arranged.meeting.is_ahead() {
                return Err(Error::refused("nothing is noted of this meeting yet")
                    .hint("first say what came of it"));
            }
            if let Some(on) = thanked_on(desk, id)? {
                return Err(Error::refused(format!(
                    "the note after it was sent on {}",
                    said_day(on)
                )));
            }
            for guest in &arranged.guests {
                let sent = act::mine(id.0, Moment::ThankedAfter, day, &arranged.meeting.title);
                act::note(desk, guest.person, &sent)?;
            }
            desk.about = arranged.meeting.guests.first().copied();
            Ok(id.0)
        })
    }
}

fn refuse_the_future(desk: &mut Desk<'_>, stamp: &Stamp, meeting: &Meeting) -> Result<()> {
    if meeting.day > stamp.at.to_zoned(desk.zone()?).date() {
        return Err(Error::refused("that day has not come yet")
            .hint("say what came of a meeting once it was held"));
    }
    Ok(())
}

/// What the owner noted by hand of this very meeting before saying what came of it: the same kind,
/// with one of those who came, on its day. It is one touch, not two.
fn noted_by_hand(desk: &mut Desk<'_>, arranged: &Arranged) -> Result<Option<(TouchId, Timestamp)>> {
    let (book, (_, setting)) = (desk.book, arranged.meeting.kind.usually());
    for guest in &arranged.meeting.guests {
        let found = desk.one(
            "select t.id, t.at from touch t
              where t.book = $1 and t.person = $2 and t.day = $3 and t.setting = $4 and t.source is null
                and not exists (select 1 from meeting m where m.book = t.book and m.touch = t.id)
              order by t.at, t.id limit 1",
            values![book, guest.0, arranged.meeting.day, setting.id()],
            |row| Ok((TouchId(row.id(0)?), row.instant(1)?)),
        )?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

fn is_with(desk: &mut Desk<'_>, touch: TouchId, person: PersonId) -> Result<bool> {
    let book = desk.book;
    let found = desk.one(
        "select person from touch where book = $1 and id = $2 and person = $3",
        values![book, touch.0, person.0],
        |row| row.id(0),
    )?;
    Ok(found.is_some())
}

/// The touch it became, with everybody who came; to have asked after the person is a moment.
fn log(
    desk: &mut Desk<'_>,
    arranged: &Arranged,
    id: TouchId,
    noted_at: Option<Timestamp>,
    after: &After,
) -> Result<()> {
    let meeting = &arranged.meeting;
    let (usual, setting) = meeting.kind.usually();
    let about = match plain(&after.about) {
        about if about.is_empty() => meeting.title.clone(),
        about => about,
    };
    let touch = NewTouch {
        people: meeting.guests.clone(),
        at: noted_at.unwrap_or(meeting.at),
        medium: after.medium.unwrap_or(usual),
        setting,
        began: Beginner::Unknown,
        note: about,
        moments: Vec::new(),
    };
    let asked = !plain(&after.personal.asked).is_empty();
    for person in &meeting.guests {
        really_known(desk, *person)?;
        if noted_at.is_none() || !is_with(desk, id, *person)? {
            desk.save(&shelf::TOUCH, &touch_row(&touch, id, *person, meeting.day))?;
        }
        if asked {
            let judged = Judged {
                moment: Moment::CheckedIn,
                side: Side::Mine,
            };
            desk.save(&shelf::MOMENT, &moment_row(*person, id, &judged))?;
        }
    }
    Ok(())
}

fn promise_all(desk: &mut Desk<'_>, arranged: &Arranged, after: &After, day: Day) -> Result<()> {
    for (side, text) in [(Side::Mine, &after.mine), (Side::Theirs, &after.theirs)] {
        for line in lines(text) {
            let said = promised(&line, |head| named(arranged, head).is_some(), day)?;
            let question = match side {
                Side::Mine => format!("to whom did you promise “{line}”?"),
                Side::Theirs => format!("who promised “{line}”?"),
            };
            let person = whom(arranged, said.whom.as_deref(), &line, &question)?;
            let id = PromiseId(clock::new_id());
            let made_on = arranged.meeting.day;
            let promise = Promise::make(id, person, side, &said.what, made_on, said.due)?;
            promise::save(desk, &promise)?;
        }
    }
    Ok(())
}

fn remember_all(
    desk: &mut Desk<'_>,
    arranged: &Arranged,
    touch: TouchId,
    after: &After,
    day: Day,
) -> Result<()> {
    for line in lines(&after.remember) {
        let said = remembered(&line, |head| named(arranged, head).is_some())?;
        let question = format!("whom is “{line}” about?");
        let person = whom(arranged, said.whom.as_deref(), &line, &question)?;
        let id = DetailId(clock::new_id());
        let detail = Detail::note(id, person, said.topic, &said.what, day)?;
        detail::save(desk, &detail.heard_in(Some(touch)))?;
    }
    Ok(())
}

/// The next time of one that comes again, with what was prepared for it already.
pub(super) fn arrange_the_next(
    desk: &mut Desk<'_>,
    last: &Meeting,
    prepared: &Prepared,
    day: Day,
) -> Result<Option<MeetingId>> {
    let Some(next) = last.next_day(day) else {
        return Ok(None);
    };
    let zone = desk.zone()?;
    let hour = last.at.to_zoned(zone.clone()).time();
    let at = next.to_datetime(hour).to_zoned(zone).map_err(|cause| {
        Error::refused("the next time lies outside the calendar").because(cause)
    })?;
    let again = Meeting {
        prepared: prepared.clone(),
        ..last.again(MeetingId(clock::new_id()), at.timestamp(), next)
    };
    save(desk, &again)?;
    invite(desk, &again)?;
    Ok(Some(again.id))
}

fn lines(text: &str) -> Vec<String> {
    text.lines()
        .map(plain)
        .filter(|line| !line.is_empty())
        .collect()
}

/// Whom a line is about; with one guest that is plain.
fn whom(arranged: &Arranged, name: Option<&str>, line: &str, question: &str) -> Result<PersonId> {
    match (name, arranged.guests.as_slice()) {
        (None, [one]) => Ok(one.person),
        (Some(name), _) => named(arranged, name)
            .ok_or_else(|| Error::not_found(format!("“{name}” was not in this meeting"))),
        (None, several) => {
            let first = several.first().map_or("Ana", |guest| guest.name.as_str());
            let first = first.split_whitespace().next().unwrap_or(first);
            Err(Error::refused(format!("several people came: {question}"))
                .hint(format!("begin the line with a name: “{first}: {line}”")))
        }
    }
}

/// The only guest a name fits.
fn named(arranged: &Arranged, name: &str) -> Option<PersonId> {
    let wanted = fold(name);
    let fits = |guest: &&Guest| {
        let folded = fold(&guest.name);
        let begins = |part: &str| folded.split(' ').any(|word| word.starts_with(part));
        !wanted.is_empty() && wanted.split(' ').all(begins)
    };
    let mut found = arranged.guests.iter().filter(fits);
    match (found.next(), found.next()) {
        (Some(one), None) => Some(one.person),
        _ => None,
    }
}
