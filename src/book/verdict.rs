//! Verdicts: how a touch was left, said in the evening or on a person's page, with the moment where one
//! is named; and what becomes of an approach I never answered.

use ledger::Day;
use ledger::moment::{Judged, Moment};
use ledger::person::PersonId;
use ledger::touch::{Side, Touch, TouchId};
use ledger::verdict::Verdict;

use super::desk::{Desk, Written};
use super::history::Stamp;
use super::merge::entries;
use super::touch::{holder, moment_row, touches_since};
use super::{Book, Session, shelf};
use crate::error::{Error, Result};
use crate::values;

/// What is said of a touch: how it was left, what happened in it, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Left(Verdict),
    /// The moment says by itself how it was left.
    Happened(Moment),
    Both(Verdict, Moment),
}

impl Said {
    /// Both must say the same.
    fn parts(self) -> Result<(Verdict, Option<Moment>)> {
        let (verdict, moment) = match self {
            Self::Left(verdict) => (verdict, None),
            Self::Happened(moment) => (Verdict::of(moment), Some(moment)),
            Self::Both(verdict, moment) => (verdict, Some(moment)),
        };
        if !matches!(verdict, Verdict::Better | Verdict::Worse) {
            return Err(Error::refused("a touch was left better, or worse"));
        }
        if let Some(moment) = moment
            && Verdict::of(moment) != verdict
        {
            return Err(Error::refused(format!(
                "“{}” does not leave somebody {}",
                moment.words(),
                verdict.id()
            ))
            .hint("name another moment, or none: the verdict alone is enough"));
        }
        Ok((verdict, moment))
    }
}

impl Book {
    /// How a touch was left. Said again, the later word holds, and of a conversation it is said as a
    /// whole: earlier verdicts on any letter of it go, and moments of mine that say the other thing.
    pub fn leave(
        &self,
        stamp: &Stamp,
        person: PersonId,
        touch: TouchId,
        said: Said,
        day: Day,
    ) -> Result<Written> {
        let (verdict, moment) = said.parts()?;
        let verb = match verdict {
            Verdict::Worse => "left-worse",
            _ => "left-better",
        };
        self.write_of(day, stamp, verb, |desk| {
            let with = holder(desk, person, touch)?;
            for one in conversation(desk, person, touch)? {
                unsay(desk, person, one, verdict)?;
            }
            save(desk, person, touch, verdict, day)?;
            let side = Side::Mine;
            if let Some(moment) = moment {
                let row = moment_row(with, touch, &Judged { moment, side });
                desk.save(&shelf::MOMENT, &row)?;
            }
            Ok(touch.0)
        })
    }

    /// Their approach of a day called for no answer: no withdrawal comes of it.
    pub fn settle_approach(
        &self,
        stamp: &Stamp,
        person: PersonId,
        since: Day,
        day: Day,
    ) -> Result<Written> {
        self.write_of(day, stamp, "settle-approach", |desk| {
            answer(desk, person, since, Verdict::Settled, day)
        })
    }

    /// I left their approach of a day unanswered, and say so: it is not asked about again.
    pub fn let_lie(
        &self,
        stamp: &Stamp,
        person: PersonId,
        since: Day,
        day: Day,
    ) -> Result<Written> {
        self.write_of(day, stamp, "let-lie", |desk| {
            answer(desk, person, since, Verdict::LetLie, day)
        })
    }
}

/// Every touch of the conversation this one is part of; itself alone where it is part of none.
fn conversation(
    session: &mut Session<'_>,
    person: PersonId,
    touch: TouchId,
) -> Result<Vec<TouchId>> {
    let book = session.book;
    let day = session.one(
        "select t.day from touch t join person p on p.book = t.book and p.id = t.person
          where t.book = $1 and t.id = $2 and p.root = $3 limit 1",
        values![book, touch.0, person.0],
        |row| row.day(0),
    )?;
    let Some(day) = day else {
        return Ok(vec![touch]);
    };
    let touches = of_day(session, person, day)?;
    let this = touches.iter().find(|one| one.id == touch);
    let Some(whole) = this.and_then(Touch::conversation) else {
        return Ok(vec![touch]);
    };
    let mut of_it = touches;
    of_it.retain(|one| one.conversation() == Some(whole));
    Ok(of_it.into_iter().map(|one| one.id).collect())
}

