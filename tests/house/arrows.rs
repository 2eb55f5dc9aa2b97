//! Who may import whom: doors call the book, the book calls the ledger, the ledger calls nobody.

use super::reading::{Breach, House, Source};
use super::{finds, keep};

/// The doors: how people come in. They never import one another.
const DOORS: &[&str] = &["cli", "web", "import", "chores", "dav", "mcp", "demo"];

/// What everybody in the program may use; these import none of the rooms above them.
const ROOT: &[&str] = &["clock", "config", "error", "practice", "seal"];

/// A door that may knock at another, with the reason.
struct Passage {
    from: &'static str,
    to: &'static str,
    #[expect(dead_code, reason = "read by people")]
    why: &'static str,
}

const PASSAGES: &[Passage] = &[
    Passage {
        from: "src/cli/serve",
        to: "web",
        why: "`troth serve` is the command that opens the web app",
    },
    Passage {
        from: "src/cli/serve",
        to: "chores",
        why: "`troth serve` keeps the chores going while it is open",
    },
    Passage {
        from: "src/cli/remind",
        to: "chores",
        why: "`troth remind` is the chore called by a timer, and `troth reminders mail --test` tries its way",
    },
    Passage {
        from: "src/cli/demo",
        to: "web",
        why: "`troth demo` opens the web app on a made-up book",
    },
    Passage {
        from: "src/cli/demo",
        to: "chores",
        why: "`troth demo` keeps the made-up book whole in its file while it is open",
    },
    Passage {
        from: "src/cli/demo",
        to: "demo",
        why: "`troth demo` fills the made-up book",
    },
    Passage {
        from: "src/cli/import",
        to: "import",
        why: "`troth import` shows and accepts what the importer understood",
    },
    Passage {
        from: "src/web/import",
        to: "import",
        why: "the Import page takes an upload to the importer",
    },
    Passage {
        from: "src/web/reading",
        to: "import",
        why: "an upload is read beside the page, which asks how far it is",
    },
    Passage {
        from: "src/web/view/import",
        to: "import",
        why: "the Import page shows the importer's progress",
    },
    Passage {
        from: "src/chores/",
        to: "import",
        why: "the morning pull reads the owner's sources",
    },
];

/// What the ledger's manifest may name: a date library, numbers, errors, ids, tables of letters. Nothing that
/// reaches a file, a socket, a clock or dice.
const LEDGER_PARTS: &[&str] = &[
    "jiff",
    "statrs",
    "thiserror",
    "unicode-normalization",
    "unicode-script",
    "unicode-security",
    "uuid",
];

/// Words of the standard library that would let the ledger see the world.
const WORLDLY: &[&str] = &[
    "std::fs",
    "std::io",
    "std::net",
    "std::env",
    "std::process",
    "std::thread",
    "std::time",
];

pub fn doors_keep_apart(house: &House) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for source in house.program() {
        let Some(room) = room_of(&source.path) else {
            continue;
        };
        for (line, wanted) in imports(&source) {
            if may(&source.path, room, &wanted) {
                continue;
            }
            breaches.push(Breach::at(
                &source.path,
                line,
                format!("`{room}` may not import `{wanted}`: let it call the book, or write the passage with its reason in tests/house/arrows.rs"),
            ));
        }
    }
    breaches
}

/// `src/web/people.rs` and `src/web.rs` are of `web`; the ledger and `lib.rs` have rules of their own.
fn room_of(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/")?;
    let room = inside.split('/').next()?;
    let room = room.strip_suffix(".rs").unwrap_or(room);
    (room != "lib").then_some(room)
}

fn may(path: &str, room: &str, wanted: &str) -> bool {
    if room == wanted || ROOT.contains(&wanted) {
        return true;
    }
    if room == "main" {
        return wanted == "cli";
    }
    if DOORS.contains(&room) && wanted == "book" {
        return true;
    }
    PASSAGES
        .iter()
        .any(|passage| passage.to == wanted && path.starts_with(passage.from))
}

/// The rooms of the program a file names, with the line.
fn imports(source: &Source) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (line, code) in source.lines() {
        for anchor in ["crate::", "troth::"] {
            for (at, _) in code.match_indices(anchor) {
                if !starts_a_word(code, at) {
                    continue;
                }
                // A group may go on for lines: take what follows up to the end of the statement.
                let rest = rest_of_statement(source, line, at + anchor.len());
                found.extend(heads(&rest).into_iter().map(|head| (line, head)));
            }
        }
        found.extend(
            climbed(source, code)
                .into_iter()
                .map(|wanted| (line, wanted)),
        );
    }
    found.retain(|(_, wanted)| is_room(wanted));
    found
}

fn starts_a_word(code: &str, at: usize) -> bool {
    let before = code[..at].chars().next_back();
    !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
}

fn is_room(name: &str) -> bool {
    DOORS.contains(&name) || ROOT.contains(&name) || name == "book"
}

fn rest_of_statement(source: &Source, line: usize, from: usize) -> String {
    let mut rest = source.code[line - 1][from..].to_owned();
    for next in &source.code[line..] {
        if rest.contains(';') || !rest.starts_with('{') {
            break;
        }
        rest.push_str(next);
    }
    rest
}

