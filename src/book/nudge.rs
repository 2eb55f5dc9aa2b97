//! What became of the morning's suggestions: shown, done, put off with a reason, not needed.
//! A nudge is never moved on in silence.

use crate::values;
use std::collections::{HashMap, HashSet};

use ledger::person::PersonId;
use ledger::promise::PromiseId;
use ledger::today::{About, Nudge, Plan, rests_until};
use ledger::weights::Weights;
use ledger::{Day, said_day};
use uuid::Uuid;

use super::desk::{Desk, Written};
use super::engine_values::Row;
use super::history::Stamp;
use super::touch::must_exist;
use super::{Book, Session, setting, shelf};
use crate::error::{Error, Result};

/// What is kept of one person's suggestions: what the ledger reckons with, and the words of the last answer.
#[derive(Clone, Default, PartialEq, Eq)]
struct Kept {
    nudge: Nudge,
    why: String,
    answer: String,
}

impl Book {
    /// The owner did it: the nudge is settled until there is a new reason.
    pub fn done(&self, stamp: &Stamp, person: PersonId, day: Day) -> Result<Written> {
        self.answer((stamp, day), "done", person, |kept, _| Kept {
            nudge: kept.nudge.done(day),
            why: String::new(),
            ..kept
        })
    }

    /// Not before `until`, for a reason the owner gives.
    pub fn snooze(
        &self,
        stamp: &Stamp,
        person: PersonId,
        until: Day,
        why: &str,
        day: Day,
    ) -> Result<Written> {
        later_than(day, until)?;
        self.answer((stamp, day), "snooze", person, |kept, _| Kept {
            nudge: kept.nudge.put_off(day, until),
            why: why.trim().to_owned(),
            ..kept
        })
    }

    /// No need just now: it rests as long as the settings say.
    pub fn not_needed(&self, stamp: &Stamp, person: PersonId, day: Day) -> Result<Written> {
        self.answer((stamp, day), "not-needed", person, |kept, weights| Kept {
            nudge: kept.nudge.not_needed(day, weights),
            ..kept
        })
    }

    /// A promise not mentioned in the morning before `until`.
    pub fn hush(
        &self,
        stamp: &Stamp,
        promise: PromiseId,
        until: Day,
        why: &str,
        day: Day,
    ) -> Result<Written> {
        later_than(day, until)?;
        self.write(stamp, "snooze", |desk| {
            desk.row(&shelf::PROMISE, values![promise.0])?
                .ok_or_else(|| Error::not_found("there is no such promise in this book"))?;
            desk.save(&shelf::HUSH, values![promise.0, until, why.trim()])?;
            Ok(promise.0)
        })
    }

    /// Any other matter of the morning, not mentioned before `until`.
    pub fn hush_matter(
        &self,
        stamp: &Stamp,
        matter: Uuid,
        until: Day,
        why: &str,
        day: Day,
    ) -> Result<Written> {
        later_than(day, until)?;
        self.write(stamp, "snooze", |desk| {
            desk.save(&shelf::HUSH, values![matter, until, why.trim()])?;
            Ok(matter)
        })
    }

    /// No need just now: a matter of the morning rests as long as the settings say.
    pub fn rest_matter(&self, stamp: &Stamp, matter: Uuid, day: Day) -> Result<Written> {
        self.write(stamp, "not-needed", |desk| {
            let until = rests_until(day, &setting::weights(desk)?);
            desk.save(&shelf::HUSH, values![matter, until, ""])?;
            Ok(matter)
        })
    }

