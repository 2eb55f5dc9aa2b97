//! `troth backups`: those that Troth keeps by itself, with their age and size; making one now, and
//! where and how many are kept.

use std::path::PathBuf;

use jiff::Timestamp;
use ledger::backup::{Wanted, age};
use serde_json::{Value, json};

use super::page::{Column, Page, Tone};
use super::phrase;
use super::visit::Visit;
use crate::book::{Backups, Book};
use crate::clock;
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
pub struct Arguments {
    #[command(subcommand)]
    change: Option<Change>,
}

#[derive(Debug, clap::Subcommand)]
enum Change {
    /// Make one now
    Now,
    /// Make one now, and delete every one from before
    Anew,
    /// Say where they lie and how many are kept
    #[command(override_usage = "troth backups set [OPTIONS]")]
    Set(Set),
    /// Keep them: while troth serve is open
    On,
    /// Keep none; those there are stay
    Off,
}

#[derive(clap::Args, Debug)]
#[group(required = true, multiple = true)]
struct Set {
    /// The folder
    #[arg(long = "in", value_name = "FOLDER", conflicts_with = "beside")]
    folder: Option<PathBuf>,
    /// In the usual folder again, beside the book
    #[arg(long)]
    beside: bool,
    /// One a day for so many days
    #[arg(long, value_name = "DAYS")]
    daily: Option<u32>,
    /// One a week for so many weeks before those days
    #[arg(long, value_name = "WEEKS")]
    weekly: Option<u32>,
    /// All together at most so many times as large as the book
    #[arg(long, value_name = "NUMBER")]
    times: Option<u32>,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    // What is wanted is a setting, which may be the first thing noted in a book.
    let book = match &arguments.change {
        Some(Change::Set(_) | Change::On | Change::Off) => visit.begin()?,
        None | Some(Change::Now | Change::Anew) => visit.book()?,
    };
    match arguments.change {
        None => show(&book, visit),
        Some(Change::Now) => now(&book, visit),
        Some(Change::Anew) => anew(&book, visit),
        Some(Change::Set(set)) => {
            let wanted = changed(book.wanted_backups()?, set)?;
            save(&book, wanted, visit)
        }
        Some(Change::On) => keep(&book, false, visit),
        Some(Change::Off) => keep(&book, true, visit),
    }
}

fn now(book: &Book, visit: &Visit) -> Result<()> {
    let made = book.keep_backup(clock::now())?;
    if visit.wants_json() {
        return visit.show_json(&json!({
            "file": made.path.display().to_string(), "at": made.at.to_string(), "bytes": made.bytes,
        }));
    }
    let mut page = visit.page();
    let said = format!(
        "Backed up to {}, {}.",
        made.path.display(),
        phrase::size(made.bytes)
    );
    page.paragraph(0, &said, Tone::Plain);
    visit.show(page)
}

fn anew(book: &Book, visit: &Visit) -> Result<()> {
    let cleared = book.replace_backups(clock::now())?;
    if visit.wants_json() {
        return visit.show_json(&json!({ "made": 1, "deleted": cleared.deleted }));
    }
    let mut page = visit.page();
    let deleted = i64::try_from(cleared.deleted).unwrap_or(i64::MAX);
    let said = format!(
        "A backup was made, and {} from before deleted.",
        phrase::counted(deleted, "backup")
    );
    page.paragraph(0, &said, Tone::Plain);
    visit.show(page)
}

fn changed(wanted: Wanted, set: Set) -> Result<Wanted> {
    let place = match set.folder {
        Some(folder) => Some(whole(folder)?),
        None if set.beside => None,
        None => wanted.place.clone(),
    };
    Ok(Wanted {
        place,
        daily: set.daily.unwrap_or(wanted.daily),
        weekly: set.weekly.unwrap_or(wanted.weekly),
        times: set.times.unwrap_or(wanted.times),
        ..wanted
    })
}

/// In words that hold in any folder.
fn whole(folder: PathBuf) -> Result<String> {
    let folder = std::path::absolute(&folder).unwrap_or(folder);
    let text = folder.to_str().map(str::to_owned);
    text.ok_or_else(|| {
        Error::setup("the place of the backups cannot be written down")
            .hint("give its folders names in plain letters")
    })
}

fn keep(book: &Book, off: bool, visit: &Visit) -> Result<()> {
    let wanted = book.wanted_backups()?;
    save(book, Wanted { off, ..wanted }, visit)
}

fn save(book: &Book, wanted: Wanted, visit: &Visit) -> Result<()> {
    let done = book.set_backups(&visit.stamp(), wanted)?;
    visit.done(&standing(&book.backups()?), &done)
}

fn show(book: &Book, visit: &Visit) -> Result<()> {
    let backups = book.backups()?;
    let failed = book.backup_failed(clock::today(&book.zone()))?;
    if visit.wants_json() {
        return visit.show_json(&as_json(&backups, failed.as_deref()));
    }
    let mut page = visit.page();
    page.heading("Backups", "");
    page.paragraph(0, &phrase::sentence(&standing(&backups)), Tone::Plain);
    if let Some(failed) = &failed {
        page.paragraph(0, failed, Tone::Strong);
    }
    page.blank();
    list(&mut page, &backups, clock::now());
    if backups.strangers > 0 {
        let count = i64::try_from(backups.strangers).unwrap_or(i64::MAX);
        let said = format!(
            "{} there cannot be read, or is of another book: left alone",
            phrase::counted(count, "other file")
        );
        page.paragraph(0, &said, Tone::Dim);
    }
    visit.show(page)
}

/// "kept in FOLDER while Troth serves: one a day …".
fn standing(backups: &Backups) -> String {
    match &backups.folder {
        None => "none are kept of a book on a server until a folder is named: troth backups set --in FOLDER"
            .to_owned(),
        Some(folder) if backups.wanted.off => {
            format!("no backups are made; those in {} stay", folder.display())
        }
        Some(folder) => format!(
            "kept in {} while Troth serves: {}",
            folder.display(),
            backups.wanted.words()
        ),
    }
}

fn list(page: &mut Page, backups: &Backups, now: Timestamp) {
    if backups.all.is_empty() {
        page.paragraph(
            0,
            "There are none yet. troth backups now makes one.",
            Tone::Plain,
        );
        return;
    }
    let rows: Vec<Vec<String>> = backups
        .all
        .iter()
        .map(|found| {
            vec![
                found.name(),
                phrase::size(found.bytes),
                format!("{} old", age(found.at, now)),
            ]
        })
        .collect();
    let columns = [
        Column::giving(Tone::Plain),
        Column::right(Tone::Plain),
        Column::new(Tone::Dim),
    ];
    page.table(2, &columns, &rows);
    page.blank();
    page.paragraph(0, "troth restore FILE puts one back", Tone::Dim);
}

fn as_json(backups: &Backups, failed: Option<&str>) -> Value {
    let wanted = &backups.wanted;
    json!({
        "kept": backups.are_kept(),
        "folder": backups.folder.as_ref().map(|folder| folder.display().to_string()),
        "daily": wanted.daily, "weekly": wanted.weekly, "times": wanted.times,
        "failed": failed,
        "backups": backups.all.iter().map(|found| json!({
            "file": found.path.display().to_string(), "at": found.at.to_string(), "bytes": found.bytes,
        })).collect::<Vec<_>>(),
    })
}
