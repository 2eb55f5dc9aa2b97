//! Circles on the web: made, filled and changed by plain forms; days in person; the year looked at.

use axum::http::StatusCode;
use ledger::circle::CircleId;
use troth::book::Book;

use super::{Visitor, cast, coffee, meet, morning, requests};
use crate::support::each_engine;

fn only_circle(book: &Book) -> CircleId {
    book.circle_names().unwrap()[0].0
}

fn members(book: &Book) -> Vec<String> {
    let company = book.company(only_circle(book), morning()).unwrap();
    company
        .members
        .into_iter()
        .map(|member| member.name)
        .collect()
}

#[test]
fn a_circle_is_made_filled_and_given_a_rhythm_by_plain_forms() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        cast(&visitor.book);
        assert!(visitor.page("/circles").contains("No circles yet."));
        let request = requests(&visitor.page("/circles"))[0].clone();
        let fields = [
            ("request", request.as_str()),
            ("name", "Field team"),
            ("kind", "team"),
            ("people", "Ana Lindqvist, Sam Okafor"),
            ("rhythm", "every two weeks"),
        ];
        let page = visitor.writes("/circles", &fields);
        assert!(page.contains("Two people, every 2 weeks."), "{page}");
        visitor.post("/circles", &fields);
        assert_eq!(
            visitor.book.circle_names().unwrap().len(),
            1,
            "sent twice, made once"
        );

        let at = format!("/circles/{}", only_circle(&visitor.book).0);
        visitor.writes(
            &format!("{at}/part"),
            &[("person", "Sam Okafor"), ("back", &at)],
        );
        assert_eq!(members(&visitor.book), ["Ana Lindqvist"]);
        visitor.writes(
            &format!("{at}/add"),
            &[("people", "Sam Okafor"), ("back", &at)],
        );
        assert_eq!(members(&visitor.book).len(), 2);
        let page = visitor.writes(
            &at,
            &[
                ("name", "Field"),
                ("kind", "place"),
                ("rhythm", ""),
                ("back", &at),
            ],
        );
        assert!(
            page.contains("Two people, each in their own rhythm."),
            "{page}"
        );
        let refused = visitor.post(
            &at,
            &[("name", "Field"), ("rhythm", "now and then"), ("back", &at)],
        );
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.text.contains("is not a rhythm I understand"),
            "{}",
            refused.text
        );
        let page = visitor.writes(&format!("{at}/disband"), &[("back", "/circles")]);
        assert!(
            page.contains("Ended a circle.") && page.contains("No circles yet."),
            "{page}"
        );
    });
}

#[test]
fn a_person_is_put_into_a_circle_from_their_page_and_shows_it() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let at = format!("/people/{}", cast.ana.0);
        let page = visitor.writes(
            &format!("{at}/circles"),
            &[("circle", "Mentors"), ("back", &at)],
        );
        assert!(page.contains("class=\"chip\""), "{page}");
        visitor.writes(
            &format!("/people/{}/circles", cast.sam.0),
            &[("circle", "mentors"), ("back", &at)],
        );
        assert_eq!(members(&visitor.book), ["Ana Lindqvist", "Sam Okafor"]);
        let page = visitor.writes(
            &format!("{at}/rhythm"),
            &[("rhythm", "monthly, in person"), ("back", &at)],
        );
        assert!(page.contains("Set to monthly, in person."), "{page}");
        assert!(page.contains("Last in person 36 days ago."), "{page}");
    });
}

#[test]
fn a_day_in_person_stands_in_the_morning_and_a_word_there_is_noted_with_one_press() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let mei = meet(&visitor.book, "Mei Tanaka", "mei@tanaka.example");
        coffee(&visitor.book, mei, morning().yesterday().unwrap());
        visitor.writes(
            "/circles",
            &[
                ("name", "Lyon office"),
                ("kind", "place"),
                ("people", "Ana Lindqvist, Mei Tanaka"),
            ],
        );
        let at = format!("/circles/{}", only_circle(&visitor.book).0);
        let page = visitor.writes(
            &format!("{at}/walk-around"),
            &[("day", "2026-03-10"), ("back", &at)],
        );
        assert!(page.contains("Tuesday, 10 March 2026"), "{page}");
        let today = visitor.page("/");
        assert!(today.contains("One person there whom you have not spoken with informally for a month: Ana Lindqvist."), "{today}");
        assert!(today.contains("Whom to look for"), "{today}");
        let said = visitor.writes(
            "/touches",
            &[
                ("person", &cast.ana.0.to_string()),
                ("way", "hallway"),
                ("began", "me"),
                ("back", &at),
            ],
        );
        assert!(said.contains("Noted a touch"), "{said}");
        assert!(!visitor.page("/").contains("Whom to look for"));
        let refused = visitor.post(
            &format!("{at}/walk-around"),
            &[("day", "2026-03-01"), ("back", &at)],
        );
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn the_year_is_looked_at_with_the_numbers_behind_each_plot() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        cast(&visitor.book);
        let page = visitor.page("/insight");
        for words in [
            "How you keep in touch",
            "Never an informal word",
            "When did someone last just drop by?",
            "How this is judged",
            "Afterwards is not because.",
        ] {
            assert!(page.contains(words), "{words} is missing");
        }
        let plots = page.matches("<figure class=\"plot\"").count();
        assert_eq!(page.matches("As a table").count(), plots);
        assert!(visitor.page("/insight?months=6").contains("A year"));
        assert_eq!(visitor.get("/insight?months=5000").status, StatusCode::OK);
    });
}

#[test]
fn an_address_of_no_circle_leads_nowhere_in_words() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let nobody = uuid::Uuid::nil();
        for address in [
            format!("/circles/{nobody}"),
            format!("/walk-arounds/{nobody}"),
        ] {
            assert_eq!(
                visitor.get(&address).status,
                StatusCode::NOT_FOUND,
                "{address}"
            );
        }
        assert!(
            visitor
                .page("/insight")
                .contains("Nothing is noted in this time.")
        );
    });
}
