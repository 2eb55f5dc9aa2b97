//! On a person's page: how they like to be approached, and changing it.

use ledger::approach::Approach;
use ledger::touch::Medium;
use maud::{Markup, html};

use super::Sheet;
use crate::web::view::form;

pub(super) fn section(sheet: &Sheet<'_>, at: &str) -> Markup {
    let known = &sheet.page.approach;
    let words = html! { @if known.is_empty() { "Note it" } @else { "Change it" } };
    html! {
        @if known.is_empty() { p.soft { "Not known yet. It is best asked." } } @else {
            dl.facts { @for (name, words) in told(known) { @if !words.is_empty() { dt { (name) } dd { (words) } } } }
        }
        (sheet.folds.behind("approach", &words, || change(known, at, sheet.back)))
    }
}

fn told(known: &Approach) -> [(&'static str, &str); 4] {
    let medium = known.medium.map(Medium::words).unwrap_or_default();
    [
        ("How", medium),
        ("When", &known.time),
        ("Manner", &known.style),
        ("Culture", &known.culture),
    ]
}

fn change(known: &Approach, at: &str, back: &str) -> Markup {
    let line = |id: &'static str, label: &str, hint: &str, value: &str| {
        form::explained(
            &format!("approach-{id}"),
            label,
            hint,
            &html! {
                input id=(format!("approach-{id}")) name=(id) maxlength="300" autocomplete="off" value=(value);
            },
        )
    };
    form::write_as(
        "form",
        &format!("{at}/approach"),
        back,
        &html! {
            @let medium = known.medium.map(Medium::id).unwrap_or_default();
            @for (id, was) in [("medium", medium), ("time", &known.time), ("style", &known.style), ("culture", &known.culture)] {
                (form::was(id, was))
            }
            div.pair {
                (form::explained("approach-medium", "They like to be approached", "The mornings suggest it.", &html! {
                    select #approach-medium name="medium" {
                        option value="" { "not known" }
                        @for medium in Medium::ALL { option value=(medium.id()) selected[known.medium == Some(*medium)] { (medium.words()) } }
                    }
                }))
                (line("time", "When", "mornings; not on Fridays", &known.time))
            }
            (line("style", "Manner", "straight to the point; a note first, then a call", &known.style))
            (line("culture", "Culture", "last names first; tea before business", &known.culture))
            div.deeds { button type="submit" { "Save" } }
        },
    )
}
