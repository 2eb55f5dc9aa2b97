//! Acts: the deposits and withdrawals that verbs without a touch leave in the account. Written by
//! the verb that causes them, in its own transaction, and taken back with it.

use crate::values;
use ledger::Day;
use ledger::act::Act;
use ledger::moment::Moment;
use ledger::person::PersonId;
use ledger::touch::Side;
use uuid::Uuid;

use super::desk::Desk;
use super::{Session, shelf};
use crate::error::Result;

/// Puts an act into the account; the same one twice is one.
pub(super) fn note(desk: &mut Desk<'_>, person: PersonId, act: &Act) -> Result<()> {
    desk.save(
        &shelf::ACT,
        values![
            person.0,
            act.id,
            act.moment.id(),
            act.side.id(),
            act.day,
            act.what.as_str()
        ],
    )
}

/// Everything acted toward a person, by them or by the owner, up to and on a day.
pub(super) fn with_person(
    session: &mut Session<'_>,
    entries: &[PersonId],
    until: Day,
) -> Result<Vec<Act>> {
    // The day is compared here: in the query it would lead SQLite to the index of days.
    let mut acts = session.of_each(
        "select id, moment, side, day, what from act where book = $1 and person = $2",
        entries,
        |row| {
            Ok(Act {
                id: row.id(0)?,
                moment: row.named(1, Moment::from_id)?,
                side: row.named(2, Side::from_id)?,
                day: row.day(3)?,
                what: row.text(4)?,
            })
        },
    )?;
    acts.retain(|act| act.day <= until);
    Ok(acts)
}

/// What the owner did, about the thing with this id.
pub(super) fn mine(id: Uuid, moment: Moment, day: Day, what: &str) -> Act {
    Act {
        id,
        moment,
        side: Side::Mine,
        day,
        what: what.to_owned(),
    }
}
