//! How the owner's word stands, beneath the list of promises: what is about to slip, what is due
//! this week against what one keeps, and how promises turn out both ways.

use ledger::Day;
use ledger::reliability::Reliability;
use ledger::slip::Slip;
use serde_json::{Value, json};

use super::page::{Column, Page, Tone};
use super::{phrase, pledge};
use crate::book::{Book, Keeping, Pledge};

/// Where the text beside a label begins.
const COLUMN: usize = 14;
/// So many that are about to slip have a line.
const LINES: usize = 8;

pub fn draw(page: &mut Page, book: &Book, keeping: &Keeping) {
    if !keeping.slipping.is_empty() {
        slipping(page, book, &keeping.slipping);
    }
    page.section("Your word");
    page.labelled(
        "  This week",
        COLUMN,
        &phrase::sentence(&keeping.load.words()),
    );
    page.labelled("  Yours", COLUMN, &phrase::sentence(&keeping.mine.words()));
    page.labelled(
        "  Theirs",
        COLUMN,
        &phrase::sentence(&keeping.theirs.words()),
    );
}

fn slipping(page: &mut Page, book: &Book, slipping: &[(Pledge, Slip)]) {
    page.section("About to slip");
    let rows: Vec<Vec<String>> = slipping
        .iter()
        .take(LINES)
        .map(|(pledge, slip)| {
            vec![
                book.reference(pledge.promise.id.0),
                pledge.name.clone(),
                slip.words(),
            ]
        })
        .collect();
    let columns = [
        Column::new(Tone::Dim),
        Column::new(Tone::Plain),
        Column::giving(Tone::Plain),
    ];
    page.table(2, &columns, &rows);
    if slipping.len() > LINES {
        let more = slipping.len() - LINES;
        page.paragraph(2, &format!("and {more} more"), Tone::Dim);
    }
    page.paragraph(
        2,
        "Tell early: troth promises draft REF · troth promises progress REF NOTE --told",
        Tone::Dim,
    );
}

pub fn json(book: &Book, keeping: &Keeping, day: Day) -> Value {
    let pace = &keeping.load.pace;
    json!({
        "due_this_week": keeping.load.due,
        "kept_a_week": pace.enough().then_some(pace.a_week),
        "kept_in_weeks": { "kept": pace.kept, "weeks": pace.weeks },
        "beyond": keeping.load.is_beyond(),
        "slipping": keeping.slipping.iter().map(|(pledge, slip)| json!({
            "why": slip.words(), "promise": pledge::json(book, &pledge.promise, &pledge.name, day),
        })).collect::<Vec<_>>(),
        "mine": reliability(&keeping.mine),
        "theirs": reliability(&keeping.theirs),
    })
}

pub fn reliability(reliability: &Reliability) -> Value {
    let (low, high) = reliability.interval();
    json!({
        "enough": reliability.enough(), "mean": reliability.mean, "low": low, "high": high,
        "outcomes": reliability.outcomes,
    })
}
