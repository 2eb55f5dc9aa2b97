//! Something good they did, wherever it stands: thanks to them, and credit in front of others.

use maud::{Markup, html};
use uuid::Uuid;

use super::form;

pub fn thanks(id: Uuid, back: &str) -> Markup {
    form::press(&format!("/contributions/{id}/thank"), back, "Thanked")
}

pub fn credit(id: Uuid, back: &str) -> Markup {
    let field = format!("before-{id}");
    html! {
        details {
            summary { "Credited before others" }
            div.inside {
                (form::write_as("inline", &format!("/contributions/{id}/credit"), back, &html! {
                    div.field.grow {
                        label for=(field) { "Before whom" }
                        input id=(field) name="before" required autocomplete="off" placeholder="the Monday meeting";
                    }
                    button type="submit" { "Save" }
                }))
            }
        }
    }
}
