//! `troth backup FILE`: the whole book in one SQLite file, as it stands at this moment, also while
//! Troth serves. `troth restore` puts it back.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::page::Tone;
use super::phrase;
use super::visit::Visit;
use crate::book::{Backup, Seen};
use crate::error::Result;

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// Where to; an earlier backup of that name is replaced
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let made = book.back_up(&arguments.file)?;
    if visit.wants_json() {
        return visit.show_json(&as_json(&arguments.file, &made));
    }
    let mut page = visit.page();
    let said = format!(
        "Backed up to {}, {}: {}.",
        arguments.file.display(),
        phrase::size(made.bytes),
        contents(&made.seen)
    );
    page.paragraph(0, &said, Tone::Plain);
    page.paragraph(
        0,
        "It is as readable as the book. troth restore puts it back.",
        Tone::Dim,
    );
    visit.show(page)
}

fn as_json(path: &Path, made: &Backup) -> Value {
    json!({ "file": path.display().to_string(), "bytes": made.bytes, "book": seen_json(&made.seen) })
}

pub fn seen_json(seen: &Seen) -> Value {
    json!({
        "owner": seen.owner, "people": seen.people, "lines": seen.lines,
        "last": seen.last.map(|last| last.to_string()), "sends_mail": seen.mail,
    })
}

/// "12 people and 345 lines of history, the last of Tue 10 Mar 2026".
pub fn contents(seen: &Seen) -> String {
    let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let last = seen.last.map_or_else(String::new, |last| {
        format!(", the last of {}", ledger::said_day(last))
    });
    format!(
        "{} and {} of history{last}",
        phrase::counted(count(seen.people), "person"),
        phrase::counted(count(seen.lines), "line")
    )
}
