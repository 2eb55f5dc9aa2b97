//! Writing at the command line; now and then the command is killed on its way.

use std::time::Duration;

use super::Actor;
use crate::program::Ended;
use crate::truth::{Fate, Number, What};

/// Of a hundred commands so many are killed.
const KILLED: u32 = 10;

pub fn act(actor: &mut Actor<'_>) {
    let run = actor.run;
    let _open = run.gates.writing.read().unwrap();
    match actor.dice.u32(0..100) {
        0..40 => meet(actor),
        40..65 => log(actor),
        65..82 => promise(actor),
        82..91 => keep(actor),
        _ => undo(actor),
    }
}

fn meet(actor: &mut Actor<'_>) {
    let name = actor.new_name();
    write(actor, What::Meet { name: name.clone() }, &["meet", &name]);
}

fn log(actor: &mut Actor<'_>) {
    let (one, two) = {
        let truth = actor.run.truth.lock().unwrap();
        (actor.somebody(&truth), actor.somebody(&truth))
    };
    let (Some((one, _)), Some((two, _))) = (one, two) else {
        return;
    };
    let note = format!("in the hallway {}", actor.word());
    let mut words = vec![
        "log",
        "hallway",
        &one,
        &note,
        "--moment",
        "detail-remembered",
    ];
    let together = one != two && actor.chance(50);
    if together {
        words.extend(["--with", &two]);
    }
    let people = if together { 2 } else { 1 };
    write(
        actor,
        What::Log {
            note: note.clone(),
            people,
        },
        &words,
    );
}

fn promise(actor: &mut Actor<'_>) {
    let who = {
        let truth = actor.run.truth.lock().unwrap();
        actor.somebody(&truth)
    };
    let Some((person, _)) = who else { return };
    let what = format!("bring the book {}", actor.word());
    let promise = What::Promise {
        what: what.clone(),
        person: person.clone(),
    };
    write(actor, promise, &["promise", &what, "--to", &person]);
}

fn keep(actor: &mut Actor<'_>) {
    let pledge = {
        let truth = actor.run.truth.lock().unwrap();
        actor.pledge(&truth)
    };
    let Some((what, _)) = pledge else { return };
    write(
        actor,
        What::Keep { what: what.clone() },
        &["promises", "keep", &what],
    );
}

fn undo(actor: &mut Actor<'_>) {
    let Some((of, line)) = latest(actor) else {
        return;
    };
    write(actor, What::Undo { of }, &["undo", &line]);
}

/// One of the actor's latest deeds that can be taken back, with its line.
pub fn latest(actor: &mut Actor<'_>) -> Option<(Number, String)> {
    let lines: Vec<(Number, String)> = {
        let truth = actor.run.truth.lock().unwrap();
        let lines = truth
            .standing(actor.name)
            .filter_map(|(number, deed)| match deed.fate {
                Fate::Done(line) if line > 0 && !matches!(deed.what, What::Undo { .. }) => {
                    Some((number, line.to_string()))
                }
                _ => None,
            });
        lines.take(6).collect()
    };
    actor.dice.choice(lines)
}

fn write(actor: &mut Actor<'_>, what: What, words: &[&str]) {
    let number = actor.run.begin(actor.name, what);
    run(actor, number, words, KILLED);
}

/// Runs a command that writes, and notes what it answered.
pub fn run(actor: &mut Actor<'_>, number: Number, words: &[&str], killed: u32) -> Ended {
    let words = [words, &["--json"]].concat();
    let ended = if actor.chance(killed) {
        let life = Duration::from_millis(actor.dice.u64(1..160));
        let ended = actor.run.program.run_for(&words, life);
        if ended.code.is_none() {
            actor
                .run
                .tally
                .count("on purpose", format!("`troth {}` killed", words[0]));
        }
        ended
    } else {
        actor.run.program.run(&words)
    };
    let fate = match actor.run.hear(words[0], &ended) {
        Fate::Done(_) => Fate::Done(line(&words, &ended)),
        other => other,
    };
    let id = ended.json()["id"].as_str().unwrap_or_default().to_owned();
    actor.run.truth.lock().unwrap().deeds[number].subject = id;
    actor.run.end(number, fate);
    ended
}

/// The answer to an undo names the line taken back, not its own.
fn line(words: &[&str], ended: &Ended) -> i64 {
    match words[0] {
        "undo" => 0,
        _ => ended.json()["line"].as_i64().unwrap_or_default(),
    }
}
