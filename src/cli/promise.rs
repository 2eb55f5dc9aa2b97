//! `troth promise WHAT --to NAME`: a promise is noted, mine or theirs.

use ledger::Day;
use ledger::touch::Side;

use super::phrase;
use super::visit::Visit;
use crate::book::{Book, NewPromise};
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
#[command(
    after_help = "For example:\n  troth promise \"send the driver notes\" --to tomás --due friday\n  \
troth promise \"review the draft\" --from sam --due \"end of month\""
)]
pub struct Arguments {
    /// What was promised
    #[arg(value_name = "WHAT")]
    what: String,
    /// You promised it to this person
    #[arg(
        long,
        value_name = "NAME",
        required_unless_present = "from",
        conflicts_with = "from"
    )]
    to: Option<String>,
    /// This person promised it to you
    #[arg(long, value_name = "NAME")]
    from: Option<String>,
    /// By when: friday, in 2 weeks, 14 march, end of month, 2026-03-14
    #[arg(long, value_name = "DAY")]
    due: Option<String>,
    /// You made clear what is wanted, and by when: a deposit of its own
    #[arg(long, requires = "due")]
    expectations: bool,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let (side, name) = match (&arguments.to, &arguments.from) {
        (Some(name), _) => (Side::Mine, name),
        (_, Some(name)) => (Side::Theirs, name),
        _ => {
            return Err(
                Error::setup("promised to whom?").hint("--to NAME, or --from NAME for theirs")
            );
        }
    };
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let due = match &arguments.due {
        Some(text) => Some(visit.day_said(text, day)?),
        None => None,
    };
    let person = book.person(book.look_up(name)?)?.person;
    let new = NewPromise {
        person: person.id,
        side,
        what: arguments.what.clone(),
        due,
    };
    let done = if arguments.expectations {
        book.promise_clearly(&visit.stamp(), &new, day)?
    } else {
        book.promise(&visit.stamp(), &new, day)?
    };
    let whose = match side {
        Side::Mine => format!("you promised {}", person.name),
        Side::Theirs => format!("{} promised you", person.name),
    };
    let due = due
        .map(|due| format!(", due {}", phrase::day(due, day)))
        .unwrap_or_default();
    let said = format!(
        "{whose}: {}{due} ({})",
        new.what.trim(),
        book.reference(done.subject)
    );
    visit.done(&said, &done)?;
    remark(&new, visit, &book, day)
}

/// More than one usually keeps in a week is remarked, never refused.
fn remark(new: &NewPromise, visit: &Visit, book: &Book, day: Day) -> Result<()> {
    let (Side::Mine, Some(due)) = (new.side, new.due) else {
        return Ok(());
    };
    if let Some(words) = book.load_around(due, day)?.remark() {
        visit.remark(&phrase::sentence(&words));
    }
    Ok(())
}
