//! `troth promises`: those that are open, and what becomes of one.

use ledger::Day;
use ledger::progress::Heard;
use ledger::promise::Promise;
use ledger::slip;
use ledger::touch::Side;
use serde_json::json;

use super::page::Tone;
use super::pledge::{self, Named};
use super::visit::Visit;
use super::{keeping, waiting};
use crate::book::{Book, Pledge, Shown};
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Arguments {
    #[command(subcommand)]
    change: Option<Change>,
    /// Which ones: open, settled or all
    #[arg(
        long,
        value_name = "WHICH",
        default_value = "open",
        hide_possible_values = true
    )]
    show: Which,
    /// Only those with this person
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Which {
    Open,
    Settled,
    All,
}

#[derive(Debug, clap::Subcommand)]
enum Change {
    /// It is kept, in time or late as its day says
    Keep(Promised),
    /// It is kept, but late
    Late(Promised),
    /// The one it was made to no longer wants it
    Release(Promised),
    /// A new day was agreed before the old one passed
    Renew(Renewed),
    /// It was not kept and will not be
    Break(Promised),
    /// Note how it is coming along, and whether you told the other one
    Progress(Progressed),
    /// A message to copy: a new day for yours, a gentle question for theirs
    Draft(Drafted),
}

#[derive(clap::Args, Debug)]
struct Promised {
    /// The promise's short reference, words of it, or whose it is
    #[arg(value_name = "REF|WORDS")]
    promise: String,
}

#[derive(clap::Args, Debug)]
struct Renewed {
    /// The promise's short reference, words of it, or whose it is
    #[arg(value_name = "REF|WORDS")]
    promise: String,
    /// The new day
    #[arg(long, value_name = "DAY")]
    until: String,
}

#[derive(clap::Args, Debug)]
struct Progressed {
    /// The promise's short reference, words of it, or whose it is
    #[arg(value_name = "REF|WORDS")]
    promise: String,
    /// How it is coming along
    #[arg(value_name = "NOTE")]
    note: String,
    /// You told the other one
    #[arg(long)]
    told: bool,
}

#[derive(clap::Args, Debug)]
struct Drafted {
    /// The promise's short reference, words of it, or whose it is
    #[arg(value_name = "REF|WORDS")]
    promise: String,
    /// The new day to propose
    #[arg(long, value_name = "DAY")]
    until: Option<String>,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    match arguments.change {
        Some(Change::Draft(draft)) => waiting::draft(&draft.promise, draft.until.as_deref(), visit),
        Some(change) => make(change, visit),
        None => list(&arguments, visit),
    }
}

fn list(arguments: &Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let shown = match arguments.show {
        Which::Open => Shown::Open,
        Which::Settled => Shown::Settled,
        Which::All => Shown::All,
    };
    let mut pledges = if visit.looks_at_another_day() {
        book.promises_as_of(shown, day)?
    } else {
        book.promises(shown)?
    };
    // What is about one person stands on their page.
    let keeping = match (&arguments.name, shown) {
        (None, Shown::Open | Shown::All) => Some(book.keeping(day)?),
        _ => None,
    };
    if let Some(name) = &arguments.name {
        let person = book.look_up(name)?;
        pledges.retain(|pledge| pledge.promise.person == person);
    }
    if visit.wants_json() {
        let all: Vec<_> = pledges
            .iter()
            .map(|one| pledge::json(&book, &one.promise, &one.name, day))
            .collect();
        return visit.show_json(&json!({
            "day": day.to_string(), "promises": all, "keeping": keeping.as_ref().map(|it| keeping::json(&book, it, day)),
        }));
    }
    let mut page = visit.page();
    if pledges.is_empty() {
        page.paragraph(0, "No promises here.", Tone::Plain);
        page.paragraph(
            0,
            "troth promise \"send the notes\" --to NAME --due friday",
            Tone::Dim,
        );
        return visit.show(page);
    }
    let named: Vec<Named<'_>> = pledges
        .iter()
        .map(|one| Named {
            promise: &one.promise,
            name: &one.name,
        })
        .collect();
    page.heading("Promises", &visit.heading_day(&book, day));
    for (title, side) in [
        ("You promised", Side::Mine),
        ("Promised to you", Side::Theirs),
    ] {
        if named.iter().any(|one| one.promise.side == side) {
            page.section(title);
            pledge::table_of(&mut page, &book, side, &named, day);
        }
    }
    if let Some(keeping) = &keeping {
        keeping::draw(&mut page, &book, keeping);
    }
    visit.show(page)
}

fn make(change: Change, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let stamp = visit.stamp();
    let (Change::Keep(Promised { promise: words })
    | Change::Late(Promised { promise: words })
    | Change::Release(Promised { promise: words })
    | Change::Break(Promised { promise: words })
    | Change::Renew(Renewed { promise: words, .. })
    | Change::Progress(Progressed { promise: words, .. })
    | Change::Draft(Drafted { promise: words, .. })) = &change;
    let id = book.look_up_promise(words)?;
    let before = book.pledge(id)?;
    let done = match &change {
        Change::Keep(_) => book.keep(&stamp, id, day)?,
        Change::Late(_) => book.keep_late(&stamp, id, day)?,
        Change::Release(_) => book.release(&stamp, id, day)?,
        Change::Break(_) => book.break_promise(&stamp, id, day)?,
        Change::Renew(Renewed { until, .. }) => {
            let until = visit.day_said(until, day)?;
            let renewed = book.renew(&stamp, id, day, until);
            renewed.map_err(|error| after_its_day(&book, error, &before.promise, day))?
        }
        Change::Progress(Progressed { note, told, .. }) => {
            let heard = if *told {
                Heard::Told
            } else {
                Heard::KeptToMyself
            };
            book.progress(&stamp, id, note, heard, day)?
        }
        Change::Draft(_) => return Ok(()),
    };
    let pledge = book.pledge(id)?;
    let said = format!(
        "{} · {}: {}",
        pledge.promise.what,
        pledge.name,
        pledge::standing(&pledge.promise, day)
    );
    visit.done(&said, &done)?;
    if matches!(change, Change::Break(_)) {
        visit.remark(&after_breaking(&book, &pledge, day));
    }
    Ok(())
}

/// A broken promise is not the end of it: what to say, and where to mend it.
fn after_breaking(book: &Book, pledge: &Pledge, day: Day) -> String {
    let Pledge { promise, name } = pledge;
    let promised = book.reference(promise.id.0);
    match promise.side {
        Side::Mine => format!(
            "To say so: {}\nIf it did harm: troth breach \"{name}\" \"{}\" --promise {promised}",
            slip::broken(promise, name, day),
            promise.what
        ),
        Side::Theirs => format!(
            "If it did you harm: troth breach \"{name}\" \"{}\" --theirs --promise {promised}",
            promise.what
        ),
    }
}

/// What can be done with a promise whose day has passed.
fn after_its_day(book: &Book, error: Error, promise: &Promise, day: Day) -> Error {
    if !promise.is_open() || promise.due.is_none_or(|due| due >= day) {
        return error;
    }
    let promise = book.reference(promise.id.0);
    error.hint(format!(
        "kept after all: troth promises late {promise} · until it comes: troth snooze {promise} \
         --until DAY · not to be kept: troth promises break {promise}"
    ))
}
