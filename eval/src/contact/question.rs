//! One question asked of a record: at a cutoff, so many days ahead.

use super::LEAST_DAYS;
use super::scores::{DECAYED, LEDGER, Score, scores};
use crate::chapter::{Cell, Table};
use crate::measure::{Interval, Ranked, bootstrap, calibration, log_loss, within_person_auc};
use crate::ties::{Case, Pair, cases};

/// What was asked at one cutoff, and what happened.
pub struct Question<'a> {
    pub cases: Vec<Case<'a>>,
    pub happened: Vec<bool>,
    pub scores: Vec<Score>,
}

impl<'a> Question<'a> {
    pub fn of(pairs: &'a [Pair], cutoff: i64, horizon: i64) -> Self {
        let earlier = cases(pairs, cutoff - horizon, LEAST_DAYS);
        let cases = cases(pairs, cutoff, LEAST_DAYS);
        Self {
            happened: came(&cases, horizon),
            scores: scores(&cases, &earlier, horizon),
            cases,
        }
    }

    pub fn score(&self, name: &str) -> &Score {
        // Every question holds every score; the first stands in for one that were missing.
        let found = self.scores.iter().find(|score| score.name == name);
        found.unwrap_or(&self.scores[0])
    }

    pub fn auc(&self, score: &Score) -> Interval {
        let ranked = Ranked::by(&score.values, &self.happened);
        bootstrap(self.cases.len(), |weights| ranked.auc(|case| weights[case]))
    }

    /// By how much one score's AUC is above another's.
    pub fn gain(&self, one: &str, other: &str) -> Interval {
        let ranked = [one, other].map(|name| Ranked::by(&self.score(name).values, &self.happened));
        bootstrap(self.cases.len(), |weights| {
            let [one, other] = ranked
                .each_ref()
                .map(|ranked| ranked.auc(|case| weights[case]));
            one - other
        })
    }

    pub fn log_loss(&self, score: &Score) -> Interval {
        bootstrap(self.cases.len(), |weights| {
            log_loss(&score.values, &self.happened, |case| weights[case])
        })
    }

    pub fn table(&self, title: &str) -> Table {
        let base = share(&self.happened);
        let title = format!(
            "{title} ({} pairs, {:.1} % in touch)",
            self.cases.len(),
            100.0 * base
        );
        let mut table = Table::new(title, &["score", "AUC", "within-person AUC", "log-loss"]);
        let people: Vec<[u32; 2]> = self.cases.iter().map(|case| case.people).collect();
        for score in &self.scores {
            let loss = if score.is_probability {
                self.log_loss(score).cell(3)
            } else {
                Cell::Missing
            };
            table.rows.push(vec![
                Cell::text(score.name),
                self.auc(score).cell(3),
                Cell::Number(within_person_auc(&score.values, &self.happened, &people), 3),
                loss,
            ]);
        }
        table.rows.push(vec![
            Cell::text("what the ledger gained over the decayed count"),
            self.gain(LEDGER, DECAYED).cell(3),
            Cell::Missing,
            Cell::Missing,
        ]);
        table
    }

    pub fn tenths(&self, of: &str) -> Table {
        let title = format!("Calibration of Troth's ledger: {of}");
        let mut table = Table::new(title, &["tenth", "pairs", "said", "in touch"]);
        let tenths = calibration(&self.score(LEDGER).values, &self.happened);
        for (place, tenth) in tenths.into_iter().enumerate() {
            table.rows.push(vec![
                Cell::text((place + 1).to_string()),
                Cell::Count(tenth.cases as u64),
                Cell::Number(tenth.foretold, 3),
                Cell::Number(tenth.happened, 3),
            ]);
        }
        table
    }
}

pub fn came(cases: &[Case<'_>], horizon: i64) -> Vec<bool> {
    cases
        .iter()
        .map(|case| case.in_touch_within(horizon))
        .collect()
}

pub fn share(happened: &[bool]) -> f64 {
    happened.iter().filter(|came| **came).count() as f64 / happened.len() as f64
}
