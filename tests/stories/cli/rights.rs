//! What people may ask of a book: to be shown everything it says of them, to be forgotten
//! everywhere and for good, and that things are not kept for ever.

use std::path::{Path, PathBuf};

use jiff::civil::date;
use troth::book::{Book, Door, Place, Stamp};
use troth::import::bring;

use crate::support::{Troth, each_engine};

/// Stands in every word noted about Ana, so that it can be looked for.
const MARK: &str = "zanzibar";
const ON: [&str; 2] = ["--on", "2026-03-10"];

/// What must not be found anywhere once she is forgotten: her name, addresses, notes and subjects.
const TRACES: [&str; 4] = ["lindqvist", "zanzibar", "\"ana", "a.lindq@old.example"];

const MAIL: &str = "\
From noor@troth.example Mon Feb 02 09:00:00 2026
From: Noor Haddad <noor@troth.example>
To: Ana Lindqvist <ana@lindqvist.example>
Date: Mon, 2 Feb 2026 09:00:00 +0000
Message-ID: <one@troth.example>
Subject: the zanzibar audit

words

From ana@lindqvist.example Tue Feb 03 09:00:00 2026
From: Ana Lindqvist <ana@lindqvist.example>
To: Noor Haddad <noor@troth.example>
Date: Tue, 3 Feb 2026 09:00:00 +0000
Message-ID: <two@lindqvist.example>
In-Reply-To: <one@troth.example>
Subject: Re: the zanzibar audit

words

From noor@troth.example Wed Feb 04 09:00:00 2026
From: Noor Haddad <noor@troth.example>
To: Ana Lindqvist <ana@lindqvist.example>, Sam Okafor <sam@okafor.example>
Date: Wed, 4 Feb 2026 09:00:00 +0000
Message-ID: <three@troth.example>
Subject: the offsite for three

words

From sam@okafor.example Thu Feb 05 09:00:00 2026
From: Sam Okafor <sam@okafor.example>
To: Noor Haddad <noor@troth.example>
Date: Thu, 5 Feb 2026 09:00:00 +0000
Message-ID: <four@okafor.example>
Subject: about Ana Lindqvist and the offsite

words

From sam@okafor.example Fri Feb 06 09:00:00 2026
From: Sam Okafor <sam@okafor.example>
To: Noor Haddad <noor@troth.example>
Cc: Ana Lindqvist <ana@lindqvist.example>
Date: Fri, 6 Feb 2026 09:00:00 +0000
Message-ID: <five@okafor.example>
Subject: the minutes

words

";

fn book(place: &str) -> Book {
    Book::open(&Place::parse(place)).unwrap()
}

fn says(troth: &Troth, args: &[&str]) -> String {
    troth.says(&[args, &ON].concat())
}

/// A mailbox left waiting for the owner's word.
fn waiting(place: &str, path: PathBuf) {
    let me = ["noor@troth.example".to_owned()];
    bring(&book(place), &[path], &me, &mut |_| ()).unwrap();
}

