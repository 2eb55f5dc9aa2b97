//! What weighs on people: the list across all of them, and what can be done about a concern
//! wherever it stands.

use ledger::Day;
use ledger::concern::{Concern, State};
use maud::{Markup, html};
use uuid::Uuid;

use super::{form, layout, say};
use crate::book::Noted;

/// What was eased before the last so many is on the pages of those it weighed on.
const EASED: usize = 40;

/// What the page is made from: every concern in the order to look again, eased ones last.
pub struct Shelf<'a> {
    pub concerns: &'a [Noted<Concern>],
    pub names: &'a [String],
    pub day: Day,
}

pub fn body(shelf: &Shelf<'_>) -> Markup {
    let day = shelf.day;
    let (open, eased): (Vec<_>, Vec<_>) = shelf
        .concerns
        .iter()
        .partition(|noted| noted.thing.is_open());
    let (now, later): (Vec<_>, Vec<_>) = open
        .iter()
        .copied()
        .partition(|noted| noted.thing.check_on <= day);
    html! {
        (layout::title(&html! {}, &html! { "Concerns" }, &html! { p.lead { (lead(open.len(), now.len())) } }))
        @for (name, concerns) in [("Look again now", &now), ("Later", &later)] {
            @if !concerns.is_empty() {
                (layout::rows(name, &html! { ul.rows { @for noted in concerns { (row(noted, day)) } } }))
            }
        }
        (layout::section("Note one", &adding(shelf)))
        @if !eased.is_empty() {
            (layout::rows("Eased", &html! {
                ul.rows.tight { @for noted in eased.iter().take(EASED) { (eased_row(noted, day)) } }
            }))
        }
        (form::names("names", shelf.names))
    }
}

fn lead(open: usize, now: usize) -> String {
    let weighing = match open {
        0 => return "Nothing that weighs on anybody is noted as open.".to_owned(),
        open => say::sentence(&format!("{} open", say::spelt(open, "concern"))),
    };
    match now {
        0 => weighing,
        1 => format!("{weighing} One to look at again now."),
        now => format!("{weighing} {now} to look at again now."),
    }
}

fn row(noted: &Noted<Concern>, day: Day) -> Markup {
    let concern = &noted.thing;
    html! {
        li.entry {
            div.margin { (say::time(concern.check_on, day)) }
            div.text {
                h3 { (say::sentence(&concern.what).trim_end_matches('.')) }
                p.soft.small {
                    a href=(format!("/people/{}", concern.person.0)) { (noted.name) }
                    ", since " (say::short(concern.raised_on, day))
                }
                div.deeds {
                    (answers(concern.id.0, "/concerns"))
                    (look_again_on(concern.id.0, day, "/concerns"))
                }
            }
        }
    }
}

fn eased_row(noted: &Noted<Concern>, day: Day) -> Markup {
    let concern = &noted.thing;
    let State::Eased { on } = concern.state else {
        return html! {};
    };
    html! {
        li.entry {
            div.margin { (say::time(on, day)) }
            div.text {
                (concern.what)
                div.soft.small { a href=(format!("/people/{}", concern.person.0)) { (noted.name) } }
            }
        }
    }
}

fn adding(shelf: &Shelf<'_>) -> Markup {
    form::write_as(
        "form",
        "/concerns",
        "/concerns",
        &html! {
            (form::labelled("person", "On whom", &html! {
                input #person name="person" list="names" required autocomplete="off";
            }))
            (form::labelled("what", "What weighs on them", &html! {
                input #what name="what" required autocomplete="off";
            }))
            (form::explained("check", "Look again on", "Empty: in a week.", &html! {
                input #check type="date" name="check" min=(shelf.day);
            }))
            div.deeds { button type="submit" { "Note it" } }
        },
    )
}

/// It is over, it is still there, or help was offered: one press each.
pub fn answers(id: Uuid, back: &str) -> Markup {
    let at = format!("/concerns/{id}");
    html! {
        (form::press(&format!("{at}/ease"), back, "Eased"))
        (form::press(&format!("{at}/look-again"), back, "Still there"))
        (form::press(&format!("{at}/offer-help"), back, "Offered help"))
    }
}

/// Still there, and a day of one's own to look again.
pub fn look_again_on(id: Uuid, day: Day, back: &str) -> Markup {
    let field = format!("check-{id}");
    html! {
        details {
            summary { "Look again on" }
            div.inside {
                (form::write_as("inline", &format!("/concerns/{id}/look-again"), back, &html! {
                    (form::labelled(&field, "Look again on", &html! {
                        input id=(field) type="date" name="check" required min=(day.tomorrow().unwrap_or(day));
                    }))
                    button type="submit" { "Save" }
                }))
            }
        }
    }
}
