//! What is merged without asking: one and the same personal handle, under names that can be one
//! person's. A mailbox that several people use merges nobody but those of one name.

use std::collections::BTreeMap;

use super::align::align;
use super::birthday::born;
use super::book::Counted;
use super::compare::contradict;
use super::likelihood::{BIRTHDAY, NEAR, OTHER, SAME, SHORT, WORD};
use super::profile::{Name, Profile};

/// Whoever is together is one person; each place stands in one group, and groups are in order.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    of: Vec<u32>,
    members: Vec<Vec<u32>>,
}

impl Groups {
    pub fn alone(many: usize) -> Self {
        let places = 0..many as u32;
        Self {
            of: places.clone().collect(),
            members: places.map(|place| vec![place]).collect(),
        }
    }

    pub fn of(&self, place: u32) -> u32 {
        self.of[place as usize]
    }

    pub fn members(&self, group: u32) -> &[u32] {
        &self.members[group as usize]
    }

    pub fn join(&mut self, one: u32, other: u32) {
        let (keep, gone) = (one.min(other), one.max(other));
        let moved = std::mem::take(&mut self.members[gone as usize]);
        for place in &moved {
            self.of[*place as usize] = keep;
        }
        self.members[keep as usize].extend(moved);
        self.members[keep as usize].sort_unstable();
    }

    pub fn all(&self) -> impl Iterator<Item = &[u32]> {
        self.members
            .iter()
            .map(Vec::as_slice)
            .filter(|members| !members.is_empty())
    }
}

/// How two under one handle go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Together {
    /// Names of one person.
    Named,
    /// One of them has no name that could be compared.
    Unnamed,
    No,
}

/// Groups of places that are one by their handles alone.
pub fn by_handle(profiles: &[Profile], book: &Counted) -> Groups {
    let mut holders: BTreeMap<u64, Vec<u32>> = BTreeMap::new();
    for (place, profile) in (0_u32..).zip(profiles) {
        for handle in profile.handles.iter().filter(|handle| handle.is_personal) {
            holders.entry(handle.key).or_default().push(place);
        }
    }
    let mut groups = Groups::alone(profiles.len());
    for places in holders.values().filter(|places| places.len() > 1) {
        let is_shared = several_use(places, profiles, book);
        for (at, one) in places.iter().enumerate() {
            for other in &places[at + 1..] {
                let (one, other) = (groups.of(*one), groups.of(*other));
                if one != other && can_join(&groups, one, other, is_shared, profiles, book) {
                    groups.join(one, other);
                }
            }
        }
    }
    groups
}

/// A handle under two names that cannot be one person's.
fn several_use(places: &[u32], profiles: &[Profile], book: &Counted) -> bool {
    places.iter().enumerate().any(|(at, one)| {
        let others = &places[at + 1..];
        others.iter().any(|other| {
            together(&profiles[*one as usize], &profiles[*other as usize], book) == Together::No
        })
    })
}

fn can_join(
    groups: &Groups,
    one: u32,
    other: u32,
    is_shared: bool,
    profiles: &[Profile],
    book: &Counted,
) -> bool {
    let mine = groups.members(one).iter();
    mine.flat_map(|mine| {
        groups
            .members(other)
            .iter()
            .map(move |theirs| (mine, theirs))
    })
    .all(|(mine, theirs)| {
        match together(&profiles[*mine as usize], &profiles[*theirs as usize], book) {
            Together::Named => true,
            Together::Unnamed => !is_shared,
            Together::No => false,
        }
    })
}

fn together(one: &Profile, other: &Profile, book: &Counted) -> Together {
    if contradict(one, other, book) || born_apart(one, other, book) || book.have_answered(one, other) {
        return Together::No;
    }
    let mut found = Together::Unnamed;
    for mine in &one.names {
        for theirs in &other.names {
            match names_together(mine, theirs, book) {
                Together::Named => return Together::Named,
                Together::No => found = Together::No,
                Together::Unnamed => {}
            }
        }
    }
    found
}

fn names_together(one: &Name, other: &Name, book: &Counted) -> Together {
    let Some(sights) = align(one, other, &book.lexicon, &book.chances) else {
        // Two written-out names that say nothing to each other may still be two people's.
        let both_full = one.is_full && other.is_full && one.is_latin == other.is_latin;
        return if both_full { Together::No } else { Together::Unnamed };
    };
    let words = || sights.iter().filter(|sight| sight.field == WORD);
    if words().any(|sight| sight.level >= OTHER) {
        return Together::No;
    }
    if words().any(|sight| matches!(sight.level, SAME | SHORT | NEAR)) {
        Together::Named
    } else {
        Together::Unnamed
    }
}

/// Days of birth that are not one day misspelt.
fn born_apart(one: &Profile, other: &Profile, book: &Counted) -> bool {
    born(one, other, book)
        .is_some_and(|sight| sight.field == BIRTHDAY && sight.level >= 2)
}
