//! `troth duplicates`: entries that may be one person, the surest first, and the owner's answer.

use ledger::Day;
use ledger::alike::Likeness;
use ledger::handle::HandleKind;
use ledger::person::{PersonId, Standing};
use serde_json::{Value, json};

use super::page::{Column, Page, Tone};
use super::visit::Visit;
use super::{people, phrase};
use crate::book::{Acquaintance, Book, fold, hex};
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "One and the same address is merged by itself when mail is taken in, and troth undo takes that back; \
whatever else looks alike is only listed here. For example:\n  \
troth duplicates same ana@lindqvist.example \"A. Lindqvist\"\n  \
troth duplicates not-same \"Sam Okafor\" \"Sam Okafor Jr\""
)]
pub struct Arguments {
    #[command(subcommand)]
    answer: Option<Answer>,
    /// How many to show
    #[arg(long, value_name = "COUNT", default_value_t = 20)]
    most: usize,
}

#[derive(Debug, clap::Subcommand)]
enum Answer {
    /// They are one person: both histories stand together from now on
    Same(Named),
    /// They are not one person, and are not asked about again
    NotSame(Named),
}

#[derive(clap::Args, Debug)]
struct Named {
    /// Who, by name, address or reference; two or more
    #[arg(value_name = "NAME", num_args = 2.., required = true)]
    names: Vec<String>,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    match arguments.answer {
        None => list(arguments.most, visit),
        Some(Answer::Same(named)) => same(&named.names, visit),
        Some(Answer::NotSame(named)) => not_same(&named.names, visit),
    }
}

fn same(names: &[String], visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let people = whom(&book, names)?;
    let done = book.same(
        &visit.stamp(),
        &people.iter().map(|one| one.person.id).collect::<Vec<_>>(),
    )?;
    let kept = book.person(PersonId(done.subject))?.person;
    let others: Vec<String> = people
        .iter()
        .filter(|one| one.person.id != kept.id)
        .map(told)
        .collect();
    let are = if others.len() == 1 { "is" } else { "are" };
    visit.done(
        &format!(
            "{} {are} part of {} from now on",
            phrase::list(&others),
            kept.name
        ),
        &done,
    )
}

fn not_same(names: &[String], visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let people = whom(&book, names)?;
    let day = visit.day(&book)?;
    let ids: Vec<PersonId> = people.iter().map(|one| one.person.id).collect();
    let done = book.not_the_same(&visit.stamp(), &ids, day)?;
    let names: Vec<String> = people.iter().map(told).collect();
    visit.done(
        &format!("{} are not the same person", phrase::list(&names)),
        &done,
    )
}

/// Those named. Where a name is of several, the one that is asked about is meant.
fn whom(book: &Book, names: &[String]) -> Result<Vec<Acquaintance>> {
    let mut people: Vec<PersonId> = Vec::with_capacity(names.len());
    let mut first: Option<Error> = None;
    for name in names {
        match book.look_up(name) {
            Ok(found) if !people.contains(&found) => people.push(found),
            Ok(_) => {}
            Err(error) => first = first.or(Some(error)),
        }
    }
    if people.len() < names.len() {
        let asked = asked_about(book, names)?;
        let clear = Error::refused("both names are of one entry")
            .hint("say the address of each: troth duplicates lists them");
        people = asked.ok_or(first.unwrap_or(clear))?;
    }
    people.into_iter().map(|id| book.person(id)).collect()
}

/// The one likeness whose entries bear these names.
fn asked_about(book: &Book, names: &[String]) -> Result<Option<Vec<PersonId>>> {
    let wanted: Vec<String> = names.iter().map(|name| fold(name)).collect();
    let mut found = None;
    for likeness in &book.duplicates()?.asked {
        let known = all_of(book, likeness)?;
        let mut left: Vec<&Acquaintance> = known.iter().collect();
        let mut people = Vec::new();
        for name in &wanted {
            if let Some(at) = left.iter().position(|one| goes_by(one, name)) {
                people.push(left.remove(at).person.id);
            }
        }
        if people.len() == wanted.len() && found.replace(people).is_some() {
            return Ok(None);
        }
    }
    Ok(found)
}

fn goes_by(known: &Acquaintance, name: &str) -> bool {
    let by_handle = known.handles.iter().any(|handle| handle.value == name);
    by_handle || fold(&known.person.name) == name || digits(known) == name
}

fn all_of(book: &Book, likeness: &Likeness) -> Result<Vec<Acquaintance>> {
    likeness.people.iter().map(|id| book.person(*id)).collect()
}

