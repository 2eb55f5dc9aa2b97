//! `bin/soak`: the real program used at random by several hands at once, and hurt on purpose: killed, its disk
//! filled, its book moved, deleted and restored. What it acknowledged must be there afterwards, whole and once.
//!
//! It knows the program only from outside: its pages, its commands, its export. One seed decides what is drawn.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a soak that cannot go on says so by panicking"
)]

mod actors;
mod arguments;
mod chaos;
mod check;
mod cluster;
mod export;
mod halves;
mod http;
mod page;
mod program;
mod rounds;
mod run;
mod server;
mod site;
mod stop;
mod tally;
mod truth;

use std::os::unix::process::CommandExt;
use std::process::{Command, ExitCode, ExitStatus};
use std::time::Duration;

use arguments::{Arguments, Engine};
use rustix::process::{Pid, Signal, kill_process};
use stop::Stop;

fn main() -> ExitCode {
    let arguments = match Arguments::read(std::env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(sentence) => {
            eprintln!("{sentence}\n{}", arguments::USAGE);
            return ExitCode::from(2);
        }
    };
    let stop = Stop::listen();
    if arguments.inside {
        return rounds::soak(&arguments, &stop);
    }
    println!("seed {}", arguments.seed);
    let engines = arguments.engines();
    let each = arguments.seconds / u64::try_from(engines.len()).unwrap();
    let mut all_well = true;
    for engine in engines {
        all_well &= !stop.told() && in_a_room_of_its_own(&arguments, engine, each, &stop);
    }
    if all_well {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Each engine is soaked by a process of its own which, where the system lets it, has mounts of its own: so the
/// small disk is gone with it, however it ends.
fn in_a_room_of_its_own(arguments: &Arguments, engine: Engine, seconds: u64, stop: &Stop) -> bool {
    let mut room = room(engine);
    room.arg(std::env::current_exe().unwrap())
        .arg("--inside")
        .args(["--engine", engine.name()])
        .args(["--seed", &arguments.seed.to_string()])
        .arg(seconds.to_string());
    // Ctrl-C at the terminal reaches this process alone, which tells the other once.
    let mut child = room.process_group(0).spawn().unwrap();
    let pid = Pid::from_child(&child);
    let mut told = false;
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return ExitStatus::success(&status);
        }
        if stop.wait(Duration::from_millis(200)) && !told {
            told = kill_process(pid, Signal::TERM).is_ok();
        }
        if told {
            return child.wait().unwrap().success();
        }
    }
}

fn room(engine: Engine) -> Command {
    let own = if site::is_root() { "-m" } else { "-rm" };
    // A server of PostgreSQL does not run as root, nor as one who only seems to be root.
    let wanted = site::is_root() || engine == Engine::Sqlite;
    // Told to stop by the system when this process is gone, however it went.
    let bound: &[&str] = &["setpriv", "--pdeathsig", "TERM", "--"];
    let apart: &[&str] = &["unshare", own];
    let mut words = vec!["env"];
    if works(&[bound, &["true"]].concat()) {
        words.extend(bound);
    }
    if wanted && works(&[apart, &["true"]].concat()) {
        words.extend(apart);
    }
    let mut room = Command::new(words[0]);
    room.args(&words[1..]);
    room
}

fn works(words: &[&str]) -> bool {
    let tried = Command::new(words[0]).args(&words[1..]).output();
    tried.is_ok_and(|tried| tried.status.success())
}
