//! People as they are read: who they are, and what was derived from their touches.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use ledger::handle::{Handle, HandleKind};
use ledger::lettering;
use ledger::person::{Importance, Person, PersonId, Quiet, Standing};
use ledger::rhythm::Facts;
use ledger::touch::Medium;

use super::engine_values::Row;
use super::packed::unpack;
use super::{Session, naming};
use crate::error::{Error, Result};
use crate::values;

/// A person as the owner knows them, with what was derived from their touches.
#[derive(Clone, Debug, PartialEq)]
pub struct Acquaintance {
    pub person: Person,
    /// In lists, of those alone who could pass for somebody else.
    pub handles: Vec<Handle>,
    pub facts: Option<Facts>,
    pub last: Option<LastTouch>,
    pub open_promises: u32,
}

impl Acquaintance {
    /// Their name as it is shown where people are chosen: with the real address and what is strange
    /// in it, where it could pass for another's.
    pub fn told(&self) -> Cow<'_, str> {
        lettering::told(&self.person.name, &self.addresses())
    }

    /// The same apart from the name, for a list whose names are cut: it must not be cut away.
    pub fn aside(&self) -> Option<String> {
        lettering::aside(&self.person.name, &self.addresses())
    }

    fn addresses(&self) -> Vec<&str> {
        let mail = |handle: &&Handle| handle.kind == HandleKind::Mail;
        let mail = self.handles.iter().filter(mail);
        mail.map(|handle| handle.value.as_str()).collect()
    }
}

/// The one last contact, from every kind of touch, with its source.
#[derive(Clone, Debug, PartialEq)]
pub struct LastTouch {
    pub at: jiff::Timestamp,
    pub medium: Medium,
    pub note: String,
    pub origin: String,
}

/// Which people: those whose name or address holds `text`, of one standing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    pub text: Option<String>,
    pub standing: Standing,
}

impl Filter {
    pub fn accepted() -> Self {
        Self {
            text: None,
            standing: Standing::Accepted,
        }
    }
}

const LIST: &str =
    "select p.id, p.name, p.importance, p.standing, p.rhythm, p.quiet_from, p.quiet_until,
        p.quiet_why, f.packed, f.last_at, f.last_medium, f.last_note, s.place
   from person p
   left join facts f on f.book = p.book and f.person = p.id
   left join source s on s.book = p.book and s.id = f.last_source
  where p.book = $1 and p.standing = $2 and p.merged_into is null";

const ONE: &str =
    "select p.id, p.name, p.importance, p.standing, p.rhythm, p.quiet_from, p.quiet_until,
        p.quiet_why, f.packed, f.last_at, f.last_medium, f.last_note, s.place
   from person p
   left join facts f on f.book = p.book and f.person = p.id
   left join source s on s.book = p.book and s.id = f.last_source
  where p.book = $1 and p.id = $2";

pub(super) fn list(session: &mut Session<'_>, filter: &Filter) -> Result<Vec<Acquaintance>> {
    let book = session.book;
    let promises = open_promises(session)?;
    let wanted = match &filter.text {
        Some(text) if !text.trim().is_empty() => Some(naming::fold(text)),
        _ => None,
    };
    let by_handle = match &wanted {
        Some(wanted) => naming::holders_like(session, wanted)?,
        None => Vec::new(),
    };
    let mut out = Vec::new();
    session.each(LIST, values![book, filter.standing.id()], |row| {
        let mut found = read_acquaintance(row)?;
        if let Some(wanted) = &wanted
            && !naming::fold(&found.person.name).contains(wanted.as_str())
            && !by_handle.contains(&found.person.id)
        {
            return Ok(());
        }
        found.open_promises = promises.get(&found.person.id).copied().unwrap_or_default();
        out.push(found);
        Ok(())
    })?;
    let mut addresses = odd_addresses(session, &out)?;
    for found in &mut out {
        found.handles = addresses.remove(&found.person.id).unwrap_or_default();
    }
    // Here and not by the engine, whose order is its machine's: Élodie stands with Elodie everywhere.
    out.sort_by_cached_key(|found| (naming::fold(&found.person.name), found.person.id));
    Ok(out)
}