/// Everything a book can hold of Ana, with the mark in every word, written by the commands.
fn a_life_in(troth: &Troth) {
    let mail = troth.file("mail.mbox", MAIL);
    let passphrase = troth.file("passphrase", "amber lantern orchard\n");
    let only_mine = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(&passphrase, only_mine).unwrap();
    let steps: &[&[&str]] = &[
        &[
            "settings",
            "owner",
            "Noor Haddad",
            "--mail",
            "noor@troth.example",
        ],
        &[
            "meet",
            "Ana Zanzibar",
            "--mail",
            "ana@lindqvist.example",
            "--phone",
            "+46 70 1234567",
        ],
        &["meet", "Sam Okafor", "--mail", "sam@okafor.example"],
        &["rename", "ana@lindqvist.example", "Ana Lindqvist"],
        &["meet", "Ana L", "--mail", "a.lindq@old.example"],
        &["merge", "a.lindq@old.example", "ana@lindqvist.example"],
        &[
            "import",
            mail.to_str().unwrap(),
            "--me",
            "noor@troth.example",
            "--yes",
        ],
        &[
            "log",
            "coffee",
            "ana",
            "zanzibar plans",
            "--moment",
            "listened",
        ],
        &["log", "lunch", "sam", "the budget", "--with", "ana"],
        &[
            "promise",
            "send the zanzibar notes",
            "--to",
            "ana",
            "--due",
            "friday",
        ],
        &[
            "promises",
            "progress",
            "zanzibar notes",
            "zanzibar half done",
            "--told",
        ],
        &[
            "promise",
            "the zanzibar keys",
            "--to",
            "ana",
            "--due",
            "friday",
        ],
        &["promises", "keep", "zanzibar keys"],
        &["concern", "ana", "the zanzibar move"],
        &["saw", "ana", "calmed zanzibar down", "--thanked"],
        &[
            "milestone",
            "ana",
            "birthday",
            "10-mar",
            "--words",
            "zanzibar",
        ],
        &["milestones", "celebrate", "zanzibar"],
        &[
            "remember",
            "ana",
            "her sister lives in zanzibar",
            "--topic",
            "family",
        ],
        &[
            "approach",
            "ana",
            "--medium",
            "voice",
            "--style",
            "zanzibar first",
        ],
        &["rhythm", "ana", "every two weeks in person"],
        &[
            "quiet",
            "ana",
            "--until",
            "2026-04-01",
            "--why",
            "in zanzibar",
        ],
        &["breach", "ana", "forgot the zanzibar deck"],
        &["circle", "Field team", "--add", "ana", "--add", "sam"],
        &[
            "meet",
            "ana",
            "--at",
            "2026-03-11 10:00",
            "--title",
            "zanzibar review",
        ],
        &[
            "meet",
            "ana",
            "sam",
            "--at",
            "2026-03-12 10:00",
            "--title",
            "the offsite",
        ],
        &[
            "snooze",
            "ana",
            "--until",
            "2026-03-20",
            "--why",
            "she is in zanzibar",
        ],
    ];
    for step in steps {
        says(troth, step);
    }
    let told = troth.run_given(
        &[
            "confide",
            "ana",
            "--passphrase-file",
            passphrase.to_str().unwrap(),
        ],
        "she leaves zanzibar in June",
    );
    assert_eq!(told.code, 0, "{told:?}");
    let due = troth.json(&[&["promises"], &ON[..]].concat());
    let reference = due["promises"][0]["id"].as_str().unwrap();
    let reference = &reference[reference.len() - 4..];
    says(
        troth,
        &[
            "snooze",
            reference,
            "--until",
            "2026-03-19",
            "--why",
            "zanzibar",
        ],
    );
}

