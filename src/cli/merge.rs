//! `troth merge NAME INTO`: two entries are one person; both histories are kept.

use super::visit::Visit;
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
    merge(&arguments.name, &arguments.into, visit)
}

pub fn merge(name: &str, into: &str, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let from = book.person(book.look_up(name)?)?.person;
    let into = book.person(book.look_up(into)?)?.person;
    let done = book.merge(&visit.stamp(), from.id, into.id)?;
    visit.done(
        &format!("{} is part of {} from now on", from.name, into.name),
        &done,
    )
}
