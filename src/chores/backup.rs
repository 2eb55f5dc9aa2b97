//! The backups that are kept while `troth serve` is open: one as it starts, where something was written
//! since the last, then one a day. Why one failed is for the book's page to say, and in no log.

use jiff::{SignedDuration, Timestamp};

use crate::book::{AtOnce, Book};

/// Whether one is due hangs on days; the folder is not read every time the clock is looked at.
const BETWEEN: SignedDuration = SignedDuration::from_mins(10);

#[derive(Default)]
pub struct Rotation {
    next: Option<Timestamp>,
}

impl Rotation {
    pub fn round(&mut self, book: &Book, now: Timestamp) {
        let at_once = match self.next {
            None => AtOnce::Yes,
            Some(next) if now < next => return,
            Some(_) => AtOnce::WhenADayHasPassed,
        };
        self.next = Some(now + BETWEEN);
        if book.keep_backup_when_due(now, at_once).is_err() {
            tracing::warn!("no backup could be made");
        }
    }
}
