//! A backup put back answers every reading command as the book did, from either engine into either.

use std::collections::BTreeSet;

use super::super::rights::life::a_life;
use super::{ON, backed_up, text};
use crate::support::{Postgres, Troth, each_engine};

/// Every way to read a book, but for its backups, which are about the files of a machine.
const READING: &[&[&str]] = &[
    &["today"],
    &["brief"],
    &["brief", "ana"],
    &["meetings"],
    &["promises"],
    &["review"],
    &["bids"],
    &["concerns"],
    &["contributions"],
    &["milestones"],
    &["waiting"],
    &["repair"],
    &["details"],
    &["confidences"],
    &["week"],
    &["focus"],
    &["practice"],
    &["people"],
    &["person", "ana lindqvist"],
    &["person", "sam"],
    &["account", "ana lindqvist"],
    &["account", "ana lindqvist", "--side", "theirs"],
    &["details", "ana lindqvist"],
    &["profile"],
    &["inbox"],
    &["duplicates"],
    &["circle", "Field team"],
    &["circles"],
    &["show-all", "ana lindqvist"],
    &["show-all", "sam"],
    &["forget", "ana lindqvist"],
    &["insight"],
    &["sources"],
    &["history", "--most", "1000"],
    &["export"],
    &["retention"],
    &["settings"],
    &["reminders"],
    &["reminders", "calendar"],
    &["remind"],
];

/// Commands that write, or that look at no book.
const OTHERS: &[&str] = &[
    "done",
    "snooze",
    "not-needed",
    "after",
    "log",
    "promise",
    "bid",
    "concern",
    "saw",
    "milestone",
    "breach",
    "remember",
    "confide",
    "look-back",
    "approach",
    "meet",
    "rename",
    "importance",
    "rhythm",
    "walk-around",
    "happened",
    "quiet",
    "merge",
    "unmerge",
    "import",
    "undo",
    "backup",
    "backups",
    "restore",
    "serve",
    "demo",
    "completions",
    "man",
];

#[test]
fn every_command_is_known_to_read_or_not() {
    let known: BTreeSet<&str> = READING
        .iter()
        .map(|words| words[0])
        .chain(OTHERS.iter().copied())
        .collect();
    let command = troth::cli::command();
    let all: BTreeSet<&str> = command
        .get_subcommands()
        .map(clap::Command::get_name)
        .collect();
    assert_eq!(known, all, "say in READING or OTHERS which the new one is");
}

/// What every reading command says, in words and as JSON, with how it ended.
fn answers(troth: &Troth) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for words in READING {
        for form in [&[][..], &["--json"]] {
            let words = [words, form, &ON[..]].concat();
            let answer = troth.run(&words);
            let said = format!("{} {} {}", answer.code, answer.out, answer.err);
            all.push((words.join(" "), said));
        }
    }
    all
}

#[track_caller]
fn alike(one: &[(String, String)], other: &[(String, String)]) {
    for ((words, said), (_, again)) in one.iter().zip(other) {
        assert_eq!(said, again, "troth {words}");
    }
}

#[test]
fn a_backup_put_back_answers_every_reading_command_alike() {
    each_engine(|place| {
        let troth = a_life(place);
        troth.says(&["reminders", "--channel", "calendar"]);
        let password = troth.file("password", "amber");
        troth.says(&[
            "reminders",
            "mail",
            "--server",
            "mail.troth.example",
            "--from",
            "noor@troth.example",
            "--password-file",
            text(&password),
        ]);
        let before = answers(&troth);
        let failed = before.iter().filter(|(_, said)| !said.starts_with('0'));
        assert_eq!(failed.collect::<Vec<_>>(), Vec::<&(String, String)>::new());
        let file = backed_up(&troth, "backup.db");
        let bytes = std::fs::read(&file).unwrap();

        let on_sqlite = Troth::new();
        on_sqlite.says(&["restore", text(&file), "--yes"]);
        alike(&before, &answers(&on_sqlite));
        if let Some(postgres) = Postgres::or_skip() {
            let on_postgres = Troth::with_book(&postgres.book());
            on_postgres.says(&["restore", text(&file), "--yes"]);
            alike(&before, &answers(&on_postgres));
            // And a write where it was put back goes on from there.
            on_postgres.says(&["log", "coffee", "sam", "after the restore"]);
            on_postgres.says(&["undo"]);
        }
        assert_eq!(
            std::fs::read(&file).unwrap(),
            bytes,
            "the backup stays as it is"
        );
        alike(&before, &answers(&troth));
    });
}
