//! What runs by itself while `troth serve` is open, or when a timer calls a command: reminders,
//! backups, and letting go of what is not kept longer. A chore takes the instant as an argument, calls verbs of the book, and leaves no name in a log.

mod backup;
mod desktop;
mod keeping;
mod mail;
mod password;
mod patience;
pub mod remind;

use std::time::Duration;

use ledger::Day;

use crate::book::{Book, Door, Stamp, Urgency};
use crate::clock;
use crate::error::Result;
pub use keeping::{Keeping, keep_whole};
pub use mail::{is_address, try_out};

/// How often the clock is looked at.
const PAUSE: Duration = Duration::from_secs(30);

/// Looks at the clock from a thread of its own, for as long as the program runs.
pub fn keep_watch(book: Book) {
    // The day it was opened on has had its turn.
    let mut followed = clock::today(&book.zone());
    let mut backups = backup::Rotation::default();
    let watch = move || {
        loop {
            // The cause may hold what the owner wrote: the book's page says it, a log does not.
            if remind::round(&book, clock::now(), Urgency::AsWanted).is_err() {
                tracing::warn!("reminders could not be looked at");
            }
            if let_go(&book, &mut followed).is_err() {
                tracing::warn!("the rules of what is kept could not be followed");
            }
            backups.round(&book, clock::now());
            std::thread::sleep(PAUSE);
        }
    };
    if std::thread::Builder::new()
        .name("chores".to_owned())
        .spawn(watch)
        .is_err()
    {
        tracing::warn!("reminders are not sent: no thread could be started");
    }
}

/// Once on each new day, what is not kept longer goes.
fn let_go(book: &Book, followed: &mut Day) -> Result<()> {
    let day = clock::today(&book.zone());
    once_a_day(followed, day, || {
        if book.retain(&Stamp::now(Door::Chores), day)?.is_some() {
            book.sweep()?;
        }
        Ok(())
    })
}

/// Does a day's work once. Work that failed is tried again at the next look.
fn once_a_day(followed: &mut Day, day: Day, work: impl FnOnce() -> Result<()>) -> Result<()> {
    if day == *followed {
        return Ok(());
    }
    work()?;
    *followed = day;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::{Content, Place};
    use crate::error::Error;
    use jiff::ToSpan;
    use ledger::retention::Rule;

    #[test]
    fn a_day_whose_work_failed_is_tried_again() {
        let (yesterday, today) = (
            ledger::Day::constant(2026, 3, 9),
            ledger::Day::constant(2026, 3, 10),
        );
        let mut followed = yesterday;
        let busy = once_a_day(&mut followed, today, || Err(Error::refused("busy")));
        assert!(busy.is_err() && followed == yesterday);
        let mut done = 0;
        for _ in 0..2 {
            let work = || {
                done += 1;
                Ok(())
            };
            once_a_day(&mut followed, today, work).unwrap();
        }
        assert_eq!((done, followed), (1, today), "and once when it went well");
    }

    #[test]
    fn what_is_not_kept_longer_goes_on_a_new_day() {
        let folder = tempfile::tempdir().unwrap();
        let book = Book::begin(&Place::File(folder.path().join("book.db"))).unwrap();
        let long_ago = Stamp {
            at: clock::now()
                .saturating_sub(jiff::SignedDuration::from_hours(24 * 40))
                .unwrap(),
            request: clock::new_id(),
            door: Door::Cli,
            content: Content::NONE,
        };
        book.meet(&long_ago, "Ana Lindqvist", &[]).unwrap();
        let stamp = Stamp::now(Door::Cli);
        book.set_retention(&stamp, Rule::Undo, Some(30)).unwrap();
        let kept = || {
            book.history(None, 10)
                .unwrap()
                .iter()
                .any(|line| line.verb == "meet" && line.kept)
        };
        let today = clock::today(&book.zone());
        let_go(&book, &mut { today }).unwrap();
        assert!(kept(), "the day it was opened on has had its turn");
        let mut followed = today.saturating_sub(1.day());
        let_go(&book, &mut followed).unwrap();
        assert!(!kept() && followed == today);
    }
}
