//! Something good they did: the list across everybody, and wherever one stands thanks to them and
//! credit in front of others.

use ledger::Day;
use ledger::contribution::Contribution;
use maud::{Markup, html};
use uuid::Uuid;

use super::{form, layout, say};
use crate::book::Noted;

/// What was thanked for and credited before the last so many is on the pages of those who did it.
const BEHIND: usize = 40;

/// What the page is made from: every contribution, the newest first.
pub struct Shelf<'a> {
    pub contributions: &'a [Noted<Contribution>],
    pub names: &'a [String],
    pub day: Day,
}

pub fn body(shelf: &Shelf<'_>) -> Markup {
    let all = shelf.contributions.iter();
    let (waiting, said): (Vec<_>, Vec<_>) = all.partition(|noted| noted.thing.waits());
    let (both, half): (Vec<_>, Vec<_>) = said.into_iter().partition(|noted| {
        let seen = &noted.thing;
        seen.thanked_on.is_some() && seen.credit.is_some()
    });
    html! {
        (layout::title(&html! {}, &html! { "Contributions" }, &html! { p.lead { (lead(waiting.len())) } }))
        @for (name, seen) in [("Thanks to come", &waiting), ("Credit to come", &half)] {
            @if !seen.is_empty() {
                (layout::rows(name, &html! { ul.rows { @for noted in seen.iter().take(BEHIND) { (row(noted, shelf.day)) } } }))
            }
        }
        (layout::section("Note one", &adding(shelf)))
        @if !both.is_empty() {
            (layout::rows("Both said", &html! {
                ul.rows.tight { @for noted in both.iter().take(BEHIND) { (row(noted, shelf.day)) } }
            }))
        }
        (form::names("names", shelf.names))
    }
}

fn lead(waiting: usize) -> String {
    match waiting {
        0 => "What people did that deserves a word. Nobody waits for thanks.".to_owned(),
        1 => {
            "What people did that deserves a word. One word of thanks is still to come.".to_owned()
        }
        more => format!(
            "What people did that deserves a word. {more} words of thanks are still to come."
        ),
    }
}

fn row(noted: &Noted<Contribution>, day: Day) -> Markup {
    let (seen, at) = (&noted.thing, "/contributions");
    html! {
        li.entry {
            div.margin { (say::time(seen.seen_on, day)) }
            div.text {
                p { a href=(format!("/people/{}", seen.person.0)) { (noted.name) } " " (seen.what) }
                @if let Some(words) = standing(seen, day) { p.soft.small { (words) } }
                @if seen.thanked_on.is_none() || seen.credit.is_none() {
                    div.deeds {
                        @if seen.thanked_on.is_none() { (thanks(seen.id.0, at)) }
                        @if seen.credit.is_none() { (credit(seen.id.0, at)) }
                    }
                }
            }
        }
    }
}

/// What was said so far, and when.
pub fn standing(seen: &Contribution, day: Day) -> Option<String> {
    let thanked = seen
        .thanked_on
        .map(|on| format!("thanked {}", say::short(on, day)));
    let credited = seen.credit.as_ref().map(|credit| {
        let on = say::short(credit.on, day);
        format!("credited before {}, {on}", credit.before_whom)
    });
    let said: Vec<String> = thanked.into_iter().chain(credited).collect();
    (!said.is_empty()).then(|| say::sentence(&said.join("; ")))
}

fn adding(shelf: &Shelf<'_>) -> Markup {
    form::write_as(
        "form",
        "/contributions",
        "/contributions",
        &html! {
            (form::labelled("person", "Who", &html! {
                input #person name="person" list="names" required autocomplete="off";
            }))
            (form::labelled("what", "What they did", &html! {
                input #what name="what" required autocomplete="off" placeholder="rewrote the parser overnight";
            }))
            (form::labelled("day", "When you saw it", &html! {
                input #day type="date" name="day" value=(shelf.day) max=(shelf.day);
            }))
            div.choices { label { input type="checkbox" name="thanked" value="yes"; "I thanked them there and then" } }
            div.deeds { button type="submit" { "Note it" } }
        },
    )
}

pub fn thanks(id: Uuid, back: &str) -> Markup {
    form::press(&format!("/contributions/{id}/thank"), back, "Thanked")
}

pub fn credit(id: Uuid, back: &str) -> Markup {
    let field = format!("before-{id}");
    html! {
        details {
            summary { "Credited before others" }
            div.inside {
                (form::write_as("inline", &format!("/contributions/{id}/credit"), back, &html! {
                    div.field.grow {
                        label for=(field) { "Before whom" }
                        input id=(field) name="before" required autocomplete="off" placeholder="the Monday meeting";
                    }
                    button type="submit" { "Save" }
                }))
            }
        }
    }
}
