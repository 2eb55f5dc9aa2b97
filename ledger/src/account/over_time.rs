//! The balance over many days in one sweep, for a plot and for the year's median.
//! It agrees with the account of every day it names.

use super::faded_by;
use super::harm::Harm;
use super::posting::Posting;
use crate::weights::Weights;
use crate::{Day, day_at, day_number};

/// A posting beginning or ceasing to count. Days are numbers here: a plot asks for a hundred of them.
pub(super) struct Turn {
    when: i64,
    /// The day the posting belongs to.
    day: i64,
    /// Which of the days with a posting that is.
    place: usize,
    points: f64,
    effect: Effect,
}

/// Only withdrawals are ever taken back, and what they give back passes by the cap.
enum Effect {
    Counts,
    TakenBack,
}

/// From postings in the order of their days.
pub(super) fn turns(postings: &[Posting<'_>]) -> Vec<Turn> {
    let mut turns = Vec::with_capacity(postings.len());
    let same_day = |one: &Posting<'_>, next: &Posting<'_>| one.day == next.day;
    for (place, on) in postings.chunk_by(same_day).enumerate() {
        let day = day_number(on[0].day);
        for posting in on {
            let turn = |when, points, effect| Turn {
                when: day_number(when),
                day,
                place,
                points,
                effect,
            };
            turns.push(turn(posting.known, posting.points, Effect::Counts));
            let back = |when| turn(when, -posting.points, Effect::TakenBack);
            turns.extend(posting.until.map(back));
        }
    }
    turns.sort_by_key(|turn| turn.when);
    turns
}

pub(super) fn sweep(
    turns: &[Turn],
    harms: &[Harm<'_>],
    weights: &Weights,
    from: Day,
    until: Day,
    step_days: u32,
) -> Vec<(Day, f64)> {
    let mut sweep = Sweep::default();
    let mut pending = turns.iter().peekable();
    let numbers = day_number(from)..=day_number(until);
    let point = |number: i64| {
        while let Some(turn) = pending.next_if(|turn| turn.when <= number) {
            sweep.take(turn, weights);
        }
        let day = day_at(number);
        let harmed: f64 = harms.iter().map(|harm| harm.worth_on(day)).sum();
        (day, sweep.balance_on(number, weights) + harmed)
    };
    numbers
        .step_by(step_days.max(1) as usize)
        .map(point)
        .collect()
}

/// The upper one of the two in the middle when they are even in number.
pub(super) fn median(balances: impl Iterator<Item = f64>) -> f64 {
    let mut balances: Vec<f64> = balances.collect();
    if balances.is_empty() {
        return 0.0;
    }
    let middle = balances.len() / 2;
    *balances.select_nth_unstable_by(middle, f64::total_cmp).1
}

/// The balance so far, as of the last turn taken.
#[derive(Default)]
struct Sweep {
    as_of: Option<i64>,
    balance: f64,
    /// What each day has deposited, uncapped, by its place.
    deposited: Vec<f64>,
}

impl Sweep {
    fn take(&mut self, turn: &Turn, weights: &Weights) {
        self.balance = self.balance_on(turn.when, weights);
        self.as_of = Some(turn.when);
        self.balance += self.change(turn, weights) * faded_by(turn.when - turn.day, weights);
    }

    fn change(&mut self, turn: &Turn, weights: &Weights) -> f64 {
        if turn.points < 0.0 || matches!(turn.effect, Effect::TakenBack) {
            return turn.points;
        }
        if self.deposited.len() <= turn.place {
            self.deposited.resize(turn.place + 1, 0.0);
        }
        let deposited = &mut self.deposited[turn.place];
        let before = deposited.min(weights.daily_cap);
        *deposited += turn.points;
        deposited.min(weights.daily_cap) - before
    }

    fn balance_on(&self, day: i64, weights: &Weights) -> f64 {
        match self.as_of {
            None => 0.0,
            Some(as_of) if as_of == day => self.balance,
            Some(as_of) => self.balance * faded_by(day - as_of, weights),
        }
    }
}
