//! The law of the house, run as tests: each rule reads the repository and names the file, the line and the mend.
//! Each rule is tried on a made-up breach as well, so that it is known to be able to fail.

mod arrows;
mod forms;
mod paper;
mod places;
mod reading;
mod rights;
mod statements;
mod words;

use reading::{Breach, House};

/// Fails with every breach on its own line.
#[track_caller]
fn keep(rule: fn(&House) -> Vec<Breach>) {
    let breaches = rule(&House::here());
    let listed: Vec<String> = breaches
        .iter()
        .map(|breach| format!("  {}: {}", breach.place, breach.mend))
        .collect();
    assert!(
        listed.is_empty(),
        "the house rule is broken here:\n{}\n",
        listed.join("\n")
    );
}

/// A rule must find exactly these places in a made-up repository.
#[track_caller]
fn finds(rule: fn(&House) -> Vec<Breach>, files: &[(&str, &str)], places: &[&str]) {
    let breaches = rule(&House::of(files));
    let found: Vec<&str> = breaches
        .iter()
        .map(|breach| breach.place.as_str())
        .collect();
    assert_eq!(found, places);
}
