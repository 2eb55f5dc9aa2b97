//! Putting a backup back: what is said before, what is refused, and what becomes of the book that stood there.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};

use super::{backed_up, book, holds, names, text};
use crate::support::{Postgres, Troth, each_engine};

fn with(place: &str, name: &str) -> Troth {
    let troth = Troth::with_book(place);
    troth.says(&[
        "settings",
        "owner",
        "Noor Haddad",
        "--mail",
        "noor@troth.example",
    ]);
    troth.says(&["meet", name]);
    troth
}

#[test]
fn a_backup_says_what_it_is_and_asks_before_it_is_put_back() {
    each_engine(|place| {
        let troth = with(place, "Ana Lindqvist");
        let file = backed_up(&troth, "backup.db");
        troth.says(&["meet", "Sam Okafor"]);
        let seen = troth.run(&["restore", text(&file)]);
        assert!(seen.out.contains("The book of Noor Haddad"), "{seen:?}");
        assert!(
            seen.out.contains("1 person and 2 lines of history"),
            "{seen:?}"
        );
        assert!(seen.err.contains("Nothing was done."), "{seen:?}");
        let seen = troth.json(&["restore", text(&file)]);
        assert_eq!(seen["restored"], false);
        assert_eq!(seen["book"]["owner"], "Noor Haddad");
        assert!(
            troth.says(&["people"]).contains("Sam Okafor"),
            "nothing was done"
        );
        let done = troth.json(&["restore", text(&file), "--yes"]);
        assert_eq!(done["restored"], true);
        let people = troth.says(&["people"]);
        assert!(
            people.contains("Ana Lindqvist") && !people.contains("Sam"),
            "{people}"
        );
    });
}

#[test]
fn the_book_that_stood_there_is_moved_aside_whole() {
    each_engine(|place| {
        let troth = with(place, "Ana Lindqvist");
        let file = backed_up(&troth, "backup.db");
        troth.says(&["meet", "Sam Okafor"]);
        let aside = troth.json(&["restore", text(&file), "--yes"])["aside"]
            .as_str()
            .unwrap()
            .to_owned();
        // And once more within the minute: the name is another.
        let second = troth.json(&["restore", text(&file), "--yes"])["aside"].clone();
        assert_ne!(second, aside.as_str());
        let aside = match place.split_once('#') {
            None => {
                assert!(aside.starts_with(&format!("{place}.before-20")), "{aside}");
                aside
            }
            Some((url, name)) => {
                assert!(aside.starts_with(&format!("{name} before 20")), "{aside}");
                format!("{url}#{aside}")
            }
        };
        let old = Troth::with_book(&aside).says(&["people"]);
        assert!(
            old.contains("Ana Lindqvist") && old.contains("Sam Okafor"),
            "{old}"
        );
    });
}

#[test]
fn what_is_left_of_a_book_beside_its_place_is_moved_aside_too() {
    let troth = Troth::new();
    troth.says(&["meet", "Ana Lindqvist"]);
    let file = backed_up(&troth, "backup.db");
    let other = Troth::new();
    // As after a kill, when the book itself was then moved away: an orphan log.
    other.file("book.db-wal", "a log of another book");
    other.says(&["restore", text(&file), "--yes"]);
    assert!(other.says(&["people"]).contains("Ana Lindqvist"));
    let left = names(other.home());
    assert!(
        left.iter()
            .any(|name| name.starts_with("book.db.before-") && name.ends_with("-wal")),
        "{left:?}"
    );
    // And a file that is damaged or no book at all.
    let broken = Troth::new();
    broken.file("book.db", "this is no database, but somebody may want it");
    broken.says(&["restore", text(&file), "--yes"]);
    assert!(broken.says(&["people"]).contains("Ana Lindqvist"));
}

#[test]
fn what_is_no_backup_is_refused_with_what_it_is() {
    each_engine(|place| {
        let troth = with(place, "Ana Lindqvist");
        let export = troth.home().join("book.jsonl");
        troth.says(&["export", text(&export)]);
        let said = troth.refuses(1, &["restore", text(&export), "--yes"]);
        assert!(
            said.contains("is an export, not a backup") && said.contains("import"),
            "{said}"
        );
        let notes = troth.file("notes.txt", "words");
        let said = troth.refuses(2, &["restore", text(&notes), "--yes"]);
        assert!(said.contains("is not a backup of Troth"), "{said}");
        let said = troth.refuses(2, &["restore", "nothing.db", "--yes"]);
        assert!(said.contains("there is no file nothing.db"), "{said}");
        let said = troth.refuses(2, &["restore", text(troth.home()), "--yes"]);
        assert!(said.contains("is a folder, not a backup"), "{said}");
        let strange = troth.home().join("strange.db");
        rusqlite::Connection::open(&strange)
            .unwrap()
            .execute_batch("create table mine (x text)")
            .unwrap();
        let said = troth.refuses(2, &["restore", text(&strange), "--yes"]);
        assert!(said.contains("not a Troth book"), "{said}");
        assert!(troth.says(&["people"]).contains("Ana Lindqvist"));
    });
}

