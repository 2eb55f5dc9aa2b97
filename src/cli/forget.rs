//! `troth forget NAME`: takes somebody out of the book for good, after it was shown what goes and
//! what stays, and after their whole name was typed.

use ledger::Day;
use serde_json::{Value, json};

use super::asking;
use super::page::{Page, Tone};
use super::visit::Visit;
use super::{phrase, retention, show_all};
use crate::book::{Cleared, Gone, Leaving, Remaking, Swept};
use crate::clock;
use crate::error::Result;

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// A name, a part of it, or an address
    #[arg(value_name = "NAME")]
    name: String,
    /// Their whole name, where nobody can be asked to type it
    #[arg(long, value_name = "WHOLE NAME")]
    confirm: Option<String>,
    /// The backups Troth keeps: made anew without them, or left to run-out [default: anew]
    #[arg(long, value_name = "HOW", hide_possible_values = true)]
    backups: Option<How>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum How {
    Anew,
    RunOut,
}

impl How {
    pub fn remaking(self) -> Remaking {
        match self {
            Self::Anew => Remaking::Anew,
            Self::RunOut => Remaking::RunOut,
        }
    }
}

/// So many places that name them are listed before the question.
const MENTIONS: usize = 20;

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let id = book.look_up_to_forget(&arguments.name)?;
    let runs_out = book.backups_run_out(clock::today(&book.zone()))?;
    let mut how = arguments.backups.map(How::remaking);
    let typed = match arguments.confirm {
        Some(typed) => typed,
        None => {
            let leaving = book.leaving(id, day)?;
            if visit.wants_json() {
                return visit.show_json(&preview_json(&leaving, runs_out));
            }
            visit.show(preview(&leaving, runs_out, visit.page()))?;
            if !asking::can_ask() {
                visit.remark("Nothing was forgotten. To do it: --confirm \"THE WHOLE NAME\"");
                return Ok(());
            }
            let typed = asking::typed("Type the whole name to forget them, or nothing to stop")?;
            if let (Some(day), None, false) = (runs_out, how, typed.trim().is_empty()) {
                how = Some(asked_of_backups(day)?);
            }
            typed
        }
    };
    if typed.trim().is_empty() {
        visit.remark("Nothing was forgotten.");
        return Ok(());
    }
    let leaver = book.leaver(id)?;
    let (_, gone) = book.forget(&visit.stamp(), id, &typed, day)?;
    let swept = book.sweep()?;
    let cleared = book.clear_backups(&leaver, how.unwrap_or_default(), clock::now())?;
    if visit.wants_json() {
        return visit.show_json(&json!({
            "forgotten": true, "gone": counts(&gone), "files": swept.id(),
            "backups": {
                "rewritten": cleared.rewritten, "deleted": cleared.deleted,
                "gone_by": cleared.gone_by.map(|day| day.to_string()), "failed": cleared.failed,
            },
        }));
    }
    visit.show(done(&gone, swept, &cleared, visit.page()))
}

/// What is to become of the backups that Troth keeps, which are gone by that day by themselves.
pub fn asked_of_backups(day: Day) -> Result<Remaking> {
    let choices = [
        "made anew without it".to_owned(),
        format!("left to run out: gone by {}", ledger::said_day(day)),
    ];
    Ok(match asking::chosen("The backups Troth keeps", &choices)? {
        0 => Remaking::Anew,
        _ => Remaking::RunOut,
    })
}

fn preview(leaving: &Leaving, runs_out: Option<Day>, mut page: Page) -> Page {
    let person = &leaving.person.person;
    page.heading(&format!("To forget {}", person.name), "");
    page.blank();
    let parts = leaving.gone.parts();
    page.labelled("Goes", COLUMN, &phrase::list(&parts));
    page.labelled("Passed over", COLUMN, &passed_over(leaving));
    if let Some(day) = runs_out {
        let words = format!(
            "those Troth keeps are made anew without them; or, with --backups run-out, they are gone by {}",
            ledger::said_day(day)
        );
        page.labelled("Backups", COLUMN, &words);
    }
    page.labelled("Stays", COLUMN, STAYS);
    if leaving.earlier > 0 {
        let count = i64::try_from(leaving.earlier).unwrap_or(i64::MAX);
        let words = format!(
            "{} of notes about others, in the history, name them too",
            phrase::counted(count, "earlier wording")
        );
        page.labelled("", COLUMN, &words);
    }
    if leaving.subjects > 0 {
        let count = i64::try_from(leaving.subjects).unwrap_or(i64::MAX);
        let words = format!(
            "{} of mail with others that hold a part of the name",
            phrase::counted(count, "subject")
        );
        page.labelled("", COLUMN, &words);
    }
    if !leaving.mentions.is_empty() {
        let count = leaving.mentions.len() as i64;
        page.section(&format!(
            "{} elsewhere may name them: look at them",
            phrase::counted(count, "note")
        ));
        show_all::mentions(&mut page, &leaving.mentions, MENTIONS);
    }
    page.blank();
    page.paragraph(
        0,
        "This cannot be taken back: not by undo, and not by reading the mail again. Exports and copies of the book that you made are yours to delete.",
        Tone::Accent,
    );
    page
}

const COLUMN: usize = 13;

const STAYS: &str = "letters and touches with others, without their name; one line of the history, “forgot somebody”; a keyed hash of each address";

fn passed_over(leaving: &Leaving) -> String {
    match leaving.gone.addresses {
        0 => "no address is known, so mail with them can come back".to_owned(),
        count => {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            format!(
                "mail with {} from now on",
                phrase::counted(count, "address")
            )
        }
    }
}

fn done(gone: &Gone, swept: Swept, cleared: &Cleared, mut page: Page) -> Page {
    page.paragraph(0, "Forgotten.", Tone::Strong);
    page.labelled("Gone", COLUMN, &phrase::list(&gone.parts()));
    retention::say_swept(&mut page, swept);
    if let Some(words) = cleared.words() {
        page.paragraph(0, &words, Tone::Plain);
    }
    page.paragraph(
        0,
        "Exports and copies of the book that you made still hold them: delete those too.",
        Tone::Dim,
    );
    page
}

fn counts(gone: &Gone) -> Value {
    json!({
        "rows": gone.rows, "letters": gone.letters, "letters_without": gone.letters_without,
        "subjects": gone.subjects, "confidences": gone.confidences, "lines": gone.lines,
        "images": gone.images, "addresses": gone.addresses,
    })
}

fn preview_json(leaving: &Leaving, runs_out: Option<Day>) -> Value {
    json!({
        "backups_run_out": runs_out.map(|day| day.to_string()),
        "forgotten": false,
        "person": leaving.person.person.name,
        "goes": counts(&leaving.gone),
        "named_elsewhere": leaving.mentions.iter().map(show_all::mention_json).collect::<Vec<_>>(),
        "earlier_wordings": leaving.earlier,
        "subjects_perhaps": leaving.subjects,
    })
}
