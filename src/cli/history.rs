//! `troth history`: what was done, newest first; each line can be taken back by its number.

use serde_json::json;

use super::page::{Column, Tone};
use super::phrase;
use super::visit::Visit;
use crate::error::Result;

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// How many lines
    #[arg(long, value_name = "COUNT", default_value_t = 20)]
    most: u32,
    /// Only lines before this one
    #[arg(long, value_name = "LINE")]
    before: Option<i64>,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let lines = book.history(arguments.before, arguments.most)?;
    if visit.wants_json() {
        let lines: Vec<_> = lines
            .iter()
            .map(|line| {
                json!({
                    "line": line.seq, "at": line.at.to_string(), "door": line.door, "verb": line.verb,
                    "words": line.words(), "person": line.person, "subject": line.subject.to_string(),
                    "undone": line.undone,
                })
            })
            .collect();
        return visit.show_json(&json!({ "lines": lines }));
    }
    let mut page = visit.page();
    if lines.is_empty() {
        page.paragraph(0, "Nothing has been written yet.", Tone::Plain);
        return visit.show(page);
    }
    let day = visit.day(&book)?;
    let rows: Vec<Vec<String>> = lines
        .iter()
        .map(|line| {
            let at = line.at.to_zoned(book.zone().clone());
            let when = format!("{} {}", phrase::day(at.date(), day), at.strftime("%H:%M"));
            let state = if line.undone { "taken back" } else { "" };
            vec![line.seq.to_string(), when, line.words(), state.to_owned()]
        })
        .collect();
    let columns = [
        Column::right(Tone::Accent),
        Column::new(Tone::Dim),
        Column::giving(Tone::Plain),
        Column::new(Tone::Dim),
    ];
    page.table(0, &columns, &rows);
    visit.show(page)
}
