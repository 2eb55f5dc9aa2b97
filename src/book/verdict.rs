//! Verdicts: how a touch was left, said in the evening or on a person's page, with the moment where one
//! is named; and what becomes of an approach I never answered.

use ledger::Day;
use ledger::moment::{Judged, Moment};
use ledger::person::PersonId;
use ledger::touch::{Side, Touch, TouchId};
use ledger::verdict::Verdict;

use super::desk::{Desk, Written};
use super::history::Stamp;
use super::merge::entries;
use super::touch::{holder, moment_row, touches_since};
use super::{Book, Session, shelf};
use crate::error::{Error, Result};
use crate::values;

/// What is said of a touch: how it was left, what happened in it, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Left(Verdict),
    /// The moment says by itself how it was left.
    Happened(Moment),
    Both(Verdict, Moment),
}

impl Said {
    /// Both must say the same.
    fn parts(self) -> Result<(Verdict, Option<Moment>)> {
        let (verdict, moment) = match self {
            Self::Left(verdict) => (verdict, None),
            Self::Happened(moment) => (Verdict::of(moment), Some(moment)),
            Self::Both(verdict, moment) => (verdict, Some(moment)),
        };
        if !matches!(verdict, Verdict::Better | Verdict::Worse) {
            return Err(Error::refused("a touch was left better, or worse"));
        }
        if let Some(moment) = moment
            && Verdict::of(moment) != verdict
        {
            return Err(Error::refused(format!(
                "“{}” does not leave somebody {}",
                moment.words(),
                verdict.id()
            ))
            .hint("name another moment, or none: the verdict alone is enough"));
        }
        Ok((verdict, moment))
    }
}

impl Book {
    /// How a touch was left. Said again, the later word holds: moments of mine that say the other
    /// thing go.
    pub fn leave(
        &self,
        stamp: &Stamp,
        person: PersonId,
        touch: TouchId,
        said: Said,
        day: Day,
    ) -> Result<Written> {
        let (verdict, moment) = said.parts()?;
        let verb = match verdict {
            Verdict::Worse => "left-worse",
            _ => "left-better",
        };
        self.write(stamp, verb, |desk| {
            save(desk, person, touch, verdict, day)?;
            let with = holder(desk, person, touch)?;
            let side = Side::Mine;
            for moment in moments_of_mine(desk, with, touch)? {
                if Verdict::of(moment) != verdict {
                    let judged = Judged { moment, side };
                    desk.remove(&shelf::MOMENT, &moment_row(with, touch, &judged))?;
                }
            }
            if let Some(moment) = moment {
                let row = moment_row(with, touch, &Judged { moment, side });
                desk.save(&shelf::MOMENT, &row)?;
            }
            Ok(touch.0)
        })
    }

    /// Their approach of a day called for no answer: no withdrawal comes of it.
    pub fn settle_approach(
        &self,
        stamp: &Stamp,
        person: PersonId,
        since: Day,
        day: Day,
    ) -> Result<Written> {
        self.write(stamp, "settle-approach", |desk| {
            answer(desk, person, since, Verdict::Settled, day)
        })
    }

    /// I left their approach of a day unanswered, and say so: it is not asked about again.
    pub fn let_lie(
        &self,
        stamp: &Stamp,
        person: PersonId,
        since: Day,
        day: Day,
    ) -> Result<Written> {
        self.write(stamp, "let-lie", |desk| {
            answer(desk, person, since, Verdict::LetLie, day)
        })
    }
}

fn moments_of_mine(
    session: &mut Session<'_>,
    with: PersonId,
    touch: TouchId,
) -> Result<Vec<Moment>> {
    let book = session.book;
    session.all(
        "select name from moment where book = $1 and person = $2 and touch = $3 and side = 'mine'",
        values![book, with.0, touch.0],
        |row| row.named(0, Moment::from_id),
    )
}

/// Said of everything they wrote that day and I said nothing of.
fn answer(
    desk: &mut Desk<'_>,
    person: PersonId,
    since: Day,
    verdict: Verdict,
    day: Day,
) -> Result<uuid::Uuid> {
    let known = entries(desk, person)?;
    // Wherever the owner was, that day began within two days of midnight in UTC.
    let from = since.saturating_sub(jiff::Span::new().days(2));
    let from = from
        .in_tz("UTC")
        .map_or(jiff::Timestamp::MIN, |zoned| zoned.timestamp());
    let waits =
        |touch: &&Touch| touch.day == since && touch.is_approach() && !touch.is_judged_on_mine();
    let touches = touches_since(desk, &known, from, since)?;
    let approaches: Vec<TouchId> = touches.iter().filter(waits).map(|touch| touch.id).collect();
    let Some(first) = approaches.first() else {
        return Err(Error::not_found(format!(
            "nothing they wrote on {since} waits for an answer"
        )));
    };
    for touch in &approaches {
        save(desk, person, *touch, verdict, day)?;
    }
    Ok(first.0)
}

fn save(
    desk: &mut Desk<'_>,
    person: PersonId,
    touch: TouchId,
    verdict: Verdict,
    day: Day,
) -> Result<()> {
    let with = holder(desk, person, touch)?;
    desk.about = Some(with);
    desk.save(&shelf::VERDICT, values![with.0, touch.0, verdict.id(), day])
}

/// What was said with one entry, in the order of the touches' ids.
pub(super) fn of_entry(
    session: &mut Session<'_>,
    entry: PersonId,
) -> Result<Vec<(TouchId, Verdict)>> {
    let book = session.book;
    session.all(
        "select touch, verdict from verdict where book = $1 and person = $2 order by touch",
        values![book, entry.0],
        |row| Ok((TouchId(row.id(0)?), row.named(1, Verdict::from_id)?)),
    )
}
