//! Who is who: entries that look like one person are listed with reasons, answered once, and what is
//! one and the same address is merged when mail is taken in.

use std::path::Path;

use jiff::civil::date;
use ledger::handle::Handle;
use troth::book::{Book, Door, Place, Stamp};

use crate::support::crowd::CROWD;
use crate::support::{Troth, each_engine};

const ON: [&str; 2] = ["--on", "2026-03-10"];

/// Letters both ways with the same person under two spellings of one mailbox, and with somebody else.
fn mail(tag: &str, day: u8) -> String {
    let letter = |n: u8, from: &str, to: &str, on: u8| {
        format!(
            "From x@troth.example Mon Feb 02 09:00:00 2026\nFrom: {from}\nTo: {to}\n\
             Date: {on} Feb 2026 09:00:00 +0000\nMessage-ID: <{tag}-{n}@troth.example>\nSubject: the plan\n\nwords\n\n"
        )
    };
    let me = "Noor Haddad <noor@troth.example>";
    let work = "Ana Lindqvist <ana@lindqvist.example>";
    let lists = "Ana Lindqvist <ana+lists@lindqvist.example>";
    let sam = "Sam Okafor <sam@okafor.example>";
    let mut text = String::new();
    for (n, (from, to)) in [(me, work), (work, me), (me, lists), (lists, me), (me, sam)]
        .into_iter()
        .enumerate()
    {
        text.push_str(&letter(n as u8, from, to, day + n as u8));
    }
    text
}

fn import(troth: &Troth, path: &Path) -> serde_json::Value {
    let path = path.to_str().unwrap();
    troth.json(&["import", path, "--me", "noor@troth.example", "--yes"])
}

fn meet(troth: &Troth, name: &str, mail: &str) {
    troth.says(&["meet", name, "--mail", mail]);
}

fn asked(troth: &Troth) -> Vec<serde_json::Value> {
    let all = troth.json(&["duplicates", ON[0], ON[1]]);
    all["duplicates"].as_array().unwrap().clone()
}

fn names(troth: &Troth) -> Vec<String> {
    let people = troth.json(&["people"]);
    let all = people["people"].as_array().unwrap();
    let all = all.iter().map(|one| one["name"].as_str().unwrap());
    let mut names: Vec<String> = all
        .filter(|name| !CROWD.contains(name))
        .map(str::to_owned)
        .collect();
    names.sort();
    names
}

fn among_others(place: &str) -> Troth {
    let book = Book::begin(&Place::parse(place)).unwrap();
    for name in CROWD {
        let mail = format!("{}@work.example", name.to_lowercase().replace(' ', "."));
        let stamp = Stamp::now(Door::Demo);
        book.meet(&stamp, name, &[Handle::mail(&mail)]).unwrap();
    }
    Troth::with_book(place)
}

/// Two entries of one name at two places, and somebody else.
fn two_of_one_name(place: &str) -> Troth {
    let troth = among_others(place);
    meet(&troth, "Björn Wikström", "bjorn@wikstrom.example");
    meet(&troth, "Wikstrom, Bjorn", "bwikstrom@old.example");
    meet(&troth, "Sam Okafor", "sam@okafor.example");
    troth
}

#[test]
fn a_book_without_lookalikes_says_so() {
    each_engine(|place| {
        let troth = Troth::begun_at(place);
        let said = troth.says(&["duplicates"]);
        assert!(
            said.starts_with("Nobody in this book looks like somebody else in it."),
            "{said}"
        );
        assert_eq!(asked(&troth).len(), 0);
    });
}

#[test]
fn who_looks_alike_is_listed_with_what_tells_them_apart_and_why() {
    each_engine(|place| {
        let troth = two_of_one_name(place);
        let said = troth.says(&["duplicates", ON[0], ON[1]]);
        for words in [
            "May be one person",
            "1 likeness",
            "Björn Wikström",
            "bwikstrom@old.example · nothing noted yet",
            "ame name",
            "troth duplicates same NAME NAME",
        ] {
            assert!(said.contains(words), "{words} is missing:\n{said}");
        }
        assert!(!said.contains("Okafor"), "{said}");
        let one = &asked(&troth)[0];
        let confidence = one["confidence"].as_f64().unwrap();
        assert!((0.5..1.0).contains(&confidence));
        assert!(["perhaps", "likely", "almost certain"].contains(&one["words"].as_str().unwrap()));
        assert_eq!(one["people"].as_array().unwrap().len(), 2);
        assert_eq!(one["people"][0]["handles"][0]["kind"], "mail");
        assert!(one["reasons"][0]["weight"].as_f64().unwrap() > 0.0);
    });
}

