//! What forgetting somebody leaves alone, and what it finds where nothing stands any more.

use jiff::civil::date;
use ledger::person::PersonId;
use troth::book::{Book, Door, NewConcern, Place, Stamp};

use crate::support::{Troth, each_engine};

const ON: [&str; 2] = ["--on", "2026-03-10"];

fn says(troth: &Troth, args: &[&str]) -> String {
    troth.says(&[args, &ON].concat())
}

/// A letter from one to another, as `Name <address>`.
fn letter(n: u32, from: &str, to: &str, subject: &str) -> String {
    format!(
        "From x Mon Feb 02 09:00:00 2026\nFrom: {from}\nTo: {to}\n\
         Date: Mon, 2 Feb 2026 09:0{n}:00 +0000\nMessage-ID: <{n}@x.example>\n\
         Subject: {subject}\n\nwords\n\n"
    )
}

const NOOR: &str = "Noor Haddad <noor@troth.example>";

fn import(troth: &Troth, letters: &[String]) -> String {
    let file = troth.file("letters.mbox", letters.concat());
    let me = ["--me", "noor@troth.example", "--yes"];
    says(
        troth,
        &[&["import", file.to_str().unwrap()], &me[..]].concat(),
    )
}

#[test]
fn mail_of_others_keeps_its_words_when_somebody_with_a_like_name_is_forgotten() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        let meet = ["meet", "Gary E. Miller", "--chat", "al"];
        says(&troth, &[&meet[..], &["--mail", "na@x.example"]].concat());
        says(&troth, &["meet", "Gary Miller", "--mail", "gary@m.example"]);
        let gary = "Gary Miller <gary@m.example>";
        import(
            &troth,
            &[
                letter(1, gary, NOOR, "the salary"),
                letter(2, NOOR, gary, "lunch with Gary Miller"),
                letter(3, "Ana <ana@x.example>", NOOR, "from ana@x.example"),
            ],
        );
        says(
            &troth,
            &["forget", "na@x.example", "--confirm", "Gary E. Miller"],
        );
        let export = troth.says(&["export"]);
        for words in [
            "the salary",
            "lunch with Gary Miller",
            "from ana@x.example",
            "gary@m.example\\tGary Miller",
            "\"from_name\":\"Gary Miller\"",
        ] {
            assert!(export.contains(words), "{words} is gone from {export}");
        }
    });
}

#[test]
fn what_was_taken_back_is_forgotten_too() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        let ana = ["meet", "Ana Berg"];
        says(&troth, &ana);
        let meeting = ["--at", "2026-03-11 10:00", "--title", "zanzibar"];
        let question = ["--question", "how is quagga?"];
        says(&troth, &[&ana[..], &meeting, &question].concat());
        says(&troth, &["undo"]);
        let promise = ["promise", "the okapi notes", "--to", "ana"];
        says(&troth, &[&promise[..], &["--due", "friday"]].concat());
        says(&troth, &["promises", "progress", "okapi", "half a tapir"]);
        says(&troth, &["undo"]);
        says(&troth, &["undo"]);
        says(&troth, &["forget", "Ana Berg", "--confirm", "Ana Berg"]);
        let export = troth.says(&["export"]).to_lowercase();
        for trace in ["berg", "zanzibar", "quagga", "okapi", "tapir"] {
            assert!(!export.contains(trace), "{trace} is left in {export}");
        }
    });
}

#[test]
fn mail_to_somebody_forgotten_alone_stays_away_whoever_says_later_whose_mail_it_is() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        let sam = "Sam Okafor <sam@okafor.example>";
        says(
            &troth,
            &["meet", "Sam Okafor", "--mail", "sam@okafor.example"],
        );
        says(&troth, &["forget", "Sam Okafor", "--confirm", "Sam Okafor"]);
        let both = format!("{sam}, Mei Chen <mei@chen.example>");
        let report = import(
            &troth,
            &[
                letter(1, NOOR, sam, "the zanzibar audit"),
                letter(2, NOOR, &both, "the offsite"),
            ],
        );
        assert!(report.contains("1 letter passed over"), "{report}");
        let export = troth.says(&["export"]);
        assert!(!export.contains("zanzibar") && !export.contains("okafor"));
        assert!(export.contains("the offsite"), "{export}");
    });
}

#[test]
fn undo_after_somebody_was_forgotten_takes_nothing_older_back() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        says(&troth, &["meet", "Sam Okafor"]);
        says(&troth, &["meet", "Ana Berg"]);
        says(&troth, &["forget", "Ana Berg", "--confirm", "Ana Berg"]);
        let said = troth.refuses(1, &["undo"]);
        assert!(said.contains("troth undo 1"), "{said}");
        assert!(troth.says(&["people"]).contains("Sam Okafor"));
        troth.says(&["undo", "1"]);
    });
}

#[test]
fn somebody_who_was_met_and_taken_back_can_still_be_forgotten() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        says(&troth, &["meet", "Ana Berg", "--mail", "ana@zebra.example"]);
        says(&troth, &["undo"]);
        assert!(troth.says(&["export"]).contains("zebra"));
        let goes = troth.json(&["forget", "ana@zebra.example"])["goes"].clone();
        let done = troth.json(&["forget", "Ana Berg", "--confirm", "Ana Berg"]);
        assert_eq!(done["gone"], goes, "what was shown is what was done");
        let export = troth.says(&["export"]).to_lowercase();
        assert!(!export.contains("berg") && !export.contains("zebra"));
        troth.refuses(1, &["forget", "Ana Berg"]);
    });
}