/// What was said of a touch before goes, with whichever entry of the person it was said.
fn unsay(desk: &mut Desk<'_>, person: PersonId, touch: TouchId, now: Verdict) -> Result<()> {
    let book = desk.book;
    let said = desk.all(
        "select person from verdict where book = $1 and touch = $2
            and person in (select id from person where book = $1 and root = $3)",
        values![book, touch.0, person.0],
        |row| row.id(0),
    )?;
    for with in said {
        desk.remove(&shelf::VERDICT, values![with, touch.0])?;
    }
    for (with, moment) in moments_of_mine(desk, person, touch)? {
        if Verdict::of(moment) != now {
            let side = Side::Mine;
            let row = moment_row(with, touch, &Judged { moment, side });
            desk.remove(&shelf::MOMENT, &row)?;
        }
    }
    Ok(())
}

fn moments_of_mine(
    session: &mut Session<'_>,
    person: PersonId,
    touch: TouchId,
) -> Result<Vec<(PersonId, Moment)>> {
    let book = session.book;
    session.all(
        "select person, name from moment where book = $1 and touch = $2 and side = 'mine'
            and person in (select id from person where book = $1 and root = $3)",
        values![book, touch.0, person.0],
        |row| Ok((PersonId(row.id(0)?), row.named(1, Moment::from_id)?)),
    )
}

/// The touches of a day with all that is this person.
fn of_day(session: &mut Session<'_>, person: PersonId, day: Day) -> Result<Vec<Touch>> {
    let known = entries(session, person)?;
    // Wherever the owner was, that day began within two days of midnight in UTC.
    let from = day.saturating_sub(jiff::Span::new().days(2));
    let from = from
        .in_tz("UTC")
        .map_or(jiff::Timestamp::MIN, |zoned| zoned.timestamp());
    let mut touches = touches_since(session, &known, from, day)?;
    touches.retain(|touch| touch.day == day);
    Ok(touches)
}

/// Said of everything they wrote that day and I said nothing of.
fn answer(
    desk: &mut Desk<'_>,
    person: PersonId,
    since: Day,
    verdict: Verdict,
    day: Day,
) -> Result<uuid::Uuid> {
    let waits = |touch: &&Touch| touch.is_approach() && !touch.is_judged_on_mine();
    let touches = of_day(desk, person, since)?;
    let approaches: Vec<TouchId> = touches.iter().filter(waits).map(|touch| touch.id).collect();
    let Some(first) = approaches.first() else {
        return Err(Error::not_found(format!(
            "nothing they wrote on {since} waits for an answer"
        )));
    };
    for touch in &approaches {
        save(desk, person, *touch, verdict, day)?;
    }
    Ok(first.0)
}

fn save(
    desk: &mut Desk<'_>,
    person: PersonId,
    touch: TouchId,
    verdict: Verdict,
    day: Day,
) -> Result<()> {
    let with = holder(desk, person, touch)?;
    desk.about = Some(with);
    desk.save(&shelf::VERDICT, values![with.0, touch.0, verdict.id(), day])
}

/// What was said with one entry, in the order of the touches' ids.
pub(super) fn of_entry(
    session: &mut Session<'_>,
    entry: PersonId,
) -> Result<Vec<(TouchId, Verdict)>> {
    let book = session.book;
    session.all(
        "select touch, verdict from verdict where book = $1 and person = $2 order by touch",
        values![book, entry.0],
        |row| Ok((TouchId(row.id(0)?), row.named(1, Verdict::from_id)?)),
    )
}
