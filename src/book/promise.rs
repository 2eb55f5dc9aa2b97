//! Promises: noting them, and each change of their lifecycle as the ledger allows it.

use crate::values;
use ledger::moment::Moment;
use ledger::person::PersonId;
use ledger::promise::{Outcome, Promise, PromiseId, Refusal, State};
use ledger::reliability::Settled;
use ledger::touch::Side;
use ledger::{Day, said_day};

use super::acquaintance::nobody;
use super::desk::{Desk, Written};
use super::engine_values::{Row, Value};
use super::history::Stamp;
use super::noted::{Callable, Shelved, the_one};
use super::person::{plain, really_known};
use super::touch::must_exist;
use super::{Book, Session, act, progress, shelf};
use crate::clock;
use crate::error::{Error, Result};

#[derive(Clone, Debug)]
pub struct NewPromise {
    pub person: PersonId,
    pub side: Side,
    pub what: String,
    pub due: Option<Day>,
}

/// A promise with the name of the one it is with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pledge {
    pub promise: Promise,
    pub name: String,
}

const PROMISES: Shelved = Shelved {
    noun: "promise",
    command: "troth promises",
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Open,
    Settled,
    All,
}

const EVERY: &str =
    "select m.id, p.root, m.side, m.what, m.made_on, m.due, m.renewals, m.outcome, m.settled_on,
        r.name
   from promise m
   join person p on p.book = m.book and p.id = m.person
   join person r on r.book = p.book and r.id = p.root
  where m.book = $1";

const OPEN: &str =
    "select m.id, p.root, m.side, m.what, m.made_on, m.due, m.renewals, m.outcome, m.settled_on,
        r.name
   from promise m
   join person p on p.book = m.book and p.id = m.person
   join person r on r.book = p.book and r.id = p.root
  where m.book = $1 and m.id in (select id from promise where book = $1 and outcome is null)";

/// First which ones, from an index; without statistics SQLite would read every promise.
const OF_ENTRY: &str =
    "select m.id, m.person, m.side, m.what, m.made_on, m.due, m.renewals, m.outcome, m.settled_on, ''
   from promise o cross join promise m
  where o.book = $1 and o.person = $2 and m.book = $1 and m.id = o.id";

const ONE: &str =
    "select m.id, p.root, m.side, m.what, m.made_on, m.due, m.renewals, m.outcome, m.settled_on,
        r.name
   from promise m
   join person p on p.book = m.book and p.id = m.person
   join person r on r.book = p.book and r.id = p.root
  where m.book = $1 and m.id = $2";

impl Book {
    pub fn promise(&self, stamp: &Stamp, new: &NewPromise, day: Day) -> Result<Written> {
        self.write_of(day, stamp, "promise", |desk| Ok(make(desk, new, day)?.id.0))
    }

    /// The same, where the owner made clear what is wanted, and by when: that is a deposit of its own.
    pub fn promise_clearly(&self, stamp: &Stamp, new: &NewPromise, day: Day) -> Result<Written> {
        self.write_of(day, stamp, "promise", |desk| {
            let Promise { id, what, due, .. } = make(desk, new, day)?;
            if due.is_none() {
                return Err(Error::refused("expectations are set once a day is named")
                    .hint("say by when, or leave the expectations out"));
            }
            let set = act::mine(id.0, Moment::ExpectationsSet, day, &what);
            act::note(desk, new.person, &set)?;
            Ok(id.0)
        })
    }

    /// Open ones by the day they are due, undated last; settled ones newest first.
    pub fn promises(&self, shown: Shown) -> Result<Vec<Pledge>> {
        let mut pledges = self.read(|session| {
            if shown == Shown::Open {
                open(session)
            } else {
                every(session)
            }
        })?;
        pledges.retain(|pledge| shown != Shown::Settled || !pledge.promise.is_open());
        Ok(pledges)
    }

    pub fn pledge(&self, id: PromiseId) -> Result<Pledge> {
        self.read(|session| {
            let book = session.book;
            let found = session.one(ONE, values![book, id.0], read)?;
            found.ok_or_else(|| Error::not_found("there is no such promise in this book"))
        })
    }

