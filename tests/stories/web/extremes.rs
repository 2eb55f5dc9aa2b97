//! Whatever stands in a form or an address, the answer is a page or a sentence, and never our mistake.

use axum::http::StatusCode;

use super::{Answer, Visitor, cast, morning};
use crate::support::each_engine;
use troth::book::{Door, NewConcern, Stamp};

const ROUTES: &str = include_str!("../../../src/web/mod.rs");

const FIELDS: &str = "about addresses address after again amends anew answer answered ask asked asked-otherwise \
    at before began birthday by check circle count culture day days dayof due every from home how importance into kind \
    left line mail me medium mine minutes moment month name new note once open other passphrase people \
    person phone place q quiet_from quiet_until questions reading remember renewals request review rhythm roles rule \
    seal setting show side size skip sort style text theirs time title told_by topic touch until value view way \
    what where whole why with words year zone";

/// What a hand, a broken page or somebody who tries might put into a field.
fn values() -> Vec<String> {
    let long = "lång ".repeat(4_000);
    let odd = [
        "",
        "-1",
        "99999999999999999999",
        "9999-12-31",
        "-009999-01-01",
        "🏴‍☠️ \u{202e}x\u{0}y",
        "00000000-0000-0000-0000-000000000000",
        "9223372036854775807",
    ];
    odd.into_iter().map(str::to_owned).chain([long]).collect()
}

/// The addresses whose route is so, with something of the book named in them where one can be.
fn addresses(named: &[(&str, String)], wanted: fn(&str) -> bool) -> Vec<String> {
    let (_, routes) = ROUTES.split_once("Router::new()").unwrap();
    let (routes, _) = routes.split_once(".fallback").unwrap();
    let routes = routes.split(".route(").filter(|route| wanted(route));
    // The one whose name stands in the program and not in the list is no form.
    let address =
        |route: &'static str| route.split('"').nth(1).filter(|text| text.starts_with('/'));
    let filled = |address: &str| {
        let of = named.iter().find(|(shelf, _)| address.starts_with(shelf));
        let id = of.map_or(&named[0].1, |(_, id)| id);
        let address = address.replace("{id}", id).replace("{batch}", "1");
        address.replace("{name}", "x").replace("{rule}", "images")
    };
    let found: Vec<String> = routes.filter_map(address).map(filled).collect();
    assert!(found.len() > 40, "{found:?}");
    found
}

fn mistake(answer: &Answer, address: &str, value: &str) -> Option<String> {
    let value: String = value.chars().take(40).collect();
    let said = answer.text.split("<strong>").nth(1).unwrap_or_default();
    let said: String = said.chars().take(80).collect();
    let is_ours = answer.status == StatusCode::INTERNAL_SERVER_ERROR;
    is_ours.then(|| format!("{address} with {value:?}: {said}"))
}

#[test]
fn no_form_and_no_address_is_answered_with_our_mistake() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let (book, cast) = (&visitor.book, cast(&visitor.book));
        let stamp = || Stamp::now(Door::Demo);
        let concern = NewConcern {
            person: cast.ana,
            what: "sleeps badly".to_owned(),
            check_on: None,
            touch: None,
        };
        let concern = book.raise_concern(&stamp(), &concern, morning()).unwrap();
        let named = [
            ("/people", cast.ana.0.to_string()),
            ("/promises", cast.notes.0.to_string()),
            ("/concerns", concern.subject.to_string()),
        ];
        let reads = addresses(&named, |route| route.contains("get("));
        let writes = addresses(&named, |route| {
            route.contains("post(") || route.contains("verb(")
        });
        let mut mistakes = Vec::new();
        let names: Vec<&str> = FIELDS.split_whitespace().collect();
        for (turn, value) in values().into_iter().enumerate() {
            let all: Vec<(&str, &str)> = names.iter().map(|name| (*name, value.as_str())).collect();
            // The rest makes sense, so that the one value comes further.
            let known = |name: &str| match name {
                "person" | "people" | "with" => Some("Ana Lindqvist"),
                "name" | "what" | "title" | "text" => Some("words"),
                _ => None,
            };
            let most: Vec<(&str, &str)> = all
                .iter()
                .map(|(name, value)| (*name, known(name).unwrap_or(value)))
                .filter(|(name, _)| !matches!(*name, "passphrase" | "again"))
                .collect();
            for (place, address) in writes.iter().enumerate() {
                let fields = if (turn + place) % 2 == 0 { &all } else { &most };
                let answer = visitor.post(address, fields);
                mistakes.extend(mistake(&answer, address, &value));
            }
            let encoded: String = value
                .bytes()
                .take(1_000)
                .map(|byte| format!("%{byte:02X}"))
                .collect();
            let query: Vec<String> = names
                .iter()
                .map(|name| format!("{name}={encoded}"))
                .collect();
            let short = query.iter().map(String::len).sum::<usize>() < 60_000;
            for address in reads.iter().skip(turn % 2).step_by(2).filter(|_| short) {
                let answer = visitor.get(&format!("{address}?{}", query.join("&")));
                mistakes.extend(mistake(&answer, address, &value));
            }
        }
        assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
    });
}
