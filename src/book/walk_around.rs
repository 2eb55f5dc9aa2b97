//! Days planned in person: planning one, calling it off, and whom to look for there.

use std::collections::HashMap;

use crate::values;
use jiff::ToSpan;
use ledger::Day;
use ledger::circle::CircleId;
use ledger::person::{PersonId, Quiet};
use ledger::today::Matter;
use ledger::touch::{Medium, Setting};
use ledger::walk_around::{LATELY, Local, WalkAround, WalkAroundId, is_informal, matter};

use super::circle::load;
use super::desk::Written;
use super::engine_values::Row;
use super::history::Stamp;
use super::naming::fold;
use super::reference::{References, referred};
use super::{Book, Session, shelf};
use crate::clock;
use crate::error::{Error, Result};

/// A planned day with everybody who belongs there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outing {
    pub planned: WalkAround,
    pub circle: CircleId,
    /// By name.
    pub locals: Vec<Local>,
}

const PLANNED: &str =
    "select id, day, place, circle from walk_around where book = $1 and day >= $2 and day <= $3";

/// An informal word is looked for so many days back; who had none since is simply due.
const LOOKED_BACK: i64 = 400;

impl Book {
    /// A day among the people of a circle.
    pub fn plan_walk_around(
        &self,
        stamp: &Stamp,
        circle: CircleId,
        on: Day,
        day: Day,
    ) -> Result<Written> {
        if on < day {
            return Err(Error::refused(format!("{on} has passed")));
        }
        self.write(stamp, "walk-around", |desk| {
            let place = load(desk, circle)?.name;
            let twice = planned(desk, on, on)?
                .iter()
                .any(|(_, there)| *there == circle);
            if twice {
                return Err(Error::refused(format!(
                    "a day at {place} is planned for {on} already"
                )));
            }
            let id = clock::new_id();
            desk.save(
                &shelf::WALK_AROUND,
                values![id, on, circle.0, place.as_str()],
            )?;
            Ok(id)
        })
    }

    pub fn call_off(&self, stamp: &Stamp, id: WalkAroundId) -> Result<Written> {
        self.write(stamp, "call-off", |desk| {
            desk.row(&shelf::WALK_AROUND, values![id.0])?
                .ok_or_else(nowhere)?;
            desk.remove(&shelf::WALK_AROUND, values![id.0])?;
            Ok(id.0)
        })
    }

    /// Planned days from `day` on, the next first.
    pub fn walk_arounds(&self, day: Day) -> Result<Vec<Outing>> {
        self.read(|session| {
            let planned = planned(session, day, Day::MAX)?;
            planned
                .into_iter()
                .map(|(planned, circle)| outing(session, planned, circle, day))
                .collect()
        })
    }

    pub fn walk_around(&self, id: WalkAroundId, day: Day) -> Result<Outing> {
        self.read(|session| {
            let book = session.book;
            let (planned, circle) = session
                .one(
                    "select id, day, place, circle from walk_around where book = $1 and id = $2",
                    values![book, id.0],
                    read,
                )?
                .ok_or_else(nowhere)?;
            outing(session, planned, circle, day)
        })
    }

    /// The planned day a text names: its short reference, or its place. `None`: there is none.
    pub fn look_up_walk_around(&self, text: &str, day: Day) -> Result<Option<WalkAroundId>> {
        let all = self.read(|session| planned(session, day, Day::MAX))?;
        let found = referred(text, &all, |(planned, _)| planned.id.0);
        match found.as_slice() {
            [] => Ok(None),
            [(one, _)] => Ok(Some(one.id)),
            several => {
                let references = References::among(all.iter().map(|(one, _)| one.id.0));
                let said = |(one, _): &&(WalkAround, CircleId)| {
                    format!("{} “{}”, {}", references.of(one.id.0), one.place, one.day)
                };
                let list: Vec<String> = several.iter().map(said).collect();
                Err(
                    Error::not_found(format!("several planned days match: {}", list.join("; ")))
                        .hint("use the short reference"),
                )
            }
        }
    }
}

