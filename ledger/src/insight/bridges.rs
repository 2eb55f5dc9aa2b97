//! Circles that hang on one tie, and those out of touch altogether; and old ties worth a hello.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use crate::circle::CircleId;
use crate::person::PersonId;
use crate::{Day, days_between};

/// A year of silence makes a dormant tie, as in the morning.
const DORMANT: i64 = 365;
/// Contact on fewer days than this was hardly a tie, as in the morning.
const DAYS_OF_A_TIE: u32 = 5;

/// Circles by how many of their people the owner is in touch with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bridges {
    /// Circles with just one person in touch: that person is the bridge.
    pub through_one: Vec<(CircleId, PersonId)>,
    /// Circles with nobody in touch.
    pub through_none: Vec<CircleId>,
}

pub fn bridges(memberships: &[(CircleId, PersonId)], in_touch: &HashSet<PersonId>) -> Bridges {
    let mut circles: BTreeMap<CircleId, Vec<PersonId>> = BTreeMap::new();
    for (circle, person) in memberships {
        let there = circles.entry(*circle).or_default();
        if in_touch.contains(person) {
            there.push(*person);
        }
    }
    let mut bridges = Bridges::default();
    for (circle, there) in circles {
        match there.as_slice() {
            [] => bridges.through_none.push(circle),
            [only] => bridges.through_one.push((circle, *only)),
            _ => {}
        }
    }
    bridges
}

/// Somebody out of touch for a year or more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldTie {
    pub person: PersonId,
    pub name: String,
    pub last: Day,
    /// Days in touch in all.
    pub days: u32,
}

/// Those with whom there was most, before a year of silence; by name. Old ties are as useful as
/// current ones (Levin, Walter and Murnighan 2011).
pub fn worth_a_hello(ties: impl IntoIterator<Item = OldTie>, day: Day, most: usize) -> Vec<OldTie> {
    let mut old: Vec<OldTie> = ties
        .into_iter()
        .filter(|tie| tie.days >= DAYS_OF_A_TIE && days_between(tie.last, day) >= DORMANT)
        .collect();
    old.sort_by(|one, other| {
        (Reverse(one.days), &one.name, one.person).cmp(&(
            Reverse(other.days),
            &other.name,
            other.person,
        ))
    });
    old.truncate(most);
    old.sort_by(|one, other| (&one.name, one.person).cmp(&(&other.name, other.person)));
    old
}
