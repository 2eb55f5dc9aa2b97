//! The account with one person, in one direction: what was done, what each is worth on the day
//! asked, and the sum (model A). It is about conduct, never about what a person is worth.
//!
//! A day that deposits more than the cap shows one line of its own that takes the rest back, so
//! that every other line still shows what it would be worth alone and the rule is seen at work.
//! Breaches, the second sum of model A, are lines that fade by their own half-life: see `harm`.

mod deed;
mod harm;
mod ignoring;
mod journal;
mod over_time;
mod posting;
mod standing;

use crate::Day;
use crate::act::Act;
use crate::breach::Breach;
use crate::promise::Promise;
use crate::touch::{Side, Touch};
use crate::weights::Weights;

pub use ignoring::unanswered;
pub use journal::Journal;
pub use standing::standing_words;

/// One line of a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub day: Day,
    pub what: String,
    /// In points, on the day asked: faded, and negative for a withdrawal.
    pub worth: f64,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// In points; the sum of the lines and of the older ones to 1e−9.
    pub balance: f64,
    /// Newest first.
    pub lines: Vec<Entry>,
    /// None in a whole account.
    pub older: Older,
}

/// Lines that are only counted: how many, and what they add up to.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Older {
    pub lines: usize,
    pub worth: f64,
}

/// Everything an account with one person is made from, in any order.
#[derive(Clone, Copy, Debug)]
pub struct Deeds<'a> {
    pub touches: &'a [Touch],
    pub promises: &'a [Promise],
    pub acts: &'a [Act],
    pub breaches: &'a [Breach],
    /// The owner's own 90th-percentile reply time over everyone, in days.
    pub reply_p90: f64,
}

/// The whole account on `day`. What lies after `day` is not known yet and does not count.
pub fn account(side: Side, deeds: &Deeds<'_>, weights: &Weights, day: Day) -> Account {
    Journal::of(side, deeds, weights).account(day, usize::MAX)
}

/// Whether the account would have a line, without adding it up.
pub fn has_lines(side: Side, deeds: &Deeds<'_>, weights: &Weights, day: Day) -> bool {
    deed::counts_at_once(side, deeds.touches, weights, day)
        || !Journal::of(side, deeds, weights).account(day, 0).is_empty()
}

impl Account {
    pub fn is_empty(&self) -> bool {
        self.entries() == 0
    }

    /// How many lines the whole of it has.
    pub fn entries(&self) -> usize {
        self.lines.len() + self.older.lines
    }

    /// What each line is worth as two decimals show it; last, when there are older lines, these
    /// together. A plain rounding of each would no longer add up to the rounded balance; so those
    /// that lose most by rounding are rounded the other way (the method of the largest remainder),
    /// none by more than a hundredth.
    pub fn as_shown(&self) -> Vec<f64> {
        let older = (self.older.lines > 0).then_some(self.older.worth);
        let worths = self.lines.iter().map(|line| line.worth).chain(older);
        let exact: Vec<f64> = worths.map(|worth| worth * 100.0).collect();
        let mut shown: Vec<f64> = exact.iter().map(|worth| worth.round()).collect();
        let missing = (self.balance * 100.0).round() - shown.iter().sum::<f64>();
        let mut order: Vec<usize> = (0..exact.len()).collect();
        order.sort_by(|one, other| {
            let lost = |line: &usize| (exact[*line] - shown[*line]) * missing.signum();
            lost(other).total_cmp(&lost(one))
        });
        for line in order.into_iter().take(missing.abs() as usize) {
            shown[line] += missing.signum();
        }
        shown.into_iter().map(|worth| worth / 100.0).collect()
    }
}

/// Whether a worth, as two decimals show it, is nothing: such a line is counted and not shown.
pub fn is_nothing(shown: f64) -> bool {
    shown.abs() < 0.005
}

/// 2^(−days/H).
fn faded_by(days: i64, weights: &Weights) -> f64 {
    (-(days as f64) / weights.half_life).exp2()
}

#[cfg(test)]
mod tests;
