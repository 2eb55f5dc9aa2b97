//! `troth practice`: the library, a card of it, or the card that answers a question.

use ledger::practice::{Block, Card, Library, Part, Subject};
use serde_json::{Value, json};

use super::page::{Page, Tone};
use super::phrase;
use super::visit::Visit;
use crate::error::{Error, Result};
use crate::practice::library;

/// So many further cards are named beneath the one that fits best.
const ALSO: usize = 4;

#[derive(clap::Args, Debug)]
#[command(
    after_help = "For example:\n  troth practice \"how do I say no to my boss?\"\n  troth practice give-credit\n  \
troth practice --list coffee"
)]
pub struct Arguments {
    /// A card's name, or a question in your own words
    #[arg(value_name = "WORDS|ID")]
    words: Vec<String>,
    /// Only name the cards that fit
    #[arg(long)]
    list: bool,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let library = library()?;
    let words = arguments.words.join(" ");
    if words.trim().is_empty() {
        return contents(library, visit);
    }
    if let Some(card) = library.card(words.trim()) {
        return show(library, card, &[], visit);
    }
    let found = library.search(&words);
    match found.split_first() {
        None => Err(
            Error::not_found(format!("no card speaks of “{}”", words.trim()))
                .hint("ask in other words, or see them all: troth practice"),
        ),
        Some(_) if arguments.list => list(&found, visit),
        Some((best, also)) => show(library, best, also, visit),
    }
}

fn contents(library: &Library, visit: &Visit) -> Result<()> {
    if visit.wants_json() {
        return visit
            .show_json(&json!({ "cards": library.cards().iter().map(brief).collect::<Vec<_>>() }));
    }
    let mut page = visit.page();
    page.heading(
        "The practice library",
        &phrase::counted(library.cards().len() as i64, "card"),
    );
    for subject in Subject::ALL {
        page.section(subject.words());
        let cards = library.cards().iter();
        for card in cards.filter(|card| card.subject == *subject) {
            named(&mut page, card);
        }
    }
    page.blank();
    page.paragraph(
        0,
        "troth practice ID shows a card; troth practice \"your question\" finds one.",
        Tone::Dim,
    );
    visit.show(page)
}

fn list(found: &[&Card], visit: &Visit) -> Result<()> {
    if visit.wants_json() {
        let cards: Vec<Value> = found.iter().map(|card| brief(card)).collect();
        return visit.show_json(&json!({ "cards": cards }));
    }
    let mut page = visit.page();
    found.iter().for_each(|card| named(&mut page, card));
    visit.show(page)
}

/// Its question, and the name by which it is asked for.
fn named(page: &mut Page, card: &Card) {
    page.paragraph(2, &card.question, Tone::Plain);
    page.paragraph(4, &card.id, Tone::Dim);
}

fn show(library: &Library, card: &Card, also: &[&Card], visit: &Visit) -> Result<()> {
    let related: Vec<&Card> = library.related(card).collect();
    let near: Vec<&Card> = also
        .iter()
        .copied()
        .filter(|other| !related.iter().any(|card| card.id == other.id))
        .take(ALSO)
        .collect();
    if visit.wants_json() {
        return visit.show_json(&whole(card, &related, &near));
    }
    let mut page = visit.page();
    page.heading(&card.question, "");
    page.paragraph(
        0,
        &format!("{} · {}", card.subject.words(), card.id),
        Tone::Dim,
    );
    for part in &card.parts {
        draw(&mut page, part);
    }
    if !card.sources.is_empty() {
        page.section("Read more");
        for source in &card.sources {
            page.paragraph(2, source, Tone::Dim);
        }
    }
    for (title, cards) in [("Related", related), ("Perhaps also", near)] {
        if !cards.is_empty() {
            page.section(title);
            cards.into_iter().for_each(|card| named(&mut page, card));
        }
    }
    visit.show(page)
}

fn draw(page: &mut Page, part: &Part) {
    page.section(part.heading.words());
    for (n, block) in part.blocks.iter().enumerate() {
        if n > 0 {
            page.blank();
        }
        match block {
            Block::Text(text) => page.paragraph(2, text, Tone::Plain),
            Block::Steps(steps) => {
                for (number, step) in (1..).zip(steps) {
                    page.labelled(&format!("  {number}."), 5, step);
                }
            }
            Block::Said(lines) => lines
                .iter()
                .for_each(|line| page.paragraph(4, line, Tone::Plain)),
        }
    }
}

fn brief(card: &Card) -> Value {
    json!({
        "id": card.id, "question": card.question, "subject": card.subject.words(),
        "moments": card.moments.iter().map(|moment| moment.id()).collect::<Vec<_>>(),
    })
}

fn whole(card: &Card, related: &[&Card], near: &[&Card]) -> Value {
    let parts: Vec<Value> = card
        .parts
        .iter()
        .map(|part| {
            let lines: Vec<&str> = part.blocks.iter().flat_map(Block::lines).collect();
            json!({ "heading": part.heading.words(), "lines": lines })
        })
        .collect();
    let of = |cards: &[&Card]| cards.iter().map(|card| brief(card)).collect::<Vec<_>>();
    json!({
        "card": brief(card), "parts": parts, "sources": card.sources,
        "related": of(related), "also": of(near),
    })
}
