//! What every actor holds: the program, the door to its web app, the truth, the tally, and the gates at which
//! actors wait while something is done to the book.

use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, RwLock};
use std::time::Duration;

use fastrand::Rng;
use troth::clock::Stopwatch;

use super::http::Door;
use super::program::{Ended, Program};
use super::stop::Stop;
use super::tally::{Fault, Tally};
use super::truth::{Fate, Number, Truth, What};

/// One gate for each kind of actor: an actor holds it open while it acts, who shuts it waits for all of them.
#[derive(Default)]
pub struct Gates {
    pub web: RwLock<()>,
    pub writing: RwLock<()>,
    pub reading: RwLock<()>,
}

pub struct Run {
    pub program: Program,
    pub folder: PathBuf,
    pub door: RwLock<Option<Arc<Door>>>,
    pub gates: Gates,
    pub truth: Mutex<Truth>,
    pub tally: Tally,
    /// Told to every actor when the soak is over.
    pub stop: Stop,
    pub watch: Stopwatch,
    journal: Mutex<File>,
}

impl Run {
    pub fn new(program: Program, folder: PathBuf, stop: Stop) -> Self {
        let journal = File::create(folder.join("journal.txt")).unwrap();
        Self {
            program,
            folder,
            door: RwLock::default(),
            gates: Gates::default(),
            truth: Mutex::default(),
            tally: Tally::default(),
            stop,
            watch: Stopwatch::start(),
            journal: Mutex::new(journal),
        }
    }

    pub fn note(&self, line: &str) {
        let at = self.watch.elapsed().as_secs_f64();
        // A journal that cannot be written must not end the soak.
        writeln!(self.journal.lock().unwrap(), "{at:9.3} {line}").ok();
    }

    pub fn fault(&self, fault: Fault, evidence: String) {
        self.note(&format!("FAULT {fault:?}: {evidence}"));
        let at = self.watch.elapsed().as_secs();
        self.tally.fault(fault, &evidence, at);
    }

    pub fn door(&self) -> Option<Arc<Door>> {
        self.door.read().unwrap().clone()
    }

    /// Waits a while drawn between these milliseconds; says whether the soak is over.
    pub fn rest(&self, dice: &mut Rng, from: u64, to: u64) -> bool {
        self.stop.wait(Duration::from_millis(dice.u64(from..to)))
    }

    pub fn begin(&self, actor: &'static str, what: What) -> Number {
        let mut truth = self.truth.lock().unwrap();
        let number = truth.begin(actor, what);
        let what = &truth.deeds[number].what;
        self.note(&format!("{actor} begins {number}: {}", what.told()));
        number
    }

    pub fn end(&self, number: Number, fate: Fate) {
        let mut truth = self.truth.lock().unwrap();
        let away = truth.end(number, fate);
        let (actor, verb) = (truth.deeds[number].actor, truth.deeds[number].what.verb());
        drop(truth);
        self.note(&format!("{actor} ends {number}: {fate:?}"));
        let word = match fate {
            Fate::Done(_) => "acknowledged",
            Fate::Refused => "refused",
            _ => "left open",
        };
        self.tally
            .count("writes", format!("{verb} by {}, {word}", door(actor)));
        if away {
            let evidence =
                format!("acknowledged while the book was not at its place: {verb} by {actor}");
            self.fault(Fault::Lost, evidence);
        }
    }

    /// Counts how a command ended; says what that means for what it was to write.
    pub fn hear(&self, command: &str, ended: &Ended) -> Fate {
        let sentence = ended.sentence();
        if ended.hung {
            self.fault(Fault::Otherwise, format!("`troth {command}` hung"));
        }
        let Some(code) = ended.code else {
            self.tally.count("commands", "killed");
            return Fate::Open;
        };
        self.tally.count("commands", format!("ended with {code}"));
        if code != 0 {
            self.note(&format!(
                "`troth {command}` ended with {code}: {}",
                ended.err.trim()
            ));
            self.tally.refused("command line", &sentence);
        }
        match code {
            0 => Fate::Done(0),
            1 => Fate::Refused,
            2 => Fate::Open,
            _ => {
                self.fault(
                    Fault::Mistake,
                    format!("`troth {command}` ended with {code}: {sentence}"),
                );
                Fate::Open
            }
        }
    }
}

/// `web-a` comes in by the web.
fn door(actor: &str) -> &str {
    actor.split('-').next().unwrap_or(actor)
}
