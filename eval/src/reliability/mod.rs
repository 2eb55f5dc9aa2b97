//! Reliability: the check values of model B, and how well its shares and intervals hold for
//! simulated people whose ways drift.

mod simulated;

use std::path::Path;

use ledger::promise::Outcome;
use ledger::reliability::{BASE_RATE, Reliability, Settled, reliability_of};
use ledger::touch::Side;

use crate::Error;
use crate::chapter::{Bar, Cell, Chapter, Table, Wanted};
use crate::measure::{calibration, log_loss};
use crate::ties::calendar;
use simulated::{Asked, WORLDS, World};

/// Kept, broken, and what model B says of them: mean, low, high; the interval where it is given.
const CHECKS: [(usize, usize, f64, Option<(f64, f64)>); 5] = [
    (0, 0, 0.80, None),
    (3, 0, 0.92, None),
    (3, 1, 0.77, Some((0.54, 0.95))),
    (10, 1, 0.89, Some((0.78, 0.98))),
    (1, 3, 0.43, Some((0.19, 0.69))),
];

pub fn evaluate(_data: &Path) -> Result<Chapter, Error> {
    let asked: Vec<(&World, Vec<Asked>)> = WORLDS
        .iter()
        .map(|world| (world, simulated::run(world)))
        .collect();
    Ok(Chapter {
        name: "reliability",
        title: "Reliability: how promises turn out",
        protocol: protocol(),
        tables: vec![checks(), worlds(&asked), by_outcomes(&asked), tenths(&asked)],
        bars: bars(),
        limits: vec![
            "Everything but the check values is simulated: no public record says which promises were kept. It shows that the arithmetic \
             holds when the world is like the simulation, and nothing about people."
                .to_owned(),
            "Where ways drift fast, old outcomes mislead for months and the interval is too narrow: the truth is within it in two of three cases, not \
             in four of five. Where they are steady it is wider than it says, since the base rate counts as two outcomes more."
                .to_owned(),
            "A promise that was never written down is in neither count.".to_owned(),
        ],
    })
}

fn protocol() -> Vec<String> {
    vec![
        "Check values: as many promises kept and broken on the day itself, base rate .8, against the figures of the model to two digits."
            .to_owned(),
        format!(
            "Simulated, not observed: {} people in each world. A person keeps promises with a probability of their own, drawn around \
             the world's mean (logit-normal, deviation .8), which then wanders as a random walk of the log odds, its deviation a year as \
             in the table. Promises fall due at random, from two a year to three a month. At every promise after the first 60 days the \
             ledger is asked for its share, from what was settled before; the promise then turns out by the true probability. The base \
             rate is the ledger's own rule: .8 until 30 outcomes of that owner are known, then the owner's. Twenty people make one book. \
             Seeded; the second run is the same.",
            simulated::PEOPLE
        ),
        "\"Within the interval\" is how often the true probability lay within the 80 % interval.".to_owned(),
    ]
}

fn checks() -> Table {
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
        let hundredths = |low: f64, high: f64| Cell::text(format!("{low:.2} to {high:.2}"));
        table.rows.push(vec![
            Cell::Count(kept as u64),
            Cell::Count(broken as u64),
            Cell::Number(share, 2),
            Cell::Number(found.mean, 2),
            interval.map_or(Cell::Missing, |(low, high)| hundredths(low, high)),
            hundredths(found.low, found.high),
        ]);
    }
    table
}

fn after(kept: usize, broken: usize) -> Reliability {
    let outcomes = [(Outcome::Kept, kept), (Outcome::Broken, broken)];
    let settled: Vec<Settled> = outcomes
        .into_iter()
        .flat_map(|(outcome, times)| std::iter::repeat_n(outcome, times))
        .map(|outcome| Settled {
            on: calendar(0),
            outcome,
            renewed: false,
            side: Side::Mine,
        })
        .collect();
    reliability_of(&settled, Side::Mine, BASE_RATE, calendar(0))
}

fn worlds(asked: &[(&World, Vec<Asked>)]) -> Table {
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
    let inside = asked.filter(|one| (one.ledger.low..=one.ledger.high).contains(&one.truth));
    inside.count() as f64 / all
}

fn by_outcomes(asked: &[(&World, Vec<Asked>)]) -> Table {
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

fn tenths(asked: &[(&World, Vec<Asked>)]) -> Table {
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
fn said(asked: &[Asked]) -> Vec<crate::measure::Tenth> {
    let enough = || asked.iter().filter(|one| one.ledger.enough());
    let foretold: Vec<f64> = enough().map(|one| one.ledger.mean).collect();
    let kept: Vec<bool> = enough().map(|one| one.kept).collect();
    calibration(&foretold, &kept)
}

fn bars() -> Vec<Bar> {
    let off = CHECKS.iter().map(|(kept, broken, share, interval)| {
        let found = after(*kept, *broken);
        let (low, high) = interval.unwrap_or((found.low, found.high));
        let differences = [found.mean - share, found.low - low, found.high - high];
        differences
            .iter()
            .fold(0.0f64, |most, one| most.max(one.abs()))
    });
    let check = Bar {
        what: "check values: the furthest from model B".to_owned(),
        wanted: Wanted::AtMost(0.005),
        got: off.fold(0.0, f64::max),
        digits: 4,
        tried: String::new(),
    };
    vec![check]
}
