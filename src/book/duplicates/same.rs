//! Merging what is the same: several entries at once by the owner's word, or without asking where
//! they have one and the same address.

use ledger::alike::{Candidate, Naming, kept};
use ledger::person::{PersonId, Standing};
use uuid::Uuid;

use super::Lookalikes;
use crate::book::desk::{Desk, Written};
use crate::book::history::Stamp;
use crate::book::merge::{join, root};
use crate::book::request::{self, Turn};
use crate::book::{Book, Session};
use crate::error::{Error, Result};
use crate::values;

/// Merging without being asked.
const VERB: &str = "merge-same";

/// What was merged without asking, by name: each entry and the person it is part of now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    pub written: Written,
    pub entries: u64,
}

impl Book {
    /// All of these are one person from now on: the one the owner knows best takes the others in.
    pub fn same(&self, stamp: &Stamp, people: &[PersonId]) -> Result<Written> {
        let verb = if people.len() > 2 {
            "merge-several"
        } else {
            "merge"
        };
        self.write(stamp, verb, |desk| {
            let mut roots = Vec::with_capacity(people.len());
            for person in people {
                let root = root(desk, *person)?;
                if !roots.contains(&root) {
                    roots.push(root);
                }
            }
            if roots.len() < 2 {
                return Err(Error::refused("those are one person already"));
            }
            Ok(bring_together(desk, &roots)?.0)
        })
    }

    /// Merges what is sure enough not to be asked about, in one line. `None` where there is nothing.
    /// What the owner said is not the same, took apart or took back is left alone.
    pub fn merge_the_same(&self, stamp: &Stamp) -> Result<Option<Merged>> {
        let found = self.duplicates()?;
        if found.sure.is_empty() && !self.is_done(stamp)? {
            return Ok(None);
        }
        let written = self.write(stamp, VERB, |desk| carry_out(desk, &found))?;
        let entries = written.answer.parse().unwrap_or_default();
        Ok(Some(Merged { written, entries }))
    }

    /// The line that merged without asking just after this one, while it stands.
    pub fn merged_after(&self, seq: i64) -> Result<Option<Merged>> {
        let line = self
            .history(Some(seq.saturating_add(2)), 1)?
            .into_iter()
            .next();
        let line = line.filter(|line| line.verb == VERB && line.seq > seq && !line.undone);
        Ok(line.map(|line| Merged {
            entries: line.entries.unwrap_or_default(),
            written: Written {
                subject: line.subject,
                seq: line.seq,
                answer: String::new(),
                again: false,
            },
        }))
    }

    /// Whether this very request was carried out before, and that stands.
    fn is_done(&self, stamp: &Stamp) -> Result<bool> {
        let turn = self.read(|session| request::turn(session, stamp, VERB))?;
        Ok(matches!(turn, Turn::Done(_)))
    }
}

fn carry_out(desk: &mut Desk<'_>, found: &Lookalikes) -> Result<Uuid> {
    let (mut entries, mut last) = (0, Uuid::nil());
    for merge in &found.sure {
        if !stand_alone(desk, &merge.people)? {
            continue;
        }
        last = bring_together(desk, &merge.people)?.0;
        entries += merge.people.len();
    }
    desk.answer = entries.to_string();
    // A line about one person names them.
    Ok(if found.sure.len() == 1 {
        last
    } else {
        Uuid::nil()
    })
}

/// Whether none of them became part of somebody since they were looked at.
fn stand_alone(desk: &mut Desk<'_>, people: &[PersonId]) -> Result<bool> {
    for person in people {
        if root(desk, *person)? != *person {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Puts all of them under the one that is kept.
fn bring_together(desk: &mut Desk<'_>, people: &[PersonId]) -> Result<PersonId> {
    let mut candidates = Vec::with_capacity(people.len());
    for person in people {
        candidates.push(candidate(desk, *person)?);
    }
    let into = kept(&candidates).ok_or_else(|| Error::refused("who is the same as whom?"))?;
    for person in people.iter().filter(|person| **person != into) {
        join(desk, *person, into)?;
    }
    Ok(into)
}

fn candidate(session: &mut Session<'_>, person: PersonId) -> Result<Candidate> {
    let book = session.book;
    let known = session.one(
        "select p.standing, p.named_by, coalesce(f.days, 0) from person p
           left join facts f on f.book = p.book and f.person = p.id
          where p.book = $1 and p.id = $2",
        values![book, person.0],
        |row| {
            let naming = match row.text(1)?.as_str() {
                "owner" => Naming::Owner,
                "mail" => Naming::Mail,
                _ => Naming::Address,
            };
            // The owner is never put under somebody else.
            let standing = row.named(0, Standing::from_id)?;
            Ok(Candidate {
                person,
                is_accepted: matches!(standing, Standing::Accepted | Standing::Owner),
                naming,
                contact_days: row.count(2)?,
            })
        },
    )?;
    known.ok_or_else(crate::book::acquaintance::nobody)
}
