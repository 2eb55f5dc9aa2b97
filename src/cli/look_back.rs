//! `troth look-back SENTENCE`: how a week's focus went, in the owner's own words.

use ledger::Day;
use ledger::focus::{coming, monday, weeks_after};

use super::phrase;
use super::visit::Visit;
use crate::book::Book;
use crate::error::Result;

#[derive(clap::Args, Debug)]
#[command(
    after_help = "For example:\n  troth look-back \"twice, and the second time it felt natural\"\n\nUntil Thursday it is about last week, from Friday on about this one."
)]
pub struct Arguments {
    /// How it went; one sentence is enough
    #[arg(value_name = "SENTENCE")]
    words: String,
    /// Any day of another week
    #[arg(long, value_name = "DAY")]
    week: Option<String>,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let week = match &arguments.week {
        Some(text) => monday(visit.day_said(text, day)?),
        None => meant(&book, day)?,
    };
    let done = book.look_back(&visit.stamp(), week, &arguments.words, day)?;
    let said = format!(
        "looked back on the week of {}: {}",
        phrase::day(week, day),
        arguments.words.trim()
    );
    visit.done(&said, &done)
}

/// The week that ends or has just ended. In the first week with a focus that is this one.
fn meant(book: &Book, day: Day) -> Result<Day> {
    let ending = weeks_after(coming(day), -1);
    let there = book.week(ending, day)?.focus.is_some();
    Ok(if there { ending } else { monday(day) })
}
