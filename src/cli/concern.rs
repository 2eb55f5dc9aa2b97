//! `troth concern NAME WHAT`: what weighs on someone is noted, with a day to look again.

use super::phrase;
use super::remember;
use super::visit::Visit;
use crate::book::NewConcern;
use crate::error::Result;

#[derive(clap::Args, Debug)]
#[command(
    after_help = "For example:\n  troth concern sam \"worried about the release\" --check friday"
)]
pub struct Arguments {
    /// On whom it weighs
    #[arg(value_name = "NAME")]
    name: String,
    /// What it is, in a few words
    #[arg(value_name = "WHAT")]
    what: String,
    /// When to look again: friday, in 2 weeks [default: in a week]
    #[arg(long, value_name = "DAY")]
    check: Option<String>,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let check_on = match &arguments.check {
        Some(text) => Some(visit.day_said(text, day)?),
        None => None,
    };
    let person = book.person(book.look_up(&arguments.name)?)?.person;
    let new = NewConcern {
        person: person.id,
        what: arguments.what,
        check_on,
        touch: None,
    };
    remember::meant(&new.what, &person.name, visit)?;
    let done = book.raise_concern(&visit.stamp(), &new, day)?;
    let noted = super::concerns::find(&book, done.subject, day)?;
    let said = format!(
        "noted for {}: {}; look again {} ({})",
        person.name,
        noted.thing.what,
        phrase::day(noted.thing.check_on, day),
        book.reference(done.subject)
    );
    visit.done(&said, &done)?;
    remember::remark_on(visit, &new.what, &person.name, &done);
    Ok(())
}
