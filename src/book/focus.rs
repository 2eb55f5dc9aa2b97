//! The focus of each week: choosing it, looking back on it.

use crate::values;
use ledger::Day;
use ledger::focus::{Focus, WEEKS_BACK, monday, weeks_after};
use ledger::moment::Moment;
use uuid::Uuid;

use super::desk::{Desk, Written};
use super::engine_values::Row;
use super::history::Stamp;
use super::{Book, Session, shelf};
use crate::error::{Error, Result};

impl Book {
    /// The micro-moment to practise in the week of `week`; chosen again, the last choice stands.
    pub fn focus(&self, stamp: &Stamp, moment: Moment, week: Day, day: Day) -> Result<Written> {
        self.write(stamp, "focus", |desk| {
            let chosen = Focus::choose(moment, week, day)?;
            let before = of_week(desk, chosen.week)?;
            // The same moment chosen again keeps what was said of it.
            let looked_back = before
                .filter(|focus| focus.moment == moment)
                .and_then(|focus| focus.looked_back);
            save(
                desk,
                &Focus {
                    looked_back,
                    ..chosen
                },
            )?;
            Ok(Uuid::nil())
        })
    }

    /// How the focus of the week of `week` went, in one sentence.
    pub fn look_back(&self, stamp: &Stamp, week: Day, words: &str, day: Day) -> Result<Written> {
        self.write(stamp, "look-back", |desk| {
            let focus = of_week(desk, monday(week))?.ok_or_else(|| {
                Error::not_found("that week had no focus").way(
                    "troth focus chooses one",
                    "/week",
                    "choose one",
                )
            })?;
            save(desk, &focus.look_back(words, day)?)?;
            Ok(Uuid::nil())
        })
    }

    /// What is practised on `day`, where something was chosen by then.
    pub fn focus_of(&self, day: Day) -> Result<Option<Focus>> {
        self.focus_chosen(day, day)
    }

    /// What was chosen by `day` for the week of `week`.
    pub fn focus_chosen(&self, week: Day, day: Day) -> Result<Option<Focus>> {
        let focus = self.read(|session| of_week(session, monday(week)))?;
        Ok(focus.filter(|focus| focus.chosen_on <= day))
    }
}

/// Those of the weeks before `week` that still matter to it, its own, and the one after.
pub(super) fn around(session: &mut Session<'_>, week: Day) -> Result<Vec<Focus>> {
    let book = session.book;
    session.all(
        "select week, moment, chosen_on, looked_back from focus
          where book = $1 and week >= $2 and week <= $3 order by week",
        values![book, weeks_after(week, -WEEKS_BACK), weeks_after(week, 1)],
        read,
    )
}

fn of_week(session: &mut Session<'_>, week: Day) -> Result<Option<Focus>> {
    let book = session.book;
    session.one(
        "select week, moment, chosen_on, looked_back from focus where book = $1 and week = $2",
        values![book, week],
        read,
    )
}

fn save(desk: &mut Desk<'_>, focus: &Focus) -> Result<()> {
    desk.save(
        &shelf::FOCUS,
        values![
            focus.week,
            focus.moment.id(),
            focus.chosen_on,
            focus.looked_back.as_deref()
        ],
    )
}

fn read(row: &Row<'_>) -> Result<Focus> {
    Ok(Focus {
        week: row.day(0)?,
        moment: row.named(1, Moment::from_id)?,
        chosen_on: row.day(2)?,
        looked_back: row.opt_text(3)?,
    })
}
