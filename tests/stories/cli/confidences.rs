//! What is told in private: sealed, opened, looked at again, carried to another book; and what
//! becomes of it when the passphrase is wrong, changed or lost.

use std::path::PathBuf;
use std::time::Duration;

use troth::book::{Book, Place as Lies};
use troth::clock::Stopwatch;
use troth::seal::{self, Place, Secret, Told};
use uuid::Uuid;

use super::{Morning, each_morning, one_morning};
use crate::support::program::Answer;
use crate::support::{Troth, each_engine};

const PASSPHRASE: &str = "amber lantern orchard";
const TEXT: &str = "she leaves for the museum in June";

/// A file with a passphrase that nobody else may read.
fn kept(troth: &Troth, name: &str, passphrase: &str) -> String {
    let path: PathBuf = troth.file(name, format!("{passphrase}\n"));
    let only_mine = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(&path, only_mine).unwrap();
    path.to_str().unwrap().to_owned()
}

fn confide(troth: &Troth, args: &[&str]) -> Answer {
    let file = kept(troth, "passphrase", PASSPHRASE);
    let words = [&["confide"], args, &["--passphrase-file", &file]].concat();
    troth.run_given(&words, TEXT)
}

/// Told on 10 February with a day in March, before the frozen morning.
#[track_caller]
fn told(morning: &Morning) -> String {
    let told = confide(
        &morning.troth,
        &[
            "ana",
            "--told-by",
            "Sam",
            "--may-know",
            "Mei",
            "--review",
            "2026-03-10",
            "--on",
            "2026-02-10",
        ],
    );
    assert_eq!(told.code, 0, "{told:?}");
    reference(&told.out)
}

fn reference(said: &str) -> String {
    said.split('(').nth(1).unwrap()[..4].to_owned()
}

fn open(morning: &Morning, passphrase: &str) -> Answer {
    let file = kept(&morning.troth, "other", passphrase);
    morning.troth.run(&[
        "confidences",
        "ana",
        "--open",
        "--passphrase-file",
        &file,
        "--on",
        "2026-03-10",
    ])
}

#[test]
fn what_is_learnt_off_the_record_is_sealed_and_opened_by_its_owner_alone() {
    each_morning(|morning| {
        told(morning);
        let listed = morning.says(&["confidences"]);
        assert!(listed.starts_with("1 confidence, sealed"), "{listed}");
        assert!(listed.contains("Ana Lindqvist") && listed.contains("told Tue 10 Feb"));
        assert!(
            morning
                .says(&["person", "ana"])
                .contains("1 confidence, sealed")
        );
        assert_eq!(morning.json(&["person", "ana"])["confidences"], 1);
        let opened = open(morning, PASSPHRASE);
        for words in [TEXT, "Told by     Sam", "May know    Mei"] {
            assert!(opened.out.contains(words), "{opened:?}");
        }
        let wrong = open(morning, "amber lantern orchards");
        assert_eq!((wrong.code, wrong.out.as_str()), (1, ""));
        assert!(
            wrong
                .err
                .starts_with("troth: that passphrase does not open these confidences\n")
        );
        let json = morning.refuses(2, &["confidences", "ana", "--open", "--json"]);
        assert!(json.contains("for eyes"), "{json}");
        // Before it was told there was none.
        let before = morning.troth.says(&["confidences", "--on", "2026-02-01"]);
        assert!(before.contains("No confidences here."), "{before}");
    });
}

#[test]
fn without_a_terminal_or_a_file_no_passphrase_is_asked_for() {
    let troth = Troth::new();
    troth.says(&["meet", "Ana Lindqvist"]);
    let answer = troth.run_given(&["confide", "ana"], TEXT);
    assert_eq!(answer.code, 2);
    assert!(answer.err.contains("--passphrase-file FILE"), "{answer:?}");
    let short = kept(&troth, "short", "short");
    let answer = troth.run_given(&["confide", "ana", "--passphrase-file", &short], TEXT);
    assert_eq!(answer.code, 1);
    assert!(answer.err.contains("at least 8 letters"), "{answer:?}");
}

