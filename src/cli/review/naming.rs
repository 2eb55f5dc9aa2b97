//! Which entry or approach of the evening a text names: by short reference, name, or words of it.

use ledger::review::{Approach, Entry, Review};

use super::what;
use crate::book::{fold, reference};
use crate::error::{Error, Result};

/// The entry a text names. One not judged yet is meant first.
pub fn named<'a>(review: &'a Review, text: &str) -> Result<&'a Entry> {
    let fits = |entry: &&Entry| {
        let id = reference(entry.id().0);
        all_fit(text, &[&id, &entry.name, entry.about(), &what(entry)])
    };
    let all: Vec<&Entry> = review.entries.iter().filter(fits).collect();
    let open: Vec<&Entry> = all.iter().copied().filter(|one| !one.is_judged()).collect();
    let best = if open.is_empty() { all } else { open };
    let listed = |entry: &&Entry| {
        let id = reference(entry.id().0);
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
