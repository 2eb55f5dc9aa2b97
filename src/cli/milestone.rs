//! `troth milestone NAME WHAT [DAY]`: a birthday, an anniversary, a new job, a win is noted.

use ledger::Day;
use ledger::milestone::{Occurs, Sort};

use super::dated::{self, Dated};
use super::day::HINT;
use super::milestones;
use super::visit::Visit;
use crate::book::NewMilestone;
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
#[command(
    after_help = "For example:\n  troth milestone ana birthday 14-may --year 1980\n  \
troth milestone sam work-anniversary 2019-06-01\n  \
troth milestone mei new-job monday --words \"leads the maps team\"\n  \
troth milestone sam \"shipped the viewer\" --on yesterday"
)]
pub struct Arguments {
    /// Whose it is
    #[arg(value_name = "NAME")]
    name: String,
    /// birthday, work-anniversary, new-job, project-shipped, small-win, or your own words
    #[arg(value_name = "WHAT")]
    what: String,
    /// The day: 14-may, 2019-06-01, last friday [default for what comes once: today]
    #[arg(value_name = "DAY")]
    when: Option<String>,
    /// The year it first was, when you know it
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i16).range(1900..=9998))]
    year: Option<i16>,
    /// It comes again every year, as birthdays and work anniversaries do
    #[arg(long)]
    yearly: bool,
    /// A word more: what was shipped, which job
    #[arg(long, value_name = "WORDS", default_value = "")]
    words: String,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let person = book.person(book.look_up(&arguments.name)?)?.person;
    let (sort, what) = match Sort::from_id(&arguments.what.to_lowercase()) {
        Some(sort) => (sort, arguments.words.clone()),
        None => (Sort::of_words(&arguments.what), own_words(&arguments)),
    };
    let new = NewMilestone {
        person: person.id,
        sort,
        what,
        occurs: occurs(&arguments, sort, day)?,
    };
    let done = book.milestone(&visit.stamp(), &new, day)?;
    let noted = milestones::find(&book, done.subject, day)?;
    let said = format!(
        "noted for {}: {} ({})",
        person.name,
        milestones::dated(&noted.thing, day),
        book.reference(done.subject)
    );
    visit.done(&said, &done)?;
    if sort == Sort::NewJob && !visit.wants_json() {
        visit.remark(&format!(
            "A new job often changes how much contact fits: troth rhythm \"{}\" DAYS sets it.",
            person.name
        ));
    }
    Ok(())
}

fn own_words(arguments: &Arguments) -> String {
    match arguments.words.trim() {
        "" => arguments.what.clone(),
        words => format!("{}, {words}", arguments.what.trim()),
    }
}

fn occurs(arguments: &Arguments, sort: Sort, today: Day) -> Result<Occurs> {
    let unclear = |unclear: super::day::Unclear| Error::setup(unclear.to_string()).hint(HINT);
    let yearly = arguments.yearly || sort.is_yearly();
    let mut said = match &arguments.when {
        Some(text) => dated::parse(text, today).map_err(unclear)?,
        None if yearly => {
            return Err(Error::setup("on which day of the year?")
                .hint("for example: 14-may, or 2019-06-01 with its year"));
        }
        None => Dated::FromToday(today),
    };
    if let Some(year) = arguments.year {
        said = said.in_year(year).map_err(unclear)?;
    }
    if !yearly {
        return Ok(Occurs::Once(said.once(today)));
    }
    let (on, since) = said.every_year();
    Ok(Occurs::Yearly { on, since })
}
