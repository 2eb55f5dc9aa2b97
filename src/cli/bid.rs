//! `troth bid NAME WHAT`: somebody's small reach for attention is noted.

use ledger::bid::Outcome;

use super::visit::Visit;
use crate::book::NewBid;
use crate::error::Result;

#[derive(clap::Args, Debug)]
#[command(
    after_help = "For example:\n  troth bid chiara \"showed me the new plots\"\n  \
troth bid sam \"asked how my talk went\" --answered"
)]
pub struct Arguments {
    /// Who reached out
    #[arg(value_name = "NAME")]
    name: String,
    /// What it was: a remark, a question, something shown
    #[arg(value_name = "WHAT")]
    what: String,
    /// You took it up there and then
    #[arg(long, conflicts_with = "missed")]
    answered: bool,
    /// You let it pass
    #[arg(long)]
    missed: bool,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let person = book.person(book.look_up(&arguments.name)?)?.person;
    let outcome = match (arguments.answered, arguments.missed) {
        (true, _) => Some(Outcome::Answered),
        (_, true) => Some(Outcome::Missed),
        _ => None,
    };
    let new = NewBid {
        person: person.id,
        what: arguments.what,
        touch: None,
        outcome,
    };
    let done = book.note_bid(&visit.stamp(), &new, day)?;
    let aside = outcome.map_or_else(String::new, |outcome| format!(", {}", outcome.id()));
    let said = format!(
        "{} reached out: {}{aside} ({})",
        person.name,
        new.what.trim(),
        book.reference(done.subject)
    );
    visit.done(&said, &done)
}
