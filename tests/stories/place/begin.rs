//! Where a book is begun: only by commands that write something, and never in silence.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{file, is_folded_in, log_of};
use crate::support::{Postgres, Troth, each_engine, pass_over};

/// Every way to call a command that begins a book where there is none: it writes something that
/// needs nobody in the book yet.
const BEGIN: &[&[&str]] = &[
    &["meet", "Ana Lindqvist"],
    &["import", "one.mbox", "--me", "noor@troth.example", "--yes"],
    &["settings", "set", "rest", "7"],
    &["settings", "owner", "Noor", "--mail", "noor@troth.example"],
    &["profile", "climbing", "--topic", "interest"],
    &["happened", "release"],
    &["focus", "listened"],
    &["backups", "set", "--daily", "5"],
    &["retention", "set", "undo", "30"],
    &["reminders", "--at", "7:30"],
    &[
        "reminders",
        "mail",
        "--server",
        "mail.troth.example",
        "--from",
        "noor@troth.example",
    ],
];

/// Every other command, called so that it would look at the book or change somebody in it.
const LOOK: &[&[&str]] = &[
    &["today"],
    &["done", "Ana"],
    &["snooze", "Ana", "--until", "2030-01-01"],
    &["not-needed", "Ana"],
    &["brief"],
    &["after", "Ana"],
    &["meetings"],
    &["log", "coffee", "Ana"],
    &["promise", "the deck", "--to", "Ana"],
    &["promises"],
    &["review"],
    &["bid", "Ana", "asked for help"],
    &["bids"],
    &["concern", "Ana", "the move"],
    &["concerns"],
    &["saw", "Ana", "helped"],
    &["contributions"],
    &["milestone", "Ana", "a new job"],
    &["milestones"],
    &["waiting"],
    &["breach", "Ana", "late again"],
    &["repair"],
    &["remember", "Ana", "two cats", "--topic", "family"],
    &["confidences"],
    &["week"],
    &["focus"],
    &["people"],
    &["person", "Ana"],
    &["account", "Ana"],
    &["details", "Ana"],
    &["approach", "Ana"],
    &["profile"],
    &["inbox"],
    &["duplicates"],
    &["rename", "Ana", "Anna"],
    &["importance", "Ana", "dear"],
    &["rhythm", "Ana", "every week"],
    &["circle", "Team"],
    &["circles"],
    &["walk-around"],
    &["happened"],
    &["quiet", "Ana", "--why", "leave"],
    &["merge", "Ana", "Anna"],
    &["unmerge", "Ana"],
    &["show-all", "Ana"],
    &["forget", "Ana"],
    &["insight"],
    &["sources"],
    &["history"],
    &["undo"],
    &["export", "out.jsonl"],
    &["backup", "out.troth"],
    &["backups"],
    &["retention"],
    &["settings"],
    &["reminders"],
    &["remind"],
    &["import", "nowhere.mbox"],
    &["meet", "Ana", "--at", "tomorrow 14:00"],
];

/// Commands without a book, or told of elsewhere in these stories.
const ELSEWHERE: &[&str] = &[
    "practice",
    "look-back",
    "restore",
    "confide",
    "serve",
    "demo",
    "completions",
    "man",
];

const LETTER: &str = "From a Mon Mar  2 09:00:00 2026\nFrom: noor@troth.example\nTo: ana@troth.example\n\
     Date: Mon, 2 Mar 2026 09:00:00 +0000\nMessage-ID: <1@troth.example>\nSubject: hello\n\nwords\n\n";

#[test]
fn every_command_is_known_to_begin_a_book_or_not_to() {
    for command in troth::cli::command().get_subcommands() {
        let name = command.get_name();
        let told = BEGIN.iter().chain(LOOK).any(|words| words[0] == name);
        assert!(
            told || ELSEWHERE.contains(&name),
            "{name}: does it begin a book?"
        );
    }
}

#[test]
fn a_command_that_writes_begins_a_book_and_says_where() {
    for words in BEGIN {
        let troth = Troth::new();
        troth.file("one.mbox", LETTER);
        let answer = troth.run(words);
        assert_eq!(answer.code, 0, "{words:?}: {answer:?}");
        let said = format!("Began a new book at {}", troth.place());
        assert!(answer.err.contains(&said), "{words:?}: {answer:?}");
        assert!(is_folded_in(&file(&troth)), "{words:?}");
        // And only the first time.
        assert!(!troth.run(&["people"]).err.contains("Began"), "{words:?}");
    }
}

