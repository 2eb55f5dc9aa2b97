//! How reminders stand: what is wanted, and what became of the last digests.

use ledger::Day;
use ledger::reminder::{Digest, State, Wanted, clock_words};
use serde_json::{Value, json};

use super::super::page::{Column, Page, Tone};
use super::super::phrase;
use super::super::visit::Visit;
use super::when;
use crate::book::Book;
use crate::error::Result;

pub(super) fn show(book: &Book, wanted: &Wanted, visit: &Visit) -> Result<()> {
    let day = visit.day(book)?;
    let digests = book.digests(day)?;
    if visit.wants_json() {
        return visit.show_json(&json(book, wanted, &digests)?);
    }
    let mut page = visit.page();
    page.heading("Reminders", &phrase::day(day, day));
    page.blank();
    page.labelled("  When", 12, &when(wanted));
    page.labelled("  Channels", 12, &channels(wanted));
    if let Some(days) = wanted.quiet.filter(|days| !days.is_over(day)) {
        let days = format!(
            "{} to {}",
            phrase::day(days.from, day),
            phrase::day(days.until, day)
        );
        page.labelled("  Quiet", 12, &days);
    }
    let mail = match book.mail_server()? {
        Some(server) => format!("{} by {}:{}", server.to, server.host, server.port),
        None => "not set up: troth reminders mail --server HOST".to_owned(),
    };
    page.labelled("  Mail", 12, &mail);
    lately(&mut page, &digests, day);
    for line in book.undelivered(day)? {
        page.blank();
        page.paragraph(2, &line, Tone::Plain);
    }
    visit.show(page)
}

fn lately(page: &mut Page, digests: &[Digest], day: Day) {
    if digests.is_empty() {
        return;
    }
    page.section("Lately");
    let rows: Vec<Vec<String>> = digests
        .iter()
        .rev()
        .map(|digest| {
            vec![
                phrase::day(digest.day, day),
                digest.channel.id().to_owned(),
                state(digest),
            ]
        })
        .collect();
    let columns = [
        Column::new(Tone::Dim),
        Column::new(Tone::Plain),
        Column::giving(Tone::Plain),
    ];
    page.table(2, &columns, &rows);
}

fn state(digest: &Digest) -> String {
    let things = phrase::counted(digest.marks.len() as i64, "thing");
    match &digest.state {
        State::Delivered { .. } => format!("sent, {things}"),
        State::Nothing => "nothing to say".to_owned(),
        State::Waiting(failure) => format!("waits, {things}: {}", failure.why),
        State::Failed(failure) => format!("not sent, {things}: {}", failure.why),
    }
}

fn channels(wanted: &Wanted) -> String {
    let names: Vec<String> = wanted
        .channels
        .iter()
        .map(|one| one.id().to_owned())
        .collect();
    match names.as_slice() {
        [] => "none: troth reminders --channel desktop".to_owned(),
        names => phrase::list(names),
    }
}

fn json(book: &Book, wanted: &Wanted, digests: &[Digest]) -> Result<Value> {
    let channels: Vec<&str> = wanted.channels.iter().map(|one| one.id()).collect();
    let digests: Vec<Value> = digests
        .iter()
        .map(|digest| {
            let (state, why) = match &digest.state {
                State::Waiting(failure) => ("waiting", Some(&failure.why)),
                State::Failed(failure) => ("failed", Some(&failure.why)),
                State::Delivered { .. } => ("delivered", None),
                State::Nothing => ("nothing", None),
            };
            json!({
                "day": digest.day.to_string(), "channel": digest.channel.id(), "state": state,
                "why": why, "things": digest.marks.len(),
            })
        })
        .collect();
    Ok(json!({
        "at": clock_words(wanted.at), "channels": channels,
        "weekends": wanted.weekends, "nights": wanted.nights,
        "quiet": wanted.quiet.map(|days| json!({ "from": days.from.to_string(), "until": days.until.to_string() })),
        "mail": book.mail_server()?.map(|server| json!({
            "server": server.host, "port": server.port, "security": server.security.id(),
            "from": server.from, "to": server.to,
        })),
        "digests": digests,
    }))
}
