//! `troth merge NAME INTO`: two entries are one person; both histories are kept.

use ledger::person::PersonId;

use super::visit::Visit;
use crate::book::Book;
use crate::error::Result;

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The entry that becomes part of the other
    #[arg(value_name = "NAME")]
    name: String,
    /// The person it belongs to
    #[arg(value_name = "INTO")]
    into: String,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let from = book.look_up(&arguments.name)?;
    let into = book.look_up(&arguments.into)?;
    join(&book, from, into, visit)
}

pub fn join(book: &Book, from: PersonId, into: PersonId, visit: &Visit) -> Result<()> {
    let from = book.person(from)?.person;
    let into = book.person(into)?.person;
    let done = book.merge(&visit.stamp(), from.id, into.id)?;
    visit.done(
        &format!("{} is part of {} from now on", from.name, into.name),
        &done,
    )
}