#[test]
fn any_other_command_makes_nothing_where_there_is_no_book() {
    for words in LOOK {
        let troth = Troth::new();
        let answer = troth.run(words);
        assert_eq!(answer.code, 2, "{words:?}: {answer:?}");
        assert_eq!(answer.out, "", "{words:?}");
        assert!(!file(&troth).exists(), "{words:?}");
        // Mail that is not there is said first.
        if words[0] != "import" {
            let said = format!("there is no book at {}", troth.place());
            let flat = answer.err.replace('\n', " ");
            assert!(flat.contains(&said), "{words:?}: {answer:?}");
            assert!(flat.contains("mistyped"), "{words:?}: {answer:?}");
        }
    }
}

#[test]
fn a_book_that_was_served_is_begun_by_it() {
    let troth = Troth::new();
    let mut serving = troth
        .command(&["serve", "--port", "0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let out = serving.stdout.take().unwrap();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(out), &mut line).unwrap();
    serving.kill().unwrap();
    let said = serving.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(said.contains("Began a new book at"), "{said}");
}

#[test]
fn troth_alone_says_how_to_begin_and_makes_nothing() {
    let troth = Troth::new();
    let output = troth.command(&[]).env_remove("TROTH_BOOK").output();
    let output = output.unwrap();
    assert!(output.status.success());
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("There is no book yet"), "{said}");
    assert!(said.contains("troth import ~/Mail"), "{said}");
    assert!(!troth.home().join("data").exists());
    // The owner's own book is begun in a folder of its own, closed to others.
    let met = troth
        .command(&["meet", "Ana"])
        .env_remove("TROTH_BOOK")
        .output();
    assert!(met.unwrap().status.success());
    let folder = troth.home().join("data/troth");
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(&folder.join("book.db")), 0o600);
}

#[test]
fn an_empty_file_is_no_book_but_one_may_be_begun_in_it() {
    let troth = Troth::new();
    troth.file("book.db", "");
    let refused = troth.refuses(2, &["people"]);
    assert!(refused.contains("there is no book at"), "{refused}");
    assert_eq!(std::fs::metadata(file(&troth)).unwrap().len(), 0);
    troth.says(&["meet", "Ana"]);
    assert!(troth.says(&["people"]).contains("Ana"));
}

#[test]
fn a_log_without_its_book_is_kept_and_spoken_of() {
    for leaves_empty_file in [false, true] {
        let troth = Troth::new();
        if leaves_empty_file {
            troth.file("book.db", "");
        }
        troth.file("book.db-wal", "what was noted last");
        for words in [["people", "--json"].as_slice(), &["meet", "Ana"]] {
            let refused = troth.refuses(2, words).replace('\n', " ");
            assert!(
                refused.contains("but the log of one lies beside it"),
                "{refused}"
            );
            assert!(refused.contains("bring the book's file back"), "{refused}");
        }
        let log = std::fs::read_to_string(log_of(&file(&troth))).unwrap();
        assert_eq!(log, "what was noted last");
    }
}

#[test]
fn only_the_path_of_a_file_names_a_book() {
    for name in [":memory:", "file:book.db?mode=ro", "file:other.db"] {
        let troth = Troth::with_book(name);
        for words in [["people"].as_slice(), &["meet", "Ana"]] {
            let refused = troth.refuses(2, words);
            assert!(refused.contains("is not the path of a file"), "{refused}");
        }
        let made = std::fs::read_dir(troth.home()).unwrap().count();
        assert_eq!(made, 0, "{name} left something behind");
    }
}

#[test]
fn two_first_openings_at_once_both_succeed() {
    for _ in 0..40 {
        let troth = Troth::new();
        let start = |name: &str| {
            let mut command = troth.command(&["meet", name]);
            command.stdout(Stdio::null()).stderr(Stdio::piped());
            command.spawn().unwrap()
        };
        for child in [start("Ana"), start("Sam")] {
            let answer = child.wait_with_output().unwrap();
            let said = String::from_utf8_lossy(&answer.stderr).into_owned();
            assert!(answer.status.success(), "{said}");
        }
        let people = troth.says(&["people"]);
        assert!(people.contains("Ana") && people.contains("Sam"), "{people}");
    }
}