#[test]
fn a_confidence_comes_up_on_its_day_and_keeping_it_counts_once_for_each_review() {
    each_morning(|morning| {
        let reference = told(morning);
        let today = morning.says(&["today"]);
        assert!(today.contains("A confidence with Ana Lindqvist is due to be looked at again."));
        assert!(
            today.contains(&format!("troth confidences kept {reference}")),
            "{today}"
        );
        assert!(!today.contains("museum"));
        let kept = |review: &str| {
            ["confidences", "kept", &reference, "--review", review].map(str::to_owned)
        };
        let words = kept("2026-06-10");
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        assert!(morning.says(&words).starts_with("A confidence was kept"));
        let account = morning.json(&["account", "ana"]).to_string();
        assert_eq!(account.matches("kept a confidence").count(), 1, "{account}");
        let again = morning.refuses(1, &words);
        assert!(
            again.contains("looked at again on Wed 10 Jun 2026"),
            "{again}"
        );
        assert!(!morning.says(&["today"]).contains("confidence"));
        let later = ["confidences", "kept", &reference, "--on", "2026-06-12"];
        morning.troth.says(&later);
        let account = morning
            .troth
            .json(&["account", "ana", "--on", "2026-06-12"])
            .to_string();
        assert_eq!(
            account.matches("kept a confidence").count(),
            2,
            "a line for each review"
        );
        morning.troth.says(&["undo"]);
        let account = morning
            .troth
            .json(&["account", "ana", "--on", "2026-06-12"])
            .to_string();
        assert_eq!(account.matches("kept a confidence").count(), 1);
    });
}

#[test]
fn a_confidence_passed_on_is_noted_plainly_and_once() {
    each_morning(|morning| {
        let reference = told(morning);
        morning.says(&["confidences", "passed-on", &reference]);
        let account = morning.json(&["account", "ana"]).to_string();
        assert_eq!(
            account.matches("broke a confidence").count(),
            1,
            "{account}"
        );
        let again = morning.refuses(1, &["confidences", "passed-on", &reference]);
        assert!(again.contains("noted already"));
        assert!(!morning.says(&["today"]).contains("looked at again"));
        let history = morning.says(&["history"]);
        assert!(
            history.contains("noted that a confidence was passed on · Ana Lindqvist"),
            "{history}"
        );
    });
}

#[test]
fn a_day_to_look_again_is_changed_and_a_confidence_forgotten_and_taken_back() {
    each_morning(|morning| {
        let reference = told(morning);
        morning.says(&["confidences", "review", &reference, "in 2 weeks"]);
        assert!(
            morning
                .says(&["confidences"])
                .contains("to look at again Tue 24 Mar")
        );
        morning.says(&["confidences", "review", &reference, "never"]);
        assert_eq!(
            morning.json(&["confidences"])["confidences"][0]["review_on"],
            serde_json::Value::Null
        );
        let asked = morning.refuses(1, &["confidences", "forget", &reference]);
        assert!(asked.starts_with("troth: nothing was forgotten"), "{asked}");
        assert!(open(morning, PASSPHRASE).out.contains(TEXT));
        let none = morning.refuses(1, &["confidences", "kept", "zzzz"]);
        assert!(none.contains("no confidence has the reference"), "{none}");
    });
}

