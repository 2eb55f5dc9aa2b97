//! The ledger's constants of drift beside the same formula fitted anew.

use ledger::rhythm::DRIFT_ODDS;

use super::asked::{cooled, current, fading};
use crate::chapter::{Cell, Table};
use crate::regression::Logistic;
use crate::ties::{Case, Pair, spreads};

pub fn table(pairs: &[Pair], learnt: &[i64]) -> Table {
    let cases: Vec<Case<'_>> = learnt.iter().flat_map(|day| current(pairs, *day)).collect();
    let features: Vec<Vec<f64>> = cases.iter().map(features).collect();
    let happened: Vec<bool> = cases.iter().map(cooled).collect();
    let fitted = Logistic::fit(&features, &happened);
    let ledger = [
        DRIFT_ODDS.least,
        DRIFT_ODDS.silence,
        DRIFT_ODDS.fading,
        DRIFT_ODDS.history,
    ];
    let names = [
        "the least, ln odds",
        "z of the silence",
        "ln fading",
        "ln contact days, 100 at most",
    ];
    let title = format!(
        "The constants of drift, fitted anew on {} questions of days 150 to 210",
        cases.len()
    );
    let mut table = Table::new(title, &["of", "in the ledger", "fitted anew"]);
    for ((name, ledger), fitted) in names.into_iter().zip(ledger).zip(&fitted.coefficients) {
        table.rows.push(vec![
            Cell::text(name),
            Cell::Number(ledger, 2),
            Cell::Number(*fitted, 3),
        ]);
    }
    table
}

fn features(case: &Case<'_>) -> Vec<f64> {
    vec![
        spreads(case),
        fading(case),
        case.contact_days().min(100.0).ln(),
    ]
}
