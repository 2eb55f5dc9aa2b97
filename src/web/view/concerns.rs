//! A concern wherever it stands: what can be done about it.

use ledger::Day;
use maud::{Markup, html};
use uuid::Uuid;

use super::form;

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
