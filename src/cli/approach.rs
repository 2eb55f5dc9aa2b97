//! `troth approach NAME`: how somebody likes to be approached.

use ledger::approach::{Approach, Change};
use ledger::touch::Medium;
use serde_json::{Value, json};

use super::page::{Page, Tone};
use super::visit::Visit;
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
#[command(
    after_help = "For example:\n  troth approach ana --medium voice --time mornings\n  \
troth approach ana --medium none --style \"straight to the point\"\n\nWhat is not given stays as it is; \"\" takes it away."
)]
pub struct Arguments {
    /// Of whom; without anything else what is known is shown
    #[arg(value_name = "NAME")]
    name: String,
    /// in-person, video, voice, chat, mail or letter; none when it is not known
    #[arg(long, value_name = "MEDIUM")]
    medium: Option<String>,
    /// When they like it: mornings, not on Fridays
    #[arg(long, value_name = "WORDS")]
    time: Option<String>,
    /// What is usual where they come from: last names first
    #[arg(long, value_name = "WORDS")]
    culture: Option<String>,
    /// How: straight to the point, a note first and then a call
    #[arg(long, value_name = "WORDS")]
    style: Option<String>,
}

/// Where the text beside a label begins.
const COLUMN: usize = 15;

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let person = book.person(book.look_up(&arguments.name)?)?.person;
    let known = book.approach(person.id)?;
    if arguments.says_nothing() {
        if visit.wants_json() {
            let approach = json(&known);
            return visit.show_json(&json!({ "person": person.name, "approach": approach }));
        }
        let mut page = visit.page();
        page.heading(&person.name, "how they like to be approached");
        draw(&mut page, &known, &person.name);
        return visit.show(page);
    }
    let change = arguments.change()?;
    let done = book.change_approach(&visit.stamp(), person.id, &change)?;
    let how = match book.approach(person.id)?.words() {
        words if words.is_empty() => "nothing noted".to_owned(),
        words => words,
    };
    visit.done(&format!("how to approach {}: {how}", person.name), &done)
}

impl Arguments {
    fn says_nothing(&self) -> bool {
        let words = [&self.medium, &self.time, &self.culture, &self.style];
        words.iter().all(|words| words.is_none())
    }

    fn change(self) -> Result<Change> {
        Ok(Change {
            medium: self.medium.as_deref().map(medium).transpose()?,
            time: self.time,
            culture: self.culture,
            style: self.style,
        })
    }
}

fn medium(text: &str) -> Result<Option<Medium>> {
    let wanted = text.trim().to_lowercase().replace([' ', '_'], "-");
    if wanted.is_empty() || wanted == "none" {
        return Ok(None);
    }
    let found = match wanted.as_str() {
        "call" | "phone" => Some(Medium::Voice),
        "coffee" => Some(Medium::InPerson),
        id => Medium::from_id(id),
    };
    found.map(Some).ok_or_else(|| {
        let all: Vec<&str> = Medium::ALL.iter().map(|medium| medium.id()).collect();
        Error::setup(format!("“{}” is not a medium", text.trim())).hint(all.join(", "))
    })
}

fn draw(page: &mut Page, known: &Approach, name: &str) {
    if known.is_empty() {
        page.paragraph(0, "Nothing is noted yet. It is best asked.", Tone::Plain);
        let hint = format!("troth approach \"{name}\" --medium voice --time mornings");
        page.paragraph(0, &hint, Tone::Dim);
        return;
    }
    let medium = known.medium.map(Medium::words).unwrap_or_default();
    for (label, words) in [
        ("By", medium.trim_start_matches("by ")),
        ("When", &known.time),
        ("How", &known.style),
        ("Culture", &known.culture),
    ] {
        if !words.is_empty() {
            page.labelled(label, COLUMN, words);
        }
    }
}

pub fn json(known: &Approach) -> Value {
    json!({
        "medium": known.medium.map(Medium::id),
        "time": known.time, "culture": known.culture, "style": known.style,
    })
}
