//! Notices when a note speaks of health, belief, union membership, sexuality or origin, so that the
//! owner can be asked, kindly, whether to seal it. It reads words and judges nobody: it infers
//! nothing about a person, and it is better silent than wrong.

mod marks;

use crate::fold::{fold, words};
use marks::{MARKS, Mark};

/// What a note speaks of that is delicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Delicate {
    Health,
    Belief,
    Union,
    Sexuality,
    Origin,
}

impl Delicate {
    pub fn id(self) -> &'static str {
        match self {
            Self::Health => "health",
            Self::Belief => "belief",
            Self::Union => "union",
            Self::Sexuality => "sexuality",
            Self::Origin => "origin",
        }
    }

    /// How it reads in a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Belief => "what somebody believes",
            Self::Union => "a trade union",
            Self::Origin => "where somebody comes from",
            Self::Health | Self::Sexuality => self.id(),
        }
    }
}

/// What a text speaks of, each once, in the order of `Delicate`; empty for most texts.
pub fn delicate(text: &str) -> Vec<Delicate> {
    let said: Vec<Said> = words(text).map(Said::of).collect();
    let mut found: Vec<Delicate> = MARKS
        .iter()
        .filter(|mark| mark.is_in(&said))
        .map(|mark| mark.of)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// "This speaks of health and of where somebody comes from."
pub fn remark(found: &[Delicate]) -> String {
    let parts: Vec<String> = found
        .iter()
        .map(|one| format!("of {}", one.words()))
        .collect();
    match parts.as_slice() {
        [] => String::new(),
        [one] => format!("This speaks {one}."),
        [most @ .., last] => format!("This speaks {} and {last}.", most.join(", ")),
    }
}

/// A word of the text: folded, and as it would be with its umlauts written out (Fluechtling).
struct Said {
    folded: String,
    written_out: String,
}

impl Said {
    fn of(word: &str) -> Self {
        let folded = fold(word);
        let written_out = folded
            .replace("ae", "a")
            .replace("oe", "o")
            .replace("ue", "u");
        Self {
            folded,
            written_out,
        }
    }

    /// "surger*" is any word that begins so.
    fn is(&self, pattern: &str) -> bool {
        let both = [&self.folded, &self.written_out];
        match pattern.strip_suffix('*') {
            Some(stem) => both.iter().any(|word| word.starts_with(stem)),
            None => both.iter().any(|word| *word == pattern),
        }
    }
}

impl Mark {
    fn is_in(&self, said: &[Said]) -> bool {
        let holds = |list: &str| list.split(',').any(|phrase| stands_in(phrase, said));
        holds(self.says) && !holds(self.unless)
    }
}

/// Whether the words of a phrase stand side by side in the text.
fn stands_in(phrase: &str, said: &[Said]) -> bool {
    let phrase: Vec<&str> = phrase.split_ascii_whitespace().collect();
    !phrase.is_empty()
        && said.windows(phrase.len()).any(|there| {
            let mut pairs = there.iter().zip(&phrase);
            pairs.all(|(word, pattern)| word.is(pattern))
        })
}

#[cfg(test)]
mod tests;
