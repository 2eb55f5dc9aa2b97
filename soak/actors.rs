//! The hands that use a book at the same time, each with dice of its own.

mod commands;
mod mail;
mod reading;
mod web;

use std::sync::Arc;
use std::thread::JoinHandle;

use fastrand::Rng;

use super::run::Run;
use super::truth::{Truth, What};

/// What an actor does again and again until the soak is over.
type Act = fn(&mut Actor<'_>);

/// One hand: its name, its dice, how many words it has used.
pub struct Actor<'a> {
    pub run: &'a Run,
    pub name: &'static str,
    pub dice: Rng,
    words: u64,
}

/// Who acts, and how long each rests between two deeds, in milliseconds.
const CAST: [(&str, Act, u64, u64); 9] = [
    ("web-a", web::act, 20, 160),
    ("web-b", web::act, 20, 160),
    ("web-c", web::act, 60, 300),
    ("cli-a", commands::act, 40, 250),
    ("cli-b", commands::act, 40, 250),
    ("mail", mail::act, 200, 900),
    ("web-reader", reading::page, 20, 120),
    ("cli-reader", reading::command, 100, 500),
    ("remind", reading::remind, 300, 1500),
];

/// Sets them all going; they end when the run does.
pub fn start(run: &Arc<Run>, seed: u64) -> Vec<JoinHandle<()>> {
    let one = |(number, (name, act, from, to)): (u64, (&'static str, Act, u64, u64))| {
        let run = run.clone();
        std::thread::spawn(move || {
            let mut actor = Actor {
                run: &run,
                name,
                dice: Rng::with_seed(seed.wrapping_mul(1_000).wrapping_add(number)),
                words: 0,
            };
            loop {
                let (from, to) = (from, to);
                if run.rest(&mut actor.dice, from, to) {
                    break;
                }
                act(&mut actor);
            }
        })
    };
    (0..).zip(CAST).map(one).collect()
}

const FIRST_NAMES: [&str; 24] = [
    "Adaeze", "Bilal", "Carla", "Dmitri", "Elif", "Farah", "Giulia", "Hiro", "Ingrid", "Jamal",
    "Keiko", "Lars", "Mei", "Nadia", "Oscar", "Petra", "Quentin", "Rosa", "Stefan", "Tamar",
    "Ulrike", "Vikram", "Wanjiru", "Zofia",
];

impl Actor<'_> {
    /// A word nobody else uses, of one length, so that none is the beginning of another.
    pub fn word(&mut self) -> String {
        self.words += 1;
        let mut word = self.name.replace('-', "");
        let mut rest = self.words;
        for _ in 0..5 {
            word.push(char::from(b'a' + u8::try_from(rest % 26).unwrap()));
            rest /= 26;
        }
        word
    }

    pub fn new_name(&mut self) -> String {
        let first = FIRST_NAMES[self.dice.usize(0..FIRST_NAMES.len())];
        format!("{first} {}", self.word())
    }

    pub fn chance(&mut self, percent: u32) -> bool {
        self.dice.u32(0..100) < percent
    }

    /// Somebody this actor met who stands in the book: the name, and the id where it is known.
    pub fn somebody(&mut self, truth: &Truth) -> Option<(String, String)> {
        let met = |what: &What| match what {
            What::Meet { name } => Some(name.clone()),
            _ => None,
        };
        let known: Vec<(String, String)> = truth
            .standing(self.name)
            .filter_map(|(_, deed)| Some((met(&deed.what)?, deed.subject.clone())))
            .collect();
        self.dice.choice(known)
    }

    /// A promise of this actor that nobody has kept yet: its words, and to whom.
    pub fn pledge(&mut self, truth: &Truth) -> Option<(String, String)> {
        let kept = |words: &str| {
            truth
                .deeds
                .iter()
                .any(|deed| matches!(&deed.what, What::Keep { what } if what == words))
        };
        let known: Vec<(String, String)> = truth
            .standing(self.name)
            .filter_map(|(_, deed)| match &deed.what {
                What::Promise { what, person } if !kept(what) => {
                    Some((what.clone(), person.clone()))
                }
                _ => None,
            })
            .collect();
        self.dice.choice(known)
    }
}
