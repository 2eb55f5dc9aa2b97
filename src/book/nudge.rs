//! What became of the morning's suggestions: shown, done, put off with a reason, not needed.
//! A nudge is never moved on in silence.

use crate::values;
use std::collections::{HashMap, HashSet};

use jiff::ToSpan;
use ledger::person::PersonId;
use ledger::promise::PromiseId;
use ledger::today::{About, Nudge, Plan};
use ledger::{Day, said_day};
use uuid::Uuid;

use super::desk::{Desk, Written};
use super::engine_values::Value;
use super::history::Stamp;
use super::touch::must_exist;
use super::{Book, Session, shelf};
use crate::error::{Error, Result};

/// Shown and passed over so often in a row, a suggestion rests for a month.
const PASSED_OVER_AT_MOST: i64 = 3;
const REST_DAYS: i64 = 30;

/// Where things stand in a nudge's row.
const SUGGESTED_ON: usize = 1;
const SNOOZED_UNTIL: usize = 2;
const WHY: usize = 3;
const PASSED_OVER: usize = 4;
const RESTING_UNTIL: usize = 5;
const ANSWERED_ON: usize = 6;
const ANSWER: usize = 7;

impl Book {
    /// The owner did it: the nudge is settled until there is a new reason.
    pub fn done(&self, stamp: &Stamp, person: PersonId, day: Day) -> Result<Written> {
        self.answer(stamp, "done", person, day, |row| {
            // From tomorrow on the pause after a suggestion holds, whether or not it was seen.
            row[SUGGESTED_ON] = day.into();
            row[SNOOZED_UNTIL] = Value::Null;
            row[WHY] = "".into();
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
        self.answer(stamp, "snooze", person, day, |row| {
            row[SNOOZED_UNTIL] = until.into();
            row[WHY] = why.trim().into();
        })
    }

    /// No need just now: it rests for a month.
    pub fn not_needed(&self, stamp: &Stamp, person: PersonId, day: Day) -> Result<Written> {
        let until = day.saturating_add(REST_DAYS.days());
        self.answer(stamp, "not-needed", person, day, |row| {
            row[RESTING_UNTIL] = until.into()
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

    /// No need just now: a matter of the morning rests for a month.
    pub fn rest_matter(&self, stamp: &Stamp, matter: Uuid, day: Day) -> Result<Written> {
        let until = day.saturating_add(REST_DAYS.days());
        self.write(stamp, "not-needed", |desk| {
            desk.save(&shelf::HUSH, values![matter, until, ""])?;
            Ok(matter)
        })
    }

    /// Keeps that these moves were shown on `day`, once a day. One shown before and not
    /// answered was passed over; after three of those it rests for a month.
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
        stamp: &Stamp,
        verb: &'static str,
        person: PersonId,
        day: Day,
        change: impl FnOnce(&mut Vec<Value>),
    ) -> Result<Written> {
        self.write(stamp, verb, |desk| {
            must_exist(desk, person)?;
            let mut row = row_of(desk, person)?;
            row[PASSED_OVER] = 0_i64.into();
            row[ANSWERED_ON] = day.into();
            row[ANSWER] = verb.into();
            change(&mut row);
            if desk.row(&shelf::NUDGE, values![person.0])?.as_ref() == Some(&row) {
                return Err(Error::refused("that is how it stands already"));
            }
            desk.save(&shelf::NUDGE, &row)?;
            Ok(person.0)
        })
    }
}

fn note_shown(desk: &mut Desk<'_>, person: PersonId, day: Day) -> Result<()> {
    let mut row = row_of(desk, person)?;
    let text = |value: &Value| match value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    };
    let (suggested, answered) = (text(&row[SUGGESTED_ON]), text(&row[ANSWERED_ON]));
    if suggested.as_deref() >= Some(day.to_string().as_str()) {
        return Ok(());
    }
    if let Value::Int(passed) = row[PASSED_OVER]
        && suggested.is_some()
        && answered < suggested
    {
        row[PASSED_OVER] = (passed + 1).into();
        if passed + 1 >= PASSED_OVER_AT_MOST {
            row[RESTING_UNTIL] = day.saturating_add(REST_DAYS.days()).into();
        }
    }
    row[SUGGESTED_ON] = day.into();
    desk.save(&shelf::NUDGE, &row)
}

fn row_of(desk: &mut Desk<'_>, person: PersonId) -> Result<Vec<Value>> {
    let fresh = || {
        values![
            person.0,
            None::<&str>,
            None::<&str>,
            "",
            0_i64,
            None::<&str>,
            None::<&str>,
            ""
        ]
        .to_vec()
    };
    Ok(desk
        .row(&shelf::NUDGE, values![person.0])?
        .unwrap_or_else(fresh))
}

pub(super) fn all(session: &mut Session<'_>) -> Result<HashMap<PersonId, Nudge>> {
    let book = session.book;
    let rows = session.all(
        "select person, suggested_on, snoozed_until, passed_over, resting_until, answered_on
           from nudge where book = $1",
        values![book],
        |row| {
            let nudge = Nudge {
                suggested_on: row.opt_day(1)?,
                snoozed_until: row.opt_day(2)?,
                passed_over: row.count(3)?,
                resting_until: row.opt_day(4)?,
                answered_on: row.opt_day(5)?,
            };
            Ok((PersonId(row.id(0)?), nudge))
        },
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
