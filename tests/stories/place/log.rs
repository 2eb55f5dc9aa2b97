//! A log that was written to another file: a backup is put in the place of a book whose program was
//! killed. SQLite would fold that log in and mix two books.

use std::path::Path;

use super::{file, is_folded_in, log_of, people};
use crate::support::{Serving, Troth};

/// A book of which a backup was taken, by `backup`, after Ana and Sam; then Mei was added and the program killed.
fn killed_after_backup(troth: &Troth, backup: impl Fn(&Path, &Path)) -> std::path::PathBuf {
    let kept = troth.home().join("backup.db");
    for name in ["Ana", "Sam"] {
        troth.says(&["meet", name]);
    }
    backup(&file(troth), &kept);
    troth.says(&["meet", "Priya"]);
    let serving = Serving::start(troth, &[]);
    for name in ["Mei", "Jonas"] {
        assert_eq!(serving.meet(name), 303);
    }
    serving.kill();
    assert!(!is_folded_in(&file(troth)));
    kept
}

fn by_copy(book: &Path, kept: &Path) {
    std::fs::copy(book, kept).unwrap();
}

fn by_sqlite(book: &Path, kept: &Path) {
    let book = rusqlite::Connection::open(book).unwrap();
    book.execute("vacuum into ?1", [kept.to_str().unwrap()])
        .unwrap();
}

#[track_caller]
fn is_refused_until_the_log_is_moved_away(troth: &Troth) {
    for words in [["people"].as_slice(), &["meet", "Leila"], &["undo"]] {
        let refused = troth.refuses(2, words).replace('\n', " ");
        assert!(
            refused.contains("the log of another book lies beside"),
            "{refused}"
        );
        assert!(refused.contains("mv '"), "{refused}");
    }
    let log = log_of(&file(troth));
    std::fs::rename(&log, troth.home().join("away")).unwrap();
    let there = people(troth, &file(troth));
    assert!(there.contains("Ana") && there.contains("Sam"), "{there}");
    assert!(!there.contains("Mei"), "{there}");
    troth.says(&["meet", "Leila"]);
}

#[test]
fn a_backup_put_beside_a_log_that_is_newer_is_not_mixed_with_it() {
    for backup in [by_copy, by_sqlite] {
        let troth = Troth::new();
        let kept = killed_after_backup(&troth, backup);
        std::fs::copy(&kept, file(&troth)).unwrap();
        is_refused_until_the_log_is_moved_away(&troth);
    }
}

#[test]
fn a_backup_of_the_very_state_the_log_goes_on_from_is_not_mixed_with_it_when_its_pages_differ() {
    let troth = Troth::new();
    for name in ["Ana", "Sam"] {
        troth.says(&["meet", name]);
    }
    let kept = troth.home().join("backup.db");
    by_sqlite(&file(&troth), &kept);
    let serving = Serving::start(&troth, &[]);
    assert_eq!(serving.meet("Mei"), 303);
    serving.kill();
    std::fs::copy(&kept, file(&troth)).unwrap();
    is_refused_until_the_log_is_moved_away(&troth);
}

#[test]
fn a_copy_of_the_file_the_log_goes_on_from_is_the_book_itself() {
    let troth = Troth::new();
    troth.says(&["meet", "Ana"]);
    let kept = troth.home().join("backup.db");
    by_copy(&file(&troth), &kept);
    let serving = Serving::start(&troth, &[]);
    assert_eq!(serving.meet("Mei"), 303);
    serving.kill();
    std::fs::copy(&kept, file(&troth)).unwrap();
    let there = troth.says(&["people"]);
    assert!(there.contains("Ana") && there.contains("Mei"), "{there}");
}

#[test]
fn another_book_beside_the_log_is_not_mixed_with_it() {
    let troth = Troth::new();
    killed_after_backup(&troth, by_copy);
    let other = Troth::new();
    for name in ["Ana", "Sam"] {
        other.says(&["meet", name]);
    }
    std::fs::copy(file(&other), file(&troth)).unwrap();
    is_refused_until_the_log_is_moved_away(&troth);
}

#[test]
fn a_book_of_an_older_troth_and_its_log_belong_together() {
    let troth = Troth::new();
    troth.says(&["meet", "Ana"]);
    // An older Troth numbered no states.
    let older = rusqlite::Connection::open(file(&troth)).unwrap();
    older
        .execute_batch("pragma user_version = 0; pragma application_id = 0;")
        .unwrap();
    drop(older);
    let serving = Serving::start(&troth, &[]);
    assert_eq!(serving.meet("Mei"), 303);
    serving.kill();
    let there = troth.says(&["people"]);
    assert!(there.contains("Ana") && there.contains("Mei"), "{there}");
}
