//! How a touch was left, said on the person's page long after its evening.

use ledger::moment::Moment;
use ledger::touch::Touch;
use maud::{Markup, html};

use super::Sheet;
use crate::web::view::form;

/// Further back nobody remembers, and a long page would grow too long.
const OFFERED: usize = 40;

/// The moments to choose from while typing, once for the whole page.
pub fn moments() -> Markup {
    html! { datalist #moments { @for moment in Moment::ALL { option value=(moment.words()) {} } } }
}

pub(super) fn form(touch: &Touch, place: usize, sheet: &Sheet<'_>) -> Markup {
    if place >= OFFERED {
        return html! {};
    }
    let (moment, side) = (format!("moment-{place}"), format!("side-{place}"));
    let action = format!("/touches/{}/left", touch.id.0);
    let person = sheet.page.acquaintance.person.id.0;
    html! {
        details.judge {
            summary { @if touch.verdict.is_none() && !touch.is_judged_on_mine() { "How was it left?" } @else { "Judge it anew" } }
            div.inside {
                (form::write_as("deeds", &action, sheet.back, &html! {
                    input type="hidden" name="person" value=(person);
                    button type="submit" name="verdict" value="better" { "Left better" }
                    button type="submit" name="verdict" value="worse" { "Left worse" }
                }))
                (form::write_as("inline", &action, sheet.back, &html! {
                    input type="hidden" name="person" value=(person);
                    div.field.grow { label for=(moment) { "Which moment" } input id=(moment) name="moment" list="moments" required autocomplete="off" placeholder="listened"; }
                    div.field { label for=(side) { "Whose" } select id=(side) name="side" { option value="mine" { "You" } option value="theirs" { "They" } } }
                    button type="submit" { "Note it" }
                }))
            }
        }
    }
}
