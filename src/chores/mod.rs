//! What runs by itself while `troth serve` is open, or when a timer calls a command: reminders. A
//! chore takes the instant as an argument, calls verbs of the book, and leaves no name in a log.

mod desktop;
mod mail;
mod password;
mod patience;
pub mod remind;

use std::time::Duration;

use crate::book::{Book, Urgency};
use crate::clock;
pub use mail::{is_address, try_out};

/// How often the clock is looked at.
const PAUSE: Duration = Duration::from_secs(30);

/// Looks at the clock from a thread of its own, for as long as the program runs.
pub fn keep_watch(book: Book) {
    let watch = move || {
        loop {
            // The cause may hold what the owner wrote: the book's page says it, a log does not.
            if remind::round(&book, clock::now(), Urgency::AsWanted).is_err() {
                tracing::warn!("reminders could not be looked at");
            }
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
