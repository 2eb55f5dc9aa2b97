//! A page that is asked for changes nothing: whoever can make a browser ask for one, as any site can with
//! an image, can write nothing by it. What was shown is said by the page itself, or by a form sent from it.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use jiff::ToSpan;
use ledger::Day;
use ledger::person::PersonId;
use troth::book::{Book, Door, NewConcern, Stamp};
use troth::clock;
use troth::web::{App, LOOPBACK};

use super::{HOST, Visitor, coffee, encoded, form, meet, morning, promised};
use crate::support::each_engine;

/// Every address of the app that is asked for, as it stands in the list of routes.
fn addresses() -> Vec<&'static str> {
    let routes = include_str!("../../../src/web/mod.rs");
    let (_, routes) = routes.split_once("Router::new()").unwrap();
    let (routes, _) = routes.split_once(".fallback").unwrap();
    let reads = |route: &&str| route.contains("get(");
    let address = |route: &'static str| route.split('"').nth(1);
    let routes = routes.split(".route(").filter(reads);
    let found: Vec<&str> = routes.filter_map(address).collect();
    assert!(found.len() > 40, "{found:?}");
    found
}

/// A book today in which somebody is suggested: weekly coffees, then five weeks of silence.
fn quiet(book: &Book) -> PersonId {
    let ana = meet(book, "Ana Lindqvist", "ana@lindqvist.example");
    let mut day = today(book).saturating_sub(36.days());
    for _ in 0..12 {
        coffee(book, ana, day);
        day = day.saturating_sub(7.days());
    }
    ana
}

fn today(book: &Book) -> Day {
    clock::today(&book.zone())
}

fn visitor(place: &str) -> Visitor {
    let visitor = Visitor::of(place);
    visitor.on(App::new(visitor.book.clone(), None, LOOPBACK))
}

fn asks(visitor: &Visitor, address: &str, site: &str) -> String {
    let asked = Request::get(address)
        .header(header::HOST, HOST)
        .header("sec-fetch-site", site);
    let answer = visitor.send(asked.body(Body::empty()).unwrap());
    assert!(
        !answer.status.is_server_error(),
        "{address}: {}",
        answer.text
    );
    answer.text
}

#[test]
fn no_address_that_is_asked_for_changes_the_book() {
    each_engine(|place| {
        let visitor = visitor(place);
        let book = &visitor.book;
        let ana = quiet(book);
        let sam = meet(book, "Sam Okafor", "sam@okafor.example");
        promised(book, sam, "send the driver notes", morning());
        let new = NewConcern {
            person: ana,
            what: "sleeps badly".to_owned(),
            check_on: None,
            touch: None,
        };
        let stamp = Stamp::now(Door::Demo);
        let concern = book.raise_concern(&stamp, &new, today(book)).unwrap();
        let ids = [ana.0.to_string(), concern.subject.to_string()];
        let before = book.version().unwrap();
        for address in addresses() {
            let numbered = address
                .replace("{batch}", "1")
                .replace("{name}", "style.css");
            for id in &ids {
                let address = numbered.replace("{id}", id);
                for site in ["none", "same-origin", "cross-site"] {
                    asks(&visitor, &address, site);
                    assert_eq!(book.version().unwrap(), before, "{address} from {site}");
                }
            }
        }
    });
}

/// What the page says of itself when somebody looks at it.
fn told(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("data-shown=\"")?;
    let (told, _) = rest.split_once('"')?;
    Some(told.replace("&amp;", "&"))
}

#[test]
fn what_was_shown_is_said_by_the_page_itself_once() {
    each_engine(|place| {
        let visitor = visitor(place);
        let ana = quiet(&visitor.book);
        let told = told(&visitor.page("/")).expect("Ana is suggested");
        assert!(told.contains(&ana.0.to_string()), "{told}");
        let before = visitor.book.version().unwrap();
        let say = || {
            let fields: Vec<(&str, &str)> = told
                .split('&')
                .map(|pair| pair.split_once('=').unwrap())
                .collect();
            let answer = visitor.post("/shown", &fields);
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        };
        say();
        let after = visitor.book.version().unwrap();
        assert!(after > before);
        say();
        assert_eq!(visitor.book.version().unwrap(), after, "once a day");
        // A page of yesterday, or one that names others, tells nothing.
        let nobody = clock::new_id().to_string();
        let day = today(&visitor.book).to_string();
        visitor.post(
            "/shown",
            &[("day", "2026-03-01"), ("person", &ana.0.to_string())],
        );
        visitor.post("/shown", &[("day", &day), ("person", &nobody)]);
        assert_eq!(visitor.book.version().unwrap(), after);
    });
}

#[test]
fn without_script_the_next_form_from_the_page_says_it() {
    each_engine(|place| {
        let visitor = visitor(place);
        quiet(&visitor.book);
        let from = |page: &str, name: &str| {
            let before = visitor.book.version().unwrap();
            let fields = [("name", name)];
            let sent = form("/people", &fields)
                .header(header::ORIGIN, format!("http://{HOST}"))
                .header(header::REFERER, format!("http://{HOST}{page}"));
            let answer = visitor.send(sent.body(encoded(&fields)).unwrap());
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
            visitor.book.version().unwrap() - before
        };
        assert_eq!(
            from("/people", "Mei Tanaka"),
            1,
            "it was sent from another page"
        );
        assert_eq!(
            from("/?did=3", "Jonas Weber"),
            2,
            "what was shown, then what was sent"
        );
        assert_eq!(from("/", "Leila Amari"), 1, "once a day");
    });
}

#[test]
fn a_page_that_another_site_led_to_does_not_say_that_it_was_shown() {
    each_engine(|place| {
        let visitor = visitor(place);
        quiet(&visitor.book);
        assert!(told(&asks(&visitor, "/", "same-origin")).is_some());
        assert!(told(&asks(&visitor, "/", "cross-site")).is_none());
        assert!(told(&asks(&visitor, "/", "same-site")).is_none());
        assert!(told(&asks(&visitor, "/", "none")).is_some());
    });
}
