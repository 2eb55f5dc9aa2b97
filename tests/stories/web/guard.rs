//! Who may come in, and what every answer carries.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use ledger::promise::State;
use troth::book::{Book, Shown};

use super::{HOST, Visitor, cast, encoded, form, morning, promised};

fn visitor() -> (tempfile::TempDir, Visitor) {
    let folder = tempfile::tempdir().unwrap();
    let visitor = Visitor::of(folder.path().join("book.db").to_str().unwrap());
    (folder, visitor)
}

fn open(book: &Book) -> usize {
    book.promises(Shown::All)
        .unwrap()
        .iter()
        .filter(|pledge| pledge.promise.state == State::Open)
        .count()
}

#[test]
fn a_write_from_another_page_is_refused_and_changes_nothing() {
    let (_folder, visitor) = visitor();
    let cast = cast(&visitor.book);
    let keep = format!("/promises/{}/keep", cast.notes.0);
    let from = |name: &str, value: &str| {
        visitor.send(
            form(&keep, &[])
                .header(name, value)
                .body(encoded(&[]))
                .unwrap(),
        )
    };
    for (name, value) in [
        ("origin", "http://elsewhere.example"),
        ("origin", "http://127.0.0.1:9999"),
        ("origin", "null"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("x-nothing", "neither header at all"),
    ] {
        let answer = from(name, value);
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value}");
        assert!(answer.text.contains("Nothing was changed"));
    }
    assert_eq!(open(&visitor.book), 1);
    assert_eq!(
        from("sec-fetch-site", "same-origin").status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(open(&visitor.book), 0);
}

#[test]
fn a_name_pointed_at_this_machine_is_refused() {
    let (_folder, visitor) = visitor();
    for host in [
        "troth.example",
        "troth.example:7433",
        "192.168.1.7:7433",
        "127.0.0.1.elsewhere.example",
    ] {
        let answer = visitor.send(
            Request::get("/people")
                .header(header::HOST, host)
                .body(Body::empty())
                .unwrap(),
        );
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{host}");
    }
    for host in [HOST, "localhost:7433", "[::1]:7433"] {
        let answer = visitor.send(
            Request::get("/people")
                .header(header::HOST, host)
                .body(Body::empty())
                .unwrap(),
        );
        assert_eq!(answer.status, StatusCode::OK, "{host}");
    }
}

#[test]
fn a_request_names_one_host_once() {
    let (_folder, visitor) = visitor();
    let asked = |address: &str, hosts: &[&str]| {
        let asked = hosts.iter().fold(Request::get(address), |asked, host| {
            asked.header(header::HOST, *host)
        });
        visitor.send(asked.body(Body::empty()).unwrap()).status
    };
    let here = format!("http://{HOST}/people");
    let elsewhere = "http://troth.example/people";
    assert_eq!(asked("/people", &[HOST]), StatusCode::OK);
    assert_eq!(asked(&here, &[HOST]), StatusCode::OK);
    assert_eq!(asked("/people", &[]), StatusCode::BAD_REQUEST);
    assert_eq!(asked("/people", &[HOST, HOST]), StatusCode::BAD_REQUEST);
    let both = [HOST, "troth.example"];
    assert_eq!(asked("/people", &both), StatusCode::BAD_REQUEST);
    assert_eq!(asked(elsewhere, &[HOST]), StatusCode::BAD_REQUEST);
    assert_eq!(asked(&here, &["localhost:7433"]), StatusCode::BAD_REQUEST);
}

#[test]
fn who_says_twice_where_a_form_comes_from_is_not_believed() {
    let (_folder, visitor) = visitor();
    let own = format!("http://{HOST}");
    let sent = |headers: &[(&str, &str)]| {
        let fields = [("name", "Mei Tanaka")];
        let sent = headers
            .iter()
            .fold(form("/people", &fields), |sent, (name, value)| {
                sent.header(*name, *value)
            });
        visitor.send(sent.body(encoded(&fields)).unwrap()).status
    };
    let twice = [
        ("origin", own.as_str()),
        ("origin", "http://elsewhere.example"),
    ];
    assert_eq!(sent(&twice), StatusCode::FORBIDDEN);
    let twice = [("origin", own.as_str()), ("origin", own.as_str())];
    assert_eq!(sent(&twice), StatusCode::FORBIDDEN);
    let twice = [
        ("sec-fetch-site", "same-origin"),
        ("sec-fetch-site", "cross-site"),
    ];
    assert_eq!(sent(&twice), StatusCode::FORBIDDEN);
    assert_eq!(sent(&[("origin", &own)]), StatusCode::SEE_OTHER);
}

#[test]
fn every_answer_carries_the_policy() {
    let (_folder, visitor) = visitor();
    for address in [
        "/",
        "/nowhere",
        "/assets/style.css",
        "/people/x",
        "/search?q=a",
    ] {
        let answer = visitor.get(address);
        let policy = &answer.headers["content-security-policy"];
        assert!(
            policy.starts_with("default-src 'none'; style-src 'self'; script-src 'self'"),
            "{address}"
        );
        assert!(!policy.contains("unsafe"));
        assert_eq!(answer.headers["x-content-type-options"], "nosniff");
        assert_eq!(answer.headers["referrer-policy"], "same-origin");
        if !address.starts_with("/assets") {
            assert_eq!(answer.headers["cache-control"], "no-store", "{address}");
        }
    }
}

#[test]
fn a_form_too_long_is_refused() {
    let (_folder, visitor) = visitor();
    cast(&visitor.book);
    let note = "x".repeat(300 * 1024);
    let answer = visitor.post(
        "/touches",
        &[
            ("person", "Ana Lindqvist"),
            ("way", "mail"),
            ("note", &note),
        ],
    );
    assert!(answer.status.is_client_error(), "{}", answer.status);
}

#[test]
fn a_form_never_leads_to_another_site() {
    let (_folder, visitor) = visitor();
    let cast = cast(&visitor.book);
    for back in [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
    ] {
        let id = promised(&visitor.book, cast.sam, back, morning());
        let answer = visitor.post(&format!("/promises/{}/keep", id.0), &[("back", back)]);
        assert!(
            answer.headers["location"].starts_with("/?did="),
            "{}",
            answer.headers["location"]
        );
    }
}
