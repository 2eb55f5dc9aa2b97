//! `troth today`: the morning's moves, each with its reason, its opener and its parts.

use jiff::civil::Weekday;
use ledger::focus::to_practise;
use ledger::today::{About, Move, Plan};
use serde_json::{Value, json};
use uuid::Uuid;

use super::page::{Page, Tone};
use super::visit::Visit;
use super::{answer, phrase, week};
use crate::book::{Book, Filter};
use crate::error::Result;
use crate::practice::library;

#[derive(clap::Args, Debug)]
pub struct Arguments {}

pub fn run(_: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    // A day asked about by name is planned even when it is a weekend.
    let plan = if visit.looks_at_another_day() {
        book.today_when_asked(day)?
    } else {
        book.today(day)?
    };
    let focus = book.focus_of(day)?;
    let undelivered = book.undelivered(day)?;
    let backup_failed = book.backup_failed(day)?;
    if visit.wants_json() {
        let mut value = json(&plan);
        value["focus"] = focus.as_ref().map(week::json_focus).into();
        value["undelivered"] = undelivered.into();
        value["backup_failed"] = backup_failed.into();
        return visit.show_json(&value);
    }
    let mut page = visit.page();
    if plan.moves.is_empty() && book.people(&Filter::accepted())?.is_empty() {
        begin(&mut page, "This book is empty. To begin:");
        return visit.show(page);
    }
    draw(&mut page, &book, &plan, &past(&book, &plan)?)?;
    for line in undelivered.iter().chain(&backup_failed) {
        page.blank();
        page.paragraph(0, line, Tone::Plain);
    }
    if let Some(focus) = &focus {
        page.blank();
        let words = format!("This week: {}. troth week", to_practise(focus.moment));
        page.paragraph(0, &words, Tone::Dim);
    }
    visit.show(page)?;
    // A person who asks for another day is only looking: nothing has been proposed to them.
    if !visit.looks_at_another_day() && !plan.moves.is_empty() && book.can_be_written()? {
        book.shown(&visit.stamp(), day, &plan)?;
    }
    Ok(())
}

/// The meetings of the plan whose day is over.
fn past(book: &Book, plan: &Plan) -> Result<Vec<Uuid>> {
    let mut past = Vec::new();
    for step in &plan.moves {
        if let About::Matter(kind, id) = step.about
            && answer::is_past(book, kind, id, plan.day)?
        {
            past.push(id);
        }
    }
    Ok(past)
}

/// `troth` alone: today, or how to begin where there is no book yet. It makes none.
pub fn open(visit: &Visit) -> Result<()> {
    if visit.wants_json() || !visit.is_without_own_book() {
        return run(Arguments {}, visit);
    }
    let mut page = visit.page();
    begin(&mut page, "There is no book yet. To begin one:");
    visit.show(page)
}

fn begin(page: &mut Page, heading: &str) {
    page.paragraph(0, heading, Tone::Strong);
    let rows = [
        (
            "troth import ~/Mail",
            "read the mail you have; nothing leaves this machine",
        ),
        ("troth meet \"Ana Lindqvist\"", "or add someone by hand"),
        ("troth demo", "or look around in a made-up book"),
    ];
    for (command, what) in rows {
        page.labelled(&format!("  {command}"), 30, what);
    }
}

fn draw(page: &mut Page, book: &Book, plan: &Plan, past: &[Uuid]) -> Result<()> {
    page.heading(&phrase::whole_day(plan.day), "");
    if let Some(silence) = &plan.silence {
        page.blank();
        page.paragraph(0, &sentence(silence), Tone::Plain);
        if matches!(plan.day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            page.paragraph(0, "A plan all the same: troth today --on today", Tone::Dim);
        }
    }
    let of = |wanted: fn(&About) -> bool| -> Vec<&Move> {
        plan.moves
            .iter()
            .filter(|step| wanted(&step.about))
            .collect()
    };
    let promised = of(|about| matches!(about, About::Promise(_)));
    let matters = of(|about| matches!(about, About::Matter(..)));
    let contacts = of(|about| matches!(about, About::Contact));
    if !promised.is_empty() {
        page.section("Promised");
        promised
            .iter()
            .for_each(|step| draw_move(page, book, step, past));
    }
    if !matters.is_empty() {
        page.section("Today");
        for step in matters {
            draw_move(page, book, step, past);
            draw_card(page, step)?;
        }
    }
    if !contacts.is_empty() {
        page.section("In touch");
        contacts
            .iter()
            .for_each(|step| draw_move(page, book, step, past));
    }
    for note in &plan.notes {
        page.blank();
        page.paragraph(0, &sentence(note), Tone::Dim);
    }
    for ask in &plan.asks {
        page.blank();
        page.paragraph(0, &ask.words, Tone::Plain);
        page.paragraph(
            2,
            &format!(
                "troth importance \"{0}\" 1, or troth inbox ignore \"{0}\"",
                ask.name
            ),
            Tone::Dim,
        );
    }
    if let Some(name) = &plan.called {
        page.blank();
        let answers = format!(
            "troth done {name} · troth snooze {name} --until friday · troth not-needed {name}"
        );
        page.paragraph(0, &answers, Tone::Dim);
    }
    Ok(())
}

