//! The practice library: its shelves, what a question found, and a card as a page to read.

use ledger::practice::{Block, Card, Heading, Part, Subject};
use maud::{Markup, html};

use super::{layout, say};

/// What was asked, and the cards that fit, the best first.
pub struct Found<'a> {
    pub words: &'a str,
    pub cards: Vec<&'a Card>,
}

/// The whole library by its shelves.
pub fn contents(cards: &[Card]) -> Markup {
    html! {
        (layout::title(&html! {}, &html! { "Practice" }, &html! {
            p.lead { (say::sentence(&format!("{} short cards, each one question: why it matters, how it is done, an example, and one small thing to try", cards.len()))) }
        }))
        (layout::section("", &ask("")))
        @for subject in Subject::ALL {
            (layout::section(subject.words(), &html! {
                ul.cards { @for card in cards.iter().filter(|card| card.subject == *subject) { li { (link(card)) } } }
            }))
        }
    }
}

pub fn found(found: &Found<'_>) -> Markup {
    html! {
        (layout::title(&html! {}, &html! { "Practice" }, &html! {
            p.lead { (said(found)) }
        }))
        (layout::section("", &ask(found.words)))
        @if let Some((best, others)) = found.cards.split_first() {
            div.card { (layout::section("Fits best", &html! {
                h2 { (link(best)) }
                @if let Some(why) = best.part(Heading::Why) { (part(why)) }
                div.deeds { a.button href=(at(best)) { "Read the card" } }
            })) }
            @if !others.is_empty() {
                (layout::section("Perhaps also", &html! { (list(others)) }))
            }
        } @else {
            (layout::section("", &html! {
                div.deeds { a.button href="/practice" { "Show all cards" } }
            }))
        }
    }
}

fn said(found: &Found<'_>) -> String {
    match found.cards.len() {
        0 => format!(
            "No card speaks of “{}”. Other words may find one.",
            found.words
        ),
        1 => format!("One card fits “{}”.", found.words),
        _ => format!("For “{}”.", found.words),
    }
}

fn ask(words: &str) -> Markup {
    html! {
        form.inline action="/practice" method="get" role="search" aria-label="The practice library" {
            div.field.grow {
                label for="question" { "A question, in your own words" }
                input #question type="search" name="q" value=(words) placeholder="how do I say no to a request" autocomplete="off";
            }
            button type="submit" { "Ask" }
        }
    }
}

/// One card.
pub fn body(card: &Card, related: &[&Card]) -> Markup {
    html! {
        article.card {
            (layout::title(
                &html! { a.plain href="/practice" { (card.subject.words()) } },
                &html! { (card.question) },
                &html! {},
            ))
            @for one in &card.parts {
                (layout::section(name(one), &part(one)))
            }
            (layout::section("Read on", &html! {
                (list(related))
                @for source in &card.sources { p.soft.small.source { (source) "." } }
                p.soft.small { a href="/practice" { "All cards" } " · " a href="/week" { "The week, and its focus" } }
            }))
        }
    }
}

/// The first part follows the question so closely that it needs no name of its own.
fn name(part: &Part) -> &'static str {
    match part.heading {
        Heading::Why => "Why",
        other => other.words(),
    }
}

fn part(part: &Part) -> Markup {
    html! {
        @for block in &part.blocks {
            @match block {
                Block::Text(text) => p { (text) },
                Block::Steps(steps) => ol.steps { @for step in steps { li { (step) } } },
                Block::Said(lines) => blockquote.said { @for line in lines { p { (turn(line)) } } },
            }
        }
    }
}

/// Who says it, set apart from what is said.
fn turn(line: &str) -> Markup {
    match line.split_once(": ") {
        Some((who, words)) if who.len() < 40 && who.starts_with(char::is_uppercase) => html! {
            span.who { (who) } " " (words)
        },
        _ => html! { (line) },
    }
}

fn list(cards: &[&Card]) -> Markup {
    html! { ul.cards { @for card in cards { li { (link(card)) } } } }
}

fn link(card: &Card) -> Markup {
    html! { a href=(at(card)) { (card.question) } }
}

fn at(card: &Card) -> String {
    format!("/practice/{}", card.id)
}

/// One quiet way from where a card is of use.
pub fn aside(card: Option<&Card>) -> Markup {
    html! {
        @if let Some(card) = card { p.practice { (link(card)) } }
    }
}
