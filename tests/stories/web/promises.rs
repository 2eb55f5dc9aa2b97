//! The promises page: told early, weighed, and readable however many there are.

use std::fmt::Write;
use std::io::Cursor;

use ledger::touch::Side;
use troth::book::Part;

use super::{Visitor, cast, morning};
use crate::support::each_engine;

#[test]
fn a_promise_about_to_slip_stands_first_with_a_message_and_progress_settles_it() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let page = visitor.page("/promises");
        assert!(
            page.contains("Tell early") && page.contains("Due today, and no progress is noted.")
        );
        assert!(page.contains("I am sorry for the delay."));
        let told = visitor.writes(
            &format!("/promises/{}/progress", cast.notes.0),
            &[
                ("what", "two of three are done"),
                ("told", "yes"),
                ("back", "/promises"),
            ],
        );
        assert!(told.contains("Noted how a promise is coming along · Sam Okafor."));
        assert!(!told.contains("Tell early") && told.contains("two of three are done (told)"));
    });
}

#[test]
fn expectations_are_set_with_the_promise() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let fields = [
            ("person", "Ana Lindqvist"),
            ("what", "the plan"),
            ("due", "2026-03-20"),
            ("expectations", "yes"),
            ("back", "/promises"),
        ];
        visitor.writes("/promises", &fields);
        let page = visitor.book.page(cast.ana, morning()).unwrap();
        let set = page
            .mine
            .lines
            .iter()
            .filter(|line| line.what.starts_with("set clear expectations"));
        assert_eq!(set.count(), 1);
    });
}

/// A book with so many open promises and as many settled.
fn full(count: u32) -> String {
    let owner = "0".repeat(31) + "1";
    let ana = "0".repeat(31) + "2";
    let mut text = String::from("{\"is\":\"book\",\"edition\":1,\"zone\":\"UTC\"}\n");
    for (id, name, standing) in [
        (&owner, "Noor Haddad", "owner"),
        (&ana, "Ana Lindqvist", "accepted"),
    ] {
        let _ = writeln!(
            text,
            "{{\"is\":\"person\",\"id\":\"{id}\",\"name\":\"{name}\",\"named_by\":\"owner\",\"importance\":2,\"standing\":\"{standing}\",\"standing_by\":\"owner\",\"root\":\"{id}\"}}"
        );
    }
    for n in 0..count {
        let side = if n % 2 == 0 { "mine" } else { "theirs" };
        let settled = if n % 4 < 2 {
            ""
        } else {
            ",\"outcome\":\"kept\",\"settled_on\":\"2026-02-01\""
        };
        let _ = writeln!(
            text,
            "{{\"is\":\"promise\",\"id\":\"{:032x}\",\"person\":\"{ana}\",\"side\":\"{side}\",\"what\":\"promise number {n}\",\"made_on\":\"2025-01-01\",\"due\":\"2026-{:02}-{:02}\",\"renewals\":0{settled}}}",
            n + 100,
            4 + n % 8,
            1 + n % 28,
        );
    }
    text
}

#[test]
fn a_book_of_twenty_thousand_promises_is_shown_a_page_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.db");
    let visitor = Visitor::of(path.to_str().unwrap());
    visitor
        .book
        .restore(&mut Cursor::new(full(20_000)))
        .unwrap();
    let page = visitor.page("/promises");
    assert!(page.contains("10,000 promises open: 5,000 of yours, 5,000 of theirs."));
    assert!(page.len() < 600_000, "{} bytes", page.len());
    assert!(
        page.contains("href=\"/promises?show=mine\"")
            && page.contains("href=\"/promises?show=settled\"")
    );
    let second = visitor.page("/promises?show=mine&page=2");
    assert!(second.contains("Page 2 of 84") && second.contains("/promises?show=mine&amp;page=3"));
    let portion = visitor
        .book
        .pledges(Part::Open(Side::Theirs), 4_990, 60)
        .unwrap();
    assert_eq!((portion.pledges.len(), portion.all), (10, 5_000));
    let past_the_end = visitor.page("/promises?show=settled&page=9000");
    assert!(past_the_end.contains("10,000 promises"));
}
