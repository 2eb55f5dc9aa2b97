//! What is noted in the same breath as a touch is judged: a promise, a detail, a concern, something
//! good they did. One line each; a mere Enter notes nothing.

use ledger::Day;
use ledger::detail::Learnt;
use ledger::meeting::{promised, remembered};
use ledger::review::Entry;
use ledger::touch::Side;

use super::super::remember;
use super::super::visit::Visit;
use super::evening::line;
use crate::book::{
    Book, Heard, NewConcern, NewContribution, NewDetail, NewPromise, Thanks, Written,
};
use crate::error::Result;

/// The same from the command line.
#[derive(clap::Args, Debug)]
pub struct Captured {
    /// You promised something in it: "send the deck by friday"
    #[arg(long, value_name = "WHAT")]
    promise: Option<String>,
    /// What they said, in your own words: "family: moving house in April"
    #[arg(long, value_name = "WORDS")]
    remember: Option<String>,
    /// Something weighs on them
    #[arg(long, value_name = "WHAT")]
    concern: Option<String>,
    /// They did something good
    #[arg(long, value_name = "WHAT")]
    saw: Option<String>,
}

impl Captured {
    pub fn remembers(&self) -> bool {
        self.remember.is_some()
    }

    pub fn note_all(&self, entry: &Entry, book: &Book, visit: &Visit, day: Day) -> Result<()> {
        let all = [
            (Capture::Promise, &self.promise, "you promised"),
            (Capture::Detail, &self.remember, "worth remembering"),
            (Capture::Concern, &self.concern, "on their mind"),
            (Capture::Contribution, &self.saw, "what they did"),
        ];
        for (what, typed, words) in all {
            if let Some(typed) = typed {
                let done = note(what, typed, entry, book, visit, day)?;
                let said = format!("{}, {words}: {}", entry.name, typed.trim());
                visit.done(&said, &done)?;
            }
        }
        Ok(())
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capture {
    Promise,
    Detail,
    Concern,
    Contribution,
}

impl Capture {
    pub fn of_key(letter: char) -> Option<Self> {
        Some(match letter {
            'p' => Self::Promise,
            'd' => Self::Detail,
            'c' => Self::Concern,
            't' => Self::Contribution,
            _ => return None,
        })
    }

    fn prompt(self) -> &'static str {
        match self {
            Self::Promise => "  You promised (… by friday)",
            Self::Detail => "  Worth remembering (family: …)",
            Self::Concern => "  What weighs on them",
            Self::Contribution => "  What they did",
        }
    }
}

pub fn ask(
    what: Capture,
    entry: &Entry,
    book: &Book,
    visit: &Visit,
    day: Day,
) -> Result<Option<Written>> {
    let Some(typed) = line(what.prompt())? else {
        return Ok(None);
    };
    note(what, &typed, entry, book, visit, day).map(Some)
}

/// After listening: what they said, in one's own words.
pub fn heard(entry: &Entry, book: &Book, visit: &Visit, day: Day) -> Result<Option<Written>> {
    let Some(typed) = line("  What did they say, in your own words")? else {
        return Ok(None);
    };
    note(Capture::Detail, &typed, entry, book, visit, day).map(Some)
}

fn note(
    what: Capture,
    typed: &str,
    entry: &Entry,
    book: &Book,
    visit: &Visit,
    day: Day,
) -> Result<Written> {
    let (stamp, person, touch) = (visit.stamp(), entry.person, Some(entry.id()));
    match what {
        Capture::Promise => {
            let said = promised(typed, |_| false, day)?;
            let (side, what, due) = (Side::Mine, said.what, said.due);
            let new = NewPromise {
                person,
                side,
                what,
                due,
            };
            book.promise(&stamp, &new, day)
        }
        Capture::Detail => detail(typed, entry, book, visit, day),
        Capture::Concern => {
            let (what, check_on) = (typed.to_owned(), None);
            let new = NewConcern {
                person,
                what,
                check_on,
                touch,
            };
            remember::meant(&new.what, &entry.name, visit)?;
            let done = book.raise_concern(&stamp, &new, day)?;
            remember::remark_on(visit, &new.what, &entry.name, &done);
            Ok(done)
        }
        Capture::Contribution => {
            let (what, thanks) = (typed.to_owned(), Thanks::StillToCome);
            let new = NewContribution {
                person,
                what,
                touch,
                thanks,
            };
            book.saw(&stamp, &new, day)
        }
    }
}

fn detail(typed: &str, entry: &Entry, book: &Book, visit: &Visit, day: Day) -> Result<Written> {
    let said = remembered(typed, |_| false)?;
    let new = NewDetail {
        person: Some(entry.person),
        topic: said.topic,
        what: said.what,
        ask_on: None,
        heard: Heard::In(entry.id()),
        learnt: Learnt::Otherwise,
    };
    remember::meant(&new.what, &entry.name, visit)?;
    let done = book.remember(&visit.stamp(), &new, day)?;
    remember::remark_on(visit, &new.what, &entry.name, &done);
    Ok(done)
}
