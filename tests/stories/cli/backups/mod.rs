//! Backups: one file that is the whole book, put back into either engine; kept by themselves; and rid of
//! whoever was forgotten.

mod ended;
mod file;
mod forgotten;
mod kept;
mod restored;
mod round;
mod sealed;

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use troth::book::{Book, Door, Place, Stamp};

use crate::support::Troth;

const ON: [&str; 2] = ["--on", "2026-03-10"];

fn book(place: &str) -> Book {
    Book::begin(&Place::parse(place)).unwrap()
}

fn stamp() -> Stamp {
    Stamp::now(Door::Cli)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// The names in a folder, in order.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap().flatten();
    let mut names: Vec<String> = entries
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

/// Backs the book up into the home, under a name.
#[track_caller]
fn backed_up(troth: &Troth, name: &str) -> PathBuf {
    let file = troth.home().join(name);
    troth.says(&["backup", text(&file)]);
    file
}

/// Leaves words in the free pages of a book, as staged mail does, behind the book's back.
fn strewn(place: &str, words: &str) {
    let connection = rusqlite::Connection::open(place).unwrap();
    let filled = format!(
        "pragma secure_delete = off;
         insert into setting (book, name, value) values (1, 'x', '{words}' || hex(zeroblob(40000)));
         delete from setting where name = 'x';
         pragma wal_checkpoint(truncate)"
    );
    connection.execute_batch(&filled).unwrap();
}

fn holds(path: &Path, words: &str) -> bool {
    let bytes = std::fs::read(path).unwrap().to_ascii_lowercase();
    let words = words.to_lowercase();
    bytes
        .windows(words.len())
        .any(|window| window == words.as_bytes())
}
