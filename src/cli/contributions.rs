//! `troth contributions`: what people did that deserves a word, and giving it: thanks to
//! themselves, credit in front of others.

use ledger::Day;
use ledger::contribution::Contribution;
use serde_json::{Value, json};

use super::listing::Listing;
use super::page::{Column, Page, Tone};
use super::phrase;
use super::visit::Visit;
use crate::book::Book;
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Arguments {
    #[command(subcommand)]
    change: Option<Change>,
    /// Only those of this person
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// Those thanked for or credited too
    #[arg(long)]
    all: bool,
}

#[derive(Debug, clap::Subcommand)]
enum Change {
    /// You thanked them for it
    Thank(Seen),
    /// You named whose work it was, in front of others
    Credit(Credited),
}

#[derive(clap::Args, Debug)]
struct Seen {
    /// The contribution's short reference, words of it, or whose it is
    #[arg(value_name = "REF|WORDS")]
    contribution: String,
}

#[derive(clap::Args, Debug)]
struct Credited {
    #[command(flatten)]
    seen: Seen,
    /// In front of whom: "the Monday meeting"
    #[arg(long, value_name = "WHOM")]
    before: String,
}

const LIST: Listing<Contribution> = Listing {
    heading: "What they did",
    key: "contributions",
    empty: (
        "Nothing here waits for thanks.",
        "troth saw NAME \"rewrote the parser overnight\"",
    ),
    of: |seen| seen.person,
    waits: Contribution::waits,
    json,
    table,
};

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    match arguments.change {
        None => LIST.show(
            visit,
            (arguments.name.as_deref(), arguments.all),
            Book::contributions,
        ),
        Some(change) => make(&change, visit),
    }
}

/// Contributions in columns, each with the name to show beside it.
pub fn table(page: &mut Page, book: &Book, contributions: &[(&Contribution, &str)], day: Day) {
    const COLUMNS: [Column; 5] = [
        Column::new(Tone::Dim),
        Column::new(Tone::Dim),
        Column::giving(Tone::Plain),
        Column::new(Tone::Plain),
        Column::new(Tone::Dim),
    ];
    let rows: Vec<Vec<String>> = contributions
        .iter()
        .map(|(seen, name)| {
            vec![
                book.reference(seen.id.0),
                phrase::day(seen.seen_on, day),
                seen.what.clone(),
                (*name).to_owned(),
                standing(seen),
            ]
        })
        .collect();
    page.table(2, &COLUMNS, &rows);
}

fn standing(seen: &Contribution) -> String {
    match (seen.thanked_on, &seen.credit) {
        (None, None) => "thanks to come",
        (Some(_), None) => "thanked",
        (None, Some(_)) => "credited",
        (Some(_), Some(_)) => "thanked, credited",
    }
    .to_owned()
}

fn make(change: &Change, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let (Change::Thank(seen) | Change::Credit(Credited { seen, .. })) = change;
    let id = book.look_up_contribution(&seen.contribution)?;
    let (done, how) = match change {
        Change::Thank(_) => (book.thank(&visit.stamp(), id, day)?, "thanked".to_owned()),
        Change::Credit(Credited { before, .. }) => (
            book.credit(&visit.stamp(), id, before, day)?,
            format!("credited before {}", before.trim()),
        ),
    };
    let noted = book
        .contributions(day)?
        .into_iter()
        .find(|noted| noted.thing.id == id)
        .ok_or_else(|| Error::internal("the contribution is gone after it was changed"))?;
    let said = format!("{} · {}: {how}", noted.thing.what, noted.name);
    visit.done(&said, &done)
}

pub fn json(book: &Book, seen: &Contribution, name: &str) -> Value {
    json!({
        "id": seen.id.0.to_string(),
        "reference": book.reference(seen.id.0),
        "person": name,
        "person_id": seen.person.0.to_string(),
        "what": seen.what,
        "seen_on": seen.seen_on.to_string(),
        "touch_id": seen.touch.map(|touch| touch.0.to_string()),
        "thanked_on": seen.thanked_on.map(|on| on.to_string()),
        "credited_on": seen.credit.as_ref().map(|credit| credit.on.to_string()),
        "before_whom": seen.credit.as_ref().map(|credit| credit.before_whom.as_str()),
    })
}
