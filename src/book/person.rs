//! People and their handles: reading them, finding one by a name half remembered, and the
//! small changes an owner makes. Merging keeps both histories: only `root` moves.

use crate::values;
use ledger::handle::{Handle, HandleKind};
use ledger::person::{Importance, Person, PersonId, Quiet, Standing};
use ledger::rhythm::Facts;
use ledger::touch::Medium;
use uuid::Uuid;

use super::desk::{Desk, Written};
use super::engine_values::{Row, Value};
use super::history::Stamp;
use super::{Book, Session, facts, naming, shelf};
use crate::clock;
use crate::error::{Error, Result};

/// A person as the owner knows them, with what was derived from their touches.
#[derive(Clone, Debug, PartialEq)]
pub struct Acquaintance {
    pub person: Person,
    /// Empty in lists.
    pub handles: Vec<Handle>,
    pub facts: Option<Facts>,
    pub last: Option<LastTouch>,
    pub open_promises: u32,
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

const LIST: &str = "select p.id, p.name, p.importance, p.standing, p.rhythm, p.quiet_from, p.quiet_until,
        p.quiet_why, f.touches, f.from_me, f.from_them, f.days, f.first_day, f.last_day, f.gaps, f.log_sum,
        f.log_squares, f.median_gap, f.decayed, f.last_from_me, f.last_from_them, f.waiting_since,
        f.reply_p90, f.last_at, f.last_medium, f.last_note, s.place
   from person p
   left join facts f on f.book = p.book and f.person = p.id
   left join source s on s.book = p.book and s.id = f.last_source
  where p.book = $1 and p.standing = $2 and p.merged_into is null
  order by p.name, p.id";

const ONE: &str = "select p.id, p.name, p.importance, p.standing, p.rhythm, p.quiet_from, p.quiet_until,
        p.quiet_why, f.touches, f.from_me, f.from_them, f.days, f.first_day, f.last_day, f.gaps, f.log_sum,
        f.log_squares, f.median_gap, f.decayed, f.last_from_me, f.last_from_them, f.waiting_since,
        f.reply_p90, f.last_at, f.last_medium, f.last_note, s.place
   from person p
   left join facts f on f.book = p.book and f.person = p.id
   left join source s on s.book = p.book and s.id = f.last_source
  where p.book = $1 and p.id = $2";

impl Book {
    /// People of one standing by name.
    pub fn people(&self, filter: &Filter) -> Result<Vec<Acquaintance>> {
        self.read(|session| list(session, filter))
    }

    /// Those found in mail and waiting for the owner's word, the most contact days first.
    pub fn inbox(&self) -> Result<Vec<Acquaintance>> {
        let mut waiting = self.people(&Filter {
            text: None,
            standing: Standing::Waiting,
        })?;
        waiting.sort_by_key(|found| {
            std::cmp::Reverse(found.facts.as_ref().map_or(0, |facts| facts.days))
        });
        Ok(waiting)
    }

    pub fn person(&self, id: PersonId) -> Result<Acquaintance> {
        self.read(|session| one(session, id))
    }

    /// The person a text names: a name in any case and without accents, a first name, an
    /// address, or the beginning of an id. Several or none is said in words.
    pub fn look_up(&self, text: &str) -> Result<PersonId> {
        self.read(|session| naming::look_up(session, text))
    }

    pub fn owner(&self) -> Result<Option<Acquaintance>> {
        self.read(|session| match owner_id(session)? {
            Some(id) => one(session, id).map(Some),
            None => Ok(None),
        })
    }

    pub fn owner_handles(&self) -> Result<Vec<Handle>> {
        self.read(|session| match owner_id(session)? {
            Some(id) => handles(session, id),
            None => Ok(Vec::new()),
        })
    }

    /// Says who the owner is. Addresses that belonged to somebody in the book become the owner's.
    pub fn name_owner(&self, stamp: &Stamp, name: &str, addresses: &[String]) -> Result<Written> {
        self.write(stamp, "owner", |desk| {
            let handles: Vec<Handle> = addresses
                .iter()
                .map(|address| Handle::mail(address))
                .collect();
            let id = save_owner(desk, name, &handles)?;
            Ok(id.0)
        })
    }

