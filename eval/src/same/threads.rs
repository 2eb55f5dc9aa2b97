//! What threads say of who is who, in the archives of three lists.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ledger::duplicates::{Entry, Threads, UNANSWERED};
use ledger::person::PersonId;

use super::archive::{Archive, read};
use crate::Error;
use crate::chapter::{Cell, Table};
use crate::measure::{Interval, bootstrap};

/// The first chose the constants, and the others did not.
const ARCHIVES: [&str; 3] = ["gpsd-dev", "x2go-dev", "fetchmail-users"];

/// The chance that two meet in a thread, from and below; the first are those the ledger hears.
const BANDS: [(&str, f64, f64); 4] = [
    ("up to .1: all the ledger hears", 0.0, 0.1),
    ("below .05", 0.0, 0.05),
    (".05 to .2", 0.05, 0.2),
    (".2 and more", 0.2, 1.1),
];

/// Those that are here.
pub fn archives(data: &Path) -> Result<Vec<Archive>, Error> {
    let read = ARCHIVES
        .iter()
        .filter_map(|name| read(data, name).transpose());
    read.collect()
}

/// A pair of addresses that both wrote in threads.
struct Pair<'a> {
    /// Whose both are, where they are one person's.
    person: Option<&'a str>,
    chance: f64,
    is_answered: bool,
    /// In a thread together, and neither ever answered the other.
    is_seen: bool,
}

pub fn said(archives: &[Archive]) -> Table {
    let mut table = Table::new(
        "What threads say: of pairs that are one person's, and of pairs that are two's",
        &[
            "list",
            "chance to meet in a thread",
            "people",
            "their pairs",
            "in one thread, unanswered",
            "answered",
            "pairs of two",
            "in one thread, unanswered",
            "answered",
            "by chance",
            "one person's, times as often",
            "held to be",
        ],
    );
    for archive in archives {
        let pairs = pairs(archive);
        for (band, from, below) in BANDS {
            let of = pairs
                .iter()
                .filter(|pair| (from..below).contains(&pair.chance));
            let mut row = vec![Cell::text(archive.name), Cell::text(band)];
            row.extend(shares(of));
            table.rows.push(row);
        }
    }
    table
}

fn pairs(archive: &Archive) -> Vec<Pair<'_>> {
    let threads = Threads::of(archive.entries.iter().map(|entry| &entry.threads[..]));
    let telling = |entry: &Entry| {
        let telling = entry.threads.iter().copied();
        telling
            .filter(|thread| threads.is_telling(*thread))
            .collect()
    };
    let of: Vec<BTreeSet<u64>> = archive.entries.iter().map(telling).collect();
    let answered: BTreeSet<&(PersonId, PersonId)> = archive.answered.iter().collect();
    let mut pairs = Vec::new();
    for (one, mine) in of.iter().enumerate() {
        for (other, theirs) in of.iter().enumerate().skip(one + 1) {
            if mine.is_empty() || theirs.is_empty() {
                continue;
            }
            let [first, second] = [one, other].map(|place| archive.entries[place].id);
            let is_answered = answered.contains(&(first.min(second), first.max(second)));
            let person = &archive.truth[one];
            pairs.push(Pair {
                person: (*person == archive.truth[other]).then_some(person),
                chance: threads.meet(mine.len(), theirs.len()),
                is_answered,
                is_seen: !is_answered && !mine.is_disjoint(theirs),
            });
        }
    }
    pairs
}

/// Of one person's pairs, each person counted once; of two people's, each pair.
fn shares<'a>(pairs: impl Iterator<Item = &'a Pair<'a>>) -> Vec<Cell> {
    let mut people: BTreeMap<&str, Vec<&Pair<'_>>> = BTreeMap::new();
    let mut others = Vec::new();
    for pair in pairs {
        match pair.person {
            Some(person) => people.entry(person).or_default().push(pair),
            None => others.push(pair),
        }
    }
    let people: Vec<Vec<&Pair<'_>>> = people.into_values().collect();
    let of_people = |of: fn(&Pair<'_>) -> bool| {
        let each: Vec<f64> = people.iter().map(|pairs| share(pairs, of)).collect();
        bootstrap(each.len(), |weights| {
            let sum: f64 = each
                .iter()
                .zip(weights)
                .map(|(one, weight)| one * weight)
                .sum();
            sum / weights.iter().sum::<f64>()
        })
    };
    let chance: f64 = others.iter().map(|pair| pair.chance).sum();
    let chance = chance / others.len() as f64;
    let own: usize = people.iter().map(Vec::len).sum();
    let (seen, by_others) = (
        of_people(|pair| pair.is_seen),
        share(&others, |pair| pair.is_seen),
    );
    vec![
        Cell::Count(people.len() as u64),
        Cell::Count(own as u64),
        shown(seen),
        shown(of_people(|pair| pair.is_answered)),
        Cell::Count(others.len() as u64),
        Cell::Number(by_others, 4),
        Cell::Number(share(&others, |pair| pair.is_answered), 4),
        Cell::Number(chance, 4),
        Cell::Number(seen.value / by_others, 0),
        Cell::Number(UNANSWERED / chance, 0),
    ]
}

fn shown(share: Interval) -> Cell {
    if share.value.is_nan() {
        Cell::Missing
    } else {
        share.cell(3)
    }
}

fn share(pairs: &[&Pair<'_>], of: fn(&Pair<'_>) -> bool) -> f64 {
    pairs.iter().filter(|pair| of(pair)).count() as f64 / pairs.len() as f64
}
