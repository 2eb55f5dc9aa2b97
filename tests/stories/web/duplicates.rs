//! Who is who, one question after another: answered with one press, taken back with another.

use ledger::handle::Handle;
use troth::book::{Book, Door, Filter, Stamp};

use super::{Visitor, meet};
use crate::support::crowd::CROWD;
use crate::support::each_engine;

fn crowd(book: &Book) {
    for name in CROWD {
        let mail = format!("{}@work.example", name.to_lowercase().replace(' ', "."));
        book.meet(&Stamp::now(Door::Demo), name, &[Handle::mail(&mail)])
            .unwrap();
    }
}

fn many(book: &Book) -> usize {
    book.people(&Filter::accepted()).unwrap().len()
}

/// The undo of the notice at the head of a page.
fn undo_line(page: &str) -> &str {
    let after = page.split("name=\"line\" value=\"").nth(1).unwrap();
    after.split('"').next().unwrap()
}

#[test]
fn nobody_looks_like_somebody_else_and_the_page_says_so() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let page = visitor.page("/duplicates");
        assert!(page.contains("Nobody in this book looks like somebody else in it."));
        assert!(!visitor.page("/inbox").contains("about who is who"));
        assert!(visitor.page("/more").contains("href=\"/duplicates\""));
    });
}

#[test]
fn two_entries_are_asked_about_with_reasons_and_answered_with_one_press() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        crowd(&visitor.book);
        let one = meet(&visitor.book, "Björn Wikström", "bjorn@wikstrom.example");
        let other = meet(&visitor.book, "Wikstrom, Bjorn", "bwikstrom@old.example");
        for way in ["/people", "/inbox"] {
            assert!(
                visitor.page(way).contains("One question about who is who"),
                "{way}"
            );
        }
        let page = visitor.page("/duplicates");
        for words in [
            "1 of 1",
            "Björn Wikström",
            "Wikstrom, Bjorn",
            "bwikstrom@old.example",
            "Same name",
            "The same person",
            "Not the same",
            "data-key=\"y\"",
            "data-key=\"x\"",
            "data-key=\"s\"",
        ] {
            assert!(page.contains(words), "{words} is missing");
        }
        let (one, other) = (one.0.to_string(), other.0.to_string());
        let fields = [
            ("back", "/duplicates"),
            ("person", &one),
            ("person", &other),
            ("answer", "same"),
        ];
        let before = many(&visitor.book);
        let page = visitor.writes("/duplicates", &fields);
        assert!(page.contains("Merged two people"), "{page}");
        assert_eq!(many(&visitor.book), before - 1);
        assert!(!visitor.page("/people").contains("about who is who"));
        // One key takes it back, and it is asked again.
        let line = undo_line(&page).to_owned();
        visitor.writes("/undo", &[("line", &line), ("back", "/duplicates")]);
        assert_eq!(many(&visitor.book), before);

        let fields = [
            ("back", "/duplicates"),
            ("person", &one),
            ("person", &other),
            ("answer", "not-same"),
        ];
        let page = visitor.writes("/duplicates", &fields);
        assert!(page.contains("Said who are not the same person"), "{page}");
        assert!(page.contains("Nobody in this book looks like somebody else in it."));
        let line = undo_line(&page).to_owned();
        visitor.writes("/undo", &[("line", &line), ("back", "/duplicates")]);
        assert!(visitor.page("/duplicates").contains("1 of 1"));
        // Skipped, it waits for another time.
        let skipped = visitor.page("/duplicates?at=1");
        assert!(skipped.contains("Look at them now"), "{skipped}");
    });
}

#[test]
fn more_than_two_entries_are_merged_at_once_and_parted_at_once() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        crowd(&visitor.book);
        let people = [
            meet(&visitor.book, "Björn Wikström", "bjorn@wikstrom.example"),
            meet(&visitor.book, "Björn Wikström", "bwikstrom@old.example"),
            meet(
                &visitor.book,
                "Wikström, Björn",
                "bjorn.wikstrom@club.example",
            ),
        ];
        let page = visitor.page("/duplicates");
        assert!(
            page.contains("Which of these are the same person?"),
            "{page}"
        );
        assert_eq!(page.matches("type=\"checkbox\"").count(), 3);
        let ids = people.map(|one| one.0.to_string());
        let mut fields = vec![("back", "/duplicates"), ("answer", "same")];
        fields.extend(ids.iter().map(|id| ("person", id.as_str())));
        let before = many(&visitor.book);
        let page = visitor.writes("/duplicates", &fields);
        assert!(
            page.contains("Merged several entries of one person"),
            "{page}"
        );
        assert_eq!(many(&visitor.book), before - 2);
        let line = undo_line(&page).to_owned();
        visitor.writes("/undo", &[("line", &line), ("back", "/duplicates")]);
        assert_eq!(many(&visitor.book), before);
        // One alone is no answer.
        let alone = visitor.post("/duplicates", &[("answer", "same"), ("person", &ids[0])]);
        assert_eq!(alone.status, axum::http::StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            alone.text.contains("Who is the same as whom"),
            "{}",
            alone.text
        );
    });
}
