//! Mailboxes of made-up people, each written to and heard from on several days: read in, read in again, killed on
//! the way, taken back.

use std::fmt::Write as _;

use super::Actor;
use super::commands;
use crate::tally::Fault;
use crate::truth::{Fate, Number, What};

const ME: &str = "me@soak.example";
const KILLED: u32 = 25;

pub fn act(actor: &mut Actor<'_>) {
    let run = actor.run;
    let _open = run.gates.writing.read().unwrap();
    let open = run
        .truth
        .lock()
        .unwrap()
        .open(actor.name)
        .map(|(number, _)| number);
    match (open, actor.dice.u32(0..100)) {
        (Some(number), 0..50) => read_again(actor, number),
        (_, 0..65) => read_new(actor),
        (_, 65..90) => read_known(actor),
        _ => take_back(actor),
    }
}

fn read_new(actor: &mut Actor<'_>) {
    let word = actor.word();
    let (text, people, letters) = mailbox(actor, &word);
    let path = actor.run.folder.join("mail").join(format!("{word}.mbox"));
    std::fs::write(&path, text).unwrap();
    let mailbox = path.to_str().unwrap().to_owned();
    let number = actor.run.begin(
        actor.name,
        What::Mail {
            mailbox: mailbox.clone(),
            people,
            letters,
        },
    );
    import(actor, number, &mailbox);
}

fn import(actor: &mut Actor<'_>, number: Number, mailbox: &str) {
    commands::run(
        actor,
        number,
        &["import", mailbox, "--me", ME, "--yes"],
        KILLED,
    );
}

/// A reading that was killed, or whose answer never came, is done again.
fn read_again(actor: &mut Actor<'_>, number: Number) {
    let mailbox = {
        let mut truth = actor.run.truth.lock().unwrap();
        truth.begin_again(number);
        match &truth.deeds[number].what {
            What::Mail { mailbox, .. } => mailbox.clone(),
            _ => return,
        }
    };
    actor.run.note(&format!("mail reads {number} again"));
    import(actor, number, &mailbox);
}

/// A mailbox that is in the book brings nothing a second time.
fn read_known(actor: &mut Actor<'_>) {
    let known: Vec<(Number, String)> = {
        let truth = actor.run.truth.lock().unwrap();
        let known = truth
            .standing(actor.name)
            .filter_map(|(number, deed)| match &deed.what {
                What::Mail { mailbox, .. } => Some((number, mailbox.clone())),
                _ => None,
            });
        known.collect()
    };
    let Some((number, mailbox)) = actor.dice.choice(known) else {
        return;
    };
    // Its own line is built upon from now on.
    {
        let mut truth = actor.run.truth.lock().unwrap();
        truth.deeds[number].again = true;
    }
    let ended = actor
        .run
        .program
        .run(&["import", &mailbox, "--me", ME, "--yes", "--json"]);
    if actor.run.hear("import", &ended) != Fate::Done(0) {
        return;
    }
    actor
        .run
        .tally
        .count("on purpose", "a mailbox read in again");
    let brought = &ended.json();
    if brought["touches"].as_i64() != Some(0) || brought["people_accepted"] != serde_json::json!([])
    {
        actor.run.fault(
            Fault::Half,
            format!("{mailbox} was read in again and changed something: {brought}"),
        );
    }
}

fn take_back(actor: &mut Actor<'_>) {
    let Some((of, line)) = commands::latest(actor) else {
        return;
    };
    let number = actor.run.begin(actor.name, What::Undo { of });
    commands::run(actor, number, &["undo", &line], KILLED);
}

/// The mailbox, the addresses of its people, the subjects of its letters.
fn mailbox(actor: &mut Actor<'_>, word: &str) -> (String, Vec<String>, Vec<String>) {
    let (mut text, mut people, mut letters) = (String::new(), Vec::new(), Vec::new());
    for person in 0..actor.dice.usize(1..4) {
        let name = actor.new_name();
        let address = format!("{word}{}@soak.example", ["x", "y", "z"][person]);
        let them = format!("{name} <{address}>");
        for day in 2..2 + actor.dice.u32(3..7) {
            for (hour, from, to) in [(9, them.as_str(), ME), (15, ME, &them)] {
                let subject = format!("{word} letter {}", letters.len() + 1);
                let id = subject.replace(' ', ".");
                let _ = write!(
                    text,
                    "From x@soak.example Mon Feb 02 09:00:00 2026\nFrom: {from}\nTo: {to}\n\
                     Date: {day} Feb 2026 {hour:02}:{person:02}:00 +0000\nMessage-ID: <{id}@soak.example>\n\
                     Subject: {subject}\n\nwords\n\n"
                );
                letters.push(subject);
            }
        }
        people.push(address);
    }
    (text, people, letters)
}
