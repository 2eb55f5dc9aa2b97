//! Reliability: the check values of model B, and how well its shares and intervals hold for
//! simulated people whose ways drift.

mod simulated;
mod tables;

use std::path::Path;

use ledger::promise::Outcome;
use ledger::reliability::{BASE_RATE, Reliability, Settled, reliability_of};
use ledger::touch::Side;

use crate::Error;
use crate::chapter::{Bar, Chapter, Wanted};
use crate::ties::calendar;
use simulated::{Asked, WORLDS, World};
use tables::{by_outcomes, checks, tenths, worlds};

/// Kept, broken, and what model B says of them: the share, and the interval where it is given.
type Check = (usize, usize, f64, Option<(f64, f64)>);

const CHECKS: [Check; 5] = [
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

fn bars() -> Vec<Bar> {
    let off = CHECKS.iter().map(|(kept, broken, share, interval)| {
        let found = after(*kept, *broken);
        let likely = found.interval();
        let (low, high) = interval.unwrap_or(likely);
        let differences = [found.mean - share, likely.0 - low, likely.1 - high];
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
