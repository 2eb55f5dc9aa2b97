//! Confidences opened at the terminal, for the eyes of the owner who typed the passphrase. There is
//! no JSON of it: what is written for programs is kept by programs.

use ledger::Day;

use super::page::{Page, Tone};
use super::phrase;
use crate::book::{Book, Enclosed};
use crate::seal::{Key, Place, Secret, Told};

/// One confidence after another, each opened as it is shown.
pub fn draw(page: &mut Page, book: &Book, key: &Key, all: &[Enclosed], day: Day) {
    for enclosed in all {
        let confidence = &enclosed.confidence;
        let aside = format!(
            "{} · {}",
            book.reference(confidence.id.0),
            phrase::day(confidence.noted_on, day)
        );
        page.blank();
        page.ends(0, (&enclosed.name, Tone::Strong), (&aside, Tone::Dim));
        let place = Place {
            id: confidence.id.0,
            person: enclosed.noted_with.0,
        };
        match key.open(place, &enclosed.envelope) {
            Ok(told) => words(page, &told),
            Err(closed) => page.paragraph(2, &phrase::sentence(&closed.sentence), Tone::Dim),
        }
        if let Some(review) = confidence.review_on {
            let review = format!("To look at again {}", phrase::day(review, day));
            page.paragraph(2, &review, Tone::Dim);
        }
    }
}

fn words(page: &mut Page, told: &Told) {
    for line in told.text.reveal().lines() {
        page.paragraph(2, &shown(line), Tone::Plain);
    }
    if !told.told_by.is_empty() {
        page.labelled("  Told by", 14, &shown(told.told_by.reveal()));
    }
    if !told.may_know.is_empty() {
        let names: Vec<String> = told
            .may_know
            .iter()
            .map(Secret::reveal)
            .map(shown)
            .collect();
        page.labelled("  May know", 14, &phrase::list(&names));
    }
}

/// Without what would steer the terminal.
fn shown(line: &str) -> String {
    line.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}
