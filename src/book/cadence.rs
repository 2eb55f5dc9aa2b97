//! Rhythms as they are kept: a person's own, in their row and on a shelf for what days alone do not
//! say, and those of the circles. Own rhythm first, else the tightest of the circles.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::values;
use ledger::Day;
use ledger::cadence::{Beat, Cadence, Weekdays};
use ledger::circle::{CircleId, tightest};
use ledger::person::{Person, PersonId};
use uuid::Uuid;

use super::desk::Written;
use super::engine_values::{Row, Value};
use super::history::Stamp;
use super::naming::fold;
use super::person::person_row;
use super::{Book, Session, shelf};
use crate::error::{Error, Result};

/// The rhythm that holds for a person, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    pub cadence: Cadence,
    /// The circle whose rhythm it is; `None` for the person's own.
    pub circle: Option<(CircleId, String)>,
    /// The last contact that counts, where only touches in person do.
    pub last_in_person: Option<Day>,
    /// When what it follows last happened.
    pub happened: Option<Day>,
}

const HAPPENINGS_SHOWN: usize = 200;

/// Where the days stand in a person's row.
const RHYTHM: usize = 6;

impl Book {
    /// A rhythm in days between contacts; `None` goes back to the learnt one, or a circle's.
    pub fn set_rhythm(&self, stamp: &Stamp, id: PersonId, days: Option<u32>) -> Result<Written> {
        let cadence = days.map(Cadence::every).transpose()?;
        self.set_cadence(stamp, id, cadence.as_ref())
    }

    /// A person's own rhythm in full: days or a happening, in person, on certain days of the week.
    pub fn set_cadence(
        &self,
        stamp: &Stamp,
        id: PersonId,
        cadence: Option<&Cadence>,
    ) -> Result<Written> {
        self.write(stamp, "set-rhythm", |desk| {
            let mut row = person_row(desk, id)?;
            if row[4] == Value::from("owner") {
                return Err(Error::refused("that is you, the owner of this book"));
            }
            row[RHYTHM] = cadence.and_then(Cadence::days).into();
            desk.save(&shelf::PERSON, &row)?;
            let more = cadence.filter(|cadence| !cadence.is_plain());
            if let Some(cadence) = more {
                let mut row = vec![Value::from(id.0)];
                row.extend(beyond_days(Some(cadence)));
                desk.save(&shelf::CADENCE, &row)?;
            } else if desk.row(&shelf::CADENCE, values![id.0])?.is_some() {
                desk.remove(&shelf::CADENCE, values![id.0])?;
            }
            Ok(id.0)
        })
    }

    /// Something a rhythm may follow has happened; the same on the same day is one.
    pub fn happened(&self, stamp: &Stamp, name: &str, day: Day) -> Result<Written> {
        let name = named(name)?;
        self.write_of(day, stamp, "happened", |desk| {
            desk.save(&shelf::HAPPENING, values![name.as_str(), day])?;
            Ok(Uuid::nil())
        })
    }

    /// What happened, the newest first.
    pub fn happenings(&self, until: Day) -> Result<Vec<(String, Day)>> {
        self.read(|session| {
            let book = session.book;
            let mut all = session.all(
                "select name, day from happening where book = $1 and day <= $2",
                values![book, until],
                |row| Ok((row.text(0)?, row.day(1)?)),
            )?;
            all.sort_by_cached_key(|(name, day)| (Reverse(*day), fold(name)));
            all.truncate(HAPPENINGS_SHOWN);
            Ok(all)
        })
    }
}

/// "A Release" and "release" are one happening.
fn named(name: &str) -> Result<String> {
    let name = super::person::plain(name).to_lowercase();
    if name.is_empty() {
        return Err(Error::refused("what happened?").hint("for example: release"));
    }
    Ok(name)
}

/// The rhythm that holds for a person: their own, plain or not, before a circle's.
pub(super) fn holds(person: &Person, found: Option<Followed>) -> Option<Followed> {
    match (person.rhythm, found) {
        (
            Some(days),
            None
            | Some(Followed {
                circle: Some(_), ..
            }),
        ) => Cadence::every(days).ok().map(|own| held(own, None)),
        (_, found) => found,
    }
}

impl Followed {
    /// The days that silence is measured by: none where only touches in person count, as a mail
    /// answered breaks a silence all the same.
    pub fn silence_days(&self) -> Option<u32> {
        self.cadence.days().filter(|_| !self.cadence.in_person)
    }
}

/// What a rhythm holds besides its days, in the order of the columns.
pub(super) fn beyond_days(cadence: Option<&Cadence>) -> [Value; 3] {
    let after = cadence.and_then(|cadence| match &cadence.beat {
        Beat::After(what) => Some(what.as_str()),
        Beat::Every(_) => None,
    });
    let weekdays = cadence.map(|cadence| cadence.weekdays.id());
    [
        Value::Int(cadence.is_some_and(|cadence| cadence.in_person).into()),
        after.into(),
        weekdays.unwrap_or_default().into(),
    ]
}

/// The rhythm in four columns from `at` on: days, in person, after what, days of the week.
pub(super) fn read(row: &Row<'_>, at: usize) -> Result<Option<Cadence>> {
    let days = row.opt_int(at)?.and_then(|days| u32::try_from(days).ok());
    let beat = match (days, row.opt_text(at + 2)?) {
        (_, Some(what)) => Beat::After(what),
        (Some(days), None) => Beat::Every(days),
        (None, None) => return Ok(None),
    };
    let weekdays = row.opt_text(at + 3)?.unwrap_or_default();
    Ok(Some(Cadence {
        beat,
        in_person: row.opt_int(at + 1)?.unwrap_or_default() != 0,
        weekdays: Weekdays::from_id(&weekdays).unwrap_or_default(),
    }))
}

