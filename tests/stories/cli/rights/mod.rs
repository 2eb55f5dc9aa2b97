//! What people may ask of a book: to be shown everything it says of them, to be forgotten
//! everywhere and for good, and that things are not kept for ever.

mod everything;
mod forgetting;
pub(super) mod life;
mod retention;
pub(super) mod traces;

use troth::book::{Book, Place};

use crate::support::Troth;

const ON: [&str; 2] = ["--on", "2026-03-10"];

fn book(place: &str) -> Book {
    Book::begin(&Place::parse(place)).unwrap()
}

fn says(troth: &Troth, args: &[&str]) -> String {
    troth.says(&[args, &ON].concat())
}
