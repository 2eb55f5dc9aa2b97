//! What is said when something cannot be done: the sentence, the hint, and everything that was
//! typed, ready to be sent again.

use maud::{Markup, html};

use super::{form, layout, say};
use crate::error::{Error, Hint, Kind};

pub fn heading(error: &Error) -> &'static str {
    match error.kind {
        Kind::Refused => "Not done",
        Kind::NotFound => "Not found",
        Kind::NotAllowed => "Not allowed",
        Kind::Setup => "Something is missing",
        Kind::Unavailable => "Not possible just now",
        Kind::Internal => "Our mistake",
    }
}

pub fn body(error: &Error, typed: Option<&Typed<'_>>) -> Markup {
    html! {
        (layout::title(&html! {}, &html! { (heading(error)) }, &html! {
            p.lead { strong { (say::sentence(&error.sentence)) } }
            @if let Some(hint) = &error.hint { p.lead { (self::hint(hint)) } }
        }))
        div.entry { div.margin {} div.text {
            @match typed {
                Some(typed) => (again(typed)),
                None => a.button href="/" { "Back to today" },
            }
        } }
    }
}

/// A hint as a sentence, or as a link to the page that helps on.
pub fn hint(hint: &Hint) -> Markup {
    html! {
        @match hint {
            Hint::Words(words) => (say::sentence(words)),
            Hint::Way { page, words, .. } => a href=(page) { (say::sentence(words).trim_end_matches('.')) },
        }
    }
}

/// A form as it was sent.
pub struct Typed<'a> {
    pub action: &'a str,
    pub back: &'a str,
    pub fields: &'a [(String, String)],
}

fn again(typed: &Typed<'_>) -> Markup {
    let shows = |(name, value): &(String, String)| asked_again(name, value).is_some();
    html! {
        @if !typed.fields.iter().any(shows) { a.button href=(typed.back) { "Go back" } } @else {
            (form::write_as("form", typed.action, typed.back, &html! {
                @for (name, value) in typed.fields {
                    @match asked_again(name, value) {
                        Some((label, "lines")) => (form::labelled(name, label, &html! { textarea id=(name) name=(name) rows="3" { (value) } })),
                        Some((label, kind)) => (form::labelled(name, label, &html! { input id=(name) type=(kind) name=(name) value=(value); })),
                        None => input type="hidden" name=(name) value=(value);,
                    }
                }
                div.deeds { button.primary type="submit" { "Try again" } a.button.quiet href=(typed.back) { "Go back" } }
            }))
        }
    }
}

/// A person named by their id was chosen by the page, not typed.
fn asked_again(name: &str, value: &str) -> Option<(&'static str, &'static str)> {
    shape(name).filter(|_| uuid::Uuid::parse_str(value).is_err())
}

/// What a field is called, and as what it is typed; `None` for those nobody types into. A number is text here:
/// a browser would empty a field of numbers of what was mistyped.
fn shape(name: &str) -> Option<(&'static str, &'static str)> {
    Some(match name {
        "until" => ("Until", "date"),
        "from" => ("From", "date"),
        "due" | "day" => ("Day", "date"),
        "check" | "review" => ("Look again on", "date"),
        "ask" => ("Ask again on", "date"),
        "quiet_from" => ("Quiet from", "date"),
        "quiet_until" => ("Quiet until", "date"),
        "time" => ("When", "text"),
        "at" => ("At which hour", "text"),
        "addresses" => ("Your addresses", "lines"),
        "roles" => ("Who is who", "lines"),
        "view" => ("What to have a view on", "lines"),
        "questions" => ("Questions to ask", "lines"),
        "mine" => ("What you promised", "lines"),
        "theirs" => ("What was promised to you", "lines"),
        "remember" => ("Worth remembering", "lines"),
        "why" => ("Because", "text"),
        "anew" => ("To confirm", "text"),
        "name" => ("Name", "text"),
        "into" => ("The same person as", "text"),
        "rhythm" => ("How often", "text"),
        "value" => ("Value", "text"),
        "place" => ("Path on this machine", "text"),
        "zone" => ("Time zone", "text"),
        "me" => ("Your addresses", "text"),
        "mail" => ("Mail address", "text"),
        "person" => ("Whose", "text"),
        "people" => ("With whom", "text"),
        "circle" => ("Circle", "text"),
        "moment" => ("What happened, in a word", "text"),
        "amends" => ("How it was made good", "text"),
        "before" => ("Before whom", "text"),
        "dayof" => ("Day of the month", "text"),
        "month" => ("Month, as a number", "text"),
        "year" => ("Year, if known", "text"),
        "what" => ("In words", "text"),
        "title" | "about" => ("What it is about", "text"),
        "where" => ("Where", "text"),
        "minutes" => ("Minutes", "text"),
        "every" => ("Comes again after, in days", "text"),
        "asked-otherwise" => ("Another question", "text"),
        "answered" => ("What you heard", "text"),
        "style" => ("Manner", "text"),
        "culture" => ("Culture", "text"),
        "words" => ("How was it? One sentence", "text"),
        _ => return None,
    })
}
