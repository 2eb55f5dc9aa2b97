//! The rows of milestones and their celebrations: read, gathered and written.

use std::collections::BTreeMap;

use jiff::ToSpan;
use ledger::Day;
use ledger::milestone::{DayOfYear, Milestone, MilestoneId, Occurs, Sort, of_the_morning};
use ledger::person::PersonId;
use ledger::today::Matter;
use ledger::weights::Weights;

use crate::book::desk::Desk;
use crate::book::engine_values::Row;
use crate::book::noted::Noted;
use crate::book::{Session, nudge, setting, shelf};
use crate::error::{Error, Result};
use crate::values;

/// A milestone has as many rows here as it has celebrations, and at least one.
const EVERY: &str =
    "select m.id, p.root, m.kind, m.what, m.year, m.month, m.day, m.yearly, c.year, c.day, r.name
   from milestone m
   join person p on p.book = m.book and p.id = m.person
   join person r on r.book = p.book and r.id = p.root
   left join celebration c on c.book = m.book and c.milestone = m.id
  where m.book = $1 and r.standing in ('accepted', 'owner') order by m.month, m.day, m.id";

const NEAR: &str =
    "select m.id, p.root, m.kind, m.what, m.year, m.month, m.day, m.yearly, c.year, c.day, r.name
   from milestone m
   join person p on p.book = m.book and p.id = m.person
   join person r on r.book = p.book and r.id = p.root
   left join celebration c on c.book = m.book and c.milestone = m.id
  where m.book = $1 and r.standing = 'accepted' and m.id in (
    select id from milestone where book = $1 and month = $2 and day >= $3 and day <= $4)
  order by m.id";

/// The inner query stays within an index, as with promises; ordered by day, SQLite would read
/// every milestone along the index of days.
const OF_ENTRY: &str =
    "select m.id, m.person, m.kind, m.what, m.year, m.month, m.day, m.yearly, c.year, c.day, ''
   from milestone o cross join milestone m
   left join celebration c on c.book = m.book and c.milestone = m.id
  where o.book = $1 and o.person = $2 and m.book = $1 and m.id = o.id
  order by o.id";

/// Every milestone in the order of the year, with its celebrations up to `day`.
pub(super) fn every(session: &mut Session<'_>, day: Day) -> Result<Vec<Noted<Milestone>>> {
    let book = session.book;
    let all = gathered(session.all(EVERY, values![book], read)?)?;
    Ok(as_of(all, day))
}

fn as_of(all: Vec<Noted<Milestone>>, day: Day) -> Vec<Noted<Milestone>> {
    all.into_iter()
        .map(|noted| Noted {
            thing: noted.thing.as_of(day),
            ..noted
        })
        .collect()
}

pub(super) fn load(desk: &mut Desk<'_>, id: MilestoneId) -> Result<Milestone> {
    let book = desk.book;
    let rows = desk.all(
        "select m.id, m.person, m.kind, m.what, m.year, m.month, m.day, m.yearly, c.year, c.day, ''
           from milestone m left join celebration c on c.book = m.book and c.milestone = m.id
          where m.book = $1 and m.id = $2",
        values![book, id.0],
        read,
    )?;
    gathered(rows)?
        .pop()
        .map(|noted| noted.thing)
        .ok_or_else(|| Error::not_found("there is no such milestone in this book"))
}

pub(super) fn save(desk: &mut Desk<'_>, milestone: &Milestone) -> Result<()> {
    desk.about = Some(milestone.person);
    let on = milestone.occurs.day_of_year();
    let (year, yearly) = match milestone.occurs {
        Occurs::Once(day) => (Some(day.year()), 0_i64),
        Occurs::Yearly { since, .. } => (since, 1),
    };
    desk.save(
        &shelf::MILESTONE,
        values![
            milestone.id.0,
            milestone.person.0,
            milestone.sort.id(),
            milestone.what.as_str(),
            year.map(i64::from),
            i64::from(on.month()),
            i64::from(on.day()),
            yearly
        ],
    )
}

