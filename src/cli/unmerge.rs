//! `troth unmerge NAME`: takes entries merged into a person apart again.

use super::visit::Visit;
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// The person
    #[arg(value_name = "NAME")]
    name: String,
    /// Which entry, when several were merged
    #[arg(value_name = "ENTRY")]
    entry: Option<String>,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let person = book.person(book.look_up(&arguments.name)?)?.person;
    let mut entries = book.merged_entries(person.id)?;
    if let Some(entry) = &arguments.entry {
        let wanted = entry.to_lowercase();
        entries.retain(|(_, name)| name.to_lowercase().contains(&wanted));
    }
    let (id, name) = match entries.as_slice() {
        [one] => one,
        [] => {
            return Err(Error::not_found(format!(
                "nothing of that kind was merged into {}",
                person.name
            )));
        }
        several => {
            let names: Vec<&str> = several.iter().map(|(_, name)| name.as_str()).collect();
            return Err(
                Error::refused(format!("several entries are part of {}", person.name))
                    .hint(format!("say which: {}", names.join(", "))),
            );
        }
    };
    let done = book.unmerge(&visit.stamp(), *id)?;
    visit.done(&format!("{name} is an entry of its own again"), &done)
}
