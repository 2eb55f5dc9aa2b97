//! What today needs of each person, made by the ledger from their touches and kept on a shelf
//! of its own. It is never edited by hand and never exported: it can always be made again.

use crate::values;
use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use ledger::Day;
use ledger::person::PersonId;
use ledger::rhythm::{Contact, Facts};
use ledger::touch::{Beginner, Medium};
use uuid::Uuid;

use super::acquaintance::{LastTouch, origin};
use super::desk::Desk;
use super::engine_values::{Row, Value};
use super::merge::roots;
use super::packed::pack;
use super::{Session, shelf};
use crate::error::Result;

/// More people than this are read in one sweep over all touches rather than one by one.
const FEW: usize = 64;

/// Makes a person's facts anew, with those of everyone merged into them.
pub(super) fn refresh(desk: &mut Desk<'_>, person: PersonId) -> Result<()> {
    let book = desk.book;
    let root = desk
        .one(
            "select root from person where book = $1 and id = $2",
            values![book, person.0],
            |row| Ok(PersonId(row.id(0)?)),
        )?
        .unwrap_or(person);
    if root != person {
        desk.execute(
            "delete from facts where book = $1 and person = $2",
            values![book, person.0],
        )?;
    }
    let seen = contacts_of(desk, root, Day::MAX)?;
    match seen.row(root) {
        Some(row) => desk.put(&shelf::FACTS, &row),
        None => {
            desk.execute(
                "delete from facts where book = $1 and person = $2",
                values![book, root.0],
            )?;
            Ok(())
        }
    }
}

/// The facts of everybody in a book that has none yet, in one sweep over all touches.
pub(super) fn make_all(desk: &mut Desk<'_>) -> Result<()> {
    let seen = contacts_of_all(desk, Day::MAX)?;
    let rows: Vec<Vec<Value>> = seen
        .into_iter()
        .filter_map(|(person, seen)| seen.row(person))
        .collect();
    desk.stack(&shelf::FACTS, rows.iter())?;
    Ok(())
}

/// A person's contacts up to a day, and the last of them.
#[derive(Default)]
struct Seen {
    contacts: Vec<Contact>,
    last: Option<Last>,
    /// The touches read so far, where they may come twice.
    ids: HashSet<Uuid>,
}

struct Last {
    at: Timestamp,
    medium: Medium,
    note: String,
    source: Option<i64>,
    place: Option<String>,
}

impl Seen {
    /// As it stands on the shelf; `None` of somebody without a touch.
    fn row(self, person: PersonId) -> Option<Vec<Value>> {
        let (facts, last) = (Facts::of(self.contacts)?, self.last?);
        let row = values![
            person.0,
            Value::Blob(pack(&facts)),
            facts.days,
            facts.from_me,
            facts.from_them,
            last.at,
            last.medium.id(),
            last.note,
            last.source
        ];
        Some(row.to_vec())
    }

    /// One letter may have reached two entries that are now one person: it is still one touch.
    fn add_once(&mut self, row: &Row<'_>) -> Result<()> {
        if self.ids.insert(row.id(9)?) {
            self.add(row)?;
        }
        Ok(())
    }

    fn add(&mut self, row: &Row<'_>) -> Result<()> {
        let medium = row.named(5, Medium::from_id)?;
        let written = matches!(medium, Medium::Chat | Medium::Mail | Medium::Letter);
        let began = match row.named(2, Beginner::from_id)? {
            // As the ledger takes it: where both were there, nobody is left waiting for an answer.
            Beginner::Them if !written => Beginner::Unknown,
            began => began,
        };
        self.contacts.push(Contact {
            day: row.day(1)?,
            began,
            addressees: row.count(3)?,
        });
        let at = row.instant(4)?;
        if self.last.as_ref().is_none_or(|last| last.at <= at) {
            self.last = Some(Last {
                at,
                medium,
                note: row.text(6)?,
                source: row.opt_int(7)?,
                place: row.opt_text(8)?,
            });
        }
        Ok(())
    }
}

fn contacts_of(session: &mut Session<'_>, root: PersonId, until: Day) -> Result<Seen> {
    let book = session.book;
    let mut seen = Seen::default();
    session.each(
        "select t.person, t.day, t.began, t.addressees, t.at, t.medium, t.note, t.source, s.place, t.id
           from touch t left join source s on s.book = t.book and s.id = t.source
          where t.book = $1 and t.day <= $3
            and t.person in (select id from person where book = $1 and root = $2)
          order by t.person, t.at, t.id",
        values![book, root.0, until],
        |row| seen.add_once(row),
    )?;
    Ok(seen)
}

/// The facts of these people as they stood on an earlier day.
pub(super) fn as_of(
    session: &mut Session<'_>,
    people: &[PersonId],
    day: Day,
) -> Result<HashMap<PersonId, (Facts, LastTouch)>> {
    let all = if people.len() <= FEW {
        let mut few = HashMap::new();
        for person in people {
            few.insert(*person, contacts_of(session, *person, day)?);
        }
        few
    } else {
        contacts_of_all(session, day)?
    };
    Ok(all
        .into_iter()
        .filter_map(|(person, seen)| {
            let (facts, last) = (Facts::of(seen.contacts)?, seen.last?);
            let last = LastTouch {
                at: last.at,
                medium: last.medium,
                note: last.note,
                origin: origin(last.source.and(last.place)),
            };
            Some((person, (facts, last)))
        })
        .collect())
}

/// Everybody's contacts, read once.
fn contacts_of_all(session: &mut Session<'_>, until: Day) -> Result<HashMap<PersonId, Seen>> {
    let book = session.book;
    let mut all: HashMap<PersonId, Seen> = HashMap::new();
    let merged: HashSet<PersonId> = roots(session)?.into_values().collect();
    session.each(
        "select p.root, t.day, t.began, t.addressees, t.at, t.medium, t.note, t.source, s.place, t.id
           from touch t
           join person p on p.book = t.book and p.id = t.person
           left join source s on s.book = t.book and s.id = t.source
          where t.book = $1 and t.day <= $2
          order by t.person, t.at, t.id",
        values![book, until],
        |row| {
            let root = PersonId(row.id(0)?);
            let seen = all.entry(root).or_default();
            if merged.contains(&root) {
                seen.add_once(row)
            } else {
                seen.add(row)
            }
        },
    )?;
    Ok(all)
}
