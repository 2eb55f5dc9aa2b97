//! What to call someone: as they sign themselves most often, else as others write them, else
//! made from their address. An owner is called as their own letters are signed.

use std::collections::HashMap;

use ledger::handle::Handle;

use super::Session;
use super::naming::fold;
use crate::error::Result;
use crate::values;

/// How often each name was seen beside an address: in letters from it, and in letters to it.
pub(super) type Heard = HashMap<String, (u32, u32)>;

/// The name an owner's own letters bear most often.
pub(super) fn own_name(desk: &mut Session<'_>, batch: i64, owner: &[String]) -> Result<String> {
    let book = desk.book;
    let mut best = String::new();
    for address in owner {
        let seen = desk.all(
            "select from_name, count(*) from message
              where book = $1 and batch = $2 and from_addr = $3 and from_name <> '' group by from_name",
            values![book, batch, Handle::mail(address).value],
            |row| Ok((row.text(0)?, row.int(1)?)),
        )?;
        let most = seen
            .into_iter()
            .min_by(|(a, seen_a), (b, seen_b)| (seen_b, a).cmp(&(seen_a, b)));
        if let Some((name, _)) = most {
            best = name;
            break;
        }
    }
    Ok(best)
}

/// The name to call someone by: as they sign themselves most often, else as others write them,
/// else made from the address. Also says where it comes from.
pub(super) fn name_of(address: &str, heard: Option<&Heard>) -> (String, &'static str) {
    let named = heard.and_then(|heard| {
        heard
            .iter()
            .filter(|(name, _)| !name.trim().is_empty() && fold(name) != fold(address))
            .max_by(|(a, seen_a), (b, seen_b)| seen_a.cmp(seen_b).then_with(|| b.cmp(a)))
    });
    if let Some((name, _)) = named {
        return (first_name_first(&untagged(name)), "mail");
    }
    let local = address.split('@').next().unwrap_or(address);
    let words: Vec<String> = local
        .split(['.', '_', '-', '+'])
        .filter(|word| !word.is_empty())
        .map(capital)
        .collect();
    let name = if words.is_empty() {
        address.to_owned()
    } else {
        words.join(" ")
    };
    (name, "address")
}

/// "Ana Lindqvist [gauges]" is Ana Lindqvist: the tag is of the list the letter came through.
fn untagged(name: &str) -> String {
    let is_tag = |word: &&str| word.starts_with('[') && word.ends_with(']');
    let words: Vec<&str> = name
        .split_whitespace()
        .filter(|word| !is_tag(word))
        .collect();
    if words.is_empty() {
        return name.to_owned();
    }
    words.join(" ")
}

/// "Lindqvist, Ana" is Ana Lindqvist; anything with more commas is left as it is.
fn first_name_first(name: &str) -> String {
    match name.split_once(',') {
        Some((last, first))
            if !first.contains(',') && !first.trim().is_empty() && !last.trim().is_empty() =>
        {
            format!("{} {}", first.trim(), last.trim())
        }
        _ => name.trim().to_owned(),
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_called_after_a_list() {
        let called = |name: &str| {
            let heard = Heard::from([(name.to_owned(), (1, 0))]);
            name_of("ana@lindqvist.example", Some(&heard)).0
        };
        assert_eq!(called("[gauges] Ana Lindqvist"), "Ana Lindqvist");
        assert_eq!(called("Lindqvist, Ana [gauges]"), "Ana Lindqvist");
        assert_eq!(called("[gauges]"), "[gauges]");
    }
}