/// The mail addresses of those whose name or address is not in plain letters alone, or is an address.
fn odd_addresses(
    session: &mut Session<'_>,
    people: &[Acquaintance],
) -> Result<HashMap<PersonId, Vec<Handle>>> {
    let book = session.book;
    let odd_name = |name: &str| !name.is_ascii() || name.contains('@');
    let named: HashSet<PersonId> = people
        .iter()
        .filter(|known| odd_name(&known.person.name))
        .map(|known| known.person.id)
        .collect();
    let mut found: HashMap<PersonId, Vec<Handle>> = HashMap::new();
    session.each(
        "select p.root, h.value from handle h join person p on p.book = h.book and p.id = h.person
          where h.book = $1 and h.kind = 'mail' order by h.value",
        values![book],
        |row| {
            let (id, value) = (PersonId(row.id(0)?), row.text(1)?);
            if !value.is_ascii() || named.contains(&id) {
                let kind = HandleKind::Mail;
                found.entry(id).or_default().push(Handle { kind, value });
            }
            Ok(())
        },
    )?;
    Ok(found)
}

pub(super) fn one(session: &mut Session<'_>, id: PersonId) -> Result<Acquaintance> {
    let book = session.book;
    let mut found = session
        .one(ONE, values![book, id.0], read_acquaintance)?
        .ok_or_else(nobody)?;
    found.handles = handles(session, id)?;
    let open = session.one(
        "select count(*) from person e cross join promise m
          where e.book = $1 and e.root = $2 and m.book = e.book and m.person = e.id and m.outcome is null",
        values![book, id.0],
        |row| row.count(0),
    )?;
    found.open_promises = open.unwrap_or_default();
    Ok(found)
}

fn open_promises(session: &mut Session<'_>) -> Result<std::collections::HashMap<PersonId, u32>> {
    let book = session.book;
    let rows = session.all(
        "select p.root, count(*) from promise m join person p on p.book = m.book and p.id = m.person
          where m.book = $1 and m.outcome is null group by p.root",
        values![book],
        |row| Ok((PersonId(row.id(0)?), row.count(1)?)),
    )?;
    Ok(rows.into_iter().collect())
}

fn read_acquaintance(row: &Row<'_>) -> Result<Acquaintance> {
    let person = read_person(row)?;
    let Some(packed) = row.opt_slice(8)? else {
        return Ok(Acquaintance {
            person,
            handles: Vec::new(),
            facts: None,
            last: None,
            open_promises: 0,
        });
    };
    let facts = unpack(packed)?;
    let last = LastTouch {
        at: row.instant(9)?,
        medium: row.named(10, Medium::from_id)?,
        note: row.text(11)?,
        origin: origin(row.opt_text(12)?),
    };
    Ok(Acquaintance {
        person,
        handles: Vec::new(),
        facts: Some(facts),
        last: Some(last),
        open_promises: 0,
    })
}

fn read_person(row: &Row<'_>) -> Result<Person> {
    let quiet = match row.opt_day(5)? {
        Some(from) => Some(Quiet {
            from,
            until: row.opt_day(6)?,
            why: row.opt_text(7)?.unwrap_or_default(),
        }),
        None => None,
    };
    Ok(Person {
        id: PersonId(row.id(0)?),
        name: row.text(1)?,
        importance: Importance::from_steps(row.int(2)?).unwrap_or(Importance::Usual),
        standing: row.named(3, Standing::from_id)?,
        rhythm: row.opt_int(4)?.and_then(|days| u32::try_from(days).ok()),
        quiet,
    })
}

/// Where a touch came from, in words.
pub(super) fn origin(place: Option<String>) -> String {
    match place {
        Some(place) => format!("mail: {place}"),
        None => "noted by hand".to_owned(),
    }
}

pub(super) fn nobody() -> Error {
    Error::not_found("there is no such person in this book")
}

pub(super) fn handles(session: &mut Session<'_>, id: PersonId) -> Result<Vec<Handle>> {
    let book = session.book;
    let mut handles = session.all(
        "select h.kind, h.value from person p cross join handle h
          where p.book = $1 and p.root = $2 and h.book = $1 and h.person = p.id",
        values![book, id.0],
        |row| {
            Ok(Handle {
                kind: row.named(0, HandleKind::from_id)?,
                value: row.text(1)?,
            })
        },
    )?;
    handles.sort_by(|a, b| (a.kind.id(), &a.value).cmp(&(b.kind.id(), &b.value)));
    Ok(handles)
}
