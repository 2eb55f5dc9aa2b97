//! `troth confide NAME`: what was told in private is sealed. The text comes from the terminal or
//! from standard input, never from an argument.

use std::io::{IsTerminal, Read};

use ledger::confidence::ConfidenceId;
use ledger::detail::DetailId;

use super::asking;
use super::forget::{How, asked_of_backups};
use super::passphrase::Passphrase;
use super::phrase;
use super::visit::Visit;
use crate::book::{Book, Leaver, NewConfidence, Remaking};
use crate::clock;
use crate::error::{Error, Result};
use crate::seal::{self, Place, Secret, TEXT_AT_MOST, Told};

#[derive(clap::Args, Debug)]
#[command(
    after_help = "The text is typed, or comes from standard input. For example:\n  \
troth confide ana --told-by sam --review \"in 3 months\"\n  \
troth confide ana --passphrase-file ~/.troth-passphrase < note.txt\n\n\
Names given here are sealed too, but stand in the history of your shell.\n\
Only that there is a confidence, and its days, can be seen without the passphrase."
)]
pub struct Arguments {
    /// Whom it is about
    #[arg(value_name = "NAME")]
    name: String,
    /// Who told you, when it was somebody else
    #[arg(
        long,
        value_name = "NAME",
        default_value = "",
        hide_default_value = true
    )]
    told_by: String,
    /// Who may know; may be given again
    #[arg(long, value_name = "NAME")]
    may_know: Vec<String>,
    /// When to look at it again: in 3 months, 14 june
    #[arg(long, value_name = "DAY")]
    review: Option<String>,
    /// A note of theirs that stood open until now: it is deleted for good, with its earlier wordings
    #[arg(long, value_name = "REF")]
    instead_of: Option<String>,
    /// The backups Troth keeps: made anew without the note, or left to run-out [default: anew]
    #[arg(
        long,
        value_name = "HOW",
        hide_possible_values = true,
        requires = "instead_of"
    )]
    backups: Option<How>,
    #[command(flatten)]
    passphrase: Passphrase,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    seal::stay_in_memory();
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let review_on = match &arguments.review {
        Some(text) => Some(visit.day_said(text, day)?),
        None => None,
    };
    let person = book.person(book.look_up(&arguments.name)?)?.person;
    let note = arguments
        .instead_of
        .as_deref()
        .map(|words| book.look_up_detail(words))
        .transpose()?;
    let key = arguments.passphrase.key(&book, visit)?;
    let names = arguments.may_know.into_iter().map(Secret::new).collect();
    let told = Told::new(text(visit)?, Secret::new(arguments.told_by), names);
    let id = clock::new_id();
    let place = Place {
        id,
        person: person.id.0,
    };
    let new = NewConfidence {
        id: ConfidenceId(id),
        person: person.id,
        envelope: key.seal(place, &told)?,
        review_on,
    };
    let done = match note {
        None => book.confide(&visit.stamp(), &new, day)?,
        Some(note) => book.confide_instead(&visit.stamp(), &new, note, day)?,
    };
    let review = review_on
        .map(|review| format!(", to look at again {}", phrase::day(review, day)))
        .unwrap_or_default();
    let said = format!(
        "sealed: a confidence with {}{review} ({})",
        person.name,
        book.reference(id)
    );
    let Some(note) = note else {
        return visit.done(&said, &done);
    };
    visit.said(&said, &done)?;
    cleared(&book, note, arguments.backups, visit)
}

/// The note goes from the book's files and from the backups as well.
fn cleared(book: &Book, note: DetailId, how: Option<How>, visit: &Visit) -> Result<()> {
    let swept = book.sweep()?;
    let runs_out = book.backups_run_out(clock::today(&book.zone()))?;
    let how = match (how, runs_out) {
        (Some(how), _) => how.remaking(),
        (None, Some(day)) if asking::can_ask() && !visit.wants_json() => asked_of_backups(day)?,
        (None, _) => Remaking::default(),
    };
    let cleared = book.clear_backups(&Leaver::note(note), how, clock::now())?;
    visit.remark(swept.words());
    if let Some(words) = cleared.words() {
        visit.remark(&words);
    }
    Ok(())
}

fn text(visit: &Visit) -> Result<Secret> {
    let input = std::io::stdin();
    if input.is_terminal() {
        visit.remark(
            "What was told? It is sealed when you end it with Ctrl-D on a line of its own.",
        );
    }
    // Room for all of it at once: a vector that grows leaves copies behind.
    let mut bytes = Vec::with_capacity(TEXT_AT_MOST + 2);
    let most = u64::try_from(TEXT_AT_MOST).unwrap_or(u64::MAX) + 1;
    input
        .lock()
        .take(most)
        .read_to_end(&mut bytes)
        .map_err(|cause| Error::setup("the text could not be read").because(cause))?;
    Secret::of_bytes(bytes).ok_or_else(|| Error::refused("that is not text"))
}
