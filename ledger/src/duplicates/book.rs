//! What the whole book says by being counted: how common words, nicknames, places and values are.

use std::collections::{HashMap, HashSet};

use super::align::{Chances, align, length};
use super::entry::{Entry, Known};
use super::frequency::{Counts, Lexicon, Threads, number};
use super::letters::is_near;
use super::likelihood::{Likelihoods, SURPLUS};
use super::profile::Profile;
use crate::person::PersonId;

/// The book, counted.
#[derive(Debug)]
pub struct Counted {
    pub lexicon: Lexicon,
    pub entries: usize,
    pub chances: Chances,
    pub handles: Counts,
    pub nicks: Counts,
    pub domains: Counts,
    pub companies: Counts,
    pub birthdays: Counts,
    seen: HashSet<((usize, u64), u64)>,
    pub circles: Counts,
    pub threads: Threads,
    pub further: Vec<Counts>,
    /// How often two values of a kind are near though not the same.
    pub further_near: Vec<f64>,
    /// How often two have the same, whichever it is.
    pub further_same: Vec<f64>,
    pub usual: Likelihoods,
    /// Pairs of entries, by place, the lower first.
    pub apart: HashSet<(u32, u32)>,
    pub answered: HashSet<(u32, u32)>,
}

/// An address that more entries hold is a desk's, whatever it is called: it merges nobody, and says
/// nothing of any two of them. No family is so large. Our choice.
const HOLDERS_AT_MOST: u32 = 50;

/// So many pairs, drawn evenly, tell what two different people have in common.
const DRAWN: usize = 20_000;

impl Counted {
    /// A profile for each of the entries, which are those known, in the order in which they stand.
    pub fn of(known: &Known<'_>, entries: &[&Entry]) -> (Self, Vec<Profile>) {
        let mut lexicon = Lexicon::new();
        let further = known.further.len();
        let places = (0_u32..).zip(entries);
        let mut profiles: Vec<Profile> = places
            .map(|(place, entry)| Profile::of(place, entry, further, &mut lexicon))
            .collect();
        for name in profiles.iter().flat_map(|profile| &profile.names) {
            lexicon.count(&name.words);
        }
        for profile in &mut profiles {
            profile.know_own_names(&lexicon);
        }
        let mut counted = Self::empty(known, entries, lexicon);
        for profile in &profiles {
            counted.add(profile);
        }
        for handle in profiles.iter_mut().flat_map(|profile| &mut profile.handles) {
            handle.is_personal &= counted.handles.count(handle.key) <= HOLDERS_AT_MOST;
        }
        counted.threads = Threads::of(profiles.iter().map(|profile| profile.threads.as_slice()));
        for profile in &mut profiles {
            let threads = &mut profile.threads;
            threads.retain(|thread| counted.threads.is_telling(*thread));
        }
        counted.further_same = counted.further.iter().map(Counts::agreement).collect();
        counted.draw(&profiles);
        (counted, profiles)
    }

    fn empty(known: &Known<'_>, entries: &[&Entry], lexicon: Lexicon) -> Self {
        let at: HashMap<PersonId, u32> = entries.iter().map(|entry| entry.id).zip(0..).collect();
        let placed = |pairs: &[(PersonId, PersonId)]| {
            let pair =
                |(one, other): &(PersonId, PersonId)| Some(ordered(*at.get(one)?, *at.get(other)?));
            pairs.iter().filter_map(pair).collect()
        };
        let further = known.further.len();
        Self {
            lexicon,
            entries: entries.len(),
            chances: Chances {
                near: [1e-3; 3],
                surplus: [1.0; 3],
            },
            handles: Counts::default(),
            nicks: Counts::default(),
            domains: Counts::default(),
            companies: Counts::default(),
            birthdays: Counts::default(),
            seen: HashSet::new(),
            circles: Counts::default(),
            threads: Threads::default(),
            further: vec![Counts::default(); further],
            further_near: vec![0.01; further],
            further_same: vec![0.0; further],
            usual: Likelihoods::usual(known.further, entries.len()),
            apart: placed(known.not_the_same),
            answered: placed(known.answered),
        }
    }

    fn add(&mut self, profile: &Profile) {
        self.handles
            .add(profile.handles.iter().map(|handle| handle.key));
        self.nicks.add(profile.nicks.iter().map(|nick| nick.key));
        self.domains.add(profile.domains.iter().copied());
        self.companies.add(profile.companies.iter().copied());
        self.add_by_surname(profile);
        self.circles.add(profile.circles.iter().copied());
    }

