//! Lists of promises, a bounded number at a time, each read by its index: a page of the open ones,
//! what is due, what one waits for, and how promises usually turn out.

use ledger::Day;
use ledger::load::{Load, Pace, week_of};
use ledger::promise::State;
use ledger::reliability::{BASE_RATE, Reliability, Settled, reliability_of};
use ledger::slip::{Coming, Slip, slipping};
use ledger::touch::Side;
use ledger::weights::Weights;

use super::promise::{Pledge, Shown, every, ordered, outcomes, read};
use super::{Book, Session, progress, setting};
use crate::error::Result;
use crate::values;

/// More than this many due in one week are too many to look at one by one.
const COMING_AT_MOST: i64 = 200;

/// Which promises a page is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Open ones of one side, by their day, undated last.
    Open(Side),
    /// Newest first.
    Settled,
}

/// Some of many.
#[derive(Clone, Debug)]
pub struct Portion {
    pub pledges: Vec<Pledge>,
    /// How many there are in all.
    pub all: usize,
}

/// How the owner's word stands on one day.
#[derive(Clone, Debug)]
pub struct Keeping {
    pub load: Load,
    /// Mine, about to slip, by their day.
    pub slipping: Vec<(Pledge, Slip)>,
    /// Over everyone.
    pub mine: Reliability,
    pub theirs: Reliability,
}

const OPEN_PART: &str =
    "select m.id, p.root, m.side, m.what, m.made_on, m.due, m.renewals, m.outcome, m.settled_on,
        r.name
   from promise m
   join person p on p.book = m.book and p.id = m.person
   join person r on r.book = p.book and r.id = p.root
  where m.book = $1 and m.id in (
    select id from promise where book = $1 and outcome is null and side = $2
     order by coalesce(due, '9999-12-31'), made_on, id limit $3 offset $4)";

const SETTLED_PART: &str =
    "select m.id, p.root, m.side, m.what, m.made_on, m.due, m.renewals, m.outcome, m.settled_on,
        r.name
   from promise m
   join person p on p.book = m.book and p.id = m.person
   join person r on r.book = p.book and r.id = p.root
  where m.book = $1 and m.id in (
    select id from promise where book = $1 and settled_on is not null
     order by settled_on desc, id desc limit $2 offset $3)";

/// Open on a day: those that still are, and those settled only later.
const OPEN_ON: &str =
    "select m.id, p.root, m.side, m.what, m.made_on, m.due, m.renewals, m.outcome, m.settled_on,
        r.name
   from promise m
   join person p on p.book = m.book and p.id = m.person
   join person r on r.book = p.book and r.id = p.root
  where m.book = $1 and m.made_on <= $2 and m.id in (
    select id from promise where book = $1 and outcome is null
    union all select id from promise where book = $1 and settled_on > $2)";

/// The same, of one side and due between two days.
const DUE_BETWEEN: &str =
    "select m.id, p.root, m.side, m.what, m.made_on, m.due, m.renewals, m.outcome, m.settled_on,
        r.name
   from promise m
   join person p on p.book = m.book and p.id = m.person
   join person r on r.book = p.book and r.id = p.root
  where m.book = $1 and m.made_on <= $2 and m.id in (
    select id from promise
     where book = $1 and outcome is null and side = $3 and due >= $4 and due <= $5
    union all select id from promise
     where book = $1 and settled_on > $2 and side = $3 and due >= $4 and due <= $5)
  order by m.due, m.id limit $6";

impl Book {
    /// So many promises from a place on.
    pub fn pledges(&self, part: Part, from: usize, most: usize) -> Result<Portion> {
        let (from, most) = (from as i64, most as i64);
        self.read(|session| {
            let book = session.book;
            let (found, all) = match part {
                Part::Open(side) => (
                    session.all(OPEN_PART, values![book, side.id(), most, from], read)?,
                    session.one(
                        "select count(*) from promise where book = $1 and outcome is null and side = $2",
                        values![book, side.id()],
                        |row| row.int(0),
                    )?,
                ),
                Part::Settled => (
                    session.all(SETTLED_PART, values![book, most, from], read)?,
                    session.one(
                        "select count(*) from promise where book = $1 and settled_on is not null",
                        values![book],
                        |row| row.int(0),
                    )?,
                ),
            };
            Ok(Portion {
                pledges: ordered(found),
                all: usize::try_from(all.unwrap_or_default()).unwrap_or_default(),
            })
        })
    }

