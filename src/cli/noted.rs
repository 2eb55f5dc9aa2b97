//! How a detail stands in a list, in words and as JSON. Used wherever details are listed.

use ledger::Day;
use ledger::detail::{Detail, State, Topic};
use ledger::ground::CommonGround;
use ledger::touch::Touch;
use serde_json::{Value, json};

use super::page::{Column, Page, Tone};
use super::phrase;
use crate::book::Book;
use crate::error::{Error, Result};

const COLUMNS: [Column; 3] = [
    Column::new(Tone::Dim),
    Column::giving(Tone::Plain),
    Column::new(Tone::Dim),
];

/// One line each: for a page that is about more than details.
pub fn table(page: &mut Page, book: &Book, details: &[&Detail], day: Day) {
    let rows: Vec<Vec<String>> = details
        .iter()
        .map(|detail| {
            let what = detail.what.clone();
            vec![book.reference(detail.id.0), what, briefly(detail, day)]
        })
        .collect();
    page.table(2, &COLUMNS, &rows);
}

/// By topic, each with how fresh it is and when to ask again beneath it.
pub fn by_topic(page: &mut Page, book: &Book, details: &[Detail], touches: &[Touch], day: Day) {
    for topic in Topic::ALL {
        let mut of_topic = details.iter().filter(|one| one.topic == *topic).peekable();
        if of_topic.peek().is_none() {
            continue;
        }
        page.section(&phrase::sentence(topic.words()));
        for detail in of_topic {
            let reference = book.reference(detail.id.0);
            page.ends(2, (&detail.what, Tone::Plain), (&reference, Tone::Dim));
            let mut how = standing(detail, day);
            if let Some(touch) = heard_in(detail, touches) {
                let touch = phrase::touch(touch.setting, touch.medium);
                how.push_str(&format!("; heard in {touch}"));
            }
            page.paragraph(4, &how, Tone::Dim);
        }
    }
}

fn heard_in<'a>(detail: &Detail, touches: &'a [Touch]) -> Option<&'a Touch> {
    let id = detail.touch?;
    touches.iter().find(|touch| touch.id == id)
}

/// What both told, with both notes.
pub fn shared_ground(page: &mut Page, book: &Book, shared: &[CommonGround], day: Day) {
    if shared.is_empty() {
        return;
    }
    page.section("In common");
    for one in shared {
        let reference = book.reference(one.theirs.id.0);
        let mut words = phrase::sentence(&one.words());
        if let Some(on) = one.found_on {
            words.push_str(&format!(", found {}", phrase::day(on, day)));
        }
        page.ends(2, (&words, Tone::Plain), (&reference, Tone::Dim));
        let notes = format!("you: “{}” · they: “{}”", one.mine.what, one.theirs.what);
        page.paragraph(4, &notes, Tone::Dim);
    }
}

/// "ask now", "ask Fri 13 Mar", "confirmed 5 weeks ago".
fn briefly(detail: &Detail, day: Day) -> String {
    match (detail.state, detail.ask_on()) {
        (State::Ended { on }, _) => format!("no longer so, {}", phrase::day(on, day)),
        (_, Some(on)) if on <= day => "ask now".to_owned(),
        (_, Some(on)) => format!("ask {}", phrase::day(on, day)),
        (_, None) if detail.freshness(day).worth_asking => "worth asking again".to_owned(),
        (_, None) => format!(
            "{} {}",
            known(detail),
            phrase::distance(detail.confirmed_on, day)
        ),
    }
}

/// "last confirmed Tue 3 Mar, 7 days ago; worth asking again".
pub fn standing(detail: &Detail, day: Day) -> String {
    if let State::Ended { on } = detail.state {
        return format!("no longer so since {}", phrase::day(on, day));
    }
    let mut words = format!(
        "{} {}, {}",
        known(detail),
        phrase::day(detail.confirmed_on, day),
        phrase::distance(detail.confirmed_on, day)
    );
    match detail.ask_on() {
        Some(on) if on <= day => words.push_str("; ask now"),
        Some(on) => words.push_str(&format!("; ask again {}", phrase::day(on, day))),
        None if detail.freshness(day).worth_asking => words.push_str("; worth asking again"),
        None => {}
    }
    words
}

fn known(detail: &Detail) -> &'static str {
    if detail.confirmed_on == detail.noted_on {
        "noted"
    } else {
        "last confirmed"
    }
}

pub fn json(book: &Book, detail: &Detail, name: &str, day: Day) -> Value {
    let (state, ended_on) = match detail.state {
        State::Standing { .. } => ("standing", None),
        State::Ended { on } => ("ended", Some(on.to_string())),
    };
    let fresh = detail.freshness(day);
    json!({
        "id": detail.id.0.to_string(),
        "reference": book.reference(detail.id.0),
        "person": name,
        "person_id": detail.person.0.to_string(),
        "topic": detail.topic.id(),
        "what": detail.what,
        "noted_on": detail.noted_on.to_string(),
        "confirmed_on": detail.confirmed_on.to_string(),
        "days_since": fresh.days,
        "worth_asking": fresh.worth_asking,
        "ask_on": detail.ask_on().map(|on| on.to_string()),
        "touch": detail.touch.map(|touch| touch.0.to_string()),
        "state": state,
        "ended_on": ended_on,
    })
}

pub fn json_shared(one: &CommonGround) -> Value {
    json!({
        "words": one.words(),
        "found_on": one.found_on.map(|on| on.to_string()),
        "mine": { "id": one.mine.id.0.to_string(), "what": one.mine.what },
        "theirs": { "id": one.theirs.id.0.to_string(), "what": one.theirs.what },
    })
}

/// The topic a person names: its id, its words, or the beginning of either.
pub fn topic(text: &str) -> Result<Topic> {
    let wanted = text.trim().to_lowercase().replace([' ', '_'], "-");
    let fits: Vec<Topic> = Topic::ALL
        .iter()
        .copied()
        .filter(|topic| !wanted.is_empty() && topic.id().starts_with(&wanted))
        .collect();
    match fits.as_slice() {
        [one] => Ok(*one),
        _ => Err(Error::setup(format!("“{}” is not a topic", text.trim())).hint(topics())),
    }
}

pub fn topics() -> String {
    let all: Vec<&str> = Topic::ALL.iter().map(|topic| topic.id()).collect();
    all.join(", ")
}