#[test]
fn a_forgotten_confidence_is_gone_and_so_is_every_envelope_of_it() {
    each_morning(|morning| {
        let reference = told(morning);
        morning.says(&["confidences", "review", &reference, "in 2 weeks"]);
        let envelope = |export: &str| export.matches("envelope").count();
        let seal = 1;
        assert!(
            envelope(&morning.troth.says(&["export"])) > seal + 1,
            "with earlier states"
        );
        let forgotten = morning.says(&["confidences", "forget", &reference, "--yes"]);
        assert!(!forgotten.contains("undo"), "{forgotten}");
        let listed = morning.says(&["confidences"]);
        assert!(listed.contains("No confidences here."), "{listed}");
        assert_eq!(envelope(&morning.troth.says(&["export"])), seal);
        let refused = morning.troth.refuses(1, &["undo"]);
        assert!(
            refused.contains("gone for good, and is not taken back"),
            "{refused}"
        );
        let history = morning.json(&["history"]);
        let of = |verb: &str| {
            let lines = history["lines"].as_array().unwrap();
            let line = lines.iter().find(|line| line["verb"] == verb).unwrap();
            line["line"].to_string()
        };
        for verb in ["confide", "review-confidence"] {
            let refused = morning.troth.refuses(1, &["undo", &of(verb)]);
            assert!(
                refused.contains("can no longer be taken back"),
                "{verb}: {refused}"
            );
        }
    });
}