#[test]
fn a_damaged_a_newer_and_an_incomplete_backup_are_refused_and_nothing_is_moved() {
    let troth = Troth::new();
    troth::demo::book_in(&book(troth.place())).unwrap();
    let before = troth.says(&["people"]);
    let refused = |file: &std::path::Path, words: &str| {
        let answer = troth.run(&["restore", text(file), "--yes"]);
        assert!(answer.code > 0 && answer.code < 3, "{answer:?}");
        assert!(answer.err.contains(words), "{answer:?}");
        assert_eq!(troth.says(&["people"]), before);
        assert!(
            !names(troth.home())
                .iter()
                .any(|name| name.contains(".before-"))
        );
    };
    let damaged = backed_up(&troth, "damaged.db");
    let mut bytes = std::fs::read(&damaged).unwrap();
    for at in (4096..bytes.len()).step_by(777) {
        bytes[at] ^= 0x55;
    }
    std::fs::write(&damaged, bytes).unwrap();
    refused(&damaged, "is damaged");

    let newer = backed_up(&troth, "newer.db");
    rusqlite::Connection::open(&newer)
        .unwrap()
        .execute_batch("insert into migration (step) values (999)")
        .unwrap();
    refused(&newer, "by a newer Troth");

    let incomplete = backed_up(&troth, "incomplete.db");
    troth.file("incomplete.db-wal", "the last changes");
    refused(&incomplete, "may hold its last changes");

    let said = troth.refuses(1, &["restore", troth.place(), "--yes"]);
    assert!(
        said.contains("that is the book itself") || said.contains("-wal"),
        "{said}"
    );
}

/// The book as the first Troth wrote it: one migration, one person.
fn of_the_first_troth(troth: &Troth) -> std::path::PathBuf {
    let path = troth.home().join("old.db");
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection
        .execute_batch(include_str!(
            "../../../../migrations/0001_first_morning.sql"
        ))
        .unwrap();
    connection
        .execute_batch(
            "create table migration (step bigint not null primary key);
             insert into migration values (1);
             insert into book values (1, 'main', 'UTC', 1700000000000000, 3);
             insert into person (book, id, name, named_by, importance, standing, standing_by, root)
               values (1, x'0192f3a1000070008000000000000001', 'Ana Lindqvist', 'owner', 2, 'accepted', 'owner',
                       x'0192f3a1000070008000000000000001')",
        )
        .unwrap();
    path
}

#[test]
fn a_backup_of_an_older_troth_is_brought_up_to_date_in_a_copy() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        let old = of_the_first_troth(&troth);
        let bytes = std::fs::read(&old).unwrap();
        let seen = troth.json(&["restore", text(&old)]);
        assert_eq!(seen["book"]["people"], 1);
        troth.says(&["restore", text(&old), "--yes"]);
        assert!(troth.says(&["people"]).contains("Ana Lindqvist"));
        troth.says(&["remember", "ana", "likes tea", "--topic", "preference"]);
        assert_eq!(std::fs::read(&old).unwrap(), bytes);
        assert!(
            !names(troth.home())
                .iter()
                .any(|name| name.starts_with("old.db-"))
        );
    });
}

/// The web app on the book, open.
pub(super) fn served(troth: &Troth) -> Child {
    let mut serve = troth
        .command(&["serve", "--port", "0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(serve.stdout.as_mut().unwrap())
        .read_line(&mut line)
        .unwrap();
    assert!(line.contains("Troth is open at"), "{line}");
    serve
}

#[test]
fn while_a_server_has_the_book_open_nothing_is_put_back() {
    each_engine(|place| {
        let troth = with(place, "Ana Lindqvist");
        let file = backed_up(&troth, "backup.db");
        let mut serve = served(&troth);
        let refused = troth.run(&["restore", text(&file), "--yes"]);
        serve.kill().unwrap();
        serve.wait().unwrap();
        assert_eq!(refused.code, 1, "{refused:?}");
        assert!(
            refused.err.contains("another Troth has this book open"),
            "{refused:?}"
        );
        troth.says(&["restore", text(&file), "--yes"]);
    });
}

#[test]
fn one_book_on_a_server_is_put_back_and_the_others_there_stay_as_they_are() {
    let Some(postgres) = Postgres::or_skip() else {
        return;
    };
    let (one, other) = (postgres.book(), postgres.book());
    let ours = with(&one, "Ana Lindqvist");
    let theirs = with(&other, "Leila Rahimi");
    let file = backed_up(&ours, "backup.db");
    assert!(!holds(&file, "Leila"), "a backup is of one book");
    let before = theirs.says(&["export"]);
    ours.says(&["restore", text(&file), "--yes"]);
    assert_eq!(theirs.says(&["export"]), before);
}
