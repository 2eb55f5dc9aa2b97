//! Contributions: noting something good somebody did, thanking for it, crediting it before others.

use ledger::Day;
use ledger::contribution::{Contribution, ContributionId, Credit, thanks_for};
use ledger::moment::Moment;
use ledger::person::PersonId;
use ledger::today::Matter;
use ledger::touch::TouchId;

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
pub struct NewContribution {
    pub person: PersonId,
    pub what: String,
    /// The meeting or message it was seen in, where that is known.
    pub touch: Option<TouchId>,
    pub thanks: Thanks,
}

/// Whether a word of thanks was already said when it was seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Thanks {
    ThereAndThen,
    StillToCome,
}

const CONTRIBUTIONS: Shelved = Shelved {
    noun: "contribution",
    command: "troth contributions",
};

const EVERY: &str =
    "select c.id, p.root, c.what, c.seen_on, c.touch, c.thanked_on, c.credited_on, c.before_whom, r.name
   from contribution c
   join person p on p.book = c.book and p.id = c.person
   join person r on r.book = p.book and r.id = p.root
  where c.book = $1 and c.seen_on <= $2 order by c.seen_on desc, c.id desc";

const WAITING: &str =
    "select c.id, p.root, c.what, c.seen_on, c.touch, c.thanked_on, c.credited_on, c.before_whom, r.name
   from contribution c
   join person p on p.book = c.book and p.id = c.person
   join person r on r.book = p.book and r.id = p.root
  where c.book = $1 and r.standing = 'accepted' and c.id in (
    select id from contribution
     where book = $1 and thanked_on is null and seen_on >= $2 and seen_on <= $3)";

/// The inner query stays within an index, as with promises.
const OF_ENTRY: &str =
    "select c.id, c.person, c.what, c.seen_on, c.touch, c.thanked_on, c.credited_on, c.before_whom, ''
   from contribution o cross join contribution c
  where o.book = $1 and o.person = $2 and c.book = $1 and c.id = o.id";

impl Book {
    /// Something good they did, seen on `day`.
    pub fn saw(&self, stamp: &Stamp, new: &NewContribution, day: Day) -> Result<Written> {
        self.write_of(day, stamp, "saw", |desk| {
            must_exist(desk, new.person)?;
            really_known(desk, new.person)?;
            touched(desk, new.person, new.touch)?;
            let id = ContributionId(clock::new_id());
            let seen = Contribution::see(id, new.person, &plain(&new.what), day)?;
            let touch = new.touch;
            let seen = Contribution { touch, ..seen };
            match new.thanks {
                Thanks::ThereAndThen => thanked(desk, seen, day)?,
                Thanks::StillToCome => save(desk, &seen)?,
            }
            Ok(id.0)
        })
    }

    /// Every contribution as it stood on `day`, newest first.
    pub fn contributions(&self, day: Day) -> Result<Vec<Noted<Contribution>>> {
        let all = self.read(|session| {
            let book = session.book;
            session.all(EVERY, values![book, day], read)
        })?;
        Ok(all
            .into_iter()
            .filter_map(|noted| {
                let thing = noted.thing.as_of(day)?;
                Some(Noted { thing, ..noted })
            })
            .collect())
    }

    /// The contribution a text names: its short reference, words of it, or whose it is.
    pub fn look_up_contribution(&self, text: &str) -> Result<ContributionId> {
        let all = self.contributions(Day::MAX)?;
        let callable: Vec<Callable<'_>> = all
            .iter()
            .map(|noted| Callable {
                id: noted.thing.id.0,
                what: &noted.thing.what,
                name: &noted.name,
                open: noted.thing.thanked_on.is_none() || noted.thing.credit.is_none(),
            })
            .collect();
        the_one(text, &CONTRIBUTIONS, &callable).map(ContributionId)
    }

