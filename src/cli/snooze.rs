//! `troth snooze WHAT --until DAY`: a move, or a promise or a matter of the morning by its
//! reference, comes back on a day.

use ledger::today::{About, Move};
use uuid::Uuid;

use super::phrase;
use super::visit::Visit;
use crate::book::{Shown, reference};
use crate::error::Result;

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// A person's name, or the short reference of a promise or matter
    #[arg(value_name = "NAME|REF")]
    what: String,
    /// The day it comes back
    #[arg(long, value_name = "DAY")]
    until: String,
    /// Why, in your own words
    #[arg(long, value_name = "WORDS", default_value = "")]
    why: String,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let until = visit.day_said(&arguments.until, day)?;
    let back = format!("until {}", phrase::day(until, day));
    let open = book.promises(Shown::Open)?;
    let named = open
        .iter()
        .find(|pledge| reference(pledge.promise.id.0) == arguments.what);
    if let Some(pledge) = named {
        let done = book.hush(
            &visit.stamp(),
            pledge.promise.id,
            until,
            &arguments.why,
            day,
        )?;
        return visit.done(&format!("put off {back}: {}", pledge.promise.what), &done);
    }
    let plan = book.today_when_asked(day)?;
    if let Some((id, step)) = plan
        .moves
        .iter()
        .find_map(|step| named_matter(step, &arguments.what))
    {
        let done = book.hush_matter(&visit.stamp(), id, until, &arguments.why, day)?;
        return visit.done(&format!("put off {back}: {}", step.name), &done);
    }
    let person = book.person(book.look_up(&arguments.what)?)?.person;
    let done = book.snooze(&visit.stamp(), person.id, until, &arguments.why, day)?;
    visit.done(&format!("put off {back}: {}", person.name), &done)
}

/// The matter a move is about, when the text is its short reference.
fn named_matter<'a>(step: &'a Move, text: &str) -> Option<(Uuid, &'a Move)> {
    match step.about {
        About::Matter(_, id) if reference(id) == text => Some((id, step)),
        _ => None,
    }
}
