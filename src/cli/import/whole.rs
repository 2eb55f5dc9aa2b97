//! A whole book read back from its JSON Lines, into an empty book, after it was shown.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};

use super::super::page::{Page, Tone};
use super::super::phrase;
use super::super::visit::Visit;
use crate::book::Lines;
use crate::cli::asking;
use crate::error::{Error, Result};

/// A first line of an export is short; of anything else no more is looked at.
const FIRST_LINE_AT_MOST: u64 = 512;

/// Whether the file begins as an export does.
pub fn is_book(path: &Path) -> bool {
    let Ok(facts) = std::fs::metadata(path) else {
        return false;
    };
    if !facts.is_file() {
        return false;
    }
    let Ok(file) = File::open(path) else {
        return false;
    };
    let mut first = String::new();
    let read = BufReader::new(file.take(FIRST_LINE_AT_MOST)).read_line(&mut first);
    read.is_ok() && serde_json::from_str::<Value>(&first).is_ok_and(|line| line["is"] == "book")
}

pub fn restore(path: &Path, yes: bool, visit: &Visit) -> Result<()> {
    if !yes {
        let kinds = count(path)?;
        show(&kinds, visit)?;
        if !asking::can_ask() || visit.wants_json() {
            visit.remark("Nothing was written. To read it in: the same command with --yes");
            return Ok(());
        }
        if !asking::agreed("Read it into this book?")? {
            visit.remark("Nothing was written.");
            return Ok(());
        }
    }
    let read = visit.begin()?.restore(&mut open(path)?)?;
    let silenced: Vec<String> = read
        .silenced
        .iter()
        .map(|one| one.id().to_owned())
        .collect();
    if visit.wants_json() {
        return visit
            .show_json(&json!({ "accepted": true, "lines": read.lines, "silenced": silenced }));
    }
    let mut page = visit.page();
    let lines = phrase::counted(i64::try_from(read.lines).unwrap_or(i64::MAX), "line");
    page.paragraph(0, &format!("The book was read back: {lines}."), Tone::Plain);
    say_silenced(&mut page, &silenced);
    visit.show(page)
}

/// Another machine's reminders do not begin on this one by themselves.
fn say_silenced(page: &mut Page, silenced: &[String]) {
    if silenced.is_empty() {
        return;
    }
    let said = format!(
        "It sent reminders by {}; here nothing is sent until you choose how: troth reminders --channel {}",
        phrase::list(silenced),
        silenced.join(" --channel ")
    );
    page.paragraph(0, &said, Tone::Plain);
}

fn open(path: &Path) -> Result<BufReader<File>> {
    let file = File::open(path).map_err(|cause| {
        Error::setup(format!("{} cannot be read", path.display())).because(cause)
    })?;
    Ok(BufReader::new(file))
}

/// How many lines of each kind the file holds.
fn count(path: &Path) -> Result<BTreeMap<String, u64>> {
    let mut kinds = BTreeMap::new();
    let mut file = open(path)?;
    let mut lines = Lines::of(&mut file);
    while let Some((n, line)) = lines.next_line()? {
        let kind: Kind = serde_json::from_str(line).map_err(|cause| {
            Error::refused(format!(
                "line {n} of {} is not a line of a book",
                path.display()
            ))
            .because(cause)
        })?;
        *kinds.entry(kind.is).or_insert(0) += 1;
    }
    Ok(kinds)
}

/// All that counting looks at; the rest of a line is passed over.
#[derive(Deserialize)]
struct Kind {
    is: String,
}

fn show(kinds: &BTreeMap<String, u64>, visit: &Visit) -> Result<()> {
    if visit.wants_json() {
        return visit.show_json(
            &json!({ "accepted": false, "lines": kinds.values().sum::<u64>(), "kinds": kinds }),
        );
    }
    let mut page: Page = visit.page();
    page.heading("A whole book", "");
    for (kind, noun) in [
        ("person", "person"),
        ("touch", "touch"),
        ("promise", "promise"),
        ("message", "message"),
        ("history", "line"),
    ] {
        let count = kinds.get(kind).copied().unwrap_or_default();
        let said = phrase::counted(i64::try_from(count).unwrap_or(i64::MAX), noun);
        let said = if kind == "history" {
            format!("{said} of history")
        } else {
            said
        };
        page.paragraph(2, &said, Tone::Plain);
    }
    visit.show(page)
}
