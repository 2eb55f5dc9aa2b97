//! `troth remind`: one round of reminders, for a timer or by hand. With `--on` it only shows what a
//! digest of that day would say.

mod timer;

use jiff::Timestamp;
use ledger::reminder::{Wait, Wanted, clock_words, next_try};
use serde_json::{Value, json};

use super::page::Tone;
use super::phrase;
use super::visit::Visit;
use crate::book::{Book, Urgency};
use crate::chores::remind::{Came, Outcome, preview, round};
use crate::clock;
use crate::error::{Error, Result};
use timer::Timer;

#[derive(clap::Args, Debug)]
#[command(
    after_help = "For example:\n  troth remind --on today     # what a digest would say; nothing is sent\n  troth remind --now\n  troth remind --timer systemd"
)]
pub struct Arguments {
    /// At once, whatever the hour; still only once a day
    #[arg(long)]
    now: bool,
    /// Print what makes this machine look every ten minutes: systemd or cron
    #[arg(long, value_name = "KIND", conflicts_with = "now")]
    timer: Option<Timer>,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    if let Some(timer) = arguments.timer {
        return visit.show_text(&timer.text(&visit.whole_place()?));
    }
    let book = visit.book()?;
    if visit.looks_at_another_day() {
        return show(&book, visit);
    }
    let urgency = if arguments.now {
        Urgency::Now
    } else {
        Urgency::AsWanted
    };
    let outcomes = round(&book, clock::now(), urgency)?;
    let wanted = book.reminders()?;
    if visit.wants_json() {
        let outcomes: Vec<Value> = outcomes.iter().map(json).collect();
        return visit.show_json(&json!({ "outcomes": outcomes }));
    }
    let mut page = visit.page();
    if outcomes.is_empty() {
        page.paragraph(0, "No digest is asked for yet.", Tone::Plain);
        page.paragraph(0, "troth reminders --at 7:30 --channel desktop", Tone::Dim);
    }
    let said: Vec<(bool, String)> = outcomes
        .iter()
        .map(|outcome| {
            (
                matches!(outcome.came, Came::Failed(_)),
                words(outcome, &wanted, &book),
            )
        })
        .collect();
    for (_, words) in said.iter().filter(|(failed, _)| !failed) {
        page.paragraph(0, words, Tone::Plain);
    }
    visit.show(page)?;
    let failed: Vec<String> = said
        .into_iter()
        .filter(|(failed, _)| *failed)
        .map(|(_, words)| words)
        .collect();
    if failed.is_empty() {
        return Ok(());
    }
    Err(Error::refused(failed.join(" ")).hint("how it stands: troth reminders"))
}

fn show(book: &Book, visit: &Visit) -> Result<()> {
    let day = visit.day(book)?;
    let letter = preview(book, day)?;
    let rests = book.reminders()?.rests_on(day);
    if visit.wants_json() {
        return visit.show_json(&json!({
            "day": day.to_string(),
            "rests": rests.map(rest),
            "subject": letter.as_ref().map(|letter| &letter.subject),
            "body": letter.as_ref().map(|letter| &letter.body),
        }));
    }
    let mut page = visit.page();
    match letter {
        None => page.paragraph(
            0,
            "There is nothing to say on this day, so nothing would be sent.",
            Tone::Plain,
        ),
        Some(letter) => {
            if let Some(wait) = rests {
                let said = format!("Nothing would be sent on this day: {}.", rest(wait));
                page.paragraph(0, &said, Tone::Plain);
                page.blank();
            }
            page.paragraph(0, &letter.subject, Tone::Strong);
            for line in letter.body.lines() {
                let indent = line.len() - line.trim_start().len();
                match line.trim() {
                    "" => page.blank(),
                    text => page.paragraph(indent, text, Tone::Plain),
                }
            }
        }
    }
    visit.show(page)
}

fn words(outcome: &Outcome, wanted: &Wanted, book: &Book) -> String {
    let channel = phrase::sentence(outcome.channel.id());
    match &outcome.came {
        Came::Delivered(subject) => format!("{channel}: sent. {subject}."),
        Came::Nothing => format!("{channel}: there was nothing to say today."),
        Came::Waits(wait) => format!("{channel}: {}.", waits(*wait, wanted, book)),
        Came::Failed(failure) => {
            let again = match next_try(wanted, &book.zone(), failure) {
                Some(at) => format!("it is kept, and tried again not before {}", hour(at, book)),
                None => "it is not tried again today; what still stands comes with the next digest"
                    .to_owned(),
            };
            format!("{channel}: {}; {again}.", failure.why)
        }
    }
}

fn waits(wait: Wait, wanted: &Wanted, book: &Book) -> String {
    match wait {
        Wait::TooEarly => format!("not before {}", clock_words(wanted.at)),
        Wait::Night => "not at night".to_owned(),
        Wait::Weekend | Wait::QuietDay => format!("nothing is sent today: {}", rest(wait)),
        Wait::TriedUntil(until) => {
            format!("tried a moment ago, again from {} on", hour(until, book))
        }
        Wait::InHand => "another program is sending it just now".to_owned(),
        Wait::Settled => "today’s is done".to_owned(),
    }
}

/// Why a whole day is without a digest.
fn rest(wait: Wait) -> &'static str {
    match wait {
        Wait::QuietDay => "it is one of your quiet days",
        _ => "it is a weekend",
    }
}

fn hour(at: Timestamp, book: &Book) -> String {
    clock_words(at.to_zoned(book.zone().clone()).time())
}

fn json(outcome: &Outcome) -> Value {
    let (state, why) = match &outcome.came {
        Came::Delivered(_) => ("delivered", None),
        Came::Nothing => ("nothing", None),
        Came::Waits(_) => ("waits", None),
        Came::Failed(failure) => ("failed", Some(failure.why.as_str())),
    };
    let subject = match &outcome.came {
        Came::Delivered(subject) => Some(subject.as_str()),
        _ => None,
    };
    json!({ "channel": outcome.channel.id(), "state": state, "subject": subject, "why": why })
}
