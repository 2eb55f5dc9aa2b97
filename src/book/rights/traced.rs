//! Everything by which somebody can be found in the book: their entries, the things noted with
//! them, their addresses and the names they went by.

use std::collections::{BTreeSet, HashSet};

use ledger::forgetting::{Likeness, Traces};
use ledger::handle::{Handle, HandleKind};
use ledger::person::{PersonId, Standing};
use uuid::Uuid;

use super::things;
use crate::book::acquaintance::one;
use crate::book::naming::fold;
use crate::book::shelf::hex;
use crate::book::{Session, acquaintance, merge};
use crate::error::{Error, Result};
use crate::values;

/// Somebody, as the book holds them.
pub(super) struct Traced {
    pub id: PersonId,
    pub name: String,
    /// Every name they go by or went by, of each entry.
    pub names: BTreeSet<String>,
    /// Their own entry and those merged into it.
    pub entries: Vec<PersonId>,
    /// Promises, concerns and the like, noted with them.
    pub things: BTreeSet<Uuid>,
    /// Meetings with nobody else.
    pub meetings: Vec<Uuid>,
    pub handles: Vec<Handle>,
    /// Mail alone: a chat name is no address.
    pub addresses: HashSet<String>,
    /// The addresses of everybody else, the owner's among them.
    pub others: HashSet<String>,
    pub own: HashSet<String>,
    pub traces: Traces,
    /// The digits of every id of theirs, as images spell them.
    pub digits: HashSet<String>,
}

impl Traced {
    /// Somebody who can be forgotten: not the owner.
    pub fn find(session: &mut Session<'_>, id: PersonId) -> Result<Self> {
        let known = one(session, id)?;
        if known.person.standing == Standing::Owner {
            return Err(Error::refused("that is you, the owner of this book")
                .hint("a book is forgotten by deleting its file, and the copies made of it"));
        }
        Self::of_anybody(session, id)
    }

    pub fn of_anybody(session: &mut Session<'_>, id: PersonId) -> Result<Self> {
        let known = one(session, id)?;
        let entries = merge::entries(session, id)?;
        let things = things::of(session, &entries)?;
        let meetings = things::meetings_alone(session, &entries)?;
        let ids = entries.iter().map(|entry| entry.0);
        let ids = ids
            .chain(things.iter().copied())
            .chain(meetings.iter().copied());
        let digits: HashSet<String> = ids.map(|id| hex(id.as_bytes())).collect();
        let names = names(session, &entries, &digits)?;
        let traces = traces(session, &entries, &names, &known.handles)?;
        Ok(Self {
            id,
            name: known.person.name,
            names,
            own: own(session)?,
            others: others(session, &entries)?,
            addresses: mail(&known.handles),
            handles: known.handles,
            entries,
            things,
            meetings,
            traces,
            digits,
        })
    }

    pub fn is_entry(&self, id: Uuid) -> bool {
        self.entries.contains(&PersonId(id))
    }

    /// Whether a thing, an entry or a meeting of theirs has this id.
    pub fn holds(&self, id: Uuid) -> bool {
        self.is_entry(id) || self.things.contains(&id) || self.meetings.contains(&id)
    }

    /// Whether this is a name of theirs, or surely holds one.
    pub fn is_named(&self, name: &str) -> bool {
        let folded = fold(name);
        self.names.iter().any(|one| fold(one) == folded)
            || self.traces.found_in(name) == Some(Likeness::Surely)
    }

    /// Whether a text spells an id of theirs, as places and images do.
    pub fn spelt_in(&self, text: &str) -> bool {
        let runs = text.split(|c: char| !c.is_ascii_hexdigit());
        runs.filter(|run| run.len() == 32)
            .any(|run| self.digits.contains(run))
    }
}

/// The names they go by and went by, before they were renamed.
fn names(
    session: &mut Session<'_>,
    entries: &[PersonId],
    digits: &HashSet<String>,
) -> Result<BTreeSet<String>> {
    let book = session.book;
    let mut names = BTreeSet::new();
    for entry in entries {
        names.extend(session.one(
            "select name from person where book = $1 and id = $2",
            values![book, entry.0],
            |row| row.text(0),
        )?);
    }
    let before = session.all(
        "select place, before from image where book = $1 and shelf = 'person' and before is not null",
        values![book],
        |row| Ok((row.text(0)?, row.text(1)?)),
    )?;
    for (_, before) in before.iter().filter(|(place, _)| digits.contains(place)) {
        let row: serde_json::Value = serde_json::from_str(before).unwrap_or_default();
        names.extend(row["name"].as_str().map(str::to_owned));
    }
    Ok(names)
}

/// What somebody else is called as well is no sure sign of this one.
fn traces(
    session: &mut Session<'_>,
    entries: &[PersonId],
    names: &BTreeSet<String>,
    handles: &[Handle],
) -> Result<Traces> {
    let book = session.book;
    let mut others = session.all(
        "select id, name from person where book = $1",
        values![book],
        |row| Ok((PersonId(row.id(0)?), row.text(1)?)),
    )?;
    others.retain(|(id, _)| !entries.contains(id));
    Ok(Traces::of(
        names.iter().map(String::as_str),
        others.iter().map(|(_, name)| name.as_str()),
        handles,
    ))
}

fn mail(handles: &[Handle]) -> HashSet<String> {
    let mail = handles.iter().filter(|one| one.kind == HandleKind::Mail);
    mail.map(|handle| handle.value.clone()).collect()
}

fn others(session: &mut Session<'_>, entries: &[PersonId]) -> Result<HashSet<String>> {
    let book = session.book;
    let mut all = session.all(
        "select value, person from handle where book = $1 and kind = 'mail'",
        values![book],
        |row| Ok((row.text(0)?, PersonId(row.id(1)?))),
    )?;
    all.retain(|(_, person)| !entries.contains(person));
    Ok(all.into_iter().map(|(address, _)| address).collect())
}

fn own(session: &mut Session<'_>) -> Result<HashSet<String>> {
    Ok(match crate::book::owner::owner_id(session)? {
        Some(owner) => mail(&acquaintance::handles(session, owner)?),
        None => HashSet::new(),
    })
}
