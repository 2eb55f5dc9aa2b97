//! `troth reminders`: when and how to be reminded, and how the last digests stand.

mod mail;
mod standing;

use ledger::reminder::{Channel, QuietDays, Wanted, clock_words, hour, quiet_days};
use serde_json::json;

use super::page::Tone;
use super::visit::Visit;
use crate::book::Book;
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "For example:\n  troth reminders --at 7:30 --channel desktop --channel calendar\n  troth reminders --quiet 2026-07-01..2026-07-14\n  troth reminders mail --server mail.example.org --from noor@haddad.example --password-file ~/.mail"
)]
pub struct Arguments {
    #[command(subcommand)]
    part: Option<Part>,
    /// The hour of the day's digest
    #[arg(long, value_name = "HOUR")]
    at: Option<String>,
    /// How: desktop, mail, calendar or none; may be given again
    #[arg(long, value_name = "CHANNEL")]
    channel: Vec<String>,
    /// Also on Saturdays and Sundays: yes or no
    #[arg(long, value_name = "ANSWER")]
    weekends: Option<Answer>,
    /// Also at night, from 22:00 to 6:00: yes or no
    #[arg(long, value_name = "ANSWER")]
    nights: Option<Answer>,
    /// Days of your own without a digest: 2026-07-01..2026-07-14, or none
    #[arg(long, value_name = "DAYS")]
    quiet: Option<String>,
}

#[derive(Debug, clap::Subcommand)]
enum Part {
    /// The mail server a digest is handed to
    Mail(mail::Arguments),
    /// The secret address of the calendar
    Calendar {
        /// Make a new one; the old one leads nowhere from then on
        #[arg(long)]
        renew: bool,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Answer {
    Yes,
    No,
}

impl Arguments {
    /// Whether something is to be set, rather than looked at.
    fn changes(&self) -> bool {
        let said = [&self.at, &self.quiet].iter().any(|said| said.is_some());
        let answered = [self.weekends, self.nights].iter().any(Option::is_some);
        let names = matches!(&self.part, Some(Part::Mail(mail)) if mail.names_server());
        said || answered || names || !self.channel.is_empty()
    }
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = if arguments.changes() {
        visit.begin()?
    } else {
        visit.book()?
    };
    match &arguments.part {
        Some(Part::Mail(arguments)) => return mail::run(arguments, &book, visit),
        Some(Part::Calendar { renew }) => return calendar(*renew, &book, visit),
        None => {}
    }
    let before = book.reminders()?;
    let after = changed(&before, &arguments)?;
    // In a book read in from elsewhere the calendar may be on, and have no address here.
    let lacks_address = !arguments.channel.is_empty()
        && after.channels.contains(&Channel::Calendar)
        && book.feed_secret()?.is_none();
    if after == before && !lacks_address {
        return standing::show(&book, &before, visit);
    }
    if after.channels.contains(&Channel::Mail) && book.mail_server()?.is_none() {
        return Err(Error::refused("no mail server is named yet")
            .hint("troth reminders mail --server HOST --from ADDRESS --password-file FILE"));
    }
    let said = chosen(&after);
    let done = book.set_reminders(&visit.stamp(), after).map_err(|error| {
        error
            .hint("add --nights yes for an hour at night; quiet days go from the first to the last")
    })?;
    visit.done(&said, &done)
}

fn changed(before: &Wanted, arguments: &Arguments) -> Result<Wanted> {
    let mut wanted = before.clone();
    if let Some(text) = &arguments.at {
        wanted.at = hour(text).ok_or_else(|| {
            Error::setup(format!("“{text}” is not an hour")).hint("write it as 7:30")
        })?;
    }
    if !arguments.channel.is_empty() {
        let named = arguments.channel.iter().filter(|name| *name != "none");
        wanted.channels = named.map(|name| channel(name)).collect::<Result<_>>()?;
    }
    if let Some(answer) = arguments.weekends {
        wanted.weekends = answer == Answer::Yes;
    }
    if let Some(answer) = arguments.nights {
        wanted.nights = answer == Answer::Yes;
    }
    if let Some(text) = &arguments.quiet {
        wanted.quiet = quiet(text)?;
    }
    Ok(wanted)
}

fn channel(name: &str) -> Result<Channel> {
    Channel::from_id(name).ok_or_else(|| {
        Error::setup(format!("there is no channel called “{name}”"))
            .hint("desktop, mail, calendar or none")
    })
}

fn quiet(text: &str) -> Result<Option<QuietDays>> {
    if text == "none" {
        return Ok(None);
    }
    quiet_days(text).map(Some).ok_or_else(|| {
        Error::setup(format!("“{text}” does not name quiet days"))
            .hint("from the first to the last: 2026-07-01..2026-07-14")
    })
}

/// "one digest on weekdays at 07:30".
fn when(wanted: &Wanted) -> String {
    if !wanted.channels.iter().any(|channel| channel.is_sent()) {
        return "nothing is sent".to_owned();
    }
    let days = if wanted.weekends {
        "every day"
    } else {
        "on weekdays"
    };
    format!("one digest {days} at {}", clock_words(wanted.at))
}

/// What was chosen, as it is said back.
fn chosen(wanted: &Wanted) -> String {
    let calendar = wanted.channels.contains(&Channel::Calendar);
    let shown = if calendar { "; the calendar is on" } else { "" };
    format!("{}{shown}", when(wanted))
}

fn calendar(renew: bool, book: &Book, visit: &Visit) -> Result<()> {
    if !book.reminders()?.channels.contains(&Channel::Calendar) {
        return Err(Error::refused("the calendar is not switched on")
            .hint("troth reminders --channel calendar"));
    }
    if renew {
        book.renew_feed(&visit.stamp())?;
    }
    let secret = book.feed_secret()?.ok_or_else(|| {
        Error::refused("the calendar has no address on this machine yet")
            .hint("troth reminders calendar --renew")
    })?;
    let address = format!("http://127.0.0.1:7433/feed/{secret}.ics");
    if visit.wants_json() {
        return visit.show_json(&json!({ "address": address }));
    }
    let mut page = visit.page();
    page.paragraph(0, "Subscribe to this address in your calendar, while troth serve is open. Whoever has it can read what it shows:", Tone::Plain);
    visit.show(page)?;
    visit.show_text(&format!("{address}\n"))
}
