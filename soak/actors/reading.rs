//! Looking only: every page by its links, commands that read, and the timer's `troth remind`.

use std::sync::Mutex;

use super::Actor;
use super::web;
use crate::page;
use crate::tally::Fault;
use crate::truth::{Fate, What};

/// So many addresses found on pages are remembered.
const REMEMBERED: usize = 300;

static FOUND: Mutex<Vec<String>> = Mutex::new(Vec::new());

pub fn page(actor: &mut Actor<'_>) {
    let run = actor.run;
    let _open = run.gates.reading.read().unwrap();
    let Some(door) = run.door() else { return };
    let known = FOUND.lock().unwrap().clone();
    let path = if actor.chance(10) {
        None
    } else {
        actor.dice.choice(known)
    };
    let Some(answer) = web::read(actor, &door, path.as_deref().unwrap_or("/")) else {
        return;
    };
    let mut found = FOUND.lock().unwrap();
    for link in page::links(&answer.body) {
        if found.contains(&link) {
            continue;
        }
        if found.len() >= REMEMBERED {
            let worn = actor.dice.usize(0..found.len());
            found.swap_remove(worn);
        }
        found.push(link);
    }
}

pub fn command(actor: &mut Actor<'_>) {
    let run = actor.run;
    let _open = run.gates.reading.read().unwrap();
    let name = {
        let truth = run.truth.lock().unwrap();
        let met = truth
            .standing("cli-a")
            .find_map(|(_, deed)| match &deed.what {
                What::Meet { name } => Some(name.clone()),
                _ => None,
            });
        met.unwrap_or_else(|| "nobody".to_owned())
    };
    let asked: [&[&str]; 9] = [
        &["today", "--json", "--on", "2027-01-05"],
        &["export"],
        &["people", "--json"],
        &["promises", "--json"],
        &["history", "--json"],
        &["person", &name],
        &["insight"],
        &["week"],
        &["brief", &name],
    ];
    let words = asked[actor.dice.usize(0..asked.len())];
    let ended = run.program.run(words);
    run.tally.count("reading", format!("troth {}", words[0]));
    if run.hear(words[0], &ended) == Fate::Done(0) && words[0] == "export" && !is_whole(&ended.out)
    {
        run.fault(
            Fault::Half,
            "`troth export` ended well without its last line".to_owned(),
        );
    }
}

fn is_whole(export: &str) -> bool {
    let last = export.lines().next_back().unwrap_or_default();
    let last: serde_json::Value = serde_json::from_str(last).unwrap_or_default();
    last["is"] == "end"
}

/// A timer's hand: it may write down that a digest is out, so it waits with those who write.
pub fn remind(actor: &mut Actor<'_>) {
    let run = actor.run;
    let _open = run.gates.writing.read().unwrap();
    let words: &[&str] = if actor.chance(50) {
        &["remind"]
    } else {
        &["remind", "--now", "--json"]
    };
    let ended = run.program.run(words);
    run.tally.count("reading", "troth remind");
    run.hear("remind", &ended);
}
