//! One entry of an address list, taken apart: which words are the name, which the address.

use super::super::encoded::decoded;
use super::super::finding::Address;
use super::super::words::tidy;

const LONGEST_NAME: usize = 200;
/// In bytes: 64 before the `@`, 255 after it.
const LONGEST_ADDRESS: usize = 320;

#[derive(Default)]
pub struct Entry {
    /// Everything outside quotes, comments and angle brackets, quotes undone.
    pub words: String,
    /// Whether the words have an `@` in them: asked at every colon, so it is not looked for again.
    pub has_at: bool,
    pub comment: String,
    pub angle: Option<String>,
    pub was_quoted: bool,
}

impl Entry {
    pub fn say(&mut self, letter: char) {
        self.has_at |= letter == '@';
        self.words.push(letter);
    }

    /// The address, if there is one among all that was written.
    pub fn address(self) -> Option<Address> {
        let (addr, words) = match &self.angle {
            Some(inner) => (clean(inner), self.words),
            None => bare(&self.words),
        };
        // "Ana <>" and "ana@lindqvist.example <ana>": the address may stand on the wrong side.
        let (addr, words) = match addr {
            None if self.angle.is_some() => bare(&words),
            found => (found, words),
        };
        let addr = addr?;
        let name = match (shown(&words, &addr), shown(&self.comment, &addr)) {
            (name, comment) if name.is_empty() => comment,
            (name, _) => name,
        };
        Some(Address { name, addr })
    }
}

/// An address without brackets, and the words that stand around it.
fn bare(words: &str) -> (Option<String>, String) {
    if let Some((addr, rest)) = pipermail(words) {
        return (clean(&addr), rest);
    }
    let Some(addr) = words.split_whitespace().find(|word| word.contains('@')) else {
        return (None, String::new());
    };
    let rest: Vec<&str> = words
        .split_whitespace()
        .filter(|word| *word != addr)
        .collect();
    (clean(addr), rest.join(" "))
}

/// `noor at troth.example`: how list archives hide an address from harvesters.
pub fn pipermail(words: &str) -> Option<(String, String)> {
    if words.contains('@') {
        return None;
    }
    let parts: Vec<&str> = words.split_whitespace().collect();
    let at = (1..parts.len().saturating_sub(1))
        .find(|&i| parts[i].eq_ignore_ascii_case("at") && is_host(parts[i + 1]))?;
    let rest = [&parts[..at - 1], &parts[at + 2..]].concat().join(" ");
    Some((format!("{}@{}", parts[at - 1], parts[at + 1]), rest))
}

fn is_host(word: &str) -> bool {
    word.contains('.')
        && word
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
}

/// The address in its one form for comparing, or nothing when it is none.
fn clean(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some((addr, _)) = pipermail(text) {
        return clean(&addr);
    }
    // A route (`@relay:user@host`) and a scheme (`mailto:`, `SMTP:`) end at the last colon.
    let text = text.rsplit(':').next().unwrap_or(text);
    let plain: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '<' | '>'))
        .collect();
    // What is longer is no address, and a part of it would be another's.
    if plain.len() > LONGEST_ADDRESS {
        return None;
    }
    let addr = tidy(&plain, LONGEST_ADDRESS);
    let addr = addr
        .trim_matches(|c| matches!(c, '\'' | '"' | '.' | ';' | ','))
        .to_lowercase();
    let (local, host) = addr.rsplit_once('@')?;
    (!local.is_empty() && !host.is_empty()).then_some(addr)
}

/// A name for people to read; the address written twice is no name.
fn shown(words: &str, addr: &str) -> String {
    let name = tidy(&decoded(words.trim()), LONGEST_NAME);
    let name = name.trim_matches(|c| matches!(c, '\'' | '"')).trim();
    let same = name.eq_ignore_ascii_case(addr)
        || pipermail(name).is_some_and(|(a, rest)| rest.is_empty() && a.eq_ignore_ascii_case(addr));
    if same { String::new() } else { name.to_owned() }
}
