//! What is merged without asking: one and the same personal handle, under names that can be one
//! person's. A mailbox that several people use merges nobody but those of one name written out.

use std::collections::BTreeMap;

use super::align::align;
use super::birthday::born;
use super::book::Counted;
use super::compare::contradict;
use super::frequency::Lexicon;
use super::letters::is_near;
use super::likelihood::{BIRTHDAY, NEAR, OTHER, SAME, SHORT, SURPLUS, Sight, WORD};
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
        for (one, other) in of_one_person(places, profiles, book) {
            let (one, other) = (groups.of(one), groups.of(other));
            if one != other && can_join(&groups, one, other, profiles, book) {
                groups.join(one, other);
            }
        }
    }
    groups
}

/// Pairs at one handle that are one person's, whoever comes first. Where several use it, two are one
/// only when they are one with the same others: "Ali" beside both Alison and Alistair is neither.
fn of_one_person(places: &[u32], profiles: &[Profile], book: &Counted) -> Vec<(u32, u32)> {
    let is_shared = several_use(places, profiles, book);
    let meet = |one: u32, other: u32| {
        let (one, other) = (one.min(other), one.max(other));
        let [mine, theirs] = [one, other].map(|place| &profiles[place as usize]);
        one == other || !is_shared || is_surely_one(mine, theirs, book)
    };
    let met = |one: &u32| -> Vec<u32> {
        let others = places.iter().copied();
        others.filter(|other| meet(*one, *other)).collect()
    };
    let met: Vec<Vec<u32>> = places.iter().map(met).collect();
    let mut pairs = Vec::new();
    for (at, one) in places.iter().enumerate() {
        for (beside, other) in places.iter().enumerate().skip(at + 1) {
            if met[at] == met[beside] {
                pairs.push((*one, *other));
            }
        }
    }
    pairs
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

/// Whether nothing speaks against any pair of two groups: each may have come by another handle.
fn can_join(groups: &Groups, one: u32, other: u32, profiles: &[Profile], book: &Counted) -> bool {
    let of = |group| {
        let members = groups.members(group).iter();
        members.map(|place| &profiles[*place as usize])
    };
    of(one).all(|mine| of(other).all(|theirs| together(mine, theirs, book) != Together::No))
}

fn together(one: &Profile, other: &Profile, book: &Counted) -> Together {
    if contradict(one, other, book)
        || born_apart(one, other, book)
        || book.have_answered(one, other)
    {
        return Together::No;
    }
    let mut found = Together::Unnamed;
    for (mine, theirs) in names(one, other) {
        match names_together(mine, theirs, book) {
            Together::Named => return Together::Named,
            Together::No => found = Together::No,
            Together::Unnamed => {}
        }
    }
    found
}

fn names<'a>(one: &'a Profile, other: &'a Profile) -> impl Iterator<Item = (&'a Name, &'a Name)> {
    let theirs = || other.names.iter();
    one.names
        .iter()
        .flat_map(move |mine| theirs().map(move |theirs| (mine, theirs)))
}

fn names_together(one: &Name, other: &Name, book: &Counted) -> Together {
    let Some(sights) = align(one, other, &book.lexicon, &book.chances) else {
        // Two written-out names that say nothing to each other may still be two people's.
        let both_full = one.is_full && other.is_full && one.is_latin == other.is_latin;
        return if both_full {
            Together::No
        } else {
            Together::Unnamed
        };
    };
    // Father and son write from one mailbox, and only the son says which he is.
    if one.generation != other.generation {
        return Together::No;
    }
    let words = || sights.iter().filter(|sight| sight.field == WORD);
    let differ = |sight: &Sight| {
        sight.level >= OTHER
            || sight.level == NEAR && are_two_names(sight.about, one, other, &book.lexicon)
    };
    if words().any(differ) {
        return Together::No;
    }
    if words().any(|sight| matches!(sight.level, SAME | SHORT | NEAR)) {
        Together::Named
    } else {
        Together::Unnamed
    }
}

/// Whether a word and the one it is near to are given names: "Mario" and "Maria" are two people as
/// often as one is the other mistyped, which is for the owner to say. A surname mistyped beside the
/// same given name is the same person's.
fn are_two_names(word: u32, one: &Name, other: &Name, lexicon: &Lexicon) -> bool {
    let mine = lexicon.word(word);
    let near = |id: &&u32| is_near(&mine.text, &lexicon.word(**id).text);
    one.words.first() == Some(&word)
        || other.words.iter().filter(near).any(|theirs| {
            let both_given = !mine.given.is_empty() && !lexicon.word(*theirs).given.is_empty();
            both_given || other.words.first() == Some(theirs)
        })
}

/// Whether two who share a mailbox with others are one: they have one name, written out.
fn is_surely_one(one: &Profile, other: &Profile, book: &Counted) -> bool {
    together(one, other, book) == Together::Named
        && names(one, other).any(|(mine, theirs)| is_one_name(mine, theirs, book))
}

/// Given name and surname at least, each word of one the same in the other or a form of the same
/// given name. What is read from the address itself does not say who writes from it.
fn is_one_name(one: &Name, other: &Name, book: &Counted) -> bool {
    let is_written_out = |name: &Name| {
        let initials = |id: &&u32| book.lexicon.word(**id).is_initial();
        let words = name.words.len() - name.words.iter().filter(initials).count();
        words >= 2 && !name.is_one_piece
    };
    let is_so = |sight: &Sight| match sight.field {
        WORD => matches!(sight.level, SAME | SHORT),
        SURPLUS => sight.level == 0,
        _ => true,
    };
    let sights = || align(one, other, &book.lexicon, &book.chances);
    is_written_out(one)
        && is_written_out(other)
        && one.generation == other.generation
        && sights().is_some_and(|sights| sights.iter().all(is_so))
}

/// Days of birth that are not one day misspelt.
fn born_apart(one: &Profile, other: &Profile, book: &Counted) -> bool {
    born(one, other, book).is_some_and(|sight| sight.field == BIRTHDAY && sight.level >= 2)
}
