//! The week in a browser: told, a focus chosen and taken back, last week's looked back on.

use axum::http::StatusCode;
use ledger::moment::Moment;
use troth::book::{Door, Stamp};

use super::{Visitor, cast, coffee, morning, requests};
use crate::support::each_engine;

#[test]
fn the_week_is_told_with_names_that_lead_to_their_pages() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        coffee(&visitor.book, cast.ana, morning());
        let page = visitor.page("/week");
        assert!(page.contains("9 to 15 March"));
        let told = format!(
            "You listened to <a href=\"/people/{}\">Ana Lindqvist</a>: how the audit is going",
            cast.ana.0
        );
        assert!(page.contains(&told), "{page}");
        let before = visitor.page("/week?of=2026-03-05");
        assert!(before.contains("2 to 8 March") && before.contains("Sam Okafor"));
    });
}

#[test]
fn a_focus_is_chosen_shown_in_the_morning_and_taken_back() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        cast(&visitor.book);
        let request = requests(&visitor.page("/week"))[0].clone();
        let fields = [
            ("request", request.as_str()),
            ("back", "/week"),
            ("week", "2026-03-09"),
            ("moment", "credit-given"),
        ];
        let page = visitor.writes("/week/focus", &fields);
        assert!(page.contains("Chose what to practise."));
        assert!(page.contains("/practice/give-credit"));
        visitor.writes("/week/focus", &fields);
        assert_eq!(
            visitor
                .book
                .history(None, 20)
                .unwrap()
                .iter()
                .filter(|line| line.verb == "focus")
                .count(),
            1
        );
        assert!(
            visitor
                .page("/")
                .contains("This week: name whose work it was, before others")
        );
        visitor.writes(
            "/undo",
            &[(
                "line",
                &visitor.book.history(None, 1).unwrap()[0].seq.to_string(),
            )],
        );
        assert!(!visitor.page("/").contains("This week: "));
        assert_eq!(visitor.book.focus_of(morning()).unwrap(), None);
    });
}

#[test]
fn last_weeks_focus_is_looked_back_on_and_what_was_typed_is_not_lost() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let monday = "2026-03-02".parse().unwrap();
        let stamp = Stamp::now(Door::Demo);
        visitor
            .book
            .focus(&stamp, Moment::Listened, monday, monday)
            .unwrap();
        coffee(&visitor.book, cast.ana, "2026-03-03".parse().unwrap());
        let page = visitor.page("/week");
        // Sam's coffee of Thursday, and this one.
        assert!(
            page.contains("The book has it twice in that week."),
            "{page}"
        );
        let long = "x".repeat(501);
        let refused = visitor.post(
            "/week/look-back",
            &[("week", "2026-03-02"), ("words", &long)],
        );
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains(&long));
        let page = visitor.writes(
            "/week/look-back",
            &[
                ("back", "/week"),
                ("week", "2026-03-02"),
                ("words", "twice, and gladly"),
            ],
        );
        assert!(
            page.contains("twice, and gladly") && page.contains("Looked back on a week’s focus.")
        );
    });
}

#[test]
fn a_week_that_is_over_and_a_withdrawal_are_refused() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        for (week, moment, why) in [
            ("2026-03-02", "listened", "is over"),
            ("2026-03-09", "blamed", "nothing to practise"),
            ("2026-03-09", "shouted", "not in the chart of moments"),
        ] {
            let fields = [("week", week), ("moment", moment)];
            let refused = visitor.post("/week/focus", &fields);
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.text.contains(why), "{}", refused.text);
        }
    });
}
