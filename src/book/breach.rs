//! Harm done and its mending: noting it, taking a step, and reading what is open.

use ledger::breach::{Breach, BreachId, Facing, Kind, Mending, Path, Size, Step, Taking};
use ledger::person::PersonId;
use ledger::promise::{Outcome, Promise, PromiseId};
use ledger::repair::{Healing, Stage, course, healing, matter, stage};
use ledger::today::Matter;
use ledger::touch::Side;
use ledger::weights::Weights;
use ledger::{Day, days_between};

use super::desk::{Desk, Written};
use super::engine::uuid_from;
use super::engine_values::Row;
use super::history::Stamp;
use super::merge::entries;
use super::naming::fold;
use super::person::{plain, really_known};
use super::reference::{References, referred};
use super::touch::must_exist;
use super::{Book, Session, promise, setting, shelf};
use crate::clock;
use crate::error::{Error, Result};
use crate::values;

/// More open ones than this say nothing more in one morning.
const OPEN_AT_MOST: i64 = 60;

#[derive(Clone, Debug)]
pub struct NewBreach {
    pub person: PersonId,
    pub side: Side,
    pub kind: Kind,
    pub size: Size,
    pub what: String,
    pub promise: Option<PromiseId>,
}

/// Harm with the name of the one it stands between, and how far its mending has come.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    pub breach: Breach,
    pub name: String,
    pub healing: Healing,
    pub stage: Stage,
}

/// What is left of a harm over time: so far, and what time alone will leave.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    pub past: Vec<(Day, f64)>,
    pub ahead: Vec<(Day, f64)>,
}

/// A course looks so many days ahead.
const AHEAD: i64 = 90;

const EVERY: &str = "select b.id, p.root, b.side, b.kind, b.size, b.what, b.day, b.promise,
        b.acknowledged_on, b.owned_on, b.amended_on, b.amends, b.said_on, b.let_go_on, r.name
   from breach b
   join person p on p.book = b.book and p.id = b.person
   join person r on r.book = p.book and r.id = p.root
  where b.book = $1 and b.day <= $2
  order by b.day desc, b.id desc";

const ONE: &str = "select b.id, p.root, b.side, b.kind, b.size, b.what, b.day, b.promise,
        b.acknowledged_on, b.owned_on, b.amended_on, b.amends, b.said_on, b.let_go_on, r.name
   from breach b
   join person p on p.book = b.book and p.id = b.person
   join person r on r.book = p.book and r.id = p.root
  where b.book = $1 and b.id = $2";

const OF_ENTRY: &str = "select b.id, b.person, b.side, b.kind, b.size, b.what, b.day, b.promise,
        b.acknowledged_on, b.owned_on, b.amended_on, b.amends, b.said_on, b.let_go_on, ''
   from breach o cross join breach b
  where o.book = $1 and o.person = $2 and b.book = $1 and b.id = o.id";

/// With a step still to take on a day.
const UNMENDED: &str = "select b.id, p.root, b.side, b.kind, b.size, b.what, b.day, b.promise,
        b.acknowledged_on, b.owned_on, b.amended_on, b.amends, b.said_on, b.let_go_on, r.name
   from breach b
   join person p on p.book = b.book and p.id = b.person
   join person r on r.book = p.book and r.id = p.root
  where b.book = $1 and b.day <= $2 and b.id in (
    select id from breach where book = $1 and side = 'mine' and amended_on is null
    union all select id from breach where book = $1 and side = 'mine' and amended_on > $2
    union all select id from breach
      where book = $1 and side = 'theirs' and amended_on is null and let_go_on is null
    union all select id from breach
      where book = $1 and side = 'theirs' and amended_on is null and let_go_on > $2)
  order by b.size desc, b.day, b.id limit $3";

impl Book {
    pub fn breach(&self, stamp: &Stamp, new: &NewBreach, day: Day) -> Result<Written> {
        self.write_of(day, stamp, "breach", |desk| {
            must_exist(desk, new.person)?;
            really_known(desk, new.person)?;
            if let Some(promise) = new.promise {
                came_from(desk, promise, new)?;
            }
            let id = BreachId(clock::new_id());
            let what = plain(&new.what);
            let graded = (new.kind, new.size);
            let breach = Breach::note((id, new.person), new.side, graded, &what, day, new.promise)?;
            save(desk, &breach)?;
            Ok(id.0)
        })
    }

    /// Takes the next step of a mending.
    pub fn repair(
        &self,
        stamp: &Stamp,
        id: BreachId,
        taking: &Taking,
        day: Day,
    ) -> Result<Written> {
        self.write_of(day, stamp, verb(taking.step()), |desk| {
            let taking = match taking {
                Taking::Amend(amends) => Taking::Amend(plain(amends)),
                other => other.clone(),
            };
            let book = desk.book;
            let (breach, _) = desk
                .one(ONE_AS_NOTED, values![book, id.0], read)?
                .ok_or_else(nothing)?;
            save(desk, &breach.take(taking, day)?)?;
            Ok(id.0)
        })
    }