    /// Keeps that these moves were shown on `day`, once a day.
    pub fn shown(&self, stamp: &Stamp, day: Day, plan: &Plan) -> Result<Option<Written>> {
        let people: Vec<PersonId> = plan
            .moves
            .iter()
            .filter(|proposed| proposed.about == About::Contact)
            .map(|proposed| proposed.person)
            .collect();
        let news = self.read(|session| {
            let nudges = all(session)?;
            let told = |person: &PersonId| {
                nudges
                    .get(person)
                    .is_some_and(|nudge| nudge.suggested_on.is_some_and(|on| on >= day))
            };
            Ok(people.iter().any(|person| !told(person)))
        })?;
        if !news {
            return Ok(None);
        }
        let written = self.write(stamp, "shown", |desk| {
            for person in people {
                note_shown(desk, person, day)?;
            }
            Ok(Uuid::nil())
        })?;
        Ok(Some(written))
    }

    fn answer(
        &self,
        (stamp, day): (&Stamp, Day),
        verb: &'static str,
        person: PersonId,
        change: impl FnOnce(Kept, &Weights) -> Kept,
    ) -> Result<Written> {
        self.write_of(day, stamp, verb, |desk| {
            must_exist(desk, person)?;
            let before = kept(desk, person)?;
            let weights = setting::weights(desk)?;
            let now = Kept {
                answer: verb.to_owned(),
                ..change(before.clone().unwrap_or_default(), &weights)
            };
            if before.as_ref() == Some(&now) {
                return Err(Error::refused("that is how it stands already"));
            }
            save(desk, person, &now)?;
            Ok(person.0)
        })
    }
}

fn note_shown(desk: &mut Desk<'_>, person: PersonId, day: Day) -> Result<()> {
    let before = kept(desk, person)?.unwrap_or_default();
    let nudge = before.nudge.clone().shown(day);
    if nudge == before.nudge {
        return Ok(());
    }
    save(desk, person, &Kept { nudge, ..before })
}

fn save(desk: &mut Desk<'_>, person: PersonId, kept: &Kept) -> Result<()> {
    let nudge = &kept.nudge;
    let row = values![
        person.0,
        nudge.suggested_on,
        nudge.snoozed_until,
        kept.why.as_str(),
        i64::from(nudge.passed_over),
        nudge.resting_until,
        nudge.answered_on,
        kept.answer.as_str()
    ];
    desk.save(&shelf::NUDGE, row)
}

fn kept(session: &mut Session<'_>, person: PersonId) -> Result<Option<Kept>> {
    let book = session.book;
    session.one(
        "select person, suggested_on, snoozed_until, passed_over, resting_until, answered_on, why, answer
           from nudge where book = $1 and person = $2",
        values![book, person.0],
        |row| {
            Ok(Kept {
                nudge: read(row)?,
                why: row.text(6)?,
                answer: row.text(7)?,
            })
        },
    )
}

fn read(row: &Row<'_>) -> Result<Nudge> {
    Ok(Nudge {
        suggested_on: row.opt_day(1)?,
        snoozed_until: row.opt_day(2)?,
        passed_over: row.count(3)?,
        resting_until: row.opt_day(4)?,
        answered_on: row.opt_day(5)?,
    })
}

pub(super) fn all(session: &mut Session<'_>) -> Result<HashMap<PersonId, Nudge>> {
    let book = session.book;
    let rows = session.all(
        "select person, suggested_on, snoozed_until, passed_over, resting_until, answered_on
           from nudge where book = $1",
        values![book],
        |row| Ok((PersonId(row.id(0)?), read(row)?)),
    )?;
    Ok(rows.into_iter().collect())
}

pub(super) fn hushed(session: &mut Session<'_>, day: Day) -> Result<HashSet<Uuid>> {
    let book = session.book;
    let rows = session.all(
        "select matter from hush where book = $1 and until > $2",
        values![book, day],
        |row| row.id(0),
    )?;
    Ok(rows.into_iter().collect())
}

fn later_than(day: Day, until: Day) -> Result<()> {
    if until <= day {
        return Err(Error::refused(format!(
            "{} is not after {}",
            said_day(until),
            said_day(day)
        ))
        .hint("put it off to a later day"));
    }
    Ok(())
}
