//! `troth done NAME`: a move of today's is done.

use super::answer;
use super::visit::Visit;
use crate::error::Result;

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// Whom the move was about
    #[arg(value_name = "NAME")]
    name: String,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    if let Some(named) = answer::named(&book, &arguments.name, day)? {
        return Err(answer::otherwise(&named, &book, day)?);
    }
    let person = book.person(book.look_up(&arguments.name)?)?.person;
    let done = book.done(&visit.stamp(), person.id, day)?;
    visit.done(&format!("done: {}", person.name), &done)?;
    visit.remark_on_touch(&book, &done, day)
}
