//! The personal minute inside a one-to-one that comes again: one question about the person, from
//! what they told, never the one asked last time; with what was asked and said before.

use super::lines::bare;
use super::told::to_ask;
use super::{Known, Last, Line, Occasion};
use crate::Day;
use crate::detail::{Detail, Topic, question};
use crate::today::day_words;

/// Where nothing was told yet; taken in turn.
const PLAIN: [&str; 5] = [
    "What gave you energy since we last spoke, and what took it?",
    "What would you like to be doing more of in a year?",
    "What are you glad to have outside of work just now?",
    "Is there something I could do differently that would make your week easier?",
    "What have you learnt lately that surprised you?",
];

pub(super) fn personal(known: &Known<'_>, occasion: &Occasion<'_>, day: Day) -> Vec<Line> {
    let Some(minute) = occasion.minute else {
        return Vec::new();
    };
    let mut lines = vec![Line::new(
        personal_question(known.details, minute.last, day),
        "",
    )];
    if let Some(last) = minute.last {
        lines.push(Line::new(before(last), day_words(last.on, day)));
    }
    lines
}

/// One question; the same for the same book and day.
pub fn personal_question(details: &[Detail], last: Option<Last<'_>>, day: Day) -> String {
    let fresh = |detail: &&Detail| last.is_none_or(|last| !last.asked.contains(bare(&detail.what)));
    let due = to_ask(details, day).into_iter().find(fresh);
    let chosen = due.or_else(|| {
        let told = details
            .iter()
            .filter(|detail| detail.is_standing() && is_personal(detail.topic));
        told.filter(fresh)
            .min_by_key(|detail| (detail.confirmed_on, detail.id))
    });
    match chosen {
        Some(detail) => format!("“{}”: {}", bare(&detail.what), question(detail.topic)),
        None => plain(last).to_owned(),
    }
}

fn is_personal(topic: Topic) -> bool {
    matches!(
        topic,
        Topic::Family | Topic::Interest | Topic::Motivation | Topic::Aspiration
    )
}

/// The plain question after the one asked last.
fn plain(last: Option<Last<'_>>) -> &'static str {
    let before = last.and_then(|last| PLAIN.iter().position(|question| last.asked == *question));
    let next = before.map_or(0, |at| (at + 1) % PLAIN.len());
    PLAIN[next]
}

fn before(last: Last<'_>) -> String {
    let asked = bare(last.asked);
    match bare(last.answered) {
        "" => format!("Last time you asked: {asked}"),
        answered => format!("Last time you asked: {asked} – and heard: “{answered}”"),
    }
}
