//! The ledger's constants of drift beside the same formula fitted anew.

use ledger::rhythm::DRIFT_ODDS;

use super::asked::{cooled, current, fading};
use crate::chapter::Table;
use crate::regression::Logistic;
use crate::ties::{Case, Pair, spreads};

pub fn table(pairs: &[Pair], learnt: &[i64]) -> Table {
    let cases: Vec<Case<'_>> = learnt.iter().flat_map(|day| current(pairs, *day)).collect();
    let features: Vec<Vec<f64>> = cases.iter().map(features).collect();
    let happened: Vec<bool> = cases.iter().map(cooled).collect();
    let fitted = Logistic::fit(&features, &happened);
    let constants = [
        ("the least, ln odds", DRIFT_ODDS.least),
        ("z of the silence", DRIFT_ODDS.silence),
        ("ln fading", DRIFT_ODDS.fading),
        ("ln contact days, 100 at most", DRIFT_ODDS.history),
    ];
    let title = format!(
        "The constants of drift, fitted anew on {} questions of days 150 to 210",
        cases.len()
    );
    fitted.beside(title, &constants)
}

fn features(case: &Case<'_>) -> Vec<f64> {
    vec![
        spreads(case),
        fading(case),
        case.contact_days().min(100.0).ln(),
    ]
}
