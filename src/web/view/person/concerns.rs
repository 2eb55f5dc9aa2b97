//! What weighs on somebody: what is open and its day, what was eased, and noting more.

use ledger::concern::{Concern, State};
use maud::{Markup, html};

use super::Sheet;
use crate::web::view::{concerns, form, layout, say};

pub(super) fn section(sheet: &Sheet<'_>) -> Markup {
    let (open, eased): (Vec<&Concern>, Vec<&Concern>) = sheet
        .page
        .concerns
        .iter()
        .partition(|concern| concern.is_open());
    if open.is_empty() && eased.is_empty() {
        return html! {};
    }
    layout::rows(
        "On their mind",
        &html! {
            ul.rows { @for concern in &open { (row(concern, sheet)) } }
            div.entry { div.margin {} div.text {
                @if open.is_empty() { p { "Nothing is open." } }
                @if !eased.is_empty() { (settled(&eased, sheet)) }
                (adding(sheet))
            } }
        },
    )
}

fn row(concern: &Concern, sheet: &Sheet<'_>) -> Markup {
    let (id, day) = (concern.id.0, sheet.day);
    html! {
        li.entry {
            div.margin { @if concern.check_on <= day { "look again now" } @else { "look again " br; (say::time(concern.check_on, day)) } }
            div.text {
                h3 { (concern.what) }
                p.soft.small { "Noted " (say::short(concern.raised_on, day)) }
                div.deeds {
                    (concerns::answers(id, sheet.back))
                    (concerns::look_again_on(id, day, sheet.back))
                }
            }
        }
    }
}

fn settled(eased: &[&Concern], sheet: &Sheet<'_>) -> Markup {
    html! {
        details {
            summary { (say::counted(eased.len() as i64, "concern")) " eased" }
            div.inside { ul.rows.tight { @for concern in eased {
                @if let State::Eased { on } = concern.state {
                    li { (concern.what) " " span.soft.small { "eased " (say::short(on, sheet.day)) } }
                }
            } } }
        }
    }
}

pub(super) fn adding(sheet: &Sheet<'_>) -> Markup {
    html! {
        (sheet.folds.behind("concern", "Note a concern", || html! {
            (form::write_as("form", "/concerns", sheet.back, &html! {
                input type="hidden" name="person" value=(sheet.page.acquaintance.person.id.0);
                (form::labelled("concern-what", "What weighs on them", &html! {
                    input #concern-what name="what" required autocomplete="off";
                }))
                (form::explained("concern-check", "Look again on", "Empty: in a week.", &html! {
                    input #concern-check type="date" name="check" min=(sheet.day);
                }))
                div.deeds { button type="submit" { "Note it" } }
            }))
        }))
    }
}
