//! `troth remember NAME WORDS --topic TOPIC`: something worth remembering, in seconds.

use ledger::delicate::{delicate, remark};
use ledger::detail::{Learnt, Topic};

use super::visit::Visit;
use super::{asking, noted, phrase};
use crate::book::{Heard, NewDetail, Written};
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
#[command(
    after_help = "For example:\n  troth remember ana \"moving house in April\" --topic family --ask \"in 3 weeks\"\n  \
troth remember sam \"wants to move to design\" --topic aspiration --asked"
)]
pub struct Arguments {
    /// About whom
    #[arg(value_name = "NAME")]
    name: String,
    /// What you want to remember
    #[arg(value_name = "WORDS")]
    what: String,
    /// family, interest, motivation, aspiration, preference, way-of-working, helps-with,
    /// culture or common-ground; the beginning is enough [default: interest]
    #[arg(long, value_name = "TOPIC")]
    topic: Option<String>,
    /// Bring it up again in the morning of this day
    #[arg(long, value_name = "DAY")]
    ask: Option<String>,
    /// The day of the touch it was heard in, when it was not today
    #[arg(long, value_name = "DAY")]
    heard: Option<String>,
    /// You asked what drives them, or where they want to go, and this is what you heard
    #[arg(long)]
    asked: bool,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    // As after a meeting: what is said to be about nothing else is what they care about.
    let topic = match &arguments.topic {
        Some(topic) => noted::topic(topic)?,
        None => Topic::Interest,
    };
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let said = |text: &Option<String>| {
        text.as_ref()
            .map(|text| visit.day_said(text, day))
            .transpose()
    };
    let (ask_on, heard) = (said(&arguments.ask)?, said(&arguments.heard)?);
    let person = book.person(book.look_up(&arguments.name)?)?.person;
    let new = NewDetail {
        person: Some(person.id),
        topic,
        what: arguments.what,
        ask_on,
        heard: heard.map_or(Heard::Today, Heard::On),
        learnt: if arguments.asked {
            Learnt::ByAsking
        } else {
            Learnt::Otherwise
        },
    };
    meant(&new.what, &person.name, visit)?;
    let done = book.remember(&visit.stamp(), &new, day)?;
    let ask = ask_on
        .map(|on| format!(", ask again {}", phrase::day(on, day)))
        .unwrap_or_default();
    let said = format!(
        "noted with {}: {} · {}{ask} ({})",
        person.name,
        new.what.trim(),
        topic.words(),
        book.reference(done.subject)
    );
    visit.done(&said, &done)?;
    remark_on(visit, &new.what, &person.name, &done);
    Ok(())
}

/// A note that may be better sealed is asked about before it is written: what is once written stays
/// in the history even when it is taken back.
pub fn meant(what: &str, name: &str, visit: &Visit) -> Result<()> {
    if kept_unsealed(what, visit)? {
        return Ok(());
    }
    Err(Error::refused("nothing was noted").hint(format!(
        "troth confide \"{name}\" seals what was told in private"
    )))
}

/// Whether it is nothing delicate, or meant to be kept as it is; where nobody can be asked, it is.
pub fn kept_unsealed(what: &str, visit: &Visit) -> Result<bool> {
    let found = delicate(what);
    if found.is_empty() || !can_ask(visit) {
        return Ok(true);
    }
    asking::agreed(&format!("{} Keep it unsealed?", remark(&found)))
}

fn can_ask(visit: &Visit) -> bool {
    asking::can_ask() && !visit.wants_json()
}

/// A kind word when a note may be better sealed, where nobody could be asked.
pub fn remark_on(visit: &Visit, what: &str, name: &str, done: &Written) {
    let found = delicate(what);
    if found.is_empty() || can_ask(visit) {
        return;
    }
    let words = remark(&found);
    visit.remark(&format!(
        "{words} If it was told in private, it can be sealed instead:"
    ));
    visit.remark(&format!(
        "  troth undo {} && troth confide \"{name}\"",
        done.seq
    ));
}
