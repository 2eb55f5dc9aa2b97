//! People who keep promises with a probability that drifts. Simulated, and said to be.

use ledger::promise::Outcome;
use ledger::reliability::{Reliability, Settled, base_rate, reliability_of};
use ledger::touch::Side;

use crate::dice::Dice;
use crate::ties::calendar;

pub const PEOPLE: usize = 1000;
/// So many people make one book, with a base rate of its own.
const PER_BOOK: usize = 20;
const DAYS: i64 = 3 * 365;
/// Before this day nothing is asked.
const FIRST_ASKED: i64 = 60;
/// How much people differ, as the deviation of their log odds.
const DIFFERENCE: f64 = 0.8;
const SEED: u64 = 19_990_704;

#[derive(Debug)]
pub struct World {
    pub name: &'static str,
    /// Log odds of keeping a promise, around which people differ.
    pub centre: f64,
    /// Deviation of the log odds after a year of wandering.
    pub drift: f64,
}

pub const WORLDS: [World; 4] = [
    World {
        name: "steady",
        centre: 1.4,
        drift: 0.0,
    },
    World {
        name: "drifting",
        centre: 1.4,
        drift: 0.5,
    },
    World {
        name: "drifting fast",
        centre: 1.4,
        drift: 1.5,
    },
    World {
        name: "unreliable, drifting",
        centre: 0.3,
        drift: 0.5,
    },
];

/// One promise, what was said of it before, and how it turned out.
#[derive(Debug, Clone)]
pub struct Asked {
    pub ledger: Reliability,
    /// What the ledger gives as likely for the share kept.
    pub interval: (f64, f64),
    /// (kept + 1)/(all + 2), nothing fading.
    pub plain: f64,
    pub truth: f64,
    pub kept: bool,
}

pub fn run(world: &World) -> Vec<Asked> {
    let mut dice = Dice::seeded(SEED);
    (0..PEOPLE / PER_BOOK)
        .flat_map(|_| book(world, &mut dice))
        .collect()
}

struct Person {
    log_odds: f64,
    promises_a_day: f64,
    settled: Vec<Settled>,
}

fn book(world: &World, dice: &mut Dice) -> Vec<Asked> {
    let mut people: Vec<Person> = (0..PER_BOOK)
        .map(|_| Person {
            log_odds: world.centre + DIFFERENCE * dice.normal(),
            // From two a year to three a month, evenly in logs.
            promises_a_day: 2.0 / 365.0 * 18f64.powf(dice.share()),
            settled: Vec::new(),
        })
        .collect();
    let mut everyone: Vec<Settled> = Vec::new();
    let mut asked = Vec::new();
    for number in 0..DAYS {
        let day = calendar(number);
        let before = everyone.len();
        for person in &mut people {
            person.log_odds += world.drift / 365f64.sqrt() * dice.normal();
            if dice.share() >= person.promises_a_day {
                continue;
            }
            let truth = 1.0 / (1.0 + (-person.log_odds).exp());
            let kept = dice.share() < truth;
            if number >= FIRST_ASKED {
                let base = base_rate(&everyone[..before], Side::Mine, day);
                let ledger = reliability_of(&person.settled, Side::Mine, base, day);
                asked.push(Asked {
                    ledger,
                    interval: ledger.interval(),
                    plain: plain(&person.settled),
                    truth,
                    kept,
                });
            }
            let settled = Settled {
                on: day,
                outcome: if kept { Outcome::Kept } else { Outcome::Broken },
                renewed: false,
                side: Side::Mine,
            };
            person.settled.push(settled);
            everyone.push(settled);
        }
    }
    asked
}

fn plain(settled: &[Settled]) -> f64 {
    let kept = settled.iter().filter(|one| one.outcome == Outcome::Kept);
    (kept.count() as f64 + 1.0) / (settled.len() as f64 + 2.0)
}
