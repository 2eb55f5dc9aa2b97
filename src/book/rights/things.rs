//! The things noted with somebody, those that were taken back among them: these stand nowhere but
//! in the images, and are theirs all the same.

use std::collections::{BTreeMap, BTreeSet};

use ledger::person::PersonId;
use uuid::Uuid;

use super::theirs;
use crate::book::{Session, shelf};
use crate::error::Result;
use crate::values;

/// Promises, concerns and the like. A touch is of everybody who took part; a thing is of one.
pub(super) fn of(session: &mut Session<'_>, entries: &[PersonId]) -> Result<BTreeSet<Uuid>> {
    let book = session.book;
    let mut things = BTreeSet::new();
    for shelf in shelves_of_things() {
        let sql = format!("select id from {shelf} where book = $1 and person = $2");
        for entry in entries {
            things.extend(session.all(&sql, values![book, entry.0], |row| row.id(0))?);
        }
    }
    session.each(
        "select shelf, before from image where book = $1 and before is not null",
        values![book],
        |row| {
            let shelf = row.text(0)?;
            if shelves_of_things().any(|name| name == shelf) {
                things.extend(thing_of(entries, &row.text(1)?));
            }
            Ok(())
        },
    )?;
    Ok(things)
}

fn shelves_of_things() -> impl Iterator<Item = &'static str> {
    theirs()
        .filter(|shelf| shelf.name != shelf::TOUCH.name && shelf.column_names().contains(&"id"))
        .map(|shelf| shelf.name)
}

fn thing_of(entries: &[PersonId], before: &str) -> Option<Uuid> {
    let row: serde_json::Value = serde_json::from_str(before).ok()?;
    let id = |column: &str| Uuid::try_parse(row[column].as_str()?).ok();
    let person = id("person")?;
    entries.contains(&PersonId(person)).then(|| id("id"))?
}

/// Meetings with nobody else.
pub(super) fn meetings_alone(session: &mut Session<'_>, entries: &[PersonId]) -> Result<Vec<Uuid>> {
    let is_theirs = |guest: &PersonId| entries.contains(guest);
    let standing = guests(session)?;
    // Of a meeting that was taken back, the guests it had.
    let mut before = guests_before(session)?;
    before.retain(|meeting, _| !standing.contains_key(meeting));
    let alone = standing.into_iter().chain(before);
    Ok(alone
        .filter(|(_, guests)| guests.iter().all(is_theirs))
        .map(|(meeting, _)| meeting)
        .collect())
}

type Guests = BTreeMap<Uuid, Vec<PersonId>>;

fn guests(session: &mut Session<'_>) -> Result<Guests> {
    let book = session.book;
    let mut guests = Guests::new();
    session.each(
        "select meeting, person from guest where book = $1",
        values![book],
        |row| {
            let guest = PersonId(row.id(1)?);
            guests.entry(row.id(0)?).or_default().push(guest);
            Ok(())
        },
    )?;
    Ok(guests)
}

fn guests_before(session: &mut Session<'_>) -> Result<Guests> {
    let book = session.book;
    let mut guests = Guests::new();
    session.each(
        "select place from image where book = $1 and shelf = 'guest'",
        values![book],
        |row| {
            let place = row.text(0)?;
            let id = |text: &str| Uuid::try_parse(text).ok();
            let pair = place.split_once('/');
            if let Some((meeting, guest)) = pair.and_then(|(one, two)| id(one).zip(id(two))) {
                guests.entry(meeting).or_default().push(PersonId(guest));
            }
            Ok(())
        },
    )?;
    Ok(guests)
}
