//! Circles as they are read: with their people, when each was last in touch, and whom a morning
//! needs to know of them.

use std::collections::HashMap;

use crate::values;
use ledger::Day;
use ledger::circle::{Circle, CircleId};
use ledger::person::{PersonId, Standing};

use super::circle::{every, load};
use super::engine_values::Row;
use super::naming::fold;
use super::packed::unpack;
use super::{Book, Session, facts};
use crate::error::Result;

/// A circle with its people.
#[derive(Clone, Debug, PartialEq)]
pub struct Company {
    pub circle: Circle,
    /// By name.
    pub members: Vec<Member>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub person: PersonId,
    pub name: String,
    /// `None`: nothing noted yet.
    pub last: Option<Day>,
}

const MEMBERS: &str = "select m.circle, r.id, r.name, f.packed
   from membership m
   join person p on p.book = m.book and p.id = m.person
   join person r on r.book = p.book and r.id = p.root
   left join facts f on f.book = r.book and f.person = r.id
  where m.book = $1 and r.standing = $2";

const MEMBERS_OF_ONE: &str = "select m.circle, r.id, r.name, f.packed
   from membership m
   join person p on p.book = m.book and p.id = m.person
   join person r on r.book = p.book and r.id = p.root
   left join facts f on f.book = r.book and f.person = r.id
  where m.book = $1 and r.standing = $2 and m.circle = $3";

impl Book {
    /// Every circle by name, with its people as they stood on `day`.
    pub fn circles(&self, day: Day) -> Result<Vec<Company>> {
        self.read(|session| {
            let circles = every(session)?;
            let book = session.book;
            let accepted = Standing::Accepted.id();
            let rows = session.all(MEMBERS, values![book, accepted], read)?;
            let mut members = as_of(session, rows, day)?;
            let with_members = |circle: Circle| Company {
                members: members.remove(&circle.id).unwrap_or_default(),
                circle,
            };
            Ok(circles.into_iter().map(with_members).collect())
        })
    }

    /// The names of all circles, to choose from.
    pub fn circle_names(&self) -> Result<Vec<(CircleId, String)>> {
        self.read(names)
    }

    pub fn company(&self, id: CircleId, day: Day) -> Result<Company> {
        self.read(|session| company(session, id, day))
    }
}

pub(super) fn names(session: &mut Session<'_>) -> Result<Vec<(CircleId, String)>> {
    let circles = every(session)?.into_iter();
    Ok(circles.map(|circle| (circle.id, circle.name)).collect())
}

pub(super) fn company(session: &mut Session<'_>, id: CircleId, day: Day) -> Result<Company> {
    let circle = load(session, id)?;
    let book = session.book;
    let accepted = Standing::Accepted.id();
    let rows = session.all(MEMBERS_OF_ONE, values![book, accepted, id.0], read)?;
    let members = as_of(session, rows, day)?.remove(&id).unwrap_or_default();
    Ok(Company { circle, members })
}

/// The circles a person is in, by name.
pub(super) fn circles_of(
    session: &mut Session<'_>,
    entries: &[PersonId],
) -> Result<Vec<(CircleId, String)>> {
    let mut circles = session.of_each(
        "select c.id, c.name from membership m cross join circle c
          where m.book = $1 and m.person = $2 and c.book = $1 and c.id = m.circle",
        entries,
        |row| Ok((CircleId(row.id(0)?), row.text(1)?)),
    )?;
    circles.sort_by_cached_key(|(id, name)| (fold(name), *id));
    // Two of their entries may be in the same one.
    circles.dedup();
    Ok(circles)
}

/// Who is in which circle, accepted people alone, each once.
pub(super) fn memberships(session: &mut Session<'_>) -> Result<Vec<(CircleId, PersonId)>> {
    let book = session.book;
    let mut all = session.all(
        "select m.circle, r.id
           from membership m
           join person p on p.book = m.book and p.id = m.person
           join person r on r.book = p.book and r.id = p.root
          where m.book = $1 and r.standing = 'accepted'",
        values![book],
        |row| Ok((CircleId(row.id(0)?), PersonId(row.id(1)?))),
    )?;
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

fn read(row: &Row<'_>) -> Result<(CircleId, Member)> {
    let last = row.opt_slice(3)?.map(unpack).transpose()?;
    let member = Member {
        person: PersonId(row.id(1)?),
        name: row.text(2)?,
        last: last.map(|facts| facts.last),
    };
    Ok((CircleId(row.id(0)?), member))
}

/// Members by circle and name, each once, with the last contact up to `day`.
fn as_of(
    session: &mut Session<'_>,
    rows: Vec<(CircleId, Member)>,
    day: Day,
) -> Result<HashMap<CircleId, Vec<Member>>> {
    let later = |member: &Member| member.last.is_some_and(|last| last > day);
    let ahead: Vec<PersonId> = rows
        .iter()
        .filter(|(_, member)| later(member))
        .map(|(_, member)| member.person)
        .collect();
    let then = if ahead.is_empty() {
        HashMap::new()
    } else {
        facts::as_of(session, &ahead, day)?
    };
    let mut circles: HashMap<CircleId, Vec<Member>> = HashMap::new();
    for (circle, mut member) in rows {
        if later(&member) {
            member.last = then.get(&member.person).map(|(facts, _)| facts.last);
        }
        circles.entry(circle).or_default().push(member);
    }
    for members in circles.values_mut() {
        members.sort_by_cached_key(|member| (fold(&member.name), member.person));
        members.dedup_by_key(|member| member.person);
    }
    Ok(circles)
}
