//! Backups kept by themselves: when one is made, which stay, where they lie, and what is said when one fails.

use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use ledger::backup::Wanted;
use troth::book::{AtOnce, Book};

use super::restored::served;
use super::{book, mode, names, stamp, text};
use crate::support::{Troth, each_engine};

const DAY: SignedDuration = SignedDuration::from_hours(24);

fn begin() -> Timestamp {
    "2026-03-02T08:00:00Z".parse().unwrap()
}

/// The backups' folder, named where there is no usual one.
fn folder(troth: &Troth, book: &Book) -> PathBuf {
    if !troth.place().starts_with("postgres") {
        return book.backups().unwrap().folder.unwrap();
    }
    let folder = troth.home().join("kept");
    let wanted = Wanted {
        place: Some(text(&folder).to_owned()),
        ..Wanted::default()
    };
    book.set_backups(&stamp(), wanted).unwrap();
    folder
}

fn look(book: &Book, now: Timestamp) -> bool {
    let made = book.keep_backup_when_due(now, AtOnce::WhenADayHasPassed);
    made.unwrap().is_some()
}

#[test]
fn one_is_made_a_day_after_the_last_and_only_when_something_was_written() {
    each_engine(|place| {
        let (troth, book) = (Troth::with_book(place), book(place));
        let folder = folder(&troth, &book);
        if !place.starts_with("postgres") {
            assert!(!look(&book, begin()), "nothing was ever written");
        }
        book.meet(&stamp(), "Ana Lindqvist", &[]).unwrap();
        assert!(look(&book, begin()));
        assert!(!look(&book, begin() + DAY), "nothing was written since");
        book.meet(&stamp(), "Sam Okafor", &[]).unwrap();
        let soon = begin() + SignedDuration::from_hours(23);
        assert!(!look(&book, soon), "the last is not a day old");
        assert!(look(&book, begin() + DAY));
        book.meet(&stamp(), "Mei Tanaka", &[]).unwrap();
        let at_once =
            book.keep_backup_when_due(begin() + DAY + SignedDuration::from_hours(1), AtOnce::Yes);
        assert!(
            at_once.unwrap().is_some(),
            "as it starts, one is made all the same"
        );
        assert_eq!(mode(&folder), 0o700);
        for name in names(&folder) {
            assert_eq!(mode(&folder.join(&name)), 0o600, "{name}");
        }
        // Of the second day the newest alone is kept.
        let kept = book.backups().unwrap();
        assert_eq!(kept.all.len(), 2, "{kept:?}");
        assert!(
            kept.all[0].name().ends_with("2026-03-03T090000Z.db"),
            "{kept:?}"
        );
    });
}

#[test]
fn seven_days_and_four_weeks_are_kept_and_no_other_file_is_touched() {
    each_engine(|place| {
        let (troth, book) = (Troth::with_book(place), book(place));
        let folder = folder(&troth, &book);
        let wanted = Wanted {
            times: 100,
            ..book.wanted_backups().unwrap()
        };
        book.set_backups(&stamp(), wanted).unwrap();
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("mine.txt"), "words").unwrap();
        // A name like theirs does not make a file theirs.
        let stem = if place.starts_with("postgres") {
            place.split_once('#').unwrap().1
        } else {
            "book"
        };
        let stranger = folder.join(format!("{stem}-2020-01-01T000000Z.db"));
        let other = Troth::new();
        other.says(&["meet", "Leila Rahimi"]);
        other.says(&["backup", text(&stranger)]);
        let mut now = begin();
        for n in 0..50 {
            book.meet(&stamp(), &format!("Person {n}"), &[]).unwrap();
            assert!(look(&book, now), "day {n}");
            now += DAY;
        }
        let kept = book.backups().unwrap();
        assert_eq!((kept.all.len(), kept.strangers), (11, 1));
        assert_eq!(names(&folder).len(), 13);
        assert!(stranger.exists() && folder.join("mine.txt").exists());
    });
}

#[test]
fn together_they_are_at_most_twice_as_large_as_the_book() {
    let troth = Troth::new();
    let book = book(troth.place());
    let mut now = begin();
    for n in 0..6 {
        book.meet(&stamp(), &format!("Person {n}"), &[]).unwrap();
        assert!(look(&book, now));
        now += DAY;
        let kept = book.backups().unwrap();
        let together: u64 = kept.all.iter().map(|found| found.bytes).sum();
        let files = ["", "-wal"].map(|end| format!("{}{end}", troth.place()));
        let sizes = files.iter().filter_map(|path| std::fs::metadata(path).ok());
        let size: u64 = sizes.map(|facts| facts.len()).sum();
        assert!(
            kept.all.len() == 1 || together <= 2 * size,
            "{together} of {size}"
        );
    }
    assert!(!book.backups().unwrap().all.is_empty());
}