    pub fn thank(&self, stamp: &Stamp, id: ContributionId, day: Day) -> Result<Written> {
        self.write_of(day, stamp, "thank", |desk| {
            let seen = load(desk, id)?;
            thanked(desk, seen, day)?;
            Ok(id.0)
        })
    }

    /// Their name was said in front of others.
    pub fn credit(
        &self,
        stamp: &Stamp,
        id: ContributionId,
        before_whom: &str,
        day: Day,
    ) -> Result<Written> {
        self.write_of(day, stamp, "credit", |desk| {
            let credited = load(desk, id)?.credit(day, &plain(before_whom))?;
            save(desk, &credited)?;
            let given = act::mine(id.0, Moment::CreditGiven, day, &credited.what);
            act::note(desk, credited.person, &given)?;
            Ok(id.0)
        })
    }
}

fn thanked(desk: &mut Desk<'_>, seen: Contribution, day: Day) -> Result<()> {
    let thanked = seen.thank(day)?;
    let moment = thanks_for(touched(desk, thanked.person, thanked.touch)?);
    save(desk, &thanked)?;
    let said = act::mine(thanked.id.0, moment, day, &thanked.what);
    act::note(desk, thanked.person, &said)
}

fn load(desk: &mut Desk<'_>, id: ContributionId) -> Result<Contribution> {
    let book = desk.book;
    let found = desk.one(
        "select c.id, c.person, c.what, c.seen_on, c.touch, c.thanked_on, c.credited_on, c.before_whom, ''
           from contribution c where c.book = $1 and c.id = $2",
        values![book, id.0],
        read,
    )?;
    found
        .map(|noted| noted.thing)
        .ok_or_else(|| Error::not_found("there is no such contribution in this book"))
}

fn save(desk: &mut Desk<'_>, seen: &Contribution) -> Result<()> {
    desk.about = Some(seen.person);
    let credit = seen.credit.as_ref();
    desk.save(
        &shelf::CONTRIBUTION,
        values![
            seen.id.0,
            seen.person.0,
            seen.what.as_str(),
            seen.seen_on,
            seen.touch.map(|touch| touch.0),
            seen.thanked_on,
            credit.map(|credit| credit.on),
            credit.map(|credit| credit.before_whom.as_str())
        ],
    )
}

/// Those seen within the last days that still wait for a word.
pub(super) fn matters(session: &mut Session<'_>, day: Day) -> Result<Vec<Matter>> {
    let (book, weights) = (session.book, setting::weights(session)?);
    let since = day.saturating_sub(jiff::Span::new().days(weights.thanks_within as i64));
    let waiting = session.all(WAITING, values![book, since, day], read)?;
    Ok(waiting
        .iter()
        .filter_map(|noted| noted.thing.matter(&noted.name, &weights, day))
        .collect())
}

/// By one person, as they stood on `day`, newest first.
pub(super) fn with_person(
    session: &mut Session<'_>,
    entries: &[PersonId],
    day: Day,
) -> Result<Vec<Contribution>> {
    let all = session.of_each(OF_ENTRY, entries, read)?;
    let seen = all.into_iter().filter_map(|noted| noted.thing.as_of(day));
    let mut seen: Vec<Contribution> = seen.collect();
    seen.sort_unstable_by_key(|one| std::cmp::Reverse((one.seen_on, one.id)));
    Ok(seen)
}

fn read(row: &Row<'_>) -> Result<Noted<Contribution>> {
    let before_whom = row.opt_text(7)?.unwrap_or_default();
    Ok(Noted {
        thing: Contribution {
            id: ContributionId(row.id(0)?),
            person: PersonId(row.id(1)?),
            what: row.text(2)?,
            seen_on: row.day(3)?,
            touch: row.opt_id(4)?.map(TouchId),
            thanked_on: row.opt_day(5)?,
            credit: row.opt_day(6)?.map(|on| Credit { on, before_whom }),
        },
        name: row.text(8)?,
    })
}
