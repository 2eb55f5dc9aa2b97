//! Their small reaches for attention: what is open, what became of the others, and noting one.

use ledger::bid::{Bid, State};
use maud::{Markup, html};

use super::Sheet;
use crate::web::view::{bids, layout, say};

/// So many stand on the page.
const SHOWN: usize = 5;

pub(super) fn section(sheet: &Sheet<'_>) -> Markup {
    let all = &sheet.page.bids;
    let add = adding(sheet);
    if all.is_empty() {
        return layout::section("Reached out", &add);
    }
    layout::rows(
        "Reached out",
        &html! {
            ul.rows.tight { @for bid in all.iter().take(SHOWN) { (row(bid, sheet)) } }
            div.entry { div.margin {} div.text { (add) } }
        },
    )
}

fn row(bid: &Bid, sheet: &Sheet<'_>) -> Markup {
    html! {
        li.entry {
            div.margin { (say::time(bid.made_on, sheet.day)) }
            div.text {
                (bid.what)
                @match bid.state {
                    State::Open => div.deeds { (bids::answers(bid.id.0, sheet.back)) },
                    State::Settled { on, outcome } => div.soft.small { (outcome.id()) " " (say::short(on, sheet.day)) },
                }
            }
        }
    }
}

fn adding(sheet: &Sheet<'_>) -> Markup {
    let who =
        html! { input type="hidden" name="person" value=(sheet.page.acquaintance.person.id.0); };
    html! {
        (sheet.folds.behind("bid", "Note that they reached out", || bids::noting(&who, sheet.back)))
    }
}
