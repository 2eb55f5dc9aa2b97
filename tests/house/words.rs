//! The words of the code: nothing is called by a name that says nothing, each file says what it is for, and the
//! chart of moments is written down where people read it.

use super::reading::{Breach, House};
use super::{finds, keep};

/// Names that become a drawer for everything.
const EMPTY: &[&str] = &[
    "util", "utils", "helper", "helpers", "common", "manager", "service", "misc",
];

/// Words that name something in Rust.
const NAMERS: &[&str] = &["fn", "struct", "enum", "trait", "mod", "type"];

pub fn names_say_something(house: &House) -> Vec<Breach> {
    let mend = |name: &str| {
        format!("`{name}` says nothing: use the word a person would use for what it does")
    };
    let mut breaches = Vec::new();
    for file in &house.files {
        let parts = file.path.split('/');
        for part in parts.filter(|part| is_empty_word(part.split('.').next().unwrap_or(part))) {
            breaches.push(Breach::at(&file.path, 1, mend(part)));
        }
    }
    for source in house.rust() {
        for (line, code) in source.lines() {
            for name in named(code).filter(|name| is_empty_word(name)) {
                breaches.push(Breach::at(&source.path, line, mend(name)));
            }
        }
    }
    breaches
}

/// `helper`, `mail_helper`, `MailManager`; not `common_ground_found`, where the last word says something.
fn is_empty_word(name: &str) -> bool {
    let snake: String = name
        .chars()
        .flat_map(|c| match c {
            c if c.is_uppercase() => vec!['_', c.to_ascii_lowercase()],
            c => vec![c],
        })
        .collect();
    let last = snake.rsplit(['_', '-']).next().unwrap_or_default();
    EMPTY.contains(&last)
}

fn named(code: &str) -> impl Iterator<Item = &str> {
    let mut words = code
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty());
    std::iter::from_fn(move || {
        loop {
            if NAMERS.contains(&words.next()?) {
                return words.next();
            }
        }
    })
}

pub fn files_say_what_they_are_for(house: &House) -> Vec<Breach> {
    let silent = |source: &super::reading::Source| !source.first_line.starts_with("//!");
    house
        .rust()
        .filter(silent)
        .map(|source| {
            Breach::at(
                &source.path,
                1,
                "open the file with `//!`: what it is for, and what it does not do",
            )
        })
        .collect()
}

pub fn the_chart_is_written_down(house: &House) -> Vec<Breach> {
    let Some(page) = house.get("docs/words.md") else {
        return vec![Breach::at("docs/words.md", 1, "the words are missing")];
    };
    let missing = |id: &&str| !page.text.contains(&format!("`{id}`"));
    ledger::moment::Moment::ALL
        .iter()
        .map(|moment| moment.id())
        .filter(missing)
        .map(|id| Breach::at(&page.path, 1, format!("say what `{id}` means")))
        .collect()
}

#[test]
fn every_name_says_something() {
    keep(names_say_something);
}

#[test]
fn every_file_says_what_it_is_for() {
    keep(files_say_what_they_are_for);
}

#[test]
fn every_moment_of_the_chart_is_in_the_words() {
    keep(the_chart_is_written_down);
}

#[test]
fn an_empty_name_is_named() {
    finds(
        names_say_something,
        &[
            ("src/book/util.rs", "//! Things.\n"),
            (
                "src/web/mod.rs",
                "fn common_ground_found() {}\nstruct MailManager;\nfn a() { let helper = 1; }\npub fn date_helper() {}\n",
            ),
        ],
        &["src/book/util.rs:1", "src/web/mod.rs:2", "src/web/mod.rs:4"],
    );
}

#[test]
fn a_file_that_does_not_say_what_it_is_for_is_named() {
    finds(
        files_say_what_they_are_for,
        &[("src/a.rs", "use b;\n"), ("src/b.rs", "//! Says it.\n")],
        &["src/a.rs:1"],
    );
}

#[test]
fn a_moment_without_a_word_is_named() {
    let all: Vec<String> = ledger::moment::Moment::ALL
        .iter()
        .map(|moment| format!("`{}`", moment.id()))
        .collect();
    let without_first = all[1..].join(" ");
    finds(
        the_chart_is_written_down,
        &[("docs/words.md", &without_first)],
        &["docs/words.md:1"],
    );
}
