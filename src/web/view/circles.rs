//! Circles: the list with what is planned in person, and one circle with its people.

use ledger::Day;
use ledger::circle::Kind;
use ledger::walk_around::to_see;
use maud::{Markup, html};

use super::{form, layout, say};
use crate::book::{Company, Member, Outing};

/// The page of all circles.
pub struct Shelf<'a> {
    pub circles: &'a [Company],
    pub planned: &'a [Outing],
    /// What rhythms may follow, the newest first.
    pub happened: &'a [(String, Day)],
    pub names: &'a [String],
    pub day: Day,
}

/// The page of one.
pub struct Sheet<'a> {
    pub company: &'a Company,
    pub planned: &'a [Outing],
    pub names: &'a [String],
    pub day: Day,
    pub back: &'a str,
}

/// So many names stand beside a circle; the rest are counted.
const NAMES: usize = 6;
/// So many happenings stand on the page.
const HAPPENINGS: usize = 5;

const RHYTHM_HINT: &str =
    "every two weeks · monthly, in person · weekly on tuesdays · after each release";

pub fn body(shelf: &Shelf<'_>) -> Markup {
    html! {
        (layout::title(&html! {}, &html! { "Circles" }, &html! {
            p.lead { (lead(shelf.circles)) }
        }))
        @if !shelf.circles.is_empty() {
            (layout::rows("Yours", &html! { ul.rows { @for company in shelf.circles { (row(company)) } } }))
        }
        @if !shelf.planned.is_empty() { (planned(shelf.planned, shelf.day)) }
        (layout::section("A new circle", &make(shelf)))
        (layout::section("What happened", &happenings(shelf)))
    }
}

fn lead(circles: &[Company]) -> String {
    if circles.is_empty() {
        return "No circles yet. Put people together as you think of them: a team, clients, mentors, an office.".to_owned();
    }
    let count = say::spelt(circles.len(), "circle");
    format!(
        "{} A rhythm set for one holds for everybody in it who has none of their own.",
        say::sentence(&count)
    )
}

fn row(company: &Company) -> Markup {
    let circle = &company.circle;
    html! {
        li.entry {
            div.margin { (circle.kind.words()) }
            div.text {
                h3 { a href=(format!("/circles/{}", circle.id.0)) { (circle.name) } }
                p.soft.small {
                    (say::counted(company.members.len() as i64, "person"))
                    @if let Some(rhythm) = &circle.rhythm { " · " (rhythm.words()) }
                }
                @if !company.members.is_empty() { p { (names(&company.members)) } }
            }
        }
    }
}

fn names(members: &[Member]) -> Markup {
    let more = members.len().saturating_sub(NAMES);
    html! {
        @for (n, member) in members.iter().take(NAMES).enumerate() {
            @if n > 0 { ", " }
            a.plain href=(format!("/people/{}", member.person.0)) { (member.name) }
        }
        @if more > 0 { " and " (say::grouped(more as i64)) " more" }
    }
}

fn planned(outings: &[Outing], day: Day) -> Markup {
    layout::rows(
        "Days in person",
        &html! {
            ul.rows.tight { @for outing in outings {
                @let planned = &outing.planned;
                li.entry {
                    div.margin { (say::time(planned.day, day)) }
                    div.text {
                        a href=(format!("/walk-arounds/{}", planned.id.0)) { (planned.place) }
                        div.soft.small { (to_look_for(outing)) }
                    }
                }
            } }
        },
    )
}

fn to_look_for(outing: &Outing) -> String {
    match to_see(&outing.planned, &outing.locals).len() {
        0 => "nobody there went without an informal word this month".to_owned(),
        people => format!("{} to look for", say::spelt(people, "person")),
    }
}

