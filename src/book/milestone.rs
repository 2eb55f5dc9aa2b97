//! Milestones: noting a date of theirs, celebrating it once each time it comes, and which ones
//! are near.

use std::collections::BTreeMap;

use jiff::ToSpan;
use ledger::Day;
use ledger::milestone::{DayOfYear, Milestone, MilestoneId, Occurs, Sort};
use ledger::moment::Moment;
use ledger::person::PersonId;
use ledger::today::Matter;
use ledger::weights::Weights;

use super::desk::{Desk, Written};
use super::engine_values::Row;
use super::history::Stamp;
use super::noted::{Callable, Noted, Shelved, the_one};
use super::person::{plain, really_known};
use super::touch::must_exist;
use super::{Book, Session, act, setting, shelf};
use crate::clock;
use crate::error::{Error, Result};
use crate::values;

#[derive(Clone, Debug)]
pub struct NewMilestone {
    pub person: PersonId,
    pub sort: Sort,
    pub what: String,
    pub occurs: Occurs,
}

/// A time a milestone comes, or came just now and was not celebrated yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coming {
    pub milestone: Milestone,
    pub name: String,
    pub on: Day,
}

const MILESTONES: Shelved = Shelved {
    noun: "milestone",
    command: "troth milestones",
};

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

/// The inner query stays within an index, as with promises.
const WITH_PERSON: &str =
    "select m.id, m.person, m.kind, m.what, m.year, m.month, m.day, m.yearly, c.year, c.day, ''
   from milestone m left join celebration c on c.book = m.book and c.milestone = m.id
  where m.book = $1 and m.id in (
    select o.id from milestone o where o.book = $1 and o.person in (
      select id from person where book = $1 and root = $2))
  order by m.month, m.day, m.id";

impl Book {
    pub fn milestone(&self, stamp: &Stamp, new: &NewMilestone, day: Day) -> Result<Written> {
        self.write(stamp, "milestone", |desk| {
            must_exist(desk, new.person)?;
            really_known(desk, new.person)?;
            let id = MilestoneId(clock::new_id());
            let what = plain(&new.what);
            let noted = Milestone::note(id, new.person, new.sort, &what, new.occurs, day)?;
            save(desk, &noted)?;
            Ok(id.0)
        })
    }

    /// Every milestone in the order of the year, with its celebrations up to `day`.
    pub fn milestones(&self, day: Day) -> Result<Vec<Noted<Milestone>>> {
        let all = self.read(|session| {
            let book = session.book;
            gathered(session.all(EVERY, values![book], read)?)
        })?;
        Ok(as_of(all, day))
    }

    /// What comes from `day` on until `until`, and before it what was just missed, by its day.
    pub fn milestones_ahead(&self, day: Day, until: Day) -> Result<Vec<Coming>> {
        let weights = self.weights()?;
        let mut coming: Vec<Coming> = Vec::new();
        for Noted { thing, name } in self.milestones(day)? {
            coming.extend(thing.times(day, until, &weights).map(|on| Coming {
                milestone: thing.clone(),
                name: name.clone(),
                on,
            }));
        }
        coming
            .sort_by(|a, b| (a.on, &a.name, a.milestone.id).cmp(&(b.on, &b.name, b.milestone.id)));
        Ok(coming)
    }

    /// The milestone a text names: its short reference, words of it, or whose it is.
    /// What is near on `day` is meant first.
    pub fn look_up_milestone(&self, text: &str, day: Day) -> Result<MilestoneId> {
        let (all, weights) = (self.milestones(day)?, self.weights()?);
        let called: Vec<String> = all.iter().map(|noted| called(&noted.thing)).collect();
        let callable: Vec<Callable<'_>> = all
            .iter()
            .zip(&called)
            .map(|(noted, called)| Callable {
                id: noted.thing.id.0,
                what: called,
                name: &noted.name,
                open: noted.thing.near(day, &weights).is_some(),
            })
            .collect();
        the_one(text, &MILESTONES, &callable).map(MilestoneId)
    }

    /// Marked with them on `day`: once for each time it comes.
    pub fn celebrate(&self, stamp: &Stamp, id: MilestoneId, day: Day) -> Result<Written> {
        self.write(stamp, "celebrate", |desk| {
            let weights = setting::weights(desk)?;
            let milestone = load(desk, id)?;
            let person = milestone.person;
            let (kept, year) = milestone.celebrate(day, &weights)?;
            let celebration = clock::new_id();
            desk.about = Some(person);
            desk.save(
                &shelf::CELEBRATION,
                values![id.0, i64::from(year), celebration, day],
            )?;
            let on = kept.occurs.in_year(year).unwrap_or(day);
            let title = kept.title(on).replace(['“', '”'], "");
            let marked = act::mine(celebration, Moment::MilestoneCelebrated, day, &title);
            act::note(desk, person, &marked)?;
            Ok(id.0)
        })
    }

    /// Takes a milestone off for good, as when its day was wrong. What was celebrated stays in the account.
    pub fn drop_milestone(&self, stamp: &Stamp, id: MilestoneId) -> Result<Written> {
        self.write(stamp, "drop-milestone", |desk| {
            let milestone = load(desk, id)?;
            desk.about = Some(milestone.person);
            for year in milestone.celebrated.keys() {
                desk.remove(&shelf::CELEBRATION, values![id.0, i64::from(*year)])?;
            }
            desk.remove(&shelf::MILESTONE, values![id.0])?;
            Ok(id.0)
        })
    }
}

/// Every word a milestone can be named by.
fn called(milestone: &Milestone) -> String {
    format!("{} {}", milestone.sort.words(), milestone.what)
}

fn as_of(all: Vec<Noted<Milestone>>, day: Day) -> Vec<Noted<Milestone>> {
    all.into_iter()
        .map(|noted| Noted {
            thing: noted.thing.as_of(day),
            ..noted
        })
        .collect()
}

fn load(desk: &mut Desk<'_>, id: MilestoneId) -> Result<Milestone> {
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

fn save(desk: &mut Desk<'_>, milestone: &Milestone) -> Result<()> {
    desk.about = Some(milestone.person);
    let (on, year, yearly) = match milestone.occurs {
        Occurs::Once(day) => (DayOfYear::of(day), Some(day.year()), 0_i64),
        Occurs::Yearly { on, since } => (on, since, 1),
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
pub(super) fn matters(session: &mut Session<'_>, day: Day) -> Result<Vec<Matter>> {
    let weights = setting::weights(session)?;
    let near = as_of(near(session, &weights, day)?, day);
    Ok(near
        .iter()
        .filter_map(|noted| noted.thing.matter(&noted.name, &weights, day))
        .collect())
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
pub(super) fn with_person(
    session: &mut Session<'_>,
    person: PersonId,
    day: Day,
) -> Result<Vec<Milestone>> {
    let book = session.book;
    let rows = session.all(WITH_PERSON, values![book, person.0], read)?;
    Ok(as_of(gathered(rows)?, day)
        .into_iter()
        .map(|noted| noted.thing)
        .collect())
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
