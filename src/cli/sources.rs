//! `troth sources`: where the book's mail came from, how far it was read, and whether that went well.

use serde_json::json;

use super::page::Tone;
use super::phrase;
use super::visit::Visit;
use crate::error::Result;

#[derive(clap::Args, Debug)]
pub struct Arguments {}

pub fn run(_: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let sources = book.sources()?;
    if visit.wants_json() {
        let sources: Vec<_> = sources
            .iter()
            .map(|source| {
                json!({
                    "id": source.id, "kind": source.kind, "place": source.place,
                    "last_read_at": source.last_read_at.map(|at| at.to_string()),
                    "read_to": source.read_to.map(|at| at.to_string()),
                    "messages": source.messages, "health": source.health,
                })
            })
            .collect();
        return visit.show_json(&json!({ "sources": sources }));
    }
    let mut page = visit.page();
    if sources.is_empty() {
        page.paragraph(0, "No mail has been read yet.", Tone::Plain);
        page.paragraph(0, "troth import ~/Mail", Tone::Dim);
        return visit.show(page);
    }
    let on = |at: jiff::Timestamp| phrase::day(at.to_zoned(book.zone().clone()).date(), day);
    for source in &sources {
        let count = phrase::counted(
            i64::try_from(source.messages).unwrap_or(i64::MAX),
            "message",
        );
        page.ends(0, (&source.place, Tone::Strong), (&count, Tone::Dim));
        let read = source
            .last_read_at
            .map_or("not read yet".to_owned(), |at| format!("read {}", on(at)));
        let newest = source
            .read_to
            .map(|at| format!(", its newest mail is of {}", on(at)))
            .unwrap_or_default();
        page.paragraph(2, &format!("{read}{newest}"), Tone::Dim);
        if !source.health.is_empty() && source.health != "read" {
            page.paragraph(2, &source.health, Tone::Plain);
        }
    }
    visit.show(page)
}
