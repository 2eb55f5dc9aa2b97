//! The touches of a year as `insight` needs them, read in one pass, and what was noted in them; with
//! what called for thanks and the thanks given.

use std::collections::HashSet;

use crate::values;
use jiff::ToSpan;
use ledger::Day;
use ledger::insight::{self, Glimpse};
use ledger::moment::{Kind, Moment};
use ledger::person::PersonId;
use ledger::touch::{Beginner, Medium, Setting, Side};
use uuid::Uuid;

use super::Session;
use super::engine_values::Row;
use super::insight::Known;
use crate::error::Result;

/// Every touch of the time looked at, by way of each person's own timeline: what is older is not read.
const TOUCHES: &str = "select p.root, t.at, t.day, t.medium, t.setting, t.began, t.addressees,
        cast(length(t.note) as bigint), t.id, p.id
   from person p cross join touch t
  where p.book = $1 and t.book = $1 and t.person = p.id and t.at >= $2 and t.day >= $3 and t.day <= $4";

/// Puts the touches of the time looked at with those they were with.
pub(super) fn touches(
    session: &mut Session<'_>,
    known: &mut Known,
    from: Day,
    day: Day,
) -> Result<()> {
    let noted = Noted::read(session)?;
    let zone = session.zone()?;
    let at = from
        .saturating_sub(1.day())
        .to_zoned(zone)
        .map_or(i64::MIN, |at| at.timestamp().as_microsecond());
    let book = session.book;
    let mut merged: HashSet<PersonId> = HashSet::new();
    session.each(TOUCHES, values![book, at, from, day], |row| {
        let (root, entry) = (PersonId(row.id(0)?), PersonId(row.id(9)?));
        let Some(tie) = known.tie(root) else {
            return Ok(());
        };
        let touch = (entry, row.id(8)?);
        tie.touches
            .push(glimpse(row, noted.personal.contains(&touch))?);
        tie.thanked |= noted.thanks.contains(&touch);
        tie.did_something |= noted.theirs.contains(&touch);
        if root != entry {
            merged.insert(root);
        }
        Ok(())
    })?;
    for tie in &mut known.ties {
        tie.touches.sort_by_key(|touch| touch.at);
        if merged.contains(&tie.person) {
            // One letter may have reached two entries that are now one person.
            tie.touches.dedup();
        }
    }
    Ok(())
}

fn glimpse(row: &Row<'_>, personal: bool) -> Result<Glimpse> {
    Ok(Glimpse {
        at: row.instant(1)?,
        day: row.day(2)?,
        medium: row.named(3, Medium::from_id)?,
        setting: row.named(4, Setting::from_id)?,
        began: row.named(5, Beginner::from_id)?,
        addressees: row.count(6)?,
        has_subject: row.int(7)? > 0,
        personal,
    })
}

/// What the owner judged to have happened, as far as it matters here: by entry and touch.
#[derive(Default)]
struct Noted {
    personal: HashSet<(PersonId, Uuid)>,
    thanks: HashSet<(PersonId, Uuid)>,
    theirs: HashSet<(PersonId, Uuid)>,
}

impl Noted {
    fn read(session: &mut Session<'_>) -> Result<Self> {
        let book = session.book;
        let mut noted = Self::default();
        session.each(
            "select person, touch, name, side from moment where book = $1",
            values![book],
            |row| {
                let touch = (PersonId(row.id(0)?), row.id(1)?);
                let (moment, side) = (row.named(2, Moment::from_id)?, row.named(3, Side::from_id)?);
                if insight::is_personal(moment) {
                    noted.personal.insert(touch);
                }
                match (side, moment.kind()) {
                    (Side::Mine, _) if is_thanks(moment) => drop(noted.thanks.insert(touch)),
                    (Side::Theirs, Kind::Deposit) => drop(noted.theirs.insert(touch)),
                    _ => {}
                }
                Ok(())
            },
        )?;
        Ok(noted)
    }
}

/// Thanks, in the words of the chart: effort seen, thanks afterwards, credit before others.
fn is_thanks(moment: Moment) -> bool {
    matches!(
        moment,
        Moment::EffortAcknowledged | Moment::ThankedAfter | Moment::CreditGiven
    )
}

/// What calls for thanks, and thanks given, outside of touches.
pub(super) fn gratitude(
    session: &mut Session<'_>,
    known: &mut Known,
    from: Day,
    day: Day,
) -> Result<()> {
    let book = session.book;
    let acts = session.all(
        "select p.root, a.moment, a.side from act a join person p on p.book = a.book and p.id = a.person
          where a.book = $1 and a.day >= $2 and a.day <= $3",
        values![book, from, day],
        |row| Ok((PersonId(row.id(0)?), row.named(1, Moment::from_id)?, row.named(2, Side::from_id)?)),
    )?;
    for (person, moment, side) in acts {
        if let Some(tie) = known.tie(person) {
            tie.thanked |= side == Side::Mine && is_thanks(moment);
            tie.did_something |= side == Side::Theirs && moment.kind() == Kind::Deposit;
        }
    }
    let kept = session.all(
        "select p.root from promise m join person p on p.book = m.book and p.id = m.person
          where m.book = $1 and m.side = 'theirs' and m.outcome = 'kept'
            and m.settled_on >= $2 and m.settled_on <= $3",
        values![book, from, day],
        |row| Ok(PersonId(row.id(0)?)),
    )?;
    let seen = session.all(
        "select p.root, c.thanked_on, c.credited_on
           from contribution c join person p on p.book = c.book and p.id = c.person
          where c.book = $1 and c.seen_on >= $2 and c.seen_on <= $3",
        values![book, from, day],
        |row| {
            Ok((
                PersonId(row.id(0)?),
                row.opt_day(1)?.or(row.opt_day(2)?).is_some(),
            ))
        },
    )?;
    let kept = kept.into_iter().map(|person| (person, false));
    for (person, thanked) in kept.chain(seen) {
        if let Some(tie) = known.tie(person) {
            tie.did_something = true;
            tie.thanked |= thanked;
        }
    }
    Ok(())
}
