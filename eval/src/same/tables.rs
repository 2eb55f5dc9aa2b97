//! The chapter's tables.

use std::collections::BTreeMap;

use super::cost::Cost;
use super::measured::Measured;
use super::score::Score;
use super::words::BEFORE;
use crate::chapter::{Bar, Cell, Table};

pub fn pairs(sets: &[Measured]) -> Table {
    let mut table = Table::new(
        "Pairs: merged without asking, or proposed above even odds",
        &[
            "set",
            "entries",
            "pairs there are",
            "precision",
            "recall",
            "F1 [95 %]",
            "same name or address: F1",
        ],
    );
    for set in sets {
        let score = set.score();
        table.rows.push(vec![
            Cell::text(set.records.name),
            Cell::Count(set.records.entries.len() as u64),
            Cell::Count(score.there),
            Cell::Number(score.precision(), 3),
            Cell::Number(score.recall(), 3),
            set.interval().cell(3),
            Cell::Number(set.baseline.f1(), 3),
        ]);
    }
    table
}

pub fn alone(sets: &[Measured]) -> Table {
    let mut table = Table::new(
        "Merged without asking",
        &["set", "pairs merged", "of them right", "precision"],
    );
    for set in sets {
        table.rows.push(counted(set.records.name, set.alone()));
    }
    table
}

fn counted(name: &str, score: Score) -> Vec<Cell> {
    let precision = if score.found == 0 {
        Cell::Missing
    } else {
        Cell::Number(score.precision(), 4)
    };
    vec![
        Cell::text(name),
        Cell::Count(score.found),
        Cell::Count(score.right),
        precision,
    ]
}

pub fn wider(sets: &[Measured]) -> Table {
    let mut table = Table::new(
        "The projects' own lists read more widely: one canonical address is one person",
        &[
            "set",
            "pairs there are",
            "precision",
            "recall",
            "F1",
            "merged without asking: precision",
            "same name or address: F1",
        ],
    );
    for set in sets {
        let Some((score, alone, baseline)) = set.wider() else {
            continue;
        };
        table.rows.push(vec![
            Cell::text(set.records.name),
            Cell::Count(score.there),
            Cell::Number(score.precision(), 3),
            Cell::Number(score.recall(), 3),
            Cell::Number(score.f1(), 3),
            Cell::Number(alone.precision(), 4),
            Cell::Number(baseline.f1(), 3),
        ]);
    }
    table
}

pub fn wrong(sets: &[Measured]) -> Table {
    let mut table = Table::new(
        "Pairs found that the truth does not have",
        &[
            "set",
            "of one and the same handle",
            "of one and the same written name",
            "others",
        ],
    );
    for set in sets {
        let kinds = set.wrong().map(Cell::Count);
        table.rows.push(
            [Cell::text(set.records.name)]
                .into_iter()
                .chain(kinds)
                .collect(),
        );
    }
    table
}

const STEPS: [f64; 5] = [0.5, 0.7, 0.9, 0.99, 0.999];

/// Over all sets: of proposals as sure as that, so many are right.
pub fn confidence(sets: &[Measured]) -> Table {
    let mut table = Table::new(
        "Proposals by their confidence, all sets together",
        &[
            "confidence from",
            "proposals",
            "mean confidence",
            "share that is right",
        ],
    );
    let mut all = [(0_u64, 0_u64, 0.0_f64); STEPS.len()];
    for set in sets {
        for (sum, one) in all.iter_mut().zip(set.by_confidence(&STEPS)) {
            *sum = (sum.0 + one.0, sum.1 + one.1, sum.2 + one.2);
        }
    }
    for (step, (proposals, right, sum)) in STEPS.iter().zip(all) {
        let many = proposals.max(1) as f64;
        table.rows.push(vec![
            Cell::Number(*step, 3),
            Cell::Count(proposals),
            Cell::Number(sum / many, 3),
            Cell::Number(right as f64 / many, 3),
        ]);
    }
    table
}

/// One test group of the Senzing truth set.
pub struct Trap {
    pub name: String,
    pub entries: u64,
    /// Pairs of the group, and with one end in it, that are wrongly together and wrongly apart.
    pub joined: u64,
    pub parted: u64,
}

impl Trap {
    pub fn is_right(&self) -> bool {
        self.joined + self.parted == 0
    }
}

pub fn traps(set: &Measured, of: &[String]) -> Vec<Trap> {
    let mut traps: BTreeMap<&str, Trap> = BTreeMap::new();
    for one in 0..of.len() {
        let empty = || Trap {
            name: of[one].clone(),
            entries: 0,
            joined: 0,
            parted: 0,
        };
        let trap = traps.entry(&of[one]).or_insert_with(empty);
        trap.entries += 1;
        for other in (0..of.len()).filter(|other| *other != one) {
            let together = set.proposed[one] == set.proposed[other];
            let same = set.records.truth[one] == set.records.truth[other];
            let counts = other > one || of[other] != of[one];
            trap.joined += u64::from(counts && together && !same);
            trap.parted += u64::from(counts && !together && same);
        }
    }
    traps.into_values().collect()
}

pub fn trapped(traps: &[Trap]) -> Table {
    let right = traps.iter().filter(|trap| trap.is_right()).count();
    let mut table = Table::new(
        format!(
            "Senzing truth set: {right} of {} test groups are right; the others",
            traps.len()
        ),
        &[
            "test group",
            "people's records",
            "pairs wrongly together",
            "pairs wrongly apart",
        ],
    );
    for trap in traps.iter().filter(|trap| !trap.is_right()) {
        table.rows.push(vec![
            Cell::text(&trap.name),
            Cell::Count(trap.entries),
            Cell::Count(trap.joined),
            Cell::Count(trap.parted),
        ]);
    }
    table
}

pub fn made_up(costs: &[Cost]) -> Table {
    let mut table = Table::new(
        "Made-up people",
        &[
            "entries",
            "pairs there are",
            "precision",
            "recall",
            "F1",
            "merged without asking",
            "of them right",
        ],
    );
    for cost in costs {
        table.rows.push(vec![
            Cell::Count(cost.entries as u64),
            Cell::Count(cost.proposed.there),
            Cell::Number(cost.proposed.precision(), 3),
            Cell::Number(cost.proposed.recall(), 3),
            Cell::Number(cost.proposed.f1(), 3),
            Cell::Count(cost.alone.found),
            Cell::Number(cost.alone.precision(), 4),
        ]);
    }
    table
}

/// Bars beside what was measured before the labels were looked at.
pub fn before(bars: &[Bar]) -> Table {
    let mut table = Table::new(
        "Before the labels were looked at, and now",
        &["bar", "before", "now"],
    );
    for (what, before) in BEFORE {
        let bar = bars.iter().find(|bar| bar.what.contains(what));
        table.rows.push(vec![
            Cell::text(bar.map_or(what, |bar| &bar.what)),
            Cell::Number(before, 3),
            bar.map_or(Cell::Missing, |bar| Cell::Number(bar.got, 3)),
        ]);
    }
    table
}

pub fn time(costs: &[Cost]) -> Table {
    let mut table = Table::new(
        "Time and memory, one thread (time)",
        &["entries", "seconds", "MB at most"],
    );
    for cost in costs {
        table.rows.push(vec![
            Cell::Count(cost.entries as u64),
            Cell::Number(cost.seconds, 1),
            cost.memory
                .map_or(Cell::Missing, |memory| Cell::Number(memory, 0)),
        ]);
    }
    table
}
