//! What is not noted of somebody yet: a way to the first of each, in one row, so that a page is no
//! longer than what it holds.

use maud::{Markup, html};

use super::{Sheet, concerns, contributions, mending, milestones};
use crate::web::view::layout;

pub(super) fn section(sheet: &Sheet<'_>, at: &str) -> Markup {
    let page = sheet.page;
    let missing = [
        page.concerns.is_empty(),
        page.contributions.is_empty(),
        page.milestones.is_empty(),
        page.repairs.is_empty(),
    ];
    if missing == [false; 4] {
        return html! {};
    }
    let [concerns, contributions, milestones, repairs] = missing;
    layout::section(
        "Note more",
        &html! {
            div.more {
                @if concerns { (concerns::adding(sheet)) }
                @if contributions { (contributions::adding(sheet)) }
                @if milestones { (milestones::adding(sheet)) }
                @if repairs { (mending::adding(sheet, at)) }
            }
        },
    )
}
