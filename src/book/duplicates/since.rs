//! What was found, after answers alone: in a large book the next question does not wait until
//! everybody is compared anew. What an answer teaches about others shows at the next full look.

use std::collections::{HashMap, HashSet};

use ledger::alike::Likeness;
use ledger::person::PersonId;

use super::parted::{self, How};
use super::{DAILY, Lookalikes};
use crate::book::Session;
use crate::book::merge::roots;
use crate::error::Result;
use crate::values;

/// Up to so many entries everybody is compared anew after each answer: it takes no time.
const SMALL: usize = 2_000;

/// The likenesses that are left where nothing but answers was written since `line`; `None` where
/// everybody has to be looked at again.
pub(super) fn answered(
    session: &mut Session<'_>,
    found: &Lookalikes,
    line: i64,
) -> Result<Option<Lookalikes>> {
    if found.entries <= SMALL || !nothing_but_answers(session, line)? {
        return Ok(None);
    }
    let roots = roots(session)?;
    let apart: HashSet<(PersonId, PersonId)> = parted::all(session)?
        .into_iter()
        .filter(|(_, _, how)| *how != How::Held)
        .map(|(one, other, _)| (one.min(other), one.max(other)))
        .collect();
    let mut seen = HashSet::new();
    let mut left = Vec::with_capacity(found.asked.len());
    for likeness in &found.asked {
        let people = as_they_are(&likeness.people, &roots);
        let is_open = people.len() > 1 && !is_parted(&people, &apart);
        if is_open && seen.insert(people.clone()) {
            left.push(Likeness {
                people,
                ..likeness.clone()
            });
        }
    }
    Ok(Some(Lookalikes {
        asked: left,
        sure: Vec::new(),
        entries: found.entries,
    }))
}

fn nothing_but_answers(session: &mut Session<'_>, line: i64) -> Result<bool> {
    let book = session.book;
    // An answer taken back may bring up again what was left out.
    let other = session.one(
        &format!(
            "select seq from history where book = $1 and seq > $2
                and verb not in ('merge', 'merge-several', 'not-same', {DAILY}) limit 1"
        ),
        values![book, line],
        |row| row.int(0),
    )?;
    Ok(other.is_none())
}

fn as_they_are(people: &[PersonId], roots: &HashMap<PersonId, PersonId>) -> Vec<PersonId> {
    let mut now = Vec::with_capacity(people.len());
    for person in people {
        let root = roots.get(person).copied().unwrap_or(*person);
        if !now.contains(&root) {
            now.push(root);
        }
    }
    now
}

fn is_parted(people: &[PersonId], apart: &HashSet<(PersonId, PersonId)>) -> bool {
    people.iter().enumerate().any(|(at, one)| {
        let others = &people[at + 1..];
        others
            .iter()
            .any(|other| apart.contains(&(*one.min(other), *one.max(other))))
    })
}
