//! Reading details: one by its id or by words of it, those of a person, and those whose day to ask
//! has come. Each statement begins at an index, so that fifty thousand details cost nothing.

use std::collections::HashMap;

use ledger::Day;
use ledger::detail::{Detail, DetailId, Due, State, Topic};
use ledger::ground::{CommonGround, common_ground};
use ledger::moment::Moment;
use ledger::person::PersonId;
use ledger::touch::{Medium, TouchId};

use super::Heard;
use crate::book::engine_values::Row;
use crate::book::merge::entries;
use crate::book::noted::{Callable, Shelved, the_one};
use crate::book::owner::owner_id;
use crate::book::{Book, Session, act};
use crate::error::{Error, Result};
use crate::values;

/// A detail with the name of the one it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    pub detail: Detail,
    pub name: String,
}

/// Which of somebody's details.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    Standing,
    Ended,
    All,
}

impl Which {
    fn holds(self, detail: &Detail) -> bool {
        match self {
            Self::Standing => detail.is_standing(),
            Self::Ended => !detail.is_standing(),
            Self::All => true,
        }
    }
}

/// So many are read for one morning, the longest waiting first; a morning shows a handful.
const DUE_AT_MOST: i64 = 100;

const ONE: &str = "select d.id, d.person, d.topic, d.what, d.noted_on, d.confirmed_on, d.ask_on, d.touch, d.ended_on,
        r.name
   from detail d
   join person p on p.book = d.book and p.id = d.person
   join person r on r.book = p.book and r.id = p.root
  where d.book = $1 and d.id = $2";

/// The first reading stays within an index; without statistics SQLite would read every detail.
const OF_ENTRY: &str =
    "select d.id, d.person, d.topic, d.what, d.noted_on, d.confirmed_on, d.ask_on, d.touch, d.ended_on
   from detail o cross join detail d
  where o.book = $1 and o.person = $2 and d.book = $1 and d.id = o.id";

/// In the order of the days to ask, so that the reading ends at the limit.
const ASKED_ABOUT: &str = "select d.id, p.root, d.topic, d.what, d.noted_on, d.confirmed_on, d.ask_on, d.touch, d.ended_on,
        r.name
   from detail d cross join person p cross join person r
  where d.book = $1 and d.ask_on <= $2 and d.ended_on is null
    and p.book = $1 and p.id = d.person and r.book = $1 and r.id = p.root
  order by d.ask_on, d.id limit $3";

/// As above, of people who are proposed, without what was put off, and with the medium they like.
const DUE: &str = "select d.id, p.root, d.topic, d.what, d.noted_on, d.confirmed_on, d.ask_on, d.touch, d.ended_on,
        r.name, (select a.medium from approach a where a.book = $1 and a.person = p.root)
   from detail d cross join person p cross join person r
  where d.book = $1 and d.ask_on <= $2 and d.ended_on is null
    and p.book = $1 and p.id = d.person and r.book = $1 and r.id = p.root and r.standing = 'accepted'
    and not exists (select 1 from hush h where h.book = $1 and h.matter = d.id and h.until > $2)
  order by d.ask_on, d.id limit $3";

impl Book {
    pub fn detail(&self, id: DetailId) -> Result<Remembered> {
        self.read(|session| one(session, id))
    }

    /// The details of a person as they stood on `day`, the newest first; of the owner for `None`.
    pub fn details(&self, person: Option<PersonId>, which: Which, day: Day) -> Result<Vec<Detail>> {
        self.read(|session| {
            let person = match person {
                Some(person) => Some(person),
                None => owner_id(session)?,
            };
            let Some(person) = person else {
                return Ok(Vec::new());
            };
            let entries = entries(session, person)?;
            let mut details = with_person(session, person, &entries, day)?;
            details.retain(|detail| which.holds(detail));
            Ok(details)
        })
    }

    /// Those to ask about up to `until`, the longest waiting first, so many at most.
    pub fn details_to_ask(&self, until: Day, most: usize) -> Result<Vec<Remembered>> {
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.read(|session| {
            let book = session.book;
            session.all(ASKED_ABOUT, values![book, until, most], remembered)
        })
    }

    /// What the owner and this person both told, up to and on `day`.
    pub fn common_ground(&self, person: PersonId, day: Day) -> Result<Vec<CommonGround>> {
        self.read(|session| {
            let entries = entries(session, person)?;
            let theirs = with_person(session, person, &entries, day)?;
            let profile = profile(session, day)?;
            shared_with(session, &entries, &profile, &theirs, day)
        })
    }

    /// The detail a text names: its short reference, or words of it. What still holds is meant first.
    pub fn look_up_detail(&self, text: &str) -> Result<DetailId> {
        let all = self.read(named)?;
        let callable: Vec<Callable<'_>> = all
            .iter()
            .map(|one| Callable {
                id: one.id.0,
                what: &one.what,
                name: "",
                open: one.stands,
            })
            .collect();
        the_one(text, &DETAILS, &callable).map(DetailId)
    }
}

const DETAILS: Shelved = Shelved {
    noun: "detail",
    command: "troth details NAME",
};

struct Named {
    id: DetailId,
    what: String,
    stands: bool,
}

fn named(session: &mut Session<'_>) -> Result<Vec<Named>> {
    let book = session.book;
    session.all(
        "select id, what, ended_on from detail where book = $1",
        values![book],
        |row| {
            Ok(Named {
                id: DetailId(row.id(0)?),
                what: row.text(1)?,
                stands: row.opt_day(2)?.is_none(),
            })
        },
    )
}

fn one(session: &mut Session<'_>, id: DetailId) -> Result<Remembered> {
    let book = session.book;
    session
        .one(ONE, values![book, id.0], remembered)?
        .ok_or_else(|| Error::not_found("there is no such detail in this book"))
}

