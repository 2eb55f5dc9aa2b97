//! Times the clocks leave out, and times that come twice: in both doors, where somebody types one.

use axum::http::StatusCode;

use super::{Visitor, meet};
use crate::support::{Troth, each_engine};

/// A book begun where the clocks go forward on 29 March 2026 and back on 25 October.
fn in_berlin(place: &str) -> (Troth, Visitor) {
    let troth = Troth::with_book(place);
    let mut begin = troth.command(&["meet", "Ana Lindqvist"]);
    assert!(begin.env("TZ", "Europe/Berlin").status().unwrap().success());
    let visitor = Visitor::of(place);
    assert_eq!(visitor.book.zone().iana_name(), Some("Europe/Berlin"));
    (troth, visitor)
}

#[test]
fn a_time_that_never_comes_is_refused_with_the_nearest() {
    each_engine(|place| {
        let (troth, visitor) = in_berlin(place);
        let missing = "there is no 02:30 on Sun 29 Mar 2026: the clocks go from 02:00 to 03:00";
        let near = "the nearest are 01:59 and 03:00";
        for args in [
            ["meet", "ana", "--at", "2026-03-29 02:30"].as_slice(),
            &["log", "call", "ana", "--on", "2026-03-29", "--at", "02:30"],
        ] {
            let refused = troth.refuses(1, args);
            assert!(
                refused.contains(missing) && refused.contains(near),
                "{refused}"
            );
        }
        let form = |time| {
            [
                ("people", "Ana Lindqvist"),
                ("day", "2026-03-29"),
                ("time", time),
            ]
        };
        let refused = visitor.post("/meetings", &form("02:30"));
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let text = refused.text.to_lowercase();
        assert!(
            text.contains(&missing.to_lowercase()) && text.contains(near),
            "{text}"
        );
        assert!(
            refused.text.contains("value=\"02:30\""),
            "nothing typed is lost"
        );
        let noted = visitor.writes("/meetings", &form("03:00"));
        assert!(noted.contains("03:00"), "{noted}");
        let agenda = visitor.book.agenda(super::morning()).unwrap();
        let id = agenda.ahead[0].meeting.id.0;
        let moved = visitor.post(&format!("/meetings/{id}/move"), &form("02:30")[1..]);
        assert_eq!(moved.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn of_a_time_that_comes_twice_it_is_said_which_is_meant() {
    each_engine(|place| {
        let (troth, visitor) = in_berlin(place);
        meet(&visitor.book, "Sam Okafor", "sam@okafor.example");
        let said = troth.says(&[
            "meet",
            "ana",
            "--at",
            "2026-10-25 02:30",
            "--on",
            "2026-10-24",
        ]);
        assert!(said.contains("02:30, the first of two"), "{said}");
        let form = [
            ("people", "Sam Okafor"),
            ("day", "2026-10-25"),
            ("time", "02:30"),
        ];
        let page = visitor.writes("/meetings", &form);
        assert!(page.contains("02:30, the first of two"), "{page}");
        let logged = troth.run(&["log", "call", "ana", "--on", "2026-10-25", "--at", "02:30"]);
        assert_eq!(logged.code, 0, "{logged:?}");
        let told = "The clock shows 02:30 twice that day: the first of two is noted.";
        assert!(logged.err.contains(told), "{logged:?}");
    });
}
