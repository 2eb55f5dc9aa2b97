//! `troth circles`: every circle with its people and its rhythm; and one of them in full, for
//! `troth circle NAME`.

use ledger::circle::CircleId;
use ledger::{Day, days_between};
use serde_json::{Value, json};

use super::page::{Column, Page, Tone};
use super::phrase;
use super::visit::Visit;
use crate::book::{Book, Company, Member};
use crate::error::Result;

#[derive(clap::Args, Debug)]
pub struct Arguments {}

/// So many names stand beside a circle; the rest are counted.
const NAMES: usize = 6;

pub fn run(_: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let circles = book.circles(day)?;
    if visit.wants_json() {
        let all: Vec<Value> = circles
            .iter()
            .map(|company| json(&book, company, day))
            .collect();
        return visit.show_json(&json!({ "day": day.to_string(), "circles": all }));
    }
    let mut page = visit.page();
    if circles.is_empty() {
        page.paragraph(0, "No circles yet.", Tone::Plain);
        page.paragraph(
            0,
            "troth circle \"Field team\" --add ana --add sam --rhythm \"every two weeks\"",
            Tone::Dim,
        );
        return visit.show(page);
    }
    page.heading("Circles", &phrase::day(day, day));
    for company in &circles {
        page.blank();
        page.ends(
            0,
            (&company.circle.name, Tone::Strong),
            (&about(&book, company), Tone::Dim),
        );
        page.paragraph(2, &names(&company.members), Tone::Plain);
    }
    visit.show(page)
}

/// One circle, each of its people with the last contact.
pub fn show_one(book: &Book, id: CircleId, visit: &Visit) -> Result<()> {
    let day = visit.day(book)?;
    let company = book.company(id, day)?;
    if visit.wants_json() {
        return visit.show_json(&json(book, &company, day));
    }
    let mut page = visit.page();
    page.heading(&company.circle.name, &about(book, &company));
    page.blank();
    if company.members.is_empty() {
        page.paragraph(0, "Nobody is in it yet.", Tone::Plain);
    }
    members(&mut page, &company.members, day);
    visit.show(page)
}

fn members(page: &mut Page, members: &[Member], day: Day) {
    let row = |member: &Member| {
        let last = match member.last {
            Some(last) => format!(
                "{}, {}",
                phrase::day(last, day),
                phrase::distance(last, day)
            ),
            None => "nothing noted yet".to_owned(),
        };
        vec![member.name.clone(), last]
    };
    let rows: Vec<Vec<String>> = members.iter().map(row).collect();
    page.table(
        2,
        &[Column::giving(Tone::Plain), Column::new(Tone::Dim)],
        &rows,
    );
}

/// "place · 3 people · monthly, in person".
fn about(book: &Book, company: &Company) -> String {
    let mut parts = vec![company.circle.kind.words().to_owned()];
    parts.push(phrase::counted(company.members.len() as i64, "person"));
    parts.extend(company.circle.rhythm.as_ref().map(|rhythm| rhythm.words()));
    parts.push(book.reference(company.circle.id.0));
    parts.join(" · ")
}

fn names(members: &[Member]) -> String {
    let mut names: Vec<String> = members
        .iter()
        .take(NAMES)
        .map(|member| member.name.clone())
        .collect();
    match members.len().saturating_sub(NAMES) {
        0 => {}
        more => names.push(format!("{more} more")),
    }
    phrase::list(&names)
}

pub fn json(book: &Book, company: &Company, day: Day) -> Value {
    let circle = &company.circle;
    json!({
        "id": circle.id.0.to_string(),
        "reference": book.reference(circle.id.0),
        "name": circle.name,
        "kind": circle.kind.id(),
        "rhythm": circle.rhythm.as_ref().map(|rhythm| rhythm.words()),
        "members": company.members.iter().map(|member| json!({
            "person": member.name,
            "person_id": member.person.0.to_string(),
            "last_contact": member.last.map(|last| last.to_string()),
            "silent_days": member.last.map(|last| days_between(last, day)),
        })).collect::<Vec<_>>(),
    })
}
