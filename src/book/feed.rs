//! What the calendar shows: what has a day of its own, and this morning's moves, from the same plan
//! as everywhere.

use jiff::ToSpan;
use ledger::Day;
use ledger::reminder::{Entry, with_moves};

use super::{Book, Shown};
use crate::error::Result;

/// A promise overdue for longer has its place in the morning, not in a calendar.
const BACK_DAYS: i64 = 60;
const AHEAD_DAYS: i64 = 365;

impl Book {
    /// The calendar as of `day`, in the order of its kinds.
    pub fn calendar(&self, day: Day) -> Result<Vec<Entry>> {
        let (from, until) = (
            day.saturating_sub(BACK_DAYS.days()),
            day.saturating_add(AHEAD_DAYS.days()),
        );
        let mut entries = Vec::new();
        for pledge in self.promises(Shown::Open)? {
            let near = |due: Day| from <= due && due <= until;
            if pledge.promise.due.is_some_and(near) {
                entries.extend(Entry::of_promise(&pledge.promise, &pledge.name));
            }
        }
        for coming in self.milestones_ahead(day, until)? {
            entries.push(Entry::of_milestone(
                &coming.milestone,
                &coming.name,
                coming.on,
            ));
        }
        for noted in self.concerns(day)? {
            entries.extend(Entry::of_concern(&noted.thing, &noted.name));
        }
        for arranged in self.agenda(day)?.ahead {
            entries.push(Entry::of_meeting(&arranged.meeting, &arranged.names()));
        }
        Ok(with_moves(entries, &self.today(day)?))
    }
}
