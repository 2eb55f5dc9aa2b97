//! `troth milestones`: what there is to celebrate in the next weeks, and celebrating it.

use jiff::ToSpan;
use ledger::Day;
use ledger::milestone::{Milestone, Occurs};
use serde_json::{Value, json};
use uuid::Uuid;

use super::page::{Column, Page, Tone};
use super::phrase;
use super::visit::Visit;
use crate::book::{Book, Coming, Noted};
use crate::error::{Error, Result};

/// How far ahead the list reaches unless asked otherwise, in days.
const AHEAD: u16 = 60;

#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Arguments {
    #[command(subcommand)]
    change: Option<Change>,
    /// Only those of this person
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// How many days ahead
    #[arg(long, value_name = "DAYS", default_value_t = AHEAD, value_parser = clap::value_parser!(u16).range(..=365))]
    days: u16,
}

#[derive(Debug, clap::Subcommand)]
enum Change {
    /// You marked it with them
    Celebrate(Which),
    /// It was noted wrongly: take it off
    Drop(Which),
}

#[derive(clap::Args, Debug)]
struct Which {
    /// The milestone's short reference, words of it, or whose it is
    #[arg(value_name = "REF|WORDS")]
    milestone: String,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    match arguments.change {
        None => list(&arguments, visit),
        Some(change) => make(&change, visit),
    }
}

fn list(arguments: &Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let until = day.saturating_add(i64::from(arguments.days).days());
    let mut coming = book.milestones_ahead(day, until)?;
    if let Some(name) = &arguments.name {
        let person = book.look_up(name)?;
        coming.retain(|one| one.milestone.person == person);
    }
    if visit.wants_json() {
        let all: Vec<Value> = coming
            .iter()
            .map(|one| json(&book, &one.milestone, &one.name, Some(one.on), day))
            .collect();
        return visit.show_json(&json!({ "day": day.to_string(), "milestones": all }));
    }
    let mut page = visit.page();
    if coming.is_empty() {
        let span = phrase::counted(i64::from(arguments.days), "day");
        let nothing = format!("Nothing to celebrate in the next {span}.");
        page.paragraph(0, &nothing, Tone::Plain);
        page.paragraph(0, "troth milestone NAME birthday 14-may", Tone::Dim);
        return visit.show(page);
    }
    page.heading("Milestones", &phrase::day(day, day));
    page.blank();
    table(&mut page, &book, &coming, day);
    visit.show(page)
}

fn table(page: &mut Page, book: &Book, coming: &[Coming], day: Day) {
    const COLUMNS: [Column; 5] = [
        Column::new(Tone::Dim),
        Column::new(Tone::Dim),
        Column::new(Tone::Plain),
        Column::giving(Tone::Plain),
        Column::new(Tone::Dim),
    ];
    let rows: Vec<Vec<String>> = coming
        .iter()
        .map(|one| {
            vec![
                book.reference(one.milestone.id.0),
                phrase::day(one.on, day),
                one.name.clone(),
                one.milestone.title(one.on),
                standing(&one.milestone, one.on, day),
            ]
        })
        .collect();
    page.table(2, &COLUMNS, &rows);
}

/// All the milestones of one person, each with its next day or its only one.
pub fn of_person(page: &mut Page, book: &Book, milestones: &[Milestone], day: Day) {
    const COLUMNS: [Column; 3] = [
        Column::new(Tone::Dim),
        Column::giving(Tone::Plain),
        Column::new(Tone::Dim),
    ];
    let rows: Vec<Vec<String>> = milestones
        .iter()
        .map(|one| {
            let on = one.shown_on(day);
            let standing = on.map(|on| standing(one, on, day)).unwrap_or_default();
            vec![book.reference(one.id.0), dated(one, day), standing]
        })
        .collect();
    page.table(2, &COLUMNS, &rows);
}

fn standing(milestone: &Milestone, on: Day, day: Day) -> String {
    match milestone.celebrated.get(&on.year()) {
        Some(_) => "celebrated".to_owned(),
        None => phrase::distance(on, day),
    }
}

/// "birthday, Thu 14 May".
pub fn dated(milestone: &Milestone, day: Day) -> String {
    said(milestone, milestone.shown_on(day), day)
}

fn said(milestone: &Milestone, on: Option<Day>, day: Day) -> String {
    match on {
        Some(on) => format!("{}, {}", milestone.title(on), phrase::day(on, day)),
        None => milestone.title(day),
    }
}

fn make(change: &Change, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let (Change::Celebrate(Which { milestone: words }) | Change::Drop(Which { milestone: words })) =
        change;
    let id = book.look_up_milestone(words, day)?;
    let noted = find(&book, id.0, day)?;
    // The time just missed or close ahead is the one that is meant.
    let meant = noted.thing.near(day, &book.weights()?);
    let title = said(
        &noted.thing,
        meant.or_else(|| noted.thing.shown_on(day)),
        day,
    );
    let (done, how) = match change {
        Change::Celebrate(_) => (book.celebrate(&visit.stamp(), id, day)?, "celebrated"),
        Change::Drop(_) => (book.drop_milestone(&visit.stamp(), id)?, "taken off"),
    };
    visit.done(&format!("{how} · {}: {title}", noted.name), &done)
}

pub(super) fn find(book: &Book, id: Uuid, day: Day) -> Result<Noted<Milestone>> {
    let all = book.milestones(day)?;
    all.into_iter()
        .find(|noted| noted.thing.id.0 == id)
        .ok_or_else(|| Error::internal("the milestone is not there where it was found"))
}

/// A milestone; `on` is the time it is listed for.
pub fn json(book: &Book, milestone: &Milestone, name: &str, on: Option<Day>, day: Day) -> Value {
    let (yearly, since) = match milestone.occurs {
        Occurs::Once(_) => (false, None),
        Occurs::Yearly { since, .. } => (true, since),
    };
    let celebrated = on.and_then(|on| milestone.celebrated.get(&on.year()));
    json!({
        "id": milestone.id.0.to_string(),
        "reference": book.reference(milestone.id.0),
        "person": name,
        "person_id": milestone.person.0.to_string(),
        "sort": milestone.sort.id(),
        "what": milestone.what,
        "title": milestone.title(on.unwrap_or(day)),
        "yearly": yearly,
        "since": since,
        "on": on.map(|on| on.to_string()),
        "days": on.map(|on| ledger::days_between(day, on)),
        "celebrated_on": celebrated.map(ToString::to_string),
    })
}
