//! The program is killed in the middle of things, two hundred times on each engine. What it had
//! said was done is there; an import is there whole or not at all; the next command just works.

use std::fmt::Write as _;
use std::io::Read;
use std::process::{Child, Stdio};
use std::time::Duration;

use ledger::Day;
use troth::book::{Book, Place, Shown};
use troth::clock::Stopwatch;

use crate::support::{Troth, each_engine};

const IMPORTS: u32 = 100;
const PROMISES: u32 = 100;
const LETTERS: u32 = 60;

/// Correspondence with one person that nobody else has: as many touches as letters.
fn mailbox(round: u32) -> String {
    let mut text = String::new();
    for n in 0..LETTERS {
        let (from, to) = if n % 2 == 0 {
            (
                "noor@troth.example".to_owned(),
                format!("friend{round}@killed.example"),
            )
        } else {
            (
                format!("friend{round}@killed.example"),
                "noor@troth.example".to_owned(),
            )
        };
        write!(
            text,
            "From {from} Mon Mar  2 09:00:00 2026\nFrom: {from}\nTo: {to}\n\
             Date: {} Feb 2026 {:02}:00:00 +0000\nMessage-ID: <{round}.{n}@killed.example>\n\
             Subject: letter {n}\n\nwords\n\n",
            1 + n % 28,
            n / 28,
        )
        .unwrap();
    }
    text
}

/// A sequence that wanders over the unit interval without repeating.
fn wander(round: u32) -> f64 {
    (f64::from(round) * 0.618_033_988_749_895).fract()
}

/// Kills the child after its share of `usual` and answers what it had printed by then.
fn killed_after(mut child: Child, share: f64, usual: Duration) -> String {
    std::thread::sleep(usual.mul_f64(share * 1.1));
    let _ = child.kill();
    let mut printed = String::new();
    child
        .stdout
        .take()
        .unwrap()
        .read_to_string(&mut printed)
        .unwrap();
    child.wait().unwrap();
    printed
}

fn start(troth: &Troth, words: &[&str]) -> Child {
    troth
        .command(words)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn killing_an_import_leaves_it_whole_or_absent() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        let me = ["--me", "noor@troth.example", "--yes"];
        let words = |file: &str| -> Vec<String> {
            ["import", file]
                .into_iter()
                .chain(me)
                .map(str::to_owned)
                .collect()
        };
        let path = |round: u32| {
            troth
                .file(&format!("{round}.mbox"), mailbox(round))
                .display()
                .to_string()
        };
        let first = words(&path(0));
        let first: Vec<&str> = first.iter().map(String::as_str).collect();
        let watch = Stopwatch::start();
        troth.says(&first);
        let usual = watch.elapsed();

        let (mut whole, mut absent) = (0, 0);
        for round in 1..=IMPORTS {
            let words = words(&path(round));
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            killed_after(start(&troth, &words), wander(round), usual);
            match touches(place, round) {
                Some((kept, facts)) => {
                    assert_eq!((kept, facts), (LETTERS as usize, LETTERS), "round {round}");
                    whole += 1;
                }
                None => absent += 1,
            }
        }
        eprintln!("{whole} imports had been accepted when they were killed, {absent} had not");
        assert!(absent > 0, "nothing was killed in the middle");

        for round in 1..=IMPORTS {
            let words = words(&path(round));
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            troth.says(&words);
            assert_eq!(
                touches(place, round),
                Some((LETTERS as usize, LETTERS)),
                "round {round}"
            );
        }
    });
}

/// The touches with the person of a round, counted and as the facts have it; `None` without the person.
fn touches(place: &str, round: u32) -> Option<(usize, u32)> {
    let book = Book::begin(&Place::parse(place)).unwrap();
    let person = book
        .look_up(&format!("friend{round}@killed.example"))
        .ok()?;
    let kept = book.touches(person, Day::MAX).unwrap().len();
    let facts = book.person(person).unwrap().facts.unwrap();
    Some((kept, facts.touches))
}

#[test]
fn killing_a_write_never_loses_what_was_said_to_be_done() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        troth.says(&["meet", "Ana Lindqvist"]);
        let watch = Stopwatch::start();
        troth.says(&["promise", "thing 0", "--to", "Ana", "--due", "2030-01-01"]);
        let usual = watch.elapsed();
        // From at once to half as long again as usual, so that some are killed before and some after.
        let share = |round| 1.4 * wander(round);
        let (mut said, mut kept) = (0, 0);
        for round in 1..=PROMISES {
            let what = format!("thing {round}");
            let words = ["promise", &what, "--to", "Ana", "--due", "2030-01-01"];
            let printed = killed_after(start(&troth, &words), share(round), usual);
            let book = Book::begin(&Place::parse(place)).unwrap();
            let there = book
                .promises(Shown::Open)
                .unwrap()
                .iter()
                .any(|pledge| pledge.promise.what == what);
            let lines = book.history(None, 1).unwrap();
            if !printed.is_empty() {
                said += 1;
                assert!(there, "round {round} was said to be done: {printed}");
            }
            kept += u32::from(there);
            let last = lines.first().unwrap();
            assert_eq!(
                there,
                book.promises(Shown::All)
                    .unwrap()
                    .iter()
                    .any(
                        |pledge| pledge.promise.id.0 == last.subject && pledge.promise.what == what
                    ),
                "one write, one line"
            );
        }
        eprintln!("{said} had been acknowledged, {kept} kept, of {PROMISES} killed");
        assert!(kept < PROMISES, "nothing was killed before it was written");
        assert!(said > 0, "nothing was killed after it was said to be done");
        let book = Book::begin(&Place::parse(place)).unwrap();
        let lines = book.history(None, 1_000).unwrap();
        assert_eq!(
            lines.len(),
            2 + kept as usize,
            "a line for each write and none more"
        );
    });
}
