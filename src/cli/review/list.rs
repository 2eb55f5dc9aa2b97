//! What there is to judge, as a list for a person and as JSON.

use ledger::Day;
use ledger::moment::Moment;
use ledger::review::{Approach, Entry, Review};
use ledger::verdict::Verdict;
use serde_json::{Value, json};

use super::super::bids;
use super::super::page::{Column, Page, Tone};
use super::super::phrase;
use super::super::visit::Visit;
use super::naming::references;
use super::what;
use crate::book::{Book, References};
use crate::error::Result;

/// A leader's glance at the day, in one line.
pub const WHO: &str = "Who reached out today, and who held back? troth bid NAME \"…\"";

pub fn show(review: &Review, book: &Book, visit: &Visit, day: Day) -> Result<()> {
    let mut page = visit.page();
    page.heading("The evening", &phrase::day(review.until, day));
    page.blank();
    if review.entries.is_empty() {
        page.paragraph(0, "No touch of these days is noted.", Tone::Plain);
    } else {
        page.table(2, &COLUMNS, &rows(review));
        page.blank();
        page.paragraph(0, &phrase::sentence(&review.left_over()), Tone::Plain);
    }
    approaches(&mut page, review, day);
    let fresh = book.fresh_bids(day)?;
    if !fresh.is_empty() {
        page.section("Still open");
        for bid in &fresh {
            let reference = book.reference(bid.thing.id.0);
            let words = format!("{}: {}", bid.name, bid.thing.what);
            page.ends(2, (&words, Tone::Plain), (&reference, Tone::Dim));
        }
        page.paragraph(2, "troth bids answer REF · troth bids miss REF", Tone::Dim);
    }
    page.blank();
    if review.open() > 0 {
        let answers = "troth review better REF · troth review worse REF --moment interrupted";
        page.paragraph(0, answers, Tone::Dim);
    }
    page.paragraph(0, WHO, Tone::Dim);
    visit.show(page)
}

const COLUMNS: [Column; 5] = [
    Column::new(Tone::Dim),
    Column::new(Tone::Plain),
    Column::new(Tone::Plain),
    Column::giving(Tone::Plain),
    Column::new(Tone::Dim),
];

fn rows(review: &Review) -> Vec<Vec<String>> {
    let references = references(review);
    let row = |entry: &Entry| {
        vec![
            references.of(entry.id().0),
            entry.name.clone(),
            what(entry),
            entry.about().to_owned(),
            entry.verdict().map_or("", Verdict::words).to_owned(),
        ]
    };
    review.entries.iter().map(row).collect()
}

fn approaches(page: &mut Page, review: &Review, day: Day) {
    if review.approaches.is_empty() {
        return;
    }
    page.section("Not answered yet");
    for one in &review.approaches {
        let since = phrase::day(one.since, day);
        page.ends(2, (&one.name, Tone::Plain), (&since, Tone::Dim));
        page.paragraph(4, &one.about, Tone::Dim);
    }
    if review.more_approaches > 0 {
        let more = format!("and {} more", review.more_approaches);
        page.paragraph(2, &more, Tone::Dim);
    }
    let answers = "Answer now, or: troth review settled NAME (it needed none) · \
                   troth review let-lie NAME";
    page.paragraph(2, answers, Tone::Dim);
}

pub fn json(review: &Review, book: &Book, day: Day) -> Result<Value> {
    let fresh = book.fresh_bids(day)?;
    let references = references(review);
    let entry = |entry| json_entry(entry, &references);
    Ok(json!({
        "day": review.until.to_string(),
        "since": review.since.to_string(),
        "entries": review.entries.iter().map(entry).collect::<Vec<_>>(),
        "open": review.open(),
        "unanswered": review.approaches.iter().map(json_approach).collect::<Vec<_>>(),
        "more_unanswered": review.more_approaches,
        "bids": fresh.iter().map(|bid| bids::json(book, &bid.thing, &bid.name)).collect::<Vec<_>>(),
    }))
}

fn json_entry(entry: &Entry, references: &References) -> Value {
    json!({
        "touch": entry.id().0.to_string(),
        "reference": references.of(entry.id().0),
        "person": entry.name,
        "person_id": entry.person.0.to_string(),
        "date": entry.day().to_string(),
        "medium": entry.bearer().medium.id(),
        "setting": entry.bearer().setting.id(),
        "touches": entry.touches().len(),
        "about": entry.about(),
        "verdict": entry.verdict().map(Verdict::id),
        "moments": entry.moments().map(Moment::id).collect::<Vec<_>>(),
    })
}

fn json_approach(one: &Approach) -> Value {
    json!({
        "person": one.name, "person_id": one.person.0.to_string(),
        "since": one.since.to_string(), "medium": one.medium.id(), "about": one.about,
    })
}
