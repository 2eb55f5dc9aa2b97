//! How a touch was left, said on the person's page long after its evening.

use ledger::moment::Moment;
use ledger::touch::Touch;
use maud::{Markup, html};

use super::Sheet;
use crate::web::view::form;

/// The moments to choose from while typing.
pub fn moments() -> Markup {
    html! { datalist #moments { @for moment in Moment::ALL { option value=(moment.words()) {} } } }
}

pub(super) fn behind(touch: &Touch, sheet: &Sheet<'_>) -> Markup {
    let key = ["left-", touch.id.0.simple().encode_lower(&mut [0; 32])].concat();
    sheet
        .folds
        .behind(&key, question(touch), || judged(touch, sheet))
}

fn judged(touch: &Touch, sheet: &Sheet<'_>) -> Markup {
    let action = format!("/touches/{}/left", touch.id.0);
    let person = sheet.page.acquaintance.person.id.0;
    html! {
        @if !touch.is_judged_on_mine() {
            (form::write_as("deeds", &action, sheet.back, &html! {
                input type="hidden" name="person" value=(person);
                button type="submit" name="verdict" value="better" { "Left better" }
                button type="submit" name="verdict" value="worse" { "Left worse" }
            }))
        }
        (form::write_as("inline", &action, sheet.back, &html! {
            input type="hidden" name="person" value=(person);
            div.field.grow { label for="moment" { "Which moment" } input #moment name="moment" list="moments" required autocomplete="off" placeholder="listened"; }
            div.field { label for="side" { "Whose" } select #side name="side" { option value="mine" { "You" } option value="theirs" { "They" } } }
            button type="submit" { "Note it" }
        }))
        (moments())
    }
}

/// Moments judged stand in place of a verdict: then only another can be added.
fn question(touch: &Touch) -> &'static str {
    match (touch.is_judged_on_mine(), touch.verdict) {
        (true, _) => "Another moment",
        (false, None) => "How was it left?",
        (false, Some(_)) => "Judge it anew",
    }
}
