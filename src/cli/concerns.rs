//! `troth concerns`: what weighs on people, by the day to look again, and what becomes of it.

use ledger::Day;
use ledger::concern::{Concern, State};
use serde_json::{Value, json};
use uuid::Uuid;

use super::listing::Listing;
use super::page::{Column, Page, Tone};
use super::phrase;
use super::visit::Visit;
use crate::book::{Book, Noted};
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Arguments {
    #[command(subcommand)]
    change: Option<Change>,
    /// Only those of this person
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// Those that were eased too
    #[arg(long)]
    all: bool,
}

#[derive(Debug, clap::Subcommand)]
enum Change {
    /// It is still there: look again on a day
    Again(Again),
    /// You offered help before being asked; look again on a day
    Help(Again),
    /// It weighs on them no longer
    Ease(Weighing),
}

#[derive(clap::Args, Debug)]
struct Weighing {
    /// The concern's short reference, words of it, or whose it is
    #[arg(value_name = "REF|WORDS")]
    concern: String,
}

#[derive(clap::Args, Debug)]
struct Again {
    #[command(flatten)]
    weighing: Weighing,
    /// When to look again: friday, in 2 weeks [default: in a week]
    #[arg(long, value_name = "DAY")]
    check: Option<String>,
}

const LIST: Listing<Concern> = Listing {
    heading: "Concerns",
    key: "concerns",
    empty: (
        "No concern is open here.",
        "troth concern NAME \"worried about the release\" --check friday",
    ),
    of: |concern| concern.person,
    waits: Concern::is_open,
    json,
    table,
};

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    match arguments.change {
        None => LIST.show(
            visit,
            (arguments.name.as_deref(), arguments.all),
            Book::concerns,
        ),
        Some(change) => make(&change, visit),
    }
}

/// Concerns in columns, each with the name to show beside it.
pub fn table(page: &mut Page, book: &Book, concerns: &[(&Concern, &str)], day: Day) {
    const COLUMNS: [Column; 4] = [
        Column::new(Tone::Dim),
        Column::giving(Tone::Plain),
        Column::new(Tone::Plain),
        Column::new(Tone::Dim),
    ];
    let rows: Vec<Vec<String>> = concerns
        .iter()
        .map(|(concern, name)| {
            vec![
                book.reference(concern.id.0),
                concern.what.clone(),
                (*name).to_owned(),
                standing(concern, day),
            ]
        })
        .collect();
    page.table(2, &COLUMNS, &rows);
}

/// "look again Fri 13 Mar", "eased Mon 2 Mar".
fn standing(concern: &Concern, day: Day) -> String {
    match concern.state {
        State::Eased { on } => format!("eased {}", phrase::day(on, day)),
        State::Open if concern.check_on == day => "look again today".to_owned(),
        State::Open => format!("look again {}", phrase::day(concern.check_on, day)),
    }
}

fn make(change: &Change, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let (Change::Again(Again { weighing, .. })
    | Change::Help(Again { weighing, .. })
    | Change::Ease(weighing)) = change;
    let id = book.look_up_concern(&weighing.concern)?;
    let check = |again: &Again| {
        let said = again.check.as_deref();
        said.map(|text| visit.day_said(text, day)).transpose()
    };
    let stamp = visit.stamp();
    let done = match change {
        Change::Again(again) => book.look_again(&stamp, id, day, check(again)?)?,
        Change::Help(again) => book.offer_help(&stamp, id, day, check(again)?)?,
        Change::Ease(_) => book.ease(&stamp, id, day)?,
    };
    let noted = find(&book, id.0, day)?;
    let offered = match change {
        Change::Help(_) => "help offered, ",
        Change::Again(_) | Change::Ease(_) => "",
    };
    let said = format!(
        "{} · {}: {offered}{}",
        noted.thing.what,
        noted.name,
        standing(&noted.thing, day)
    );
    visit.done(&said, &done)
}

pub(super) fn find(book: &Book, id: Uuid, day: Day) -> Result<Noted<Concern>> {
    let all = book.concerns(day)?;
    all.into_iter()
        .find(|noted| noted.thing.id.0 == id)
        .ok_or_else(|| Error::internal("the concern is gone after it was changed"))
}

pub fn json(book: &Book, concern: &Concern, name: &str) -> Value {
    let eased_on = match concern.state {
        State::Open => None,
        State::Eased { on } => Some(on.to_string()),
    };
    json!({
        "id": concern.id.0.to_string(),
        "reference": book.reference(concern.id.0),
        "person": name,
        "person_id": concern.person.0.to_string(),
        "what": concern.what,
        "raised_on": concern.raised_on.to_string(),
        "check_on": concern.check_on.to_string(),
        "touch_id": concern.touch.map(|touch| touch.0.to_string()),
        "state": if concern.is_open() { "open" } else { "eased" },
        "eased_on": eased_on,
    })
}
