//! `troth rhythm NAME DAYS`: how often contact feels right; `learnt` goes back to what the book sees.

use super::phrase;
use super::visit::Visit;
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// Whom
    #[arg(value_name = "NAME")]
    name: String,
    /// Days between contacts, or “learnt”
    #[arg(value_name = "DAYS|learnt")]
    days: String,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let days = match arguments.days.as_str() {
        "learnt" | "learned" | "none" => None,
        number => Some(number.parse::<u32>().map_err(|_| {
            Error::setup(format!("“{number}” is not a number of days"))
                .hint("for example: 14, or “learnt”")
        })?),
    };
    let book = visit.book()?;
    let person = book.person(book.look_up(&arguments.name)?)?.person;
    let done = book.set_rhythm(&visit.stamp(), person.id, days)?;
    let said = match days {
        Some(days) => format!(
            "rhythm with {}: every {}",
            person.name,
            phrase::counted(i64::from(days), "day")
        ),
        None => format!("rhythm with {}: as it is learnt", person.name),
    };
    visit.done(&said, &done)
}
