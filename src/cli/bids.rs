//! `troth bids`: small reaches for attention, and what became of each.

use ledger::Day;
use ledger::bid::{Bid, BidId, State};
use serde_json::{Value, json};

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
    /// Those answered or missed too
    #[arg(long)]
    all: bool,
}

#[derive(Debug, clap::Subcommand)]
enum Change {
    /// You took it up
    Answer(Reaching),
    /// You let it pass
    Miss(Reaching),
}

#[derive(clap::Args, Debug)]
struct Reaching {
    /// The bid's short reference, words of it, or whose it is
    #[arg(value_name = "REF|WORDS")]
    bid: String,
}

/// So many stand on a person's page.
const SHOWN: usize = 3;

const LIST: Listing<Bid> = Listing {
    heading: "Bids",
    key: "bids",
    empty: (
        "No bid is open here.",
        "troth bid NAME \"showed me the new plots\"",
    ),
    of: |bid| bid.person,
    waits: Bid::is_open,
    json,
    table,
};

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    match &arguments.change {
        None => LIST.show(
            visit,
            (arguments.name.as_deref(), arguments.all),
            Book::bids,
        ),
        Some(Change::Answer(reaching)) => settle(reaching, visit, Book::answer_bid),
        Some(Change::Miss(reaching)) => settle(reaching, visit, Book::miss_bid),
    }
}

/// The newest of one person's, on their page; nothing where there is none.
pub fn of_person(page: &mut Page, book: &Book, bids: &[Bid], day: Day) {
    if bids.is_empty() {
        return;
    }
    page.section("Reached out");
    let newest: Vec<(&Bid, &str)> = bids.iter().take(SHOWN).map(|bid| (bid, "")).collect();
    table(page, book, &newest, day);
}

fn table(page: &mut Page, book: &Book, bids: &[(&Bid, &str)], day: Day) {
    const COLUMNS: [Column; 4] = [
        Column::new(Tone::Dim),
        Column::giving(Tone::Plain),
        Column::new(Tone::Plain),
        Column::new(Tone::Dim),
    ];
    let rows: Vec<Vec<String>> = bids
        .iter()
        .map(|(bid, name)| {
            vec![
                book.reference(bid.id.0),
                bid.what.clone(),
                (*name).to_owned(),
                standing(bid, day),
            ]
        })
        .collect();
    page.table(2, &COLUMNS, &rows);
}

/// "open since Fri 6 Mar", "answered Mon 9 Mar".
fn standing(bid: &Bid, day: Day) -> String {
    match bid.state {
        State::Open if bid.made_on == day => "open since today".to_owned(),
        State::Open => format!("open since {}", phrase::day(bid.made_on, day)),
        State::Settled { on, outcome } => format!("{} {}", outcome.id(), phrase::day(on, day)),
    }
}

fn settle(
    reaching: &Reaching,
    visit: &Visit,
    verb: fn(&Book, &crate::book::Stamp, BidId, Day) -> Result<crate::book::Written>,
) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let id = book.look_up_bid(&reaching.bid)?;
    let done = verb(&book, &visit.stamp(), id, day)?;
    let Noted { thing, name } = book
        .bids(day)?
        .into_iter()
        .find(|noted| noted.thing.id == id)
        .ok_or_else(|| Error::internal("the bid is gone after it was changed"))?;
    let said = format!("{} · {name}: {}", thing.what, standing(&thing, day));
    visit.done(&said, &done)
}

pub fn json(book: &Book, bid: &Bid, name: &str) -> Value {
    let (state, settled_on) = match bid.state {
        State::Open => ("open", None),
        State::Settled { on, outcome } => (outcome.id(), Some(on.to_string())),
    };
    json!({
        "id": bid.id.0.to_string(),
        "reference": book.reference(bid.id.0),
        "person": name,
        "person_id": bid.person.0.to_string(),
        "what": bid.what,
        "made_on": bid.made_on.to_string(),
        "touch_id": bid.touch.map(|touch| touch.0.to_string()),
        "state": state,
        "settled_on": settled_on,
    })
}
