//! Harm between the two on a person's page: what is open with its next step, and noting more.

use ledger::breach::{Kind, Size};
use ledger::promise::{Outcome, Promise, State};
use maud::{Markup, html};

use super::{Sheet, whose};
use crate::web::view::repair::{Shown, row};
use crate::web::view::{form, layout, say};

/// So many promises that were not kept stand to be chosen from.
const PROMISES: usize = 20;

pub(super) fn section(sheet: &Sheet<'_>, at: &str) -> Markup {
    let repairs = &sheet.page.repairs;
    if repairs.is_empty() {
        return html! {};
    }
    let (open, over): (Vec<_>, Vec<_>) = repairs.iter().partition(|repair| repair.stage.is_open());
    html! {
        @if !open.is_empty() {
            (layout::rows("To mend", &html! {
                ul.rows { @for repair in &open { (row(repair, sheet.day, Shown::Alone)) } }
            }))
        }
        (layout::section(if open.is_empty() { "To mend" } else { "" }, &html! {
            div.more {
                @if !over.is_empty() {
                    details {
                        summary { "Behind you" }
                        div.inside { ul { @for repair in &over {
                            li { a href=(format!("/repairs/{}", repair.breach.id.0)) { (repair.breach.what) } " " span.soft.small { (repair.stage.words()) } }
                        } } }
                    }
                }
                (adding(sheet, at))
            }
        }))
    }
}

pub(super) fn adding(sheet: &Sheet<'_>, at: &str) -> Markup {
    sheet
        .folds
        .behind("harm", "Note harm done", || note(sheet, at))
}

fn note(sheet: &Sheet<'_>, at: &str) -> Markup {
    let first = ledger::person::first_name(&sheet.page.acquaintance.person.name);
    let unkept = unkept(&sheet.page.promises);
    form::write_as(
        "form",
        &format!("{at}/breaches"),
        sheet.back,
        &html! {
            (form::explained("harm", "What was done", "In a few plain words, without the reasons.", &html! {
                input #harm name="what" required autocomplete="off";
            }))
            fieldset {
                legend { "By whom" }
                div.choices {
                    label { input type="radio" name="side" value="mine" checked; "I did it" }
                    label { input type="radio" name="side" value="theirs"; (first) " did it" }
                }
            }
            fieldset {
                legend { "What kind" }
                div.choices { @for (place, kind) in Kind::ALL.into_iter().enumerate() {
                    label { input type="radio" name="kind" value=(kind.id()) checked[place == 0]; (say::sentence(kind.words()).trim_end_matches('.')) }
                } }
            }
            fieldset {
                legend { "How much harm it did" }
                div.choices { @for (place, size) in Size::ALL.into_iter().enumerate() {
                    label { input type="radio" name="size" value=(size.steps()) checked[place == 1]; (say::sentence(size.words()).trim_end_matches('.')) }
                } }
            }
            div.pair {
                (form::labelled("harm-day", "Day", &html! { input #harm-day type="date" name="day" required value=(sheet.day) max=(sheet.day); }))
                @if !unkept.is_empty() {
                    (form::explained("harm-promise", "From a promise", "Its own withdrawal is then left out: nothing counts twice.", &html! {
                        select #harm-promise name="promise" {
                            option value="" { "None" }
                            @for promise in &unkept { option value=(promise.id.0) { (whose(promise.side)) ": " (promise.what) } }
                        }
                    }))
                }
            }
            div.deeds { button type="submit" { "Note it" } }
        },
    )
}

fn unkept(promises: &[Promise]) -> Vec<&Promise> {
    let unkept = |promise: &&Promise| {
        matches!(
            promise.state,
            State::Settled {
                outcome: Outcome::Broken | Outcome::Late,
                ..
            }
        )
    };
    promises.iter().filter(unkept).take(PROMISES).collect()
}
