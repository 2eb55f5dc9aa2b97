//! Which entry or approach of the evening a text names: by short reference, name, or words of it.

use ledger::review::{Approach, Entry, Review};

use super::what;
use crate::book::{References, fold, referred};
use crate::error::{Error, Result};

/// What each entry of these days is called in short.
pub fn references(review: &Review) -> References {
    References::among(review.entries.iter().map(|entry| entry.id().0))
}

/// The entry a text names. One not judged yet is meant first.
pub fn named<'a>(review: &'a Review, text: &str) -> Result<&'a Entry> {
    let mut best = referred(text, &review.entries, |entry| entry.id().0);
    if best.is_empty() {
        let fits = |entry: &&Entry| all_fit(text, &[&entry.name, entry.about(), &what(entry)]);
        best = review.entries.iter().filter(fits).collect();
        if best.iter().any(|entry| !entry.is_judged()) {
            best.retain(|entry| !entry.is_judged());
        }
    }
    let references = references(review);
    let listed = |entry: &&Entry| {
        let id = references.of(entry.id().0);
        format!("{id} {}, {}", entry.name, what(entry))
    };
    match best.as_slice() {
        [one] => Ok(one),
        [] => Err(nothing(text)),
        several => Err(too_many(several.iter().map(listed))),
    }
}

/// The approach a text names.
pub fn approached<'a>(review: &'a Review, text: &str) -> Result<&'a Approach> {
    let fits = |one: &&Approach| all_fit(text, &[&one.name, &one.about, &one.since.to_string()]);
    let all: Vec<&Approach> = review.approaches.iter().filter(fits).collect();
    let listed = |one: &&Approach| format!("{} {}", one.name, one.since);
    match all.as_slice() {
        [one] => Ok(one),
        [] => Err(nothing(text)),
        several => Err(too_many(several.iter().map(listed))),
    }
}

/// Every word of the text stands in one of these.
fn all_fit(text: &str, among: &[&str]) -> bool {
    let folded: Vec<String> = among.iter().map(|words| fold(words)).collect();
    let wanted = fold(text);
    !wanted.is_empty()
        && wanted
            .split_whitespace()
            .all(|word| folded.iter().any(|words| words.contains(word)))
}

fn nothing(text: &str) -> Error {
    Error::not_found(format!("nothing of these days is called “{}”", text.trim()))
        .hint("troth review --list shows what there is to judge; --since looks further back")
}

fn too_many(several: impl Iterator<Item = String>) -> Error {
    let list: Vec<String> = several.take(5).collect();
    Error::not_found(format!("several match: {}", list.join("; ")))
        .hint("say more words of it, as: troth review better \"ana coffee\"")
}
