//! What is noted in the same breath: which moment it was, a promise, a detail, a concern, something good
//! they did. Each is folded away behind a word and a key.

use ledger::detail::Topic;
use ledger::review::Entry;
use maud::{Markup, html};
use uuid::Uuid;

use super::{Evening, Heard};
use crate::web::view::{form, layout};

pub(super) fn all(entry: &Entry, action: &str, evening: &Evening<'_>) -> Markup {
    let (person, touch, back) = (entry.person.0, entry.id().0, evening.back);
    let first = ledger::person::first_name(&entry.name);
    html! {
        div.more {
            (folded("m", "Which moment", &which(person, action, back)))
            (folded("p", "A promise", &promise(person, back, first)))
            (folded("d", "A detail", &detail(person, touch, back, first)))
            (folded("c", "A concern", &concern(person, touch, back, first)))
            (folded("t", "They did something good", &contribution(person, touch, back, first)))
        }
    }
}

fn folded(key: &str, words: &str, inside: &Markup) -> Markup {
    html! {
        details {
            summary data-key=(key) { (words) " " kbd { (key) } }
            div.inside { (inside) }
        }
    }
}

fn which(person: Uuid, action: &str, back: &str) -> Markup {
    let fields = html! {
        input type="hidden" name="person" value=(person);
        input type="hidden" name="ask" value="heard";
        div.field.grow {
            label for="moment" { "What you did" }
            input #moment name="moment" list="moments" required autocomplete="off" placeholder="listened, interrupted …";
        }
        button type="submit" { "That was it" }
    };
    html! {
        (form::write_as("inline", action, back, &fields))
        p.hint { "A few letters are enough. The moment says by itself how it was left." }
    }
}

fn promise(person: Uuid, back: &str, first: &str) -> Markup {
    form::write_as(
        "inline",
        "/promises",
        back,
        &html! {
            input type="hidden" name="person" value=(person);
            div.field.grow { label for="promised" { "What was promised" } input #promised name="what" required autocomplete="off"; }
            div.field { label for="promised-due" { "By when" } input #promised-due type="date" name="due"; }
            div.field { label for="promised-side" { "Whose" } select #promised-side name="side" {
                option value="mine" { "Yours" }
                option value="theirs" { (first) "’s" }
            } }
            button type="submit" { "Note it" }
        },
    )
}

fn detail(person: Uuid, touch: Uuid, back: &str, first: &str) -> Markup {
    let label = format!("What you want to remember of {first}");
    remembered("detail", &label, person, touch, back)
}

/// One line after listening: kept only when something is typed.
pub(super) fn heard(heard: &Heard, back: &str) -> Markup {
    let first = ledger::person::first_name(&heard.name);
    let label = format!("You listened. What did {first} say, in your own words?");
    let (person, touch) = (heard.person.0, heard.touch.0);
    layout::section("", &remembered("heard", &label, person, touch, back))
}

fn remembered(id: &str, label: &str, person: Uuid, touch: Uuid, back: &str) -> Markup {
    let topic = format!("{id}-topic");
    let key = (id == "heard").then_some("h");
    form::write_as(
        "inline",
        &format!("/people/{person}/details"),
        back,
        &html! {
            input type="hidden" name="touch" value=(touch);
            div.field.grow {
                label for=(id) { (label) @if let Some(key) = key { " " kbd { (key) } } }
                input id=(id) name="what" required autocomplete="off" data-key=[key];
            }
            div.field { label for=(topic) { "About" } select id=(topic) name="topic" {
                @for one in Topic::ALL { option value=(one.id()) selected[*one == Topic::Interest] { (one.words()) } }
            } }
            button type="submit" { "Keep it" }
        },
    )
}

fn concern(person: Uuid, touch: Uuid, back: &str, first: &str) -> Markup {
    form::write_as(
        "inline",
        "/concerns",
        back,
        &html! {
            input type="hidden" name="person" value=(person);
            input type="hidden" name="touch" value=(touch);
            div.field.grow { label for="weighs" { "What weighs on " (first) } input #weighs name="what" required autocomplete="off"; }
            div.field { label for="weighs-check" { "Look again on" } input #weighs-check type="date" name="check"; }
            button type="submit" { "Note it" }
        },
    )
}

fn contribution(person: Uuid, touch: Uuid, back: &str, first: &str) -> Markup {
    form::write_as(
        "inline",
        "/contributions",
        back,
        &html! {
            input type="hidden" name="person" value=(person);
            input type="hidden" name="touch" value=(touch);
            div.field.grow { label for="did" { "What " (first) " did" } input #did name="what" required autocomplete="off"; }
            label.choice { input type="checkbox" name="thanked" value="yes"; "Thanked there and then" }
            button type="submit" { "Note it" }
        },
    )
}