    /// The promise a text names: its short reference, words of it, or whom it is with. Open ones are meant first.
    pub fn look_up_promise(&self, text: &str) -> Result<PromiseId> {
        let all = self.promises(Shown::All)?;
        let callable: Vec<Callable<'_>> = all
            .iter()
            .map(|pledge| Callable {
                id: pledge.promise.id.0,
                what: &pledge.promise.what,
                name: &pledge.name,
                open: pledge.promise.is_open(),
            })
            .collect();
        the_one(text, &PROMISES, &callable).map(PromiseId)
    }

    pub fn keep(&self, stamp: &Stamp, id: PromiseId, day: Day) -> Result<Written> {
        let due = self.pledge(id)?.promise.due;
        let verb = if due.is_some_and(|due| due < day) {
            "keep-late"
        } else {
            "keep"
        };
        self.settle((stamp, day), verb, id, |promise| promise.keep(day))
    }

    pub fn keep_late(&self, stamp: &Stamp, id: PromiseId, day: Day) -> Result<Written> {
        self.settle((stamp, day), "keep-late", id, |promise| {
            promise.keep_late(day)
        })
    }

    pub fn release(&self, stamp: &Stamp, id: PromiseId, day: Day) -> Result<Written> {
        self.settle((stamp, day), "release", id, |promise| promise.release(day))
    }

    pub fn break_promise(&self, stamp: &Stamp, id: PromiseId, day: Day) -> Result<Written> {
        self.settle((stamp, day), "break", id, |promise| promise.miss(day))
    }

    /// A new day agreed in time. Agreeing is telling: it is kept as word given on that day.
    pub fn renew(&self, stamp: &Stamp, id: PromiseId, day: Day, new_due: Day) -> Result<Written> {
        self.write_of(day, stamp, "renew", |desk| {
            let old = load(desk, id)?;
            let next = old.clone().renew(day, new_due)?;
            progress::tell(
                desk,
                &old,
                &format!("a new day agreed: {}", said_day(new_due)),
                day,
            )?;
            save(desk, &next)?;
            Ok(id.0)
        })
    }

    fn settle(
        &self,
        (stamp, day): (&Stamp, Day),
        verb: &'static str,
        id: PromiseId,
        change: impl FnOnce(Promise) -> std::result::Result<Promise, Refusal>,
    ) -> Result<Written> {
        self.write_of(day, stamp, verb, |desk| {
            let next = change(load(desk, id)?)?;
            save(desk, &next)?;
            Ok(id.0)
        })
    }
}

fn make(desk: &mut Desk<'_>, new: &NewPromise, day: Day) -> Result<Promise> {
    must_exist(desk, new.person)?;
    really_known(desk, new.person)?;
    let id = PromiseId(clock::new_id());
    let promise = Promise::make(id, new.person, new.side, &plain(&new.what), day, new.due)?;
    save(desk, &promise)?;
    Ok(promise)
}

pub(super) fn load(desk: &mut Desk<'_>, id: PromiseId) -> Result<Promise> {
    let book = desk.book;
    let found = desk.one(
        "select m.id, m.person, m.side, m.what, m.made_on, m.due, m.renewals, m.outcome, m.settled_on, ''
           from promise m where m.book = $1 and m.id = $2",
        values![book, id.0],
        read,
    )?;
    found
        .map(|pledge| pledge.promise)
        .ok_or_else(|| Error::not_found("there is no such promise in this book"))
}

pub(super) fn save(desk: &mut Desk<'_>, promise: &Promise) -> Result<()> {
    let (outcome, settled_on) = match promise.state {
        State::Open => (None, None),
        State::Settled { on, outcome } => (Some(outcome.id()), Some(on)),
    };
    let row: &[Value] = values![
        promise.id.0,
        promise.person.0,
        promise.side.id(),
        promise.what.as_str(),
        promise.made_on,
        promise.due,
        promise.renewals,
        outcome,
        settled_on
    ];
    desk.save(&shelf::PROMISE, row)
}

