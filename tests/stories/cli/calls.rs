//! Calling the program: help, wrong words, exit codes, a reader who has seen enough.

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use insta::assert_snapshot;

use super::morning;
use crate::support::Troth;

#[test]
fn a_call_that_makes_no_sense_ends_with_two() {
    let troth = Troth::begun();
    assert_snapshot!(troth.refuses(2, &["persn", "ana"]), @r"
    troth: unrecognized subcommand 'persn'
    hint: a similar subcommand exists: 'person'
    Usage: troth [OPTIONS] [COMMAND]
    ");
    assert_snapshot!(troth.refuses(2, &["people", "--sort", "balance"]), @r"
    troth: invalid value 'balance' for '--sort <ORDER>'
      [possible values: name, silence]
    hint: a similar value exists: 'silence'
    ");
    assert_snapshot!(troth.refuses(2, &["today", "--on", "someday"]), @r"
    troth: “someday” is not a day I understand
    hint: for example: today, friday, next tuesday, in 2 weeks, 14 march, end of month, 2026-03-14
    ");
    assert_snapshot!(troth.refuses(2, &["promise", "x", "--to", "ana", "--from", "sam"]), @r"
    troth: the argument '--to <NAME>' cannot be used with '--from <NAME>'
    Usage: troth promise --to <NAME> --book <PLACE> <WHAT>
    ");
}

#[test]
fn a_book_that_cannot_be_opened_ends_with_two() {
    let troth = Troth::new();
    let letter = troth.file("letter.txt", "this is a letter, not a book");
    let beneath = letter.join("book.db");
    for place in [&letter, &beneath] {
        let said = troth.refuses(2, &["people", "--book", place.to_str().unwrap()]);
        assert!(said.starts_with("troth: "), "{said}");
    }
}

#[test]
fn a_slip_in_the_path_begins_no_new_book() {
    let troth = Troth::new();
    let slipped = troth.home().join("boks").join("book.db");
    let said = troth.refuses(2, &["people", "--book", slipped.to_str().unwrap()]);
    assert!(
        said.starts_with("troth: there is no folder ") && !slipped.exists(),
        "{said}"
    );
    assert!(!troth.home().join("boks").exists());
}

#[test]
fn help_fits_eighty_columns() {
    let troth = Troth::new();
    let program = troth::cli::command();
    let mut pages = vec![vec!["--help".to_owned()]];
    for command in program.get_subcommands() {
        pages.push(vec![command.get_name().to_owned(), "--help".to_owned()]);
        for inner in command.get_subcommands() {
            pages.push(vec![
                command.get_name().to_owned(),
                inner.get_name().to_owned(),
                "--help".to_owned(),
            ]);
        }
    }
    for page in pages {
        let words: Vec<&str> = page.iter().map(String::as_str).collect();
        let help = troth.says(&words);
        for line in help.lines() {
            assert!(line.chars().count() <= 80, "troth {page:?}: {line}");
        }
    }
}

#[test]
fn a_reader_who_has_seen_enough_ends_it_quietly() {
    let morning = morning();
    let mut child = morning
        .troth
        .command(&["export"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap())
        .read_line(&mut first)
        .unwrap();
    let ended = child.wait_with_output().unwrap();
    assert!(first.starts_with('{'));
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
    assert_eq!(ended.status.code(), Some(0));
}

#[test]
fn colour_is_used_when_asked_and_left_out_when_not() {
    let morning = morning();
    let colourless = morning.says(&["people", "ana"]);
    assert!(!colourless.contains('\u{1b}'));
    let coloured = morning.troth.says(&["people", "ana", "--color", "always"]);
    assert!(coloured.contains('\u{1b}'));
}

#[test]
fn completions_and_man_pages_are_made() {
    let troth = Troth::new();
    for shell in ["bash", "zsh", "fish"] {
        assert!(
            troth.says(&["completions", shell]).contains("promises"),
            "{shell}"
        );
    }
    let folder = troth.home().join("man");
    troth.says(&["man", folder.to_str().unwrap()]);
    let page = std::fs::read_to_string(folder.join("troth-promises.1")).unwrap();
    assert!(page.contains("promises"));
}

#[test]
fn the_own_book_stands_in_the_data_folder_and_nobody_else_may_look() {
    let troth = Troth::new();
    let output = troth
        .command(&["meet", "Ana Lindqvist"])
        .env_remove("TROTH_BOOK")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let folder = troth.home().join("data/troth");
    assert!(folder.join("book.db").is_file());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode =
            |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&folder.join("book.db")), 0o600);
    }
}
