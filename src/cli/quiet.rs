//! `troth quiet NAME`: a time in which silence is expected, as leave is, and its end.

use ledger::person::Quiet;

use super::phrase;
use super::visit::Visit;
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// Whom
    #[arg(value_name = "NAME")]
    name: String,
    /// The last quiet day; until further notice when not given
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
    /// The first quiet day [default: today]
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// Why: leave, prefers no contact, project ended
    #[arg(long, value_name = "WORDS", required_unless_present = "over")]
    why: Option<String>,
    /// The quiet time is over
    #[arg(long, conflicts_with_all = ["until", "from", "why"])]
    over: bool,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let person = book.person(book.look_up(&arguments.name)?)?.person;
    if arguments.over {
        if person.quiet.is_none() {
            return Err(Error::refused(format!(
                "no quiet time is set for {}",
                person.name
            )));
        }
        let done = book.set_quiet(&visit.stamp(), person.id, None)?;
        return visit.done(&format!("the quiet time of {} is over", person.name), &done);
    }
    let said = |text: &Option<String>| {
        text.as_ref()
            .map(|text| visit.day_said(text, day))
            .transpose()
    };
    let until = said(&arguments.until)?;
    let from = said(&arguments.from)?.unwrap_or(day);
    let quiet = Quiet {
        from,
        until,
        why: arguments.why.unwrap_or_default().trim().to_owned(),
    };
    let done = book.set_quiet(&visit.stamp(), person.id, Some(quiet))?;
    let until = match until {
        Some(until) => format!("until {}", phrase::day(until, day)),
        None => "until further notice".to_owned(),
    };
    visit.done(&format!("quiet time for {} {until}", person.name), &done)
}
