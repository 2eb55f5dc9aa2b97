//! Lists of addresses as mailers, people and archives write them: From, To, Cc.
//! What has no address in it is dropped; nothing is checked against the world.

use super::finding::Address;
use super::words::{decoded, readable, tidy};

const LONGEST_NAME: usize = 200;
const LONGEST_ADDRESS: usize = 320;

/// Every address of a field, in order.
pub fn addresses(raw: &[u8]) -> Vec<Address> {
    let mut list = List::default();
    let text = readable(raw);
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => list.quoted(&mut letters),
            '(' => list.comment(&mut letters),
            '<' => list.angle(&mut letters),
            ',' => list.comma(),
            ';' => list.finish(),
            // A group's name stands before a colon; so does `mailto:`, which is dropped alike.
            ':' if !list.entry.words.contains('@') => list.entry = Entry::default(),
            other => list.entry.words.push(other),
        }
    }
    list.finish();
    list.found
}

#[derive(Default)]
struct List {
    found: Vec<Address>,
    entry: Entry,
    /// `Last,` of an unquoted `Last, First <a@b>`.
    surname: String,
}

#[derive(Default)]
struct Entry {
    /// Everything outside quotes, comments and angle brackets, quotes undone.
    words: String,
    comment: String,
    angle: Option<String>,
    was_quoted: bool,
}

impl List {
    fn quoted(&mut self, letters: &mut std::str::Chars<'_>) {
        self.entry.was_quoted = true;
        while let Some(letter) = letters.next() {
            match letter {
                '"' => return,
                '\\' => self.entry.words.extend(letters.next()),
                other => self.entry.words.push(other),
            }
        }
    }

    fn comment(&mut self, letters: &mut std::str::Chars<'_>) {
        let mut depth = 1_usize;
        let mut comment = String::new();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => {
                    comment.extend(letters.next());
                    continue;
                }
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                break;
            }
            comment.push(letter);
        }
        if !comment.trim().is_empty() {
            self.entry.comment = comment;
        }
        self.entry.words.push(' ');
    }

    fn angle(&mut self, letters: &mut std::str::Chars<'_>) {
        let rest = letters.as_str();
        // A bracket that never closes ends with its entry, lest it swallow the whole list.
        let end = rest.find(['>', ',']).unwrap_or(rest.len());
        let inner = &rest[..end];
        let route = inner.starts_with('@') && rest[end..].starts_with(',');
        let end = if route { end_of_route(rest) } else { end };
        self.entry.angle = Some(rest[..end].to_owned());
        let after = &rest[end..];
        *letters = after.strip_prefix('>').unwrap_or(after).chars();
    }

    fn comma(&mut self) {
        let words = self.entry.words.trim();
        let bare = self.entry.angle.is_none() && !self.entry.was_quoted;
        let few = words.split_whitespace().count() <= 3;
        let named = words.starts_with(char::is_uppercase) && !words.contains('@');
        if bare && few && named && pipermail(words).is_none() {
            self.surname = words.to_owned();
            self.entry = Entry::default();
            return;
        }
        self.finish();
    }

    fn finish(&mut self) {
        let surname = std::mem::take(&mut self.surname);
        let mut entry = std::mem::take(&mut self.entry);
        if !surname.is_empty() && entry.angle.is_some() && !entry.words.trim().is_empty() {
            entry.words = format!("{surname}, {}", entry.words.trim());
        }
        self.found.extend(entry.address());
    }
}

impl Entry {
    fn address(self) -> Option<Address> {
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

/// Where `@relay,@other:user@host` ends; a route longer than any real one is none.
fn end_of_route(rest: &str) -> usize {
    let near = rest.floor_char_boundary(rest.len().min(1_000));
    rest[..near].find('>').unwrap_or(near)
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
fn pipermail(words: &str) -> Option<(String, String)> {
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
