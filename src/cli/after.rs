//! `troth after [REF]`: what came of a meeting, in one go: what was promised, what to remember, the
//! personal minute; then the short note to send, drafted.

use dialoguer::Input;
use ledger::Day;
use ledger::delicate::{delicate, remark};
use ledger::meeting::Personal;
use ledger::touch::Medium;
use serde_json::json;

use super::page::Tone;
use super::terminal::Plain;
use super::visit::Visit;
use super::{asking, meetings, remember};
use crate::book::{After, Aftermath, Arranged, Book, Sought, Written};
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
#[command(
    after_help = "For example:\n  troth after --mine \"send the deck by friday\" --theirs \"ask the museum\" \\\n    \
--remember \"family: moving house in April\"\n\nWith several people a line begins with a name: \
--mine \"Tomás: send the deck\"\nWithout any of these, at a terminal, you are asked."
)]
pub struct Arguments {
    /// The meeting's short reference, its title, or who came [default: the latest]
    #[arg(value_name = "REF|WORDS")]
    meeting: Option<String>,
    /// What you promised, "by" its day; may be given again
    #[arg(long, value_name = "WORDS")]
    mine: Vec<String>,
    /// What was promised to you; may be given again
    #[arg(long, value_name = "WORDS")]
    theirs: Vec<String>,
    /// What to remember, "family: …"; may be given again
    #[arg(long, value_name = "WORDS")]
    remember: Vec<String>,
    /// What it was about
    #[arg(
        long,
        value_name = "WORDS",
        default_value = "",
        hide_default_value = true
    )]
    note: String,
    /// The question of the personal minute
    #[arg(
        long,
        value_name = "WORDS",
        default_value = "",
        hide_default_value = true
    )]
    asked: String,
    /// What they said to it
    #[arg(
        long,
        value_name = "WORDS",
        default_value = "",
        hide_default_value = true
    )]
    answered: String,
    /// By which medium, when it was another than usual
    #[arg(long, value_name = "MEDIUM")]
    by: Option<String>,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let arranged = which(&arguments, &book, visit, day)?;
    arranged.meeting.can_be_spoken_of(day)?;
    let mut after = said(&arguments)?;
    if is_silent(&after) {
        // Whether it took place at all nobody has said yet.
        if !asking::can_ask() {
            return Err(Error::setup("what came of it?").hint(
                "--mine, --theirs, --remember, or only --note \"what it was about\"; if it did \
                 not take place: troth meetings call-off",
            ));
        }
        after = asked(&arranged)?;
    }
    if !remember::kept_unsealed(&after.remember, visit)? {
        // What else was answered is noted all the same.
        after.remember.clear();
        if is_silent(&after) {
            return Err(Error::refused("nothing was noted").hint(sealing(&arranged)));
        }
        visit.remark(&format!("Left out: {}.", sealing(&arranged)));
    }
    let done = book.after(&visit.stamp(), arranged.meeting.id, &after, day)?;
    show(&book, visit, arranged, &done, day)?;
    let found = delicate(&after.remember);
    if !found.is_empty() && !asking::can_ask() {
        visit.remark(&format!(
            "{} If it was told in private, it can be sealed instead.",
            remark(&found)
        ));
    }
    Ok(())
}

fn sealing(arranged: &Arranged) -> String {
    let names = arranged.names();
    let first = names.first().map_or("NAME", String::as_str);
    format!("troth confide \"{first}\" seals what was told in private")
}

/// The one named, else the latest of which nothing was said.
fn which(arguments: &Arguments, book: &Book, visit: &Visit, day: Day) -> Result<Arranged> {
    if let Some(text) = &arguments.meeting {
        return book.meeting(book.look_up_meeting(text, Sought::Open, day)?, day);
    }
    let latest = book.latest_unspoken(visit.until_now(book, day), day)?;
    latest.ok_or_else(|| {
        Error::not_found("there is no meeting of which something is left to say")
            .hint("troth meetings lists them; a touch without a meeting: troth log")
    })
}

fn said(arguments: &Arguments) -> Result<After> {
    let medium = arguments.by.as_deref().map(|text| {
        Medium::from_id(text).ok_or_else(|| {
            let all: Vec<&str> = Medium::ALL.iter().map(|medium| medium.id()).collect();
            Error::setup(format!("“{text}” is not a medium")).hint(all.join(", "))
        })
    });
    Ok(After {
        about: arguments.note.clone(),
        medium: medium.transpose()?,
        mine: arguments.mine.join("\n"),
        theirs: arguments.theirs.join("\n"),
        remember: arguments.remember.join("\n"),
        personal: Personal {
            asked: arguments.asked.clone(),
            answered: arguments.answered.clone(),
        },
    })
}

fn is_silent(after: &After) -> bool {
    let said = [
        &after.about,
        &after.mine,
        &after.theirs,
        &after.remember,
        &after.personal.asked,
    ];
    after.medium.is_none() && said.iter().all(|text| text.trim().is_empty())
}

/// The questions, one after the other; a mere Enter passes one over.
fn asked(arranged: &Arranged) -> Result<After> {
    let ask = |question: &str| -> Result<String> {
        let answer: String = Input::with_theme(&Plain)
            .with_prompt(question)
            .allow_empty(true)
            .interact_text()
            .map_err(|cause| {
                Error::setup("there was no answer; nothing was written").because(cause)
            })?;
        Ok(answer.replace(';', "\n"))
    };
    let mut after = After {
        about: ask("What was it about?")?,
        mine: ask("What did you promise? (several with ; between them, each “by” its day)")?,
        theirs: ask("What was promised to you?")?,
        remember: ask("What is worth remembering? (“family: …”)")?,
        ..After::default()
    };
    if arranged.meeting.has_personal_minute() {
        after.personal.asked = ask("What did you ask in the personal minute?")?;
        after.personal.answered = ask("And what did you hear?")?;
    }
    Ok(after)
}

fn show(book: &Book, visit: &Visit, before: Arranged, done: &Written, day: Day) -> Result<()> {
    let arranged = book.meeting(before.meeting.id, day)?;
    let left = book.aftermath(&arranged, day)?;
    let said = format!("{} · held{}", meetings::called(&before), counted(&left));
    if visit.wants_json() {
        return visit.show_json(&json!({
            "said": said, "id": done.subject.to_string(), "line": done.seq,
            "meeting": meetings::json(book, &arranged), "note": left.note,
            "next": left.next.map(|day| day.to_string()),
        }));
    }
    visit.done(&said, done)?;
    let mut page = visit.page();
    page.section("A note to send");
    for line in left.note.lines() {
        page.paragraph(2, line, Tone::Plain);
        if line.is_empty() {
            page.blank();
        }
    }
    page.blank();
    let sent = format!(
        "once it is sent: troth meetings thanked {}",
        book.reference(before.meeting.id.0)
    );
    page.paragraph(0, &sent, Tone::Dim);
    visit.show(page)
}

fn counted(left: &Aftermath) -> String {
    let parts = [
        (left.promises.len(), "promise"),
        (left.details.len(), "detail"),
    ];
    let said = parts.iter().filter(|(count, _)| *count > 0);
    said.map(|(count, noun)| format!(", {}", super::phrase::counted(*count as i64, noun)))
        .collect()
}