    /// Everything that was done up to `day`, newest first, as it stood then.
    pub fn repairs(&self, day: Day) -> Result<Vec<Repair>> {
        self.read(|session| {
            let book = session.book;
            let found = session.all(EVERY, values![book, day], read)?;
            found
                .into_iter()
                .filter_map(|(breach, name)| Some((breach.as_of(day)?, name)))
                .map(|(breach, name)| weighed(session, breach, name, day))
                .collect()
        })
    }

    pub fn repair_of(&self, id: BreachId, day: Day) -> Result<Repair> {
        self.read(|session| {
            let book = session.book;
            let found = session.one(ONE, values![book, id.0], read)?;
            let (breach, name) = found.ok_or_else(nothing)?;
            let breach = breach.as_of(day).ok_or_else(nothing)?;
            weighed(session, breach, name, day)
        })
    }

    /// How one harm has worn down, and will.
    pub fn course_of(&self, repair: &Repair, day: Day) -> Result<Course> {
        self.read(|session| {
            let weights = setting::weights(session)?;
            let promises = kept_with(session, repair.breach.person)?;
            let between = |from, until| {
                let step = (days_between(from, until) / 120).max(1);
                course(
                    &repair.breach,
                    &promises,
                    &weights,
                    (from, until, day),
                    step,
                )
            };
            Ok(Course {
                past: between(repair.breach.day, day),
                ahead: between(day, day.saturating_add(jiff::Span::new().days(AHEAD))),
            })
        })
    }

    /// The harm a text names: its short reference, words of it, or of the name.
    pub fn look_up_breach(&self, text: &str, day: Day) -> Result<BreachId> {
        let wanted = fold(text);
        let all = self.repairs(day)?;
        let mut best = referred(text, &all, |repair| repair.breach.id.0);
        if best.is_empty() {
            let fits = |repair: &&Repair| {
                fold(&repair.breach.what).contains(&wanted) || fold(&repair.name).contains(&wanted)
            };
            best = all.iter().filter(fits).collect();
            if best.iter().any(|repair| repair.stage.is_open()) {
                best.retain(|repair| repair.stage.is_open());
            }
        }
        match best.as_slice() {
            [one] => Ok(one.breach.id),
            _ if wanted.is_empty() => {
                Err(Error::refused("which one?").hint("troth repair lists them"))
            }
            [] => Err(
                Error::not_found(format!("no harm is noted as “{}”", text.trim()))
                    .hint("troth repair lists what is open, each with its short reference"),
            ),
            several => {
                let references = References::among(all.iter().map(|one| one.breach.id.0));
                let said = |one: &&Repair| {
                    format!(
                        "{} “{}” ({})",
                        references.of(one.breach.id.0),
                        one.breach.what,
                        one.name
                    )
                };
                let list: Vec<String> = several.iter().take(5).map(said).collect();
                Err(
                    Error::not_found(format!("several match: {}", list.join(", ")))
                        .hint("use the short reference"),
                )
            }
        }
    }
}

/// As `ONE`, with the person it was noted with, so that merging can be undone.
const ONE_AS_NOTED: &str =
    "select b.id, b.person, b.side, b.kind, b.size, b.what, b.day, b.promise,
        b.acknowledged_on, b.owned_on, b.amended_on, b.amends, b.said_on, b.let_go_on, ''
   from breach b where b.book = $1 and b.id = $2";

fn verb(step: Step) -> &'static str {
    match step {
        Step::Acknowledge => "acknowledge",
        Step::Own => "take-responsibility",
        Step::Amend => "make-amends",
        Step::Say => "say-it",
        Step::LetGo => "let-go",
    }
}

fn nothing() -> Error {
    Error::not_found("there is no such harm noted in this book")
}

/// The promise is one of this person's and this side's, and it was not kept.
fn came_from(desk: &mut Desk<'_>, id: PromiseId, new: &NewBreach) -> Result<()> {
    let book = desk.book;
    let found = desk.one(
        "select m.side, m.outcome from promise m join person p on p.book = m.book and p.id = m.person
          where m.book = $1 and m.id = $2
            and p.root = (select root from person where book = $1 and id = $3)",
        values![book, id.0, new.person.0],
        |row| Ok((row.named(0, Side::from_id)?, row.opt_text(1)?)),
    )?;
    let Some((side, outcome)) = found else {
        return Err(Error::refused("that promise is with somebody else"));
    };
    if side != new.side {
        return Err(Error::refused("that promise is of the other side"));
    }
    match outcome.as_deref().and_then(Outcome::from_id) {
        Some(Outcome::Broken | Outcome::Late) => Ok(()),
        Some(outcome) => Err(Error::refused(format!(
            "that promise was {}, so no harm came from it",
            outcome.words()
        ))),
        None => Err(Error::refused("that promise is still open")
            .hint("keep it, agree on a new day, or say first that it is broken")),
    }
}

