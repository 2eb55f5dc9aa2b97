//! What threads bring where names alone settle less: only the first word of a name is known.

use std::collections::BTreeMap;

use ledger::duplicates::{Entry, Known, duplicates};
use ledger::person::PersonId;

use super::archive::Archive;
use super::score::{Groups, score};
use crate::chapter::{Cell, Table};
use crate::dice::Dice;

const SEED: u64 = 20_261_122;

/// Which names are cut is drawn so many times.
const DRAWS: usize = 20;

pub fn brought(archives: &[Archive]) -> Table {
    let mut table = Table::new(
        "What threads bring, where a name is known by its first word",
        &[
            "list",
            "names cut to a word",
            "known besides",
            "pairs there are",
            "found",
            "precision",
            "recall",
            "recall, each person once",
        ],
    );
    for archive in archives {
        for (cut, books) in [
            ("all", vec![cut(archive, |_| true)]),
            ("half", halves(archive)),
        ] {
            for (known, has_answers, has_threads) in [
                ("nothing", false, false),
                ("who answers whom", true, false),
                ("threads and answers", true, true),
            ] {
                let answered = if has_answers {
                    &archive.answered[..]
                } else {
                    &[]
                };
                let found = books
                    .iter()
                    .map(|book| found(archive, book, answered, has_threads));
                let mut row = [archive.name, cut, known].map(Cell::text).to_vec();
                row.extend(Found::mean(&found.collect::<Vec<_>>()).cells());
                table.rows.push(row);
            }
        }
    }
    table
}

/// The archive's entries, those drawn by the first word of their name alone.
fn cut(archive: &Archive, mut is_drawn: impl FnMut(usize) -> bool) -> Vec<Entry> {
    let mut entries = archive.entries.clone();
    for (place, entry) in entries.iter_mut().enumerate() {
        if is_drawn(place) {
            let first = |name: &String| name.split_whitespace().next().map(str::to_owned);
            entry.names = entry.names.iter().filter_map(first).collect();
        }
    }
    entries
}

fn halves(archive: &Archive) -> Vec<Vec<Entry>> {
    let mut dice = Dice::seeded(SEED);
    let draw = |_| cut(archive, |_| dice.share() < 0.5);
    (0..DRAWS).map(draw).collect()
}

#[derive(Default)]
struct Found {
    there: f64,
    found: f64,
    right: f64,
    recall_by_person: f64,
}

fn found(
    archive: &Archive,
    book: &[Entry],
    answered: &[(PersonId, PersonId)],
    has_threads: bool,
) -> Found {
    let mut entries = book.to_vec();
    if !has_threads {
        entries.iter_mut().for_each(|entry| entry.threads.clear());
    }
    let found = duplicates(&Known {
        entries: &entries,
        answered,
        ..Known::default()
    });
    let groups = Groups::proposed(&entries, &found).tops();
    let score = score(&groups, &archive.truth);
    Found {
        there: score.there as f64,
        found: score.found as f64,
        right: score.right as f64,
        recall_by_person: recall_by_person(&groups, &archive.truth),
    }
}

impl Found {
    fn mean(all: &[Self]) -> Self {
        let mean = |of: fn(&Self) -> f64| all.iter().map(of).sum::<f64>() / all.len() as f64;
        Self {
            there: mean(|one| one.there),
            found: mean(|one| one.found),
            right: mean(|one| one.right),
            recall_by_person: mean(|one| one.recall_by_person),
        }
    }

    fn cells(&self) -> Vec<Cell> {
        vec![
            Cell::Count(self.there.round() as u64),
            Cell::Count(self.found.round() as u64),
            Cell::Number(self.right / self.found, 3),
            Cell::Number(self.right / self.there, 3),
            Cell::Number(self.recall_by_person, 3),
        ]
    }
}

/// Of each person's pairs the share that is found, on average over people.
fn recall_by_person(groups: &[usize], truth: &[String]) -> f64 {
    let mut people: BTreeMap<&str, BTreeMap<usize, usize>> = BTreeMap::new();
    for (group, who) in groups.iter().zip(truth) {
        *people.entry(who).or_default().entry(*group).or_default() += 1;
    }
    let pairs = |count: usize| (count * count.saturating_sub(1) / 2) as f64;
    let shares = people.values().filter_map(|groups| {
        let all = pairs(groups.values().sum());
        let found: f64 = groups.values().map(|count| pairs(*count)).sum();
        (all > 0.0).then(|| found / all)
    });
    let shares: Vec<f64> = shares.collect();
    shares.iter().sum::<f64>() / shares.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_person_counts_once_however_many_addresses_they_have() {
        let truth = ["a", "a", "a", "b", "b", "c"].map(str::to_owned);
        let recall = recall_by_person(&[0, 0, 2, 3, 3, 5], &truth);
        assert!((recall - (1.0 / 3.0 + 1.0) / 2.0).abs() < 1e-12);
    }
}
