//! The circles a person is in, as chips, and a way into another.

use maud::{Markup, html};

use super::Sheet;
use crate::web::view::form;

/// What the form for another circle is unfolded by.
pub const INTO_A_CIRCLE: &str = "circle";

pub(super) fn chips(sheet: &Sheet<'_>, at: &str) -> Markup {
    let page = sheet.page;
    html! {
        @if !page.circles.is_empty() {
            ul.chips { @for (id, name) in &page.circles { li { a.chip href=(format!("/circles/{}", id.0)) { (name) } } } }
        }
        (sheet.folds.behind(INTO_A_CIRCLE, another(page.circles.is_empty()), || html! {
            (form::write_as("inline", &format!("{at}/circles"), sheet.back, &html! {
                div.field.grow {
                    label for="circle-name" { "Circle" }
                    input #circle-name name="circle" required list="circle-names" maxlength="100" autocomplete="off" placeholder="one there is, or a new one";
                }
                button type="submit" { "Add" }
            }))
            datalist #circle-names { @for (_, name) in sheet.circles { option value=(name); } }
        }))
    }
}

fn another(none: bool) -> &'static str {
    if none {
        "Put into a circle"
    } else {
        "Another circle"
    }
}
