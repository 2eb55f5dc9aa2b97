//! `troth happened WHAT`: something a rhythm may follow, a release; without a word, what happened so far.

use serde_json::json;

use super::page::{Column, Tone};
use super::phrase;
use super::visit::Visit;
use crate::error::Result;

#[derive(clap::Args, Debug)]
#[command(
    after_help = "For example:\n  troth rhythm pavel \"after each release\"\n  troth happened release\n  \
troth happened release --on yesterday"
)]
pub struct Arguments {
    /// What happened: release, board meeting
    #[arg(value_name = "WHAT")]
    what: Vec<String>,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = match arguments.what.as_slice() {
        [] => visit.book()?,
        _ => visit.begin()?,
    };
    let day = visit.day(&book)?;
    if arguments.what.is_empty() {
        return list(&book, day, visit);
    }
    let what = arguments.what.join(" ");
    let done = book.happened(&visit.stamp(), &what, day)?;
    visit.done(&format!("{what}, {}", phrase::day(day, day)), &done)
}

fn list(book: &crate::book::Book, day: ledger::Day, visit: &Visit) -> Result<()> {
    let all = book.happenings(day)?;
    if visit.wants_json() {
        let all: Vec<_> = all
            .iter()
            .map(|(what, on)| json!({ "what": what, "day": on.to_string() }))
            .collect();
        return visit.show_json(&json!({ "day": day.to_string(), "happenings": all }));
    }
    let mut page = visit.page();
    if all.is_empty() {
        page.paragraph(
            0,
            "Nothing has happened that a rhythm could follow.",
            Tone::Plain,
        );
        page.paragraph(0, "troth happened release", Tone::Dim);
        return visit.show(page);
    }
    let rows: Vec<Vec<String>> = all
        .iter()
        .map(|(what, on)| vec![phrase::day(*on, day), what.clone()])
        .collect();
    page.table(
        0,
        &[Column::new(Tone::Dim), Column::giving(Tone::Plain)],
        &rows,
    );
    visit.show(page)
}
