//! Puts a morning together: promises, contacts, what is asked, and why there is nothing.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use jiff::civil::Weekday;

use super::contacts::contacts;
use super::draft::Draft;
use super::free::is_resting;
use super::matters::{Matters, matters};
use super::phrase::day_words;
use super::promises::{Promises, promises};
use super::worth::Book;
use super::{Ask, Candidate, Move, Plan, Question, say};
use crate::days_between;
use crate::rhythm::GAPS_ENOUGH;

/// At most so many are asked about on one day. Our choice.
const ASKS: usize = 3;
/// With fewer known rhythms than this a quiet morning says more about the book than about the
/// people in it. Our choice.
const KNOWN_ENOUGH: usize = 5;
/// With nothing newer than this many days the book is an archive. Our choice.
const ENDED_AFTER: i64 = 365;

/// The plan for a day; at weekends only promises. The same question gives the same plan, whatever
/// the order of its parts.
pub fn today<'a>(question: &Question<'a>) -> Draft<'a> {
    let Some(weekend) = weekend(question) else {
        return when_asked(question);
    };
    let Promises { mut moves, more } = promises(question);
    let mut notes = still_due(more);
    let (others, note) = other_matters(question);
    moves.extend(others);
    notes.extend(note);
    let mut silence = None;
    if moves.is_empty() {
        silence = Some(format!(
            "It is {weekend}: at weekends nobody is suggested, and nothing is due."
        ));
    } else {
        notes.push(format!(
            "It is {weekend}: at weekends nobody is suggested, only what is due is."
        ));
    }
    let plan = Plan {
        day: question.day,
        moves,
        notes,
        silence,
        asks: asks(question),
        called: None,
    };
    Draft {
        question: *question,
        plan,
        contacts: Vec::new(),
    }
}

/// The plan for a day the owner asks about by name: a weekend is planned like any other day.
pub fn when_asked<'a>(question: &Question<'a>) -> Draft<'a> {
    let book = Book::read(question);
    let Promises { mut moves, more } = promises(question);
    let (others, note) = other_matters(question);
    moves.extend(others);
    let promised = moves
        .iter()
        .map(|promise| promise.person)
        .collect::<BTreeSet<_>>();
    let contacts = contacts(question, &book, &promised);
    let nothing = moves.is_empty() && contacts.is_empty();
    let plan = Plan {
        day: question.day,
        moves,
        notes: still_due(more).into_iter().chain(note).collect(),
        silence: nothing.then(|| silence(question)),
        asks: asks(question),
        called: None,
    };
    Draft {
        question: *question,
        plan,
        contacts,
    }
}

/// What is due besides promises, and a sentence about what has no line.
fn other_matters(question: &Question<'_>) -> (Vec<Move>, Option<String>) {
    let Matters { moves, rest } = matters(question);
    (moves, rest)
}

fn weekend(question: &Question<'_>) -> Option<&'static str> {
    match question.day.weekday() {
        Weekday::Saturday => Some("Saturday"),
        Weekday::Sunday => Some("Sunday"),
        _ => None,
    }
}

fn still_due(more: usize) -> Vec<String> {
    match more {
        0 => Vec::new(),
        1 => vec!["And 1 more promise due.".to_owned()],
        more => vec![format!("And {more} more promises due.")],
    }
}

/// Why there is nothing to say.
fn silence(question: &Question<'_>) -> String {
    if question.candidates.is_empty() {
        return "Nobody is in the book yet: import your mail, or note a first touch.".to_owned();
    }
    if let Some(ended) = ended(question) {
        return ended;
    }
    match rhythms_known(question) {
        0 => "Too early to tell: nobody has 5 gaps or more yet.".to_owned(),
        1 => "Too early to tell: 1 person has 5 gaps or more.".to_owned(),
        known if known < KNOWN_ENOUGH => {
            format!("Too early to tell: {known} people have 5 gaps or more.")
        }
        known => format!(
            "Nothing stands out today: no promise is due, no reply is owed, and among the \
             {known} people whose rhythm is known nobody is unusually quiet who may be suggested."
        ),
    }
}

/// How many people's rhythm is known, whether or not it says anything about this day.
fn rhythms_known(question: &Question<'_>) -> usize {
    let known = |one: &&Candidate| {
        one.facts
            .as_ref()
            .is_some_and(|facts| facts.gaps >= GAPS_ENOUGH)
    };
    question.candidates.iter().filter(known).count()
}

/// An archive of years ago has no morning today, and many in its own time.
fn ended(question: &Question<'_>) -> Option<String> {
    let facts = question
        .candidates
        .iter()
        .filter_map(|one| one.facts.as_ref());
    let last = facts.map(|facts| facts.last).max()?;
    (days_between(last, question.day) > ENDED_AFTER).then(|| {
        format!(
            "The newest contact in this book is of {}, so there is nothing to say about today. \
             Ask for a day of its own time to see a morning then.",
            day_words(last, question.day)
        )
    })
}

/// Whom the owner is asked about instead of being reminded of again.
fn asks(question: &Question<'_>) -> Vec<Ask> {
    let mut passed: Vec<&Candidate> = question
        .candidates
        .iter()
        .filter(|one| {
            one.nudge
                .as_ref()
                .is_some_and(|nudge| nudge.is_passed_over(question.day))
        })
        .filter(|one| is_resting(one, question))
        .collect();
    passed.sort_by_key(|one| (Reverse(one.importance), one.name.as_str(), one.person));
    let ask = |one: &&Candidate| Ask {
        person: one.person,
        name: one.name.clone(),
        words: say::ask(one, question.day),
    };
    passed.iter().take(ASKS).map(ask).collect()
}
