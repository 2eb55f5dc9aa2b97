//! Where a book lies: where one is begun, that its one file is the whole of it, and what is said when
//! the file is not what it was.

mod begin;
mod disk;
mod log;
mod moved;
mod server;
mod whole;

use std::path::{Path, PathBuf};

use crate::support::Troth;

/// The book's file, in the home of this Troth.
fn file(troth: &Troth) -> PathBuf {
    PathBuf::from(troth.place())
}

fn log_of(book: &Path) -> PathBuf {
    PathBuf::from(format!("{}-wal", book.display()))
}

/// The log is not there, or holds nothing.
fn is_folded_in(book: &Path) -> bool {
    std::fs::metadata(log_of(book)).map_or(true, |about| about.len() == 0)
}

/// Who is in the book at this path.
fn people(troth: &Troth, path: &Path) -> String {
    troth.says(&["people", "--book", path.to_str().unwrap()])
}

/// Who is in a copy of the file alone.
fn people_in_copy(troth: &Troth) -> String {
    let copy = troth.home().join("copy.db");
    std::fs::copy(file(troth), &copy).unwrap();
    people(troth, &copy)
}

/// What a server says where its book is gone.
const GONE: &str = "was moved, deleted or replaced while Troth had it open";
