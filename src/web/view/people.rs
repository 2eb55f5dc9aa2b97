//! The list of people. The filter stands in the address; the order is by name or by silence,
//! and never by balance.

use ledger::Day;
use ledger::days_between;
use ledger::person::Standing;
use maud::{Markup, html};

use super::{duplicates, layout, say};
use crate::book::Acquaintance;

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub text: String,
    pub standing: Standing,
    pub order: Order,
    pub page: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    Name,
    Silence,
}

impl Order {
    pub fn id(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Silence => "silence",
        }
    }
}

/// How many people stand on one page.
pub const ON_A_PAGE: usize = 100;

/// `counts` are everybody on this list, and how many look alike where that is known.
pub fn body(
    asked: &Asked,
    people: &[Acquaintance],
    counts: (usize, Option<usize>),
    day: Day,
) -> Markup {
    let (all, alike) = counts;
    html! {
        (layout::title(&html! {}, &html! { "People" }, &html! {
            p.lead { (lead(asked, all)) }
            nav.tabs aria-label="About people" {
                a href="/circles" { "Circles" }
                a href="/concerns" { "Concerns" }
                a href="/contributions" { "Contributions" }
                a href="/insight" { "How you keep in touch" }
            }
            (duplicates::way(alike))
        }))
        div.entry {
            div.margin {}
            div.text.wide {
                (filter(asked))
                @if people.is_empty() { (nobody(asked)) } @else {
                    ul.people { @for known in people { (row(known, day)) } }
                    (pages(asked, all))
                }
            }
        }
    }
}

fn lead(asked: &Asked, all: usize) -> String {
    let people = say::spelt(all, "person");
    let people = say::sentence(&people).trim_end_matches('.').to_owned();
    let which = match asked.standing {
        Standing::Waiting => " waiting in the inbox",
        Standing::Ignored => " you chose to ignore",
        Standing::Accepted | Standing::Owner => "",
    };
    let order = match asked.order {
        Order::Name => "by name",
        Order::Silence => "the longest silence first",
    };
    if asked.text.is_empty() {
        format!("{people}{which}, {order}.")
    } else {
        format!("{people}{which} for “{}”, {order}.", asked.text)
    }
}

fn filter(asked: &Asked) -> Markup {
    html! {
        div.filter {
            form.inline action="/people" method="get" {
                div.field.grow {
                    label for="q" { "Name or address" }
                    input #q type="search" name="q" value=(asked.text) autocomplete="off";
                }
                @if asked.standing != Standing::Accepted { input type="hidden" name="show" value=(asked.standing.id()); }
                @if asked.order != Order::Name { input type="hidden" name="sort" value=(asked.order.id()); }
                button type="submit" { "Find" }
            }
            div.split {
                div.tabs { @for (standing, name) in [(Standing::Accepted, "In the book"), (Standing::Waiting, "Waiting"), (Standing::Ignored, "Ignored")] {
                    a href=(link(&Asked { standing, page: 1, ..asked.clone() })) aria-current=[(standing == asked.standing).then_some("true")] { (name) }
                } }
                div.tabs { @for (order, name) in [(Order::Name, "By name"), (Order::Silence, "By silence")] {
                    a href=(link(&Asked { order, page: 1, ..asked.clone() })) aria-current=[(order == asked.order).then_some("true")] { (name) }
                } }
            }
        }
    }
}

/// The address under which this very list is found again.
pub fn link(asked: &Asked) -> String {
    let mut parts = Vec::new();
    if !asked.text.is_empty() {
        parts.push(format!("q={}", encoded(&asked.text)));
    }
    if asked.standing != Standing::Accepted {
        parts.push(format!("show={}", asked.standing.id()));
    }
    if asked.order != Order::Name {
        parts.push(format!("sort={}", asked.order.id()));
    }
    if asked.page > 1 {
        parts.push(format!("page={}", asked.page));
    }
    if parts.is_empty() {
        "/people".to_owned()
    } else {
        format!("/people?{}", parts.join("&"))
    }
}

fn encoded(text: &str) -> String {
    let plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
    text.bytes()
        .map(|byte| {
            if plain(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

fn row(known: &Acquaintance, day: Day) -> Markup {
    let person = &known.person;
    html! {
        li {
            span.name { a href=(format!("/people/{}", person.id.0)) { (known.told()) } }
            span.last { (last(known, day)) }
        }
    }
}

/// "36 days ago by mail, usually 7 · 2 promises open".
fn last(known: &Acquaintance, day: Day) -> String {
    let Some(facts) = &known.facts else {
        return "nothing noted yet".to_owned();
    };
    let medium = known.last.as_ref().map_or("", |last| last.medium.words());
    let mut words = format!("{} {medium}", say::ago(facts.last, day));
    let usual = known
        .person
        .rhythm
        .map_or(facts.median_gap, f64::from)
        .round();
    if known
        .person
        .quiet
        .as_ref()
        .is_some_and(|quiet| quiet.covers(day))
    {
        words.push_str(", quiet is expected");
    } else if known.person.rhythm.is_some() || facts.gaps >= ledger::rhythm::GAPS_ENOUGH {
        let usual = say::counted(usual as i64, "day");
        let silent = days_between(facts.last, day);
        words.push_str(&if silent > 1 {
            format!(", usually {usual}")
        } else {
            format!(", about every {usual}")
        });
    }
    if known.open_promises > 0 {
        words.push_str(&format!(
            " · {} open",
            say::counted(i64::from(known.open_promises), "promise")
        ));
    }
    words
}

fn nobody(asked: &Asked) -> Markup {
    html! {
        @if !asked.text.is_empty() {
            p.empty { "Nobody here is called that, or has such an address." }
            div.deeds {
                a.button href=(link(&Asked { text: String::new(), page: 1, ..asked.clone() })) { "Show everyone" }
                a.button href=(format!("/new?kind=person&name={}", encoded(&asked.text))) { "Add “" (asked.text) "” by hand" }
            }
        } @else {
            @match asked.standing {
                Standing::Waiting => p.empty { "Nobody is waiting." },
                Standing::Ignored => p.empty { "You have not chosen to ignore anybody." },
                Standing::Accepted | Standing::Owner => {
                    p.empty { "Nobody is in this book yet." }
                    div.deeds {
                        a.button.primary href="/import" { "Bring in mail" }
                        a.button href="/new?kind=person" { "Add a person by hand" }
                    }
                }
            }
        }
    }
}

fn pages(asked: &Asked, all: usize) -> Markup {
    let last = all.div_ceil(ON_A_PAGE).max(1);
    html! {
        @if last > 1 {
            nav.tabs aria-label="Pages" {
                @if asked.page > 1 { a rel="prev" href=(link(&Asked { page: asked.page - 1, ..asked.clone() })) { "Earlier" } }
                span.soft { "Page " (asked.page) " of " (last) }
                @if asked.page < last { a rel="next" href=(link(&Asked { page: asked.page + 1, ..asked.clone() })) { "Further" } }
            }
        }
    }
}
