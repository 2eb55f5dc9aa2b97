//! Who never gets an informal word, thanks, or a reply. Names in the order of the alphabet: it is
//! about what the owner has not done, and no rank of anybody.

use super::{About, Tie, is_written};
use crate::person::PersonId;
use crate::rhythm::APPROACH_AT_MOST;
use crate::touch::Beginner;

/// With fewer touches than this in the time looked at, nothing is missed yet. Our choice.
pub const TOUCHES_ENOUGH: usize = 5;

/// One approach unanswered may be chance. Our choice.
const APPROACHES_ENOUGH: usize = 2;

/// People by what they never got, each list by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Contact, but never outside of tasks, meetings and messages.
    pub no_informal_word: Vec<(PersonId, String)>,
    /// Did something for the owner, and no thanks are noted.
    pub no_thanks: Vec<(PersonId, String)>,
    /// Wrote twice or more, and never heard back.
    pub no_reply: Vec<(PersonId, String)>,
    /// How many people have touches enough to be looked at.
    pub looked_at: usize,
}

pub fn left_out(ties: &[Tie]) -> LeftOut {
    let named = |wanted: fn(&Tie) -> bool| {
        let mut names: Vec<(PersonId, String)> = ties
            .iter()
            .filter(|tie| wanted(tie))
            .map(|tie| (tie.person, tie.name.clone()))
            .collect();
        names.sort_by(|(a, one), (b, other)| {
            (one.to_lowercase(), a).cmp(&(other.to_lowercase(), b))
        });
        names
    };
    LeftOut {
        no_informal_word: named(|tie| {
            enough(tie)
                && !tie
                    .touches
                    .iter()
                    .any(|touch| touch.about() == About::Person)
        }),
        no_thanks: named(|tie| tie.did_something && !tie.thanked),
        no_reply: named(never_answered),
        looked_at: ties.iter().filter(|tie| enough(tie)).count(),
    }
}

fn enough(tie: &Tie) -> bool {
    tie.touches.len() >= TOUCHES_ENOUGH
}

/// They approached in writing, more than once, and nothing came from the owner afterwards: no
/// message, and no conversation either.
fn never_answered(tie: &Tie) -> bool {
    let approach = |touch: &super::Glimpse| {
        touch.began == Beginner::Them && is_written(touch) && touch.addressees <= APPROACH_AT_MOST
    };
    let Some(first) = tie.touches.iter().position(approach) else {
        return false;
    };
    let since = &tie.touches[first..];
    let answered = since
        .iter()
        .any(|touch| touch.began != Beginner::Them || !is_written(touch));
    !answered && since.iter().filter(|touch| approach(touch)).count() >= APPROACHES_ENOUGH
}