/// With the entry it was noted with, as a change writes it back.
pub(super) fn load(session: &mut Session<'_>, id: DetailId) -> Result<Detail> {
    Ok(one(session, id)?.detail)
}

/// The newest first.
pub(in crate::book) fn with_person(
    session: &mut Session<'_>,
    person: PersonId,
    entries: &[PersonId],
    day: Day,
) -> Result<Vec<Detail>> {
    let all = session.of_each(OF_ENTRY, entries, detail_of)?;
    let read_here = |detail: Detail| Detail { person, ..detail }.as_of(day);
    let mut details: Vec<Detail> = all.into_iter().filter_map(read_here).collect();
    details.sort_by_key(|detail| std::cmp::Reverse((detail.noted_on, detail.id)));
    Ok(details)
}

/// What the owner told of themselves, as it stood on `day`.
pub(in crate::book) fn profile(session: &mut Session<'_>, day: Day) -> Result<Vec<Detail>> {
    match owner_id(session)? {
        Some(owner) => {
            let entries = entries(session, owner)?;
            with_person(session, owner, &entries, day)
        }
        None => Ok(Vec::new()),
    }
}

/// What the owner's own details and these have in common.
pub(in crate::book) fn shared_with(
    session: &mut Session<'_>,
    entries: &[PersonId],
    profile: &[Detail],
    theirs: &[Detail],
    day: Day,
) -> Result<Vec<CommonGround>> {
    // Nobody shares anything with themselves.
    let is_own = |mine: &Detail| theirs.iter().any(|detail| detail.id == mine.id);
    if theirs.is_empty() || profile.iter().any(is_own) {
        return Ok(Vec::new());
    }
    let mut shared = common_ground(profile, theirs);
    if !shared.is_empty() {
        let found = found(session, entries, day)?;
        for one in &mut shared {
            one.found_on = found.get(&one.finding()).copied();
        }
    }
    Ok(shared)
}

/// What the owner said they found together, by the id of the find.
fn found(
    session: &mut Session<'_>,
    entries: &[PersonId],
    day: Day,
) -> Result<HashMap<uuid::Uuid, Day>> {
    let acts = act::with_person(session, entries, day)?;
    let found = acts
        .into_iter()
        .filter(|act| act.moment == Moment::CommonGroundFound);
    Ok(found.map(|act| (act.id, act.day)).collect())
}

/// Those whose day to ask has come.
pub(in crate::book) fn due(session: &mut Session<'_>, day: Day) -> Result<Vec<Due>> {
    let book = session.book;
    session.all(DUE, values![book, day, DUE_AT_MOST], |row| {
        let Remembered { detail, name } = remembered(row)?;
        let medium = row.opt_text(10)?.and_then(|id| Medium::from_id(&id));
        Ok(Due {
            detail,
            name,
            medium,
        })
    })
}

pub(super) fn is_of_owner(session: &mut Session<'_>, person: PersonId) -> Result<bool> {
    let book = session.book;
    let owner = session.one(
        "select 1 from person p join person r on r.book = p.book and r.id = p.root
          where p.book = $1 and p.id = $2 and r.standing = 'owner'",
        values![book, person.0],
        |_| Ok(()),
    )?;
    Ok(owner.is_some())
}

/// The touch a detail was heard in; a day named without a touch is refused.
pub(super) fn heard(
    session: &mut Session<'_>,
    person: PersonId,
    heard: Heard,
    day: Day,
) -> Result<Option<TouchId>> {
    let day = match heard {
        Heard::In(touch) => return told_in(session, person, touch).map(Some),
        Heard::On(day) => day,
        Heard::Today => day,
    };
    let book = session.book;
    let touch = session.one(
        "select t.id from person p cross join touch t
          where p.book = $1 and p.root = (select root from person where book = $1 and id = $2)
            and t.book = $1 and t.person = p.id and t.day = $3
          order by t.at desc, t.id desc limit 1",
        values![book, person.0, day],
        |row| Ok(TouchId(row.id(0)?)),
    )?;
    if touch.is_none() && heard != Heard::Today {
        return Err(
            Error::refused(format!("no touch with that person is noted on {day}")).way(
                "note the touch first: troth log coffee NAME",
                "/new",
                "note the touch first",
            ),
        );
    }
    Ok(touch)
}

fn told_in(session: &mut Session<'_>, person: PersonId, touch: TouchId) -> Result<TouchId> {
    let book = session.book;
    let found = session.one(
        "select 1 from touch t join person p on p.book = t.book and p.id = t.person
          where t.book = $1 and t.id = $2
            and p.root = (select root from person where book = $1 and id = $3)",
        values![book, touch.0, person.0],
        |_| Ok(()),
    )?;
    found
        .map(|()| touch)
        .ok_or_else(|| Error::not_found("there is no such touch with that person"))
}

fn remembered(row: &Row<'_>) -> Result<Remembered> {
    Ok(Remembered {
        detail: detail_of(row)?,
        name: row.text(9)?,
    })
}

fn detail_of(row: &Row<'_>) -> Result<Detail> {
    let state = match row.opt_day(8)? {
        Some(on) => State::Ended { on },
        None => State::Standing {
            ask_on: row.opt_day(6)?,
        },
    };
    Ok(Detail {
        id: DetailId(row.id(0)?),
        person: PersonId(row.id(1)?),
        topic: row.named(2, Topic::from_id)?,
        what: row.text(3)?,
        noted_on: row.day(4)?,
        confirmed_on: row.day(5)?,
        touch: match row.opt_slice(7)? {
            Some(_) => Some(TouchId(row.id(7)?)),
            None => None,
        },
        state,
    })
}
