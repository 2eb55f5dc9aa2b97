//! Promises due come first and compete with nothing: mine that are due within days or overdue,
//! and a gentle question about theirs that are overdue. At most a handful of lines.

use super::phrase::{day_words, days_words};
use super::{About, Due, Move, Part, Question};
use crate::person::first_name;
use crate::touch::Side;
use crate::{Day, days_between};

/// So many promises get a line; the rest are counted. Our choice.
const LINES: usize = 5;
/// To keep it, or to agree on a new day, or to ask.
const MINUTES: u32 = 5;

/// The promises of the morning: those with a line, and how many more are due.
pub(super) struct Promises {
    pub moves: Vec<Move>,
    pub more: usize,
}

pub(super) fn promises(question: &Question<'_>) -> Promises {
    let mut due: Vec<(i64, &Due)> = question
        .due
        .iter()
        .filter_map(|due| Some((days_left(due, question)?, due)))
        .collect();
    // Mine first; then what is nearest to its day, as an old debt has had many mornings.
    due.sort_by_key(|(left, due)| {
        (
            due.promise.side,
            left.abs(),
            *left,
            due.name.as_str(),
            due.promise.id,
        )
    });
    let more = due.len().saturating_sub(LINES);
    let moves = due
        .iter()
        .take(LINES)
        .map(|(left, due)| to_move(due, *left, question.day));
    Promises {
        moves: moves.collect(),
        more,
    }
}

/// Days until a promise is due, when it belongs into this morning.
fn days_left(due: &Due, question: &Question<'_>) -> Option<i64> {
    let promise = &due.promise;
    if !promise.is_open() || promise.made_on > question.day {
        return None;
    }
    let left = days_between(question.day, promise.due?);
    let shows = match promise.side {
        Side::Mine => left as f64 <= question.weights.due_within,
        Side::Theirs => left < 0,
    };
    shows.then_some(left)
}

fn to_move(due: &Due, left: i64, day: Day) -> Move {
    Move {
        about: About::Promise(due.promise.id),
        person: due.promise.person,
        name: due.name.clone(),
        reason: reason(due, left, day),
        parts: vec![Part {
            name: "a promise",
            value: 1.0,
            share: 1.0,
        }],
        opener: opener(due, left),
        minutes: MINUTES,
        value: 1.0,
    }
}

fn reason(due: &Due, left: i64, day: Day) -> String {
    let Due { promise, name } = due;
    let what = promise.what.trim_end_matches('.');
    let on = promise
        .due
        .map_or_else(String::new, |due| day_words(due, day));
    match (promise.side, left) {
        (Side::Theirs, _) => {
            format!(
                "{name} promised “{what}” for {on}, {} ago.",
                days_words(-left)
            )
        }
        (Side::Mine, 0) => format!("You promised {name} “{what}” for today."),
        (Side::Mine, 1) => format!("You promised {name} “{what}” for tomorrow."),
        (Side::Mine, left) if left > 0 => {
            format!(
                "You promised {name} “{what}” for {on}, in {}.",
                days_words(left)
            )
        }
        (Side::Mine, _) => {
            format!(
                "You promised {name} “{what}” for {on}; that was {} ago.",
                days_words(-left)
            )
        }
    }
}

fn opener(due: &Due, left: i64) -> String {
    let first = first_name(&due.name);
    match (due.promise.side, left) {
        (Side::Theirs, _) => format!(
            "When you are next in touch, ask {first} how it stands and whether anything from you \
             would help; a later day is fine, and then it is kept late."
        ),
        (Side::Mine, left) if left < -7 => format!(
            "Before you open your mail, decide: do it today, or tell {first} plainly that it \
             will not come and what you can do instead."
        ),
        (Side::Mine, left) if left < 0 => format!(
            "When you sit down, do this first; if it takes longer, tell {first} now by when it \
             will come, and own the delay."
        ),
        (Side::Mine, 0) => format!(
            "When you sit down, do this before anything else; if it will not be done today, tell \
             {first} before noon."
        ),
        (Side::Mine, _) => format!(
            "When you plan the day, set aside the time for it; if it cannot be done, agree on a \
             new day with {first} before this one passes."
        ),
    }
}
