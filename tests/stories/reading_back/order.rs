//! Names stand in one order on every engine and every machine, whatever language a server sorts by.

use ledger::Day;
use ledger::person::PersonId;
use ledger::touch::Side;
use serde_json::{Value, json};
use troth::book::{Book, Filter, Place};

use super::small::{ANA, SAM, Small};
use crate::support::Postgres;

const MORNING: Day = troth::demo::MORNING;

/// In the order they are to stand in.
const NAMES: [&str; 8] = [
    "Åsa Berg",
    "asa Carlsson",
    "de Boer",
    "de la Cruz",
    "Dee Abel",
    "Élodie Abel",
    "elodie Brun",
    "Zoë Zeman",
];

fn person(n: usize, name: &str) -> Value {
    let id = format!("{:032x}", 0x1000 + n);
    json!({
        "is": "person", "id": id, "name": name, "named_by": "owner", "importance": 2,
        "standing": "accepted", "standing_by": "owner", "root": id,
    })
}

/// Three circles of one rhythm, with Ana in each: of equals the first by name is followed.
fn circle(n: usize, name: &str) -> [Value; 2] {
    let id = format!("{:032x}", 0x2000 + n);
    [
        json!({
            "is": "circle", "id": id, "name": name, "kind": "other", "days": 7, "in_person": 0, "weekdays": "",
        }),
        json!({ "is": "membership", "circle": id, "person": ANA }),
    ]
}

fn small() -> Small {
    let mut small = Small::book();
    let mut rows: Vec<Value> = Vec::new();
    rows.extend(
        NAMES
            .iter()
            .rev()
            .enumerate()
            .map(|(n, name)| person(n, name)),
    );
    for (n, name) in ["b-side", "Bseats", "B tea"].into_iter().enumerate() {
        rows.extend(circle(n, name));
    }
    for name in ["b-side", "bseats", "b tea"] {
        rows.push(json!({ "is": "happening", "name": name, "day": "2026-03-02" }));
    }
    let touch = "00000000000000000000000000000011";
    for moment in [
        "credit-given",
        "credit-taken",
        "help-offered",
        "bid-answered",
    ] {
        rows.push(json!({ "is": "moment", "person": SAM, "touch": touch, "name": moment, "side": "mine" }));
    }
    for address in ["a-z@x.example", "ab@x.example", "a.c@x.example"] {
        rows.push(json!({ "is": "handle", "kind": "mail", "value": address, "person": ANA }));
    }
    small
        .0
        .extend(rows.iter().map(|row| row.as_object().unwrap().clone()));
    small
}

/// What an owner sees that names or texts put in order.
fn seen(book: &Book) -> String {
    let people = book.people(&Filter::accepted()).unwrap();
    let names: Vec<String> = people.into_iter().map(|known| known.person.name).collect();
    let id = |text: &str| PersonId(text.parse().unwrap());
    let page = book.page(id(ANA), MORNING).unwrap();
    let moments = book.touches(id(SAM), MORNING).unwrap().remove(0).moments;
    let of_mine = moments.iter().filter(|judged| judged.side == Side::Mine);
    let moments: Vec<&str> = of_mine.map(|judged| judged.moment.id()).collect();
    let known = book.person(id(ANA)).unwrap();
    format!(
        "{names:#?}\n{:#?}\n{:#?}\n{moments:#?}\n{:#?}\n{}\n{:#?}",
        page.followed
            .and_then(|followed| followed.circle)
            .map(|(_, name)| name),
        book.happenings(MORNING).unwrap(),
        known.handles,
        book.told_apart(id(ANA)).unwrap(),
        book.week(MORNING, MORNING).unwrap(),
    )
}

fn read_in(place: &str) -> Book {
    let book = Book::begin(&Place::parse(place)).unwrap();
    book.restore(&mut small().text().as_bytes()).unwrap();
    book
}

#[test]
fn names_stand_in_the_same_order_on_a_server_with_a_language_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let here = read_in(folder.path().join("book.db").to_str().unwrap());
    let people = here.people(&Filter::accepted()).unwrap();
    let names: Vec<&str> = people
        .iter()
        .map(|known| known.person.name.as_str())
        .collect();
    let names: Vec<&str> = names
        .into_iter()
        .filter(|name| NAMES.contains(name))
        .collect();
    assert_eq!(names, NAMES);
    let Some(place) = Postgres::or_skip().and_then(Postgres::book_in_order_of_a_language) else {
        return;
    };
    let there = read_in(&place);
    assert_eq!(seen(&here), seen(&there));
}
