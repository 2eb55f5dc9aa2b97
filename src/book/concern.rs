//! Concerns: noting what weighs on someone, looking again, easing it.

use ledger::Day;
use ledger::concern::{Concern, ConcernId, Refusal, State, usual_check};
use ledger::moment::Moment;
use ledger::person::PersonId;
use ledger::today::Matter;
use ledger::touch::{Side, TouchId};

use super::desk::{Desk, Written};
use super::engine_values::Row;
use super::history::Stamp;
use super::noted::{Callable, Noted, Shelved, the_one, touched};
use super::person::{plain, really_known};
use super::touch::must_exist;
use super::{Book, Session, act, setting, shelf};
use crate::clock;
use crate::error::{Error, Result};
use crate::values;

#[derive(Clone, Debug)]
pub struct NewConcern {
    pub person: PersonId,
    pub what: String,
    /// When to look again; `None`: in a week, as the settings say.
    pub check_on: Option<Day>,
    pub touch: Option<TouchId>,
}

const CONCERNS: Shelved = Shelved {
    noun: "concern",
    command: "troth concerns",
};

const EVERY: &str =
    "select c.id, p.root, c.what, c.raised_on, c.check_on, c.touch, c.eased_on, r.name
   from concern c
   join person p on p.book = c.book and p.id = c.person
   join person r on r.book = p.book and r.id = p.root
  where c.book = $1 and c.raised_on <= $2 order by c.raised_on, c.id";

const DUE: &str =
    "select c.id, p.root, c.what, c.raised_on, c.check_on, c.touch, c.eased_on, r.name
   from concern c
   join person p on p.book = c.book and p.id = c.person
   join person r on r.book = p.book and r.id = p.root
  where c.book = $1 and r.standing = 'accepted' and c.id in (
    select id from concern where book = $1 and eased_on is null and check_on <= $2)";

/// The inner query stays within an index, as with promises.
const OF_ENTRY: &str =
    "select c.id, c.person, c.what, c.raised_on, c.check_on, c.touch, c.eased_on, ''
   from concern o cross join concern c
  where o.book = $1 and o.person = $2 and c.book = $1 and c.id = o.id";

impl Book {
    pub fn raise_concern(&self, stamp: &Stamp, new: &NewConcern, day: Day) -> Result<Written> {
        self.write_of(day, stamp, "raise-concern", |desk| {
            must_exist(desk, new.person)?;
            really_known(desk, new.person)?;
            touched(desk, new.person, new.touch)?;
            let id = ConcernId(clock::new_id());
            let usual = usual_check(day, &setting::weights(desk)?);
            let check_on = new.check_on.unwrap_or(usual);
            let concern = Concern::raise(id, new.person, &plain(&new.what), day, check_on)?;
            let touch = new.touch;
            save(desk, &Concern { touch, ..concern })?;
            Ok(id.0)
        })
    }

    /// Every concern as it stood on `day`: open ones by the day to look again, then eased ones,
    /// the latest first.
    pub fn concerns(&self, day: Day) -> Result<Vec<Noted<Concern>>> {
        let all = self.read(|session| {
            let book = session.book;
            session.all(EVERY, values![book, day], read)
        })?;
        let mut all: Vec<Noted<Concern>> = all
            .into_iter()
            .filter_map(|noted| {
                let thing = noted.thing.as_of(day)?;
                Some(Noted { thing, ..noted })
            })
            .collect();
        all.sort_by_key(|noted| order(&noted.thing));
        Ok(all)
    }

    /// The concern a text names: its short reference, words of it, or whose it is.
    pub fn look_up_concern(&self, text: &str) -> Result<ConcernId> {
        let all = self.concerns(Day::MAX)?;
        let callable: Vec<Callable<'_>> = all
            .iter()
            .map(|noted| Callable {
                id: noted.thing.id.0,
                what: &noted.thing.what,
                name: &noted.name,
                open: noted.thing.is_open(),
            })
            .collect();
        the_one(text, &CONCERNS, &callable).map(ConcernId)
    }

    /// Still there: to be asked about again on `check`, or when the settings say.
    pub fn look_again(
        &self,
        stamp: &Stamp,
        id: ConcernId,
        day: Day,
        check: Option<Day>,
    ) -> Result<Written> {
        self.write_of(day, stamp, "look-again", |desk| {
            let check = check_or_usual(desk, day, check)?;
            change(desk, id, |concern| concern.look_again(day, check))?;
            Ok(id.0)
        })
    }

