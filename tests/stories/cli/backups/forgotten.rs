//! Somebody who was forgotten is in no backup that Troth keeps: rewritten at once, or run out by a day.

use jiff::{SignedDuration, Timestamp, ToSpan};
use ledger::handle::Handle;
use ledger::person::PersonId;
use troth::book::{AtOnce, Book, KeptBackup};
use troth::clock;

use super::{backed_up, book, holds, stamp, text};
use crate::support::{Troth, each_engine};

const DAY: SignedDuration = SignedDuration::from_hours(24);

fn kept(book: &Book) -> Vec<KeptBackup> {
    book.backups().unwrap().all
}

fn make(book: &Book, now: Timestamp) -> KeptBackup {
    book.keep_backup(now).unwrap()
}

/// A book with four backups: before Ana, with her under another name, with two entries of hers, of today.
fn with_backups(place: &str) -> (Troth, Book) {
    let (troth, book) = (Troth::with_book(place), book(place));
    let folder = troth.home().join("kept");
    troth.says(&["backups", "set", "--in", text(&folder), "--times", "100"]);
    troth.says(&["meet", "Sam Okafor", "--mail", "sam@okafor.example"]);
    let now = clock::now();
    make(&book, now - DAY * 3);
    let ana = [Handle::mail("ana@zanzibar.example")];
    let ana = PersonId(book.meet(&stamp(), "Anna Zanzibar", &ana).unwrap().subject);
    troth.says(&["log", "coffee", "anna zanzibar", "zanzibar plans"]);
    make(&book, now - DAY * 2);
    book.rename(&stamp(), ana, "Ana Lindqvist").unwrap();
    troth.says(&["meet", "Ana L", "--mail", "al@zanzibar.example"]);
    make(&book, now - DAY);
    troth.says(&["merge", "al@zanzibar.example", "ana@zanzibar.example"]);
    make(&book, now);
    (troth, book)
}

fn any_holds(book: &Book, words: &str) -> bool {
    kept(book).iter().any(|found| holds(&found.path, words))
}

#[test]
fn the_backups_are_made_anew_without_who_was_forgotten_and_keep_the_rest_of_each_day() {
    each_engine(|place| {
        let (troth, book) = with_backups(place);
        let before = kept(&book);
        let oldest = std::fs::read(&before[3].path).unwrap();
        let copy = backed_up(&troth, "copy.db");
        let done = troth.json(&["forget", "ana lindqvist", "--confirm", "Ana Lindqvist"]);
        assert_eq!(done["backups"]["rewritten"], 3, "{done}");
        assert_eq!(done["backups"]["deleted"], 0, "{done}");
        for trace in ["zanzibar", "lindqvist", "al@"] {
            assert!(!any_holds(&book, trace), "{trace}");
        }
        let after = kept(&book);
        assert_eq!(after.len(), 4, "every day is still there");
        assert_eq!(
            std::fs::read(&after[3].path).unwrap(),
            oldest,
            "the one before her is as it was"
        );
        for found in &after {
            let there = Troth::new();
            there.says(&["restore", text(&found.path), "--yes"]);
            assert!(there.says(&["people"]).contains("Sam Okafor"));
        }
        assert!(
            holds(&copy, "zanzibar"),
            "the owner's own copy is not reached"
        );
    });
}

#[test]
fn a_backup_in_which_they_were_taken_for_somebody_else_is_deleted() {
    each_engine(|place| {
        let (troth, book) = with_backups(place);
        // Merged by mistake on the day of one backup, and parted again.
        troth.says(&["merge", "ana@zanzibar.example", "sam"]);
        let mixed = make(&book, clock::now());
        troth.says(&["undo"]);
        let done = troth.json(&["forget", "ana lindqvist", "--confirm", "Ana Lindqvist"]);
        assert_eq!(done["backups"]["deleted"], 1, "{done}");
        assert!(!mixed.path.exists());
        assert!(!any_holds(&book, "zanzibar"));
    });
}

#[test]
fn the_backups_may_run_out_by_a_day_that_is_named_and_kept() {
    each_engine(|place| {
        let (troth, book) = with_backups(place);
        let today = clock::today(&book.zone());
        let named = book.backups_run_out(today).unwrap().unwrap();
        assert!(named > today && named <= today.saturating_add(60.days()));
        let forget = [
            "forget",
            "ana lindqvist",
            "--confirm",
            "Ana Lindqvist",
            "--backups",
            "run-out",
        ];
        let done = troth.json(&forget);
        assert_eq!(done["backups"]["gone_by"], named.to_string(), "{done}");
        assert!(any_holds(&book, "zanzibar"));
        let old = kept(&book);
        // Nobody opens Troth until then, and nothing is written: by the day they are gone all the same.
        let before = named.yesterday().unwrap().at(12, 0, 0, 0);
        let before = before.to_zoned(book.zone().clone()).unwrap().timestamp();
        book.keep_backup_when_due(before, AtOnce::WhenADayHasPassed)
            .unwrap();
        book.keep_backup_when_due(before + DAY, AtOnce::WhenADayHasPassed)
            .unwrap();
        assert!(!any_holds(&book, "zanzibar"));
        assert!(!kept(&book).is_empty(), "there is one without them");
        assert!(old.iter().all(|found| !found.path.exists()));
    });
}

#[test]
fn a_program_ended_before_it_made_them_anew_is_followed_by_one_that_does() {
    each_engine(|place| {
        let (_troth, book) = with_backups(place);
        let ana = book.look_up("ana@zanzibar.example").unwrap();
        let day = clock::today(&book.zone());
        book.forget(&stamp(), ana, "Ana Lindqvist", day).unwrap();
        assert!(any_holds(&book, "zanzibar"));
        let soon = clock::now() + SignedDuration::from_secs(2);
        book.keep_backup_when_due(soon, AtOnce::WhenADayHasPassed)
            .unwrap();
        assert!(!any_holds(&book, "zanzibar"));
        assert_eq!(kept(&book).len(), 1, "a fresh one");
    });
}

#[test]
fn all_are_replaced_when_something_is_not_to_be_in_any() {
    each_engine(|place| {
        let (troth, book) = with_backups(place);
        let done = troth.json(&["backups", "anew"]);
        assert_eq!(done["deleted"], 4, "{done}");
        assert_eq!(kept(&book).len(), 1);
    });
}

#[test]
fn at_a_terminal_it_is_asked_what_becomes_of_the_backups() {
    let place = tempfile::tempdir().unwrap();
    let place = place.path().join("book.db");
    let (troth, book) = with_backups(text(&place));
    let Some(screen) =
        troth.at_a_terminal(&["forget", "ana lindqvist"], &["Ana Lindqvist\r", "\r"])
    else {
        return;
    };
    assert!(screen.contains("made anew without them"), "{screen}");
    assert!(
        screen.contains("Of the backups Troth keeps, 3 were made anew"),
        "{screen}"
    );
    assert!(!any_holds(&book, "zanzibar"));
}
