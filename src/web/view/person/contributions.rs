//! What somebody did that deserves a word: thanks, credit in front of others, and noting more.

use ledger::contribution::Contribution;
use ledger::touch::{Setting, Touch};
use maud::{Markup, html};

use super::Sheet;
use crate::web::view::{contributions, form, layout, say};

/// So many stand on the page; more are counted.
const SHOWN: usize = 5;
/// So many meetings can be chosen from.
const MEETINGS: usize = 6;

pub(super) fn section(sheet: &Sheet<'_>) -> Markup {
    let all = &sheet.page.contributions;
    if all.is_empty() {
        return html! {};
    }
    let earlier = all.len().saturating_sub(SHOWN);
    layout::rows(
        "What they did",
        &html! {
            ul.rows { @for seen in all.iter().take(SHOWN) { (row(seen, sheet)) } }
            div.entry { div.margin {} div.text {
                @if earlier > 0 { (older(&all[SHOWN..], sheet)) }
                (adding(sheet))
            } }
        },
    )
}

fn row(seen: &Contribution, sheet: &Sheet<'_>) -> Markup {
    let id = seen.id.0;
    html! {
        li.entry {
            div.margin { (say::time(seen.seen_on, sheet.day)) }
            div.text {
                h3 { (seen.what) }
                p.soft.small { (standing(seen, sheet)) }
                @if seen.thanked_on.is_none() || seen.credit.is_none() {
                    div.deeds {
                        @if seen.thanked_on.is_none() { (contributions::thanks(id, sheet.back)) }
                        @if seen.credit.is_none() { (contributions::credit(id, sheet.back)) }
                    }
                }
            }
        }
    }
}

fn standing(seen: &Contribution, sheet: &Sheet<'_>) -> String {
    let said = contributions::standing(seen, sheet.day);
    said.unwrap_or_else(|| "A word of thanks is still to come.".to_owned())
}

fn older(seen: &[Contribution], sheet: &Sheet<'_>) -> Markup {
    html! {
        details {
            summary { "And " (say::grouped(seen.len() as i64)) " earlier" }
            div.inside { ul.rows.tight { @for one in seen {
                li { (one.what) " " span.soft.small { (say::short(one.seen_on, sheet.day)) } }
            } } }
        }
    }
}

pub(super) fn adding(sheet: &Sheet<'_>) -> Markup {
    sheet
        .folds
        .behind("contribution", "Note something good they did", || {
            form::write_as("form", "/contributions", sheet.back, &fields(sheet))
        })
}

fn fields(sheet: &Sheet<'_>) -> Markup {
    let met = |touch: &&Touch| touch.setting != Setting::Message;
    let touches = sheet.page.touches.iter();
    let meetings: Vec<&Touch> = touches.filter(met).take(MEETINGS).collect();
    html! {
        input type="hidden" name="person" value=(sheet.page.acquaintance.person.id.0);
        (form::labelled("seen-what", "What they did", &html! {
            input #seen-what name="what" required autocomplete="off" placeholder="rewrote the parser overnight";
        }))
        @if !meetings.is_empty() { (seen_in(&meetings, sheet)) }
        div.choices { label { input type="checkbox" name="thanked" value="yes"; "I thanked them there and then" } }
        div.deeds { button type="submit" { "Note it" } }
    }
}

fn seen_in(meetings: &[&Touch], sheet: &Sheet<'_>) -> Markup {
    form::labelled(
        "seen-touch",
        "Where you saw it",
        &html! {
            select #seen-touch name="touch" {
                option value="" { "Nowhere in particular" }
                @for touch in meetings {
                    option value=(touch.id.0) { (touch.setting.words()) ", " (say::short(touch.day, sheet.day)) }
                }
            }
        },
    )
}