fn save(desk: &mut Desk<'_>, breach: &Breach) -> Result<()> {
    desk.about = Some(breach.person);
    let amends = match &breach.path {
        Path::Mine(Mending::Amended { amends, .. }) => amends.as_str(),
        _ => "",
    };
    desk.save(
        &shelf::BREACH,
        values![
            breach.id.0,
            breach.person.0,
            breach.side().id(),
            breach.kind.id(),
            breach.size.steps(),
            breach.what.as_str(),
            breach.day,
            breach.promise.map(|promise| promise.0),
            breach.taken_on(Step::Acknowledge),
            breach.taken_on(Step::Own),
            breach.taken_on(Step::Amend),
            amends,
            breach.taken_on(Step::Say),
            breach.taken_on(Step::LetGo)
        ],
    )
}

fn weighed(session: &mut Session<'_>, breach: Breach, name: String, day: Day) -> Result<Repair> {
    let weights = setting::weights(session)?;
    let promises = kept_with(session, breach.person)?;
    Ok(Repair::of(breach, &name, &promises, &weights, day))
}

/// Every promise with a person, whichever of their entries it was made to.
fn kept_with(session: &mut Session<'_>, person: PersonId) -> Result<Vec<Promise>> {
    let entries = entries(session, person)?;
    promise::with_person(session, person, &entries)
}

/// Harm with one person, as it stood on `day`, weighed against the promises kept with them.
pub(super) fn repairs(
    breaches: &[Breach],
    name: &str,
    promises: &[Promise],
    weights: &Weights,
    day: Day,
) -> Vec<Repair> {
    let known = breaches.iter().filter_map(|breach| breach.as_of(day));
    known
        .map(|breach| Repair::of(breach, name, promises, weights, day))
        .collect()
}

impl Repair {
    fn of(breach: Breach, name: &str, promises: &[Promise], weights: &Weights, day: Day) -> Self {
        let healing = healing(&breach, promises, weights, day);
        let stage = stage(&breach, &healing);
        Self {
            breach,
            name: name.to_owned(),
            healing,
            stage,
        }
    }
}

/// What is open between the owner and one person, or was, newest first, as it was noted.
pub(super) fn with_person(
    session: &mut Session<'_>,
    person: PersonId,
    entries: &[PersonId],
) -> Result<Vec<Breach>> {
    let found = session.of_each(OF_ENTRY, entries, read)?;
    let here = |(breach, _)| Breach { person, ..breach };
    let mut found: Vec<Breach> = found.into_iter().map(here).collect();
    found.sort_by_key(|breach| std::cmp::Reverse((breach.day, breach.id)));
    Ok(found)
}

/// Open repairs for the morning, the gravest and oldest first.
pub(super) fn matters(session: &mut Session<'_>, day: Day) -> Result<Vec<Matter>> {
    let book = session.book;
    let found = session.all(UNMENDED, values![book, day, OPEN_AT_MOST], read)?;
    Ok(found
        .iter()
        .filter_map(|(breach, name)| matter(breach, name, day))
        .collect())
}

fn read(row: &Row<'_>) -> Result<(Breach, String)> {
    let side = row.named(2, Side::from_id)?;
    let malformed = || Error::internal("harm noted in the book is malformed");
    let breach = Breach {
        id: BreachId(row.id(0)?),
        person: PersonId(row.id(1)?),
        kind: row.named(3, Kind::from_id)?,
        size: Size::of(row.int(4)?).ok_or_else(malformed)?,
        what: row.text(5)?,
        day: row.day(6)?,
        promise: row.opt_slice(7)?.map(uuid_from).transpose()?.map(PromiseId),
        path: match side {
            Side::Mine => Path::Mine(mending(row)?),
            Side::Theirs => Path::Theirs(facing(row)?),
        },
    };
    Ok((breach, row.text(14)?))
}

fn mending(row: &Row<'_>) -> Result<Mending> {
    Ok(match (row.opt_day(8)?, row.opt_day(9)?, row.opt_day(10)?) {
        (Some(acknowledged_on), Some(owned_on), Some(on)) => Mending::Amended {
            acknowledged_on,
            owned_on,
            on,
            amends: row.text(11)?,
        },
        (Some(acknowledged_on), Some(on), None) => Mending::Owned {
            acknowledged_on,
            on,
        },
        (Some(on), None, _) => Mending::Acknowledged { on },
        (None, ..) => Mending::Open,
    })
}

fn facing(row: &Row<'_>) -> Result<Facing> {
    Ok(match (row.opt_day(12)?, row.opt_day(13)?) {
        (Some(said_on), Some(on)) => Facing::LetGo { said_on, on },
        (Some(on), None) => Facing::Said { on },
        (None, _) => Facing::Open,
    })
}