#[test]
fn a_book_on_a_server_has_none_until_a_folder_is_named() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        troth.says(&["meet", "Ana Lindqvist"]);
        let is_server = place.starts_with("postgres");
        assert_eq!(troth.json(&["backups"])["kept"], !is_server);
        if !is_server {
            return;
        }
        assert!(troth.says(&["backups"]).contains("until a folder is named"));
        let said = troth.refuses(1, &["backups", "now"]);
        assert!(said.contains("no folder is named"), "{said}");
        troth.says(&["backups", "set", "--in", "kept"]);
        troth.says(&["backups", "now"]);
        assert_eq!(names(&troth.home().join("kept")).len(), 1);
    });
}

#[test]
fn how_they_are_kept_is_a_line_of_the_history_that_can_be_taken_back() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        troth.says(&["meet", "Ana Lindqvist"]);
        let set = [
            "backups", "set", "--in", "kept", "--daily", "3", "--weekly", "0", "--times", "5",
        ];
        let said = troth.says(&set);
        assert!(said.contains("Kept in") && said.contains("undo"), "{said}");
        let shown = troth.json(&["backups"]);
        assert_eq!(
            (&shown["daily"], &shown["weekly"], &shown["times"]),
            (&3.into(), &0.into(), &5.into())
        );
        let folder = troth.home().join("kept");
        assert_eq!(shown["folder"], text(&folder));
        troth.says(&["backups", "now"]);
        troth.says(&["backups", "off"]);
        assert_eq!(troth.json(&["backups"])["kept"], false);
        troth.says(&["undo"]);
        assert_eq!(troth.json(&["backups"])["kept"], true);
        assert!(
            troth
                .says(&["history"])
                .to_lowercase()
                .contains("changed how backups are kept")
        );
        troth.refuses(1, &["backups", "set", "--daily", "0"]);
        troth.refuses(2, &["backups", "set"]);
    });
}

#[test]
fn a_backup_that_fails_is_said_on_today_until_one_is_made_again() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        troth.says(&["meet", "Ana Lindqvist"]);
        let book = book(place);
        let blocked = troth.file("blocked", "a file where the folder is to be");
        let wanted = Wanted {
            place: Some(text(&blocked).to_owned()),
            ..Wanted::default()
        };
        book.set_backups(&stamp(), wanted.clone()).unwrap();
        assert!(book.keep_backup_when_due(begin(), AtOnce::Yes).is_err());
        let failed = "The book could not be backed up";
        let said = troth.says(&["today"]);
        assert!(said.contains(failed) && said.contains("blocked"), "{said}");
        assert!(troth.json(&["today"])["backup_failed"].is_string());
        let page = crate::stories::web::Visitor::of(place).page("/");
        assert!(
            page.contains(failed) && page.contains("href=\"/backups\""),
            "{page}"
        );
        // Known already: looking again writes nothing.
        let version = book.version().unwrap();
        assert!(
            book.keep_backup_when_due(begin() + DAY, AtOnce::Yes)
                .is_err()
        );
        assert_eq!(book.version().unwrap(), version);
        std::fs::remove_file(&blocked).unwrap();
        assert!(
            book.keep_backup_when_due(begin() + DAY, AtOnce::Yes)
                .unwrap()
                .is_some()
        );
        assert!(!troth.says(&["today"]).contains(failed));
        assert!(troth.json(&["today"])["backup_failed"].is_null());
    });
}

fn until(so: impl Fn() -> bool) -> bool {
    (0..300).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        so()
    })
}

#[test]
fn a_server_makes_one_as_it_starts_and_a_log_of_it_names_nobody() {
    let troth = Troth::new();
    troth.says(&["meet", "Ana Lindqvist"]);
    let mut serve = served(&troth);
    let folder: &Path = &troth.home().join("backups");
    let made = until(|| folder.is_dir() && !names(folder).is_empty());
    serve.kill().unwrap();
    serve.wait().unwrap();
    assert!(made, "no backup was made");
    assert_eq!(mode(folder), 0o700);
    let listed = troth.json(&["backups"]);
    assert_eq!(listed["backups"].as_array().unwrap().len(), 1, "{listed}");
    assert!(troth.says(&["backups"]).contains("minutes old"));
}
