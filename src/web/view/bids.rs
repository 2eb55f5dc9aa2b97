//! A bid wherever it stands: answered or missed, one press each; and noting one.

use maud::{Markup, html};
use uuid::Uuid;

use super::form;

pub fn answers(id: Uuid, back: &str) -> Markup {
    html! {
        (form::press(&format!("/bids/{id}/answer"), back, "Answered"))
        (form::press(&format!("/bids/{id}/miss"), back, "Missed"))
    }
}

/// What was said or shown, and what became of it there and then.
pub fn noting(who: &Markup, back: &str) -> Markup {
    form::write_as(
        "form",
        "/bids",
        back,
        &html! {
            (who)
            (form::labelled("bid-what", "What it was", &html! {
                input #bid-what name="what" required autocomplete="off" placeholder="showed me the new plots";
            }))
            fieldset {
                legend { "What became of it" }
                div.choices {
                    label { input type="radio" name="outcome" value="" checked; "Still open" }
                    label { input type="radio" name="outcome" value="answered"; "I took it up" }
                    label { input type="radio" name="outcome" value="missed"; "I let it pass" }
                }
            }
            div.deeds { button type="submit" { "Note it" } }
        },
    )
}
