//! `troth rename NAME NEW`: a name is changed; everything else stays.

use super::visit::Visit;
use crate::error::Result;

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The name as it is
    #[arg(value_name = "NAME")]
    name: String,
    /// The name as it is to be
    #[arg(value_name = "NEW")]
    new: String,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let person = book.person(book.look_up(&arguments.name)?)?.person;
    let done = book.rename(&visit.stamp(), person.id, &arguments.new)?;
    visit.done(
        &format!("{} is now {}", person.name, arguments.new.trim()),
        &done,
    )?;
    if book.namesakes(person.id)? > 0 {
        visit.remark(&format!(
            "Somebody else is called {0} too. If they are one person: troth merge NAME INTO; \
             if not, an address tells them apart.",
            arguments.new.trim()
        ));
    }
    Ok(())
}
