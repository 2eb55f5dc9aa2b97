//! Circles: making one, changing who is in it and its rhythm, ending it. Reading them with their
//! people is in `company`.

use crate::values;
use ledger::cadence::Cadence;
use ledger::circle::{Circle, CircleId, Kind};
use ledger::person::PersonId;

use super::desk::{Desk, Written};
use super::engine_values::{Row, Value};
use super::history::Stamp;
use super::naming::fold;
use super::person::{plain, really_known};
use super::reference::{References, referred};
use super::touch::must_exist;
use super::{Book, Session, cadence, shelf};
use crate::clock;
use crate::error::{Error, Result};

/// What is to be different; what is `None` or empty stays as it is.
#[derive(Clone, Debug, Default)]
pub struct CircleChange {
    pub name: Option<String>,
    pub kind: Option<Kind>,
    pub add: Vec<PersonId>,
    pub part: Vec<PersonId>,
    /// `Some(None)` takes the rhythm away.
    pub rhythm: Option<Option<Cadence>>,
}

pub(super) const COLUMNS_OF_ALL: &str =
    "select id, name, kind, days, in_person, after_what, weekdays from circle where book = $1";

impl Book {
    /// A circle newly made, with its first people.
    pub fn make_circle(&self, stamp: &Stamp, change: &CircleChange) -> Result<Written> {
        self.write(stamp, "circle", |desk| {
            let name = plain(change.name.as_deref().unwrap_or_default());
            let kind = change.kind.unwrap_or(Kind::Other);
            let circle = Circle::make(CircleId(clock::new_id()), &name, kind)?;
            settle(desk, circle, change)
        })
    }

    /// Its name, kind, people or rhythm, as one change.
    pub fn change_circle(
        &self,
        stamp: &Stamp,
        id: CircleId,
        change: &CircleChange,
    ) -> Result<Written> {
        self.write(stamp, "circle", |desk| {
            let mut circle = load(desk, id)?;
            circle.kind = change.kind.unwrap_or(circle.kind);
            if let Some(name) = &change.name {
                circle = circle.called(&plain(name))?;
            }
            settle(desk, circle, change)
        })
    }

    /// The circle is no more; its people stay, and planned days there are called off.
    pub fn disband(&self, stamp: &Stamp, id: CircleId) -> Result<Written> {
        self.write(stamp, "disband", |desk| {
            load(desk, id)?;
            let book = desk.book;
            let members = desk.all(
                "select person from membership where book = $1 and circle = $2",
                values![book, id.0],
                |row| row.id(0),
            )?;
            for person in members {
                desk.remove(&shelf::MEMBERSHIP, values![id.0, person])?;
            }
            let planned = desk.all(
                "select id from walk_around where book = $1 and circle = $2",
                values![book, id.0],
                |row| row.id(0),
            )?;
            for walk in planned {
                desk.remove(&shelf::WALK_AROUND, values![walk])?;
            }
            desk.remove(&shelf::CIRCLE, values![id.0])?;
            Ok(id.0)
        })
    }

    /// The circle a text names: its name or part of it, or its short reference.
    pub fn look_up_circle(&self, text: &str) -> Result<CircleId> {
        let all = self.read(every)?;
        let wanted = fold(text);
        if let Some(same) = all.iter().find(|circle| fold(&circle.name) == wanted) {
            return Ok(same.id);
        }
        let mut found = referred(text, &all, |circle| circle.id.0);
        if found.is_empty() {
            let fits = |circle: &&Circle| fold(&circle.name).contains(&wanted);
            found = all.iter().filter(fits).collect();
        }
        match found.as_slice() {
            _ if wanted.is_empty() => {
                Err(Error::refused("which circle?").hint("troth circles lists them"))
            }
            [one] => Ok(one.id),
            [] => Err(
                Error::not_found(format!("no circle is called “{}”", text.trim()))
                    .hint("troth circles lists them; troth circle NAME --add PERSON makes one"),
            ),
            several => {
                let references = References::among(all.iter().map(|circle| circle.id.0));
                let said =
                    |circle: &&Circle| format!("{} ({})", circle.name, references.of(circle.id.0));
                let names: Vec<String> = several.iter().map(said).collect();
                Err(
                    Error::not_found(format!("several circles match: {}", names.join(", ")))
                        .hint("say more of the name, or the short reference"),
                )
            }
        }
    }
}

