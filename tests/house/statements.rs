//! Every statement of the book, prepared by both engines: a column misspelt or a word only one of them knows is
//! found without running the verb. Statements put together from the shelves are run by the stories instead.

use troth::book::{Book, Place};

use super::places::is_sql;
use super::reading::{Breach, House};
use super::{finds, keep};
use crate::support::each_engine;

/// Tables that are of the whole database, not of one book.
const OF_THE_ENGINE: &[&str] = &["migration", "sqlite_master", "pg_"];

struct Statement {
    path: String,
    line: usize,
    sql: String,
}

fn statements(house: &House) -> Vec<Statement> {
    let mut found = Vec::new();
    for source in house.program() {
        // The engine's own words to its database differ by design.
        if !source.path.starts_with("src/book/") || source.path.starts_with("src/book/engine") {
            continue;
        }
        for (line, quote) in &source.quotes {
            let sql = quote.replace("\\\n", " ").replace("\\\"", "\"");
            let made = ["create", "alter", "drop", "pragma"];
            let makes_tables = made.iter().any(|word| sql.trim_start().starts_with(word));
            if is_sql(&sql) && !makes_tables && !sql.contains('{') {
                found.push(Statement {
                    path: source.path.clone(),
                    line: *line,
                    sql,
                });
            }
        }
    }
    found
}

#[test]
fn every_statement_is_understood_by_both_engines() {
    let statements = statements(&House::here());
    assert!(
        statements.len() > 20,
        "the statements of the book were not found"
    );
    each_engine(|place| {
        let book = Book::begin(&Place::parse(place)).unwrap();
        let refused: Vec<Breach> = statements
            .iter()
            .filter_map(|statement| {
                let error = book.prepares(&statement.sql).err()?;
                let mend = format!("{}: {}", error.sentence, statement.sql);
                Some(Breach::at(&statement.path, statement.line, mend))
            })
            .collect();
        assert_eq!(refused, [], "{} statements", statements.len());
    });
}

/// No look-up by id alone: what is not of the asking book is not there.
pub fn statements_ask_for_a_book(house: &House) -> Vec<Breach> {
    let names_a_book = |sql: &str| {
        sql.split(|c: char| !c.is_alphanumeric())
            .any(|word| word == "book")
    };
    statements(house)
        .into_iter()
        .filter(|statement| {
            !names_a_book(&statement.sql)
                && !OF_THE_ENGINE
                    .iter()
                    .any(|table| statement.sql.contains(table))
        })
        .map(|statement| {
            Breach::at(
                &statement.path,
                statement.line,
                format!(
                    "every key begins with the book: ask with `book = $1` ({})",
                    statement.sql
                ),
            )
        })
        .collect()
}

#[test]
fn every_statement_asks_for_a_book() {
    keep(statements_ask_for_a_book);
}

#[test]
fn a_look_up_by_id_alone_is_named() {
    finds(
        statements_ask_for_a_book,
        &[(
            "src/book/person.rs",
            "a(\"select name from person where id = $1\");\nb(\"select name from person where book = $1 and id = $2\");\n",
        )],
        &["src/book/person.rs:1"],
    );
}

#[test]
fn statements_are_found_and_prose_is_not() {
    let text = "a(\"select name from person \\\n   where book = $1\");\nb(\"nothing was found\");\nc(format!(\"select {x} from y\"));\n";
    let house = House::of(&[("src/book/person.rs", text)]);
    let found = statements(&house);
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0]
            .sql
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        "select name from person where book = $1"
    );
}
