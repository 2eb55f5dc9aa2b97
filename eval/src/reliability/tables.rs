//! What was found, set in tables.

use super::simulated::{Asked, World};
use super::{CHECKS, after};
use crate::chapter::{Cell, Table};
use crate::measure::{Tenth, calibration, log_loss};

pub fn checks() -> Table {
    let columns = [
        "kept",
        "broken",
        "model: share",
        "ledger: share",
        "model: 80 %",
        "ledger: 80 %",
    ];
    let mut table = Table::new("Check values", &columns);
    for (kept, broken, share, interval) in CHECKS {
        let found = after(kept, broken);
        let (low, high) = found.interval();
        let hundredths = |low: f64, high: f64| Cell::text(format!("{low:.2} to {high:.2}"));
        table.rows.push(vec![
            Cell::Count(kept as u64),
            Cell::Count(broken as u64),
            Cell::Number(share, 2),
            Cell::Number(found.mean, 2),
            interval.map_or(Cell::Missing, |(low, high)| hundredths(low, high)),
            hundredths(low, high),
        ]);
    }
    table
}

pub fn worlds(asked: &[(&World, Vec<Asked>)]) -> Table {
    let columns = [
        "simulated world",
        "drift a year",
        "promises",
        "log-loss: ledger",
        "log-loss: plain share",
        "log-loss: the true probability",
        "within the interval",
    ];
    let mut table = Table::new("Simulated worlds", &columns);
    for (world, asked) in asked {
        let kept: Vec<bool> = asked.iter().map(|one| one.kept).collect();
        let loss = |of: fn(&Asked) -> f64| {
            let foretold: Vec<f64> = asked.iter().map(of).collect();
            Cell::Number(log_loss(&foretold, &kept, |_| 1.0), 3)
        };
        table.rows.push(vec![
            Cell::text(world.name),
            Cell::Number(world.drift, 1),
            Cell::Count(asked.len() as u64),
            loss(|one| one.ledger.mean),
            loss(|one| one.plain),
            loss(|one| one.truth),
            Cell::Number(within(asked.iter()), 3),
        ]);
    }
    table
}

/// How often the truth lay within the interval.
fn within<'a>(asked: impl Iterator<Item = &'a Asked> + Clone) -> f64 {
    let all = asked.clone().count() as f64;
    let inside = asked.filter(|one| (one.interval.0..=one.interval.1).contains(&one.truth));
    inside.count() as f64 / all
}

pub fn by_outcomes(asked: &[(&World, Vec<Asked>)]) -> Table {
    let columns = [
        "outcomes known",
        "world",
        "promises",
        "said",
        "kept",
        "within the interval",
    ];
    let mut table = Table::new("By how many outcomes are known (simulated)", &columns);
    for (least, most) in [(0, 2), (3, 5), (6, 10), (11, 30), (31, u32::MAX)] {
        for (world, asked) in asked {
            let some = asked
                .iter()
                .filter(|one| (least..=most).contains(&one.ledger.outcomes));
            let count = some.clone().count();
            let mean = |of: fn(&Asked) -> f64| some.clone().map(of).sum::<f64>() / count as f64;
            let known = if most == u32::MAX {
                format!("{least} and more")
            } else {
                format!("{least} to {most}")
            };
            table.rows.push(vec![
                Cell::Text(known),
                Cell::text(world.name),
                Cell::Count(count as u64),
                Cell::Number(mean(|one| one.ledger.mean), 3),
                Cell::Number(mean(|one| f64::from(u8::from(one.kept))), 3),
                Cell::Number(within(some.clone()), 3),
            ]);
        }
    }
    table
}

pub fn tenths(asked: &[(&World, Vec<Asked>)]) -> Table {
    let mut table = Table::new(
        "Calibration by tenths, where the product says anything (simulated)",
        &["world", "promises", "said", "kept"],
    );
    for (world, asked) in asked {
        for tenth in said(asked) {
            table.rows.push(vec![
                Cell::text(world.name),
                Cell::Count(tenth.cases as u64),
                Cell::Number(tenth.foretold, 3),
                Cell::Number(tenth.happened, 3),
            ]);
        }
    }
    table
}

/// Only where there is enough to say anything.
fn said(asked: &[Asked]) -> Vec<Tenth> {
    let enough = || asked.iter().filter(|one| one.ledger.enough());
    let foretold: Vec<f64> = enough().map(|one| one.ledger.mean).collect();
    let kept: Vec<bool> = enough().map(|one| one.kept).collect();
    calibration(&foretold, &kept)
}