/// The same in this place, with rows of shelves no command writes to yet: brought as an export.
fn a_life(place: &str) -> Troth {
    let first = Troth::new();
    a_life_in(&first);
    let export = first.says(&["export"]);
    let ana = first.json(&["person", "ana@lindqvist.example"])["person"]["id"]
        .as_str()
        .unwrap()
        .replace('-', "");
    let touch = first.json(&["person", "ana@lindqvist.example"])["touches"][0]["id"]
        .as_str()
        .unwrap()
        .replace('-', "");
    let more = [
        format!(r#"{{"is":"verdict","person":"{ana}","touch":"{touch}","verdict":"better","day":"2026-03-10"}}"#),
        format!(r#"{{"is":"bid","id":"0123456789abcdef0123456789abcdef","person":"{ana}","what":"zanzibar photo","made_on":"2026-03-10"}}"#),
        r#"{"is":"digest","day":"2026-03-10","channel":"mail","state":"delivered","what":"Call Ana Lindqvist","why":""}"#.to_owned(),
    ];
    let spelt = uuid_of(&ana);
    let more = more.into_iter().chain([format!(
        r#"{{"is":"digest","day":"2026-03-09","channel":"desktop","state":"delivered","what":"contact {spelt}","why":""}}"#
    )]);
    let mut lines: Vec<String> = export.lines().map(str::to_owned).collect();
    lines.pop();
    lines.extend(more);
    lines.push(format!(r#"{{"is":"end","lines":{}}}"#, lines.len()));
    let troth = Troth::with_book(place);
    let file = troth.file("book.jsonl", lines.join("\n"));
    troth.says(&["import", file.to_str().unwrap(), "--yes"]);
    let other = MAIL
        .replace("three@troth", "six@troth")
        .replace("one@troth", "seven@troth");
    waiting(place, troth.file("waiting.mbox", other));
    troth
}

/// As a digest spells an id.
fn uuid_of(digits: &str) -> String {
    let (one, two, three) = (&digits[..8], &digits[8..12], &digits[12..16]);
    format!("{one}-{two}-{three}-{}-{}", &digits[16..20], &digits[20..])
}

/// Whether any file of the book, its log among them, holds a text, whatever the case.
fn in_files(place: &str, text: &str) -> bool {
    in_files_as(place, text.as_bytes(), |bytes| bytes.to_ascii_lowercase())
}

fn in_files_as_bytes(place: &str, wanted: &[u8]) -> bool {
    in_files_as(place, wanted, |bytes| bytes)
}

fn bytes_of(digits: &str) -> Vec<u8> {
    let pairs = digits.as_bytes().chunks(2);
    pairs
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}

fn in_files_as(place: &str, wanted: &[u8], read: impl Fn(Vec<u8>) -> Vec<u8>) -> bool {
    let path = Path::new(place);
    let name = path.file_name().unwrap().to_str().unwrap().to_owned();
    let entries = std::fs::read_dir(path.parent().unwrap()).unwrap();
    entries.flatten().any(|entry| {
        let mine = entry.file_name().to_str().unwrap().starts_with(&name);
        let bytes = read(std::fs::read(entry.path()).unwrap());
        mine && bytes.windows(wanted.len()).any(|window| window == wanted)
    })
}

/// Every row of the book, as the server's own dump would write it.
fn dumped(place: &str) -> String {
    let (url, name) = place.split_once('#').unwrap();
    let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
    let book: i64 = client
        .query_one("select book from book where name = $1", &[&name])
        .unwrap()
        .get(0);
    let tables = client
        .query(
            "select table_name::text from information_schema.columns
              where table_schema = 'public' and column_name = 'book' order by 1",
            &[],
        )
        .unwrap();
    let mut dump = String::new();
    for table in tables {
        let table: String = table.get(0);
        let sql =
            format!("select coalesce(string_agg(t::text, ' '), '') from {table} t where book = $1");
        dump.push_str(
            &client
                .query_one(&sql, &[&book])
                .unwrap()
                .get::<_, String>(0),
        );
    }
    dump.to_lowercase()
}

/// Fails where a trace of her is found: in the files or the dump, the export, and every listing.
#[track_caller]
fn nowhere(troth: &Troth) {
    let place = troth.place();
    for trace in TRACES {
        if place.starts_with("postgres") {
            assert!(!dumped(place).contains(trace), "{trace} is in the dump");
        } else {
            assert!(!in_files(place, trace), "{trace} is in the files");
        }
        let mut said = troth.says(&["export"]);
        for listing in [
            "people",
            "promises",
            "concerns",
            "milestones",
            "contributions",
            "details",
            "meetings",
            "circles",
            "history",
            "inbox",
            "confidences",
            "repair",
            "today",
            "week",
            "sources",
        ] {
            said.push_str(&says(troth, &[listing]));
            said.push_str(&troth.run(&[&[listing, "--json"], &ON[..]].concat()).out);
        }
        let found = said.to_lowercase().find(trace);
        assert_eq!(
            found.map(|at| said
                .chars()
                .skip(at.saturating_sub(80))
                .take(200)
                .collect::<String>()),
            None,
            "{trace}"
        );
    }
}

/// The shelves a page of everything shows, by name.
fn shown(all: &serde_json::Value) -> Vec<&str> {
    let parts = all["parts"].as_array().unwrap();
    parts
        .iter()
        .map(|part| part["is"].as_str().unwrap())
        .collect()
}

#[test]
fn everything_the_book_says_about_somebody_stands_on_one_page_in_plain_words() {
    each_engine(|place| {
        let troth = a_life(place);
        let all = troth.json(&["show-all", "ana lindqvist"]);
        assert_eq!(
            shown(&all),
            [
                "person",
                "handle",
                "approach",
                "cadence",
                "membership",
                "detail",
                "concern",
                "contribution",
                "milestone",
                "celebration",
                "promise",
                "progress",
                "breach",
                "bid",
                "guest",
                "touch",
                "moment",
                "verdict",
                "act",
                "message",
                "found",
                "nudge",
                "hush",
                "facts",
                "source",
                "history",
                "image",
            ]
        );
        assert_eq!(all["sealed_confidences"], 1);
        let page = says(&troth, &["show-all", "ana lindqvist"]);
        for words in [
            "Everything about Ana Lindqvist",
            "her sister lives in zanzibar",
            "send the zanzibar notes · yours",
            "the zanzibar audit",
            "1 sealed confidence (not shown)",
            "noted a promise · Ana Lindqvist",
            "mail.mbox",
        ] {
            assert!(page.contains(words), "{words} is missing in {page}");
        }
        assert!(!page.contains("in June"), "a confidence was shown");
        assert!(
            page.lines().all(|line| line.chars().count() <= 80),
            "{page}"
        );
    });
}

#[test]
fn somebody_who_asks_to_be_forgotten_is_gone_from_every_shelf_every_file_and_every_page() {
    each_engine(|place| {
        let troth = a_life(place);
        let before = troth.says(&["export"]).to_lowercase();
        assert!(before.contains(MARK) && before.contains("lindqvist"));
        let hers = troth.json(&["person", "ana lindqvist"])["person"]["id"].clone();
        let hers = hers.as_str().unwrap().replace('-', "");
        assert!(before.contains(&hers));
        let answer = troth.json(&["forget", "ana lindqvist", "--confirm", "ana LINDQVIST"]);
        assert_eq!(answer["forgotten"], true);
        nowhere(&troth);
        // Not even the number she had in the book is left.
        assert!(!troth.says(&["export"]).contains(&hers));
        assert!(!troth.says(&["export"]).contains(&uuid_of(&hers)));
        if place.starts_with("postgres") {
            assert!(!dumped(place).contains(&hers));
        } else {
            assert_eq!(answer["files"], "clean");
            assert!(!in_files_as_bytes(place, &bytes_of(&hers)));
        }
        let history = says(&troth, &["history"]);
        assert_eq!(
            history.matches("Forgot somebody").count() + history.matches("forgot somebody").count(),
            1,
            "{history}"
        );
        // What was between others stays.
        let sam = says(&troth, &["show-all", "sam"]);
        for words in [
            "the budget",
            "the offsite for three",
            "the minutes",
            "the offsite",
            "Field team",
        ] {
            assert!(sam.contains(words), "{words} is missing in {sam}");
        }
    });
}

#[test]
fn reading_the_same_mail_again_does_not_bring_a_forgotten_person_back() {
    each_engine(|place| {
        let troth = a_life(place);
        troth.says(&["forget", "ana lindqvist", "--confirm", "Ana Lindqvist"]);
        let mail = troth.home().join("mail.mbox");
        std::fs::write(
            &mail,
            MAIL.replace("one@", "eight@").replace("five@", "nine@"),
        )
        .unwrap();
        let report = troth.says(&["import", mail.to_str().unwrap(), "--yes"]);
        assert!(report.contains("2 letters passed over"), "{report}");
        std::fs::remove_file(&mail).unwrap();
        let people = troth.json(&["people"])["people"].as_array().unwrap().len();
        assert_eq!(people, 1, "Sam alone");
        let said = troth.says(&["export"]).to_lowercase();
        assert!(!said.contains("ana@lindqvist"), "{said}");
        assert!(!said.contains("ana lindqvist <"), "{said}");
        // Met again by hand, they are met again.
        troth.says(&["meet", "Ana Berg", "--mail", "ana@lindqvist.example"]);
        let again = troth.file("again.mbox", MAIL.replace("one@", "ten@"));
        let report = troth.says(&["import", again.to_str().unwrap(), "--yes"]);
        assert!(!report.contains("passed over"), "{report}");
    });
}

#[test]
fn forgetting_is_shown_before_asks_for_the_whole_name_and_cannot_be_taken_back() {
    each_engine(|place| {
        let troth = a_life(place);
        troth.says(&[
            "remember",
            "sam",
            "Ana Lindqvist hired them",
            "--topic",
            "interest",
        ]);
        troth.says(&[
            "remember",
            "sam",
            "Ana thinks well of them",
            "--topic",
            "interest",
        ]);
        let seen = troth.run(&["forget", "ana lindqvist"]);
        assert_eq!(seen.code, 0, "{seen:?}");
        // Lines are wrapped where they are full.
        let said = seen.out.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in [
            "cannot be taken back",
            "1 sealed confidence",
            "Ana Lindqvist hired them",
            "Ana thinks well of them (perhaps)",
        ] {
            assert!(said.contains(words), "{words} is missing in {}", said);
        }
        assert!(seen.err.contains("Nothing was forgotten."), "{seen:?}");
        let said = troth.refuses(1, &["forget", "ana lindqvist", "--confirm", "Ana"]);
        assert!(said.contains("nothing was forgotten"), "{said}");
        assert!(troth.says(&["people"]).contains("Ana Lindqvist"));
        let previewed = troth.json(&["forget", "ana lindqvist"])["goes"].clone();
        let done = troth.json(&["forget", "ana lindqvist", "--confirm", "Ana Lindqvist"]);
        assert_eq!(done["gone"], previewed, "what was shown is what was done");
        let line = troth.json(&["history"])["lines"][0]["line"].to_string();
        let said = troth.refuses(1, &["undo", &line]);
        assert!(said.contains("not taken back"), "{said}");
        troth.refuses(1, &["show-all", "ana@lindqvist.example"]);
    });
}

#[test]
fn what_was_written_with_others_can_still_be_taken_back_after_one_of_them_is_forgotten() {
    each_engine(|place| {
        let troth = a_life(place);
        troth.says(&["forget", "ana lindqvist", "--confirm", "Ana Lindqvist"]);
        let lines = troth.json(&["history", "--most", "200"])["lines"]
            .as_array()
            .unwrap()
            .clone();
        let lunch = lines.iter().find(|line| line["verb"] == "log").unwrap();
        troth.says(&["undo", &lunch["line"].to_string()]);
        assert!(!troth.says(&["person", "sam"]).contains("the budget"));
        nowhere(&troth);
    });
}

#[test]
fn the_owner_is_shown_but_not_forgotten() {
    each_engine(|place| {
        let troth = a_life(place);
        let said = troth.refuses(
            1,
            &["forget", "noor@troth.example", "--confirm", "Noor Haddad"],
        );
        assert!(said.contains("owner") || said.contains("nobody"), "{said}");
    });
}

#[test]
fn nothing_is_let_go_until_a_rule_says_for_how_long_it_is_kept() {
    each_engine(|place| {
        let troth = a_life(place);
        let shown = says(&troth, &["retention"]);
        assert_eq!(shown.matches("is kept for good").count(), 3, "{shown}");
        let said = troth.says(&["retention", "--apply"]);
        assert_eq!(said.trim(), "Nothing is older than it is kept.");
    });
}

#[test]
fn old_subjects_old_ways_back_and_mail_with_people_ignored_go_by_the_rules_and_are_shown_before() {
    each_engine(|place| {
        let troth = a_life(place);
        troth.says(&["inbox", "ignore", "sam"]);
        troth.says(&["retention", "set", "ignored-mail", "30"]);
        troth.says(&["retention", "set", "undo", "60"]);
        troth.says(&["retention", "set", "subjects", "1"]);
        let said = troth.refuses(1, &["retention", "set", "undo", "2"]);
        assert!(said.contains("7 to 3650 days"), "{said}");
        let said = troth.refuses(1, &["retention", "set", "moods", "2"]);
        assert!(said.contains("ignored-mail"), "{said}");
        let far = ["--on", "2031-03-10"];
        let shown = troth.json(&[&["retention"], &far[..]].concat())["would_go"].clone();
        assert_eq!(shown["subjects"], 3, "{shown}");
        assert_eq!(shown["letters"], 2, "{shown}");
        assert!(shown["touches"].as_u64().unwrap() >= 2, "{shown}");
        assert!(shown["lines"].as_u64().unwrap() > 20, "{shown}");
        let said = troth.refuses(1, &[&["retention", "--apply"], &far[..]].concat());
        assert!(said.contains("only looked at"), "{said}");
        let retain = || book(place).retain(&Stamp::now(Door::Cli), date(2031, 3, 10));
        let (_, gone) = retain().unwrap().unwrap();
        assert_eq!(shown["subjects"], gone.subjects, "as it was shown");
        assert_eq!(shown["lines"], gone.lines, "as it was shown");
        let export = troth.says(&["export"]);
        assert!(!export.contains("zanzibar audit") && !export.contains("the minutes"));
        assert!(!export.contains("\"is\":\"image\""), "{export}");
        let lines = troth.json(&["history"])["lines"]
            .as_array()
            .unwrap()
            .clone();
        assert_eq!(lines[0]["verb"], "retention");
        let said = troth.refuses(1, &["undo", &lines[2]["line"].to_string()]);
        assert!(said.contains("not kept any more"), "{said}");
        // A second time there is nothing, and no line is written.
        assert!(retain().unwrap().is_none());
        assert_eq!(
            troth.json(&["history"])["lines"][0]["line"],
            lines[0]["line"]
        );
        troth.says(&["retention", "off", "undo"]);
        assert!(
            troth
                .says(&["retention"])
                .contains("What stood there before a change is kept for good")
        );
    });
}

#[test]
fn the_rules_are_followed_when_the_web_app_is_opened_without_anybody_asking() {
    use std::io::{BufRead, BufReader};
    let folder = tempfile::tempdir().unwrap();
    let troth = a_life(folder.path().join("book.db").to_str().unwrap());
    troth.says(&["retention", "set", "subjects", "1"]);
    let old = MAIL
        .replace("Feb 2026 09", "Feb 2019 09")
        .replace("Message-ID: <", "Message-ID: <old.");
    let old = troth.file(
        "old.mbox",
        old.replace("the offsite for three", "the regatta of old"),
    );
    troth.says(&["import", old.to_str().unwrap(), "--yes"]);
    assert!(troth.says(&["export"]).contains("the regatta of old"));
    let mut command = troth.command(&["serve", "--port", "0"]);
    command.stdout(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut line = String::new();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    out.read_line(&mut line).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(line.contains("Troth is open"), "{line}");
    assert!(!troth.says(&["export"]).contains("the regatta of old"));
    assert_eq!(troth.json(&["history"])["lines"][0]["verb"], "retention");
}