    /// A day of birth or a value counts once for each surname that has it: one person written five
    /// times is no crowd.
    fn add_by_surname(&mut self, profile: &Profile) {
        let last = profile.names.iter().filter_map(|name| name.words.last());
        let mut heard: Vec<u64> = last
            .map(|id| number(&self.lexicon.word(*id).sound))
            .collect();
        if heard.is_empty() {
            heard.push(0);
        }
        // Each surname is noted, also after one that is new: it is counted with all of them.
        let mut is_new = |what: (usize, u64)| {
            let note = |is_new, heard: &u64| self.seen.insert((what, *heard)) | is_new;
            heard.iter().fold(false, note)
        };
        for born in profile.birthdays.iter().map(|born| born.number()) {
            if is_new((usize::MAX, born)) {
                self.birthdays.add([born]);
            }
        }
        for (place, values) in profile.further.iter().enumerate() {
            for value in values.iter().filter(|value| is_new((place, value.key))) {
                self.further[place].add([value.key]);
            }
        }
    }

    fn draw(&mut self, profiles: &[Profile]) {
        let mut near = [Share::default(); 3];
        let mut surplus = [1.0; 3];
        let mut further = vec![Share::default(); self.further.len()];
        for (one, other) in pairs(profiles) {
            for (share, (mine, theirs)) in further
                .iter_mut()
                .zip(one.further.iter().zip(&other.further))
            {
                if let ([mine, ..], [theirs, ..]) = (mine.as_slice(), theirs.as_slice()) {
                    share.add(mine.key != theirs.key && super::compare::values_near(mine, theirs));
                }
            }
            let ([mine, ..], [theirs, ..]) = (one.names.as_slice(), other.names.as_slice()) else {
                continue;
            };
            for mine in &mine.words {
                for theirs in theirs.words.iter().filter(|theirs| *theirs != mine) {
                    let (mine, theirs) = (self.lexicon.word(*mine), self.lexicon.word(*theirs));
                    near[length(mine).min(length(theirs))].add(is_near(&mine.text, &theirs.text));
                }
            }
            let sights = align(mine, theirs, &self.lexicon, &self.chances).unwrap_or_default();
            for sight in sights.iter().filter(|sight| sight.field == SURPLUS) {
                surplus[usize::from(sight.level)] += 1.0;
            }
        }
        let all: f64 = surplus.iter().sum();
        // Of two words of a name, either may be near.
        self.chances = Chances {
            near: near.map(|share| 2.0 * share.of(1e-3)),
            surplus: surplus.map(|found| found / all),
        };
        self.further_near = further.iter().map(|share| share.of(1e-2)).collect();
    }

    pub fn are_apart(&self, one: &Profile, other: &Profile) -> bool {
        any_pair(one, other, &self.apart)
    }

    pub fn have_answered(&self, one: &Profile, other: &Profile) -> bool {
        any_pair(one, other, &self.answered)
    }
}

fn any_pair(one: &Profile, other: &Profile, of: &HashSet<(u32, u32)>) -> bool {
    let mine = one.members.iter();
    !of.is_empty()
        && mine
            .flat_map(|mine| other.members.iter().map(|theirs| ordered(*mine, *theirs)))
            .any(|pair| of.contains(&pair))
}

pub fn ordered(one: u32, other: u32) -> (u32, u32) {
    (one.min(other), one.max(other))
}

/// Entries paired by a fixed stride that walks past every distance: drawn evenly, and the same each time.
fn pairs(profiles: &[Profile]) -> impl Iterator<Item = (&Profile, &Profile)> {
    let many = profiles.len();
    let draws = if many < 2 {
        0
    } else {
        DRAWN.min(many * (many - 1) / 2)
    };
    (0..draws).map(move |draw| {
        let one = draw.wrapping_mul(7919) % many;
        let step = 1 + draw.wrapping_mul(104_729).wrapping_add(draw / many) % (many - 1);
        (&profiles[one], &profiles[(one + step) % many])
    })
}

#[derive(Clone, Copy, Debug, Default)]
struct Share {
    found: f64,
    all: f64,
}

impl Share {
    fn add(&mut self, is_so: bool) {
        self.all += 1.0;
        self.found += f64::from(u8::from(is_so));
    }

    /// Held by what is usual, as much as a hundred pairs would.
    fn of(self, usual: f64) -> f64 {
        (self.found + 100.0 * usual) / (self.all + 100.0)
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::entry::BirthDate;
    use super::*;

    #[test]
    fn a_day_counts_once_for_everybody_of_any_of_its_surnames() {
        let born = BirthDate {
            year: Some(1970),
            month: 3,
            day: 1,
        };
        let entry = |number, names: &[&str]| {
            let mut entry = Entry::new(PersonId(Uuid::from_u128(number)));
            entry.names = names.iter().map(|name| (*name).to_owned()).collect();
            entry.birthday = Some(born);
            entry
        };
        // Ana took another surname; Tom has only that one, and Ines neither.
        let entries = [
            entry(1, &["Ana Berg", "Ana Lindqvist"]),
            entry(2, &["Tom Lindqvist"]),
            entry(3, &["Ines Haddad"]),
        ];
        let known = Known {
            entries: &entries,
            ..Known::default()
        };
        let (book, _) = Counted::of(&known, &entries.iter().collect::<Vec<_>>());
        assert_eq!(book.birthdays.count(born.number()), 2);
    }
}
