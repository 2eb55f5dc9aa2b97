//! Looks for somebody everywhere: in the files of the book, in every row, and in every listing.

use std::path::Path;

use super::{ON, says};
use crate::support::Troth;

/// What must not be found anywhere once she is forgotten: her name, addresses, notes and subjects.
const TRACES: [&str; 4] = ["lindqvist", "zanzibar", "\"ana", "a.lindq@old.example"];

/// Whether any file of the book, its log among them, holds a text, whatever the case.
fn in_files(place: &str, text: &str) -> bool {
    in_files_as(place, text.as_bytes(), |bytes| bytes.to_ascii_lowercase())
}

pub(in crate::stories::cli) fn in_files_as_bytes(place: &str, wanted: &[u8]) -> bool {
    in_files_as(place, wanted, |bytes| bytes)
}

pub(in crate::stories::cli) fn bytes_of(digits: &str) -> Vec<u8> {
    let pairs = digits.as_bytes().chunks(2);
    pairs
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect()
}

fn in_files_as(place: &str, wanted: &[u8], read: impl Fn(Vec<u8>) -> Vec<u8>) -> bool {
    let path = Path::new(place);
    let name = path.file_name().unwrap().to_str().unwrap().to_owned();
    let entries = std::fs::read_dir(path.parent().unwrap()).unwrap();
    entries.flatten().any(|entry| {
        let mine = entry.file_name().to_str().unwrap().starts_with(&name);
        let bytes = read(std::fs::read(entry.path()).unwrap());
        mine && bytes.windows(wanted.len()).any(|window| window == wanted)
    })
}

/// Every row of the book, as the server's own dump would write it.
pub(in crate::stories::cli) fn dumped(place: &str) -> String {
    let (url, name) = place.split_once('#').unwrap();
    let mut client = postgres::Client::connect(url, postgres::NoTls).unwrap();
    let book: i64 = client
        .query_one("select book from book where name = $1", &[&name])
        .unwrap()
        .get(0);
    let tables = client
        .query(
            "select table_name::text from information_schema.columns
              where table_schema = 'public' and column_name = 'book' order by 1",
            &[],
        )
        .unwrap();
    let mut dump = String::new();
    for table in tables {
        let table: String = table.get(0);
        let sql =
            format!("select coalesce(string_agg(t::text, ' '), '') from {table} t where book = $1");
        dump.push_str(
            &client
                .query_one(&sql, &[&book])
                .unwrap()
                .get::<_, String>(0),
        );
    }
    dump.to_lowercase()
}

/// Fails where a trace of her is found: in the files or the dump, the export, and every listing.
#[track_caller]
pub(in crate::stories::cli) fn nowhere(troth: &Troth) {
    let place = troth.place();
    for trace in TRACES {
        if place.starts_with("postgres") {
            assert!(!dumped(place).contains(trace), "{trace} is in the dump");
        } else {
            assert!(!in_files(place, trace), "{trace} is in the files");
        }
        let mut said = troth.says(&["export"]);
        for listing in [
            "people",
            "promises",
            "concerns",
            "milestones",
            "contributions",
            "details",
            "meetings",
            "circles",
            "history",
            "inbox",
            "confidences",
            "repair",
            "today",
            "week",
            "sources",
        ] {
            said.push_str(&says(troth, &[listing]));
            said.push_str(&troth.run(&[&[listing, "--json"], &ON[..]].concat()).out);
        }
        let found = said.to_lowercase().find(trace);
        assert_eq!(
            found.map(|at| said
                .chars()
                .skip(at.saturating_sub(80))
                .take(200)
                .collect::<String>()),
            None,
            "{trace}"
        );
    }
}
