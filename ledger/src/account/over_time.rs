//! The balance over many days in one sweep, for a plot and for the year's median.
//! It agrees with `account` on every day it names.

use std::collections::BTreeMap;

use super::harm::harms;
use super::posting::postings;
use super::{Deeds, fading};
use crate::Day;
use crate::touch::Side;
use crate::weights::Weights;

/// A posting beginning or ceasing to count.
struct Turn {
    when: Day,
    /// The day the posting belongs to.
    day: Day,
    points: f64,
    effect: Effect,
}

/// Only withdrawals are ever taken back, and what they give back passes by the cap.
enum Effect {
    Counts,
    TakenBack,
}

/// The balance every `step_days` from `from` until `until`, both included when a step meets them.
/// One sweep: O(n log n + points).
pub fn balance_over_time(
    side: Side,
    deeds: &Deeds<'_>,
    weights: &Weights,
    from: Day,
    until: Day,
    step_days: u32,
) -> Vec<(Day, f64)> {
    let (turns, harms) = (turns(side, deeds, weights), harms(side, deeds, weights));
    let step = jiff::Span::new().days(i64::from(step_days.max(1)));
    let mut balances = Vec::new();
    let mut sweep = Sweep::default();
    let mut pending = turns.iter().peekable();
    let mut day = from;
    while day <= until {
        while let Some(turn) = pending.next_if(|turn| turn.when <= day) {
            sweep.take(turn, weights);
        }
        let harmed: f64 = harms.iter().map(|harm| harm.worth_on(day)).sum();
        balances.push((day, sweep.balance_on(day, weights) + harmed));
        // Past the end of the calendar there is nothing to plot.
        let Ok(next) = day.checked_add(step) else {
            break;
        };
        day = next;
    }
    balances
}

/// The median of the weekly balances of the year up to `day`, from the first entry on.
pub fn median_of_year(side: Side, deeds: &Deeds<'_>, weights: &Weights, day: Day) -> f64 {
    let year_ago = day.saturating_sub(jiff::Span::new().days(364));
    let first = deeds.touches.iter().map(|touch| touch.day).min();
    let from = first.map_or(year_ago, |first| first.max(year_ago));
    let mut balances: Vec<f64> = balance_over_time(side, deeds, weights, from, day, 7)
        .into_iter()
        .map(|(_, balance)| balance)
        .collect();
    if balances.is_empty() {
        return 0.0;
    }
    let middle = balances.len() / 2;
    *balances.select_nth_unstable_by(middle, f64::total_cmp).1
}

fn turns(side: Side, deeds: &Deeds<'_>, weights: &Weights) -> Vec<Turn> {
    let mut turns = Vec::new();
    for posting in postings(side, deeds, weights) {
        let (day, points) = (posting.day, posting.points);
        turns.push(Turn {
            when: posting.known,
            day,
            points,
            effect: Effect::Counts,
        });
        let back = |when| Turn {
            when,
            day,
            points: -points,
            effect: Effect::TakenBack,
        };
        turns.extend(posting.until.map(back));
    }
    turns.sort_by_key(|turn| turn.when);
    turns
}

/// The balance so far, as of the last turn taken.
#[derive(Default)]
struct Sweep {
    as_of: Option<Day>,
    balance: f64,
    /// What each day has deposited, uncapped.
    deposited: BTreeMap<Day, f64>,
}

impl Sweep {
    fn take(&mut self, turn: &Turn, weights: &Weights) {
        self.balance = self.balance_on(turn.when, weights);
        self.as_of = Some(turn.when);
        self.balance += self.change(turn, weights) * fading(turn.day, turn.when, weights);
    }

    fn change(&mut self, turn: &Turn, weights: &Weights) -> f64 {
        if turn.points < 0.0 || matches!(turn.effect, Effect::TakenBack) {
            return turn.points;
        }
        let deposited = self.deposited.entry(turn.day).or_default();
        let before = deposited.min(weights.daily_cap);
        *deposited += turn.points;
        deposited.min(weights.daily_cap) - before
    }

    fn balance_on(&self, day: Day, weights: &Weights) -> f64 {
        self.as_of
            .map_or(0.0, |as_of| self.balance * fading(as_of, day, weights))
    }
}
