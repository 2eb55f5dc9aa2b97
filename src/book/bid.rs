//! Bids: noting somebody's small reach for attention, and whether it was answered or missed.

use ledger::Day;
use ledger::bid::{Bid, BidId, Outcome, State};
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
pub struct NewBid {
    pub person: PersonId,
    pub what: String,
    pub touch: Option<TouchId>,
    /// What became of it there and then; `None`: it is still open.
    pub outcome: Option<Outcome>,
}

const BIDS: Shelved = Shelved {
    noun: "bid",
    command: "troth bids",
};

const EVERY: &str =
    "select b.id, p.root, b.what, b.made_on, b.touch, b.outcome, b.settled_on, r.name
   from bid b
   join person p on p.book = b.book and p.id = b.person
   join person r on r.book = p.book and r.id = p.root
  where b.book = $1 and b.made_on <= $2 order by b.made_on desc, b.id desc";

/// Only the open ones are looked at, from an index.
const OPEN: &str =
    "select b.id, p.root, b.what, b.made_on, b.touch, b.outcome, b.settled_on, r.name
   from bid b
   join person p on p.book = b.book and p.id = b.person
   join person r on r.book = p.book and r.id = p.root
  where b.book = $1 and r.standing = 'accepted' and b.id in (
    select id from bid
     where book = $1 and outcome is null and made_on >= $2 and made_on <= $3)";

/// The inner query stays within an index, as with promises.
const OF_ENTRY: &str =
    "select b.id, b.person, b.what, b.made_on, b.touch, b.outcome, b.settled_on, ''
   from bid o cross join bid b
  where o.book = $1 and o.person = $2 and b.book = $1 and b.id = o.id";

impl Book {
    /// They reached out; with what became of it where that is known.
    pub fn note_bid(&self, stamp: &Stamp, new: &NewBid, day: Day) -> Result<Written> {
        self.write_of(day, stamp, "bid", |desk| {
            must_exist(desk, new.person)?;
            really_known(desk, new.person)?;
            touched(desk, new.person, new.touch)?;
            let id = BidId(clock::new_id());
            let bid = Bid::note(id, new.person, &plain(&new.what), day)?;
            let touch = new.touch;
            let bid = Bid { touch, ..bid };
            match new.outcome {
                Some(outcome) => settle(desk, bid, outcome, day)?,
                None => save(desk, &bid)?,
            }
            Ok(id.0)
        })
    }

    pub fn answer_bid(&self, stamp: &Stamp, id: BidId, day: Day) -> Result<Written> {
        self.write_of(day, stamp, "answer-bid", |desk| {
            let bid = load(desk, id)?;
            settle(desk, bid, Outcome::Answered, day)?;
            Ok(id.0)
        })
    }

    pub fn miss_bid(&self, stamp: &Stamp, id: BidId, day: Day) -> Result<Written> {
        self.write_of(day, stamp, "miss-bid", |desk| {
            let bid = load(desk, id)?;
            settle(desk, bid, Outcome::Missed, day)?;
            Ok(id.0)
        })
    }

    /// Every bid as it stood on `day`, the newest first.
    pub fn bids(&self, day: Day) -> Result<Vec<Noted<Bid>>> {
        let all = self.read(|session| {
            let book = session.book;
            session.all(EVERY, values![book, day], read)
        })?;
        let then = all.into_iter().filter_map(|noted| {
            let thing = noted.thing.as_of(day)?;
            Some(Noted { thing, ..noted })
        });
        Ok(then.collect())
    }

    /// Those open and so fresh that an answer is still one.
    pub fn fresh_bids(&self, day: Day) -> Result<Vec<Noted<Bid>>> {
        self.read(|session| fresh(session, day))
    }

    /// The bid a text names: its short reference, words of it, or whose it is.
    pub fn look_up_bid(&self, text: &str) -> Result<BidId> {
        let all = self.bids(Day::MAX)?;
        let callable: Vec<Callable<'_>> = all
            .iter()
            .map(|noted| Callable {
                id: noted.thing.id.0,
                what: &noted.thing.what,
                name: &noted.name,
                open: noted.thing.is_open(),
            })
            .collect();
        the_one(text, &BIDS, &callable).map(BidId)
    }
}

fn settle(desk: &mut Desk<'_>, bid: Bid, outcome: Outcome, day: Day) -> Result<()> {
    let settled = bid.settle(outcome, day)?;
    save(desk, &settled)?;
    let done = act::mine(settled.id.0, outcome.moment(), day, &settled.what);
    act::note(desk, settled.person, &done)
}

fn load(desk: &mut Desk<'_>, id: BidId) -> Result<Bid> {
    let book = desk.book;
    let found = desk.one(
        "select b.id, b.person, b.what, b.made_on, b.touch, b.outcome, b.settled_on, ''
           from bid b where b.book = $1 and b.id = $2",
        values![book, id.0],
        read,
    )?;
    found
        .map(|noted| noted.thing)
        .ok_or_else(|| Error::not_found("there is no such bid in this book"))
}

fn save(desk: &mut Desk<'_>, bid: &Bid) -> Result<()> {
    let (outcome, settled_on) = match bid.state {
        State::Open => (None, None),
        State::Settled { on, outcome } => (Some(outcome.id()), Some(on)),
    };
    desk.about = Some(bid.person);
    desk.save(
        &shelf::BID,
        values![
            bid.id.0,
            bid.person.0,
            bid.what.as_str(),
            bid.made_on,
            bid.touch.map(|touch| touch.0),
            outcome,
            settled_on
        ],
    )
}

fn fresh(session: &mut Session<'_>, day: Day) -> Result<Vec<Noted<Bid>>> {
    let (book, weights) = (session.book, setting::weights(session)?);
    let since = day.saturating_sub(jiff::Span::new().days(weights.bid_within as i64));
    let mut open = session.all(OPEN, values![book, since, day], read)?;
    open.retain(|noted| noted.thing.is_fresh(&weights, day));
    open.sort_by_key(|noted| (noted.thing.made_on, noted.thing.id));
    Ok(open)
}

/// Those still open, while they are fresh.
pub(super) fn matters(session: &mut Session<'_>, day: Day) -> Result<Vec<Matter>> {
    let weights = setting::weights(session)?;
    let open = fresh(session, day)?;
    Ok(open
        .iter()
        .filter_map(|noted| noted.thing.matter(&noted.name, &weights, day))
        .collect())
}

/// By one person, as they stood on `day`, newest first.
pub(super) fn with_person(
    session: &mut Session<'_>,
    entries: &[PersonId],
    day: Day,
) -> Result<Vec<Bid>> {
    let all = session.of_each(OF_ENTRY, entries, read)?;
    let made = all.into_iter().filter_map(|noted| noted.thing.as_of(day));
    let mut made: Vec<Bid> = made.collect();
    made.sort_unstable_by_key(|bid| std::cmp::Reverse((bid.made_on, bid.id)));
    Ok(made)
}

fn read(row: &Row<'_>) -> Result<Noted<Bid>> {
    let state = match (row.opt_text(5)?, row.opt_day(6)?) {
        (Some(_), Some(on)) => State::Settled {
            on,
            outcome: row.named(5, Outcome::from_id)?,
        },
        (None, None) => State::Open,
        _ => return Err(row.contradiction(5, 6)),
    };
    Ok(Noted {
        thing: Bid {
            id: BidId(row.id(0)?),
            person: PersonId(row.id(1)?),
            what: row.text(2)?,
            made_on: row.day(3)?,
            touch: row.opt_id(4)?.map(TouchId),
            state,
        },
        name: row.text(7)?,
    })
}
