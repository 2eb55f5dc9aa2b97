//! The account with one person, in one direction: what was done, what each is worth on the day
//! asked, and the sum (model A). It is about conduct, never about what a person is worth.
//!
//! A day that deposits more than the cap shows one line of its own that takes the rest back, so
//! that every other line still shows what it would be worth alone and the rule is seen at work.
//! Breaches, the second sum of model A, are lines that fade by their own half-life: see `harm`.

mod deed;
mod harm;
mod ignoring;
mod over_time;
mod posting;
mod standing;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::act::Act;
use crate::breach::Breach;
use crate::promise::Promise;
use crate::touch::{Side, Touch};
use crate::weights::Weights;
use crate::{Day, days_between};

use harm::harms;
pub use over_time::{balance_over_time, median_of_year};
use posting::{Posting, postings};
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
    /// In points; the sum of the lines to 1e−9.
    pub balance: f64,
    /// Newest first.
    pub lines: Vec<Entry>,
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

/// The account on `day`. What lies after `day` is not known yet and does not count.
pub fn account(side: Side, deeds: &Deeds<'_>, weights: &Weights, day: Day) -> Account {
    let mut days: BTreeMap<Day, Vec<Posting<'_>>> = BTreeMap::new();
    for posting in postings(side, deeds, weights) {
        if posting.counts_on(day) {
            days.entry(posting.day).or_default().push(posting);
        }
    }
    let mut lines = Vec::new();
    for (on, postings) in days.iter().rev() {
        let fading = fading(*on, day, weights);
        let deposited: f64 = postings.iter().map(|posting| posting.points.max(0.0)).sum();
        if deposited > weights.daily_cap {
            let what = "more than one day can deposit: steady beats grand".to_owned();
            let worth = (weights.daily_cap - deposited) * fading;
            lines.push(Entry {
                day: *on,
                what,
                worth,
            });
        }
        lines.extend(postings.iter().rev().map(|posting| Entry {
            day: *on,
            what: posting.words(),
            worth: posting.points * fading,
        }));
    }
    for harm in harms(side, deeds, weights) {
        let worth = harm.worth_on(day);
        if worth != 0.0 {
            lines.push(Entry {
                day: harm.day(),
                what: harm.words(day),
                worth,
            });
        }
    }
    lines.sort_by_key(|line| Reverse(line.day));
    Account {
        // From a plain zero: the sum of nothing is otherwise minus zero.
        balance: lines.iter().fold(0.0, |sum, line| sum + line.worth),
        lines,
    }
}

impl Account {
    /// What each line is worth as two decimals show it. A plain rounding of each would no longer add
    /// up to the rounded balance; so those that lose most by rounding are rounded the other way
    /// (the method of the largest remainder), none by more than a hundredth.
    pub fn as_shown(&self) -> Vec<f64> {
        let exact: Vec<f64> = self.lines.iter().map(|line| line.worth * 100.0).collect();
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

/// 2^(−(day − on)/H).
fn fading(on: Day, day: Day, weights: &Weights) -> f64 {
    (-(days_between(on, day) as f64) / weights.half_life).exp2()
}

#[cfg(test)]
mod tests;
