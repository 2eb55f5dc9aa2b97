//! That things are not kept for ever.

use jiff::ToSpan;
use jiff::civil::date;
use jiff::tz::TimeZone;
use troth::book::{Door, Stamp};
use troth::clock;

use super::life::{MAIL, a_life};
use super::{book, says};
use crate::support::each_engine;

#[test]
fn nothing_is_let_go_until_a_rule_says_for_how_long_it_is_kept() {
    each_engine(|place| {
        let troth = a_life(place);
        let shown = says(&troth, &["retention"]);
        assert_eq!(shown.matches("is kept for good").count(), 3, "{shown}");
        let said = troth.says(&["retention", "--apply"]);
        let (said, swept) = said.trim().split_once('\n').unwrap();
        assert_eq!(said, "Nothing is older than it is kept.");
        // The files are cleared all the same: of what went before, perhaps with the book in use.
        let by_the_server = swept.starts_with("The rows are deleted.");
        assert_eq!(by_the_server, place.starts_with("postgres"), "{swept}");
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

#[test]
fn a_letter_without_a_date_is_as_old_as_the_day_it_was_taken_in() {
    each_engine(|place| {
        let troth = a_life(place);
        says(&troth, &["meet", "Mei Chen", "--mail", "mei@chen.example"]);
        let letter = |from: &str, subject: &str| {
            let id = subject.replace(' ', "-");
            format!(
                "From x Mon Feb 02 09:00:00 2026\nFrom: {from}\nTo: noor@troth.example\n\
                 Message-ID: <{id}@x.example>\nSubject: {subject}\n\nwords\n\n"
            )
        };
        let undated = [
            letter("sam@okafor.example", "the quagga of old"),
            letter("mei@chen.example", "the okapi of old"),
        ];
        let mail = troth.file("undated.mbox", undated.concat());
        let report = troth.json(&["import", mail.to_str().unwrap(), "--yes"]);
        assert_eq!(report["undated"], 2);
        troth.says(&["inbox", "ignore", "sam"]);
        troth.says(&["retention", "set", "ignored-mail", "30"]);
        troth.says(&["retention", "set", "subjects", "1"]);
        let retain = |day| book(place).retain(&Stamp::now(Door::Cli), day);
        // Long before it was taken in, as the rules see it.
        retain(date(2026, 3, 10)).unwrap();
        let export = troth.says(&["export"]);
        assert!(export.contains("quagga") && export.contains("okapi"));
        let taken_in = clock::now().to_zoned(TimeZone::UTC).date();
        retain(taken_in.saturating_add(400.days())).unwrap();
        let export = troth.says(&["export"]);
        assert!(!export.contains("quagga"), "{export}");
        assert!(!export.contains("the okapi of old"), "{export}");
        assert!(export.contains("the-okapi-of-old"), "the letter stays");
    });
}
