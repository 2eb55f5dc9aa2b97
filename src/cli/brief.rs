//! `troth brief`: what to know before a meeting, one sheet. For several people a line each.

use ledger::Day;
use ledger::brief::{Brief, Glance, Line, Purpose, Section};
use serde_json::{Value, json};

use super::page::{Page, Tone};
use super::visit::Visit;
use super::{meetings, phrase};
use crate::book::{Arranged, Book, Briefing, Sought, Whom};
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// Whom you meet; without a name the next meeting is meant
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// For the next meeting
    #[arg(long, conflicts_with_all = ["names", "meeting"])]
    next: bool,
    /// For this meeting: its short reference, its title, or who comes
    #[arg(long, value_name = "REF|WORDS", conflicts_with = "names")]
    meeting: Option<String>,
    /// interview (the informal chat that is one) or first (somebody senior, or for the first time)
    #[arg(long = "as", value_name = "PURPOSE", requires = "names")]
    purpose: Option<String>,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let briefing = match (&arguments.meeting, arguments.names.as_slice()) {
        (Some(text), _) => of_meeting(&book, text, day)?,
        (None, []) => of_next(&book, visit, day)?,
        (None, names) => {
            let people: Result<Vec<_>> = names.iter().map(|name| book.look_up(name)).collect();
            book.brief(
                &people?,
                arguments.purpose.as_deref().map(purpose).transpose()?,
                day,
            )?
        }
    };
    if visit.wants_json() {
        return visit.show_json(&json(&book, &briefing, day));
    }
    let mut page = visit.page();
    draw(&mut page, &briefing, &book, day);
    visit.show(page)
}

fn purpose(text: &str) -> Result<Purpose> {
    Purpose::from_id(text.trim()).ok_or_else(|| {
        Error::setup(format!("“{text}” is no purpose of a brief")).hint("usual, interview or first")
    })
}

fn of_meeting(book: &Book, text: &str, day: Day) -> Result<Briefing> {
    let id = book.look_up_meeting(text, Sought::Open, day)?;
    book.brief_of_meeting(book.meeting(id, day)?, day)
}

fn of_next(book: &Book, visit: &Visit, day: Day) -> Result<Briefing> {
    let next = book.next_meeting(visit.about_now(book, day), day)?;
    let next = next.ok_or_else(|| {
        Error::not_found("no meeting is ahead").hint(
            "note one: troth meet NAME --at \"tomorrow 14:00\"; or name somebody: troth brief NAME",
        )
    })?;
    book.brief_of_meeting(next, day)
}

fn draw(page: &mut Page, briefing: &Briefing, book: &Book, day: Day) {
    let when = |one: &Arranged| {
        let when = meetings::when(one.meeting.at, &book.zone(), day);
        match one.meeting.place.as_str() {
            "" => phrase::sentence(&when),
            place => format!("{}, {place}", phrase::sentence(&when)),
        }
    };
    let remark = briefing.meeting.as_ref().map(when).unwrap_or_default();
    match &briefing.whom {
        Whom::One(brief) => {
            page.heading(&brief.name, &remark);
            subject(page, briefing);
            brief
                .sections
                .iter()
                .for_each(|section| draw_section(page, section));
        }
        Whom::Several(sections, glances) => {
            let names: Vec<String> = glances.iter().map(|one| one.name.clone()).collect();
            page.heading(&phrase::list(&names), &remark);
            subject(page, briefing);
            sections
                .iter()
                .for_each(|section| draw_section(page, section));
            page.section("Who comes");
            glances.iter().for_each(|one| draw_glance(page, one));
        }
    }
    if let Some(one) = &briefing.meeting {
        page.blank();
        let after = format!(
            "afterwards: troth after {}",
            book.reference(one.meeting.id.0)
        );
        page.paragraph(0, &after, Tone::Dim);
    }
}

fn subject(page: &mut Page, briefing: &Briefing) {
    let title = briefing
        .meeting
        .as_ref()
        .map(|one| one.meeting.title.as_str());
    page.paragraph(0, title.unwrap_or_default(), Tone::Plain);
}

fn draw_section(page: &mut Page, section: &Section) {
    page.section(section.part.title());
    for Line { text, aside } in &section.lines {
        page.ends(2, (text, Tone::Plain), (aside, Tone::Dim));
    }
}

fn draw_glance(page: &mut Page, one: &Glance) {
    page.ends(2, (&one.name, Tone::Strong), (&one.line.aside, Tone::Dim));
    page.paragraph(4, &phrase::sentence(&one.line.text), Tone::Plain);
}

fn json(book: &Book, briefing: &Briefing, day: Day) -> Value {
    let (people, sections, glances) = match &briefing.whom {
        Whom::One(brief) => (vec![person(brief)], &brief.sections, None),
        Whom::Several(sections, glances) => {
            (glances.iter().map(of_glance).collect(), sections, Some(()))
        }
    };
    json!({
        "day": day.to_string(),
        "meeting": briefing.meeting.as_ref().map(|one| meetings::json(book, one)),
        "several": glances.is_some(),
        "people": people,
        "sections": sections.iter().map(of_section).collect::<Vec<_>>(),
    })
}

fn person(brief: &Brief) -> Value {
    json!({ "person": brief.name, "person_id": brief.person.0.to_string() })
}

fn of_glance(one: &Glance) -> Value {
    json!({
        "person": one.name, "person_id": one.person.0.to_string(),
        "text": one.line.text, "aside": one.line.aside,
    })
}

fn of_section(section: &Section) -> Value {
    json!({
        "part": section.part.id(),
        "title": section.part.title(),
        "lines": section.lines.iter().map(|line| json!({
            "text": line.text, "aside": line.aside,
        })).collect::<Vec<_>>(),
    })
}
