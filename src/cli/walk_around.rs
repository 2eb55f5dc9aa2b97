//! `troth walk-around PLACE`: a day planned in person, and whom to look for there; without a place,
//! the days planned.

use ledger::walk_around::{WalkAroundId, to_see};
use ledger::{Day, days_between};
use serde_json::{Value, json};

use super::page::{Column, Page, Tone};
use super::phrase;
use super::visit::Visit;
use crate::book::{Book, Outing};
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
#[command(
    after_help = "For example:\n  troth walk-around \"Lyon office\" --day tuesday\n  troth walk-around"
)]
pub struct Arguments {
    /// The circle you will be among, or the short reference of a planned day
    #[arg(value_name = "CIRCLE|REF")]
    circle: Option<String>,
    /// When you will be there [default: the day it is]
    #[arg(long, value_name = "DAY")]
    day: Option<String>,
    /// It will not come to that
    #[arg(long, value_name = "REF", conflicts_with_all = ["circle", "day"])]
    call_off: Option<String>,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    if let Some(text) = &arguments.call_off {
        let id = book
            .look_up_walk_around(text, day)?
            .ok_or_else(|| unknown(text))?;
        let place = book.walk_around(id, day)?.planned.place;
        let done = book.call_off(&visit.stamp(), id)?;
        return visit.done(&format!("called off: {place}"), &done);
    }
    let Some(text) = &arguments.circle else {
        return list(&book, day, visit);
    };
    if let Some(id) = book.look_up_walk_around(text, day)? {
        return show(&book, &book.walk_around(id, day)?, day, visit);
    }
    let circle = book.look_up_circle(text)?;
    let on = match &arguments.day {
        Some(text) => visit.day_said(text, day)?,
        None => day,
    };
    let today = if visit.looks_at_another_day() && arguments.day.is_none() {
        // “--on tuesday” says when, as the day it is to be.
        on
    } else {
        day
    };
    let done = book.plan_walk_around(&visit.stamp(), circle, on, today)?;
    let outing = book.walk_around(WalkAroundId(done.subject), on)?;
    let people = phrase::counted(
        to_see(&outing.planned, &outing.locals).len() as i64,
        "person",
    );
    let said = format!(
        "{} on {}: {people} to look for ({})",
        outing.planned.place,
        phrase::day(on, day),
        book.reference(done.subject)
    );
    visit.done(&said, &done)
}

fn unknown(text: &str) -> Error {
    Error::not_found(format!("no day in person is called “{}”", text.trim()))
        .hint("troth walk-around lists them, each with its short reference")
}

fn list(book: &Book, day: Day, visit: &Visit) -> Result<()> {
    let all = book.walk_arounds(day)?;
    if visit.wants_json() {
        let all: Vec<Value> = all.iter().map(|one| json(book, one)).collect();
        return visit.show_json(&json!({ "day": day.to_string(), "walk_arounds": all }));
    }
    let mut page = visit.page();
    if all.is_empty() {
        page.paragraph(0, "No day in person is planned.", Tone::Plain);
        page.paragraph(
            0,
            "troth walk-around \"Lyon office\" --day tuesday",
            Tone::Dim,
        );
    }
    for (n, outing) in all.iter().enumerate() {
        if n > 0 {
            page.blank();
        }
        draw(&mut page, book, outing, day);
    }
    visit.show(page)
}

fn show(book: &Book, outing: &Outing, day: Day, visit: &Visit) -> Result<()> {
    if visit.wants_json() {
        return visit.show_json(&json(book, outing));
    }
    let mut page = visit.page();
    draw(&mut page, book, outing, day);
    visit.show(page)
}

fn draw(page: &mut Page, book: &Book, outing: &Outing, day: Day) {
    let planned = &outing.planned;
    let on = format!(
        "{}, {} · {}",
        phrase::day(planned.day, day),
        phrase::distance(planned.day, day),
        book.reference(planned.id.0)
    );
    page.ends(0, (&planned.place, Tone::Strong), (&on, Tone::Dim));
    let missed = to_see(planned, &outing.locals);
    if missed.is_empty() {
        let words = "You have spoken informally with everybody there within a month.";
        page.paragraph(2, words, Tone::Plain);
        return;
    }
    page.paragraph(2, "Not spoken with informally for a month:", Tone::Dim);
    let rows: Vec<Vec<String>> = missed
        .iter()
        .map(|local| {
            let last = local
                .last_informal
                .map_or("nothing informal noted".to_owned(), |last| {
                    format!(
                        "last {}, {}",
                        phrase::day(last, day),
                        phrase::distance(last, day)
                    )
                });
            vec![local.name.clone(), last]
        })
        .collect();
    page.table(
        2,
        &[Column::giving(Tone::Plain), Column::new(Tone::Dim)],
        &rows,
    );
}

fn json(book: &Book, outing: &Outing) -> Value {
    let planned = &outing.planned;
    json!({
        "id": planned.id.0.to_string(),
        "reference": book.reference(planned.id.0),
        "day": planned.day.to_string(),
        "place": planned.place,
        "circle_id": outing.circle.0.to_string(),
        "to_see": to_see(planned, &outing.locals).iter().map(|local| json!({
            "person": local.name,
            "person_id": local.person.0.to_string(),
            "last_informal": local.last_informal.map(|last| last.to_string()),
            "days": local.last_informal.map(|last| days_between(last, planned.day)),
        })).collect::<Vec<_>>(),
    })
}
