//! One file is the whole book: after every clean end, and a few seconds after the last write.

use std::process::Stdio;
use std::time::Duration;

use troth::clock::Stopwatch;

use super::{file, is_folded_in, people, people_in_copy};
use crate::support::{Serving, Troth};

const NAMES: [&str; 5] = ["Ana", "Sam", "Priya", "Mei", "Jonas"];

#[track_caller]
fn holds_everybody(shown: &str) {
    for name in NAMES {
        assert!(shown.contains(name), "{name} in {shown}");
    }
}

/// Waits until the log is folded in, ten seconds at most.
fn folds_in(troth: &Troth) -> bool {
    let watch = Stopwatch::start();
    while watch.elapsed() < Duration::from_secs(10) {
        if is_folded_in(&file(troth)) {
            return true;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    false
}

#[test]
fn a_book_that_was_served_and_stopped_is_one_file() {
    for more in [[].as_slice(), &["--on", "2026-03-10"]] {
        let troth = Troth::new();
        let serving = Serving::start(&troth, more);
        for name in NAMES {
            assert_eq!(serving.meet(name), 303);
        }
        assert!(serving.stop().success());
        assert!(is_folded_in(&file(&troth)), "{more:?}");
        holds_everybody(&people_in_copy(&troth));
        let moved = troth.home().join("moved.db");
        std::fs::rename(file(&troth), &moved).unwrap();
        holds_everybody(&people(&troth, &moved));
    }
}

#[test]
fn ten_seconds_after_the_last_write_a_served_book_is_one_file() {
    for more in [[].as_slice(), &["--on", "2026-03-10"]] {
        let troth = Troth::new();
        let serving = Serving::start(&troth, more);
        for name in NAMES {
            assert_eq!(serving.meet(name), 303);
        }
        assert!(folds_in(&troth), "{more:?}");
        holds_everybody(&people_in_copy(&troth));
        drop(serving);
    }
}

#[test]
fn while_another_program_reads_the_log_waits_and_is_folded_in_later() {
    let troth = Troth::new();
    let serving = Serving::start(&troth, &[]);
    assert_eq!(serving.meet("Ana"), 303);
    let reader = rusqlite::Connection::open(file(&troth)).unwrap();
    reader.execute_batch("begin; select * from book").unwrap();
    assert_eq!(serving.meet("Sam"), 303);
    std::thread::sleep(Duration::from_secs(7));
    assert!(!is_folded_in(&file(&troth)), "a reader still needs it");
    // What is read meanwhile is unharmed, and so is who writes.
    assert_eq!(serving.meet("Mei"), 303);
    reader.execute_batch("commit").unwrap();
    assert!(folds_in(&troth));
    assert!(people_in_copy(&troth).contains("Mei"));
    drop(serving);
}

#[test]
fn what_another_program_wrote_is_folded_in_by_the_server() {
    let troth = Troth::new();
    let serving = Serving::start(&troth, &[]);
    troth.says(&["meet", "Ana Lindqvist"]);
    assert!(folds_in(&troth));
    assert!(people_in_copy(&troth).contains("Ana Lindqvist"));
    drop(serving);
}

#[test]
fn after_every_command_the_book_is_one_file() {
    let troth = Troth::new();
    let commands: [&[&str]; 8] = [
        &["meet", "Ana Lindqvist"],
        &["log", "coffee", "Ana"],
        &["promise", "the deck", "--to", "Ana", "--due", "2030-01-01"],
        &["today"],
        &["people"],
        &["history"],
        &["remind"],
        &["undo"],
    ];
    for command in commands {
        troth.says(command);
        assert!(is_folded_in(&file(&troth)), "{command:?}");
    }
    let refused = troth.run(&["log", "coffee", "Nobody"]);
    assert_eq!(refused.code, 1);
    assert!(is_folded_in(&file(&troth)));
    // A reader that has seen enough ends a command early, and cleanly all the same.
    let mut unread = troth
        .command(&["meet", "Sam Okafor"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(unread.stdout.take());
    assert!(unread.wait().unwrap().success());
    assert!(is_folded_in(&file(&troth)));
    assert!(people_in_copy(&troth).contains("Sam Okafor"));
}

#[test]
fn a_kept_demo_that_was_stopped_is_one_file() {
    let troth = Troth::new();
    let place = troth.place();
    let command = troth.command(&["demo", "--no-open", "--port", "0", "--keep", place]);
    let serving = Serving::of(command);
    assert_eq!(serving.meet("Vera"), 303);
    assert!(serving.stop().success());
    assert!(is_folded_in(&file(&troth)));
    assert!(people_in_copy(&troth).contains("Vera"));
}

#[test]
fn what_a_kill_left_in_the_log_is_folded_in_by_the_next_command() {
    let troth = Troth::new();
    let serving = Serving::start(&troth, &[]);
    for name in NAMES {
        assert_eq!(serving.meet(name), 303);
    }
    serving.kill();
    assert!(!is_folded_in(&file(&troth)), "the kill was too gentle");
    holds_everybody(&troth.says(&["people"]));
    assert!(is_folded_in(&file(&troth)));
    holds_everybody(&people_in_copy(&troth));
}

#[test]
fn sqlite_is_newer_than_the_fault_in_its_log() {
    // Up to 3.51.2 a log that was begun anew at the wrong moment could damage the file.
    assert!(rusqlite::version_number() >= 3_051_003);
}
