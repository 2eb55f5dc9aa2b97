//! One line about somebody, for a meeting with several: what weighs most, two things at the most.

use super::lines::{bare, happened};
use super::promises::{due_words, open};
use super::told::{near, to_ask};
use super::{Known, Line};
use crate::Day;
use crate::detail::Topic;
use crate::person::PersonId;
use crate::today::day_words;
use crate::touch::Side;

/// So many things stand in the line.
const THINGS: usize = 2;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glance {
    pub person: PersonId,
    pub name: String,
    pub line: Line,
}

pub fn glance(known: &Known<'_>, day: Day) -> Glance {
    let things = owed(known, day)
        .chain(weighs(known))
        .chain(to_answer(known))
        .chain(to_celebrate(known, day))
        .chain(to_thank(known))
        .chain(to_hear(known, day))
        .chain(awaited(known, day))
        .chain(to_come_for(known));
    let told: Vec<String> = things.take(THINGS).collect();
    let last = known.touches.first();
    let text = match (told.is_empty(), last) {
        (false, _) => told.join("; "),
        (true, Some(touch)) => happened(touch),
        (true, None) => "nothing noted yet: ask what they are working on".to_owned(),
    };
    let aside = last.map_or_else(String::new, |touch| {
        format!("last {}", day_words(touch.day, day))
    });
    Glance {
        person: known.person,
        name: known.name.to_owned(),
        line: Line::new(text, aside),
    }
}

fn owed<'a>(known: &'a Known<'_>, day: Day) -> impl Iterator<Item = String> + 'a {
    let mine = open(known.promises, Side::Mine, day).into_iter().take(1);
    mine.map(move |promise| {
        format!(
            "you promised: {}, {}",
            bare(&promise.what),
            due_words(promise, day)
        )
    })
}

fn awaited<'a>(known: &'a Known<'_>, day: Day) -> impl Iterator<Item = String> + 'a {
    let theirs = open(known.promises, Side::Theirs, day).into_iter().take(1);
    theirs.map(move |promise| {
        format!(
            "promised to you: {}, {}",
            bare(&promise.what),
            due_words(promise, day)
        )
    })
}

fn weighs<'a>(known: &'a Known<'_>) -> impl Iterator<Item = String> + 'a {
    let open = known.concerns.iter().filter(|concern| concern.is_open());
    open.take(1)
        .map(|concern| format!("ask how it is with “{}”", bare(&concern.what)))
}

fn to_answer<'a>(known: &'a Known<'_>) -> impl Iterator<Item = String> + 'a {
    let open = known.bids.iter().filter(|bid| bid.is_open());
    open.take(1)
        .map(|bid| format!("they reached out: {}", bare(&bid.what)))
}

fn to_celebrate<'a>(known: &'a Known<'_>, day: Day) -> impl Iterator<Item = String> + 'a {
    let near = known.milestones.iter().filter_map(move |milestone| {
        let on = near(milestone, known, day)?;
        Some(format!("{}, {}", milestone.title(on), day_words(on, day)))
    });
    near.take(1)
}

fn to_thank<'a>(known: &'a Known<'_>) -> impl Iterator<Item = String> + 'a {
    let unthanked = known
        .contributions
        .iter()
        .filter(|one| one.thanked_on.is_none());
    unthanked
        .take(1)
        .map(|one| format!("thank them: {}", bare(&one.what)))
}

fn to_come_for<'a>(known: &'a Known<'_>) -> impl Iterator<Item = String> + 'a {
    let helps =
        |detail: &&crate::detail::Detail| detail.is_standing() && detail.topic == Topic::HelpsWith;
    known
        .details
        .iter()
        .filter(helps)
        .take(1)
        .map(|detail| format!("come to them for help with “{}”", bare(&detail.what)))
}

fn to_hear<'a>(known: &'a Known<'_>, day: Day) -> impl Iterator<Item = String> + 'a {
    let asked = to_ask(known.details, day).into_iter().take(1);
    asked.map(|detail| format!("ask about “{}”", bare(&detail.what)))
}
