//! A mailbox arrives: previewed, accepted, found to be known the second time, taken back whole.

use std::path::{Path, PathBuf};

use troth::book::{Book, Door, Filter, Place, Report, Stamp};
use troth::import::bring;

use crate::support::each_engine;

fn open(place: &str) -> Book {
    Book::begin(&Place::parse(place)).unwrap()
}

fn archive(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/data/mail/mbox-archives")
        .join(name);
    if !path.is_dir() {
        eprintln!("passed over: the list archive {name} is not here");
        return None;
    }
    Some(path)
}

fn accept(book: &Book, path: &Path, me: &[&str]) -> Report {
    let me: Vec<String> = me.iter().map(|address| (*address).to_owned()).collect();
    let brought = bring(book, &[path.to_owned()], &me, &mut |_| ()).unwrap();
    let preview = book.preview(brought.batch).unwrap();
    let (_, report) = book
        .accept_batch(&Stamp::now(Door::Cli), brought.batch)
        .unwrap();
    assert_eq!(preview, report, "what was shown is what was done");
    report
}

/// The address that writes most in an archive, found as a stranger to it would.
fn frequent_author(book: &Book, path: &Path) -> String {
    let brought = bring(book, &[path.to_owned()], &[], &mut |_| ()).unwrap();
    book.discard_batch(brought.batch).unwrap();
    brought.candidates[0].0.clone()
}

#[test]
fn a_list_archive_becomes_the_touches_of_one_of_its_authors() {
    let Some(path) = archive("gpsd-dev") else {
        return;
    };
    each_engine(|place| {
        let book = open(place);
        let me = frequent_author(&book, &path);
        let report = accept(&book, &path, &[&me]);
        assert_eq!(report.messages, 9_660);
        assert_eq!(report.distinct_messages, 9_568);
        assert_eq!(report.undated, 21);
        assert!(report.replies_linked >= 7_244, "{}", report.replies_linked);
        assert!(report.touches > 1_000, "{}", report.touches);
        assert!(report.people_accepted.len() > 10);

        let plan = book.today("2013-06-03".parse().unwrap()).unwrap();
        assert!(!plan.moves.is_empty() && plan.moves.len() <= 3, "{plan:?}");

        let again = accept(&book, &path, &[]);
        assert_eq!(again.messages, 9_660);
        assert!(again.known_already >= 9_568);
        assert_eq!((again.touches, again.people_found), (0, 0));
    });
}

#[test]
fn the_other_archives_are_read_whole() {
    for (name, messages) in [("x2go-dev", 6_934), ("fetchmail-users", 3_515)] {
        let Some(path) = archive(name) else { return };
        let folder = tempfile::tempdir().unwrap();
        let book = open(folder.path().join("book.db").to_str().unwrap());
        let me = frequent_author(&book, &path);
        let report = accept(&book, &path, &[&me]);
        assert_eq!(report.messages, messages, "{name}");
        assert!(report.touches > 100, "{name}: {}", report.touches);
    }
}

const MAILBOX: &str = "\
From noor@troth.example Mon Mar  2 09:00:00 2026
From: Noor Haddad <noor@troth.example>
To: Ana Lindqvist <ana@lindqvist.example>
Date: Mon, 2 Mar 2026 09:00:00 +0000
Message-ID: <1@troth.example>
Subject: The audit

How did it go?

From ana@lindqvist.example Tue Mar  3 09:00:00 2026
From: Ana Lindqvist <ana@lindqvist.example>
To: Noor Haddad <noor@troth.example>
Date: Tue, 3 Mar 2026 09:00:00 +0000
Message-ID: <2@lindqvist.example>
In-Reply-To: <1@troth.example>
Subject: Re: The audit

Well.

From noor@troth.example Thu Mar  5 09:00:00 2026
From: Noor Haddad <noor@troth.example>
To: Ana Lindqvist <ana@lindqvist.example>, Sam Okafor <sam@okafor.example>
Date: Thu, 5 Mar 2026 09:00:00 +0000
Message-ID: <3@troth.example>
Subject: Lunch

Friday?
";

const LATER: &str = "\
From sam@okafor.example Fri Mar  6 09:00:00 2026
From: Sam Okafor <sam@okafor.example>
To: team@list.example
List-Id: <team.list.example>
Date: Fri, 6 Mar 2026 09:00:00 +0000
Message-ID: <4@okafor.example>
In-Reply-To: <3@troth.example>
Subject: Re: Lunch

Yes.
";

#[test]
fn the_order_in_which_mail_arrives_is_of_no_account() {
    each_engine(|place| {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (
            folder.path().join("one.mbox"),
            folder.path().join("two.mbox"),
        );
        std::fs::write(&one, MAILBOX).unwrap();
        std::fs::write(&two, LATER).unwrap();
        let seen = |book: &Book| -> Vec<(String, u32, u32, u32)> {
            let mut people = book.inbox().unwrap();
            people.extend(book.people(&Filter::accepted()).unwrap());
            let mut all: Vec<_> = people
                .into_iter()
                .map(|known| {
                    let facts = known.facts.unwrap();
                    (known.person.name, facts.touches, facts.from_me, facts.days)
                })
                .collect();
            all.sort();
            all
        };
        let forth = open(place);
        accept(&forth, &one, &["noor@troth.example"]);
        accept(&forth, &two, &[]);
        let back = open(folder.path().join("back.db").to_str().unwrap());
        accept(&back, &two, &["noor@troth.example"]);
        accept(&back, &one, &[]);
        assert_eq!(seen(&forth), seen(&back));
        assert_eq!(
            seen(&forth),
            [
                ("Ana Lindqvist".to_owned(), 3, 2, 3),
                ("Sam Okafor".to_owned(), 2, 1, 2)
            ]
        );
        let accepted = forth.people(&Filter::accepted()).unwrap();
        assert_eq!(accepted.len(), 1, "three days and both ways: Ana alone");
    });
}

#[test]
fn a_batch_is_taken_back_whole() {
    each_engine(|place| {
        let folder = tempfile::tempdir().unwrap();
        let (one, two) = (
            folder.path().join("one.mbox"),
            folder.path().join("two.mbox"),
        );
        std::fs::write(&one, MAILBOX).unwrap();
        std::fs::write(&two, LATER).unwrap();
        let book = open(place);
        accept(&book, &one, &["noor@troth.example"]);
        let ana = book.look_up("Ana").unwrap();
        accept(&book, &two, &[]);
        book.undo(&Stamp::now(Door::Cli), None).unwrap();
        assert_eq!(book.people(&Filter::accepted()).unwrap()[0].person.id, ana);
        assert_eq!(book.inbox().unwrap()[0].facts.as_ref().unwrap().touches, 1);
        book.undo(&Stamp::now(Door::Cli), None).unwrap();
        assert!(book.people(&Filter::accepted()).unwrap().is_empty());
        assert!(book.inbox().unwrap().is_empty());
        assert!(book.owner().unwrap().is_none());
        let report = accept(&book, &one, &["noor@troth.example"]);
        assert_eq!((report.known_already, report.people_found), (0, 2));
    });
}
