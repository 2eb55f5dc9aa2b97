//! `troth retention`: for how long things are kept, what would go today, and letting it go. Where
//! no rule is set, everything is kept.

use ledger::Day;
use ledger::retention::{Going, Rule, Rules};
use serde_json::{Value, json};

use super::page::{Column, Page, Tone};
use super::phrase;
use super::visit::Visit;
use crate::book::{Book, Swept};
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Arguments {
    #[command(subcommand)]
    change: Option<Change>,
    /// Let go of what is not kept longer, now
    #[arg(long)]
    apply: bool,
}

#[derive(Debug, clap::Subcommand)]
enum Change {
    /// Keep something for so long: ignored-mail and undo in days, subjects in years
    Set {
        /// Its name, as troth retention lists it
        #[arg(value_name = "NAME")]
        rule: String,
        /// For how many days, or years
        #[arg(value_name = "NUMBER")]
        kept: u32,
    },
    /// Keep something for good
    Off {
        /// Its name, as troth retention lists it
        #[arg(value_name = "NAME")]
        rule: String,
    },
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = match &arguments.change {
        Some(Change::Set { .. }) => visit.begin()?,
        _ => visit.book()?,
    };
    let day = visit.day(&book)?;
    match arguments.change {
        Some(Change::Set { rule, kept }) => change(&book, &rule, Some(kept), visit),
        Some(Change::Off { rule }) => change(&book, &rule, None, visit),
        None if arguments.apply && visit.looks_at_another_day() => Err(Error::refused(
            "on another day it is only looked at what would go; letting it go is not taken back",
        )
        .hint("without --on: troth retention --apply")),
        None if arguments.apply => apply(&book, day, visit),
        None => show(&book, day, visit),
    }
}

/// What a server does as it starts: the rules are kept without anybody asking.
pub fn once_a_day(book: &Book, visit: &Visit) -> Result<()> {
    // On a day that is only looked at, nothing goes.
    if visit.looks_at_another_day() {
        return Ok(());
    }
    book.sweep_when_due()?;
    let day = visit.day(book)?;
    if let Some((_, going)) = book.retain(&visit.stamp(), day)? {
        book.sweep()?;
        visit.remark(&format!(
            "Not kept longer: {}.",
            phrase::list(&going.parts())
        ));
    }
    Ok(())
}

fn change(book: &Book, rule: &str, kept: Option<u32>, visit: &Visit) -> Result<()> {
    let rule = Rule::from_id(rule).ok_or_else(|| {
        let names: Vec<String> = Rule::ALL.iter().map(|rule| rule.id().to_owned()).collect();
        Error::not_found(format!("no rule is called “{rule}”"))
            .hint(format!("there are {}", phrase::list(&names)))
    })?;
    let done = book.set_retention(&visit.stamp(), rule, kept)?;
    let words = Rules::default().with(rule, kept).words(rule);
    visit.done(&format!("{} {words}", rule.subject()), &done)
}

fn apply(book: &Book, day: Day, visit: &Visit) -> Result<()> {
    let retained = book.retain(&visit.stamp(), day)?;
    let swept = book.sweep()?;
    let going = retained.map(|(_, going)| going).unwrap_or_default();
    if visit.wants_json() {
        return visit.show_json(&json!({ "gone": counts(&going), "files": swept.id() }));
    }
    let mut page = visit.page();
    if going.is_nothing() {
        page.paragraph(0, "Nothing is older than it is kept.", Tone::Plain);
    } else {
        let parts = phrase::list(&going.parts());
        page.paragraph(0, &format!("Not kept longer: {parts}."), Tone::Plain);
    }
    say_swept(&mut page, swept);
    visit.show(page)
}

/// What is left of deleted rows in the files of the book, and how they are cleared.
pub fn say_swept(page: &mut Page, swept: Swept) {
    page.paragraph(0, swept.words(), Tone::Plain);
    if swept == Swept::InUse {
        page.paragraph(0, "troth retention --apply clears them", Tone::Dim);
    }
}

fn show(book: &Book, day: Day, visit: &Visit) -> Result<()> {
    let rules = book.retention()?;
    let going = book.going(day)?;
    if visit.wants_json() {
        return visit.show_json(&as_json(&rules, &going, day));
    }
    let mut page = visit.page();
    page.heading("How long things are kept", &phrase::day(day, day));
    page.blank();
    let rows: Vec<Vec<String>> = Rule::ALL
        .iter()
        .map(|rule| {
            vec![
                rule.id().to_owned(),
                format!("{} {}", rule.subject(), rules.words(*rule)),
            ]
        })
        .collect();
    page.table(
        2,
        &[Column::new(Tone::Accent), Column::giving(Tone::Plain)],
        &rows,
    );
    page.blank();
    if rules.is_empty() {
        page.paragraph(0, "troth retention set NAME NUMBER", Tone::Dim);
    } else if going.is_nothing() {
        page.paragraph(0, "Nothing is older than that today.", Tone::Plain);
    } else {
        page.labelled("Would go", 10, &phrase::list(&going.parts()));
        page.paragraph(
            0,
            "troth retention --apply lets it go; it is not taken back",
            Tone::Dim,
        );
    }
    visit.show(page)
}

fn as_json(rules: &Rules, going: &Going, day: Day) -> Value {
    json!({
        "day": day.to_string(),
        "rules": Rule::ALL.iter().map(|rule| json!({
            "name": rule.id(), "kept": rules.get(*rule), "unit": rule.unit(),
            "since": rules.kept_since(*rule, day).map(|since| since.to_string()),
            "words": format!("{} {}", rule.subject(), rules.words(*rule)),
        })).collect::<Vec<_>>(),
        "would_go": counts(going),
    })
}

fn counts(going: &Going) -> Value {
    json!({
        "letters": going.letters, "touches": going.touches,
        "lines": going.lines, "subjects": going.subjects,
    })
}
