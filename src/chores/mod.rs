//! What runs by itself while `troth serve` is open, or when a timer calls a command: reminders,
//! backups, and letting go of what is not kept longer. A chore takes the instant as an argument, calls verbs of the book, and leaves no name in a log.

mod backup;
mod desktop;
mod mail;
mod password;
mod patience;
pub mod remind;

use std::time::Duration;

use ledger::Day;

use crate::book::{Book, Door, Stamp, Urgency};
use crate::clock;
use crate::error::Result;
pub use mail::{is_address, try_out};

/// How often the clock is looked at.
const PAUSE: Duration = Duration::from_secs(30);

/// Looks at the clock from a thread of its own, for as long as the program runs.
pub fn keep_watch(book: Book) {
    // The day it was opened on has had its turn.
    let mut followed = clock::today(book.zone());
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
    let day = clock::today(book.zone());
    if day == *followed {
        return Ok(());
    }
    *followed = day;
    if book.retain(&Stamp::now(Door::Chores), day)?.is_some() {
        book.sweep()?;
    }
    Ok(())
}
