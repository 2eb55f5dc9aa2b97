//! The evening: one touch large, the next below it, and how far one is. Two answers and no third; what
//! is skipped stays as it is.

mod captures;
mod rest;

use jiff::tz::TimeZone;
use ledger::Day;
use ledger::bid::Bid;
use ledger::person::PersonId;
use ledger::review::{Entry, Review};
use ledger::touch::TouchId;
use maud::{Markup, html};

use super::person::moments;
use super::{form, layout, say};
use crate::book::Noted;

/// What the evening's page is made from.
pub struct Evening<'a> {
    pub review: &'a Review,
    /// The entry that is asked about now.
    pub now: Option<usize>,
    /// Whether the owner has come this far by skipping.
    pub skipped: bool,
    pub heard: Option<Heard>,
    pub bids: &'a [Noted<Bid>],
    /// Where each of the approaches can be answered.
    pub ways: &'a [String],
    pub names: &'a [String],
    pub zone: &'a TimeZone,
    pub day: Day,
    pub back: &'a str,
}

/// Somebody the owner has just listened to.
pub struct Heard {
    pub person: PersonId,
    pub name: String,
    pub touch: TouchId,
}

/// The address of a place in the evening.
pub fn address(since: Day, day: Day, at: Option<usize>) -> String {
    let mut parts = Vec::new();
    if since != day {
        parts.push(format!("since={since}"));
    }
    parts.extend(at.filter(|at| *at > 0).map(|at| format!("at={at}")));
    if parts.is_empty() {
        return "/review".to_owned();
    }
    format!("/review?{}", parts.join("&"))
}

pub fn body(evening: &Evening<'_>) -> Markup {
    let review = evening.review;
    html! {
        div.evening {
            (layout::title(&progress(evening), &html! { "The evening" }, &html! { p.lead { (lead(evening)) } }))
            @if let Some(heard) = &evening.heard { (captures::heard(heard, evening.back)) }
            @match evening.now.and_then(|now| Some((now, review.entries.get(now)?))) {
                Some((now, entry)) => { (asked(entry, now, evening)) (next(now, evening)) }
                None => (over(evening)),
            }
            (rest::approaches(evening))
            (rest::bids(evening))
            (rest::judged(evening))
        }
        (moments())
        (form::names("names", evening.names))
    }
}

fn progress(evening: &Evening<'_>) -> Markup {
    let all = evening.review.entries.len();
    html! { @if let Some(now) = evening.now { span.progress { (now + 1) " of " (all) } } }
}

fn lead(evening: &Evening<'_>) -> String {
    let day = say::long(evening.day);
    match (evening.now, evening.review.entries.is_empty()) {
        (Some(_), _) => "Left better, or left worse? What you skip stays as it is.".to_owned(),
        (None, true) => format!("{day}. No touch is noted."),
        (None, false) => format!("{day}."),
    }
}

fn asked(entry: &Entry, now: usize, evening: &Evening<'_>) -> Markup {
    let action = format!("/touches/{}/left", entry.id().0);
    let skip = address(evening.review.since, evening.day, Some(now + 1));
    let person = entry.person.0;
    html! {
        section.entry.asked aria-label="How was it left?" {
            div.margin { (when(entry, evening)) }
            div.text {
                h2.name { a href=(format!("/people/{person}")) { (entry.name) } }
                p.reason { (told(entry)) }
                div.verdicts {
                    (form::write_as("deeds", &action, evening.back, &html! {
                        input type="hidden" name="person" value=(person);
                        button.primary type="submit" name="verdict" value="better" data-key="b ArrowRight" { "Left better" kbd { "b" } }
                        button type="submit" name="verdict" value="worse" data-key="w ArrowLeft" { "Left worse" kbd { "w" } }
                    }))
                    a.button.quiet href=(skip) data-key="s" { "Skip" kbd { "s" } }
                }
                (captures::all(entry, &action, evening))
            }
        }
    }
}

fn when(entry: &Entry, evening: &Evening<'_>) -> Markup {
    let first = &entry.touches()[0];
    html! {
        @if entry.day() != evening.day { (say::time(entry.day(), evening.day)) br; }
        (say::hour(first.at, evening.zone))
    }
}

/// "A coffee in person: “how the audit is going”", "3 messages by mail: “The harbour plan”".
fn told(entry: &Entry) -> String {
    let bearer = entry.bearer();
    let (setting, medium) = (bearer.setting.words(), bearer.medium.words());
    let kind = match entry.touches().len() {
        1 => format!("{setting} {medium}"),
        several => format!("{} {medium}", say::counted(several as i64, "message")),
    };
    let kind = say::sentence(&kind);
    match entry.about() {
        "" => kind,
        about => format!("{}: “{about}”", kind.trim_end_matches('.')),
    }
}

fn next(now: usize, evening: &Evening<'_>) -> Markup {
    let review = evening.review;
    let next = review
        .next_from(now + 1)
        .and_then(|at| review.entries.get(at));
    html! {
        @if let Some(next) = next {
            div.entry.next { div.margin { "next" } div.text { span.name { (next.name) } " " span.soft { (told(next)) } } }
        }
    }
}

fn over(evening: &Evening<'_>) -> Markup {
    let review = evening.review;
    let before = evening.day.yesterday().unwrap_or(evening.day);
    let again = address(review.since, evening.day, None);
    layout::section(
        "",
        &html! {
            @if review.entries.is_empty() {
                p.empty { "What happened today that is worth a line?" }
            } @else if review.open() == 0 {
                p.empty { "That is the day. Sleep well." }
            } @else {
                p.empty { (say::sentence(&review.left_over())) }
            }
            div.deeds {
                @if evening.skipped && review.open() > 0 { a.button href=(again) { "Look at them now" } }
                @if review.entries.is_empty() { a.button href="/new" { "Note a touch" } }
                @if review.since == evening.day { a.button.quiet href=(format!("/review?since={before}")) { "Yesterday’s too" } }
            }
        },
    )
}
