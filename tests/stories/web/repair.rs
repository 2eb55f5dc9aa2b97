//! Mending harm on the pages: noting it with a person, and its path step by step.

use axum::http::StatusCode;

use super::{Visitor, cast};
use crate::support::each_engine;

fn noted(visitor: &Visitor, person: &str, side: &str) -> String {
    let fields = [
        ("what", "left the review undone"),
        ("side", side),
        ("kind", "slip"),
        ("size", "2"),
        ("day", "2026-03-08"),
    ];
    let answer = visitor.post(&format!("/people/{person}/breaches"), &fields);
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let location = answer.headers["location"].clone();
    location.split('?').next().unwrap().to_owned()
}

#[test]
fn the_path_is_walked_step_by_step_with_words_for_each() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let at = noted(&visitor, &cast.sam.0.to_string(), "mine");
        let page = visitor.page(&at);
        assert!(
            page.contains("Left the review undone")
                && page.contains("I did that, and it was not right.")
        );
        let owned = visitor.post(&at, &[("step", "own"), ("back", &at)]);
        assert_eq!(owned.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            owned
                .text
                .contains("One step comes before that: acknowledge it."),
            "{}",
            owned.text
        );
        visitor.writes(&at, &[("step", "acknowledge"), ("back", &at)]);
        let page = visitor.writes(&at, &[("step", "own"), ("back", &at)]);
        assert!(page.contains("Took responsibility · Sam Okafor."));
        let empty = visitor.post(&at, &[("step", "amend"), ("amends", " "), ("back", &at)]);
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = visitor.writes(
            &at,
            &[
                ("step", "amend"),
                ("amends", "did it with Sam"),
                ("back", &at),
            ],
        );
        assert!(page.contains("“did it with Sam”") && page.contains("Keep the next promises"));
        assert!(page.contains("What is left of it, of 100"));
        visitor.writes(
            &format!("/promises/{}/keep", cast.notes.0),
            &[("back", "/promises")],
        );
        assert!(visitor.page(&at).contains("1 promise kept with them"));
        let person = visitor.page(&format!("/people/{}", cast.sam.0));
        assert!(person.contains("href=\"/repairs/") && person.contains("a slip, painful"));
    });
}

#[test]
fn the_morning_leads_to_the_next_step_of_one_repair() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let at = noted(&visitor, &cast.sam.0.to_string(), "mine");
        let morning = visitor.page("/");
        assert!(
            morning.contains(&format!("href=\"{at}\"")) && morning.contains("Take the next step")
        );
        let theirs = noted(&visitor, &cast.ana.0.to_string(), "theirs");
        visitor.writes(&theirs, &[("step", "say"), ("back", "/repairs")]);
        let list = visitor.writes(&theirs, &[("step", "let-go"), ("back", "/repairs")]);
        assert!(list.contains("Behind you") && list.contains("Let go."));
    });
}

#[test]
fn harm_of_a_day_to_come_and_of_no_kind_is_refused_in_words() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let to = format!("/people/{}/breaches", cast.sam.0);
        let early = visitor.post(
            &to,
            &[
                ("what", "x"),
                ("side", "mine"),
                ("kind", "slip"),
                ("size", "1"),
                ("day", "2026-03-11"),
            ],
        );
        assert!(
            early.text.contains("That day has not come yet"),
            "{}",
            early.text
        );
        let vague = visitor.post(&to, &[("what", "x"), ("side", "mine"), ("size", "1")]);
        assert_eq!(vague.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            visitor
                .get("/repairs/01a2006f-44d6-70d3-9208-457748106adf")
                .status
                == StatusCode::NOT_FOUND
        );
    });
}