#[test]
fn the_same_person_is_merged_by_one_word_and_taken_back_by_another() {
    each_engine(|place| {
        let troth = two_of_one_name(place);
        let said = troth.says(&[
            "duplicates",
            "same",
            "bjorn@wikstrom.example",
            "bwikstrom@old.example",
        ]);
        assert!(said.contains("from now on"), "{said}");
        assert_eq!(names(&troth).len(), 2);
        assert_eq!(asked(&troth).len(), 0);
        troth.says(&["undo"]);
        assert_eq!(names(&troth).len(), 3);
        assert_eq!(
            asked(&troth).len(),
            1,
            "what was merged by hand is asked about again"
        );
    });
}

#[test]
fn two_entries_of_one_name_are_meant_by_it_where_they_are_asked_about() {
    each_engine(|place| {
        let troth = among_others(place);
        meet(&troth, "Björn Wikström", "bjorn@wikstrom.example");
        meet(&troth, "Björn Wikström", "bwikstrom@old.example");
        meet(&troth, "Sam Okafor", "sam@okafor.example");
        let refused = troth.refuses(1, &["duplicates", "same", "Sam Okafor", "Sam Okafor"]);
        assert!(refused.contains("both names are of one entry"), "{refused}");
        troth.says(&["duplicates", "same", "Björn Wikström", "Björn Wikström"]);
        assert_eq!(names(&troth), ["Björn Wikström", "Sam Okafor"]);
    });
}

#[test]
fn what_is_not_the_same_is_remembered_for_everybody_merged_into_either_and_can_be_undone() {
    each_engine(|place| {
        let troth = two_of_one_name(place);
        let said = troth.says(&[
            "duplicates",
            "not-same",
            "bjorn@wikstrom.example",
            "bwikstrom@old.example",
        ]);
        assert!(said.contains("are not the same person"), "{said}");
        assert_eq!(asked(&troth).len(), 0);
        // Said twice, it is said once.
        troth.says(&[
            "duplicates",
            "not-same",
            "bwikstrom@old.example",
            "bjorn@wikstrom.example",
        ]);
        // One of them turns out to be a third: the answer goes with it.
        meet(&troth, "B. Wikström", "bw@third.example");
        troth.says(&["merge", "bwikstrom@old.example", "bw@third.example"]);
        let all = asked(&troth);
        assert_eq!(all.len(), 0, "{all:#?}");
        for _ in 0..4 {
            troth.says(&["undo"]);
        }
        assert_eq!(asked(&troth).len(), 1);
        troth.says(&["merge", "bjorn@wikstrom.example", "bwikstrom@old.example"]);
        let two = ["bjorn@wikstrom.example", "bwikstrom@old.example"];
        let refused = troth.refuses(1, &["duplicates", "not-same", two[0], two[1]]);
        assert!(refused.contains("both names are of one entry"), "{refused}");
        let book = Book::begin(&Place::parse(place)).unwrap();
        let two = two.map(|one| book.look_up(one).unwrap());
        let on = date(2026, 3, 10);
        let refused = book.not_the_same(&Stamp::now(Door::Web), &two, on);
        let refused = refused.unwrap_err().sentence;
        assert_eq!(refused, "those are one person already");
    });
}

#[test]
fn one_and_the_same_address_is_merged_as_mail_is_taken_in_and_one_undo_takes_it_back() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        let path = troth.file("mail.mbox", mail("first", 2));
        let said = import(&troth, &path);
        assert_eq!(said["merged"]["entries"], 2);
        let people = |troth: &Troth| {
            let waiting = troth.json(&["inbox"])["waiting"].as_array().unwrap().len();
            names(troth).len() + waiting
        };
        assert_eq!(people(&troth), 2);
        let history = troth.says(&["history"]);
        assert!(
            history.contains("merged 2 entries: one and the same address · Ana Lind"),
            "{history}"
        );
        troth.says(&["undo"]);
        assert_eq!(people(&troth), 3);
        // It is asked about from now on, the surest first, and not done by itself again.
        let all = asked(&troth);
        assert_eq!(all[0]["words"], "almost certain");
        let path = troth.file("more.mbox", format!("{}{}", mail("second", 12), NEWCOMER));
        assert_eq!(import(&troth, &path)["merged"], serde_json::Value::Null);
        assert_eq!(asked(&troth).len(), 1);
    });
}

