//! `troth circle NAME`: one circle with its people; made, changed or ended in the same breath.

use ledger::circle::{CircleId, Kind};
use ledger::person::PersonId;

use super::visit::Visit;
use super::{circles, phrase, rhythm};
use crate::book::{Book, CircleChange};
use crate::error::{Error, Kind as Ending, Result};

#[derive(clap::Args, Debug)]
#[command(
    after_help = "For example:\n  troth circle \"Field team\" --add ana --add sam --rhythm \"every two weeks\"\n  \
troth circle \"Lyon office\" --kind place --add mei\n  troth circle \"Field team\" --part sam"
)]
pub struct Arguments {
    /// The circle: its name, part of it, or its short reference
    #[arg(value_name = "NAME")]
    name: String,
    /// Somebody who belongs to it; may be given again
    #[arg(long, value_name = "PERSON")]
    add: Vec<String>,
    /// Somebody who no longer does; may be given again
    #[arg(long, value_name = "PERSON")]
    part: Vec<String>,
    /// How often contact with each of them feels right; “none” takes it away
    #[arg(long, value_name = "RHYTHM")]
    rhythm: Option<String>,
    /// team, clients, mentors, place or other
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// A new name
    #[arg(long, value_name = "NAME")]
    rename: Option<String>,
    /// The circle is no more; its people stay
    #[arg(long, conflicts_with_all = ["add", "part", "rhythm", "kind", "rename"])]
    disband: bool,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let found = match book.look_up_circle(&arguments.name) {
        Ok(id) => Some(id),
        Err(error) if error.kind == Ending::NotFound && arguments.makes() => None,
        Err(error) => return Err(error),
    };
    match found {
        Some(id) if arguments.disband => disband(&book, id, visit),
        Some(id) if !arguments.makes() => circles::show_one(&book, id, visit),
        found => settle(&book, found, &arguments, visit),
    }
}

impl Arguments {
    /// Whether there is anything to do, rather than to look at.
    fn makes(&self) -> bool {
        let named = [&self.rhythm, &self.kind, &self.rename];
        !self.add.is_empty() || !self.part.is_empty() || named.iter().any(|given| given.is_some())
    }
}

fn settle(
    book: &Book,
    found: Option<CircleId>,
    arguments: &Arguments,
    visit: &Visit,
) -> Result<()> {
    let mut change = CircleChange {
        name: arguments.rename.clone(),
        kind: arguments.kind.as_deref().map(kind).transpose()?,
        add: people(book, &arguments.add)?,
        part: people(book, &arguments.part)?,
        rhythm: arguments.rhythm.as_deref().map(rhythm::said).transpose()?,
    };
    let stamp = visit.stamp();
    let done = match found {
        Some(id) => book.change_circle(&stamp, id, &change)?,
        None => {
            change.name = change.name.or_else(|| Some(arguments.name.clone()));
            book.make_circle(&stamp, &change)?
        }
    };
    let company = book.company(CircleId(done.subject), visit.day(book)?)?;
    let people = phrase::counted(company.members.len() as i64, "person");
    let rhythm = company
        .circle
        .rhythm
        .map_or(String::new(), |rhythm| format!(", {}", rhythm.words()));
    visit.done(&format!("{}: {people}{rhythm}", company.circle.name), &done)
}

fn disband(book: &Book, id: CircleId, visit: &Visit) -> Result<()> {
    let name = book.company(id, visit.day(book)?)?.circle.name;
    let done = book.disband(&visit.stamp(), id)?;
    visit.done(&format!("{name} is no more; its people stay"), &done)
}

fn people(book: &Book, names: &[String]) -> Result<Vec<PersonId>> {
    names.iter().map(|name| book.look_up(name)).collect()
}

fn kind(text: &str) -> Result<Kind> {
    Kind::from_id(&text.to_lowercase()).ok_or_else(|| {
        Error::setup(format!("“{text}” is not a kind of circle"))
            .hint("team, clients, mentors, place or other")
    })
}
