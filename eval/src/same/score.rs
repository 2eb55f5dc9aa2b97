//! Pairwise precision, recall and F1 of a way to bring entries together.

use std::collections::{BTreeMap, HashMap};

use ledger::duplicates::{Duplicates, Entry};

use super::records::place;
use crate::measure::{Interval, bootstrap};

/// Pairs found, pairs there are, and pairs that are both.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Score {
    pub right: u64,
    pub found: u64,
    pub there: u64,
}

impl Score {
    pub fn precision(&self) -> f64 {
        if self.found == 0 {
            1.0
        } else {
            self.right as f64 / self.found as f64
        }
    }

    pub fn recall(&self) -> f64 {
        if self.there == 0 {
            1.0
        } else {
            self.right as f64 / self.there as f64
        }
    }

    pub fn f1(&self) -> f64 {
        2.0 * self.right as f64 / ((self.found + self.there) as f64).max(1.0)
    }
}

pub fn score(groups: &[usize], truth: &[String]) -> Score {
    let mut found: HashMap<usize, u64> = HashMap::new();
    let mut there: HashMap<&str, u64> = HashMap::new();
    let mut right: HashMap<(usize, &str), u64> = HashMap::new();
    for (group, who) in groups.iter().zip(truth) {
        *found.entry(*group).or_default() += 1;
        *there.entry(who).or_default() += 1;
        *right.entry((*group, who)).or_default() += 1;
    }
    let pairs = |count: &u64| count * (count - 1) / 2;
    Score {
        right: right.values().map(pairs).sum(),
        found: found.values().map(pairs).sum(),
        there: there.values().map(pairs).sum(),
    }
}

/// F1 with its interval, people drawn again with replacement.
pub fn interval(groups: &[usize], truth: &[String]) -> Interval {
    let people = by_person(groups, truth);
    bootstrap(people.len(), |weights| {
        let (mut right, mut both) = (0.0, 0.0);
        for (person, weight) in people.iter().zip(weights) {
            right += weight * person.0;
            both += weight * person.1;
        }
        if both > 0.0 { 2.0 * right / both } else { 1.0 }
    })
}

/// For each person, in the order of their first entry: the pairs that are right, and those found and
/// those there together. A pair found between two people counts half for each.
fn by_person(groups: &[usize], truth: &[String]) -> Vec<(f64, f64)> {
    let mut of_group: HashMap<usize, f64> = HashMap::new();
    let mut of_both: BTreeMap<(&str, usize), f64> = BTreeMap::new();
    for (group, who) in groups.iter().zip(truth) {
        *of_group.entry(*group).or_default() += 1.0;
        *of_both.entry((who, *group)).or_default() += 1.0;
    }
    let mut people: BTreeMap<&str, (f64, f64, f64)> = BTreeMap::new();
    for ((who, group), count) in of_both {
        let person = people.entry(who).or_default();
        person.0 += count * (count - 1.0) / 2.0;
        person.1 += count * (of_group[&group] - 1.0) / 2.0;
        person.2 += count;
    }
    let there = |count: f64| count * (count - 1.0) / 2.0;
    people
        .values()
        .map(|(right, found, count)| (*right, found + there(*count)))
        .collect()
}

/// Which group each place is in, by the lowest place in it.
pub struct Groups {
    up: Vec<usize>,
}

impl Groups {
    pub fn of(many: usize) -> Self {
        Self {
            up: (0..many).collect(),
        }
    }

    fn top(&self, mut place: usize) -> usize {
        while self.up[place] != place {
            place = self.up[place];
        }
        place
    }

    pub fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.top(one), self.top(other));
        self.up[one.max(other)] = one.min(other);
    }

    pub fn tops(&self) -> Vec<usize> {
        (0..self.up.len()).map(|place| self.top(place)).collect()
    }

    /// What is merged without asking.
    pub fn merged(entries: &[Entry], found: &Duplicates) -> Self {
        let mut groups = Self::of(entries.len());
        for pair in found
            .merges
            .iter()
            .flat_map(|merge| merge.people.windows(2))
        {
            groups.join(place(pair[0]), place(pair[1]));
        }
        groups
    }

    /// And everything proposed, had the owner said yes to it.
    pub fn proposed(entries: &[Entry], found: &Duplicates) -> Self {
        let mut groups = Self::merged(entries, found);
        for proposal in &found.proposals {
            groups.join(place(proposal.people[0]), place(proposal.people[1]));
        }
        groups
    }
}

/// The baseline: the same name or the same address, as written but for case.
pub fn same_name_or_address(entries: &[Entry]) -> Vec<usize> {
    let mut groups = Groups::of(entries.len());
    let mut first: HashMap<(u8, String), usize> = HashMap::new();
    for (place, entry) in entries.iter().enumerate() {
        let names = entry
            .names
            .iter()
            .map(|name| (0, name.trim().to_lowercase()));
        let handles = entry.handles.iter().map(|handle| (1, handle.value.clone()));
        for key in names.chain(handles).filter(|(_, text)| !text.is_empty()) {
            let before = *first.entry(key).or_insert(place);
            groups.join(before, place);
        }
    }
    groups.tops()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn truth(of: &[&str]) -> Vec<String> {
        of.iter().map(|who| (*who).to_owned()).collect()
    }

    #[test]
    fn pairs_are_counted_as_they_are() {
        let score = score(&[0, 0, 0, 3, 4], &truth(&["a", "a", "b", "b", "c"]));
        assert_eq!((score.right, score.found, score.there), (1, 3, 2));
        assert!((score.f1() - 0.4).abs() < 1e-12);
    }

    #[test]
    fn what_every_person_adds_is_the_whole() {
        let (groups, truth) = ([0, 0, 0, 3, 3, 5], truth(&["a", "a", "b", "b", "c", "c"]));
        let whole = score(&groups, &truth);
        let people = by_person(&groups, &truth);
        let right: f64 = people.iter().map(|person| person.0).sum();
        let both: f64 = people.iter().map(|person| person.1).sum();
        assert!((right - whole.right as f64).abs() < 1e-12);
        assert!((both - (whole.found + whole.there) as f64).abs() < 1e-12);
        assert!((interval(&groups, &truth).value - whole.f1()).abs() < 1e-12);
    }
}
