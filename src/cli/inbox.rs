//! `troth inbox`: people found in mail wait here until they are accepted, merged or ignored.

use ledger::person::{PersonId, Standing};
use serde_json::json;

use super::page::{Column, Tone};
use super::visit::Visit;
use super::{people, phrase};
use crate::book::{Acquaintance, Book, Written};
use crate::error::Result;

#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Arguments {
    #[command(subcommand)]
    change: Option<Change>,
    /// How many to show
    #[arg(long, value_name = "COUNT", default_value_t = 20)]
    most: usize,
}

#[derive(Debug, clap::Subcommand)]
enum Change {
    /// You know them: they join your people
    Accept(Named),
    /// You do not want to see them again
    Ignore(Named),
    /// Back into the inbox
    Wait(Named),
    /// They are somebody already in the book
    Merge(Merged),
}

#[derive(clap::Args, Debug)]
struct Named {
    /// Whom; several may be given
    #[arg(value_name = "NAME", required = true)]
    names: Vec<String>,
}

#[derive(clap::Args, Debug)]
struct Merged {
    /// The entry found
    #[arg(value_name = "NAME")]
    name: String,
    /// The person it belongs to
    #[arg(value_name = "INTO")]
    into: String,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    match arguments.change {
        None => list(arguments.most, visit),
        Some(Change::Merge(merged)) => merge(&merged, visit),
        Some(Change::Accept(named)) => each(&named.names, visit, &ACCEPT, |book, id| {
            book.accept_person(&visit.stamp(), id)
        }),
        Some(Change::Ignore(named)) => each(&named.names, visit, &IGNORE, |book, id| {
            book.ignore_person(&visit.stamp(), id)
        }),
        Some(Change::Wait(named)) => each(&named.names, visit, &WAIT, |book, id| {
            book.wait_person(&visit.stamp(), id)
        }),
    }
}

/// What is said, and whom a name means first: those the word is for.
struct Word {
    said: &'static str,
    first: [Standing; 2],
}

const ACCEPT: Word = Word {
    said: "accepted",
    first: [Standing::Waiting, Standing::Ignored],
};
const IGNORE: Word = Word {
    said: "ignored",
    first: [Standing::Waiting, Standing::Accepted],
};
const WAIT: Word = Word {
    said: "waiting",
    first: [Standing::Ignored, Standing::Accepted],
};

fn merge(merged: &Merged, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let from = book.look_up_first(&merged.name, &ACCEPT.first)?;
    let into = book.look_up_first(&merged.into, &[Standing::Accepted])?;
    super::merge::join(&book, from, into, visit)
}

fn each(
    names: &[String],
    visit: &Visit,
    word: &Word,
    verb: impl Fn(&Book, PersonId) -> Result<Written>,
) -> Result<()> {
    let book = visit.book()?;
    // Every name is understood before anything is written.
    let ids = names
        .iter()
        .map(|name| book.look_up_first(name, &word.first))
        .collect::<Result<Vec<_>>>()?;
    for id in ids {
        let name = book.person(id)?.person.name;
        let done = verb(&book, id)?;
        visit.done(&format!("{}: {name}", word.said), &done)?;
    }
    Ok(())
}

fn list(most: usize, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let mut waiting = book.inbox_as_of(day)?;
    waiting.retain(|known| known.facts.is_some() || !visit.looks_at_another_day());
    if visit.wants_json() {
        let people: Vec<_> = waiting
            .iter()
            .map(|known| people::json(known, day))
            .collect();
        return visit.show_json(&json!({ "day": day.to_string(), "waiting": people }));
    }
    let mut page = visit.page();
    if waiting.is_empty() {
        page.paragraph(0, "Nobody is waiting.", Tone::Plain);
        return visit.show(page);
    }
    page.heading(
        &format!(
            "Waiting for your word: {}",
            phrase::counted(waiting.len() as i64, "person")
        ),
        "",
    );
    page.blank();
    let rows: Vec<Vec<String>> = waiting
        .iter()
        .take(most)
        .map(|known| {
            let last = known
                .facts
                .as_ref()
                .map(|facts| phrase::day(facts.last, day))
                .unwrap_or_default();
            vec![known.person.name.clone(), wrote(known), last]
        })
        .collect();
    let asides: Vec<Option<String>> = waiting.iter().take(most).map(Acquaintance::aside).collect();
    page.table_with(
        2,
        &[
            Column::giving(Tone::Plain),
            Column::new(Tone::Dim),
            Column::new(Tone::Dim),
        ],
        &rows,
        &asides,
    );
    if waiting.len() > most {
        page.paragraph(
            2,
            &format!(
                "and {} more: --most {}",
                waiting.len() - most,
                waiting.len()
            ),
            Tone::Dim,
        );
    }
    page.blank();
    page.paragraph(
        0,
        "troth inbox accept NAME · ignore NAME · merge NAME INTO",
        Tone::Dim,
    );
    visit.show(page)
}

/// Who wrote to whom: "3 from them, none from you".
fn wrote(known: &Acquaintance) -> String {
    let Some(facts) = &known.facts else {
        return "nothing noted".to_owned();
    };
    let count = |count: u32| {
        if count == 0 {
            "none".to_owned()
        } else {
            phrase::grouped(i64::from(count))
        }
    };
    format!(
        "{} from them, {} from you",
        count(facts.from_them),
        count(facts.from_me)
    )
}
