//! Reminders: what the owner wants, and what became of each day's digest. Making and sending one is
//! for the chores. A digest's state is not the owner's doing, so it leaves no line in the history.

use std::collections::BTreeSet;

use jiff::{Timestamp, ToSpan};
use ledger::Day;
use ledger::reminder::{Channel, Digest, Failure, State, Step, Wait, Wanted, step, undelivered};
use uuid::Uuid;

use super::desk::{Desk, Written};
use super::engine_values::Row;
use super::history::Stamp;
use super::{Book, Session, secret, shelf};
use crate::error::Result;
use crate::values;

/// What the owner wants stands among the settings under this and a name.
const PREFIX: &str = "reminder.";

/// So many days of digests are looked at.
const DAYS: i64 = 7;

const SINCE: &str = "select day, channel, state, what, tried_at, why, tries from digest
  where book = $1 and day >= $2 and day <= $3 order by day, channel";

/// Whether the hour matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    AsWanted,
    /// At once, whatever the hour; still only once a day.
    Now,
}

impl Urgency {
    /// What is to be done now.
    pub fn step(self, asked: Step) -> Step {
        match (self, asked) {
            (_, Step::Wait(Wait::Settled | Wait::InHand)) | (Self::AsWanted, _) => asked,
            (Self::Now, _) => Step::Deliver,
        }
    }
}

impl Book {
    pub fn reminders(&self) -> Result<Wanted> {
        self.read(wanted)
    }

    /// Everything at once, as the owner wants it from now on.
    pub fn set_reminders(&self, stamp: &Stamp, wanted: Wanted) -> Result<Written> {
        let wanted = wanted.checked()?;
        self.write(stamp, "remind", |desk| {
            for (name, value) in wanted.told() {
                desk.save(&shelf::SETTING, values![format!("{PREFIX}{name}"), value])?;
            }
            if wanted.channels.contains(&Channel::Calendar) {
                secret::make_feed(desk)?;
            }
            Ok(Uuid::nil())
        })
    }

    /// The digests of the last days up to `day`, the oldest first.
    pub fn digests(&self, day: Day) -> Result<Vec<Digest>> {
        self.read(|session| since(session, day))
    }

    /// What could not be delivered over the channels still wanted, a line each.
    pub fn undelivered(&self, day: Day) -> Result<Vec<String>> {
        self.read(|session| {
            let mut digests = since(session, day)?;
            if digests.is_empty() {
                return Ok(Vec::new());
            }
            let wanted = wanted(session)?;
            digests.retain(|digest| wanted.channels.contains(&digest.channel));
            Ok(undelivered(&digests, day))
        })
    }

    /// Takes this day's digest in hand, unless it is settled, not yet time, or somebody else has it
    /// in hand: two programs on one book send it once. It counts as failed until it is settled.
    pub fn claim_digest(
        &self,
        channel: Channel,
        now: Timestamp,
        marks: Vec<String>,
        urgency: Urgency,
    ) -> Result<Option<Digest>> {
        let zone = self.zone().clone();
        let day = now.to_zoned(zone.clone()).date();
        self.unrecorded(|desk| {
            let so_far = since(desk, day)?
                .into_iter()
                .find(|digest| (digest.day, digest.channel) == (day, channel));
            let asked = step(&wanted(desk)?, &zone, now, so_far.as_ref());
            if urgency.step(asked) != Step::Deliver {
                return Ok(None);
            }
            let book = desk.book;
            desk.execute(
                "update digest set state = 'failed'
                  where book = $1 and channel = $2 and day < $3 and state = 'waiting'",
                values![book, channel.id(), day],
            )?;
            let state = so_far.map_or(State::Nothing, |digest| digest.state);
            let digest = Digest {
                day,
                channel,
                marks,
                state,
            };
            let claimed = digest.in_hand(now);
            save(desk, &claimed)?;
            Ok(Some(claimed))
        })
    }

    /// What became of a digest.
    pub fn settle_digest(&self, digest: &Digest) -> Result<()> {
        self.unrecorded(|desk| save(desk, digest))
    }
}

/// Nothing is sent from now on; answers over what it was.
pub(super) fn silence(desk: &mut Desk<'_>) -> Result<BTreeSet<Channel>> {
    let mut wanted = wanted(desk)?;
    let (sent, kept) = wanted
        .channels
        .iter()
        .partition(|channel| channel.is_sent());
    wanted.channels = kept;
    for (name, value) in wanted.told() {
        if name == "channels" && !BTreeSet::is_empty(&sent) {
            desk.put(&shelf::SETTING, values![format!("{PREFIX}{name}"), value])?;
        }
    }
    Ok(sent)
}

fn wanted(session: &mut Session<'_>) -> Result<Wanted> {
    let book = session.book;
    let rows = session.all(
        "select name, value from setting where book = $1 and name like 'reminder.%'",
        values![book],
        |row| Ok((row.text(0)?, row.text(1)?)),
    )?;
    let mut wanted = Wanted::default();
    for (name, value) in rows {
        wanted.hear(name.trim_start_matches(PREFIX), &value);
    }
    Ok(wanted)
}

fn since(session: &mut Session<'_>, day: Day) -> Result<Vec<Digest>> {
    let (book, from) = (session.book, day.saturating_sub(DAYS.days()));
    session.all(SINCE, values![book, from, day], |row| {
        Ok(read(row)?.as_of(day))
    })
}

fn save(desk: &mut Desk<'_>, digest: &Digest) -> Result<()> {
    let (state, tried_at, why, tries) = match &digest.state {
        State::Waiting(failure) => told("waiting", failure),
        State::Failed(failure) => told("failed", failure),
        State::Delivered { at } => ("delivered", Some(*at), "", None),
        State::Nothing => ("nothing", None, "", None),
    };
    let (day, channel, marks) = (digest.day, digest.channel.id(), digest.marks.join("\n"));
    desk.put(
        &shelf::DIGEST,
        values![day, channel, state, marks, tried_at, why, tries],
    )
}

fn told<'a>(
    state: &'static str,
    failure: &'a Failure,
) -> (&'static str, Option<Timestamp>, &'a str, Option<i64>) {
    let tries = Some(failure.tries.into());
    (state, Some(failure.tried_at), &failure.why, tries)
}

fn read(row: &Row<'_>) -> Result<Digest> {
    let at = Timestamp::from_microsecond(row.opt_int(4)?.unwrap_or_default());
    let at = at.unwrap_or(Timestamp::UNIX_EPOCH);
    let failure = Failure {
        tries: u32::try_from(row.opt_int(6)?.unwrap_or(1)).unwrap_or(1),
        tried_at: at,
        why: row.text(5)?,
    };
    Ok(Digest {
        day: row.day(0)?,
        channel: row.named(1, Channel::from_id)?,
        marks: row.text(3)?.lines().map(str::to_owned).collect(),
        state: row.named(2, |state| match state {
            "waiting" => Some(State::Waiting(failure.clone())),
            "failed" => Some(State::Failed(failure.clone())),
            "delivered" => Some(State::Delivered { at }),
            "nothing" => Some(State::Nothing),
            _ => None,
        })?,
    })
}
