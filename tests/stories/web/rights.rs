//! In the browser: everything about somebody on one page, forgetting them after their whole name
//! was typed, and for how long things are kept.

use axum::http::StatusCode;
use jiff::civil::date;
use troth::web::{App, LOOPBACK};

use super::{Cast, Visitor, cast};
use crate::support::each_engine;

fn whole(place: &str) -> (Visitor, Cast) {
    let visitor = Visitor::of(place);
    let cast = cast(&visitor.book);
    (visitor, cast)
}

#[test]
fn a_person_is_shown_everything_on_one_page_that_prints() {
    each_engine(|place| {
        let (visitor, cast) = whole(place);
        let page = visitor.page(&format!("/people/{}/everything", cast.ana.0));
        for words in [
            "Everything about",
            "ana@lindqvist.example",
            "how the audit is going",
            "What was written about them, line by line",
            "their own view is not in this book",
        ] {
            assert!(page.contains(words), "{words} is missing in {page}");
        }
        let own = visitor.page(&format!("/people/{}?open=rights", cast.ana.0));
        assert!(own.contains("/everything") && own.contains("/forget"));
    });
}

#[test]
fn a_person_is_forgotten_in_the_browser_after_their_whole_name_was_typed() {
    each_engine(|place| {
        let (visitor, cast) = whole(place);
        let at = format!("/people/{}/forget", cast.ana.0);
        let asked = visitor.page(&at);
        assert!(asked.contains("This cannot be taken back"), "{asked}");
        let wrong = visitor.post(&at, &[("name", "Ana"), ("back", &at)]);
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            wrong.text.contains("nothing was forgotten")
                || wrong.text.contains("Nothing was forgotten")
        );
        let request = [
            ("name", "Ana Lindqvist"),
            ("back", "/people"),
            ("request", "0192f3a1-0000-7000-8000-000000000001"),
        ];
        let done = visitor.writes(&at, &request);
        assert!(done.contains("Somebody was forgotten."), "{done}");
        // The same form sent again does nothing more, and says the same.
        assert_eq!(visitor.writes(&at, &request), done);
        assert_eq!(
            visitor.get(&format!("/people/{}", cast.ana.0)).status,
            StatusCode::NOT_FOUND
        );
        for address in [
            "/",
            "/people",
            "/search?q=lindqvist",
            "/history",
            "/promises",
            "/forgotten",
        ] {
            let page = visitor.get(address).text.replace("value=\"lindqvist\"", "");
            let page = page.replace("“lindqvist”", "").to_lowercase();
            assert!(
                !page.contains("lindqvist") && !page.contains("ana "),
                "{address}: {page}"
            );
        }
        let history = visitor.page("/history");
        assert!(history.contains("Forgot somebody"));
        let newest = history.split("Forgot somebody").nth(1).unwrap();
        let row = newest.split("</li>").next().unwrap();
        assert!(!row.contains("Undo"), "it cannot be taken back: {row}");
    });
}

#[test]
fn for_how_long_things_are_kept_is_set_shown_and_carried_out_in_the_browser() {
    each_engine(|place| {
        let (visitor, _) = whole(place);
        let page = visitor.page("/retention");
        assert!(page.contains("Nothing is set to go."), "{page}");
        let page = visitor.writes(
            "/retention/subjects",
            &[("value", "3"), ("back", "/retention")],
        );
        assert!(
            page.contains("Changed how long something is kept"),
            "{page}"
        );
        assert!(page.contains("Nothing is older than it is kept."), "{page}");
        let refused = visitor.post("/retention/undo", &[("value", "1"), ("back", "/retention")]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.text.contains("is kept for 7 to 3650 days"),
            "{}",
            refused.text
        );
        visitor.writes("/retention/undo", &[("value", "7"), ("back", "/retention")]);
        let in_years = visitor.on(App::new(
            visitor.book.clone(),
            Some(date(2031, 3, 10)),
            LOOPBACK,
        ));
        assert!(in_years.page("/retention").contains("Would go:"));
        // What would go in years is looked at, and stays.
        let refused = in_years.post("/retention/apply", &[("back", "/retention")]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let today = visitor.on(App::new(visitor.book.clone(), None, LOOPBACK));
        let applied = today.writes("/retention/apply", &[("back", "/retention")]);
        assert!(
            !applied.contains("action=\"/undo\""),
            "it is not taken back: {applied}"
        );
        visitor.writes("/retention/undo", &[("value", ""), ("back", "/retention")]);
        visitor.writes(
            "/retention/subjects",
            &[("value", ""), ("back", "/retention")],
        );
        assert!(visitor.page("/retention").contains("Nothing is set to go."));
    });
}

#[test]
fn the_files_are_cleared_by_a_press_once_no_other_program_has_the_book_open() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.db");
    let visitor = Visitor::of(path.to_str().unwrap());
    cast(&visitor.book);
    let other = rusqlite::Connection::open(&path).unwrap();
    other
        .execute_batch("begin; select count(*) from person")
        .unwrap();
    let held = visitor.writes("/retention/clear", &[("back", "/retention")]);
    assert!(held.contains("Another program has the book open") && held.contains("Clear the files"));
    drop(other);
    let cleared = visitor.writes("/retention/clear", &[("back", "/retention")]);
    assert!(cleared.contains("written anew") && !cleared.contains("Clear the files"));
}
