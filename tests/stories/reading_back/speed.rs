//! How long a large book takes to be read back: a server at most three times as long as a file.

use std::time::{Duration, Instant};

use troth::book::{Book, Place};

use crate::support::Postgres;

#[path = "../../../benches/generate_book.rs"]
#[allow(dead_code)]
mod generate_book;

const SEED: u64 = 7433;

/// The best of three, as others use the machine too.
#[expect(
    clippy::disallowed_methods,
    reason = "how long it takes is what is asked"
)]
fn took(place: impl Fn() -> String, text: &str) -> Duration {
    let once = || {
        let book = Book::begin(&Place::parse(&place())).unwrap();
        let begun = Instant::now();
        book.restore(&mut text.as_bytes()).unwrap();
        begun.elapsed()
    };
    (0..3).map(|_| once()).min().unwrap()
}

#[test]
#[ignore = "measures, and wants a quiet machine: cargo test --release -- --ignored a_server_takes"]
fn a_server_takes_at_most_three_times_as_long_as_a_file_to_read_a_book_back() {
    let Some(postgres) = Postgres::or_skip() else {
        return;
    };
    let mut text = Vec::new();
    let (people, touches) = match std::env::var("TROTH_SIZE").as_deref() {
        Ok("small") => (300, 10_000),
        _ => (2_000, 100_000),
    };
    generate_book::generate(&mut text, people, touches, SEED).unwrap();
    let text = String::from_utf8(text).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let number = std::cell::Cell::new(0);
    let file = || {
        number.set(number.get() + 1);
        let path = folder.path().join(format!("{}.db", number.get()));
        path.display().to_string()
    };
    let (by_file, by_server) = (took(file, &text), took(|| postgres.book(), &text));
    eprintln!(
        "{} lines: SQLite {by_file:.2?}, PostgreSQL {by_server:.2?}",
        text.lines().count()
    );
    assert!(by_server <= by_file * 3);
}
