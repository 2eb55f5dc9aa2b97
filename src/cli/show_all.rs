//! `troth show-all NAME`: everything the book says about somebody on one page, as they might one
//! day read it. Confidences are counted and stay sealed.

use ledger::Day;
use ledger::everything::{Part, Row, Value as Said};
use serde_json::{Map, Value, json};

use super::page::{Page, Tone};
use super::phrase;
use super::visit::Visit;
use crate::book::{Everything, Mention};
use crate::error::Result;

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// A name, a part of it, or an address
    #[arg(value_name = "NAME")]
    name: String,
}

/// Where the words beside a day begin.
/// "  Wed 25 Mar 2025" and a space.
const COLUMN: usize = 19;

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let all = book.everything(book.look_up(&arguments.name)?)?;
    if visit.wants_json() {
        return visit.show_json(&as_json(&all, day));
    }
    let mut page = visit.page();
    page.heading(
        &format!("Everything about {}", all.name),
        &phrase::day(day, day),
    );
    for part in &all.parts {
        section(&mut page, part, day);
    }
    if all.confidences > 0 {
        page.section("Confidences");
        page.paragraph(2, &sealed(all.confidences), Tone::Plain);
    }
    if !all.mentions.is_empty() {
        page.section("Named elsewhere");
        page.paragraph(
            2,
            "This part is about others too: look at it before you hand the page to anybody.",
            Tone::Dim,
        );
        mentions(&mut page, &all.mentions, usize::MAX);
    }
    page.blank();
    page.paragraph(
        0,
        "It is one-sided: their own view is not in this book.",
        Tone::Dim,
    );
    visit.show(page)
}

fn section(page: &mut Page, part: &Part, day: Day) {
    page.section(part.title);
    for (entry, _) in &part.rows {
        // Wrapped and never cut: it is everything.
        match entry.day {
            Some(on) => page.labelled(&format!("  {}", phrase::day(on, day)), COLUMN, &entry.words),
            None => page.paragraph(2, &entry.words, Tone::Plain),
        }
    }
}

pub fn sealed(count: u64) -> String {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    format!(
        "{} (not shown)",
        phrase::counted(count, "sealed confidence")
    )
}

/// Where they are named: the shelf, whom it is about, and the words.
pub fn mentions(page: &mut Page, mentions: &[Mention], most: usize) {
    for mention in mentions.iter().take(most) {
        let sure = if mention.surely { "" } else { " (perhaps)" };
        page.paragraph(
            2,
            &format!("{}: {}{sure}", place(mention), mention.words),
            Tone::Plain,
        );
    }
    if mentions.len() > most {
        let more = (mentions.len() - most) as i64;
        page.paragraph(
            2,
            &format!("and {more} more: troth show-all lists them"),
            Tone::Dim,
        );
    }
}

/// "promise, Sam Okafor".
fn place(mention: &Mention) -> String {
    let table = mention.table.replace('_', "-");
    match &mention.whom {
        Some((_, name)) => format!("{table}, {name}"),
        None => table,
    }
}

fn as_json(all: &Everything, day: Day) -> Value {
    json!({
        "day": day.to_string(),
        "person": { "id": all.person.0.to_string(), "name": all.name },
        "parts": all.parts.iter().map(|part| json!({
            "is": part.table, "title": part.title,
            "rows": part.rows.iter().map(|(entry, row)| json!({
                "day": entry.day.map(|day| day.to_string()), "words": entry.words, "fields": fields(row),
            })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "sealed_confidences": all.confidences,
        "named_elsewhere": all.mentions.iter().map(mention_json).collect::<Vec<_>>(),
    })
}

fn fields(row: &Row) -> Value {
    let fields = row.fields.iter().map(|(name, value)| {
        let value = match value {
            Said::Number(number) => json!(number),
            Said::Text(text) => json!(text),
        };
        (name.clone(), value)
    });
    Value::Object(fields.collect::<Map<String, Value>>())
}

pub fn mention_json(mention: &Mention) -> Value {
    json!({
        "is": mention.table, "words": mention.words, "surely": mention.surely,
        "about": mention.whom.as_ref().map(|(_, name)| name),
    })
}