/// Somebody new, so that the book is looked through again.
const NEWCOMER: &str = "\
From x@troth.example Mon Feb 02 09:00:00 2026
From: Priya Raman <priya@raman.example>
To: Noor Haddad <noor@troth.example>
Date: 20 Feb 2026 09:00:00 +0000
Message-ID: <newcomer@raman.example>
Subject: hello

words

";

#[test]
fn what_was_taken_apart_by_hand_is_not_merged_by_the_next_import() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        let path = troth.file("mail.mbox", mail("first", 2));
        import(&troth, &path);
        troth.says(&["unmerge", "Ana Lindqvist"]);
        assert_eq!(asked(&troth).len(), 0, "the owner has answered");
        let path = troth.file("more.mbox", format!("{}{}", mail("second", 12), NEWCOMER));
        assert_eq!(import(&troth, &path)["merged"], serde_json::Value::Null);
    });
}

#[test]
fn of_three_merged_without_asking_and_taken_back_no_two_are_merged_so_again() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        let third = "Ana Lindqvist <ana+work@lindqvist.example>";
        let three = format!(
            "{}{}",
            mail("first", 2),
            NEWCOMER
                .replace("Priya Raman <priya@raman.example>", third)
                .replace("newcomer", "third")
        );
        let path = troth.file("mail.mbox", three);
        assert_eq!(import(&troth, &path)["merged"]["entries"], 3);
        troth.says(&["undo"]);
        // Whichever of them is out of the question, the other two are not merged either.
        for (n, one) in ["ana", "ana+lists", "ana+work"].into_iter().enumerate() {
            let one = format!("{one}@lindqvist.example");
            troth.says(&["inbox", "ignore", &one]);
            let path = troth.file("more.mbox", NEWCOMER.replace("raman", &format!("r{n}")));
            assert_eq!(import(&troth, &path)["merged"], serde_json::Value::Null);
            troth.says(&["inbox", "accept", &one]);
        }
    });
}

#[test]
fn an_import_taken_back_takes_what_it_merged_with_it() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        let path = troth.file("mail.mbox", mail("first", 2));
        let line = import(&troth, &path)["line"].to_string();
        troth.says(&["undo", &line]);
        assert_eq!(names(&troth).len(), 0);
        assert_eq!(
            troth.json(&["inbox"])["waiting"].as_array().unwrap().len(),
            0
        );
        // Nothing was said of who is who: the same mail merges them again.
        assert_eq!(import(&troth, &path)["merged"]["entries"], 2);
    });
}

#[test]
fn who_is_not_who_is_exported_read_back_shown_and_forgotten() {
    each_engine(|place| {
        let troth = two_of_one_name(place);
        troth.says(&[
            "duplicates",
            "not-same",
            "bjorn@wikstrom.example",
            "bwikstrom@old.example",
            ON[0],
            ON[1],
        ]);
        let shown = troth.says(&["show-all", "bjorn@wikstrom.example"]);
        assert!(shown.contains("Who they are not"), "{shown}");
        assert!(shown.contains("Wikstrom, Bjorn"), "{shown}");

        let book = troth.says(&["export"]);
        assert!(book.contains("\"is\":\"not_same\""), "{book}");
        let other = Troth::new();
        let path = other.file("book.jsonl", &book);
        other.says(&["import", path.to_str().unwrap(), "--yes"]);
        assert_eq!(asked(&other).len(), 0);
        assert_eq!(other.says(&["export"]), book);

        troth.says(&[
            "forget",
            "bwikstrom@old.example",
            "--confirm",
            "Wikstrom, Bjorn",
        ]);
        assert!(!troth.says(&["export"]).contains("not_same"));
    });
}
