//! The words of a digest, made from the morning's plan: no second list. A notification stands on a
//! screen others may see, so it says how many and not who; the letter says it all.

use super::Digest;
use super::digest::made_up_for;
use crate::today::{About, Kind, Move, Plan};

type Wanted = fn(&About) -> bool;

/// A digest in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// How many of what: "2 promises, 1 concern and 2 people". No name is in it.
    pub subject: String,
    pub body: String,
}

/// The digest of a morning; `None` when there is nothing to say. `missed` never arrived.
pub fn letter(plan: &Plan, missed: Option<&Digest>) -> Option<Letter> {
    let made_up = missed.and_then(|missed| made_up_for(missed, &marks(plan), plan.day));
    if plan.moves.is_empty() && made_up.is_none() {
        return None;
    }
    let mut body = format!("{}\n", plan.day.strftime("%A %-d %B %Y"));
    if let Some(line) = &made_up {
        body.push_str(&format!("\n{line}\n"));
    }
    let groups: [(&str, Wanted); 3] = [
        ("Promised", |about| matches!(about, About::Promise(_))),
        ("Today", |about| matches!(about, About::Matter(..))),
        ("In touch", |about| matches!(about, About::Contact)),
    ];
    for (heading, wanted) in groups {
        let of_group: Vec<&Move> = plan
            .moves
            .iter()
            .filter(|step| wanted(&step.about))
            .collect();
        if of_group.is_empty() {
            continue;
        }
        body.push_str(&format!("\n{heading}\n"));
        for step in of_group {
            body.push_str(&in_words(step));
        }
    }
    let asks = plan.asks.iter().map(|ask| &ask.words);
    for line in plan.notes.iter().chain(asks) {
        body.push_str(&format!("\n{line}\n"));
    }
    body.push_str("\n-- \nFrom your own Troth. When and how: Reminders, among all its pages\n");
    Some(Letter {
        subject: format!("Today: {}", counts(plan)),
        body,
    })
}

fn in_words(step: &Move) -> String {
    let mut words = format!(
        "\n  {} ({} min)\n  {}\n",
        step.name, step.minutes, step.reason
    );
    if !step.opener.is_empty() {
        words.push_str(&format!("  {}\n", step.opener));
    }
    words
}

/// "2 promises, 1 concern and 2 people"; nobody is named.
pub fn counts(plan: &Plan) -> String {
    let count = |wanted: &dyn Fn(&About) -> bool| {
        let of_kind = plan.moves.iter().filter(|step| wanted(&step.about));
        of_kind.count()
    };
    let mut parts = Vec::new();
    let mut say = |number: usize, one: &str, many: &str| match number {
        0 => {}
        1 => parts.push(format!("1 {one}")),
        _ => parts.push(format!("{number} {many}")),
    };
    say(
        count(&|about| matches!(about, About::Promise(_))),
        "promise",
        "promises",
    );
    for kind in Kind::ALL {
        let (one, many) = named(kind);
        say(
            count(&|about| matches!(about, About::Matter(found, _) if *found == kind)),
            one,
            many,
        );
    }
    say(
        count(&|about| matches!(about, About::Contact)),
        "person",
        "people",
    );
    match parts.split_last() {
        None => "nothing new".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, before)) => format!("{} and {last}", before.join(", ")),
    }
}

fn named(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Meeting => ("meeting", "meetings"),
        Kind::Milestone => ("milestone", "milestones"),
        Kind::Concern => ("concern", "concerns"),
        Kind::Repair => ("thing to mend", "things to mend"),
        Kind::Bid => ("bid", "bids"),
        Kind::Contribution => ("thanks to give", "thanks to give"),
        Kind::Detail => ("thing to ask about", "things to ask about"),
        Kind::WalkAround => ("day in person", "days in person"),
        Kind::Confidence => ("confidence to look at", "confidences to look at"),
    }
}

/// What a plan is about, a kind and an id each: what a digest keeps of it.
pub fn marks(plan: &Plan) -> Vec<String> {
    let mark = |step: &Move| match step.about {
        About::Promise(id) => format!("promise {}", id.0),
        About::Matter(kind, id) => format!("{} {id}", kind.id()),
        About::Contact => format!("contact {}", step.person.0),
    };
    plan.moves.iter().map(mark).collect()
}
