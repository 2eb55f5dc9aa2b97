//! What the pages show.

use axum::http::StatusCode;
use ledger::person::PersonId;
use uuid::Uuid;

use super::{Cast, Visitor, cast, coffee, meet, morning, requests};
use crate::support::each_engine;

fn addresses(cast: &Cast) -> Vec<String> {
    let person = |id: PersonId| format!("/people/{}", id.0);
    let mut all: Vec<String> = [
        "/",
        "/people",
        "/people?sort=silence",
        "/people?show=waiting",
        "/people?show=ignored",
        "/people?q=ana",
        "/promises",
        "/meetings",
        "/brief",
        "/profile",
        "/inbox",
        "/import",
        "/history",
        "/settings",
        "/keys",
        "/undo",
        "/new",
        "/new?kind=promise",
        "/new?kind=person",
    ]
    .map(str::to_owned)
    .to_vec();
    all.extend([
        person(cast.ana),
        person(cast.sam),
        format!("{}?statement=whole", person(cast.ana)),
        format!("{}/details", person(cast.ana)),
    ]);
    all.push(format!("/new?person={}", cast.ana.0));
    all
}

#[test]
fn every_page_answers_and_holds_no_script_or_style_of_its_own() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        for address in addresses(&cast) {
            let page = visitor.page(&address);
            assert!(!page.contains(" style="), "{address}");
            assert!(!page.contains("<style"), "{address}");
            for handler in [
                " onclick=",
                " onload=",
                " onsubmit=",
                " onchange=",
                "javascript:",
            ] {
                assert!(!page.contains(handler), "{address}: {handler}");
            }
            let scripts = page.matches("<script").count();
            assert_eq!(
                (
                    scripts,
                    page.matches("<script src=\"/assets/keys.js").count()
                ),
                (1, 1),
                "{address}"
            );
        }
    });
}

#[test]
fn an_empty_book_says_how_to_begin() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let page = visitor.page("/");
        assert!(page.contains("This book is empty."));
        assert!(page.contains("href=\"/import\""));
        for address in [
            "/people",
            "/promises",
            "/inbox",
            "/import",
            "/history",
            "/settings",
            "/new",
            "/undo",
        ] {
            visitor.page(address);
        }
    });
}

#[test]
fn the_morning_shows_promises_first_then_people_each_with_a_reason() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        cast(&visitor.book);
        let page = visitor.page("/");
        assert!(page.contains("Tuesday, 10 March"));
        let (notes, ana) = (
            page.find("send the driver notes").unwrap(),
            page.find("Ana Lindqvist").unwrap(),
        );
        assert!(notes < ana, "promises come first");
        assert!(page.contains("36 days"));
        for words in [">Kept<", ">Done<", ">Put off<", ">Not needed<"] {
            assert!(page.contains(words), "{words}");
        }
    });
}

#[test]
fn looking_twice_shows_the_same_morning() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        cast(&visitor.book);
        let without_ids = |page: String| {
            let ids = requests(&page);
            ids.iter()
                .fold(page, |page, id| page.replace(id.as_str(), ""))
        };
        assert_eq!(
            without_ids(visitor.page("/")),
            without_ids(visitor.page("/"))
        );
    });
}

#[test]
fn the_filter_is_the_address() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        cast(&visitor.book);
        meet(&visitor.book, "Tomás Vidal", "tomas@vidal.example");
        let found = visitor.page("/people?q=tomas");
        assert!(found.contains("Tomás Vidal") && !found.contains("Ana Lindqvist"));
        assert!(
            visitor
                .page("/people?q=okafor.example")
                .contains("Sam Okafor")
        );
        let search = visitor.get("/search?q=ana%20l");
        assert_eq!(
            (search.status, search.headers["location"].as_str()),
            (StatusCode::SEE_OTHER, "/people?q=ana%20l")
        );
        let order = visitor.page("/people?sort=silence");
        assert!(
            order.find("Ana Lindqvist") < order.find("Sam Okafor"),
            "the longest silence first"
        );
        let nobody = visitor.page("/people?q=%22%3Cb%3E");
        assert!(nobody.contains("&lt;b&gt;") && !nobody.contains("<b>"));
    });
}

#[test]
fn a_persons_page_says_where_we_stand_and_from_what() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let page = visitor.page(&format!("/people/{}", cast.ana.0));
        for words in [
            "Nothing noted for 36 days, usually 7.",
            "noted by hand",
            "Your side of the account with Ana",
            "<svg",
            "ana@lindqvist.example",
            "listened",
        ] {
            assert!(page.contains(words), "{words}");
        }
    });
}

