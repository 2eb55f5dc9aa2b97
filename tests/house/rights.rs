//! No table is left out in silence when somebody asks what the book says of them, or to be forgotten.

use super::reading::{Breach, House};
use super::{finds, keep};

pub fn every_table_is_seen_and_forgotten(house: &House) -> Vec<Breach> {
    let mut breaches = Vec::new();
    let files = house.files.iter();
    for file in files.filter(|file| file.path.starts_with("migrations/")) {
        for (at, line) in file.text.lines().enumerate() {
            let Some(rest) = line.trim_start().strip_prefix("create table ") else {
                continue;
            };
            let rest = rest.strip_prefix("if not exists ").unwrap_or(rest);
            let table = rest.split([' ', '(']).next().unwrap_or_default();
            if !troth::book::covered(table) {
                let mend = format!(
                    "say in src/book/rights/mod.rs whose the rows of `{table}` are, so that they are shown and forgotten"
                );
                breaches.push(Breach::at(&file.path, at + 1, mend));
            }
        }
    }
    breaches
}

#[test]
fn every_table_is_shown_to_whom_it_is_about_and_forgotten_with_them() {
    keep(every_table_is_seen_and_forgotten);
}

#[test]
fn a_table_that_seeing_and_forgetting_do_not_know_is_named() {
    finds(
        every_table_is_seen_and_forgotten,
        &[(
            "migrations/0009_new.sql",
            "-- New.\ncreate table promise (\n  book bigint\n);\ncreate table horoscope (\n  book bigint\n);\n",
        )],
        &["migrations/0009_new.sql:5"],
    );
}