/// Writes the circle with its change of people and rhythm.
fn settle(desk: &mut Desk<'_>, circle: Circle, change: &CircleChange) -> Result<uuid::Uuid> {
    refuse_a_name_taken(desk, &circle)?;
    let rhythm = change
        .rhythm
        .clone()
        .unwrap_or_else(|| circle.rhythm.clone());
    let mut row = values![
        circle.id.0,
        circle.name.as_str(),
        circle.kind.id(),
        rhythm.as_ref().and_then(Cadence::days)
    ]
    .to_vec();
    row.extend(cadence::beyond_days(rhythm.as_ref()));
    desk.save(&shelf::CIRCLE, &row)?;
    for person in &change.add {
        join(desk, circle.id, *person)?;
    }
    for person in &change.part {
        part(desk, circle.id, *person)?;
    }
    if let ([only], []) | ([], [only]) = (change.add.as_slice(), change.part.as_slice()) {
        desk.about = Some(*only);
    }
    Ok(circle.id.0)
}

fn refuse_a_name_taken(desk: &mut Desk<'_>, circle: &Circle) -> Result<()> {
    let wanted = fold(&circle.name);
    let all = every(desk)?;
    let taken = all
        .iter()
        .find(|other| other.id != circle.id && fold(&other.name) == wanted);
    match taken {
        Some(other) => Err(Error::refused(format!(
            "there is a circle called {} already",
            other.name
        ))),
        None => Ok(()),
    }
}

fn join(desk: &mut Desk<'_>, circle: CircleId, person: PersonId) -> Result<()> {
    must_exist(desk, person)?;
    if desk
        .row(&shelf::PERSON, values![person.0])?
        .is_some_and(|row| row[4] == Value::from("owner"))
    {
        return Err(Error::refused("that is you, the owner of this book"));
    }
    if entries(desk, circle, person)?.is_empty() {
        really_known(desk, person)?;
        desk.save(&shelf::MEMBERSHIP, values![circle.0, person.0])?;
    }
    Ok(())
}

fn part(desk: &mut Desk<'_>, circle: CircleId, person: PersonId) -> Result<()> {
    for entry in entries(desk, circle, person)? {
        desk.remove(&shelf::MEMBERSHIP, values![circle.0, entry])?;
    }
    Ok(())
}

/// Under which of a person's merged entries they are in the circle.
fn entries(desk: &mut Desk<'_>, circle: CircleId, person: PersonId) -> Result<Vec<uuid::Uuid>> {
    let book = desk.book;
    desk.all(
        "select m.person from membership m
          where m.book = $1 and m.circle = $2
            and m.person in (select id from person where book = $1 and root = $3)",
        values![book, circle.0, person.0],
        |row| row.id(0),
    )
}

pub(super) fn load(session: &mut Session<'_>, id: CircleId) -> Result<Circle> {
    let book = session.book;
    session
        .one(
            "select id, name, kind, days, in_person, after_what, weekdays
               from circle where book = $1 and id = $2",
            values![book, id.0],
            read,
        )?
        .ok_or_else(|| Error::not_found("there is no such circle in this book"))
}

/// Every circle by name.
pub(super) fn every(session: &mut Session<'_>) -> Result<Vec<Circle>> {
    let book = session.book;
    let mut all = session.all(COLUMNS_OF_ALL, values![book], read)?;
    all.sort_by_cached_key(|circle| (fold(&circle.name), circle.id));
    Ok(all)
}

fn read(row: &Row<'_>) -> Result<Circle> {
    Ok(Circle {
        id: CircleId(row.id(0)?),
        name: row.text(1)?,
        kind: row.named(2, Kind::from_id)?,
        rhythm: cadence::read(row, 3)?,
    })
}
