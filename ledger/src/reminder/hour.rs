//! Whether it is time. Days and hours are the owner's own, read off the wall: on a day whose clocks
//! jump over the chosen hour it is time at once after the jump, and an hour that comes twice is
//! answered the first time, for a digest once settled stays so all day.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::{Digest, Failure, State, Wanted, is_night};

/// What to do about a channel now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Deliver,
    Wait(Wait),
}

/// Why nothing is done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// The chosen hour has not come.
    TooEarly,
    Night,
    Weekend,
    QuietDay,
    /// It failed a moment ago and is tried again then.
    TriedUntil(Timestamp),
    /// Another program took it in hand a moment ago, and has not said what became of it.
    InHand,
    /// This day's digest was delivered, or there was nothing to say.
    Settled,
}

/// What is to be done at `now` over a channel, given the digest of this very day so far. That it is
/// done, or being done, comes before every other reason to wait: it holds also for an owner who
/// cannot wait.
pub fn step(wanted: &Wanted, zone: &TimeZone, now: Timestamp, today: Option<&Digest>) -> Step {
    if today.is_some_and(Digest::is_settled) {
        return Step::Wait(Wait::Settled);
    }
    if today.is_some_and(|digest| digest.is_in_hand(now)) {
        return Step::Wait(Wait::InHand);
    }
    if let Some(wait) = held_back(wanted, now.to_zoned(zone.clone()).datetime()) {
        return Step::Wait(wait);
    }
    let Some(State::Waiting(failure)) = today.map(|digest| &digest.state) else {
        return Step::Deliver;
    };
    match failure.again_at() {
        // A clock that was wrong and was put right must not stop the day's digest.
        until if now < until && failure.tried_at <= now => Step::Wait(Wait::TriedUntil(until)),
        _ => Step::Deliver,
    }
}

/// When a digest that failed is tried again by itself, on its own day, to the minute; `None` when
/// what is wanted holds it back for the rest of that day.
pub fn next_try(wanted: &Wanted, zone: &TimeZone, failure: &Failure) -> Option<Timestamp> {
    let day = failure.tried_at.to_zoned(zone.clone()).date();
    let mut now = failure.again_at();
    // Minute by minute, as the chores look: clocks that jump make a day no place for reckoning.
    loop {
        let wall = now.to_zoned(zone.clone()).datetime();
        if wall.date() != day {
            return None;
        }
        if held_back(wanted, wall).is_none() {
            return Some(now);
        }
        now = now.checked_add(SignedDuration::from_mins(1)).ok()?;
    }
}

fn held_back(wanted: &Wanted, wall: DateTime) -> Option<Wait> {
    let rests = wanted.rests_on(wall.date());
    let early = (wall.time() < wanted.at).then_some(Wait::TooEarly);
    let night = (is_night(wall.time()) && !wanted.nights).then_some(Wait::Night);
    rests.or(early).or(night)
}