    /// A person the owner adds by hand; accepted from the start.
    pub fn meet(&self, stamp: &Stamp, name: &str, handles: &[Handle]) -> Result<Written> {
        let name = words_of(name)?;
        self.write(stamp, "meet", |desk| {
            for handle in handles {
                if let Some(holder) = holder(desk, handle)? {
                    let holder = one(desk, holder)?;
                    return Err(Error::refused(format!(
                        "{} already belongs to {}",
                        handle.value, holder.person.name
                    )));
                }
            }
            let id = PersonId(clock::new_id());
            let person = NewRow {
                by: "owner",
                ..NewRow::new(id, &name, Standing::Accepted)
            };
            desk.save(&shelf::PERSON, &person.values())?;
            for handle in handles {
                desk.save(&shelf::HANDLE, &handle_row(handle, id, None))?;
            }
            Ok(id.0)
        })
    }

    pub fn rename(&self, stamp: &Stamp, id: PersonId, name: &str) -> Result<Written> {
        let name = words_of(name)?;
        self.change_person(stamp, "rename", id, |row| {
            row[1] = name.as_str().into();
            row[2] = "owner".into();
        })
    }

    pub fn set_importance(
        &self,
        stamp: &Stamp,
        id: PersonId,
        importance: Importance,
    ) -> Result<Written> {
        self.change_person(stamp, "weigh", id, |row| {
            row[3] = i64::from(importance.steps()).into()
        })
    }

    /// A rhythm in days between contacts; `None` goes back to the learnt one.
    pub fn set_rhythm(&self, stamp: &Stamp, id: PersonId, days: Option<u32>) -> Result<Written> {
        if days == Some(0) {
            return Err(Error::refused("a rhythm is at least one day"));
        }
        self.change_person(stamp, "set-rhythm", id, |row| row[6] = days.into())
    }

    /// A time in which silence is expected; `None` ends it.
    pub fn set_quiet(&self, stamp: &Stamp, id: PersonId, quiet: Option<Quiet>) -> Result<Written> {
        if let Some(Quiet {
            from,
            until: Some(until),
            ..
        }) = quiet
            && until < from
        {
            return Err(Error::refused(format!("{until} comes before {from}")));
        }
        self.change_person(stamp, "set-quiet", id, |row| {
            row[7] = quiet.as_ref().map(|quiet| quiet.from).into();
            row[8] = quiet.as_ref().and_then(|quiet| quiet.until).into();
            row[9] = quiet.as_ref().map(|quiet| quiet.why.as_str()).into();
        })
    }

    pub fn accept_person(&self, stamp: &Stamp, id: PersonId) -> Result<Written> {
        self.stand(stamp, "accept", id, Standing::Accepted)
    }

    pub fn ignore_person(&self, stamp: &Stamp, id: PersonId) -> Result<Written> {
        self.stand(stamp, "ignore", id, Standing::Ignored)
    }

    pub fn wait_person(&self, stamp: &Stamp, id: PersonId) -> Result<Written> {
        self.stand(stamp, "wait", id, Standing::Waiting)
    }

    fn stand(
        &self,
        stamp: &Stamp,
        verb: &'static str,
        id: PersonId,
        standing: Standing,
    ) -> Result<Written> {
        self.change_person(stamp, verb, id, |row| {
            row[4] = standing.id().into();
            row[5] = "owner".into();
        })
    }

    fn change_person(
        &self,
        stamp: &Stamp,
        verb: &'static str,
        id: PersonId,
        change: impl FnOnce(&mut Vec<Value>),
    ) -> Result<Written> {
        self.write(stamp, verb, |desk| {
            let mut row = person_row(desk, id)?;
            if row[4] == Value::from(Standing::Owner.id()) && verb != "rename" {
                return Err(Error::refused("that is you, the owner of this book"));
            }
            change(&mut row);
            desk.save(&shelf::PERSON, &row)?;
            Ok(id.0)
        })
    }
}

/// The columns of a person's row that a new one needs.
pub(super) struct NewRow<'a> {
    pub id: PersonId,
    pub name: &'a str,
    pub standing: Standing,
    /// Who gave the name and the standing: `owner`, `mail` (a display name) or `address`.
    pub by: &'static str,
    pub batch: Option<i64>,
}

impl<'a> NewRow<'a> {
    pub fn new(id: PersonId, name: &'a str, standing: Standing) -> Self {
        Self {
            id,
            name,
            standing,
            by: "owner",
            batch: None,
        }
    }

