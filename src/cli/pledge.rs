//! How a promise stands in a list, in words and as JSON. Used wherever promises are listed.

use ledger::promise::{Outcome, Promise, State};
use ledger::touch::Side;
use ledger::{Day, days_between};
use serde_json::{Value, json};

use super::page::{Column, Page, Tone};
use super::phrase;
use crate::book::Book;

const COLUMNS: [Column; 4] = [
    Column::new(Tone::Dim),
    Column::giving(Tone::Plain),
    Column::new(Tone::Plain),
    Column::new(Tone::Dim),
];

/// A promise and the name to show beside it; empty on a page that is about one person.
pub struct Named<'a> {
    pub promise: &'a Promise,
    pub name: &'a str,
}

/// The promises of one side, in columns that line up with the other side's.
pub fn table_of(page: &mut Page, book: &Book, side: Side, promises: &[Named<'_>], day: Day) {
    let rows = |wanted: Option<Side>| -> Vec<Vec<String>> {
        let chosen = promises
            .iter()
            .filter(|named| wanted.is_none_or(|side| side == named.promise.side));
        chosen.map(|named| row(book, named, day)).collect()
    };
    page.table_among(2, &COLUMNS, &rows(Some(side)), &rows(None));
}

pub fn table(page: &mut Page, book: &Book, promises: &[Named<'_>], day: Day) {
    let rows: Vec<Vec<String>> = promises.iter().map(|named| row(book, named, day)).collect();
    page.table(2, &COLUMNS, &rows);
}

fn row(book: &Book, named: &Named<'_>, day: Day) -> Vec<String> {
    let promise = named.promise;
    vec![
        book.reference(promise.id.0),
        promise.what.clone(),
        named.name.to_owned(),
        standing(promise, day),
    ]
}

/// "due Fri 13 Mar", "overdue 4 days", "kept Mon 2 Mar".
pub fn standing(promise: &Promise, day: Day) -> String {
    let again = match promise.renewals {
        0 => "",
        1 => ", renewed",
        _ => ", renewed more than once",
    };
    match (promise.state, promise.due) {
        (
            State::Settled {
                on,
                outcome: Outcome::Late,
            },
            _,
        ) => format!("kept late, {}", phrase::day(on, day)),
        (State::Settled { on, outcome }, _) => format!("{} {}", outcome.id(), phrase::day(on, day)),
        (State::Open, None) => "no day named".to_owned(),
        (State::Open, Some(due)) if due < day => {
            format!(
                "overdue {}{again}",
                phrase::counted(days_between(due, day), "day")
            )
        }
        (State::Open, Some(due)) if due == day => format!("due today{again}"),
        (State::Open, Some(due)) => format!("due {}{again}", phrase::day(due, day)),
    }
}

pub fn json(book: &Book, promise: &Promise, name: &str, day: Day) -> Value {
    let (state, settled_on) = match promise.state {
        State::Open => ("open", None),
        State::Settled { on, outcome } => (outcome.id(), Some(on.to_string())),
    };
    let overdue = promise.is_open() && promise.due.is_some_and(|due| due < day);
    json!({
        "id": promise.id.0.to_string(),
        "reference": book.reference(promise.id.0),
        "person": name,
        "person_id": promise.person.0.to_string(),
        "side": promise.side.id(),
        "what": promise.what,
        "made_on": promise.made_on.to_string(),
        "due": promise.due.map(|due| due.to_string()),
        "renewals": promise.renewals,
        "state": state,
        "settled_on": settled_on,
        "overdue": overdue,
    })
}
