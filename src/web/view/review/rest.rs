//! What else the evening asks: approaches never answered, bids still open, who reached out and who held
//! back; and what was judged already.

use ledger::review::{Approach, Entry};
use ledger::verdict::Verdict;
use maud::{Markup, html};

use super::{Evening, told};
use crate::web::view::{bids as bid, form, layout, say};

pub(super) fn approaches(evening: &Evening<'_>) -> Markup {
    let review = evening.review;
    if review.approaches.is_empty() {
        return html! {};
    }
    let ways = review.approaches.iter().zip(evening.ways);
    layout::rows(
        "Not answered",
        &html! {
            ul.rows { @for (one, way) in ways { (approach(one, way, evening)) } }
            @if review.more_approaches > 0 {
                div.entry { div.margin {} div.text { p.soft { "And " (say::grouped(review.more_approaches as i64)) " more, for another evening." } } }
            }
        },
    )
}

fn approach(one: &Approach, way: &str, evening: &Evening<'_>) -> Markup {
    let action = format!("/people/{}/unanswered", one.person.0);
    html! {
        li.entry {
            div.margin { (say::time(one.since, evening.day)) }
            div.text {
                h3.name { a href=(format!("/people/{}", one.person.0)) { (one.name) } }
                p.soft { "Wrote " (one.medium.words()) @if !one.about.is_empty() { ": “" (one.about) "”" } ". You have not answered yet." }
                (form::write_as("deeds", &action, evening.back, &html! {
                    input type="hidden" name="since" value=(one.since);
                    a.button href=(way) { "Answer now" }
                    button type="submit" name="answer" value="settled" { "It needed no answer" }
                    button type="submit" name="answer" value="let-lie" { "Yes, I let it lie" }
                }))
            }
        }
    }
}

pub(super) fn bids(evening: &Evening<'_>) -> Markup {
    let who = form::labelled(
        "bid-person",
        "Who",
        &html! { input #bid-person name="person" list="names" required autocomplete="off"; },
    );
    let add = html! {
        details {
            summary data-key="r" { "Who reached out today, and who held back? " kbd { "r" } }
            div.inside { (bid::noting(&who, evening.back)) }
        }
    };
    if evening.bids.is_empty() {
        return layout::section("Reached out", &add);
    }
    layout::rows(
        "Reached out",
        &html! {
            ul.rows.tight { @for one in evening.bids {
                li.entry {
                    div.margin { (say::time(one.thing.made_on, evening.day)) }
                    div.text {
                        a.plain href=(format!("/people/{}", one.thing.person.0)) { (one.name) } ": " (one.thing.what)
                        div.deeds { (bid::answers(one.thing.id.0, evening.back)) }
                    }
                }
            } }
            div.entry { div.margin {} div.text { (add) } }
        },
    )
}

pub(super) fn judged(evening: &Evening<'_>) -> Markup {
    let judged: Vec<&Entry> = evening
        .review
        .entries
        .iter()
        .filter(|entry| entry.is_judged())
        .collect();
    if judged.is_empty() {
        return html! {};
    }
    layout::section(
        "Judged",
        &html! {
            details {
                summary { (say::counted(judged.len() as i64, "entry")) " of these days" }
                div.inside { ul.spaced { @for entry in judged { li {
                    a.plain href=(format!("/people/{}", entry.person.0)) { (entry.name) } " "
                    span.soft.small { (told(entry)) " " (entry.verdict().map_or("", Verdict::words)) (moments(entry)) }
                } } } }
            }
        },
    )
}

fn moments(entry: &Entry) -> String {
    let words: Vec<&str> = entry.moments().map(|moment| moment.words()).collect();
    if words.is_empty() {
        return String::new();
    }
    format!(": {}", words.join(", "))
}
