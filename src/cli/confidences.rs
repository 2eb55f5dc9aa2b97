//! `troth confidences`: that they are there, with whom and since when; and opening a person's.

mod change;

use ledger::Day;
use ledger::confidence::Confidence;
use serde_json::json;

use super::opened;
use super::page::{Column, Page, Tone};
use super::passphrase::Passphrase;
use super::phrase;
use super::visit::Visit;
use crate::book::{Book, Envelopes};
use crate::error::{Error, Result};
use crate::seal;

#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Arguments {
    #[command(subcommand)]
    change: Option<change::Change>,
    /// Only those with this person
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// Ask for the passphrase and show what was told
    #[arg(long, requires = "name")]
    open: bool,
    /// How many to open, newest first
    #[arg(long, value_name = "COUNT", default_value_t = 20)]
    most: u32,
    #[command(flatten)]
    passphrase: Passphrase,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    match arguments.change {
        Some(change) => change::make(change, &book, day, visit),
        None if arguments.open => open(&arguments, &book, day, visit),
        None => list(&arguments, &book, day, visit),
    }
}

fn list(arguments: &Arguments, book: &Book, day: Day, visit: &Visit) -> Result<()> {
    let mut all = book.confidences(day)?;
    if let Some(name) = &arguments.name {
        let person = book.look_up(name)?;
        all.retain(|(confidence, _)| confidence.person == person);
    }
    if visit.wants_json() {
        let all: Vec<_> = all
            .iter()
            .map(|(one, name)| json(book, one, name))
            .collect();
        return visit.show_json(&json!({ "day": day.to_string(), "confidences": all }));
    }
    let mut page = visit.page();
    if all.is_empty() {
        page.paragraph(0, "No confidences here.", Tone::Plain);
        page.paragraph(
            0,
            "troth confide NAME seals what was told in private",
            Tone::Dim,
        );
        return visit.show(page);
    }
    let count = phrase::counted(all.len() as i64, "confidence");
    page.heading(&format!("{count}, sealed"), &phrase::day(day, day));
    page.blank();
    let rows: Vec<Vec<String>> = all
        .iter()
        .map(|(one, name)| row(book, one, name, day))
        .collect();
    let columns = [
        Column::new(Tone::Accent),
        Column::giving(Tone::Plain),
        Column::new(Tone::Dim),
        Column::new(Tone::Dim),
    ];
    page.table(2, &columns, &rows);
    visit.show(page)
}

fn row(book: &Book, confidence: &Confidence, name: &str, day: Day) -> Vec<String> {
    vec![
        book.reference(confidence.id.0),
        name.to_owned(),
        format!("told {}", phrase::day(confidence.noted_on, day)),
        review(confidence, day),
    ]
}

fn review(confidence: &Confidence, day: Day) -> String {
    match confidence.review_on {
        Some(_) if confidence.is_due(day) => "due to be looked at again".to_owned(),
        Some(review) => format!("to look at again {}", phrase::day(review, day)),
        None => String::new(),
    }
}

fn json(book: &Book, confidence: &Confidence, name: &str) -> serde_json::Value {
    json!({
        "id": confidence.id.0.to_string(),
        "ref": book.reference(confidence.id.0),
        "person": name,
        "person_id": confidence.person.0.to_string(),
        "noted_on": confidence.noted_on.to_string(),
        "review_on": confidence.review_on.map(|review| review.to_string()),
    })
}

/// The short section of `troth person`: that there are some.
pub fn section(page: &mut Page, confidences: &[Confidence], day: Day) {
    if confidences.is_empty() {
        return;
    }
    page.section("Confidences");
    let count = phrase::counted(confidences.len() as i64, "confidence");
    page.paragraph(2, &format!("{count}, sealed"), Tone::Plain);
    let due = confidences.iter().filter(|one| one.is_due(day)).count();
    if due > 0 {
        let due = format!("{due} due to be looked at again");
        page.paragraph(2, &due, Tone::Dim);
    }
}

fn open(arguments: &Arguments, book: &Book, day: Day, visit: &Visit) -> Result<()> {
    seal::stay_in_memory();
    if visit.wants_json() {
        return Err(
            Error::setup("an opened confidence is for eyes, and not written as JSON")
                .hint("leave out --json, or --open"),
        );
    }
    let name = arguments.name.as_deref().unwrap_or_default();
    let asked = Envelopes {
        person: book.look_up(name)?,
        skip: 0,
        most: arguments.most,
    };
    let all = book.enclosed(asked, day)?;
    let mut page = visit.page();
    if all.is_empty() {
        page.paragraph(0, "No confidences here.", Tone::Plain);
        return visit.show(page);
    }
    let (_, key) = arguments.passphrase.any(&book.seals()?, visit)?;
    opened::draw(&mut page, book, &key, &all, day);
    visit.show(page)
}