    /// Help was offered before anybody asked for it: noted once, and looked at again.
    pub fn offer_help(
        &self,
        stamp: &Stamp,
        id: ConcernId,
        day: Day,
        check: Option<Day>,
    ) -> Result<Written> {
        self.write_of(day, stamp, "offer-help", |desk| {
            let check = check_or_usual(desk, day, check)?;
            let concern = change(desk, id, |concern| concern.look_again(day, check))?;
            let offered = act::mine(id.0, Moment::HelpOffered, day, &concern.what);
            let key = values![
                concern.person.0,
                id.0,
                Moment::HelpOffered.id(),
                Side::Mine.id()
            ];
            if desk.row(&shelf::ACT, key)?.is_none() {
                act::note(desk, concern.person, &offered)?;
            }
            Ok(id.0)
        })
    }

    /// It weighs on them no longer.
    pub fn ease(&self, stamp: &Stamp, id: ConcernId, day: Day) -> Result<Written> {
        self.write_of(day, stamp, "ease", |desk| {
            let eased = change(desk, id, |concern| concern.ease(day))?;
            let addressed = act::mine(id.0, Moment::ConcernAddressed, day, &eased.what);
            act::note(desk, eased.person, &addressed)?;
            Ok(id.0)
        })
    }
}

fn check_or_usual(desk: &mut Desk<'_>, day: Day, check: Option<Day>) -> Result<Day> {
    match check {
        Some(check) => Ok(check),
        None => Ok(usual_check(day, &setting::weights(desk)?)),
    }
}

fn change(
    desk: &mut Desk<'_>,
    id: ConcernId,
    change: impl FnOnce(Concern) -> std::result::Result<Concern, Refusal>,
) -> Result<Concern> {
    let book = desk.book;
    let found = desk.one(
        "select c.id, c.person, c.what, c.raised_on, c.check_on, c.touch, c.eased_on, ''
           from concern c where c.book = $1 and c.id = $2",
        values![book, id.0],
        read,
    )?;
    let concern = found
        .map(|noted| noted.thing)
        .ok_or_else(|| Error::not_found("there is no such concern in this book"))?;
    let next = change(concern)?;
    save(desk, &next)?;
    Ok(next)
}

fn save(desk: &mut Desk<'_>, concern: &Concern) -> Result<()> {
    let eased_on = match concern.state {
        State::Open => None,
        State::Eased { on } => Some(on),
    };
    desk.about = Some(concern.person);
    desk.save(
        &shelf::CONCERN,
        values![
            concern.id.0,
            concern.person.0,
            concern.what.as_str(),
            concern.raised_on,
            concern.check_on,
            concern.touch.map(|touch| touch.0),
            eased_on
        ],
    )
}

/// Those whose day to look again has come.
pub(super) fn matters(session: &mut Session<'_>, day: Day) -> Result<Vec<Matter>> {
    let book = session.book;
    let due = session.all(DUE, values![book, day], read)?;
    Ok(due
        .iter()
        .filter_map(|noted| noted.thing.matter(&noted.name, day))
        .collect())
}

/// With one person, as they stood on `day`, in the order of the list.
pub(super) fn with_person(
    session: &mut Session<'_>,
    entries: &[PersonId],
    day: Day,
) -> Result<Vec<Concern>> {
    let all = session.of_each(OF_ENTRY, entries, read)?;
    let mut all: Vec<Concern> = all
        .into_iter()
        .filter_map(|noted| noted.thing.as_of(day))
        .collect();
    all.sort_by_key(order);
    Ok(all)
}

fn order(concern: &Concern) -> (bool, i64, ConcernId) {
    let newest_first = |day: Day| -ledger::days_between(Day::MIN, day);
    match concern.state {
        State::Open => (
            false,
            ledger::days_between(Day::MIN, concern.check_on),
            concern.id,
        ),
        State::Eased { on } => (true, newest_first(on), concern.id),
    }
}

fn read(row: &Row<'_>) -> Result<Noted<Concern>> {
    let raised_on = row.day(3)?;
    let state = match row.opt_day(6)? {
        Some(on) => State::Eased { on },
        None => State::Open,
    };
    Ok(Noted {
        thing: Concern {
            id: ConcernId(row.id(0)?),
            person: PersonId(row.id(1)?),
            what: row.text(2)?,
            raised_on,
            check_on: row.opt_day(4)?.unwrap_or(raised_on),
            touch: row.opt_id(5)?.map(TouchId),
            state,
        },
        name: row.text(7)?,
    })
}
