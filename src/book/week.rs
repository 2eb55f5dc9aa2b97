//! The week's look back, gathered: judged moments, acts and promises of twelve weeks, and what
//! was practised. What it comes to is for the ledger to say.

use crate::values;
use std::collections::BTreeMap;

use ledger::Day;
use ledger::focus::{WEEKS_BACK, monday, weeks_after};
use ledger::moment::Moment;
use ledger::person::PersonId;
use ledger::touch::Side;
use ledger::week::{Deed, Question, Week, week};
use uuid::Uuid;

use super::engine_values::Row;
use super::naming::fold;
use super::promise::every;
use super::{Book, Session, focus};
use crate::error::Result;

/// From the judged moments to their touches: moments are few, touches many, and without
/// statistics SQLite would begin with the touches.
const JUDGED: &str = "select t.id, m.name, m.side, t.day, t.note, r.id, r.name
   from moment m
   cross join touch t
   join person p on p.book = m.book and p.id = m.person
   join person r on r.book = p.book and r.id = p.root
  where m.book = $1 and t.book = m.book and t.id = m.touch and t.person = m.person
    and t.day >= $2 and t.day <= $3
  order by t.day, t.id";

const ACTED: &str = "select a.id, a.moment, a.side, a.day, a.what, r.id, r.name
   from act a
   join person p on p.book = a.book and p.id = a.person
   join person r on r.book = p.book and r.id = p.root
  where a.book = $1 and a.day >= $2 and a.day <= $3
  order by a.day, a.id";

/// Touches left better of which no moment of the owner's was said; a moment says it already.
const LEFT_BETTER: &str = "select distinct t.id, t.day
   from verdict v
   cross join touch t
  where v.book = $1 and v.verdict = 'better'
    and t.book = v.book and t.id = v.touch and t.person = v.person and t.day >= $2 and t.day <= $3
    and not exists (select 1 from moment m
                     where m.book = v.book and m.person = v.person and m.touch = v.touch and m.side = 'mine')
  order by t.day";

impl Book {
    /// The week of `of`, as it stands on `day`.
    pub fn week(&self, of: Day, day: Day) -> Result<Week> {
        self.read(|session| {
            let first = monday(of);
            let since = weeks_after(first.min(monday(day)), -WEEKS_BACK);
            let mut deeds = gathered(session, JUDGED, since, day)?;
            deeds.extend(gathered(session, ACTED, since, day)?);
            let better = session.all(LEFT_BETTER, values![session.book, since, day], |row| {
                row.day(1)
            })?;
            let promises: Vec<_> = every(session)?
                .into_iter()
                .map(|pledge| (pledge.promise, pledge.name))
                .collect();
            let mut focuses = focus::around(session, first)?;
            if monday(day) != first {
                focuses.extend(focus::around(session, monday(day))?);
            }
            focuses.retain(|focus| focus.chosen_on <= day);
            Ok(week(&Question {
                of,
                day,
                deeds: &deeds,
                better: &better,
                promises: &promises,
                focuses: &focuses,
            }))
        })
    }
}

/// Rows of one deed, a person each, put together.
fn gathered(session: &mut Session<'_>, sql: &str, since: Day, until: Day) -> Result<Vec<Deed>> {
    let mut deeds: BTreeMap<(Uuid, Moment, Side), Deed> = BTreeMap::new();
    let book = session.book;
    session.each(sql, values![book, since, until], |row| {
        let (deed, person) = read(row)?;
        let known = deeds
            .entry((deed.id, deed.moment, deed.side))
            .or_insert(deed);
        if !known.people.contains(&person) {
            known.people.push(person);
        }
        Ok(())
    })?;
    for deed in deeds.values_mut() {
        deed.people
            .sort_by_cached_key(|(id, name)| (fold(name), *id));
    }
    Ok(deeds.into_values().collect())
}

fn read(row: &Row<'_>) -> Result<(Deed, (PersonId, String))> {
    let deed = Deed {
        id: row.id(0)?,
        moment: row.named(1, Moment::from_id)?,
        side: row.named(2, Side::from_id)?,
        day: row.day(3)?,
        what: row.text(4)?,
        people: Vec::new(),
    };
    Ok((deed, (PersonId(row.id(5)?), row.text(6)?)))
}
