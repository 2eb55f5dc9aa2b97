//! Lists of addresses as mailers, people and archives write them: From, To, Cc.
//! What has no address in it is dropped; nothing is checked against the world.

use super::finding::Address;
use super::words::readable;

mod entry;

use entry::{Entry, pipermail};

/// The addresses of a field in order, at most so many, and whether there are more.
pub fn addresses(raw: &[u8], most: usize) -> (Vec<Address>, bool) {
    let mut list = List::default();
    let text = readable(raw);
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if list.found.len() > most {
            break;
        }
        match letter {
            '"' => list.quoted(&mut letters),
            '(' => list.comment(&mut letters),
            '<' => list.angle(&mut letters),
            ',' => list.comma(),
            ';' => list.finish(),
            // A group's name stands before a colon; so does `mailto:`, which is dropped alike.
            ':' if !list.entry.has_at => list.entry = Entry::default(),
            other => list.entry.say(other),
        }
    }
    list.finish();
    let has_more = list.found.len() > most;
    list.found.truncate(most);
    (list.found, has_more)
}

#[derive(Default)]
struct List {
    found: Vec<Address>,
    entry: Entry,
    /// `Last,` of an unquoted `Last, First <a@b>`.
    surname: String,
}

impl List {
    fn quoted(&mut self, letters: &mut std::str::Chars<'_>) {
        self.entry.was_quoted = true;
        while let Some(letter) = letters.next() {
            match letter {
                '"' => return,
                '\\' => {
                    if let Some(letter) = letters.next() {
                        self.entry.say(letter);
                    }
                }
                other => self.entry.say(other),
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

/// Where `@relay,@other:user@host` ends; a route longer than any real one is none.
fn end_of_route(rest: &str) -> usize {
    let near = rest.floor_char_boundary(rest.len().min(1_000));
    rest[..near].find('>').unwrap_or(near)
}
