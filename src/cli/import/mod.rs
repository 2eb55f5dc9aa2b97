//! `troth import PATH…`: mail is read, shown, and taken into the book when the owner says so.
//! A file that is a whole book, as `troth export` writes it, is read back instead.

mod progress;
mod report;
mod whole;

use std::path::PathBuf;

use serde_json::{Value, json};

use super::asking;
use super::page::Tone;
use super::visit::Visit;
use crate::book::{Book, Report, Skipped};
use crate::error::{Error, Result};
use crate::import::{Brought, Unreadable, bring};

#[derive(clap::Args, Debug)]
#[command(
    after_help = "Read are mbox files (also .gz, and folders of them), Maildir, and single letters. Of each \
letter the book keeps who, when and subject, never the body. For example:\n  troth import ~/Mail\n  \
troth import archive/ --me noor@troth.example --yes"
)]
pub struct Arguments {
    /// Files or folders of mail, or one book exported earlier
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// A mail address of yours; may be given again
    #[arg(long, value_name = "ADDRESS")]
    me: Vec<String>,
    /// Take it in without asking
    #[arg(long)]
    yes: bool,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    if let [path] = arguments.paths.as_slice()
        && whole::is_book(path)
    {
        return whole::restore(path, arguments.yes, visit);
    }
    for address in &arguments.me {
        if !address.contains('@') {
            return Err(Error::setup(format!("“{address}” is not a mail address")));
        }
    }
    // No book is begun for mail that is not there.
    if let Some(path) = arguments.paths.iter().find(|path| !path.exists()) {
        return Err(Error::setup(
            Unreadable::Missing(path.display().to_string()).to_string(),
        ));
    }
    let book = visit.begin()?;
    let mut progress = progress::Progress::start();
    let brought = bring(&book, &arguments.paths, &arguments.me, &mut |come| {
        progress.show(come)
    })?;
    progress.end();
    let batch = brought.batch;
    let broke_off = brought.broke_off.clone();
    let answered = answer(&arguments, visit, &book, brought);
    if !matches!(answered, Ok(Answer::TakenIn)) {
        // Whatever was not taken in leaves nothing behind.
        book.discard_batch(batch)?;
    }
    answered?;
    match broke_off.as_slice() {
        [] => Ok(()),
        [first, more @ ..] => Err(read_in_part(first, more.len())),
    }
}

/// What could be read was shown or taken in; that it is not all is how the command ends.
fn read_in_part(first: &Skipped, more: usize) -> Error {
    let others = match more {
        0 => String::new(),
        more => format!("; and so did {more} more"),
    };
    Error::refused(format!("{}: {}{others}", first.file, first.reason)).hint(
        "what stands before it was read; import it again when it is whole: what is known already changes nothing",
    )
}

enum Answer {
    TakenIn,
    Left,
}

fn answer(arguments: &Arguments, visit: &Visit, book: &Book, brought: Brought) -> Result<Answer> {
    if brought.owner.is_empty() && brought.messages > 0 {
        let own = asking::whose(&brought.candidates)?;
        book.set_batch_owner(brought.batch, &[own])?;
    }
    if arguments.yes && brought.messages > 0 {
        return take_in(visit, book, brought.batch);
    }
    let preview = book.preview(brought.batch)?;
    let day = visit.day(book)?;
    if visit.wants_json() {
        visit.show_json(&told(&preview, None)?)?;
    } else {
        let mut page = visit.page();
        page.heading("What this would bring", "");
        report::draw(&mut page, &preview, day, &book.zone());
        page.blank();
        visit.show(page)?;
    }
    if preview.messages == 0 {
        return Err(Error::not_found(
            "there is no mail in it; nothing was written",
        ));
    }
    if report::brings_nothing(&preview) {
        visit.remark("All of it is known already; there is nothing to take in.");
        return Ok(Answer::Left);
    }
    if asking::can_ask() && !visit.wants_json() {
        if asking::agreed("Take it into the book?")? {
            return take_in(visit, book, brought.batch);
        }
        visit.remark("Nothing was written.");
        return Ok(Answer::Left);
    }
    visit.remark("Nothing was written. To take it in: the same command with --yes");
    Ok(Answer::Left)
}

fn take_in(visit: &Visit, book: &Book, batch: i64) -> Result<Answer> {
    let stamp = visit.stamp();
    let (written, report) = book.accept_batch(&stamp, batch)?;
    // Who was in the book before was looked at before.
    let merged = match report.people_found {
        0 => None,
        _ => book.merge_the_same(&stamp.after())?,
    };
    if visit.wants_json() {
        let mut said = told(&report, Some(written.seq))?;
        said["merged"] = merged.map_or(
            Value::Null,
            |merged| json!({ "entries": merged.entries, "line": merged.written.seq }),
        );
        visit.show_json(&said)?;
        return Ok(Answer::TakenIn);
    }
    let mut page = visit.page();
    page.ends(
        0,
        ("Taken into the book", Tone::Strong),
        (&format!("undo: troth undo {}", written.seq), Tone::Dim),
    );
    report::draw(&mut page, &report, visit.day(book)?, &book.zone());
    if let Some(merged) = &merged {
        page.blank();
        report::merged(&mut page, merged);
    }
    page.blank();
    page.paragraph(0, report::next_step(&report), Tone::Dim);
    visit.show(page)?;
    Ok(Answer::TakenIn)
}

/// The report as it is kept, and whether it is in the book: `line` is the one to take back.
fn told(report: &Report, line: Option<i64>) -> Result<Value> {
    let mut value = serde_json::to_value(report).map_err(|cause| {
        Error::internal("the report could not be written as JSON").because(cause)
    })?;
    value["accepted"] = line.is_some().into();
    value["line"] = line.into();
    value["merged"] = Value::Null;
    Ok(value)
}
