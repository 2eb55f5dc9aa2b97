//! On a person's page: what is worth remembering, with quick adding, and what the two share.

use ledger::detail::Detail;
use ledger::ground::CommonGround;
use maud::{Markup, html};

use super::Sheet;
use crate::web::view::{details, form, layout, say};

/// So many stand on the page; the rest has a page of its own.
const SHOWN: usize = 6;

pub(super) fn remembered(sheet: &Sheet<'_>, at: &str) -> Markup {
    let mut standing: Vec<&Detail> = sheet
        .page
        .details
        .iter()
        .filter(|detail| detail.is_standing())
        .collect();
    standing.sort_by_key(|detail| detail.ask_on().is_none_or(|on| on > sheet.day));
    let shown = standing.len().min(SHOWN);
    let any = !sheet.page.details.is_empty();
    html! {
        (layout::rows("Worth remembering", &html! {
            @if shown > 0 {
                ul.rows.tight { @for detail in &standing[..shown] {
                    (details::row(detail, &sheet.page.touches, sheet.day, sheet.folds, detail.topic.words()))
                } }
            }
            div.entry { div.margin {} div.text {
                (details::quick(at, &sheet.page.touches, sheet.day, sheet.back))
                @if any { p { a.aside.first href=(format!("{at}/details")) { "All that is remembered" @if standing.len() > shown { ", " (say::grouped(standing.len() as i64)) " in all" } } } }
            } }
        }))
    }
}

pub(super) fn shared_ground(sheet: &Sheet<'_>) -> Markup {
    let shared = &sheet.page.common_ground;
    let first = ledger::person::first_name(&sheet.page.acquaintance.person.name);
    html! {
        @if !shared.is_empty() {
            (layout::rows("Common ground", &html! {
                ul.rows.tight { @for one in shared.iter().take(SHOWN) { (pair(one, first, sheet)) } }
            }))
        }
    }
}

/// What is shared, with both notes, so that the owner judges it.
fn pair(one: &CommonGround, first: &str, sheet: &Sheet<'_>) -> Markup {
    let to = format!("/details/{}/found", one.theirs.id.0);
    html! {
        li.entry {
            div.margin { @if let Some(on) = one.found_on { "found " (say::time(on, sheet.day)) } }
            div.text {
                (say::sentence(&one.words()).trim_end_matches('.'))
                div.soft.small { "You: “" (one.mine.what) "”. " (first) ": “" (one.theirs.what) "”." }
                @if one.found_on.is_none() {
                    div.deeds { (form::write(&to, sheet.back, &html! {
                        input type="hidden" name="mine" value=(one.mine.id.0);
                        button type="submit" { "We found this" span.unseen { ": " (one.words()) } }
                    })) }
                }
            }
        }
    }
}
