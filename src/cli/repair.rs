//! `troth repair`: what is to be mended, each with its next step and words to begin with; and
//! taking a step.

use ledger::Day;
use ledger::breach::{Step, Taking};
use ledger::repair::{Stage, advice, suggestion};
use ledger::touch::Side;
use serde_json::{Value, json};

use super::page::{Column, Page, Tone};
use super::phrase;
use super::visit::Visit;
use crate::book::{Book, Repair};
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
#[command(
    after_help = "For example:\n  troth repair\n  troth repair 3f2a acknowledge\n  \
troth repair 3f2a own\n  troth repair 3f2a amend \"a new draft by Friday, checked by Mei\"\n  \
troth repair 81c0 say\n  troth repair 81c0 let-go"
)]
pub struct Arguments {
    /// Which one: its short reference, or words of it
    #[arg(value_name = "REF|WORDS")]
    breach: Option<String>,
    /// acknowledge, own, amend; for harm done to you: say, let-go
    #[arg(value_name = "STEP")]
    step: Option<String>,
    /// The amends, for amend
    #[arg(value_name = "AMENDS", default_value = "")]
    amends: String,
    /// Healed and let go ones too
    #[arg(long)]
    all: bool,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    match (&arguments.breach, &arguments.step) {
        (Some(words), Some(step)) => take(&book, words, taking(step, &arguments)?, day, visit),
        (Some(words), None) => {
            let one = book.repair_of(book.look_up_breach(words, day)?, day)?;
            list(&book, &[one], day, visit)
        }
        (None, _) => {
            let mut repairs = book.repairs(day)?;
            repairs.retain(|repair| arguments.all || repair.stage.is_open());
            list(&book, &repairs, day, visit)
        }
    }
}

fn take(book: &Book, words: &str, taking: Taking, day: Day, visit: &Visit) -> Result<()> {
    let id = book.look_up_breach(words, day)?;
    let step = taking.step();
    let done = book.repair(&visit.stamp(), id, &taking, day)?;
    let repair = book.repair_of(id, day)?;
    let said = format!(
        "“{}” · {}: {}",
        repair.breach.what,
        repair.name,
        step.done_words()
    );
    visit.done(&said, &done)?;
    point_to_next(visit, book, &repair);
    Ok(())
}

fn taking(step: &str, arguments: &Arguments) -> Result<Taking> {
    let wanted = step.trim().to_lowercase().replace([' ', '_'], "-");
    match wanted.as_str() {
        "acknowledge" => Ok(Taking::Acknowledge),
        "own" => Ok(Taking::Own),
        "amend" => Ok(Taking::Amend(arguments.amends.clone())),
        "say" => Ok(Taking::Say),
        "let-go" => Ok(Taking::LetGo),
        _ => Err(Error::setup(format!("“{step}” is not a step of mending"))
            .hint("acknowledge, own, amend; for harm done to you: say, let-go")),
    }
}

/// What comes next, beside the answer.
pub fn point_to_next(visit: &Visit, book: &Book, repair: &Repair) {
    if visit.wants_json() {
        return;
    }
    let at = book.reference(repair.breach.id.0);
    match repair.stage {
        Stage::Next(step) => visit.remark(&format!(
            "next: {}. Words to begin with: troth repair {at}",
            step.words()
        )),
        Stage::Keeping => visit.remark("next: keep what you promise them; each one kept heals it"),
        Stage::Healed | Stage::LetGo => {}
    }
}

