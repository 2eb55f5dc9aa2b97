//! `troth people [TEXT]`: everybody, or those whose name or address holds the text.
//! By name or by silence; never by what stands in an account.

use std::borrow::Cow;

use ledger::person::Standing;
use ledger::subject::shown;
use ledger::{Day, days_between};
use serde_json::{Value, json};

use super::page::{Column, Tone};
use super::phrase;
use super::visit::Visit;
use crate::book::{Acquaintance, Filter};
use crate::error::Result;

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// Part of a name or an address
    #[arg(value_name = "TEXT")]
    text: Option<String>,
    /// Which people: accepted, waiting or ignored
    #[arg(
        long,
        value_name = "WHICH",
        default_value = "accepted",
        hide_possible_values = true
    )]
    show: Which,
    /// In which order: name, or silence (the longest first)
    #[arg(
        long,
        value_name = "ORDER",
        default_value = "name",
        hide_possible_values = true
    )]
    sort: Order,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Which {
    Accepted,
    Waiting,
    Ignored,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Order {
    Name,
    Silence,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let standing = match arguments.show {
        Which::Accepted => Standing::Accepted,
        Which::Waiting => Standing::Waiting,
        Which::Ignored => Standing::Ignored,
    };
    let filter = Filter {
        text: arguments.text.clone(),
        standing,
    };
    let mut people = book.people_as_of(&filter, day)?;
    if arguments.sort == Order::Silence {
        // Those nobody has been in touch with come last: there is no silence to speak of.
        people.sort_by_key(|known| known.facts.as_ref().map_or(Day::MAX, |facts| facts.last));
    }
    if visit.wants_json() {
        let people: Vec<Value> = people.iter().map(|known| json(known, day)).collect();
        return visit.show_json(&json!({ "day": day.to_string(), "people": people }));
    }
    let mut page = visit.page();
    if people.is_empty() {
        let nobody = match &arguments.text {
            Some(text) => format!("Nobody here matches “{text}”."),
            None => "Nobody here.".to_owned(),
        };
        page.paragraph(0, &nobody, Tone::Plain);
        return visit.show(page);
    }
    let columns = [
        Column::new(Tone::Plain),
        Column::new(Tone::Dim),
        Column::new(Tone::Plain),
        Column::giving(Tone::Dim),
    ];
    let rows: Vec<Vec<String>> = people.iter().map(|known| row(known, day)).collect();
    let asides: Vec<Option<String>> = people.iter().map(Acquaintance::aside).collect();
    page.table_with(0, &columns, &rows, &asides);
    visit.show(page)
}

fn row(known: &Acquaintance, day: Day) -> Vec<String> {
    let (last, silence) = match &known.facts {
        Some(facts) => (
            phrase::day(facts.last, day),
            phrase::distance(facts.last, day),
        ),
        None => ("nothing noted yet".to_owned(), String::new()),
    };
    let promises = match known.open_promises {
        0 => String::new(),
        open => phrase::counted(i64::from(open), "open promise"),
    };
    let note = known
        .last
        .as_ref()
        .map(|last| shown(last.medium, &last.note).into_owned())
        .unwrap_or_default();
    let aside = if promises.is_empty() { note } else { promises };
    vec![
        super::page::cut(&known.person.name, 28),
        last,
        silence,
        aside,
    ]
}

pub fn json(known: &Acquaintance, day: Day) -> Value {
    let facts = known.facts.as_ref();
    let mut value = json!({
        "id": known.person.id.0.to_string(),
        "name": known.person.name,
        "standing": known.person.standing.id(),
        "importance": known.person.importance.steps(),
        "last_contact": facts.map(|facts| facts.last.to_string()),
        "silent_days": facts.map(|facts| days_between(facts.last, day)),
        "last_medium": known.last.as_ref().map(|last| last.medium.id()),
        "last_note": known.last.as_ref().map(|last| last.note.clone()),
        "contact_days": facts.map_or(0, |facts| facts.days),
        "from_me": facts.map_or(0, |facts| facts.from_me),
        "from_them": facts.map_or(0, |facts| facts.from_them),
        "open_promises": known.open_promises,
    });
    if let Cow::Owned(told) = known.told() {
        value["told"] = told.into();
    }
    value
}
