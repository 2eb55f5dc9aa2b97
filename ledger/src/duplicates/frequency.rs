//! How common each value is in the book: what two different people share by chance.

use std::collections::{HashMap, HashSet};

use super::letters::sound;
use super::nickname::Nicknames;

/// A word of names, known once.
#[derive(Clone, Debug)]
pub struct Word {
    pub text: String,
    /// As it was first written, for a reason's words.
    pub said: String,
    pub sound: String,
    pub given: Vec<u16>,
    /// In how many different full names it stands: somebody written ten times makes no word common.
    pub names: u32,
    /// Latin letters throughout.
    pub is_latin: bool,
}

impl Word {
    pub fn is_initial(&self) -> bool {
        self.text.len() == 1
    }

    /// Whether somebody of another name has it in theirs too, or it is a given name of the table.
    pub fn is_attested(&self) -> bool {
        self.names > 1 || !self.given.is_empty()
    }

    /// Whether it is known as a word of names, and not only as what somebody calls themselves.
    pub fn is_known(&self) -> bool {
        self.names > 0 || !self.given.is_empty()
    }
}

/// That a word stands in no other name of a small book does not make it common: it is held against so
/// many more names. Our choice.
const UNKNOWN: f64 = 200.0;

/// Every word of the book's names.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    by_text: HashMap<String, u32>,
    words: Vec<Word>,
    nicknames: Nicknames,
    full_names: HashSet<Vec<u32>>,
    letters: HashMap<char, u32>,
    all_letters: u32,
}

impl Lexicon {
    pub fn new() -> Self {
        Self {
            nicknames: Nicknames::read(),
            ..Self::default()
        }
    }

    pub fn id(&mut self, text: &str, said: &str) -> u32 {
        if let Some(id) = self.by_text.get(text) {
            return *id;
        }
        let id = self.words.len() as u32;
        self.words.push(Word {
            text: text.to_owned(),
            said: said.to_owned(),
            sound: sound(text),
            given: self.nicknames.of(text),
            names: 0,
            is_latin: text.is_ascii(),
        });
        self.by_text.insert(text.to_owned(), id);
        id
    }

    pub fn find(&self, text: &str) -> Option<&Word> {
        self.by_text.get(text).map(|id| self.word(*id))
    }

    pub fn word(&self, id: u32) -> &Word {
        &self.words[id as usize]
    }

    /// Counts one name, once however often it is written and in whatever order.
    pub fn count(&mut self, words: &[u32]) {
        let mut sorted = words.to_vec();
        sorted.sort_unstable();
        sorted.dedup();
        if words.len() < 2 || !self.full_names.insert(sorted.clone()) {
            return;
        }
        for id in sorted {
            let word = &mut self.words[id as usize];
            word.names += 1;
            if let Some(first) = word.text.chars().next() {
                *self.letters.entry(first).or_default() += 1;
                self.all_letters += 1;
            }
        }
    }

    fn all(&self) -> f64 {
        (self.full_names.len() as f64).max(1.0)
    }

    /// The share of other people with this word in their name: of those in the book, and a little for
    /// all it does not know.
    pub fn share(&self, word: &Word) -> f64 {
        self.share_besides(word, 1)
    }

    /// The same, so many names left out: those that are being compared.
    pub fn share_besides(&self, word: &Word, names: u32) -> f64 {
        let others = f64::from(word.names.saturating_sub(names)) / self.all();
        (others + 0.5 / (self.all() + UNKNOWN)).min(1.0)
    }

    /// The share of others who surely are: those beyond the first name it stands in.
    pub fn share_beyond(&self, word: &Word) -> f64 {
        f64::from(word.names.saturating_sub(1)) / self.all()
    }

    /// The share of words that begin with this letter.
    pub fn letter_share(&self, word: &Word) -> f64 {
        let first = word.text.chars().next();
        let found = first
            .and_then(|letter| self.letters.get(&letter))
            .copied()
            .unwrap_or(0);
        // Of two words of a name, either may begin so.
        (2.0 * f64::from(found + 1) / f64::from(self.all_letters + 26)).min(1.0)
    }
}

/// How many entries hold each value of one kind.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    of: HashMap<u64, u32>,
    holders: u32,
}

impl Counts {
    /// One entry's values, each counted once.
    pub fn add(&mut self, values: impl IntoIterator<Item = u64>) {
        let values: HashSet<u64> = values.into_iter().collect();
        self.holders += u32::from(!values.is_empty());
        for value in values {
            *self.of.entry(value).or_default() += 1;
        }
    }

    pub fn count(&self, value: u64) -> u32 {
        self.of.get(&value).copied().unwrap_or(0)
    }

    /// The share of others with this value, when two hold it, and a little for all who are not known.
    pub fn share(&self, value: u64) -> f64 {
        let others = f64::from(self.count(value).saturating_sub(2));
        let holders = f64::from(self.holders.max(1));
        (others / holders + 0.5 / (holders + UNKNOWN)).min(1.0)
    }

    /// The share of others with this value, where holders are counted once for each surname.
    pub fn share_by_surname(&self, value: u64) -> f64 {
        let holders = f64::from(self.holders.max(1));
        (self.share_beyond_one(value) + 0.5 / (holders + UNKNOWN)).min(1.0)
    }

    /// The share of others with this value, beyond the one who has it for certain.
    pub fn share_beyond_one(&self, value: u64) -> f64 {
        f64::from(self.count(value).saturating_sub(1)) / f64::from(self.holders.max(1))
    }

    /// How often two of the holders have the same.
    pub fn agreement(&self) -> f64 {
        let holders = f64::from(self.holders.max(1));
        let mut squares: Vec<u32> = self.of.values().copied().collect();
        squares.sort_unstable();
        let squares: f64 = squares.iter().map(|count| f64::from(*count).powi(2)).sum();
        (squares / holders / holders).min(1.0)
    }
}

/// Who took part in which thread, as far as it says something.
#[derive(Clone, Debug, Default)]
pub struct Threads {
    authors: HashMap<u64, u32>,
    telling: usize,
}

/// A thread of more authors is a meeting hall: everybody meets everybody there. Our choice.
const AUTHORS_AT_MOST: u32 = 20;

impl Threads {
    /// Every entry's threads.
    pub fn of<'a>(all: impl IntoIterator<Item = &'a [u64]>) -> Self {
        let mut authors: HashMap<u64, u32> = HashMap::new();
        for thread in all.into_iter().flatten() {
            *authors.entry(*thread).or_default() += 1;
        }
        let mut threads = Self {
            authors,
            telling: 0,
        };
        let all = threads.authors.keys();
        threads.telling = all.filter(|thread| threads.is_telling(**thread)).count();
        threads
    }

    /// Whether it has two authors or more, and no crowd.
    pub fn is_telling(&self, thread: u64) -> bool {
        let authors = self.authors.get(&thread);
        authors.is_some_and(|authors| (2..=AUTHORS_AT_MOST).contains(authors))
    }

    /// How often two who are in so many threads each meet in one of them or more, did they fall into
    /// them by chance (Poisson). Different people meet in fewer: it is held to be more than it is.
    pub fn meet(&self, one: usize, other: usize) -> f64 {
        let expected = one as f64 * other as f64 / self.telling.max(1) as f64;
        1.0 - (-expected).exp()
    }
}

/// FNV-1a, 64 bits: the same number for the same text, in every run and on every machine.
pub fn number(text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, step)
}
