//! `troth saw NAME WHAT`: something good somebody did is noted, so that it is not forgotten to
//! say so.

use ledger::Day;
use ledger::person::PersonId;
use ledger::touch::{Setting, TouchId};

use super::visit::Visit;
use crate::book::{Book, NewContribution, Thanks};
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
#[command(
    after_help = "For example:\n  troth saw sam \"rewrote the parser overnight\"\n  \
troth saw mei \"calmed the client down\" --in-meeting --thanked"
)]
pub struct Arguments {
    /// Who did it
    #[arg(value_name = "NAME")]
    name: String,
    /// What they did, in a few words
    #[arg(value_name = "WHAT")]
    what: String,
    /// You thanked them there and then
    #[arg(long)]
    thanked: bool,
    /// It was in your last meeting or talk: thanks are the note after it
    #[arg(long)]
    in_meeting: bool,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let person = book.person(book.look_up(&arguments.name)?)?.person;
    let touch = if arguments.in_meeting {
        Some(last_meeting(&book, person.id, day)?)
    } else {
        None
    };
    let thanks = if arguments.thanked {
        Thanks::ThereAndThen
    } else {
        Thanks::StillToCome
    };
    let new = NewContribution {
        person: person.id,
        what: arguments.what,
        touch,
        thanks,
    };
    let done = book.saw(&visit.stamp(), &new, day)?;
    let aside = match thanks {
        Thanks::ThereAndThen => ", and thanked",
        Thanks::StillToCome => "",
    };
    let said = format!(
        "noted for {}: {}{aside} ({})",
        person.name,
        new.what.trim(),
        book.reference(done.subject)
    );
    visit.done(&said, &done)
}

/// The last time you met or talked; a message is no meeting.
fn last_meeting(book: &Book, person: PersonId, day: Day) -> Result<TouchId> {
    let touches = book.touches(person, day)?;
    touches
        .into_iter()
        .find(|touch| touch.setting != Setting::Message)
        .map(|touch| touch.id)
        .ok_or_else(|| {
            Error::not_found("no meeting with them is noted").hint("leave --in-meeting out")
        })
}
