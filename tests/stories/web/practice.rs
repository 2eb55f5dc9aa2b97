//! The practice library in a browser: every card opens, a question is answered, and the morning
//! leads to the card that helps.

use axum::http::StatusCode;
use troth::practice::library;

use super::{Visitor, cast, promised};
use crate::support::each_engine;

#[test]
fn every_card_of_the_library_opens_and_leads_on() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let contents = visitor.page("/practice");
        let library = library().unwrap();
        for card in library.cards() {
            let at = format!("/practice/{}", card.id);
            assert!(contents.contains(&format!("href=\"{at}\"")), "{at}");
            let page = visitor.page(&at);
            for part in &card.parts[1..] {
                assert!(page.contains(part.heading.words()), "{at}");
            }
            for related in library.related(card) {
                assert!(page.contains(&format!("/practice/{}", related.id)), "{at}");
            }
        }
        assert_eq!(
            visitor.get("/practice/nowhere").status,
            StatusCode::NOT_FOUND
        );
    });
}

#[test]
fn a_question_is_answered_with_the_card_that_fits_best_and_others() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let page = visitor.page("/practice?q=how+do+I+apologize+properly");
        let best = page.split("Fits best").nth(1).unwrap();
        let (best, others) = best.split_once("Perhaps also").unwrap();
        assert!(best.contains("/practice/apologise"));
        assert!(others.contains("/practice/"));
        let none = visitor.page("/practice?q=xyzzy");
        assert!(none.contains("No card speaks of “xyzzy”") && none.contains("Show all cards"));
    });
}

#[test]
fn a_promise_past_its_day_leads_to_the_card_that_helps() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        assert!(!visitor.page("/").contains("/practice/running-late"));
        promised(
            &visitor.book,
            cast.sam,
            "read the draft",
            "2026-03-08".parse().unwrap(),
        );
        assert!(
            Visitor::of(place)
                .page("/")
                .contains("/practice/running-late")
        );
    });
}