/// The card that helps with a matter, in one quiet line.
fn draw_card(page: &mut Page, step: &Move) -> Result<()> {
    if let About::Matter(kind, _) = step.about
        && let Some(card) = library()?.card_for(kind)
    {
        page.paragraph(4, &format!("troth practice {}", card.id), Tone::Dim);
    }
    Ok(())
}

fn draw_move(page: &mut Page, book: &Book, step: &Move, past: &[Uuid]) {
    let minutes = format!("{} min", step.minutes);
    let aside = match step.about {
        About::Promise(id) => format!("{} · {minutes}", book.reference(id.0)),
        About::Matter(_, id) => format!("{} · {minutes}", book.reference(id)),
        About::Contact => minutes,
    };
    page.ends(2, (&step.name, Tone::Strong), (&aside, Tone::Dim));
    page.paragraph(4, &step.reason, Tone::Plain);
    if !step.opener.is_empty() {
        page.paragraph(4, &step.opener, Tone::Plain);
    }
    match step.about {
        About::Promise(id) => page.paragraph(
            4,
            &format!(
                "troth promises keep {0} · troth promises draft {0}",
                book.reference(id.0)
            ),
            Tone::Dim,
        ),
        About::Matter(kind, id) => {
            draw_commands(page, &answer::settling(book, kind, id, past.contains(&id)));
        }
        About::Contact => page.paragraph(4, &parts(step), Tone::Dim),
    }
}

/// As many commands on a line as fit there whole.
fn draw_commands(page: &mut Page, commands: &[String]) {
    let mut line = String::new();
    for command in commands {
        if !line.is_empty() && line.chars().count() + command.chars().count() > 70 {
            page.paragraph(4, &line, Tone::Dim);
            line.clear();
        }
        if !line.is_empty() {
            line.push_str(" · ");
        }
        line.push_str(command);
    }
    page.paragraph(4, &line, Tone::Dim);
}

/// What the move's place in the plan is made of: "cooling 0.35 + a reply owed 0.25 = 0.60".
fn parts(step: &Move) -> String {
    let shares: Vec<String> = step
        .parts
        .iter()
        .filter(|part| part.share >= 0.005)
        .map(|part| format!("{} {:.2}", part.name, part.share))
        .collect();
    match shares.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        // Of what is shown, so that it adds up to the eye as well.
        several => {
            let shown = step.parts.iter().map(|part| (part.share * 100.0).round());
            let total = shown.sum::<f64>() / 100.0;
            format!("{} = {total:.2}", several.join(" + "))
        }
    }
}

fn sentence(text: &str) -> String {
    let text = phrase::sentence(text);
    if text.ends_with(['.', '?', '!']) {
        text
    } else {
        format!("{text}.")
    }
}

fn json(plan: &Plan) -> Value {
    json!({
        "day": plan.day.to_string(),
        "moves": plan.moves.iter().map(json_move).collect::<Vec<_>>(),
        "notes": plan.notes,
        "silence": plan.silence,
        "asks": plan.asks.iter().map(|ask| json!({
            "person": ask.name, "person_id": ask.person.0.to_string(), "words": ask.words,
        })).collect::<Vec<_>>(),
    })
}

fn json_move(step: &Move) -> Value {
    let promise = match step.about {
        About::Promise(id) => Some(id.0.to_string()),
        About::Matter(..) | About::Contact => None,
    };
    let matter = match step.about {
        About::Matter(kind, id) => Some(json!({ "kind": kind.id(), "id": id.to_string() })),
        About::Promise(_) | About::Contact => None,
    };
    json!({
        "person": step.name,
        "person_id": step.person.0.to_string(),
        "promise_id": promise,
        "matter": matter,
        "reason": step.reason,
        "parts": step.parts.iter().map(|part| json!({
            "name": part.name, "value": part.value, "share": part.share,
        })).collect::<Vec<_>>(),
        "opener": step.opener,
        "minutes": step.minutes,
        "value": step.value,
    })
}