    pub fn values(&self) -> Vec<Value> {
        let standing_by = if self.by == "owner" { "owner" } else { "rule" };
        values![
            self.id.0,
            self.name,
            self.by,
            2_i64,
            self.standing.id(),
            standing_by,
            None::<i64>,
            None::<&str>,
            None::<&str>,
            None::<&str>,
            None::<Uuid>,
            self.id.0,
            self.batch
        ]
        .to_vec()
    }
}

pub(super) fn handle_row(handle: &Handle, person: PersonId, batch: Option<i64>) -> Vec<Value> {
    values![handle.kind.id(), handle.value.as_str(), person.0, batch].to_vec()
}

pub(super) fn person_row(desk: &mut Desk<'_>, id: PersonId) -> Result<Vec<Value>> {
    desk.row(&shelf::PERSON, values![id.0])?.ok_or_else(nobody)
}

pub(super) fn owner_id(session: &mut Session<'_>) -> Result<Option<PersonId>> {
    let book = session.book;
    session.one(
        "select id from person where book = $1 and standing = 'owner' and merged_into is null",
        values![book],
        |row| Ok(PersonId(row.id(0)?)),
    )
}

pub(super) fn handles(session: &mut Session<'_>, id: PersonId) -> Result<Vec<Handle>> {
    let book = session.book;
    session.all(
        "select h.kind, h.value from handle h join person p on p.book = h.book and p.id = h.person
          where h.book = $1 and p.root = $2 order by h.kind, h.value",
        values![book, id.0],
        |row| {
            Ok(Handle {
                kind: row.named(0, HandleKind::from_id)?,
                value: row.text(1)?,
            })
        },
    )
}

/// Who holds a handle, merges followed.
pub(super) fn holder(session: &mut Session<'_>, handle: &Handle) -> Result<Option<PersonId>> {
    let book = session.book;
    session.one(
        "select p.root from handle h join person p on p.book = h.book and p.id = h.person
          where h.book = $1 and h.kind = $2 and h.value = $3",
        values![book, handle.kind.id(), handle.value.as_str()],
        |row| Ok(PersonId(row.id(0)?)),
    )
}

/// Makes the owner or adds to their handles; answers who they are.
pub(super) fn save_owner(desk: &mut Desk<'_>, name: &str, handles: &[Handle]) -> Result<PersonId> {
    let id = match owner_id(desk)? {
        Some(id) => {
            if !name.trim().is_empty() {
                let mut row = person_row(desk, id)?;
                row[1] = name.trim().into();
                desk.save(&shelf::PERSON, &row)?;
            }
            id
        }
        None => {
            let id = PersonId(clock::new_id());
            let name = if name.trim().is_empty() {
                "You"
            } else {
                name.trim()
            };
            let row = NewRow {
                standing: Standing::Owner,
                ..NewRow::new(id, name, Standing::Owner)
            };
            desk.save(&shelf::PERSON, &row.values())?;
            id
        }
    };
    for handle in handles {
        if holder(desk, handle)? != Some(id) {
            desk.save(&shelf::HANDLE, &handle_row(handle, id, None))?;
        }
    }
    Ok(id)
}

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
    Ok(out)
}

pub(super) fn one(session: &mut Session<'_>, id: PersonId) -> Result<Acquaintance> {
    let book = session.book;
    let mut found = session
        .one(ONE, values![book, id.0], read_acquaintance)?
        .ok_or_else(nobody)?;
    found.handles = handles(session, id)?;
    let open = session.one(
        "select count(*) from promise m join person p on p.book = m.book and p.id = m.person
          where m.book = $1 and p.root = $2 and m.outcome is null",
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
    let Some(touches) = row.opt_int(8)? else {
        return Ok(Acquaintance {
            person,
            handles: Vec::new(),
            facts: None,
            last: None,
            open_promises: 0,
        });
    };
    let facts = facts::read(row, 8, touches)?;
    let last = LastTouch {
        at: row.instant(23)?,
        medium: row.named(24, Medium::from_id)?,
        note: row.text(25)?,
        origin: origin(row.opt_text(26)?),
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

fn words_of(name: &str) -> Result<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(Error::refused("a person needs a name"));
    }
    Ok(name)
}
