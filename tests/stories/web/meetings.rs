//! Meetings and briefs in the web app.

use super::{Cast, Visitor, cast};
use crate::support::each_engine;

fn arranged(visitor: &Visitor, cast: &Cast) -> (String, String) {
    let ana = cast.ana.0.to_string();
    let page = visitor.writes(
        "/meetings",
        &[
            ("people", &ana),
            ("day", "2026-03-10"),
            ("time", "14:00"),
            ("where", "the canteen"),
            ("every", "7"),
            ("kind", "one-to-one"),
            ("back", "/meetings"),
        ],
    );
    let agenda = visitor.book.agenda(super::morning()).unwrap();
    (format!("/meetings/{}", agenda.ahead[0].meeting.id.0), page)
}

#[test]
fn a_meeting_is_noted_and_its_page_is_the_brief() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let (at, page) = arranged(&visitor, &cast);
        for words in [
            "Ana Lindqvist",
            "the canteen",
            "Last times",
            "The personal minute",
            "What came of it",
        ] {
            assert!(page.contains(words), "{words}");
        }
        let today = visitor.page("/");
        assert!(today.contains("At 14:00, the canteen: one to one with Ana Lindqvist."));
        assert!(today.contains(&format!("href=\"{at}\">Open the meeting")));
        let person = visitor.page(&format!("/people/{}", cast.ana.0));
        assert!(person.contains("today 14:00"));
        assert!(visitor.page("/meetings").contains("every 7 days"));
        let sheet = visitor.page("/brief");
        assert!(sheet.contains("class=\"sheet\"") && sheet.contains("Ana Lindqvist"));
    });
}

#[test]
fn what_came_of_a_meeting_is_one_form_and_one_undo() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let (at, _) = arranged(&visitor, &cast);
        let page = visitor.writes(
            &format!("{at}/after"),
            &[
                ("back", &at),
                ("about", "the audit"),
                ("mine", "send the deck by friday\r\ncall the museum"),
                ("theirs", "book the room by 14 march"),
                ("remember", "family: moving house in April"),
                ("asked", "How is the garden?"),
                ("answered", "wild"),
                ("medium", "in-person"),
            ],
        );
        for words in [
            "Noted what came of a meeting",
            "Dear Ana,",
            "- I: send the deck, by 13 March",
            "call the museum",
            "- Ana: book the room, by 14 March",
            "moving house in April",
            "How is the garden?",
            "I have sent it",
        ] {
            assert!(page.contains(words), "{words} in {page}");
        }
        let thanked = visitor.writes(&format!("{at}/thanked"), &[("back", &at)]);
        assert!(thanked.contains("Sent Tuesday, 10 March 2026."));
        let agenda = visitor.book.agenda(super::morning()).unwrap();
        assert_eq!((agenda.ahead.len(), agenda.held.len()), (1, 1));
        for _ in ["the note", "what came of it"] {
            visitor.book.undo(&super::stamp(), None).unwrap();
        }
        let page = visitor.book.page(cast.ana, super::morning()).unwrap();
        assert!(page.promises.is_empty() && page.details.is_empty());
        assert_eq!(page.meetings.len(), 1);
    });
}

#[test]
fn one_meeting_of_a_series_is_called_off_or_the_whole_series() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let (at, page) = arranged(&visitor, &cast);
        assert!(page.contains("Call off this and all after it"));
        let next = visitor.writes(&format!("{at}/call-off"), &[("back", &at)]);
        assert!(next.contains("Tue 17 Mar 14:00"), "{next}");
        let agenda = visitor.book.agenda(super::morning()).unwrap();
        let at = format!("/meetings/{}", agenda.ahead[0].meeting.id.0);
        visitor.writes(&format!("{at}/end"), &[("back", &at)]);
        assert!(
            visitor
                .book
                .agenda(super::morning())
                .unwrap()
                .ahead
                .is_empty()
        );
    });
}

#[test]
fn a_form_refused_keeps_its_lines() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let people = format!("{}, {}", cast.ana.0, cast.sam.0);
        visitor.writes(
            "/meetings",
            &[
                ("people", &people),
                ("day", "2026-03-10"),
                ("time", "09:00"),
            ],
        );
        let agenda = visitor.book.agenda(super::morning()).unwrap();
        let at = format!("/meetings/{}", agenda.ahead[0].meeting.id.0);
        let refused = visitor.post(
            &format!("{at}/after"),
            &[("mine", "send the deck\nbook the room")],
        );
        assert!(
            refused
                .text
                .contains("to whom did you promise “send the deck”?"),
            "{}",
            refused.text
        );
        assert!(
            refused
                .text
                .contains("send the deck\nbook the room</textarea>"),
            "{}",
            refused.text
        );
    });
}

#[test]
fn a_brief_of_several_has_a_line_each_and_one_of_nobody_asks_whom() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let several = visitor.page(&format!(
            "/brief?person={}&person={}",
            cast.ana.0, cast.sam.0
        ));
        assert!(
            several.contains("Who comes")
                && several.contains("you promised: send the driver notes"),
            "{several}"
        );
        let first = visitor.page(&format!("/brief?person={}&as=first", cast.ana.0));
        assert!(first.contains("Ways to begin"));
        assert!(visitor.page("/brief").contains("Whom do you meet"));
    });
}