/// Those close ahead, of this very day, or just missed, and not celebrated.
pub(in crate::book) fn matters(session: &mut Session<'_>, day: Day) -> Result<Vec<Matter>> {
    let weights = setting::weights(session)?;
    let hushed = nudge::hushed(session, day)?;
    let mut near = as_of(near(session, &weights, day)?, day);
    near.retain(|noted| !hushed.contains(&noted.thing.id.0));
    let named = near.iter().map(|noted| (&noted.thing, noted.name.as_str()));
    Ok(of_the_morning(named, &weights, day))
}

/// A 29 February is kept on the 28th: a month's last day stands for those it lacks this year.
const LAST_OF_ANY_MONTH: i8 = 31;

/// The milestones of the days around `day`, month by month along the index.
fn near(session: &mut Session<'_>, weights: &Weights, day: Day) -> Result<Vec<Noted<Milestone>>> {
    let book = session.book;
    let first = day.saturating_sub((weights.belated as i64).days());
    let last = day.saturating_add((weights.milestone_ahead as i64).days());
    let mut rows = Vec::new();
    let mut month = Some(first.first_of_month());
    while let Some(this) = month.filter(|month| *month <= last) {
        let from = this.max(first).day();
        let until = if last < this.last_of_month() {
            last.day()
        } else {
            LAST_OF_ANY_MONTH
        };
        let values = values![
            book,
            i64::from(this.month()),
            i64::from(from),
            i64::from(until)
        ];
        rows.extend(session.all(NEAR, values, read)?);
        month = this.checked_add(1.month()).ok();
    }
    gathered(rows)
}

/// With one person, in the order of the year, with their celebrations up to `day`.
pub(in crate::book) fn with_person(
    session: &mut Session<'_>,
    entries: &[PersonId],
    day: Day,
) -> Result<Vec<Milestone>> {
    let rows = session.of_each(OF_ENTRY, entries, read)?;
    let mut all: Vec<Milestone> = as_of(gathered(rows)?, day)
        .into_iter()
        .map(|noted| noted.thing)
        .collect();
    all.sort_unstable_by_key(|one| (one.occurs.day_of_year(), one.id));
    Ok(all)
}

/// One milestone from its neighbouring rows, which differ by their celebration.
fn gathered(rows: Vec<Noted<Milestone>>) -> Result<Vec<Noted<Milestone>>> {
    let mut all: Vec<Noted<Milestone>> = Vec::new();
    for mut row in rows {
        match all.last_mut() {
            Some(last) if last.thing.id == row.thing.id => {
                last.thing.celebrated.append(&mut row.thing.celebrated);
            }
            _ => all.push(row),
        }
    }
    Ok(all)
}

fn read(row: &Row<'_>) -> Result<Noted<Milestone>> {
    let mut celebrated = BTreeMap::new();
    if let (Some(_), Some(on)) = (row.opt_int(8)?, row.opt_day(9)?) {
        celebrated.insert(small(row.int(8)?)?, on);
    }
    Ok(Noted {
        thing: Milestone {
            id: MilestoneId(row.id(0)?),
            person: PersonId(row.id(1)?),
            sort: row.named(2, Sort::from_id)?,
            what: row.text(3)?,
            occurs: occurs(row)?,
            celebrated,
        },
        name: row.text(10)?,
    })
}

fn occurs(row: &Row<'_>) -> Result<Occurs> {
    let year: Option<i16> = row.opt_int(4)?.map(small).transpose()?;
    let on = DayOfYear::new(small(row.int(5)?)?, small(row.int(6)?)?).ok_or_else(malformed)?;
    if row.int(7)? == 1 {
        return Ok(Occurs::Yearly { on, since: year });
    }
    let day = year
        .and_then(|year| on.in_year(year))
        .ok_or_else(malformed)?;
    Ok(Occurs::Once(day))
}

fn small<T: TryFrom<i64>>(number: i64) -> Result<T> {
    T::try_from(number).map_err(|_| malformed())
}

fn malformed() -> Error {
    Error::internal("a milestone in the book has no possible day")
}
