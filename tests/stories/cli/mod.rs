//! The command line as a person meets it: the real program, on the cast's frozen morning, on both engines.

mod backups;
mod brief;
mod calls;
mod circles;
mod concerns;
mod confidences;
mod contributions;
mod demo;
mod details;
mod disguise;
mod duplicates;
mod forgotten;
mod history;
mod import;
mod log;
mod meetings;
mod milestones;
mod morning;
mod people;
mod practice;
mod promises;
mod reference;
mod repair;
mod review;
mod rights;
mod terminal;
mod threads;
mod week;
mod whole;
mod word;

use std::sync::OnceLock;

use tempfile::TempDir;
use troth::book::{Book, Place};

use crate::support::{Troth, each_engine};

/// The program on the made-up book, before anything but touches and promises was noted in it.
struct Morning {
    troth: Troth,
}

/// Tells a story on the made-up book, on each engine.
#[track_caller]
fn each_morning(story: impl Fn(&Morning)) {
    each_engine(|place| {
        let book = Book::begin(&Place::parse(place)).unwrap();
        troth::demo::unannotated_in(&book).unwrap();
        drop(book);
        let troth = Troth::with_book(place);
        insta::allow_duplicates! { story(&Morning { troth }) };
    });
}

/// Tells a story that is about words rather than about the book: one engine is enough.
fn one_morning(story: impl Fn(&Morning)) {
    story(&morning());
}

/// The made-up book on SQLite. It is made once and copied.
fn morning() -> Morning {
    static MADE: OnceLock<TempDir> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::File(folder.path().join("book.db"));
        troth::demo::unannotated_in(&Book::begin(&place).unwrap()).unwrap();
        folder
    });
    let troth = Troth::new();
    for entry in std::fs::read_dir(made.path()).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, troth.home().join(path.file_name().unwrap())).unwrap();
    }
    Morning { troth }
}

impl Morning {
    /// What the program prints on the frozen morning.
    #[track_caller]
    fn says(&self, args: &[&str]) -> String {
        let printed = self
            .troth
            .says(&[args, &["--on", &troth::demo::MORNING.to_string()]].concat());
        for line in printed.lines() {
            assert!(line.chars().count() <= 80, "wider than 80 columns: {line}");
        }
        printed
    }

    #[track_caller]
    fn json(&self, args: &[&str]) -> serde_json::Value {
        self.troth
            .json(&[args, &["--on", &troth::demo::MORNING.to_string()]].concat())
    }

    #[track_caller]
    fn refuses(&self, code: i32, args: &[&str]) -> String {
        self.troth.refuses(
            code,
            &[args, &["--on", &troth::demo::MORNING.to_string()]].concat(),
        )
    }
}

/// Short references of promises just made hang on the moment; here they are all `0000`.
fn without_references(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('(') {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let digits: String = after.chars().skip(1).take(4).collect();
        if digits.len() == 4
            && digits.chars().all(|digit| digit.is_ascii_hexdigit())
            && after[5..].starts_with(')')
        {
            out.push_str("(0000)");
            rest = &after[6..];
        } else {
            out.push('(');
            rest = &after[1..];
        }
    }
    out.push_str(rest);
    out
}