pub(super) fn open(session: &mut Session<'_>) -> Result<Vec<Pledge>> {
    let book = session.book;
    Ok(ordered(session.all(OPEN, values![book], read)?))
}

pub(super) fn every(session: &mut Session<'_>) -> Result<Vec<Pledge>> {
    let book = session.book;
    Ok(ordered(session.all(EVERY, values![book], read)?))
}

/// With this person, whichever of their entries each was made to.
pub(super) fn with_person(
    session: &mut Session<'_>,
    person: PersonId,
    entries: &[PersonId],
) -> Result<Vec<Promise>> {
    let pledges = session.of_each(OF_ENTRY, entries, |row| {
        let mut pledge = read(row)?;
        pledge.promise.person = person;
        Ok(pledge)
    })?;
    let pledges = ordered(pledges);
    Ok(pledges.into_iter().map(|pledge| pledge.promise).collect())
}

/// What was open and already made on `day`, in the order of the people it is with, who may have
/// been merged into others since. That order keeps SQLite within the index of what is open.
pub(super) fn open_on(session: &mut Session<'_>, day: Day) -> Result<Vec<Promise>> {
    let book = session.book;
    session.all(
        "select id, person, side, what, made_on, due, renewals from promise
          where book = $1 and outcome is null and made_on <= $2 order by person",
        values![book, day],
        |row| {
            Ok(Promise {
                id: PromiseId(row.id(0)?),
                person: PersonId(row.id(1)?),
                side: row.named(2, Side::from_id)?,
                what: row.text(3)?,
                made_on: row.day(4)?,
                due: row.opt_day(5)?,
                renewals: row.count(6)?,
                state: State::Open,
            })
        },
    )
}

/// Who somebody is after every merge, and their name.
pub(super) fn rooted(session: &mut Session<'_>, person: PersonId) -> Result<(PersonId, String)> {
    let book = session.book;
    let found = session.one(
        "select r.id, r.name from person p join person r on r.book = p.book and r.id = p.root
          where p.book = $1 and p.id = $2",
        values![book, person.0],
        |row| Ok((PersonId(row.id(0)?), row.text(1)?)),
    )?;
    found.ok_or_else(nobody)
}

/// How every settled promise turned out: nothing of whom and what.
pub(super) fn outcomes(session: &mut Session<'_>) -> Result<Vec<Settled>> {
    let book = session.book;
    session.all(
        "select side, renewals, outcome, settled_on from promise where book = $1 and outcome is not null",
        values![book],
        |row| {
            Ok(Settled {
                side: row.named(0, Side::from_id)?,
                renewed: row.count(1)? > 0,
                outcome: row.named(2, Outcome::from_id)?,
                on: row.day(3)?,
            })
        },
    )
}

pub(super) fn ordered(mut pledges: Vec<Pledge>) -> Vec<Pledge> {
    pledges.sort_by_key(|pledge| {
        let promise = &pledge.promise;
        match promise.state {
            State::Open => (
                0,
                promise.due.unwrap_or(Day::MAX),
                promise.made_on,
                promise.id,
            ),
            State::Settled { on, .. } => (1, Day::MAX, on, promise.id),
        }
    });
    let settled = pledges.partition_point(|pledge| pledge.promise.is_open());
    pledges[settled..].reverse();
    pledges
}

pub(super) fn read(row: &Row<'_>) -> Result<Pledge> {
    let state = match (row.opt_text(7)?, row.opt_day(8)?) {
        (Some(_), Some(on)) => State::Settled {
            on,
            outcome: row.named(7, Outcome::from_id)?,
        },
        (None, None) => State::Open,
        _ => return Err(row.contradiction(7, 8)),
    };
    Ok(Pledge {
        promise: Promise {
            id: PromiseId(row.id(0)?),
            person: PersonId(row.id(1)?),
            side: row.named(2, Side::from_id)?,
            what: row.text(3)?,
            made_on: row.day(4)?,
            due: row.opt_day(5)?,
            renewals: row.count(6)?,
            state,
        },
        name: row.text(9)?,
    })
}
