//! The whole made-up book in the browser: every page is alive, and none says nonsense.

use troth::book::{Book, Place};

use super::Visitor;
use crate::support::each_engine;

const PAGES: &[(&str, &str)] = &[
    ("/", "On your mind"),
    ("/more", "All pages"),
    ("/people", "Ana Lindqvist"),
    ("/promises", "Tell early"),
    ("/week", "Name whose work it was, before others."),
    ("/meetings", "Say what came of it"),
    ("/brief", "bring coffee"),
    ("/repairs", "Done by you"),
    ("/concerns", "The rota is unfair to the field team"),
    ("/contributions", "Thanks to come"),
    ("/circles", "five people to look for"),
    ("/milestones", "28 Feb 2027"),
    ("/insight", "North bank"),
    ("/profile", "second alto"),
    ("/import", "4,812 messages"),
    ("/keys", "all pages"),
];

#[test]
fn every_page_of_the_full_book_is_alive_and_says_no_nonsense() {
    each_engine(|place| {
        troth::demo::book_in(&Book::begin(&Place::parse(place)).unwrap()).unwrap();
        let visitor = Visitor::of(place);
        for (address, said) in PAGES {
            let page = visitor.page(address);
            assert!(page.contains(said), "{address} does not say “{said}”");
            for nonsense in [">0 days", " 1 days", "+0.00", "0 promises", ", read<"] {
                assert!(!page.contains(nonsense), "{address} says “{nonsense}”");
            }
        }
    });
}

#[test]
fn every_page_is_two_presses_away() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let today = visitor.page("/");
        assert!(today.contains("href=\"/more\""));
        let more = visitor.page("/more");
        for (address, _) in PAGES {
            let is_there = more.contains(&format!("href=\"{address}\""));
            assert!(is_there || *address == "/brief", "{address} is not there");
        }
        for link in more.split("href=\"").skip(1) {
            let address = link.split('"').next().unwrap();
            if !address.starts_with('#') && !address.contains("/assets/") {
                visitor.page(address);
            }
        }
    });
}

#[test]
fn a_concern_and_a_contribution_are_noted_and_answered_on_their_lists() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        super::cast(&visitor.book);
        let noted = [
            ("person", "Ana Lindqvist"),
            ("what", "the new rota"),
            ("back", "/concerns"),
        ];
        let page = visitor.writes("/concerns", &noted);
        assert!(page.contains("One concern open."), "{page}");
        let seen = [
            ("person", "Sam Okafor"),
            ("what", "found the leak"),
            ("back", "/contributions"),
        ];
        let page = visitor.writes("/contributions", &seen);
        assert!(page.contains("One word of thanks is still to come."));
        let at = page.split("action=\"/contributions/").nth(1).unwrap();
        let id = at.split('/').next().unwrap();
        let thank = format!("/contributions/{id}/thank");
        let page = visitor.writes(&thank, &[("back", "/contributions")]);
        assert!(page.contains("Credit to come"), "{page}");
    });
}