fn list(most: usize, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let found = book.duplicates()?;
    if visit.wants_json() {
        let all: Vec<Value> = found
            .asked
            .iter()
            .map(|likeness| Ok(in_json(likeness, &all_of(&book, likeness)?, day)))
            .collect::<Result<_>>()?;
        return visit.show_json(&json!({ "day": day.to_string(), "duplicates": all }));
    }
    let mut page = visit.page();
    if found.asked.is_empty() {
        page.paragraph(
            0,
            "Nobody in this book looks like somebody else in it.",
            Tone::Plain,
        );
        let how = "Compared are names, addresses, birthdays, circles, and who answered whom. \
                   Where you know better: troth merge NAME INTO";
        page.paragraph(0, how, Tone::Dim);
        return visit.show(page);
    }
    page.heading(
        "May be one person",
        &phrase::counted(found.asked.len() as i64, "likeness"),
    );
    for likeness in found.asked.iter().take(most) {
        draw(&mut page, likeness, &all_of(&book, likeness)?, day);
    }
    page.blank();
    if found.asked.len() > most {
        let more = format!(
            "and {} more: --most {}",
            found.asked.len() - most,
            found.asked.len()
        );
        page.paragraph(2, &more, Tone::Dim);
    }
    page.paragraph(
        0,
        "troth duplicates same NAME NAME · not-same NAME NAME",
        Tone::Dim,
    );
    visit.show(page)
}

fn draw(page: &mut Page, likeness: &Likeness, known: &[Acquaintance], day: Day) {
    page.section(&phrase::sentence(likeness.certainty().words()));
    let rows: Vec<Vec<String>> = known
        .iter()
        .map(|one| vec![one.person.name.clone(), apart(one, day)])
        .collect();
    let asides: Vec<Option<String>> = known.iter().map(Acquaintance::aside).collect();
    page.table_with(
        2,
        &[Column::new(Tone::Plain), Column::giving(Tone::Dim)],
        &rows,
        &asides,
    );
    let says = |words: Vec<&str>| phrase::sentence(&words.join("; "));
    page.paragraph(4, &says(likeness.speaks_for().collect()), Tone::Plain);
    let against: Vec<&str> = likeness.speaks_against().collect();
    if !against.is_empty() {
        page.paragraph(4, &format!("Against it: {}", against.join("; ")), Tone::Dim);
    }
}

/// What tells an entry from one of the same name: "ana@lindqvist.example · 12 days in touch, last Thu 5 Mar".
fn apart(known: &Acquaintance, day: Day) -> String {
    let mut parts = vec![mark(known)];
    if known.person.standing == Standing::Waiting {
        parts.push("waiting".to_owned());
    }
    parts.push(match &known.facts {
        Some(facts) => format!(
            "{} in touch, last {}",
            phrase::counted(i64::from(facts.days), "day"),
            phrase::day(facts.last, day)
        ),
        None => "nothing noted yet".to_owned(),
    });
    parts.join(" · ")
}

/// An address of theirs, else the digits by which they can be named.
fn mark(known: &Acquaintance) -> String {
    let mail = known
        .handles
        .iter()
        .find(|handle| handle.kind == HandleKind::Mail);
    match (mail.or(known.handles.first()), known.handles.len()) {
        (Some(handle), 0..=1) => handle.value.clone(),
        (Some(handle), several) => format!("{} and {} more", handle.value, several - 1),
        (None, _) => digits(known),
    }
}

fn digits(known: &Acquaintance) -> String {
    let digits = hex(known.person.id.0.as_bytes());
    digits[digits.len() - 6..].to_owned()
}

/// "Ana Lindqvist (ana@lindqvist.example)".
fn told(known: &Acquaintance) -> String {
    let mark = mark(known);
    if mark == known.person.name {
        return mark;
    }
    format!("{} ({mark})", known.person.name)
}

fn in_json(likeness: &Likeness, known: &[Acquaintance], day: Day) -> Value {
    let people: Vec<Value> = known
        .iter()
        .map(|one| {
            let mut value = people::json(one, day);
            value["handles"] = one
                .handles
                .iter()
                .map(|handle| json!({ "kind": handle.kind.id(), "value": handle.value }))
                .collect();
            value
        })
        .collect();
    let reasons: Vec<Value> = likeness
        .reasons
        .iter()
        .map(|reason| json!({ "words": reason.words, "weight": reason.weight }))
        .collect();
    json!({
        "people": people,
        "confidence": likeness.confidence,
        "words": likeness.certainty().words(),
        "reasons": reasons,
    })
}
