//! `troth undo [LINE]`: the last line of the history, or the one named, is taken back whole.

use serde_json::json;

use super::page::Tone;
use super::visit::Visit;
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The line, as troth history numbers them [default: the last]
    #[arg(value_name = "LINE", allow_hyphen_values = true)]
    line: Option<String>,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let line = arguments.line.as_deref().map(number).transpose()?;
    let line = visit.book()?.undo(&visit.stamp(), line)?;
    if visit.wants_json() {
        return visit
            .show_json(&json!({ "line": line.seq, "verb": line.verb, "words": line.words() }));
    }
    let mut page = visit.page();
    page.paragraph(
        0,
        &format!("Taken back: {} (line {})", line.words(), line.seq),
        Tone::Plain,
    );
    visit.show(page)
}

/// The number of a line, as the history shows it.
fn number(text: &str) -> Result<i64> {
    let number = text.trim().parse().ok().filter(|line| *line > 0);
    number.ok_or_else(|| {
        Error::setup(format!("“{}” is not the number of a line", text.trim()))
            .hint("troth history numbers them; without a number the last line is taken back")
    })
}
