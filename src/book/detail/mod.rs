//! Details: noting what is worth remembering, and each change of its life as the ledger allows it.
//! A detail stays with the entry it was noted with; merges are followed when it is read.

mod ground;
mod reading;

use ledger::Day;
use ledger::detail::{Detail, DetailId, Learnt, Refusal, Topic};
use ledger::moment::Moment;
use ledger::person::PersonId;
use ledger::touch::TouchId;

use super::desk::{Desk, Written};
use super::history::Stamp;
use super::owner::save_owner;
use super::person::{plain, really_known};
use super::touch::must_exist;
use super::{Book, act, shelf};
use crate::clock;
use crate::error::{Error, Result};
use crate::values;
pub use reading::{Remembered, Which};
pub(super) use reading::{due, profile, shared_with, with_person};

/// Something newly heard.
#[derive(Clone, Debug)]
pub struct NewDetail {
    /// `None`: of the owner, for their own profile.
    pub person: Option<PersonId>,
    pub topic: Topic,
    pub what: String,
    pub ask_on: Option<Day>,
    pub heard: Heard,
    /// Whether the owner asked what drives them, and heard this.
    pub learnt: Learnt,
}

/// The touch it was heard in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// The newest of the day it is noted, when there was one.
    Today,
    /// The newest of this day.
    On(Day),
    In(TouchId),
}

impl Book {
    pub fn remember(&self, stamp: &Stamp, new: &NewDetail, day: Day) -> Result<Written> {
        self.write_of(day, stamp, "remember", |desk| {
            let person = about(desk, new.person)?;
            let id = DetailId(clock::new_id());
            let touch = reading::heard(desk, person, new.heard, day)?;
            let detail = Detail::note(id, person, new.topic, &plain(&new.what), day)?
                .heard_in(touch)
                .ask_again(new.ask_on, day)?;
            if new.learnt == Learnt::ByAsking {
                let moment = detail.earned_when_noted()?;
                asked(desk, &detail, moment, day)?;
            }
            save(desk, &detail)
        })
    }

    /// It is still so. To have asked is a moment in the account, once a day.
    pub fn confirm_detail(
        &self,
        stamp: &Stamp,
        id: DetailId,
        learnt: Learnt,
        day: Day,
    ) -> Result<Written> {
        let verb = match learnt {
            Learnt::ByAsking => "ask-detail",
            Learnt::Otherwise => "confirm-detail",
        };
        self.write_of(day, stamp, verb, |desk| {
            let detail = learn(desk, id, learnt, day, |detail| detail.confirm(learnt, day))?;
            save(desk, &detail)
        })
    }

    /// It is no longer so.
    pub fn outdated(
        &self,
        stamp: &Stamp,
        id: DetailId,
        learnt: Learnt,
        day: Day,
    ) -> Result<Written> {
        self.write_of(day, stamp, "outdated", |desk| {
            let detail = learn(desk, id, learnt, day, |detail| detail.end(day))?;
            save(desk, &detail)
        })
    }

    /// Brought up again in the morning of a day; `None`: not any more.
    pub fn ask_again(
        &self,
        stamp: &Stamp,
        id: DetailId,
        on: Option<Day>,
        day: Day,
    ) -> Result<Written> {
        self.write(stamp, "ask-again", |desk| {
            let detail = reading::load(desk, id)?.ask_again(on, day)?;
            save(desk, &detail)
        })
    }

    /// Other words, or another topic, for the same thing.
    pub fn reword_detail(
        &self,
        stamp: &Stamp,
        id: DetailId,
        what: &str,
        topic: Option<Topic>,
    ) -> Result<Written> {
        self.write(stamp, "reword-detail", |desk| {
            let detail = reading::load(desk, id)?;
            let topic = topic.unwrap_or(detail.topic);
            save(desk, &detail.reword(topic, &plain(what))?)
        })
    }
}

/// Takes a note out for good, with every earlier wording and whatever was copied from it. Answers whether it
/// stood there.
pub(in crate::book) fn take_out(desk: &mut Desk<'_>, id: DetailId) -> Result<bool> {
    let book = desk.book;
    let what = desk.one(
        "select what from detail where book = $1 and id = $2",
        values![book, id.0],
        |row| row.text(0),
    )?;
    desk.execute(
        "delete from image where book = $1 and shelf = 'detail' and place = $2",
        values![book, shelf::hex(id.0.as_bytes())],
    )?;
    let Some(what) = what else {
        return Ok(false);
    };
    // A moment of having asked says in its words what was asked about.
    desk.execute(
        "update act set what = '' where book = $1 and what = $2",
        values![book, what],
    )?;
    desk.execute(
        "delete from detail where book = $1 and id = $2",
        values![book, id.0],
    )?;
    Ok(true)
}

/// The one it is about; an owner not named yet is made, so that they can have a profile.
fn about(desk: &mut Desk<'_>, person: Option<PersonId>) -> Result<PersonId> {
    let Some(person) = person else {
        return save_owner(desk, "", &[]);
    };
    must_exist(desk, person)?;
    really_known(desk, person)?;
    Ok(person)
}

/// A change that may have been learnt by asking, which is noted before anything is settled by it.
fn learn(
    desk: &mut Desk<'_>,
    id: DetailId,
    learnt: Learnt,
    day: Day,
    change: impl FnOnce(Detail) -> std::result::Result<Detail, Refusal>,
) -> Result<Detail> {
    let detail = reading::load(desk, id)?;
    let next = change(detail.clone())?;
    if learnt == Learnt::ByAsking {
        asked(desk, &detail, detail.earned(), day)?;
    }
    Ok(next)
}

/// The moment of having asked, once for each detail and day; asking oneself is none.
fn asked(desk: &mut Desk<'_>, detail: &Detail, moment: Moment, day: Day) -> Result<()> {
    if reading::is_of_owner(desk, detail.person)? {
        return Err(Error::refused("that is a note about yourself")
            .hint("confirm it instead; nobody had to be asked"));
    }
    let (book, id) = (desk.book, detail.asking(day));
    let noted = desk.one(
        "select 1 from act where book = $1 and person = $2 and id = $3",
        values![book, detail.person.0, id],
        |_| Ok(()),
    )?;
    if noted.is_some() {
        return Ok(());
    }
    act::note(
        desk,
        detail.person,
        &act::mine(id, moment, day, &detail.what),
    )
}

pub(in crate::book) fn save(desk: &mut Desk<'_>, detail: &Detail) -> Result<uuid::Uuid> {
    let ended_on = match detail.state {
        ledger::detail::State::Standing { .. } => None,
        ledger::detail::State::Ended { on } => Some(on),
    };
    let row = values![
        detail.id.0,
        detail.person.0,
        detail.topic.id(),
        detail.what.as_str(),
        detail.noted_on,
        detail.confirmed_on,
        detail.ask_on(),
        detail.touch.map(|touch| touch.0),
        ended_on
    ];
    desk.save(&shelf::DETAIL, row)?;
    desk.about = Some(detail.person);
    Ok(detail.id.0)
}