#[test]
fn the_numbers_behind_a_plot_are_one_press_away() {
    let folder = tempfile::tempdir().unwrap();
    let visitor = Visitor::of(folder.path().join("book.db").to_str().unwrap());
    let cast = cast(&visitor.book);
    coffee(&visitor.book, cast.ana, morning());
    let at = format!("/people/{}", cast.ana.0);
    let folded = visitor.page(&at);
    for (key, heading) in [
        ("balances", "Balance</th>"),
        ("months", "Days in touch</th>"),
    ] {
        assert!(
            folded.contains(&format!("href=\"?open={key}#{key}\"")),
            "{key}"
        );
        assert!(!folded.contains(heading), "{key}");
        let unfolded = visitor.page(&format!("{at}?open={key}"));
        assert!(unfolded.contains(heading), "{key}");
        assert!(
            unfolded.contains(&format!("<details id=\"{key}\" open>")),
            "{key}"
        );
    }
    let whole = visitor.page(&format!("{at}?statement=whole"));
    assert!(whole.contains("Balance</th>") && whole.contains("Days in touch</th>"));
}

#[test]
fn the_statements_lines_add_up_on_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let visitor = Visitor::of(folder.path().join("book.db").to_str().unwrap());
    let cast = cast(&visitor.book);
    for _ in 0..60 {
        coffee(&visitor.book, cast.ana, morning());
    }
    let page = visitor.page(&format!("/people/{}?open=statement", cast.ana.0));
    let table = page
        .split("Your side, line by line")
        .nth(1)
        .unwrap()
        .split("</table>")
        .next()
        .unwrap();
    let worth = |cell: &str| -> f64 {
        let text: String = cell.chars().take_while(|letter| *letter != '<').collect();
        text.replace('−', "-").parse().unwrap()
    };
    let lines: Vec<f64> = table
        .split("<td class=\"sum\">")
        .skip(1)
        .filter(|cell| !cell.starts_with('<'))
        .map(worth)
        .collect();
    let sum = worth(table.split("<td class=\"sum\"><span>").nth(1).unwrap());
    assert_eq!(
        lines.len(),
        13,
        "twelve lines and one that adds up the older ones"
    );
    assert!(
        (lines.iter().sum::<f64>() - sum).abs() < 0.005 * 13.0,
        "rounded to the cent: {lines:?} {sum}"
    );
    let whole = visitor.page(&format!("/people/{}?statement=whole", cast.ana.0));
    assert!(page.contains("older lines") && !whole.contains("older lines"));
}

#[test]
fn an_address_that_leads_nowhere_says_so() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        cast(&visitor.book);
        for address in [
            "/nowhere",
            "/people/1234",
            &format!("/people/{}", Uuid::nil()),
            "/import/77",
            "/import/x",
        ] {
            let answer = visitor.get(address);
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{address}");
            assert!(answer.text.contains("Not found"), "{address}");
        }
        assert_eq!(visitor.get("/people/%ff/").status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_name_is_only_ever_text() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let id = meet(
            &visitor.book,
            "<script>alert(1)</script> \"x\" Weber",
            "jonas@weber.example",
        );
        for address in [
            "/people".to_owned(),
            format!("/people/{}", id.0),
            "/new".to_owned(),
            "/history".to_owned(),
        ] {
            let page = visitor.page(&address);
            assert!(!page.contains("<script>"), "{address}");
        }
    });
}

#[test]
fn the_sheet_the_script_and_the_letters_come_with_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let visitor = Visitor::of(folder.path().join("book.db").to_str().unwrap());
    let page = visitor.page("/");
    let sheet = page
        .split("href=\"/assets/style.css")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let style = visitor.get(&format!("/assets/style.css{sheet}"));
    assert_eq!(style.headers["content-type"], "text/css; charset=utf-8");
    for part in style.text.split("url(\"").skip(1) {
        let address = part.split('"').next().unwrap();
        assert_eq!(visitor.get(address).status, StatusCode::OK, "{address}");
    }
    assert_eq!(visitor.get("/favicon.ico").status, StatusCode::OK);
    assert_eq!(
        visitor.get("/assets/other.css").status,
        StatusCode::NOT_FOUND
    );
}
