//! The owner's own ways, looked at as a system: what contact is about, who is left out, who takes
//! the time, what was followed by more of it. About the owner's conduct, never about what anybody
//! is worth: names stand in the order of the alphabet.

mod bridges;
mod dropping_by;
mod followed;
mod left_out;
mod replies;
mod spread;
mod tasks;

use jiff::Timestamp;

use crate::Day;
use crate::circle::CircleId;
use crate::person::PersonId;
use crate::touch::{Beginner, Medium, Setting};
pub use bridges::{Bridges, OldTie, bridges, worth_a_hello};
pub use dropping_by::{DroppedBy, dropping_by};
pub use followed::{Followed, PEOPLE_ENOUGH, Verdict, followed};
pub use left_out::{LeftOut, TOUCHES_ENOUGH, left_out};
pub use replies::{REPLIES_ENOUGH, Replies, replies};
pub use spread::{Spread, spread};
pub use tasks::{About, HOW_TASKS_ARE_JUDGED, Tasks, is_personal, tasks};

/// One touch with one person, as far as any of this needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glimpse {
    pub at: Timestamp,
    pub day: Day,
    pub medium: Medium,
    pub setting: Setting,
    pub began: Beginner,
    /// At least 1.
    pub addressees: u32,
    /// A subject line or words of the owner's.
    pub has_subject: bool,
    /// Something personal was noted in it, on either side.
    pub personal: bool,
}

/// The time looked at with one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Tie {
    pub person: PersonId,
    pub name: String,
    pub circles: Vec<CircleId>,
    /// In the order of time.
    pub touches: Vec<Glimpse>,
    /// Thanks of the owner's, in touches and without.
    pub thanked: bool,
    /// Something of theirs that calls for thanks: a promise kept, a contribution, a deposit.
    pub did_something: bool,
}

/// How often each medium was used; those never used are not here. The most used first.
pub fn media(ties: &[Tie]) -> Vec<(Medium, u32)> {
    let mut counts: Vec<(Medium, u32)> = Medium::ALL
        .iter()
        .map(|medium| {
            let touches = ties.iter().flat_map(|tie| &tie.touches);
            let used = touches.filter(|touch| touch.medium == *medium).count();
            (*medium, u32::try_from(used).unwrap_or(u32::MAX))
        })
        .filter(|(_, used)| *used > 0)
        .collect();
    counts.sort_by_key(|(medium, used)| (std::cmp::Reverse(*used), *medium));
    counts
}

/// Written, so that an answer is owed and takes its time.
fn is_written(touch: &Glimpse) -> bool {
    matches!(touch.medium, Medium::Chat | Medium::Mail | Medium::Letter)
}

#[cfg(test)]
mod tests;