#[test]
fn somebody_who_was_taken_back_is_forgotten_without_what_is_somebody_elses_by_now() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        let mail = ["--mail", "desk@zebra.example"];
        says(&troth, &[&["meet", "Ana Berg"][..], &mail].concat());
        says(&troth, &["undo"]);
        says(&troth, &[&["meet", "Mei Chen"][..], &mail].concat());
        says(&troth, &["forget", "Ana Berg", "--confirm", "Ana Berg"]);
        let export = troth.says(&["export"]);
        assert!(!export.contains("Berg"), "{export}");
        // The address is Mei's, and mail with it is not passed over.
        let page = says(&troth, &["person", "Mei Chen"]);
        assert!(page.contains("desk@zebra.example"), "{page}");
        assert!(!export.contains("\"is\":\"forgotten\""), "{export}");
        let mei = "Mei Chen <desk@zebra.example>";
        let report = import(&troth, &[letter(1, mei, NOOR, "hello")]);
        assert!(!report.contains("passed over"), "{report}");
    });
}

#[test]
fn an_entry_that_was_merged_is_shown_and_forgotten_as_the_person_it_is_part_of() {
    each_engine(|place| {
        let book = Book::begin(&Place::parse(place)).unwrap();
        let stamp = || Stamp::now(Door::Web);
        let meet = |name: &str| PersonId(book.meet(&stamp(), name, &[]).unwrap().subject);
        let (ana, part) = (meet("Ana Berg"), meet("A. Berg"));
        let day = date(2026, 3, 10);
        let concern = NewConcern {
            person: part,
            what: "the move".to_owned(),
            check_on: None,
            touch: None,
        };
        book.raise_concern(&stamp(), &concern, day).unwrap();
        book.merge(&stamp(), part, ana).unwrap();
        // A page that was opened before still names the entry.
        let (all, of_part) = (
            book.everything(ana).unwrap(),
            book.everything(part).unwrap(),
        );
        assert_eq!((of_part.person, of_part.name.as_str()), (ana, "Ana Berg"));
        assert_eq!(format!("{:?}", of_part.parts), format!("{:?}", all.parts));
        let (whole, of_part) = (
            book.leaving(ana, day).unwrap(),
            book.leaving(part, day).unwrap(),
        );
        assert_eq!(of_part.gone, whole.gone);
        let refused = book.forget(&stamp(), part, "A. Berg", day).unwrap_err();
        assert!(refused.sentence.contains("that is not the name Ana Berg"));
        let (_, gone) = book.forget(&stamp(), part, "Ana Berg", day).unwrap();
        assert_eq!((gone, gone.entries), (whole.gone, 2));
        let export = Troth::with_book(place).says(&["export"]);
        assert!(
            !export.contains("Berg") && !export.contains("the move"),
            "{export}"
        );
    });
}

#[test]
fn a_name_they_went_by_before_goes_from_the_answers_and_reports_of_imports() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        let zsofia = "Zsofia <zs@kovacs.example>";
        let letters: Vec<String> = (1..=3)
            .flat_map(|n| {
                let on =
                    |letter: String| letter.replace("Mon, 2 Feb 2026", &format!("{n} Feb 2026"));
                [
                    on(letter(n, zsofia, NOOR, "a question")),
                    on(letter(n + 3, NOOR, zsofia, "an answer")),
                ]
            })
            .collect();
        let report = import(&troth, &letters);
        assert!(report.contains("Zsofia"), "{report}");
        says(&troth, &["rename", "Zsofia", "Zsofia Kovacs"]);
        assert!(troth.says(&["export"]).contains("\"Zsofia\\"));
        says(&troth, &["forget", "Zsofia", "--confirm", "Zsofia Kovacs"]);
        let export = troth.says(&["export"]).to_lowercase();
        assert!(!export.contains("zsofia"), "{export}");
    });
}

#[test]
fn a_book_read_in_brings_no_rule_out_of_bounds_and_no_line_that_hides_the_others() {
    each_engine(|place| {
        let first = Troth::new();
        says(&first, &["meet", "Ana Berg"]);
        says(&first, &["forget", "Ana Berg", "--confirm", "Ana Berg"]);
        let export = first.says(&["export"]);
        let mut lines: Vec<serde_json::Value> = export
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        lines.pop();
        for line in lines.iter_mut().filter(|line| line["verb"] == "forget") {
            line["answer"] = "nonsense".into();
        }
        for (rule, kept) in [("subjects", "4294967295"), ("ignored-mail", "0")] {
            let name = format!("retention.{rule}");
            lines.push(serde_json::json!({ "is": "setting", "name": name, "value": kept }));
        }
        lines.push(serde_json::json!({ "is": "end", "lines": lines.len() }));
        let text: Vec<String> = lines.iter().map(ToString::to_string).collect();
        let troth = Troth::with_book(place);
        let file = troth.file("book.jsonl", text.join("\n"));
        troth.says(&["import", file.to_str().unwrap(), "--yes"]);
        let shown = says(&troth, &["retention"]);
        assert_eq!(shown.matches("is kept for good").count(), 3, "{shown}");
        let book = Book::begin(&Place::parse(place)).unwrap();
        assert!(book.forgettings().unwrap().is_empty());
    });
}
