//! The ledger's constants beside the same formula fitted anew on the days they were learnt from.

use ledger::rhythm::CONTACT_ODDS;

use super::LEAST_DAYS;
use super::question::came;
use crate::chapter::Table;
use crate::regression::Logistic;
use crate::ties::{Case, Pair, cases, spreads};

/// Cutoffs, and how far ahead each looks, never beyond day 330.
const CUTOFFS: std::ops::RangeInclusive<i64> = 150..=300;
const APART: usize = 15;
const HORIZONS: [i64; 4] = [14, 30, 60, 90];
const LAST_DAY: i64 = 330;

pub fn table(pairs: &[Pair]) -> Table {
    let (mut x, mut y) = (Vec::new(), Vec::new());
    for cutoff in CUTOFFS.step_by(APART) {
        let cases = cases(pairs, cutoff, LEAST_DAYS);
        for horizon in HORIZONS {
            if cutoff + horizon <= LAST_DAY {
                x.extend(cases.iter().map(|case| features(case, horizon as f64)));
                y.extend(came(&cases, horizon));
            }
        }
    }
    let fitted = Logistic::fit(&x, &y);
    let odds = CONTACT_ODDS;
    let constants = [
        ("the least, ln odds", odds.least),
        ("ln(1 + decayed count)", odds.lately),
        ("ln contact days, 100 at most", odds.history),
        ("z of the silence", odds.silence),
        ("ln(days ahead / 30)", odds.horizon),
    ];
    let title = format!(
        "The constants, fitted anew on {} questions up to day 330",
        x.len()
    );
    fitted.beside(title, &constants)
}

fn features(case: &Case<'_>, horizon: f64) -> Vec<f64> {
    vec![
        case.decayed(60.0).ln_1p(),
        case.contact_days().min(100.0).ln(),
        spreads(case),
        (horizon / 30.0).ln(),
    ]
}