#[test]
fn a_mistyped_name_makes_no_book_in_a_database() {
    let Some(postgres) = Postgres::or_skip() else {
        return;
    };
    let place = postgres.book();
    let troth = Troth::with_book(&place);
    let refused = troth.refuses(2, &["people"]);
    assert!(refused.contains("holds no book called"), "{refused}");
    let met = troth.run(&["meet", "Ana"]);
    assert!(met.err.contains("Began a new book at"), "{met:?}");
    let mistyped = format!("{place}x");
    let refused = Troth::with_book(&mistyped).refuses(2, &["undo"]);
    assert!(refused.contains("holds no book called"), "{refused}");
    let name = mistyped.split_once('#').unwrap().1;
    let mut client = postgres::Client::connect(postgres.url(), postgres::NoTls).unwrap();
    let rows = client.query("select 1 from book where name = $1", &[&name]);
    assert!(rows.unwrap().is_empty());

    let empty = format!("empty_{}", std::process::id());
    client
        .batch_execute(&format!("create database {empty}"))
        .unwrap();
    let url = postgres.url().replace("/postgres", &format!("/{empty}"));
    let refused = Troth::with_book(&format!("{url}#main")).refuses(2, &["today"]);
    assert!(refused.contains("holds no book called"), "{refused}");
    let mut client = postgres::Client::connect(&url, postgres::NoTls).unwrap();
    let tables = "select count(*) from information_schema.tables where table_schema = 'public'";
    let tables: i64 = client.query_one(tables, &[]).unwrap().get(0);
    assert_eq!(tables, 0);
}

#[test]
fn undoing_nothing_begins_nothing_on_either_engine() {
    each_engine(|place| {
        let refused = Troth::with_book(place).refuses(2, &["undo"]);
        assert!(refused.contains("no book"), "{refused}");
    });
}

/// The program run by somebody who may only read, for whoever runs the tests may be root.
fn as_nobody(troth: &Troth, words: &[&str]) -> Command {
    let model = troth.command(words);
    let mut command = Command::new("setpriv");
    command.args(["--reuid", "65534", "--regid", "65534", "--clear-groups"]);
    command.arg(model.get_program()).args(model.get_args());
    command.env_clear().current_dir("/").stdin(Stdio::null());
    for (name, value) in model.get_envs() {
        command.env(name, value.unwrap());
    }
    command
}

#[test]
fn a_book_that_cannot_be_written_can_be_read() {
    let troth = Troth::new();
    troth.says(&["meet", "Ana Lindqvist"]);
    let set = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    set(&file(&troth), 0o444);
    set(troth.home(), 0o555);
    let run = |words: &[&str]| as_nobody(&troth, words).output();
    match run(&["people"]) {
        Ok(first) if first.status.code() != Some(126) && first.status.code() != Some(127) => {}
        _ => return pass_over("this user cannot act as another"),
    }
    for words in [
        ["people"].as_slice(),
        &["today"],
        &["person", "Ana"],
        &["history"],
    ] {
        let answer = run(words).unwrap();
        let said = String::from_utf8_lossy(&answer.stderr).into_owned();
        assert!(answer.status.success(), "{words:?}: {said}");
    }
    let people = run(&["people"]).unwrap();
    assert!(String::from_utf8_lossy(&people.stdout).contains("Ana Lindqvist"));
    for words in [
        ["meet", "Sam"].as_slice(),
        &["rename", "Ana", "Anna"],
        &["serve"],
    ] {
        let answer = run(words).unwrap();
        let said = String::from_utf8_lossy(&answer.stderr).into_owned();
        assert_eq!(answer.status.code(), Some(2), "{words:?}: {said}");
        assert!(said.contains("cannot be written"), "{words:?}: {said}");
    }
    set(troth.home(), 0o755);
    troth.file("book.db-wal", "something");
    set(troth.home(), 0o555);
    let answer = run(&["people"]).unwrap();
    let said = String::from_utf8_lossy(&answer.stderr).replace('\n', " ");
    assert_eq!(answer.status.code(), Some(2), "{said}");
    assert!(
        said.contains("a log that is not folded into it yet lies beside it"),
        "{said}"
    );
    set(troth.home(), 0o755);
}