/// The rhythms set by hand that hold on `day`, own before the circles'. For one person, or for
/// everyone: then a plain rhythm of their own is not here, as it is read with the person; `holds`
/// puts the two together.
pub(super) fn followed(
    session: &mut Session<'_>,
    only: Option<PersonId>,
    day: Day,
) -> Result<HashMap<PersonId, Followed>> {
    let mut followed = of_circles(session, only)?;
    followed.extend(own(session, only)?);
    if followed.values().any(|one| one.cadence.in_person) {
        in_person(session, &mut followed, day)?;
    }
    if followed.values().any(|one| one.cadence.days().is_none()) {
        let happened = last_happened(session, day)?;
        for one in followed.values_mut() {
            if let Beat::After(what) = &one.cadence.beat {
                one.happened = happened.get(what).copied();
            }
        }
    }
    Ok(followed)
}

const OWN: &str = "select p.id, p.rhythm, c.in_person, c.after_what, c.weekdays
   from person p left join cadence c on c.book = p.book and c.person = p.id
  where p.book = $1 and p.id = $2";

/// Only what days alone do not say: a plain rhythm is read with the person.
const OWN_OF_ALL: &str = "select p.id, p.rhythm, c.in_person, c.after_what, c.weekdays
   from cadence c cross join person p
  where c.book = $1 and p.book = $1 and p.id = c.person";

fn own(session: &mut Session<'_>, only: Option<PersonId>) -> Result<Vec<(PersonId, Followed)>> {
    let book = session.book;
    let read = |row: &Row<'_>| Ok((PersonId(row.id(0)?), read(row, 1)?));
    let rows = match only {
        Some(person) => session.all(OWN, values![book, person.0], read)?,
        None => session.all(OWN_OF_ALL, values![book], read)?,
    };
    let set = rows
        .into_iter()
        .filter_map(|(person, cadence)| Some((person, held(cadence?, None))));
    Ok(set.collect())
}

/// Of each circle with a rhythm, its people. Joined crosswise, so that SQLite, which has no
/// statistics, begins with the few circles and not with every membership.
const OF_CIRCLES: &str =
    "select p.root, c.id, c.name, c.days, c.in_person, c.after_what, c.weekdays
   from circle c cross join membership m cross join person p
  where c.book = $1 and (c.days is not null or c.after_what is not null)
    and m.book = $1 and m.circle = c.id and p.book = $1 and p.id = m.person";

const OF_CIRCLES_OF_ONE: &str =
    "select p.root, c.id, c.name, c.days, c.in_person, c.after_what, c.weekdays
   from person p cross join membership m cross join circle c
  where p.book = $1 and p.root = $2 and m.book = $1 and m.person = p.id
    and c.book = $1 and c.id = m.circle and (c.days is not null or c.after_what is not null)";

fn of_circles(
    session: &mut Session<'_>,
    only: Option<PersonId>,
) -> Result<HashMap<PersonId, Followed>> {
    let book = session.book;
    let mut all: HashMap<PersonId, Vec<Followed>> = HashMap::new();
    let read = |row: &Row<'_>| {
        if let Some(cadence) = read(row, 3)? {
            let circle = (CircleId(row.id(1)?), row.text(2)?);
            let rhythms = all.entry(PersonId(row.id(0)?)).or_default();
            rhythms.push(held(cadence, Some(circle)));
        }
        Ok(())
    };
    match only {
        Some(person) => session.each(OF_CIRCLES_OF_ONE, values![book, person.0], read)?,
        None => session.each(OF_CIRCLES, values![book], read)?,
    }
    let one = |(person, mut rhythms): (PersonId, Vec<Followed>)| {
        // Of equally tight ones the first by name is followed, on every engine and machine.
        let of_circle = |one: &Followed| one.circle.as_ref().map(|(id, name)| (fold(name), *id));
        rhythms.sort_by_cached_key(of_circle);
        let (_, found) = tightest(rhythms.iter().map(|one| (&one.cadence, one)))?;
        Some((person, found.clone()))
    };
    Ok(all.into_iter().filter_map(one).collect())
}

fn held(cadence: Cadence, circle: Option<(CircleId, String)>) -> Followed {
    Followed {
        cadence,
        circle,
        last_in_person: None,
        happened: None,
    }
}

/// The last touch in person of each who is to be seen in person.
fn in_person(
    session: &mut Session<'_>,
    followed: &mut HashMap<PersonId, Followed>,
    day: Day,
) -> Result<()> {
    let book = session.book;
    let wanted = followed.iter_mut().filter(|(_, one)| one.cadence.in_person);
    for (person, one) in wanted {
        let last = session.one(
            "select t.day from person p cross join touch t
              where p.book = $1 and p.root = $2 and t.book = $1 and t.person = p.id
                and t.medium = 'in-person' and t.day <= $3
              order by t.at desc limit 1",
            values![book, person.0, day],
            |row| row.day(0),
        )?;
        one.last_in_person = last;
    }
    Ok(())
}

fn last_happened(session: &mut Session<'_>, day: Day) -> Result<HashMap<String, Day>> {
    let book = session.book;
    let rows = session.all(
        "select name, max(day) from happening where book = $1 and day <= $2 group by name",
        values![book, day],
        |row| Ok((row.text(0)?, row.day(1)?)),
    )?;
    Ok(rows.into_iter().collect())
}
