//! Everything that is asked whether a pair will be in touch: the ledger, and what it is held
//! against.

use std::collections::BTreeMap;

use ledger::rhythm::{Facts, Prior, contact_probability};

use super::features::{eleven, four};
use crate::bgnbd::{BgNbd, History};
use crate::boosting::Boosting;
use crate::regression::Logistic;
use crate::ties::Case;

/// One way to score every case.
#[derive(Debug)]
pub struct Score {
    pub name: &'static str,
    pub values: Vec<f64>,
    /// Whether the values are probabilities, and so have a log-loss.
    pub is_probability: bool,
}

pub const DECAYED: &str = "decayed contact days, half-life 60";
pub const BOOSTING: &str = "gradient boosting, 11 features, refitted";
pub const LEDGER: &str = "Troth's ledger";
const PUBLISHED: &str = "the same, with the published prior of gaps";

/// The scores of `cases`; what is fitted is fitted on `earlier`, whose outcome was known by then.
pub fn scores(cases: &[Case<'_>], earlier: &[Case<'_>], horizon: i64) -> Vec<Score> {
    let mut scores = plain(cases);
    scores.extend(bgnbd(cases, horizon as f64));
    let rank = |name, values| Score {
        name,
        values,
        is_probability: false,
    };
    let chance = |name, values| Score {
        name,
        values,
        is_probability: true,
    };
    let of = |score: &dyn Fn(&Case<'_>) -> f64| cases.iter().map(score).collect::<Vec<f64>>();
    scores.push(chance(
        "discounted gamma-Poisson",
        of(&|case| gamma_poisson(case, horizon as f64)),
    ));
    scores.push(rank(DECAYED, of(&|case| case.decayed(60.0))));
    scores.push(chance(LEDGER, ledger(cases, horizon)));
    scores.push(chance(PUBLISHED, of(&|case| published(case, horizon))));
    let happened: Vec<bool> = earlier
        .iter()
        .map(|case| case.in_touch_within(horizon))
        .collect();
    let logistic = Logistic::fit(&earlier.iter().map(four).collect::<Vec<_>>(), &happened);
    scores.push(chance(
        "logistic on 4 features, refitted",
        of(&|case| logistic.foretell(&four(case))),
    ));
    let boosting = Boosting::fit(&earlier.iter().map(eleven).collect::<Vec<_>>(), &happened);
    scores.push(chance(
        BOOSTING,
        of(&|case| boosting.foretell(&eleven(case))),
    ));
    scores
}

/// As a page of the product has it: the prior fitted to each person's own book. A pair stands in two
/// books, and its score is the mean of what the two owners would be told.
fn ledger(cases: &[Case<'_>], horizon: i64) -> Vec<f64> {
    let mut books: BTreeMap<u32, Vec<&Facts>> = BTreeMap::new();
    for case in cases {
        for person in case.people {
            books.entry(person).or_default().push(&case.facts);
        }
    }
    let priors: BTreeMap<u32, Prior> = books
        .into_iter()
        .map(|(person, book)| (person, Prior::fit(&book)))
        .collect();
    let told = |case: &Case<'_>| {
        let ends = case.people.map(|person| {
            contact_probability(&case.facts, &priors[&person], case.day(), horizon as f64)
        });
        f64::midpoint(ends[0], ends[1])
    };
    cases.iter().map(told).collect()
}

/// As a book of fewer than 200 gaps has it.
fn published(case: &Case<'_>, horizon: i64) -> f64 {
    contact_probability(&case.facts, &Prior::default(), case.day(), horizon as f64)
}

/// What needs no fit.
fn plain(cases: &[Case<'_>]) -> Vec<Score> {
    let rank = |name, score: fn(&Case<'_>) -> f64| Score {
        name,
        values: cases.iter().map(score).collect(),
        is_probability: false,
    };
    vec![
        rank("recency", |case| -case.silence()),
        rank("frequency (contact days)", |case| case.contact_days()),
        rank("mean rate", |case| {
            case.contact_days() / case.age().max(1.0)
        }),
        rank("silence ÷ mean gap", |case| {
            -case.silence() / case.mean_gap().max(1.0)
        }),
        rank("silence of 30 days or more", |case| {
            -f64::from(u8::from(case.silence() >= 30.0))
        }),
    ]
}

fn bgnbd(cases: &[Case<'_>], horizon: f64) -> [Score; 2] {
    let histories: Vec<History> = cases.iter().map(history).collect();
    let model = BgNbd::fit(&histories);
    let values = |of: &dyn Fn(&History) -> f64| histories.iter().map(of).collect();
    [
        Score {
            name: "BG/NBD P(alive)",
            values: values(&|one| model.alive(*one)),
            is_probability: false,
        },
        Score {
            name: "BG/NBD P(contact)",
            values: values(&|one| model.contact(*one, horizon)),
            is_probability: true,
        },
    ]
}

fn history(case: &Case<'_>) -> History {
    History {
        repeats: case.contact_days() - 1.0,
        last: case.age() - case.silence(),
        known: case.age(),
    }
}

/// What the ledger used before: 1 − [(α+X)/(α+X+H)]^(r+C), C and X discounted with a half-life of
/// 60 days, r = ¼ and α = 100 (model C2).
fn gamma_poisson(case: &Case<'_>, horizon: f64) -> f64 {
    let exposure = (1.0 - (-case.age() / 60.0).exp2()) * 60.0 / std::f64::consts::LN_2;
    let known = 100.0 + exposure;
    -((0.25 + case.decayed(60.0)) * (known / (known + horizon)).ln()).exp_m1()
}
