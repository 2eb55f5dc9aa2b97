//! `troth breach NAME WHAT`: harm done, by the owner or to them, is noted plainly.

use ledger::breach::{Kind, Size};
use ledger::touch::Side;

use super::repair;
use super::visit::Visit;
use crate::book::NewBreach;
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
#[command(
    after_help = "For example:\n  troth breach sam \"missed the deck before the board\" --promise a480 --size 3\n  \
troth breach pavel \"told the client I had agreed\" --theirs --kind deception\n\nThen: troth repair"
)]
pub struct Arguments {
    /// With whom
    #[arg(value_name = "NAME")]
    name: String,
    /// What was done, in a few plain words
    #[arg(value_name = "WHAT")]
    what: String,
    /// slip, broken-promise or deception [default: slip; broken-promise with --promise]
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// How much harm it did, from 1 to 4
    #[arg(long, value_name = "1-4", default_value_t = 2)]
    size: i64,
    /// It was done to you
    #[arg(long)]
    theirs: bool,
    /// The promise it came from: its short reference, or words of it
    #[arg(long, value_name = "REF|WORDS")]
    promise: Option<String>,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let size = Size::of(arguments.size).ok_or_else(|| {
        Error::setup(format!("{} is not a size of harm", arguments.size))
            .hint("1 slight, 2 painful, 3 serious, 4 grave")
    })?;
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let person = book.person(book.look_up(&arguments.name)?)?.person;
    let promise = match &arguments.promise {
        Some(words) => Some(book.look_up_promise(words)?),
        None => None,
    };
    let new = NewBreach {
        person: person.id,
        side: if arguments.theirs {
            Side::Theirs
        } else {
            Side::Mine
        },
        kind: kind(&arguments)?,
        size,
        what: arguments.what,
        promise,
    };
    let done = book.breach(&visit.stamp(), &new, day)?;
    let said = format!(
        "noted with {}: “{}”, {} ({})",
        person.name,
        new.what.trim(),
        phrase_of(&new),
        book.reference(done.subject)
    );
    visit.done(&said, &done)?;
    repair::point_to_next(
        visit,
        &book,
        &book.repair_of(ledger::breach::BreachId(done.subject), day)?,
    );
    Ok(())
}

fn kind(arguments: &Arguments) -> Result<Kind> {
    let Some(text) = &arguments.kind else {
        return Ok(match arguments.promise {
            Some(_) => Kind::BrokenPromise,
            None => Kind::Slip,
        });
    };
    let wanted = text.trim().to_lowercase().replace([' ', '_'], "-");
    Kind::from_id(&wanted).ok_or_else(|| {
        Error::setup(format!("“{text}” is not a kind of harm"))
            .hint("slip, broken-promise or deception")
    })
}

/// "a slip, painful".
fn phrase_of(new: &NewBreach) -> String {
    format!("{}, {}", new.kind.words(), new.size.words())
}
