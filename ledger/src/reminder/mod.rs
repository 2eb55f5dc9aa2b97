//! Reminders: one digest a day, over the channels the owner chose, at the hour the owner chose. What
//! is in it is the morning's plan and nothing else; sending it is for the chores.

mod digest;
mod entry;
mod hour;
mod ics;
mod letter;
mod wanted;

pub use digest::{Digest, Failure, State, folded, pause, undelivered};
pub use entry::{Entry, Task, When, with_moves};
pub use hour::{Step, Wait, next_try, step};
pub use ics::{Form, calendar};
pub use letter::{Letter, counts, letter, marks};
pub use wanted::{QuietDays, Refusal, Wanted, clock_words, hour, is_night, quiet_days};

/// A way a digest reaches its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    Desktop,
    Mail,
    /// A calendar asks by itself, so nothing is sent and nothing can fail.
    Calendar,
}

impl Channel {
    pub const ALL: [Self; 3] = [Self::Desktop, Self::Mail, Self::Calendar];

    /// The stable id: in the book, in JSON and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Desktop => "desktop",
            Self::Mail => "mail",
            Self::Calendar => "calendar",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.id() == id)
    }

    /// What it brings: "Yesterday's mail could not be sent".
    pub fn brings(self) -> &'static str {
        match self {
            Self::Desktop => "notification",
            Self::Mail => "mail",
            Self::Calendar => "calendar",
        }
    }

    /// Whether a digest is sent over it, rather than asked for.
    pub fn is_sent(self) -> bool {
        self != Self::Calendar
    }
}

#[cfg(test)]
mod tests;
