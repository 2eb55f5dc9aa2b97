//! `troth restore FILE`: says what a backup is and from when, and makes it the book. The book that
//! stood there is moved aside.

use std::path::PathBuf;

use serde_json::json;

use super::asking;
use super::backup::{contents, seen_json};
use super::page::Tone;
use super::visit::Visit;
use crate::book::{Aside, Place, Restored, Seen};
use crate::clock;
use crate::error::Result;

#[derive(clap::Args, Debug)]
#[command(
    after_help = "The book named with --book is replaced, on either engine; what stood there is moved aside and named.\n\
Stop troth serve before. An export is read with troth import instead."
)]
pub struct Arguments {
    /// A backup, or another book in a SQLite file
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Do it without asking
    #[arg(long)]
    yes: bool,
}

const COLUMN: usize = 9;

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let place = visit.place()?;
    if !arguments.yes {
        let seen = Seen::at(&arguments.file)?;
        if visit.wants_json() {
            return visit.show_json(&json!({ "restored": false, "book": seen_json(&seen) }));
        }
        show(&arguments, &seen, &place, visit)?;
        if !asking::can_ask() {
            visit.remark("Nothing was done. To put it back: the same command with --yes");
            return Ok(());
        }
        if !asking::agreed("Make it the book?")? {
            visit.remark("Nothing was done.");
            return Ok(());
        }
    }
    let place = visit.place_to_fill()?;
    let restored = Restored::from(&arguments.file, &place, clock::now())?;
    let aside = restored.aside.as_ref().map(|aside| match aside {
        Aside::File(path) => path.display().to_string(),
        Aside::Named(name) => name.clone(),
    });
    if visit.wants_json() {
        return visit.show_json(
            &json!({ "restored": true, "book": seen_json(&restored.seen), "aside": aside }),
        );
    }
    let mut page = visit.page();
    let said = format!(
        "The book is the backup’s now: {}.",
        contents(&restored.seen)
    );
    page.paragraph(0, &said, Tone::Plain);
    if let Some(aside) = aside {
        let kept = format!("The book that stood there is now {aside}.");
        page.paragraph(0, &kept, Tone::Plain);
    }
    visit.show(page)
}

fn show(arguments: &Arguments, seen: &Seen, place: &Place, visit: &Visit) -> Result<()> {
    let mut page = visit.page();
    let whose = match &seen.owner {
        Some(owner) => format!("The book of {owner}"),
        None => "A book that does not say whose it is".to_owned(),
    };
    page.heading(&whose, &arguments.file.display().to_string());
    page.blank();
    page.labelled("Holds", COLUMN, &contents(seen));
    page.labelled("Begun", COLUMN, &begun(seen));
    if let Some(mail) = &seen.mail {
        let said = format!("it would send digests through {mail}");
        page.labelled("Mail", COLUMN, &said);
    }
    page.labelled("Into", COLUMN, &into(place));
    visit.show(page)
}

fn begun(seen: &Seen) -> String {
    ledger::said_day(seen.begun.to_zoned(clock::zone()).date())
}

/// Without the word that opens a server.
fn into(place: &Place) -> String {
    match place {
        Place::File(path) if path.exists() => {
            format!("{}; the book there is moved aside", path.display())
        }
        Place::File(path) => path.display().to_string(),
        Place::Postgres { name, .. } => {
            format!("“{name}” on PostgreSQL; a book of that name is renamed")
        }
    }
}
