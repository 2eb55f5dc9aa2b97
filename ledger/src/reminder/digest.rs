//! One day's digest on one channel: delivered, or kept until it can be. A digest keeps what it was
//! about and not the words: names and reasons are looked up when it is sent, so what was settled in
//! the meantime is not in it, and somebody forgotten is nowhere in what waits.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};

use super::Channel;
use crate::today::day_words;
use crate::{Day, days_between};

/// What is put down of a try while it is made; it stays when the program is stopped in the middle.
const IN_HAND: &str = "Troth was stopped while it was being sent";

/// For so long a program may be at work on a digest: a password to unlock, and a slow mail server.
const IN_HAND_FOR: SignedDuration = SignedDuration::from_mins(2);

/// Older failures are not spoken of any more.
const TOLD_DAYS: i64 = 7;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    pub day: Day,
    pub channel: Channel,
    /// What it is about: a kind and an id each.
    pub marks: Vec<String>,
    pub state: State,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Tried, and to be tried again the same day.
    Waiting(Failure),
    Delivered {
        at: Timestamp,
    },
    /// There was nothing to say.
    Nothing,
    /// Its day has passed; what still stood went into the next one.
    Failed(Failure),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// At least one.
    pub tries: u32,
    pub tried_at: Timestamp,
    /// What is so, for the owner: "the mail server does not answer".
    pub why: String,
}

impl Failure {
    pub fn again_at(&self) -> Timestamp {
        self.tried_at
            .checked_add(pause(self.tries))
            .unwrap_or(Timestamp::MAX)
    }
}

/// How long to wait after so many tries: 5 minutes, then three times as long each, two hours at most.
pub fn pause(tries: u32) -> SignedDuration {
    let minutes = 5_i64.saturating_mul(3_i64.saturating_pow(tries.saturating_sub(1)));
    SignedDuration::from_mins(minutes.min(120))
}

impl Digest {
    /// The next try of this digest, as it stands while it is made.
    pub fn tried(self, at: Timestamp, why: &str) -> Self {
        let tries = match &self.state {
            State::Waiting(failure) => failure.tries.saturating_add(1),
            _ => 1,
        };
        let failure = Failure {
            tries,
            tried_at: at,
            why: why.to_owned(),
        };
        Self {
            state: State::Waiting(failure),
            ..self
        }
    }

    /// Taken in hand by a program that sends it now.
    pub fn in_hand(self, at: Timestamp) -> Self {
        self.tried(at, IN_HAND)
    }

    /// Whether another program may still be sending it. A clock that was wrong and was put right
    /// does not hold it up.
    pub fn is_in_hand(&self, now: Timestamp) -> bool {
        let State::Waiting(failure) = &self.state else {
            return false;
        };
        let since = now.duration_since(failure.tried_at);
        failure.why == IN_HAND && (SignedDuration::ZERO..IN_HAND_FOR).contains(&since)
    }

    /// As it stands on `day`: once its own day has passed, it waits no longer.
    pub fn as_of(self, day: Day) -> Self {
        let state = match self.state {
            State::Waiting(failure) if self.day < day => State::Failed(failure),
            state => state,
        };
        Self { state, ..self }
    }

    /// Whether nothing more is to be done about it on its day.
    pub fn is_settled(&self) -> bool {
        !matches!(self.state, State::Waiting(_))
    }

    fn failure(&self) -> Option<&Failure> {
        match &self.state {
            State::Waiting(failure) | State::Failed(failure) => Some(failure),
            State::Delivered { .. } | State::Nothing => None,
        }
    }

    /// "Yesterday's mail could not be sent: …", seen from `day`.
    fn said(&self, day: Day) -> Option<String> {
        let why = self.failure()?.why.trim_end_matches('.');
        let brought = self.channel.brings();
        Some(match days_between(self.day, day) {
            0 => format!("Today’s {brought} could not be sent yet: {why}. It is tried again."),
            1 => format!("Yesterday’s {brought} could not be sent: {why}."),
            _ => format!(
                "The {brought} of {} could not be sent: {why}.",
                day_words(self.day, day)
            ),
        })
    }
}

/// What could not be delivered, a line for each channel whose newest digest failed. `digests` are in
/// any order.
pub fn undelivered(digests: &[Digest], day: Day) -> Vec<String> {
    Channel::ALL
        .into_iter()
        .filter_map(|channel| {
            let newest = newest_of(digests, channel, day)?;
            newest.said(day)
        })
        .collect()
}

/// The digest before `day` that never arrived, when the newest before it is one.
pub fn folded(digests: &[Digest], channel: Channel, day: Day) -> Option<&Digest> {
    let before = day.yesterday().ok()?;
    newest_of(digests, channel, before).filter(|digest| digest.failure().is_some())
}

fn newest_of(digests: &[Digest], channel: Channel, until: Day) -> Option<&Digest> {
    let of_channel = |digest: &&Digest| digest.channel == channel && digest.day <= until;
    let newest = digests.iter().filter(of_channel).max_by_key(|one| one.day);
    newest.filter(|digest| days_between(digest.day, until) < TOLD_DAYS)
}

/// What the next digest says of one that never arrived, given what it holds itself.
pub(super) fn made_up_for(missed: &Digest, now: &[String], day: Day) -> Option<String> {
    let why = missed.failure()?.why.trim_end_matches('.');
    let now: BTreeSet<&String> = now.iter().collect();
    let here = missed
        .marks
        .iter()
        .filter(|mark| now.contains(mark))
        .count();
    let (brought, all) = (missed.channel.brings(), missed.marks.len());
    let which = match days_between(missed.day, day) {
        1 => format!("Yesterday’s {brought}"),
        _ => format!("The {brought} of {}", day_words(missed.day, day)),
    };
    let rest = match (all, here) {
        (0, _) => String::new(),
        (1, 1) => " The one thing in it is here again.".to_owned(),
        (1, _) => " The one thing in it has been settled or has passed.".to_owned(),
        (all, here) if here == all => format!(" All {all} things in it are here again."),
        (all, 0) => format!(" The {all} things in it have been settled or have passed."),
        (all, 1) => format!(" Of the {all} things in it 1 is here again."),
        (all, here) => format!(" Of the {all} things in it {here} are here again."),
    };
    Some(format!("{which} could not be sent: {why}.{rest}"))
}
