//! `troth undo [LINE]`: the last line of the history, or the one named, is taken back whole.

use serde_json::json;

use super::page::Tone;
use super::visit::Visit;
use crate::error::Result;

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The line, as troth history numbers them [default: the last]
    #[arg(value_name = "LINE")]
    line: Option<i64>,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let line = visit.book()?.undo(&visit.stamp(), arguments.line)?;
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
