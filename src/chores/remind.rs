//! One round of reminders: for each channel that is sent over, is it time, what is there to say, and
//! what became of it. What could not be delivered is kept, and counts as shown to nobody.

use jiff::Timestamp;
use ledger::Day;
use ledger::reminder::{
    Channel, Digest, Failure, Letter, State, Step, Wait, folded, letter, marks, step,
};
use ledger::today::Plan;

use super::{desktop, mail};
use crate::book::{Book, Door, Stamp, Urgency};
use crate::error::Result;

/// What a round came to on one channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    pub channel: Channel,
    pub came: Came,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Came {
    /// With the subject it had.
    Delivered(String),
    /// There was nothing to say.
    Nothing,
    Waits(Wait),
    Failed(Failure),
}

/// Delivers what is due at `now`.
///
/// # Errors
/// A book that cannot be read or written. A channel that fails is an outcome.
pub fn round(book: &Book, now: Timestamp, urgency: Urgency) -> Result<Vec<Outcome>> {
    // Any program may have changed the zone since the last round.
    book.version()?;
    let (wanted, zone) = (book.reminders()?, book.zone());
    let day = now.to_zoned(zone.clone()).date();
    let mut outcomes = Vec::new();
    for channel in wanted.channels.iter().copied().filter(|one| one.is_sent()) {
        let digests = book.digests(day)?;
        let so_far = digests
            .iter()
            .find(|one| (one.day, one.channel) == (day, channel));
        let came = match urgency.step(step(&wanted, &zone, now, so_far)) {
            Step::Wait(wait) => Came::Waits(wait),
            Step::Deliver => over(book, channel, now, &digests, urgency)?,
        };
        outcomes.push(Outcome { channel, came });
    }
    Ok(outcomes)
}

/// The digest of a day as it would be sent over a channel; `None` when there is nothing to say.
pub fn preview(book: &Book, day: Day) -> Result<Option<Letter>> {
    let before = book.digests(day)?;
    let missed = folded(&before, Channel::Mail, day);
    Ok(letter(&book.today_when_asked(day)?, missed))
}

fn over(
    book: &Book,
    channel: Channel,
    now: Timestamp,
    digests: &[Digest],
    urgency: Urgency,
) -> Result<Came> {
    let day = now.to_zoned(book.zone().clone()).date();
    let plan = book.today(day)?;
    let Some(claimed) = book.claim_digest(channel, now, marks(&plan), urgency)? else {
        // Another program was quicker.
        return Ok(Came::Waits(Wait::InHand));
    };
    let Some(letter) = letter(&plan, folded(digests, channel, day)) else {
        let state = State::Nothing;
        book.settle_digest(&Digest { state, ..claimed })?;
        return Ok(Came::Nothing);
    };
    match deliver(book, channel, &letter, &plan, now) {
        Ok(()) => {
            let state = State::Delivered { at: now };
            book.settle_digest(&Digest { state, ..claimed })?;
            // A notification only counts, so nobody was shown by it.
            if channel == Channel::Mail {
                book.shown(&Stamp::now(Door::Chores), day, &plan)?;
            }
            Ok(Came::Delivered(letter.subject))
        }
        Err(why) => failed(book, claimed, why),
    }
}

fn deliver(
    book: &Book,
    channel: Channel,
    letter: &Letter,
    plan: &Plan,
    now: Timestamp,
) -> std::result::Result<(), String> {
    match channel {
        Channel::Mail => mail::send(book, letter, now),
        Channel::Desktop => desktop::notify(plan),
        Channel::Calendar => Ok(()),
    }
}

fn failed(book: &Book, claimed: Digest, why: String) -> Result<Came> {
    tracing::warn!(
        "a reminder could not be delivered over {}",
        claimed.channel.id()
    );
    let State::Waiting(failure) = claimed.state.clone() else {
        return Ok(Came::Nothing);
    };
    let failure = Failure { why, ..failure };
    let state = State::Waiting(failure.clone());
    book.settle_digest(&Digest { state, ..claimed })?;
    Ok(Came::Failed(failure))
}
