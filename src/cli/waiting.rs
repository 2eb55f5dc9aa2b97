//! `troth waiting`: what others promised the owner and is overdue or near its day, each with a
//! gentle question to copy; and the message for any one promise.

use ledger::Day;
use ledger::slip::{Slip, may_ask, message, new_day};
use ledger::touch::Side;
use serde_json::json;

use super::page::{Page, Tone};
use super::visit::Visit;
use super::{phrase, pledge};
use crate::book::{Book, Pledge};
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// How many to show
    #[arg(long, value_name = "COUNT", default_value_t = 12)]
    most: usize,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let waiting = book.waiting(day, arguments.most)?;
    if visit.wants_json() {
        let all: Vec<_> = waiting
            .iter()
            .map(|one| {
                json!({
                    "promise": pledge::json(&book, &one.promise, &one.name, day), "message": may_ask(&one.promise, day).then(|| text(one, day)),
                })
            })
            .collect();
        return visit.show_json(&json!({ "day": day.to_string(), "waiting": all }));
    }
    let mut page = visit.page();
    if waiting.is_empty() {
        page.paragraph(
            0,
            "Nothing you wait for is overdue or due within days.",
            Tone::Plain,
        );
        return visit.show(page);
    }
    page.heading("Waiting on", &phrase::day(day, day));
    for one in &waiting {
        draw(&mut page, &book, one, day);
    }
    visit.show(page)
}

fn draw(page: &mut Page, book: &Book, one: &Pledge, day: Day) {
    page.blank();
    let standing = pledge::standing(&one.promise, day);
    let aside = format!("{} · {standing}", book.reference(one.promise.id.0));
    page.ends(2, (&one.name, Tone::Strong), (&aside, Tone::Dim));
    page.paragraph(4, &one.promise.what, Tone::Plain);
    // Before its day nobody is reminded of what they said they would do by then.
    if may_ask(&one.promise, day) {
        page.paragraph(4, &text(one, day), Tone::Dim);
    }
}

/// The message for one promise, to copy and send.
pub fn draft(words: &str, until: Option<&str>, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    let day = visit.day(&book)?;
    let one = book.pledge(book.look_up_promise(words)?)?;
    if !one.promise.is_open() {
        let standing = pledge::standing(&one.promise, day);
        return Err(Error::refused(format!("it is settled: {standing}")));
    }
    let new = match until {
        Some(text) => visit.day_said(text, day)?,
        None => new_day(&one.promise, slip_of(&book, &one, day)?, day),
    };
    let text = message(&one.promise, &one.name, new, day);
    if visit.wants_json() {
        return visit.show_json(&json!({
            "promise": pledge::json(&book, &one.promise, &one.name, day),
            "new_day": new.to_string(), "message": text,
        }));
    }
    let mut page = visit.page();
    page.paragraph(0, &text, Tone::Plain);
    visit.show(page)?;
    let after = book.reference(one.promise.id.0);
    let in_time = one.promise.due.is_none_or(|due| due >= day);
    if one.promise.side == Side::Mine && in_time {
        visit.remark(&format!(
            "once they agree: troth promises renew {after} --until {new}"
        ));
    }
    Ok(())
}

fn slip_of(book: &Book, one: &Pledge, day: Day) -> Result<Option<Slip>> {
    let slipping = book.keeping(day)?.slipping;
    let mut same = slipping
        .into_iter()
        .filter(|(pledge, _)| pledge.promise.id == one.promise.id);
    Ok(same.next().map(|(_, slip)| slip))
}

fn text(one: &Pledge, day: Day) -> String {
    message(&one.promise, &one.name, day, day)
}