/// `book::Book` → book; `{book::Book, cli}` → book, cli.
fn heads(path: &str) -> Vec<String> {
    let Some(group) = path.strip_prefix('{') else {
        return vec![word(path)];
    };
    let (mut depth, mut start, mut heads) = (0, 0, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                heads.push(word(&group[start..at]));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                heads.push(word(&group[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    heads
}

fn word(text: &str) -> String {
    let name = |c: &char| c.is_alphanumeric() || *c == '_';
    text.trim_start().chars().take_while(name).collect()
}

/// `super::super::cli` from two rooms deep is `crate::cli`.
fn climbed(source: &Source, code: &str) -> Option<String> {
    let at = code.find("super::")?;
    let mut rest = &code[at..];
    let mut steps = 0;
    while let Some(next) = rest.strip_prefix("super::") {
        (rest, steps) = (next, steps + 1);
    }
    let inside = source
        .path
        .strip_prefix("src/")?
        .trim_end_matches(".rs")
        .trim_end_matches("/mod");
    (steps == inside.split('/').count()).then(|| word(rest))
}

pub fn rooms_are_known(house: &House) -> Vec<Breach> {
    let known = |room: &str| is_room(room) || room == "main";
    let rooms = house
        .program()
        .filter_map(|source| Some((source.path.clone(), room_of(&source.path)?.to_owned())));
    rooms
        .filter(|(_, room)| !known(room))
        .map(|(path, room)| {
            Breach::at(
                &path,
                1,
                format!("`{room}` is no room of the house: put it under a door, the book or the ledger, or name it in tests/house/arrows.rs"),
            )
        })
        .collect()
}

pub fn the_ledger_is_pure(house: &House) -> Vec<Breach> {
    let mut breaches = Vec::new();
    for source in house
        .program()
        .filter(|source| source.path.starts_with("ledger/"))
    {
        for (line, code) in source.lines() {
            for worldly in WORLDLY.iter().filter(|worldly| code.contains(**worldly)) {
                breaches.push(Breach::at(
                    &source.path,
                    line,
                    format!(
                        "the ledger does no I/O (`{worldly}`): take what it needs as an argument"
                    ),
                ));
            }
        }
    }
    breaches
}

pub fn the_ledger_needs_little(house: &House) -> Vec<Breach> {
    let Some(manifest) = house.get("ledger/Cargo.toml") else {
        return Vec::new();
    };
    let mut section = "";
    let mut breaches = Vec::new();
    for (at, line) in manifest.text.lines().enumerate() {
        if line.starts_with('[') {
            section = line;
            continue;
        }
        let name = line.split(['=', '.', ' ']).next().unwrap_or_default();
        if section != "[dependencies]" || name.is_empty() || name.starts_with('#') {
            continue;
        }
        if !LEDGER_PARTS.contains(&name) {
            breaches.push(Breach::at(
                &manifest.path,
                at + 1,
                format!("the ledger's manifest proves its purity: `{name}` is not on its list"),
            ));
        }
    }
    breaches
}

#[test]
fn doors_never_import_one_another() {
    keep(doors_keep_apart);
}

#[test]
fn every_room_of_the_program_is_on_the_picture() {
    keep(rooms_are_known);
}

#[test]
fn the_ledger_sees_no_world() {
    keep(the_ledger_is_pure);
}

#[test]
fn the_ledger_has_four_parts() {
    keep(the_ledger_needs_little);
}

#[test]
fn a_door_that_imports_another_is_named() {
    finds(
        doors_keep_apart,
        &[
            (
                "src/web/people.rs",
                "use crate::book::Book;\nuse crate::cli::print;\n",
            ),
            (
                "src/web/today.rs",
                "use crate::{\n    book::{Book, cli},\n    import::mail,\n};\n",
            ),
            (
                "src/import/mail.rs",
                "use super::super::web::page;\nuse super::mbox;\n",
            ),
            (
                "src/book/touch.rs",
                "// crate::cli\nuse crate::import::Message;\n",
            ),
            ("src/clock.rs", "fn now() { crate::book::now() }\n"),
            ("src/cli/serve.rs", "use crate::web::serve;\n"),
            ("src/cli/log.rs", "use crate::web::serve;\n"),
        ],
        &[
            "src/web/people.rs:2",
            "src/web/today.rs:1",
            "src/import/mail.rs:1",
            "src/book/touch.rs:2",
            "src/clock.rs:1",
            "src/cli/log.rs:1",
        ],
    );
}

#[test]
fn an_unknown_room_is_named() {
    finds(
        rooms_are_known,
        &[("src/plugins/mod.rs", "")],
        &["src/plugins/mod.rs:1"],
    );
}

#[test]
fn a_ledger_that_reads_a_file_is_named() {
    finds(
        the_ledger_is_pure,
        &[(
            "ledger/src/today.rs",
            "use std::fs;\nuse std::collections::BTreeMap;\n",
        )],
        &["ledger/src/today.rs:1"],
    );
}

#[test]
fn a_fifth_part_of_the_ledger_is_named() {
    finds(
        the_ledger_needs_little,
        &[(
            "ledger/Cargo.toml",
            "[dependencies]\njiff.workspace = true\nrand = \"1\"\n\n[dev-dependencies]\nproptest = \"1\"\n",
        )],
        &["ledger/Cargo.toml:3"],
    );
}