/// What the morning needs: days planned for this one and the next.
pub(super) fn matters(session: &mut Session<'_>, day: Day) -> Result<Vec<Matter>> {
    let soon = planned(session, day, day.saturating_add(1.day()))?;
    let mut matters = Vec::new();
    for (planned, circle) in soon {
        let outing = outing(session, planned, circle, day)?;
        matters.extend(matter(&outing.planned, &outing.locals, day));
    }
    Ok(matters)
}

fn planned(
    session: &mut Session<'_>,
    from: Day,
    until: Day,
) -> Result<Vec<(WalkAround, CircleId)>> {
    let book = session.book;
    let mut all = session.all(PLANNED, values![book, from, until], read)?;
    all.sort_by_cached_key(|(planned, _)| (planned.day, fold(&planned.place), planned.id));
    Ok(all)
}

fn read(row: &Row<'_>) -> Result<(WalkAround, CircleId)> {
    let planned = WalkAround {
        id: WalkAroundId(row.id(0)?),
        day: row.day(1)?,
        place: row.text(2)?,
    };
    Ok((planned, CircleId(row.id(3)?)))
}

fn outing(
    session: &mut Session<'_>,
    planned: WalkAround,
    circle: CircleId,
    day: Day,
) -> Result<Outing> {
    let book = session.book;
    let mut locals = session.all(
        "select r.id, r.name, r.quiet_from, r.quiet_until, r.quiet_why
           from membership m
           join person p on p.book = m.book and p.id = m.person
           join person r on r.book = p.book and r.id = p.root
          where m.book = $1 and m.circle = $2 and r.standing = 'accepted'",
        values![book, circle.0],
        read_local,
    )?;
    let until = planned.day.min(day);
    let informal = last_informal(session, circle, until)?;
    for local in &mut locals {
        local.last_informal = informal.get(&local.person).copied();
    }
    locals.sort_by_cached_key(|local| (fold(&local.name), local.person));
    locals.dedup_by_key(|local| local.person);
    Ok(Outing {
        planned,
        circle,
        locals,
    })
}

fn read_local(row: &Row<'_>) -> Result<Local> {
    let quiet = match row.opt_day(2)? {
        Some(from) => Some(Quiet {
            from,
            until: row.opt_day(3)?,
            why: row.opt_text(4)?.unwrap_or_default(),
        }),
        None => None,
    };
    Ok(Local {
        person: PersonId(row.id(0)?),
        name: row.text(1)?,
        quiet,
        last_informal: None,
    })
}

/// The last informal word with each member, where there was one lately enough to look for.
fn last_informal(
    session: &mut Session<'_>,
    circle: CircleId,
    until: Day,
) -> Result<HashMap<PersonId, Day>> {
    let book = session.book;
    let since = until.saturating_sub(LOOKED_BACK.max(LATELY).days());
    let at = since
        .to_zoned(session.zone()?)
        .map_or(i64::MIN, |at| at.timestamp().as_microsecond());
    let mut last: HashMap<PersonId, Day> = HashMap::new();
    session.each(
        "select p.root, t.day, t.setting, t.medium
           from membership m cross join person q cross join person p cross join touch t
          where m.book = $1 and m.circle = $2 and q.book = $1 and q.id = m.person
            and p.book = $1 and p.root = q.root
            and t.book = $1 and t.person = p.id and t.at >= $3 and t.day <= $4",
        values![book, circle.0, at, until],
        |row| {
            let (setting, medium) = (
                row.named(2, Setting::from_id)?,
                row.named(3, Medium::from_id)?,
            );
            if is_informal(setting, medium) {
                let day = row.day(1)?;
                let known = last.entry(PersonId(row.id(0)?)).or_insert(day);
                *known = day.max(*known);
            }
            Ok(())
        },
    )?;
    Ok(last)
}

fn nowhere() -> Error {
    Error::not_found("no such day in person is planned")
}