fn list(book: &Book, repairs: &[Repair], day: Day, visit: &Visit) -> Result<()> {
    if visit.wants_json() {
        let all: Vec<Value> = repairs
            .iter()
            .map(|repair| json(book, repair, day))
            .collect();
        return visit.show_json(&json!({ "day": day.to_string(), "repairs": all }));
    }
    let mut page = visit.page();
    if repairs.is_empty() {
        page.paragraph(0, "Nothing is to be mended.", Tone::Plain);
        return visit.show(page);
    }
    page.heading("To mend", &phrase::day(day, day));
    for (title, side) in [
        ("What you did", Side::Mine),
        ("What was done to you", Side::Theirs),
    ] {
        let of: Vec<&Repair> = repairs
            .iter()
            .filter(|repair| repair.breach.side() == side)
            .collect();
        if !of.is_empty() {
            page.section(title);
            of.iter()
                .for_each(|repair| draw(&mut page, book, repair, day));
        }
    }
    visit.show(page)
}

/// What is open with one person, on their page.
pub fn of_person(page: &mut Page, book: &Book, repairs: &[Repair], day: Day) {
    let open = repairs.iter().filter(|repair| repair.stage.is_open());
    let rows: Vec<Vec<String>> = open
        .map(|repair| {
            vec![
                book.reference(repair.breach.id.0),
                repair.breach.what.clone(),
                phrase::day(repair.breach.day, day),
                repair.stage.words(),
            ]
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    page.section("To mend");
    let columns = [
        Column::new(Tone::Dim),
        Column::giving(Tone::Plain),
        Column::new(Tone::Dim),
        Column::new(Tone::Plain),
    ];
    page.table(2, &columns, &rows);
}

fn draw(page: &mut Page, book: &Book, repair: &Repair, day: Day) {
    let breach = &repair.breach;
    let at = book.reference(breach.id.0);
    let aside = format!("{at} · {}", phrase::day(breach.day, day));
    page.ends(2, (&repair.name, Tone::Strong), (&aside, Tone::Dim));
    let what = format!(
        "“{}”: {}, {}",
        breach.what,
        breach.kind.words(),
        breach.size.words()
    );
    page.paragraph(4, &what, Tone::Plain);
    for (step, on) in breach.taken() {
        let taken = format!("{} {}", step.done_words(), phrase::day(on, day));
        page.paragraph(4, &phrase::sentence(&taken), Tone::Dim);
    }
    page.paragraph(
        4,
        &phrase::sentence(&repair.healing.words(breach)),
        Tone::Dim,
    );
    page.paragraph(4, &phrase::sentence(&repair.stage.words()), Tone::Plain);
    if let Stage::Next(step) = repair.stage {
        page.paragraph(6, advice(step), Tone::Plain);
        page.paragraph(6, &words(repair, step, day), Tone::Dim);
        page.paragraph(
            4,
            &format!("troth repair {at} {}", command(step)),
            Tone::Dim,
        );
    }
}

fn words(repair: &Repair, step: Step, day: Day) -> String {
    suggestion(&repair.breach, step, &repair.name, day)
}

fn command(step: Step) -> String {
    match step {
        Step::Amend => "amend \"what you do to make it good\"".to_owned(),
        step => step.id().to_owned(),
    }
}

pub fn json(book: &Book, repair: &Repair, day: Day) -> Value {
    let breach = &repair.breach;
    let next = match repair.stage {
        Stage::Next(step) => Some(step),
        _ => None,
    };
    json!({
        "id": breach.id.0.to_string(),
        "reference": book.reference(breach.id.0),
        "person": repair.name,
        "person_id": breach.person.0.to_string(),
        "side": breach.side().id(),
        "kind": breach.kind.id(),
        "size": breach.size.steps(),
        "what": breach.what,
        "date": breach.day.to_string(),
        "promise_id": breach.promise.map(|promise| promise.0.to_string()),
        "taken": breach.taken().iter().map(|(step, on)| json!({
            "step": step.id(), "on": on.to_string(),
        })).collect::<Vec<_>>(),
        "open": repair.stage.is_open(),
        "next": next.map(Step::id),
        "words": next.map(|step| words(repair, step, day)),
        "kept_since": repair.healing.kept,
        "left": repair.healing.left,
        "said": repair.healing.words(breach),
    })
}
