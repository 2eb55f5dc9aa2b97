//! That there are confidences with a person, and no word of them.

use maud::{Markup, html};

use super::Sheet;
use crate::web::view::say;

pub(super) fn sealed(sheet: &Sheet<'_>, at: &str) -> Markup {
    let count = sheet.page.confidences.len();
    html! {
        @if count == 0 {
            p.soft { "What is told to you in private can be kept here, sealed." }
            div.deeds { a.button href=(format!("{at}/confidences/new")) { "Note a confidence" } }
        } @else {
            p { (say::sentence(&format!("{}, sealed", say::counted(count as i64, "confidence")))) }
            div.deeds { a.button href=(format!("{at}/confidences")) { "Confidences" } }
        }
    }
}
