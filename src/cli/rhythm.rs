//! `troth rhythm NAME WORDS`: how often contact feels right; `learnt` goes back to what the book sees,
//! or to the rhythm of a circle.

use ledger::cadence::{Cadence, HINT};

use super::visit::Visit;
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
#[command(
    after_help = "For example:\n  troth rhythm ana 14\n  troth rhythm sam \"every two weeks, on tuesdays\"\n  \
troth rhythm mei \"monthly, in person\"\n  troth rhythm pavel \"after each release\"\n  troth rhythm ana learnt"
)]
pub struct Arguments {
    /// Whom
    #[arg(value_name = "NAME")]
    name: String,
    /// Days between contacts, words for it, or “learnt”
    #[arg(value_name = "RHYTHM|learnt", required = true, num_args = 1..)]
    rhythm: Vec<String>,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let rhythm = said(&arguments.rhythm.join(" "))?;
    let book = visit.book()?;
    let person = book.person(book.look_up(&arguments.name)?)?.person;
    let done = book.set_cadence(&visit.stamp(), person.id, rhythm.as_ref())?;
    let words = rhythm.map_or("as it is learnt".to_owned(), |rhythm| rhythm.words());
    visit.done(&format!("rhythm with {}: {words}", person.name), &done)
}

/// A rhythm as typed; `None` for the learnt one.
pub fn said(text: &str) -> Result<Option<Cadence>> {
    if matches!(text.trim(), "learnt" | "learned" | "none") {
        return Ok(None);
    }
    let cadence = Cadence::parse(text);
    cadence
        .map(Some)
        .map_err(|unclear| Error::setup(unclear.to_string()).hint(HINT))
}
