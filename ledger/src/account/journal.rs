//! One side's deposits and withdrawals, worked out once: the statement, the plot and the year's
//! median of a page are all read from it.

use super::harm::{Harm, harms};
use super::over_time::{median, sweep, turns};
use super::posting::{Posting, postings};
use super::{Account, Deeds, Entry, Older, faded_by};
use crate::touch::Side;
use crate::weights::Weights;
use crate::{Day, days_between};

/// How far back a plot reaches. Our choice: two years, in whole weeks.
const WEEKS_BACK: i64 = 104;
/// A plot of less than this would be a dot. Our choice.
const WEEKS_AT_LEAST: i64 = 4;

/// Every posting of one side, oldest first.
pub struct Journal<'a> {
    postings: Vec<Posting<'a>>,
    /// Every breach of that side, oldest first: each fades and heals by itself.
    harms: Vec<Harm<'a>>,
    weights: &'a Weights,
    /// The day of the first touch.
    first: Option<Day>,
}

impl<'a> Journal<'a> {
    pub fn of(side: Side, deeds: &Deeds<'a>, weights: &'a Weights) -> Self {
        Self {
            postings: postings(side, deeds, weights),
            harms: harms(side, deeds, weights),
            weights,
            first: deeds.touches.iter().map(|touch| touch.day).min(),
        }
    }

    /// The account on `day`, with the words of the newest `at_most` lines. What lies after `day`
    /// is not known yet and does not count.
    pub fn account(&self, day: Day, at_most: usize) -> Account {
        let mut account = Account::empty();
        let mut harms = self.harms.iter().rev().peekable();
        let same_day = |one: &Posting<'_>, next: &Posting<'_>| one.day == next.day;
        for postings in self.postings.chunk_by(same_day).rev() {
            let counting = || postings.iter().filter(|posting| posting.counts_on(day));
            let on = postings[0].day;
            while let Some(harm) = harms.next_if(|harm| harm.day() > on) {
                account.add_harm(at_most, harm, day);
            }
            let fading = faded_by(days_between(on, day), self.weights);
            let deposited: f64 = counting().map(|posting| posting.points.max(0.0)).sum();
            if deposited > self.weights.daily_cap {
                let worth = (self.weights.daily_cap - deposited) * fading;
                let what = || "more than one day can deposit: steady beats grand".to_owned();
                account.add(at_most, on, worth, what);
            }
            for posting in counting().rev() {
                let worth = posting.points * fading;
                account.add(at_most, on, worth, || posting.words());
            }
        }
        harms.for_each(|harm| account.add_harm(at_most, harm, day));
        account
    }

    /// The balance every `step_days` from `from` until `until`, both included when a step meets
    /// them. One sweep: O(n log n + points).
    pub fn over_time(&self, from: Day, until: Day, step_days: u32) -> Vec<(Day, f64)> {
        let turns = turns(&self.postings);
        sweep(&turns, &self.harms, self.weights, from, until, step_days)
    }

    /// The balance week by week over the last two years, or since the first touch.
    pub fn course(&self, day: Day) -> Vec<(Day, f64)> {
        let Some(first) = self.first else {
            return Vec::new();
        };
        let weeks = (days_between(first, day) / 7).clamp(WEEKS_AT_LEAST, WEEKS_BACK);
        let from = day.saturating_sub(jiff::Span::new().days(weeks * 7));
        self.over_time(from, day, 7)
    }

    /// The median of the last year of a course, from the first touch on.
    pub fn median_of_year(&self, course: &[(Day, f64)]) -> f64 {
        let Some(((until, _), first)) = course.last().zip(self.first) else {
            return 0.0;
        };
        let from = until.saturating_sub(jiff::Span::new().days(364)).max(first);
        let year = course.iter().filter(|(day, _)| *day >= from);
        median(year.map(|(_, balance)| *balance))
    }
}

impl Account {
    fn empty() -> Self {
        Self {
            balance: 0.0,
            lines: Vec::new(),
            older: Older::default(),
        }
    }

    fn add_harm(&mut self, at_most: usize, harm: &Harm<'_>, day: Day) {
        if harm.counts_on(day) {
            self.add(at_most, harm.day(), harm.worth_on(day), || harm.words(day));
        }
    }

    fn add(&mut self, at_most: usize, day: Day, worth: f64, what: impl FnOnce() -> String) {
        self.balance += worth;
        if self.lines.len() < at_most {
            let what = what();
            return self.lines.push(Entry { day, what, worth });
        }
        self.older.lines += 1;
        self.older.worth += worth;
    }
}
