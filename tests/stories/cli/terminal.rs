//! Nothing commands the terminal but the program's own styles, wherever the words come from: names of
//! files, a book from elsewhere, what was typed.

use std::os::unix::ffi::OsStrExt;

use crate::support::Troth;

/// Sets a title, rings, clears the screen in two ways, turns the direction, and begins a line.
const EVIL: &str = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}1m\u{202e}\u{2066}\u{2028}\r";

/// Every escape is one of the styles; no other control but the end of a line.
#[track_caller]
fn assert_tame(text: &str, whence: &str) {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once('\u{1b}') {
        let style = after
            .strip_prefix('[')
            .and_then(|after| after.split_once('m'));
        let Some((style, after)) = style else {
            panic!("{whence}: {after:.60?}");
        };
        assert!(
            ["0", "1", "2", "22", "36", "39"].contains(&style),
            "{whence}: {style:?}"
        );
        rest = after;
    }
    let wild = |letter: &char| {
        letter.is_control() && !matches!(letter, '\n' | '\u{1b}')
            || matches!(letter, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    assert_eq!(text.chars().find(wild), None, "{whence}: {text}");
}

/// The made-up book as it would come from somebody who means harm.
fn book_from_elsewhere() -> Troth {
    let made = Troth::new();
    let place = troth::book::Place::parse(made.place());
    troth::demo::book_in(&troth::book::Book::begin(&place).unwrap()).unwrap();
    let book = made.says(&["export"]);
    let evil = serde_json::to_string(EVIL).unwrap();
    let evil = evil.trim_matches('"');
    let mut harmed = String::new();
    for line in book.lines() {
        let line = match line.contains("\"is\":\"setting\"") || line.contains("\"is\":\"book\"") {
            true => line.to_owned(),
            false => ["Ana", "Sam", "Priya", "Tomás", "Mei", "the ", "The "]
                .iter()
                .fold(line.to_owned(), |line, word| {
                    line.replace(word, &format!("{word}{evil}"))
                }),
        };
        harmed.push_str(&line);
        harmed.push('\n');
    }
    let troth = Troth::new();
    let file = troth.file("book.jsonl", harmed);
    troth.says(&["import", file.to_str().unwrap(), "--yes"]);
    troth
}

#[test]
fn a_book_from_elsewhere_commands_no_terminal() {
    let troth = book_from_elsewhere();
    let commands: &[&[&str]] = &[
        &["today"],
        &["people"],
        &["people", "--show", "waiting"],
        &["inbox"],
        &["person", "Ana"],
        &["brief", "Ana"],
        &["account", "Ana"],
        &["promises"],
        &["circles"],
        &["duplicates"],
        &["concerns"],
        &["contributions"],
        &["milestones"],
        &["meetings"],
        &["details"],
        &["review"],
        &["week"],
        &["insight"],
        &["sources"],
        &["history"],
        &["settings"],
        &["show-all", "Ana"],
        &["forget", "Ana"],
        &["log", "coffee", "Ana", "good talk"],
        &["promise", "send it", "--to", "Ana", "--due", "2026-03-12"],
        &["undo"],
        &["person", "Nobody"],
    ];
    let mut came_through = 0;
    for command in commands {
        for more in [&["--color", "always"][..], &["--json"]] {
            let answer = troth.run(&[command, more, &["--on", "2026-03-10"]].concat());
            assert!(answer.code < 2, "{command:?}: {answer:?}");
            assert_tame(&answer.out, &format!("{command:?} {more:?}"));
            assert_tame(&answer.err, &format!("{command:?} {more:?}, beside it"));
            came_through += usize::from(answer.out.contains("owned"));
        }
    }
    assert!(
        came_through > 20,
        "little of it was shown at all: {came_through}"
    );
}

#[test]
fn a_name_of_a_file_commands_no_terminal() {
    let troth = Troth::new();
    let folder = troth.home().join("mail");
    std::fs::create_dir(&folder).unwrap();
    let named = |name: &[u8]| folder.join(std::ffi::OsStr::from_bytes(name));
    std::fs::write(named(EVIL.replace('/', "").as_bytes()), [0; 64]).unwrap();
    std::fs::write(named(b"\x1b]0;x\x07not utf-8 \xff"), [0; 64]).unwrap();
    std::fs::write(named(b"two\nhint: lines"), "From x\nFrom: ana@lindqvist.example\nDate: 10 Mar 2026 09:00:00 +0100\nTo: noor@troth.example\n\nHello\n").unwrap();
    let folder = folder.to_str().unwrap();
    for more in [&["--yes"][..], &[]] {
        let call = [
            "import",
            folder,
            "--me",
            "noor@troth.example",
            "--color",
            "always",
        ];
        let answer = troth.run(&[&call, more].concat());
        assert_eq!(answer.code, 0, "{answer:?}");
        assert!(answer.out.contains("owned"), "{answer:?}");
        assert_tame(&answer.out, "import");
        assert_tame(&answer.err, "import, beside it");
    }
    assert_tame(&troth.says(&["sources", "--color", "always"]), "sources");
}

#[test]
fn what_was_typed_commands_no_terminal() {
    let troth = Troth::new();
    for call in [
        &["person", EVIL][..],
        &["import", EVIL],
        &[EVIL],
        &["today", EVIL],
        &["today", "--on", EVIL],
        &["import", "x", "--me", EVIL],
        &["--book", "/nowhere/\u{1b}]0;owned\u{7}/book.db", "people"],
        &["settings", "set", EVIL, "1"],
    ] {
        let answer = troth.run(call);
        assert_ne!(answer.code, 0, "{call:?}: {answer:?}");
        assert_tame(&answer.err, &format!("{call:?}"));
        assert_tame(&answer.out, &format!("{call:?}"));
    }
}

#[test]
fn a_question_names_what_it_names_without_harm() {
    let troth = book_from_elsewhere();
    let Some(screen) = troth.at_a_terminal(&["forget", "Ana", "--on", "2026-03-10"], &["no\r"])
    else {
        crate::support::pass_over("there is no `script` to make a terminal with");
        return;
    };
    let screen = screen.replace("\r\n", "\n").replace('\r', "");
    assert!(screen.contains("owned"), "{screen}");
    assert!(
        !screen.contains("\u{1b}]") && !screen.contains('\u{7}'),
        "{screen:?}"
    );
    assert!(
        !screen.contains(['\u{9b}', '\u{202e}', '\u{2028}']),
        "{screen:?}"
    );
}
