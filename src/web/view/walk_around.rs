//! A day in person: whom to look for there, each with a way to note the word that was had.

use ledger::Day;
use ledger::walk_around::{Local, to_see};
use maud::{Markup, html};

use super::{form, layout, say};
use crate::book::Outing;

pub fn body(outing: &Outing, day: Day, back: &str) -> Markup {
    let planned = &outing.planned;
    let missed = to_see(planned, &outing.locals);
    let seen: Vec<&Local> = outing
        .locals
        .iter()
        .filter(|local| missed.iter().all(|other| other.person != local.person))
        .collect();
    html! {
        (layout::title(&html! { (say::ago(planned.day, day)) }, &html! { (planned.place) }, &html! {
            p.lead { (say::long(planned.day)) ". " (lead(missed.len())) }
        }))
        @if !missed.is_empty() {
            (layout::rows("Look for", &html! { ul.rows.tight { @for local in &missed { (row(local, day, back)) } } }))
        }
        @if !seen.is_empty() {
            (layout::section("Spoken with", &html! {
                p.soft { "Lately, or expected to be quiet: " (names(&seen)) "." }
            }))
        }
        (layout::section("Change", &html! {
            div.deeds {
                a.button href=(format!("/circles/{}", outing.circle.0)) { "The circle" }
                (form::press(&format!("/walk-arounds/{}/call-off", planned.id.0), "/circles", "Call it off"))
            }
        }))
    }
}

fn lead(missed: usize) -> String {
    match missed {
        0 => "You have spoken informally with everybody there within a month.".to_owned(),
        1 => "With one of them there was no informal word for a month: no coffee, no lunch, no walk, nothing in passing.".to_owned(),
        missed => format!(
            "With {} of them there was no informal word for a month: no coffee, no lunch, no walk, nothing in passing.",
            say::spelt(missed, "person").trim_end_matches(" people")
        ),
    }
}

fn row(local: &Local, day: Day, back: &str) -> Markup {
    let last = local
        .last_informal
        .map_or("none noted yet".to_owned(), |last| {
            format!("last {}", say::ago(last, day))
        });
    html! {
        li.entry {
            div.margin { (last) }
            div.text {
                div.line {
                    span.name { a href=(format!("/people/{}", local.person.0)) { (local.name) } }
                    (form::write("/touches", back, &html! {
                        input type="hidden" name="person" value=(local.person.0);
                        input type="hidden" name="way" value="hallway";
                        input type="hidden" name="began" value="me";
                        button type="submit" { "Spoke in passing" span.unseen { " with " (local.name) } }
                    }))
                }
            }
        }
    }
}

fn names(people: &[&Local]) -> String {
    let names: Vec<&str> = people.iter().map(|local| local.name.as_str()).collect();
    match names.as_slice() {
        [most @ .., last] if !most.is_empty() => format!("{} and {last}", most.join(", ")),
        names => names.concat(),
    }
}
