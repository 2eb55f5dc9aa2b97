//! The inbox: people found in mail, waiting to be accepted, merged or ignored for ever.

use ledger::Day;
use maud::{Markup, html};

use super::{duplicates, form, layout, say};
use crate::book::Acquaintance;

/// So many at once; the next ones come when these are settled.
pub const AT_ONCE: usize = 40;

/// What the inbox is made from.
pub struct Shelf<'a> {
    pub waiting: &'a [Acquaintance],
    pub all: usize,
    /// How many look like somebody else, where that is known.
    pub alike: Option<usize>,
    pub names: &'a [String],
    pub day: Day,
}

pub fn body(shelf: &Shelf<'_>) -> Markup {
    let (waiting, all, names, day) = (shelf.waiting, shelf.all, shelf.names, shelf.day);
    html! {
        (layout::title(&html! {}, &html! { "Inbox" }, &html! { p.lead { (lead(all)) } (duplicates::way(shelf.alike)) }))
        @if waiting.is_empty() {
            div.entry { div.margin {} div.text {
                p.empty { "Nobody is waiting." }
                div.deeds { a.button href="/import" { "Bring in more mail" } }
            } }
        }
        @if !waiting.is_empty() {
            (layout::rows("Waiting", &html! { ul.rows { @for known in waiting { (row(known, day)) } } }))
        }
        @if waiting.len() < all {
            div.entry { div.margin {} div.text { p.soft { "And " (say::grouped((all - waiting.len()) as i64)) " more after these." } } }
        }
        (form::names("names", names))
    }
}

fn lead(all: usize) -> String {
    match all {
        0 => "People found in your mail wait here for your word.".to_owned(),
        1 => "One person was found in your mail. Do you know them?".to_owned(),
        all => format!(
            "{} were found in your mail. Those you write with most come first.",
            say::sentence(&say::spelt(all, "person")).trim_end_matches('.')
        ),
    }
}

fn row(known: &Acquaintance, day: Day) -> Markup {
    let id = known.person.id.0;
    let at = format!("/people/{id}");
    html! {
        li.entry {
            div.margin { @if let Some(facts) = &known.facts { (say::counted(i64::from(facts.days), "day")) " in touch" } }
            div.text {
                h3.name { a href=(at) { (known.told()) } }
                p.soft.small { (seen(known, day)) }
                div.deeds {
                    (form::press(&format!("{at}/accept"), "/inbox", "Accept"))
                    (form::press(&format!("{at}/ignore"), "/inbox", "Ignore for ever"))
                    details {
                        summary { "Somebody you know already" }
                        div.inside {
                            (form::write_as("inline", &format!("{at}/merge"), "/inbox", &html! {
                                div.field.grow { label for=(format!("into-{id}")) { "The same person as" } input id=(format!("into-{id}")) name="into" list="names" required autocomplete="off" placeholder="a name or an address"; }
                                button type="submit" { "Merge" }
                            }))
                        }
                    }
                }
            }
        }
    }
}

fn seen(known: &Acquaintance, day: Day) -> String {
    let mut words = Vec::new();
    if let Some(handle) = known
        .handles
        .first()
        .filter(|handle| handle.value != known.person.name)
    {
        words.push(handle.value.clone());
    }
    if let Some(facts) = &known.facts {
        words.push(match (facts.from_them, facts.from_me) {
            (theirs, 0) => format!("wrote {}, not answered", times(theirs)),
            (0, mine) => format!("you wrote {}", times(mine)),
            (theirs, mine) => format!("wrote {}, you {}", times(theirs), times(mine)),
        });
        words.push(format!("last {}", say::ago(facts.last, day)));
    }
    words.join(" · ")
}

fn times(count: u32) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        count => format!("{} times", say::grouped(i64::from(count))),
    }
}
