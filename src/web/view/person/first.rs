//! What is not noted of somebody yet: a way to the first of each, in one row, so that a page is no
//! longer than what it holds.

use maud::{Markup, html};

use super::{Sheet, concerns, contributions, mending, milestones};
use crate::web::view::layout;

pub(super) fn section(sheet: &Sheet<'_>, at: &str) -> Markup {
    let page = sheet.page;
    let missing = [
        (page.concerns.is_empty(), concerns::adding(sheet)),
        (page.contributions.is_empty(), contributions::adding(sheet)),
        (page.milestones.is_empty(), milestones::adding(sheet)),
        (page.repairs.is_empty(), mending::adding(sheet, at)),
    ];
    let missing: Vec<Markup> = missing
        .into_iter()
        .filter_map(|(is_missing, adding)| is_missing.then_some(adding))
        .collect();
    if missing.is_empty() {
        return html! {};
    }
    layout::section(
        "Note more",
        &html! { div.more { @for adding in &missing { (adding) } } },
    )
}