    /// As `promises`, as they stood on `day`: what was made later is not there yet, and what was
    /// settled later is still open.
    pub fn promises_as_of(&self, shown: Shown, day: Day) -> Result<Vec<Pledge>> {
        let mut pledges = self.read(|session| match shown {
            Shown::Open => open_on(session, day),
            Shown::Settled | Shown::All => every(session),
        })?;
        pledges.retain(|pledge| pledge.promise.made_on <= day);
        set_back(&mut pledges, day);
        pledges.retain(|pledge| shown != Shown::Settled || !pledge.promise.is_open());
        Ok(ordered(pledges))
    }

    /// How the owner's word stands on `day`.
    pub fn keeping(&self, day: Day) -> Result<Keeping> {
        self.read(|session| {
            let weights = setting::weights(session)?;
            let settled = outcomes(session)?;
            let load = load(session, &settled, day)?;
            Ok(Keeping {
                load,
                slipping: about_to_slip(session, &load, &weights, day)?,
                mine: reliability_of(&settled, Side::Mine, BASE_RATE, day),
                theirs: reliability_of(&settled, Side::Theirs, BASE_RATE, day),
            })
        })
    }

    /// How many of mine are due in the seven days that one due on `due` shares.
    pub fn load_around(&self, due: Day, day: Day) -> Result<Load> {
        self.read(|session| {
            let (first, last) = week_of(due, day);
            Ok(Load {
                due: count_due(session, first, last, day)?,
                pace: Pace::of(&outcomes(session)?, day),
            })
        })
    }

    /// Theirs that are overdue or due within days, by their day; and how many there are.
    pub fn waiting(&self, day: Day, most: usize) -> Result<Vec<Pledge>> {
        self.read(|session| {
            let within = setting::weights(session)?.due_within as i64;
            let last = later(day, within);
            due_between(
                session,
                Side::Theirs,
                (week_of(day, day).0, last),
                day,
                most as i64,
            )
        })
    }
}

fn open_on(session: &mut Session<'_>, day: Day) -> Result<Vec<Pledge>> {
    let book = session.book;
    session.all(OPEN_ON, values![book, day], read)
}

fn due_between(
    session: &mut Session<'_>,
    side: Side,
    (first, last): (Day, Day),
    day: Day,
    most: i64,
) -> Result<Vec<Pledge>> {
    let book = session.book;
    let mut found = session.all(
        DUE_BETWEEN,
        values![book, day, side.id(), first, last, most],
        read,
    )?;
    set_back(&mut found, day);
    Ok(ordered(found))
}

fn count_due(session: &mut Session<'_>, first: Day, last: Day, day: Day) -> Result<usize> {
    let book = session.book;
    let count = session.one(
        "select (select count(*) from promise
                  where book = $1 and outcome is null and side = 'mine'
                    and due >= $2 and due <= $3 and made_on <= $4)
              + (select count(*) from promise
                  where book = $1 and settled_on > $4 and side = 'mine'
                    and due >= $2 and due <= $3 and made_on <= $4)",
        values![book, first, last, day],
        |row| row.int(0),
    )?;
    Ok(usize::try_from(count.unwrap_or_default()).unwrap_or_default())
}

fn load(session: &mut Session<'_>, settled: &[Settled], day: Day) -> Result<Load> {
    let (first, last) = week_of(day, day);
    Ok(Load {
        due: count_due(session, first, last, day)?,
        pace: Pace::of(settled, day),
    })
}

fn about_to_slip(
    session: &mut Session<'_>,
    load: &Load,
    weights: &Weights,
    day: Day,
) -> Result<Vec<(Pledge, Slip)>> {
    let week = (day, later(day, 6));
    let mut found = due_between(session, Side::Mine, week, day, COMING_AT_MOST)?;
    let mut words = Vec::new();
    for pledge in &found {
        let notes = progress::of_promise(session, pledge.promise.id, day)?;
        words.push(notes.first().map(|note| note.day));
    }
    let coming: Vec<Coming<'_>> = found
        .iter()
        .zip(words)
        .map(|(pledge, last_word)| Coming {
            promise: &pledge.promise,
            last_word,
        })
        .collect();
    let slips = slipping(&coming, load, weights, day);
    let mut out = Vec::new();
    for (id, slip) in slips {
        if let Some(at) = found.iter().position(|pledge| pledge.promise.id == id) {
            out.push((found.remove(at), slip));
        }
    }
    Ok(out)
}

/// Promises as they stood on `day`: what was settled later is still open.
fn set_back(pledges: &mut [Pledge], day: Day) {
    for pledge in pledges {
        if matches!(pledge.promise.state, State::Settled { on, .. } if on > day) {
            pledge.promise.state = State::Open;
        }
    }
}

fn later(day: Day, days: i64) -> Day {
    day.saturating_add(jiff::Span::new().days(days))
}
