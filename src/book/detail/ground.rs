//! Common ground the owner says they found with somebody: a moment in the account, once for each
//! pair of notes.

use ledger::Day;
use ledger::detail::{Detail, DetailId};
use ledger::ground::{CommonGround, common_ground, finding};
use ledger::moment::Moment;

use super::reading::{is_of_owner, load};
use crate::book::desk::{Desk, Written};
use crate::book::history::Stamp;
use crate::book::{Book, act};
use crate::error::{Error, Result};
use crate::values;

impl Book {
    /// The owner and somebody found that they share what these two notes say.
    pub fn found_common_ground(
        &self,
        stamp: &Stamp,
        mine: DetailId,
        theirs: DetailId,
        day: Day,
    ) -> Result<Written> {
        self.write_of(day, stamp, "common-ground", |desk| {
            let (mine, theirs) = (load(desk, mine)?, load(desk, theirs)?);
            if !is_of_owner(desk, mine.person)? || is_of_owner(desk, theirs.person)? {
                return Err(Error::refused(
                    "common ground is between a note of yours and one of theirs",
                )
                .way("troth profile lists yours", "/profile", "yours"));
            }
            refuse_twice(desk, &mine, &theirs)?;
            let what = common_ground(std::slice::from_ref(&mine), std::slice::from_ref(&theirs))
                .first()
                .map_or_else(|| theirs.what.clone(), CommonGround::words);
            let id = finding(&mine, &theirs);
            let found = act::mine(id, Moment::CommonGroundFound, day, &what);
            act::note(desk, theirs.person, &found)?;
            desk.about = Some(theirs.person);
            Ok(theirs.id.0)
        })
    }
}

fn refuse_twice(desk: &mut Desk<'_>, mine: &Detail, theirs: &Detail) -> Result<()> {
    let (book, id) = (desk.book, finding(mine, theirs));
    let noted = desk.one(
        "select day from act where book = $1 and person = $2 and id = $3",
        values![book, theirs.person.0, id],
        |row| row.day(0),
    )?;
    match noted {
        Some(day) => Err(Error::refused(format!(
            "that you share this was noted on {day}"
        ))),
        None => Ok(()),
    }
}
