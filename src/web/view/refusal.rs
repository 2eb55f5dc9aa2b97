//! What is said when something cannot be done: the sentence, the hint, and everything that was
//! typed, ready to be sent again.

use maud::{Markup, html};

use super::{form, layout, say};
use crate::error::{Error, Kind};

pub fn heading(error: &Error) -> &'static str {
    match error.kind {
        Kind::Refused => "Not done",
        Kind::NotFound => "Not found",
        Kind::NotAllowed => "Not allowed",
        Kind::Setup => "Something is missing",
        Kind::Internal => "Our mistake",
    }
}

pub fn body(error: &Error, typed: Option<&Typed<'_>>) -> Markup {
    html! {
        (layout::title(&html! {}, &html! { (heading(error)) }, &html! {
            p.lead { strong { (say::sentence(&error.sentence)) } }
            @if let Some(hint) = &error.hint { p.lead { (say::sentence(hint)) } }
        }))
        div.entry { div.margin {} div.text {
            @match typed {
                Some(typed) => (again(typed)),
                None => a.button href="/" { "Back to today" },
            }
        } }
    }
}

/// A form as it was sent.
pub struct Typed<'a> {
    pub action: &'a str,
    pub back: &'a str,
    pub fields: &'a [(String, String)],
}

fn again(typed: &Typed<'_>) -> Markup {
    let shown: Vec<&(String, String)> = typed
        .fields
        .iter()
        .filter(|(name, value)| label_of(name, value).is_some())
        .collect();
    html! {
        @if shown.is_empty() { a.button href=(typed.back) { "Go back" } } @else {
            (form::write_as("form", typed.action, typed.back, &html! {
                @for (name, value) in typed.fields {
                    @match label_of(name, value) {
                        Some(label) if of_lines(name) => (form::labelled(name, label, &html! { textarea id=(name) name=(name) rows="3" { (value) } })),
                        Some(label) => (form::labelled(name, label, &html! { input id=(name) type=(kind(name)) name=(name) value=(value); })),
                        None => input type="hidden" name=(name) value=(value);,
                    }
                }
                div.deeds { button.primary type="submit" { "Try again" } a.button.quiet href=(typed.back) { "Go back" } }
            }))
        }
    }
}

/// A person named by their id was chosen by the page, not typed.
fn label_of(name: &str, value: &str) -> Option<&'static str> {
    label(name).filter(|_| uuid::Uuid::parse_str(value).is_err())
}

/// What a field is called; `None` for those nobody types into.
fn label(name: &str) -> Option<&'static str> {
    Some(match name {
        "until" => "Until",
        "from" => "From",
        "why" => "Because",
        "due" => "Day",
        "name" => "Name",
        "into" => "The same person as",
        "rhythm" => "Days between contacts",
        "value" => "Value",
        "addresses" => "Your addresses",
        "place" => "Path on this machine",
        "me" => "Your addresses",
        "mail" => "Mail address",
        "person" => "Whose",
        "check" => "Look again on",
        "before" => "Before whom",
        "dayof" => "Day",
        "month" => "Month, as a number",
        "year" => "Year, if known",
        "what" => "In words",
        "ask" => "Ask again on",
        "time" => "When",
        "people" => "With whom",
        "day" => "Day",
        "title" => "What it is about",
        "where" => "Where",
        "minutes" => "Minutes",
        "every" => "Comes again after, in days",
        "roles" => "Who is who",
        "view" => "What to have a view on",
        "questions" => "Questions to ask",
        "about" => "What it was about",
        "mine" => "What you promised",
        "theirs" => "What was promised to you",
        "remember" => "Worth remembering",
        "asked-otherwise" => "Another question",
        "answered" => "What you heard",
        "style" => "Manner",
        "culture" => "Culture",
        "words" => "How was it? One sentence",
        _ => return None,
    })
}

/// Whether one thing a line is typed there.
fn of_lines(name: &str) -> bool {
    matches!(
        name,
        "roles" | "view" | "questions" | "mine" | "theirs" | "remember"
    )
}

fn kind(name: &str) -> &'static str {
    match name {
        "until" | "due" | "from" | "check" | "ask" | "day" => "date",
        "rhythm" | "value" | "minutes" | "every" => "number",
        _ => "text",
    }
}
