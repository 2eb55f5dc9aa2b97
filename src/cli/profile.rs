//! `troth profile`: what the owner tells of themselves, so that common ground can be found.

use ledger::detail::Learnt;
use serde_json::json;

use super::page::Tone;
use super::visit::Visit;
use super::{noted, phrase};
use crate::book::{Heard, NewDetail, Which};
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
#[command(
    after_help = "For example:\n  troth profile \"climbing, mostly indoors\" --topic interest\n\nWhat is noted is changed as any \
detail is:\n  troth details outdated REF, troth details reword REF"
)]
pub struct Arguments {
    /// Something about yourself; without it your profile is shown
    #[arg(value_name = "WORDS", requires = "topic")]
    what: Option<String>,
    /// family, interest, motivation, aspiration, preference, way-of-working or culture; the
    /// beginning is enough
    #[arg(long, value_name = "TOPIC", requires = "what")]
    topic: Option<String>,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    match (arguments.what, arguments.topic) {
        (Some(what), Some(topic)) => note(what, &topic, visit),
        (Some(_), None) => Err(Error::setup("what is it about?").hint(noted::topics())),
        (None, _) => show(visit),
    }
}

fn note(what: String, topic: &str, visit: &Visit) -> Result<()> {
    let topic = noted::topic(topic)?;
    let book = visit.begin()?;
    let day = visit.day(&book)?;
    let new = NewDetail {
        person: None,
        topic,
        what,
        ask_on: None,
        heard: Heard::Today,
        learnt: Learnt::Otherwise,
    };
    let done = book.remember(&visit.stamp(), &new, day)?;
    let said = format!(
        "noted of you: {} · {} ({})",
        new.what.trim(),
        topic.words(),
        book.reference(done.subject)
    );
    visit.done(&said, &done)
}

fn show(visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let details = book.details(None, Which::Standing, day)?;
    let name = book
        .owner()?
        .map_or_else(|| "You".to_owned(), |owner| owner.person.name);
    if visit.wants_json() {
        return visit.show_json(&json!({
            "day": day.to_string(), "person": name,
            "details": details.iter().map(|one| noted::json(&book, one, &name, day)).collect::<Vec<_>>(),
        }));
    }
    let mut page = visit.page();
    page.heading(&name, "what you tell of yourself");
    if details.is_empty() {
        let words = "Nothing yet. What you note here is compared with what others told you, and what \
                     you share is shown on their pages. It stays in this book.";
        page.paragraph(0, words, Tone::Plain);
        let hint = "troth profile \"climbing, mostly indoors\" --topic interest";
        page.paragraph(0, hint, Tone::Dim);
    }
    noted::by_topic(&mut page, &book, &details, &[], day);
    if !details.is_empty() {
        page.blank();
        let count = phrase::counted(details.len() as i64, "note");
        page.paragraph(
            0,
            &format!("{count}; troth details outdated REF"),
            Tone::Dim,
        );
    }
    visit.show(page)
}
