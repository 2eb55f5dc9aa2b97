//! Two entries for one person. Merging moves no touch: one person comes to stand under
//! another, and taking them apart puts both back as they were.

use std::collections::HashMap;

use crate::values;
use ledger::person::PersonId;

use super::acquaintance::nobody;
use super::desk::{Desk, Written};
use super::duplicates::parted::{self, How};
use super::engine_values::Value;
use super::history::Stamp;
use super::naming::fold;
use super::person::person_row;
use super::{Book, Session, shelf};
use crate::error::{Error, Result};

/// Where `merged_into` and `root` stand in a person's row.
const MERGED_INTO: usize = 10;
const ROOT: usize = 11;

impl Book {
    /// From now on `from` is the same person as `into`. Both histories are kept.
    pub fn merge(&self, stamp: &Stamp, from: PersonId, into: PersonId) -> Result<Written> {
        self.write(stamp, "merge", |desk| Ok(join(desk, from, into)?.0))
    }

    /// Takes an entry out of the person it was merged into, with everything that came with it. It
    /// is remembered, so that nothing brings the two together again by itself.
    pub fn unmerge(&self, stamp: &Stamp, id: PersonId) -> Result<Written> {
        self.write(stamp, "unmerge", |desk| {
            let mut row = person_row(desk, id)?;
            let Value::Blob(_) = row[MERGED_INTO] else {
                return Err(Error::refused("that person is not merged into anybody"));
            };
            let old = root(desk, id)?;
            part_for_good(desk, stamp, id, old)?;
            row[MERGED_INTO] = Value::Null;
            desk.save(&shelf::PERSON, &row)?;
            lead(desk, id, id)?;
            desk.touches_changed(old);
            desk.touches_changed(id);
            Ok(id.0)
        })
    }

    /// The entries that stand under this person, with their names.
    pub fn merged_entries(&self, id: PersonId) -> Result<Vec<(PersonId, String)>> {
        self.read(|session| merged(session, id))
    }
}

/// `from` and all that stands under it become part of the person `into` belongs to, who is answered.
pub(super) fn join(desk: &mut Desk<'_>, from: PersonId, into: PersonId) -> Result<PersonId> {
    let mut row = person_row(desk, from)?;
    let target = root(desk, into)?;
    if root(desk, from)? == target {
        return Err(Error::refused("those are one person already"));
    }
    if row[MERGED_INTO] != Value::Null {
        return Err(Error::refused(
            "that entry is part of somebody already; take them apart first",
        ));
    }
    if row[4] == Value::from("owner") {
        return Err(Error::refused(
            "the owner is not merged into somebody; say it the other way round",
        ));
    }
    row[MERGED_INTO] = target.0.into();
    desk.save(&shelf::PERSON, &row)?;
    lead(desk, from, target)?;
    desk.touches_changed(from);
    desk.touches_changed(target);
    Ok(target)
}

/// What was taken apart is not the same, entry by entry: so it holds whatever is taken apart later.
fn part_for_good(desk: &mut Desk<'_>, stamp: &Stamp, id: PersonId, old: PersonId) -> Result<()> {
    let day = stamp.at.to_zoned(desk.zone()?).date();
    let leaving = beneath(desk, id)?;
    let mut staying = entries(desk, old)?;
    staying.retain(|entry| !leaving.contains(entry));
    parted::note_each(desk, &leaving, &staying, day, How::Apart)
}

/// The entry this one stands under.
pub(super) fn under(row: &[Value]) -> Result<Option<PersonId>> {
    match &row[MERGED_INTO] {
        Value::Blob(bytes) => Ok(Some(PersonId(super::engine::uuid_from(bytes)?))),
        _ => Ok(None),
    }
}

/// Who somebody is now: themselves, or whoever they were merged into.
pub(super) fn root(session: &mut Session<'_>, id: PersonId) -> Result<PersonId> {
    let book = session.book;
    let found = session.one(
        "select root from person where book = $1 and id = $2",
        values![book, id.0],
        |row| Ok(PersonId(row.id(0)?)),
    )?;
    found.ok_or_else(nobody)
}

/// Everybody who is part of somebody, and of whom.
pub(super) fn roots(session: &mut Session<'_>) -> Result<HashMap<PersonId, PersonId>> {
    let book = session.book;
    let pairs = session.all(
        "select id, root from person where book = $1 and merged_into is not null",
        values![book],
        |row| Ok((PersonId(row.id(0)?), PersonId(row.id(1)?))),
    )?;
    Ok(pairs.into_iter().collect())
}

/// Every entry that is this person now, their own among them.
pub(super) fn entries(session: &mut Session<'_>, id: PersonId) -> Result<Vec<PersonId>> {
    let book = session.book;
    session.all(
        "select id from person where book = $1 and root = $2 order by id",
        values![book, id.0],
        |row| Ok(PersonId(row.id(0)?)),
    )
}

pub(super) fn merged(session: &mut Session<'_>, id: PersonId) -> Result<Vec<(PersonId, String)>> {
    let book = session.book;
    let mut merged = session.all(
        "select id, name from person where book = $1 and merged_into = $2 and id in (
           select id from person where book = $1 and root = (
             select root from person where book = $1 and id = $2))",
        values![book, id.0],
        |row| Ok((PersonId(row.id(0)?), row.text(1)?)),
    )?;
    merged.sort_by_cached_key(|(id, name)| (fold(name), *id));
    Ok(merged)
}

/// `top` and all that stands under it now lead to `root`.
fn lead(desk: &mut Desk<'_>, top: PersonId, root: PersonId) -> Result<()> {
    for id in beneath(desk, top)? {
        let mut row = person_row(desk, id)?;
        row[ROOT] = root.0.into();
        desk.save(&shelf::PERSON, &row)?;
    }
    Ok(())
}

/// `top` and all that stands under it.
fn beneath(session: &mut Session<'_>, top: PersonId) -> Result<Vec<PersonId>> {
    let book = session.book;
    let (mut all, mut open) = (Vec::new(), vec![top]);
    while let Some(id) = open.pop() {
        all.push(id);
        open.extend(session.all(
            "select id from person where book = $1 and merged_into = $2",
            values![book, id.0],
            |row| Ok(PersonId(row.id(0)?)),
        )?);
    }
    Ok(all)
}

pub(super) fn root_in(row: &[Value]) -> Result<PersonId> {
    match &row[ROOT] {
        Value::Blob(bytes) => super::engine::uuid_from(bytes).map(PersonId),
        _ => Err(Error::internal("a person in the book has no root")),
    }
}
