//! Open promises both ways, the soonest due first.

use super::lines::{bare, capital, few};
use super::{Known, Line};
use crate::promise::Promise;
use crate::today::day_words;
use crate::touch::Side;
use crate::{Day, days_between};

/// So many of each side stand in a brief. Our choice: one sheet.
const PROMISES: usize = 4;

pub(super) fn mine(known: &Known<'_>, day: Day) -> Vec<Line> {
    lines(known, Side::Mine, day)
}

pub(super) fn theirs(known: &Known<'_>, day: Day) -> Vec<Line> {
    lines(known, Side::Theirs, day)
}

fn lines(known: &Known<'_>, side: Side, day: Day) -> Vec<Line> {
    let lines = open(known.promises, side, day)
        .into_iter()
        .map(|promise| Line::new(capital(bare(&promise.what)), due_words(promise, day)));
    few(lines.collect(), PROMISES)
}

/// By the day they are due; those without a day last.
pub(super) fn open(promises: &[Promise], side: Side, day: Day) -> Vec<&Promise> {
    let mut open: Vec<&Promise> = promises
        .iter()
        .filter(|promise| promise.side == side && promise.is_open() && promise.made_on <= day)
        .collect();
    open.sort_by_key(|promise| (promise.due.unwrap_or(Day::MAX), promise.id));
    open
}

pub(super) fn due_words(promise: &Promise, day: Day) -> String {
    let Some(due) = promise.due else {
        return "no day named".to_owned();
    };
    match days_between(day, due) {
        0 => "due today".to_owned(),
        1.. => format!("due {}", day_words(due, day)),
        _ => format!("was due {}", day_words(due, day)),
    }
}
