//! What other libraries expect of their own torture tests, compared with what we understand.
//! Where we differ it is on purpose, and the list says why; a new difference fails.

mod mime4j;
mod mimekit;
mod stalwart;

use std::path::{Path, PathBuf};

use troth::import::{Address, Message};

use super::reading;

/// Things we read otherwise than the library whose test they are, and why.
const EXPLAINED: [(&str, &str); 2] = [
    (
        "mimekit content-length 818963 from",
        "an address with two @: MimeKit stops at the second, we take it whole",
    ),
    (
        "mimekit content-length 903919 date",
        "a zone written `cst`: MimeKit takes it for Greenwich, we read names in either case",
    ),
];

/// One thing read in two ways.
struct Difference {
    what: String,
    ours: String,
    theirs: String,
}

#[derive(Default)]
struct Differences(Vec<Difference>);

impl Differences {
    fn compare(&mut self, what: &str, ours: &str, theirs: &str) {
        if ours != theirs {
            self.0.push(Difference {
                what: what.to_owned(),
                ours: ours.to_owned(),
                theirs: theirs.to_owned(),
            });
        }
    }

    fn check(&self) {
        let unexplained: Vec<String> = self
            .0
            .iter()
            .filter(|difference| !difference.is_explained())
            .map(|Difference { what, ours, theirs }| format!("{what}: {ours:?}, not {theirs:?}"))
            .collect();
        assert!(unexplained.is_empty(), "{unexplained:#?}");
    }
}

impl Difference {
    fn is_explained(&self) -> bool {
        self.is_recovered() || EXPLAINED.iter().any(|(what, _)| self.what == *what)
    }

    /// Letters beyond ASCII that stand raw in a header: they give up, we read windows-1252.
    fn is_recovered(&self) -> bool {
        let given_up = |c: char| if c.is_ascii() { c } else { '\u{fffd}' };
        self.theirs.contains('\u{fffd}') && self.ours.chars().map(given_up).eq(self.theirs.chars())
    }
}

/// The first message of a file, if it is mail at all.
fn first(path: &Path) -> Option<Message> {
    reading(path).messages.into_iter().next()
}

fn with_ending(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in folder.read_dir().unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.to_str().is_some_and(|path| path.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn written<'a>(addresses: impl IntoIterator<Item = &'a Address>) -> String {
    let all: Vec<String> = addresses
        .into_iter()
        .map(|address| format!("{}<{}>", address.name, address.addr))
        .collect();
    all.join("; ")
}

fn dated(message: &Message) -> String {
    message.at.map_or_else(String::new, |at| at.to_string())
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().take(300).collect()
}