#[test]
fn a_new_passphrase_opens_what_the_old_one_sealed_and_leaves_no_trace_of_the_old() {
    each_morning(|morning| {
        told(morning);
        let (old, new) = (
            kept(&morning.troth, "old", PASSPHRASE),
            kept(&morning.troth, "new", "four quite new words"),
        );
        let change = [
            "confidences",
            "change-passphrase",
            "--passphrase-file",
            &old,
            "--new-passphrase-file",
            &new,
        ];
        let before = morning.troth.says(&["export"]);
        assert_eq!(morning.says(&change), "The passphrase is changed\n");
        assert!(open(morning, "four quite new words").out.contains(TEXT));
        assert_eq!(open(morning, PASSPHRASE).code, 1);
        let seal = |export: &str| {
            let line = export
                .lines()
                .find(|line| line.contains(r#""is":"seal""#))
                .unwrap();
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            row["envelope"].as_str().unwrap().to_owned()
        };
        // The history keeps no envelope that the old passphrase still opens.
        assert!(!morning.troth.says(&["export"]).contains(&seal(&before)));
        let line = morning.troth.json(&["history"])["lines"][0]["line"].to_string();
        assert!(
            morning
                .troth
                .refuses(1, &["undo", &line])
                .contains("a passphrase is not taken back")
        );
        let wrong = morning.refuses(1, &change);
        assert!(wrong.contains("does not open"));
    });
}

#[test]
fn a_passphrase_changed_in_two_places_at_once_is_changed_in_one() {
    each_engine(|place| {
        let book = Book::begin(&Lies::parse(place)).unwrap();
        let day = troth::demo::MORNING;
        let stamp = || troth::book::Stamp::now(troth::book::Door::Cli);
        let secret = |text: &str| Secret::new(text.to_owned());
        let (key, envelope) = seal::begin(&secret(PASSPHRASE)).unwrap();
        book.begin_seal(&stamp(), &envelope, None, day).unwrap();
        let (_, other) = seal::begin(&secret("another passphrase")).unwrap();
        let twice = book.begin_seal(&stamp(), &other, None, day).unwrap_err();
        assert!(
            twice.sentence.contains("in the meantime"),
            "{}",
            twice.sentence
        );
        let seen = book.seals().unwrap().remove(0);
        let new = |text| seal::rewrap(&key, &secret(text)).unwrap();
        book.change_passphrase(&stamp(), &seen, &new("the first was quicker"), day)
            .unwrap();
        let late = book.change_passphrase(&stamp(), &seen, &new("the second is late"), day);
        assert!(late.unwrap_err().sentence.contains("in the meantime"));
        let now = book.seals().unwrap().remove(0);
        assert!(
            seal::open(&secret("the first was quicker"), &now.envelope)
                .unwrap()
                .is_some()
        );
    });
}

#[test]
fn a_lost_passphrase_is_lost_and_another_begins_anew() {
    each_morning(|morning| {
        told(morning);
        let new = kept(&morning.troth, "new", "four quite new words");
        let anew = ["confidences", "begin-anew", "--passphrase-file", &new];
        assert!(morning.refuses(1, &anew).contains("nothing was changed"));
        morning.says(&[anew.as_slice(), &["--yes"]].concat());
        let second = [
            "confide",
            "ana",
            "--passphrase-file",
            &new,
            "--on",
            "2026-03-10",
        ];
        assert_eq!(morning.troth.run_given(&second, "the second one").code, 0);
        let opened = open(morning, "four quite new words").out;
        assert!(opened.contains("the second one") && !opened.contains(TEXT));
        assert!(
            opened.contains("It was sealed under an earlier passphrase"),
            "{opened}"
        );
        // Should the old one come back to its owner, so does what it sealed.
        assert!(open(morning, PASSPHRASE).out.contains(TEXT));
        // And it seals again, for whoever knows it can open what is under it.
        assert_eq!(confide(&morning.troth, &["ana"]).code, 0);
    });
}

#[test]
fn merged_people_keep_their_confidences_and_part_with_them() {
    each_morning(|morning| {
        let troth = &morning.troth;
        troth.says(&["meet", "Lina Berg"]);
        let file = kept(troth, "passphrase", PASSPHRASE);
        let told = [
            "confide",
            "lina berg",
            "--passphrase-file",
            &file,
            "--on",
            "2026-03-01",
        ];
        assert_eq!(troth.run_given(&told, "told under another name").code, 0);
        troth.says(&["merge", "lina berg", "ana lindqvist"]);
        assert!(
            open(morning, PASSPHRASE)
                .out
                .contains("told under another name")
        );
        troth.says(&["unmerge", "ana lindqvist"]);
        let parted = morning.says(&["confidences", "lina berg"]);
        assert!(parted.starts_with("1 confidence, sealed"), "{parted}");
        assert_eq!(morning.json(&["person", "ana lindqvist"])["confidences"], 0);
    });
}

#[test]
fn an_export_carries_envelopes_and_they_open_where_it_is_read_in() {
    each_morning(|morning| {
        told(morning);
        let export = morning.troth.says(&["export"]);
        assert!(!export.contains("museum in June") && export.contains(r#""is":"confidence""#));
        // Another book with another number, on the other engine too.
        each_engine(|place| {
            let other = Troth::with_book(place);
            let file = other.file("export.jsonl", &export);
            other.says(&["import", file.to_str().unwrap(), "--yes"]);
            let passphrase = kept(&other, "passphrase", PASSPHRASE);
            let opened = other.says(&[
                "confidences",
                "ana",
                "--open",
                "--passphrase-file",
                &passphrase,
                "--on",
                "2026-03-10",
            ]);
            assert!(opened.contains(TEXT), "{opened}");
            assert_eq!(other.says(&["export"]), export);
        });
    });
}

#[test]
fn a_hostile_export_that_asks_for_sixty_four_gigabytes_is_left_closed() {
    each_morning(|morning| {
        told(morning);
        let hostile: String = morning
            .troth
            .says(&["export"])
            .lines()
            .map(|line| match line.contains(r#""is":"seal""#) {
                // The memory stands in the nineteenth byte and the three after it: 64 MiB as KiB.
                true => format!("{}\n", line.replacen("00000100", "00000004", 1)),
                false => format!("{line}\n"),
            })
            .collect();
        assert!(hostile.contains("00000004"));
        let other = Troth::new();
        let file = other.file("export.jsonl", hostile);
        other.says(&["import", file.to_str().unwrap(), "--yes"]);
        let passphrase = kept(&other, "passphrase", PASSPHRASE);
        let watch = Stopwatch::start();
        let refused = other.refuses(
            1,
            &[
                "confidences",
                "ana",
                "--open",
                "--passphrase-file",
                &passphrase,
                "--on",
                "2026-03-10",
            ],
        );
        assert!(refused.contains("65536 MiB of memory"), "{refused}");
        assert!(watch.elapsed() < Duration::from_secs(10));
    });
}

/// Five thousand with one person, as an export.
fn thousands(key: &seal::Key, envelope: &[u8], person: Uuid) -> String {
    let hex = |bytes: &[u8]| -> String { bytes.iter().map(|byte| format!("{byte:02x}")).collect() };
    let id = person.simple();
    let mut lines = vec![
        r#"{"edition":1,"is":"book","zone":"UTC"}"#.to_owned(),
        format!(
            r#"{{"is":"person","id":"{id}","root":"{id}","name":"Ana Lindqvist","named_by":"owner","importance":2,"standing":"accepted","standing_by":"owner"}}"#
        ),
        format!(
            r#"{{"is":"seal","id":1,"envelope":"{}","made_on":"2026-01-01"}}"#,
            hex(envelope)
        ),
    ];
    for n in 0..5_000_u128 {
        let place = Place {
            id: Uuid::from_u128(n + 1),
            person,
        };
        let text = Secret::new(format!("the matter numbered {n}"));
        let told = Told::new(text, Secret::new(String::new()), Vec::new());
        let sealed = hex(&key.seal(place, &told).unwrap());
        lines.push(format!(
            r#"{{"is":"confidence","id":"{}","person":"{id}","envelope":"{sealed}","noted_on":"2026-02-01","review_on":"2026-03-01"}}"#,
            place.id.simple()
        ));
    }
    lines.join("\n") + "\n"
}

#[test]
fn five_thousand_confidences_are_listed_quickly_and_opened_a_page_at_a_time() {
    let (key, envelope) = seal::begin(&Secret::new(PASSPHRASE.to_owned())).unwrap();
    let export = thousands(&key, &envelope, Uuid::from_u128(7 << 64));
    each_engine(|place| {
        let troth = Troth::with_book(place);
        let file = troth.file("export.jsonl", &export);
        troth.says(&["import", file.to_str().unwrap(), "--yes"]);
        let passphrase = kept(&troth, "passphrase", PASSPHRASE);
        let quick = |args: &[&str]| {
            let watch = Stopwatch::start();
            let said = troth.says(args);
            let took = watch.elapsed();
            // Far more than it takes: other tests run beside this one.
            assert!(took < Duration::from_secs(8), "{args:?} took {took:?}");
            said
        };
        assert!(quick(&["confidences"]).contains("confidences, sealed"));
        assert!(quick(&["person", "ana"]).contains("confidences, sealed"));
        let today = quick(&["today", "--on", "2026-03-10"]);
        assert!(today.contains("due to be looked at again"), "{today}");
        let opened = quick(&[
            "confidences",
            "ana",
            "--open",
            "--passphrase-file",
            &passphrase,
        ]);
        assert_eq!(opened.matches("the matter numbered").count(), 20);
    });
}

#[test]
fn at_a_terminal_beginning_anew_says_what_stays_closed_and_has_it_typed() {
    one_morning(|morning| {
        told(morning);
        let new = kept(&morning.troth, "new", "four quite new words");
        let anew = ["confidences", "begin-anew", "--passphrase-file", &new];
        let keys = |typed: &'static str| [typed, "\r"];
        let Some(slip) = morning.troth.at_a_terminal(&anew, &keys("y")) else {
            return crate::support::pass_over("there is no `script` on this machine");
        };
        assert!(
            slip.contains("A new passphrase does not open 1 confidence, with Ana Lindqvist"),
            "{slip}"
        );
        assert!(slip.contains("type: leave 1 closed"), "{slip}");
        assert!(slip.contains("beginning anew was not confirmed"), "{slip}");
        let typed = morning.troth.at_a_terminal(&anew, &keys("leave 1 closed"));
        let typed = typed.unwrap();
        assert!(typed.contains("sealed under the new passphrase"), "{typed}");
        assert!(open(morning, PASSPHRASE).out.contains(TEXT));
    });
}