fn make(shelf: &Shelf<'_>) -> Markup {
    html! {
        (form::write_as("form", "/circles", "/circles", &html! {
            div.pair {
                (form::labelled("name", "Name", &html! { input #name name="name" required maxlength="100" autocomplete="off" placeholder="Field team, Lyon office"; }))
                (form::labelled("kind", "Kind", &kinds(Kind::Team)))
            }
            (form::explained("people", "People", "Several with commas between them.", &html! { input #people name="people" list="names" autocomplete="off"; }))
            (form::explained("rhythm", "Rhythm", RHYTHM_HINT, &html! { input #rhythm name="rhythm" autocomplete="off"; }))
            div.deeds { button.primary type="submit" { "Make the circle" } }
        }))
        (form::names("names", shelf.names))
    }
}

fn kinds(chosen: Kind) -> Markup {
    html! {
        select #kind name="kind" {
            @for kind in Kind::ALL {
                option value=(kind.id()) selected[kind == chosen] { (say::sentence(kind.id()).trim_end_matches('.')) }
            }
        }
    }
}

fn happenings(shelf: &Shelf<'_>) -> Markup {
    html! {
        p.hint { "A rhythm may follow something: “after each release”. Say here when it happened, and those it holds for come up once." }
        (form::write_as("inline", "/happenings", "/circles", &html! {
            div.field.grow { label for="what" { "What happened" } input #what name="what" required autocomplete="off" placeholder="release"; }
            (form::labelled("happened-on", "On", &html! { input #happened-on type="date" name="day" required value=(shelf.day) max=(shelf.day); }))
            button type="submit" { "Note it" }
        }))
        @if !shelf.happened.is_empty() {
            ul.happened { @for (what, on) in shelf.happened.iter().take(HAPPENINGS) {
                li.soft.small { (say::short(*on, shelf.day)) ": " (what) }
            } }
        }
    }
}

pub fn one(sheet: &Sheet<'_>) -> Markup {
    let circle = &sheet.company.circle;
    let at = format!("/circles/{}", circle.id.0);
    html! {
        (layout::title(&html! { (circle.kind.words()) }, &html! { (circle.name) }, &html! { p.lead { (lead_of(sheet.company)) } }))
        div.entry { div.margin {} div.text.wide {
            @if sheet.company.members.is_empty() { p.empty { "Nobody is in it yet." } }
            ul.people { @for member in &sheet.company.members { (member_row(member, &at, sheet)) } }
        } }
        @if !sheet.planned.is_empty() { (planned(sheet.planned, sheet.day)) }
        (layout::section("Add people", &add(sheet, &at)))
        (layout::section("Be there in person", &plan(sheet, &at)))
        (layout::section("Change", &change(sheet, &at)))
    }
}

fn lead_of(company: &Company) -> String {
    let people = say::spelt(company.members.len(), "person");
    match &company.circle.rhythm {
        Some(rhythm) => say::sentence(&format!("{people}, {}", rhythm.words())),
        None => say::sentence(&format!("{people}, each in their own rhythm")),
    }
}

fn member_row(member: &Member, at: &str, sheet: &Sheet<'_>) -> Markup {
    let last = member.last.map_or("nothing noted yet".to_owned(), |last| {
        say::ago(last, sheet.day)
    });
    html! {
        li {
            span.name { a href=(format!("/people/{}", member.person.0)) { (member.name) } }
            div.last.line {
                span { (last) }
                (form::write(&format!("{at}/part"), sheet.back, &html! {
                    input type="hidden" name="person" value=(member.person.0);
                    button.quiet type="submit" { "Take out" span.unseen { " " (member.name) } }
                }))
            }
        }
    }
}

fn add(sheet: &Sheet<'_>, at: &str) -> Markup {
    html! {
        (form::write_as("inline", &format!("{at}/add"), sheet.back, &html! {
            div.field.grow { label for="people" { "Who belongs to it" } input #people name="people" required list="names" autocomplete="off"; }
            button type="submit" { "Add" }
        }))
        (form::names("names", sheet.names))
    }
}

fn plan(sheet: &Sheet<'_>, at: &str) -> Markup {
    html! {
        p.hint { "Plan a day among them. That morning and the one before, you are told with whom there was no informal word for a month." }
        (form::write_as("inline", &format!("{at}/walk-around"), sheet.back, &html! {
            (form::labelled("walk-day", "Day", &html! { input #walk-day type="date" name="day" required min=(sheet.day); }))
            button type="submit" { "Plan the day" }
        }))
    }
}

fn change(sheet: &Sheet<'_>, at: &str) -> Markup {
    let circle = &sheet.company.circle;
    let rhythm = circle.rhythm.as_ref().map(|rhythm| rhythm.words());
    html! {
        (form::write_as("form", at, sheet.back, &html! {
            (form::was("name", &circle.name)) (form::was("kind", circle.kind.id())) (form::was("rhythm", rhythm.as_deref().unwrap_or_default()))
            div.pair {
                (form::labelled("name", "Name", &html! { input #name name="name" required maxlength="100" value=(circle.name) autocomplete="off"; }))
                (form::labelled("kind", "Kind", &kinds(circle.kind)))
            }
            (form::explained("rhythm", "Rhythm", RHYTHM_HINT, &html! { input #rhythm name="rhythm" value=[rhythm] autocomplete="off"; }))
            div.deeds { button type="submit" { "Save" } }
        }))
        details.end {
            summary { "End this circle" }
            div.inside {
                p.hint { "Its people stay in the book; planned days there are called off." }
                div.deeds { (form::press(&format!("{at}/disband"), "/circles", "End it")) }
            }
        }
    }
}
