//! What the book knows that bears on who is who. Every table is read once, along its key, and
//! nothing is read for one person alone, so that a book of fifty thousand people is gathered in a breath.
//! Threads, and who answered whom in them, come from letters whose parent the book holds, at most so many.

use std::collections::HashMap;

use ledger::duplicates::{BirthDate, Entry, Known, Talk};
use ledger::handle::{Handle, HandleKind};
use ledger::person::PersonId;

use super::parted::{self, How};
use crate::book::Session;
use crate::book::engine_values::Row;
use crate::error::Result;
use crate::values;

/// So many answers tell who is in a thread with whom; more would only say it again.
const ANSWERS: i64 = 200_000;

#[derive(Debug, Default)]
pub(super) struct Gathered {
    entries: Vec<Entry>,
    not_the_same: Vec<(PersonId, PersonId)>,
    held: Vec<(PersonId, PersonId)>,
    answered: Vec<(PersonId, PersonId)>,
}

impl Gathered {
    pub fn known(&self) -> Known<'_> {
        Known {
            entries: &self.entries,
            further: &[],
            not_the_same: &self.not_the_same,
            answered: &self.answered,
        }
    }

    pub fn many(&self) -> usize {
        self.entries.len()
    }

    /// Whether two of these were merged by themselves before, and that was taken back.
    pub fn is_held(&self, people: &[PersonId]) -> bool {
        let both =
            |(one, other): &(PersonId, PersonId)| people.contains(one) && people.contains(other);
        self.held.iter().any(both)
    }
}

/// People accepted or waiting, each with everything of the entries merged into them.
struct Shelved {
    entries: Vec<Entry>,
    at: HashMap<PersonId, usize>,
}

impl Shelved {
    fn of(&mut self, person: PersonId) -> Option<&mut Entry> {
        let at = self.at.get(&person)?;
        self.entries.get_mut(*at)
    }
}

pub(super) fn gather(session: &mut Session<'_>) -> Result<Gathered> {
    let mut shelved = people(session)?;
    let holders = handles(session, &mut shelved)?;
    birthdays(session, &mut shelved)?;
    circles(session, &mut shelved)?;
    let mut talk = talk(session, &holders)?;
    talk.tell(&mut shelved.entries);
    let mut gathered = Gathered {
        entries: shelved.entries,
        answered: talk.answered(),
        ..Gathered::default()
    };
    for (one, other, how) in parted::all(session)? {
        match how {
            How::Held => gathered.held.push((one, other)),
            How::Said | How::Apart => gathered.not_the_same.push((one, other)),
        }
    }
    Ok(gathered)
}

fn people(session: &mut Session<'_>) -> Result<Shelved> {
    let book = session.book;
    let (mut entries, mut at): (Vec<Entry>, HashMap<PersonId, usize>) = Default::default();
    // An entry's own name comes before those of what was merged into it.
    session.each(
        "select p.root, p.name, p.named_by from person p
           join person r on r.book = p.book and r.id = p.root
          where p.book = $1 and r.standing in ('accepted', 'waiting')
          order by p.root, case when p.id = p.root then 0 else 1 end, p.id",
        values![book],
        |row| {
            let root = PersonId(row.id(0)?);
            let place = *at.entry(root).or_insert_with(|| {
                entries.push(Entry::new(root));
                entries.len() - 1
            });
            // Whoever is called by their address alone has no name yet; the address speaks for itself.
            if row.text(2)? != "address" {
                entries[place].names.push(row.text(1)?);
            }
            Ok(())
        },
    )?;
    Ok(Shelved { entries, at })
}

/// Everybody's handles; answers who holds which mail address.
fn handles(session: &mut Session<'_>, shelved: &mut Shelved) -> Result<HashMap<String, PersonId>> {
    let book = session.book;
    let mut holders = HashMap::new();
    session.each(
        "select p.root, h.kind, h.value from handle h
           join person p on p.book = h.book and p.id = h.person
          where h.book = $1",
        values![book],
        |row| {
            let root = PersonId(row.id(0)?);
            let Some(entry) = shelved.of(root) else {
                return Ok(());
            };
            let handle = Handle {
                kind: row.named(1, HandleKind::from_id)?,
                value: row.text(2)?,
            };
            if handle.kind == HandleKind::Mail {
                holders.insert(handle.value.clone(), root);
            }
            entry.handles.push(handle);
            Ok(())
        },
    )?;
    Ok(holders)
}

fn birthdays(session: &mut Session<'_>, shelved: &mut Shelved) -> Result<()> {
    let book = session.book;
    session.each(
        "select p.root, m.year, m.month, m.day from milestone m
           join person p on p.book = m.book and p.id = m.person
          where m.book = $1 and m.kind = 'birthday' order by m.id",
        values![book],
        |row| {
            let born = birth_date(row)?;
            if let Some(entry) = shelved.of(PersonId(row.id(0)?)) {
                entry.birthday = entry.birthday.or(born);
            }
            Ok(())
        },
    )
}

fn birth_date(row: &Row<'_>) -> Result<Option<BirthDate>> {
    let year = row.opt_int(1)?.and_then(|year| i16::try_from(year).ok());
    let (month, day) = (i8::try_from(row.int(2)?), i8::try_from(row.int(3)?));
    Ok(month
        .ok()
        .zip(day.ok())
        .map(|(month, day)| BirthDate { year, month, day }))
}

/// Circles by the order of their ids.
fn circles(session: &mut Session<'_>, shelved: &mut Shelved) -> Result<()> {
    let book = session.book;
    let (mut last, mut number) = (None, 0);
    session.each(
        "select m.circle, p.root from membership m
           join person p on p.book = m.book and p.id = m.person
          where m.book = $1 order by m.circle",
        values![book],
        |row| {
            let circle = row.id(0)?;
            if last.replace(circle) != Some(circle) {
                number += 1;
            }
            if let Some(entry) = shelved.of(PersonId(row.id(1)?)) {
                entry.circles.push(number);
            }
            Ok(())
        },
    )
}

/// Who answers whom, each by whose address it is. Ids are drawn from what a letter says: in their order
/// the same mail is read alike wherever it came from, and along the key.
fn talk(session: &mut Session<'_>, holders: &HashMap<String, PersonId>) -> Result<Talk> {
    let book = session.book;
    let mut talk = Talk::default();
    session.each(
        "select m.id, m.from_addr, p.id, p.from_addr from message m
           join message p on p.book = m.book and p.id = m.parent
          where m.book = $1 and m.parent is not null order by m.id limit $2",
        values![book, ANSWERS],
        |row| {
            let author = |address: String| holders.get(&address).copied();
            talk.answer(
                (row.id(0)?, author(row.text(1)?)),
                (row.id(2)?, author(row.text(3)?)),
            );
            Ok(())
        },
    )?;
    Ok(talk)
}
