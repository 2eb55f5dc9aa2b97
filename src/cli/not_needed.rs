//! `troth not-needed NAME`: a move is set aside; it may be proposed again when its time comes.

use super::answer::{self, Named};
use super::visit::Visit;
use crate::error::Result;

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// Whom the move was about, or the short reference of a matter
    #[arg(value_name = "NAME|REF")]
    name: String,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    match answer::named(&book, &arguments.name, day)? {
        Some(Named::Matter(step, _, id)) => {
            let done = book.rest_matter(&visit.stamp(), id, day)?;
            return visit.done(&format!("not needed now: {}", step.name), &done);
        }
        // Word that was given is not set aside in silence.
        Some(promise) => return Err(answer::otherwise(&promise, &book, day)?),
        None => {}
    }
    let person = book.person(book.look_up(&arguments.name)?)?.person;
    let done = book.not_needed(&visit.stamp(), person.id, day)?;
    visit.done(&format!("not needed now: {}", person.name), &done)
}
