//! People and their handles: reading them, finding one by a name half remembered, and the
//! small changes an owner makes. Merging keeps both histories: only `root` moves.

use ledger::Day;
use ledger::handle::Handle;
use ledger::lettering::seen;
use ledger::person::{Importance, PersonId, Quiet, Standing};
use uuid::Uuid;

use super::acquaintance::{Acquaintance, Filter, list, nobody, one};
use super::desk::{Desk, Written};
use super::engine_values::Value;
use super::history::Stamp;
use super::merge::root;
use super::rights::met_again;
use super::surroundings::set_back;
use super::{Book, Session, naming, shelf};
use crate::clock;
use crate::error::{Error, Result};
use crate::values;

impl Book {
    /// People of one standing by name.
    pub fn people(&self, filter: &Filter) -> Result<Vec<Acquaintance>> {
        self.read(|session| list(session, filter))
    }

    /// As `people`, with everybody's facts as they stood on `day`.
    pub fn people_as_of(&self, filter: &Filter, day: Day) -> Result<Vec<Acquaintance>> {
        self.read(|session| {
            let mut people = list(session, filter)?;
            set_back(session, &mut people, day)?;
            Ok(people)
        })
    }

    /// Those found in mail and waiting for the owner's word, the most contact days first.
    pub fn inbox(&self) -> Result<Vec<Acquaintance>> {
        self.inbox_as_of(Day::MAX)
    }

    /// As `inbox`, with everybody's facts as they stood on `day`.
    pub fn inbox_as_of(&self, day: Day) -> Result<Vec<Acquaintance>> {
        let filter = Filter {
            text: None,
            standing: Standing::Waiting,
        };
        let mut waiting = self.people_as_of(&filter, day)?;
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

    /// As `look_up`, but first among those of the standings named, the first of them first:
    /// somebody else of the same name is not taken for the one who is meant.
    pub fn look_up_first(&self, text: &str, standings: &[Standing]) -> Result<PersonId> {
        self.read(|session| {
            for standing in standings {
                if let Some(found) = naming::look_up_of(session, text, *standing)? {
                    return Ok(found);
                }
            }
            naming::look_up(session, text)
        })
    }

    /// Their name with what tells them apart, as it can be typed where a name is asked for.
    pub fn told_apart(&self, id: PersonId) -> Result<String> {
        let name = self.person(id)?.person.name;
        self.read(|session| naming::marked(session, id, &name))
    }

    /// How many others bear the name of this one.
    pub fn namesakes(&self, id: PersonId) -> Result<usize> {
        self.read(|session| naming::namesakes(session, id))
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
                met_again(desk, handle)?;
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

/// Someone the owner meets, or gives their word to, waits no longer: that is the owner's answer.
/// Who was merged into somebody is met as that somebody.
pub(super) fn really_known(desk: &mut Desk<'_>, id: PersonId) -> Result<()> {
    let root = root(desk, id)?;
    let mut row = person_row(desk, root)?;
    let waiting = row[4] == Value::from(Standing::Waiting.id());
    let by_rule = row[4] == Value::from(Standing::Accepted.id()) && row[5] == Value::from("rule");
    if waiting || by_rule {
        row[4] = Standing::Accepted.id().into();
        row[5] = "owner".into();
        desk.save(&shelf::PERSON, &row)?;
    }
    Ok(())
}

/// Words as they can be shown on one line: no line ends, no control characters, nothing that
/// turns the direction of what follows, nothing unseen but what a script needs.
pub(super) fn plain(text: &str) -> String {
    let shown: String = seen(text)
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Longer than any name a person bears.
const NAME_AT_MOST: usize = 200;

fn words_of(name: &str) -> Result<String> {
    let name = plain(name);
    if name.is_empty() {
        return Err(Error::refused("a person needs a name"));
    }
    if name.chars().count() > NAME_AT_MOST {
        return Err(Error::refused(format!(
            "a name has at most {NAME_AT_MOST} letters"
        )));
    }
    Ok(name)
}
