//! What the product would say of a pair, and how often it cooled then.

use ledger::rhythm::{Facts, Prior, Temper, drift_threshold, silence, temper};

use super::asked::{cooled, drift, is_current, known};
use crate::chapter::{Cell, Table};
use crate::ties::{Case, Pair, cases};

/// One question: what is said, what was said when everybody was ranked, and what came of it.
struct Heard {
    is_current: bool,
    now: Temper,
    with_all_ranked: Temper,
    cooled: bool,
}

pub fn table(pairs: &[Pair], cutoffs: &[i64]) -> Table {
    let heard: Vec<Heard> = cutoffs
        .iter()
        .flat_map(|cutoff| hear(pairs, *cutoff))
        .collect();
    let columns = ["of pairs", "what is said", "questions", "cooled"];
    let mut table = Table::new("What the product says on the held-out days", &columns);
    let tempers = [Temper::Steady, Temper::Cooling, Temper::Quiet];
    let of_pairs = [
        (true, "in touch within 60 days"),
        (false, "silent for longer"),
    ];
    for (current, of) in of_pairs {
        for temper in tempers {
            let is_so = |one: &&Heard| one.is_current == current && one.now == temper;
            let asked = heard.iter().filter(is_so);
            table.rows.push(row(of, temper.id(), asked));
        }
    }
    for (current, of) in of_pairs {
        let is_so =
            |one: &&Heard| one.is_current == current && one.with_all_ranked == Temper::Cooling;
        let asked = heard.iter().filter(is_so);
        table
            .rows
            .push(row(of, "cooling, with everybody ranked", asked));
    }
    table
}

fn row<'a>(of: &str, said: &str, heard: impl Iterator<Item = &'a Heard>) -> Vec<Cell> {
    let cooled: Vec<bool> = heard.map(|one| one.cooled).collect();
    let came = cooled.iter().filter(|cooled| **cooled).count();
    vec![
        Cell::text(of),
        Cell::text(said),
        Cell::Count(cooled.len() as u64),
        Cell::Number(came as f64 / cooled.len() as f64, 3),
    ]
}

fn hear(pairs: &[Pair], cutoff: i64) -> Vec<Heard> {
    let book = cases(pairs, cutoff, 1);
    let prior = Prior::fit(&book.iter().map(|case| &case.facts).collect::<Vec<&Facts>>());
    let cases = known(pairs, cutoff);
    let threshold = |of: &dyn Fn(&&Case<'_>) -> bool| {
        let mut drifts: Vec<f64> = cases.iter().filter(of).map(drift).collect();
        drift_threshold(&mut drifts)
    };
    let (ranked, all) = (threshold(&|case| is_current(case)), threshold(&|_| true));
    let hear = |case: &Case<'_>| {
        let silence = silence(&case.facts, None, None, &prior, case.day());
        Heard {
            is_current: is_current(case),
            now: temper(&silence, drift(case), ranked),
            with_all_ranked: temper(&silence, drift(case), all),
            cooled: cooled(case),
        }
    };
    cases.iter().map(hear).collect()
}
