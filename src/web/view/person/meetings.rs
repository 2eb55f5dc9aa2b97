//! What is ahead with somebody, on their page: the next meeting, and the brief to read before it.

use ledger::Day;
use maud::{Markup, html};

use super::Sheet;
use crate::web::view::{layout, meetings};

/// Nothing where nothing is ahead.
pub fn ahead(sheet: &Sheet<'_>) -> Markup {
    let today: Day = sheet.day;
    let mut next = sheet
        .page
        .meetings
        .iter()
        .filter(|one| one.is_ahead() && one.day >= today);
    let Some(next) = next.next() else {
        return html! {};
    };
    let what = if next.title.is_empty() {
        next.kind.words()
    } else {
        &next.title
    };
    layout::section(
        "You meet",
        &html! {
            p {
                a href=(format!("/meetings/{}", next.id.0)) { (meetings::when(next.at, sheet.zone, today)) }
                ": " (what)
            }
        },
    )
}
