//! The calendar at its secret address.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use jiff::ToSpan;
use ledger::meeting::{Kind, Prepared};
use ledger::milestone::{DayOfYear, Occurs, Sort};
use ledger::reminder::Channel;
use troth::book::{Book, NewConcern, NewMeeting, NewMilestone, Place};

use super::{at, stamp, tomorrow, wanted};
use crate::stories::web::{Visitor, cast, morning};
use crate::support::{Troth, each_engine};

/// The cast with one of each thing that has a day.
fn full(book: &Book) {
    let people = cast(book);
    let concern = NewConcern {
        person: people.ana,
        what: "worried about the release; and, well, more".to_owned(),
        check_on: Some(morning().saturating_add(2.days())),
        touch: None,
    };
    book.raise_concern(&stamp(), &concern, morning()).unwrap();
    let birthday = NewMilestone {
        person: people.sam,
        sort: Sort::Birthday,
        what: String::new(),
        occurs: Occurs::Yearly {
            on: DayOfYear::new(4, 2).unwrap(),
            since: None,
        },
    };
    book.milestone(&stamp(), &birthday, morning()).unwrap();
    let meeting = NewMeeting {
        guests: vec![people.ana, people.sam],
        at: at(book, tomorrow(), "9:00"),
        minutes: 45,
        title: "Gauges".to_owned(),
        kind: Kind::ALL[0],
        place: "Lyon".to_owned(),
        every: None,
        prepared: Prepared::default(),
    };
    book.arrange(&stamp(), &meeting).unwrap();
}

#[test]
fn the_calendar_shows_promises_milestones_concerns_meetings_and_todays_moves() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        full(&visitor.book);
        visitor
            .book
            .set_reminders(&stamp(), wanted(&[Channel::Calendar]))
            .unwrap();
        let secret = visitor.book.feed_secret().unwrap().unwrap();
        let answer = visitor.get(&format!("/feed/{secret}.ics"));
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(
            answer.headers["content-type"],
            "text/calendar; charset=utf-8"
        );
        assert_eq!(answer.headers["cache-control"], "no-store");
        assert!(!answer.headers.contains_key("set-cookie"));
        let text = answer.text.replace("\r\n ", "");
        for line in [
            "SUMMARY:Promised Sam Okafor: send the driver notes",
            "DTSTART;VALUE=DATE:20260310",
            "SUMMARY:Sam Okafor: birthday",
            "DTSTART;VALUE=DATE:20260402",
            "SUMMARY:Ask Ana Lindqvist how it is: worried about the release\\; and\\, well\\, more",
            "DTSTART;VALUE=DATE:20260312",
            "SUMMARY:Gauges",
            "LOCATION:Lyon",
            "DESCRIPTION:Ana Lindqvist\\, Sam Okafor",
            "SUMMARY:Be in touch with Ana Lindqvist",
        ] {
            assert!(
                text.contains(&format!("\r\n{line}\r\n")),
                "{line} is not in {text}"
            );
        }
        let marks = |text: &str| -> Vec<String> {
            let lines = text.lines().filter(|line| line.starts_with("UID:"));
            lines.map(str::to_owned).collect()
        };
        let unique: BTreeSet<String> = marks(&text).into_iter().collect();
        assert_eq!(unique.len(), 5, "{unique:?}");
        // The same things keep their marks.
        let again = visitor.page(&format!("/feed/{secret}.ics?tasks"));
        assert_eq!(marks(&again), marks(&text));
        assert_eq!(again.matches("BEGIN:VTODO").count(), 3);
    });
}

#[test]
fn the_calendar_is_at_its_secret_address_alone_until_that_is_renewed() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        full(&visitor.book);
        let off = visitor.get(&format!("/feed/{}.ics", "0".repeat(64)));
        assert_eq!(off.status, StatusCode::NOT_FOUND);
        let page = visitor.writes(
            "/reminders",
            &[
                ("back", "/reminders"),
                ("at", "07:30"),
                ("channel", "calendar"),
            ],
        );
        assert!(page.contains("/feed/"), "{page}");
        let secret = visitor.book.feed_secret().unwrap().unwrap();
        assert_eq!(secret.len(), 64);
        let address = format!("/feed/{secret}.ics");
        assert_eq!(visitor.get(&address).status, StatusCode::OK);
        let near = format!("/feed/{}0.ics", &secret[..63]);
        for wrong in [
            format!("/feed/{secret}"),
            near,
            "/feed/.ics".to_owned(),
            "/feed/x.ics".to_owned(),
        ] {
            if wrong != address {
                assert_eq!(visitor.get(&wrong).status, StatusCode::NOT_FOUND, "{wrong}");
            }
        }
        visitor.writes("/reminders/feed", &[]);
        assert_eq!(visitor.get(&address).status, StatusCode::NOT_FOUND);
        let renewed = visitor.book.feed_secret().unwrap().unwrap();
        assert_eq!(
            visitor.get(&format!("/feed/{renewed}.ics")).status,
            StatusCode::OK
        );
        visitor.writes("/reminders", &[("at", "07:30")]);
        assert_eq!(
            visitor.get(&format!("/feed/{renewed}.ics")).status,
            StatusCode::NOT_FOUND
        );
    });
}

#[test]
fn a_calendar_switched_on_elsewhere_is_given_an_address_here() {
    each_engine(|place| {
        let book = Book::begin(&Place::parse(place)).unwrap();
        cast(&book);
        book.set_reminders(&stamp(), wanted(&[Channel::Calendar]))
            .unwrap();
        let mut export = Vec::new();
        book.export(&mut export).unwrap();
        let restored = || {
            let troth = Troth::new();
            let other = Book::begin(&Place::parse(troth.place())).unwrap();
            other.restore(&mut export.as_slice()).unwrap();
            troth
        };
        let troth = restored();
        let refused = troth.refuses(1, &["reminders", "calendar"]);
        assert!(refused.contains("no address on this machine"), "{refused}");
        assert!(refused.contains("reminders calendar --renew"), "{refused}");
        let page = Visitor::of(troth.place()).page("/reminders");
        assert!(page.contains("Make an address"), "{page}");
        let said = troth.says(&["reminders", "calendar", "--renew"]);
        assert!(said.contains("/feed/"), "{said}");
        let troth = restored();
        troth.says(&["reminders", "--channel", "calendar"]);
        let said = troth.says(&["reminders", "calendar"]);
        assert!(said.contains("/feed/"), "{said}");
    });
}
