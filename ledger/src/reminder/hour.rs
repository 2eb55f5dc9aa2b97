//! Whether it is time. Days and hours are the owner's own, read off the wall: on a day whose clocks
//! jump over the chosen hour it is time at once after the jump, and an hour that comes twice is
//! answered the first time, for a digest once settled stays so all day.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::{Digest, State, Wanted, is_night};

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
    let wall = now.to_zoned(zone.clone()).datetime();
    if let Some(wait) = wanted.rests_on(wall.date()) {
        return Step::Wait(wait);
    }
    if wall.time() < wanted.at {
        return Step::Wait(Wait::TooEarly);
    }
    if is_night(wall.time()) && !wanted.nights {
        return Step::Wait(Wait::Night);
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
