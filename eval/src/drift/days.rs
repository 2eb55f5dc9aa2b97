//! Several mornings of a record, asked the same.

use super::TOP;
use super::asked::{cooled, current};
use crate::chapter::{Cell, Table};
use crate::measure::{Interval, Ranked, bootstrap, within_cutoffs};
use crate::ties::{Case, Pair};

/// Several cutoffs looked at together.
pub struct Days<'a> {
    pairs: usize,
    pub cases: Vec<Case<'a>>,
    cutoffs: Vec<i64>,
    pub cooled: Vec<bool>,
}

impl<'a> Days<'a> {
    pub fn of(pairs: &'a [Pair], cutoffs: &[i64]) -> Self {
        let cases: Vec<Case<'a>> = cutoffs
            .iter()
            .flat_map(|day| current(pairs, *day))
            .collect();
        Self {
            pairs: pairs.len(),
            cutoffs: cases.iter().map(|case| case.cutoff).collect(),
            cooled: cases.iter().map(cooled).collect(),
            cases,
        }
    }

    pub fn base(&self) -> f64 {
        self.cooled.iter().filter(|cooled| **cooled).count() as f64 / self.cooled.len() as f64
    }

    fn measure(
        &self,
        scores: &[f64],
        of: impl Fn(&Ranked, &dyn Fn(usize) -> f64) -> f64,
    ) -> Interval {
        let ranked = Ranked::by(&within_cutoffs(scores, &self.cutoffs), &self.cooled);
        bootstrap(self.pairs, |weights| {
            of(&ranked, &|case| weights[self.cases[case].pair])
        })
    }

    pub fn precision(&self, scores: &[f64]) -> Interval {
        self.measure(scores, |ranked, weight| ranked.precision(TOP, weight))
    }

    /// By how much more of the highest twentieth cools under one score than under another.
    pub fn gain(&self, one: &[f64], other: &[f64]) -> Interval {
        let ranked = [one, other]
            .map(|scores| Ranked::by(&within_cutoffs(scores, &self.cutoffs), &self.cooled));
        bootstrap(self.pairs, |weights| {
            let [one, other] = ranked
                .each_ref()
                .map(|ranked| ranked.precision(TOP, |case| weights[self.cases[case].pair]));
            one - other
        })
    }

    pub fn table(&self, title: &str, scores: &[(&str, Vec<f64>)]) -> Table {
        let title = format!(
            "{title} ({} questions, {:.1} % cooled)",
            self.cases.len(),
            100.0 * self.base()
        );
        let mut table = Table::new(title, &["score", "cooled, of the highest twentieth", "AUC"]);
        for (name, scores) in scores {
            table.rows.push(vec![
                Cell::text(*name),
                self.precision(scores).cell(3),
                self.measure(scores, |ranked, weight| ranked.auc(weight))
                    .cell(3),
            ]);
        }
        table
    }
}
