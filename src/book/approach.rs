//! How people like to be approached, as the owner knows it.

use ledger::approach::{Approach, Change};
use ledger::person::PersonId;
use ledger::touch::Medium;

use super::desk::Written;
use super::engine_values::Row;
use super::history::Stamp;
use super::merge::entries;
use super::person::{plain, really_known};
use super::touch::must_exist;
use super::{Book, Session, shelf};
use crate::error::{Error, Result};
use crate::values;

impl Book {
    pub fn approach(&self, person: PersonId) -> Result<Approach> {
        self.read(|session| {
            let entries = entries(session, person)?;
            with_person(session, person, &entries)
        })
    }

    /// What is known otherwise from now on; nothing known leaves nothing behind.
    pub fn change_approach(
        &self,
        stamp: &Stamp,
        person: PersonId,
        change: &Change,
    ) -> Result<Written> {
        self.write(stamp, "approach", |desk| {
            must_exist(desk, person)?;
            really_known(desk, person)?;
            let entries = entries(desk, person)?;
            let known = with_person(desk, person, &entries)?.changed(change.clone());
            let known = Approach::known(
                known.medium,
                &plain(&known.time),
                &plain(&known.culture),
                &plain(&known.style),
            )?;
            if known.is_empty() && desk.row(&shelf::APPROACH, values![person.0])?.is_none() {
                return Err(Error::refused("nothing is noted of how to approach them")
                    .hint("say a medium, a time or a manner"));
            }
            if known.is_empty() {
                desk.remove(&shelf::APPROACH, values![person.0])?;
            } else {
                let medium = known.medium.map(Medium::id).unwrap_or_default();
                let (time, culture) = (known.time.as_str(), known.culture.as_str());
                let row = values![person.0, medium, time, culture, known.style.as_str()];
                desk.save(&shelf::APPROACH, row)?;
            }
            desk.about = Some(person);
            Ok(person.0)
        })
    }
}

/// What is known of this person, their own entry first, then of entries merged into it.
pub(super) fn with_person(
    session: &mut Session<'_>,
    person: PersonId,
    entries: &[PersonId],
) -> Result<Approach> {
    let mut known = session.of_each(
        "select person, medium, time, culture, style from approach where book = $1 and person = $2",
        entries,
        read,
    )?;
    known.sort_by_key(|(id, _)| *id != person);
    let together = known.into_iter().map(|(_, approach)| approach);
    Ok(together.fold(Approach::default(), Approach::or))
}

/// The medium each entry likes, as far as it is known: for the morning, which looks up the few
/// entries that were merged since.
pub(super) fn media(session: &mut Session<'_>) -> Result<Vec<(PersonId, Medium)>> {
    let book = session.book;
    session.all(
        "select person, medium from approach where book = $1 and medium <> ''",
        values![book],
        |row| Ok((PersonId(row.id(0)?), row.named(1, Medium::from_id)?)),
    )
}

fn read(row: &Row<'_>) -> Result<(PersonId, Approach)> {
    let approach = Approach {
        medium: Medium::from_id(&row.text(1)?),
        time: row.text(2)?,
        culture: row.text(3)?,
        style: row.text(4)?,
    };
    Ok((PersonId(row.id(0)?), approach))
}
