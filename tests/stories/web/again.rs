//! Forms sent a second time: the same is done once, something else is done as well, and the page says so.

use axum::http::StatusCode;
use troth::book::Shown;

use super::{Visitor, cast, requests};
use crate::support::each_engine;

fn whats(visitor: &Visitor) -> Vec<String> {
    let open = visitor.book.promises(Shown::Open).unwrap();
    open.into_iter().map(|one| one.promise.what).collect()
}

#[test]
fn a_form_sent_again_with_other_words_is_not_dropped() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        cast(&visitor.book);
        let request = requests(&visitor.page("/new"))[0].clone();
        let sent = |what: &str| {
            let fields = [
                ("request", request.as_str()),
                ("back", "/promises"),
                ("person", "Ana Lindqvist"),
                ("what", what),
            ];
            let answer = visitor.post("/promises", &fields);
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
            answer.headers["location"].clone()
        };
        let (deck, room) = (sent("send the deck"), sent("book the room"));
        assert!(!deck.contains("again") && deck != room);
        assert!(
            visitor
                .page(&room)
                .contains("Noted again: noted a promise · Ana Lindqvist.")
        );
        assert!(
            visitor
                .page(&deck)
                .contains(">Noted a promise · Ana Lindqvist.")
        );
        assert_eq!((sent("send the deck"), sent("book the room")), (deck, room));
        assert_eq!(whats(&visitor).len(), 3, "with the one of the cast");
    });
}

#[test]
fn a_form_sent_again_after_it_was_taken_back_is_done_anew() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        cast(&visitor.book);
        let request = requests(&visitor.page("/new"))[0].clone();
        let fields = [
            ("request", request.as_str()),
            ("back", "/promises"),
            ("person", "Ana Lindqvist"),
            ("what", "send the deck"),
        ];
        let first = visitor.post("/promises", &fields).headers["location"].clone();
        let (_, line) = first.split_once("did=").unwrap();
        visitor.writes("/undo", &[("line", line), ("back", "/promises")]);
        let page = visitor.writes("/promises", &fields);
        assert!(page.contains("Noted again: noted a promise · Ana Lindqvist."));
        assert!(whats(&visitor).contains(&"send the deck".to_owned()));
        visitor.writes("/promises", &fields);
        assert_eq!(whats(&visitor).len(), 2, "and once");
    });
}

#[test]
fn one_request_for_two_things_is_two_requests() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let request = requests(&visitor.page("/promises"))[0].clone();
        for person in [cast.ana, cast.sam] {
            let at = format!("/people/{}/importance", person.0);
            visitor.writes(&at, &[("request", request.as_str()), ("importance", "3")]);
        }
        for person in [cast.ana, cast.sam] {
            let known = visitor.book.person(person).unwrap().person;
            assert_eq!(known.importance.steps(), 3, "{}", known.name);
        }
    });
}

#[test]
fn another_time_zone_is_shown_before_it_is_set() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        cast(&visitor.book);
        assert!(visitor.page("/settings").contains("name=\"zone\""));
        let shown = visitor.post("/settings/zone", &[("zone", "Asia/Tokyo")]);
        assert!(shown.text.contains(" to Asia/Tokyo</h1>"), "{}", shown.text);
        assert_ne!(visitor.book.zone().iana_name(), Some("Asia/Tokyo"));
        let fields = [
            ("zone", "Asia/Tokyo"),
            ("sure", "yes"),
            ("back", "/settings"),
        ];
        let page = visitor.writes("/settings/zone", &fields);
        assert!(
            page.contains("Changed the time zone.") && page.contains("Asia/Tokyo"),
            "{page}"
        );
        let unknown = visitor.post("/settings/zone", &[("zone", "Mars")]);
        assert_eq!(unknown.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            unknown.text.contains("value=\"Mars\""),
            "what was typed is there"
        );
    });
}

#[test]
fn what_somebody_did_tomorrow_is_refused_whatever_it_was() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let breach = format!("/people/{}/breaches", cast.ana.0);
        let keep = format!("/promises/{}/keep", cast.notes.0);
        let tomorrow = "2026-03-11";
        let ana = ("person", "Ana Lindqvist");
        let all: [(&str, &[(&str, &str)]); 5] = [
            ("/touches", &[ana, ("way", "walk"), ("day", tomorrow)]),
            (
                "/contributions",
                &[ana, ("what", "the parser"), ("day", tomorrow)],
            ),
            ("/happenings", &[("what", "release"), ("day", tomorrow)]),
            (
                &breach,
                &[
                    ("side", "mine"),
                    ("kind", "slip"),
                    ("size", "2"),
                    ("what", "late"),
                    ("day", tomorrow),
                ],
            ),
            (&keep, &[("on", tomorrow)]),
        ];
        for (address, fields) in all {
            let refused = visitor.post(address, fields);
            assert_eq!(
                refused.status,
                StatusCode::UNPROCESSABLE_ENTITY,
                "{address}"
            );
            assert!(
                refused.text.contains("hat day has not come yet"),
                "{address}"
            );
        }
    });
}
