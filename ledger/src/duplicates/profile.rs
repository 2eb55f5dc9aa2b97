//! Entries ready to be compared: names taken apart, handles read, every word known by a number.

use super::address::{Reached, reached};
use super::entry::{BirthDate, Entry};
use super::frequency::{Lexicon, number};
use super::letters::{latin, spelling};
use super::name::{Generation, Written, read, through_a_list};
use crate::fold::words;

/// One entry, or several that were merged.
#[derive(Clone, Debug, Default)]
pub struct Profile {
    /// Which entries, by place.
    pub members: Vec<u32>,
    pub names: Vec<Name>,
    pub nicks: Vec<Nick>,
    pub handles: Vec<Handled>,
    pub domains: Vec<u64>,
    pub companies: Vec<u64>,
    pub birthdays: Vec<BirthDate>,
    pub circles: Vec<u64>,
    pub threads: Vec<u64>,
    /// In the order of what is further known; each may have several values.
    pub further: Vec<Vec<Value>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    pub words: Vec<u32>,
    pub generation: Option<Generation>,
    pub is_full: bool,
    /// Written without a space, as names and what people call themselves are: "AnaBerg", "MathLover".
    pub is_one_piece: bool,
    pub is_latin: bool,
    /// The ways it is written as one word, with how many others would be written so.
    pub spellings: Vec<(u64, f64)>,
}

/// What somebody calls themselves, on its own or before the place in an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Nick {
    pub text: String,
    pub key: u64,
    /// Without the figures at its end.
    pub plain: u64,
    pub figures: usize,
    /// Made of the owner's own name, and so no news beside it.
    pub is_own_name: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Handled {
    pub key: u64,
    pub is_personal: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    pub key: u64,
    pub text: String,
}

impl Profile {
    pub fn of(place: u32, entry: &Entry, further: usize, lexicon: &mut Lexicon) -> Self {
        let mut profile = Self {
            members: vec![place],
            ..Self::default()
        };
        for name in &entry.names {
            profile.called(read(name), lexicon);
            if name.contains('@') {
                profile.nicked(&reached(&crate::handle::Handle::mail(name)).nick);
            }
        }
        let is_a_lists = entry
            .names
            .iter()
            .any(|name| through_a_list(name).is_some());
        for handle in &entry.handles {
            let mut reached = reached(handle);
            reached.is_personal &= !is_a_lists;
            profile.reached(reached, lexicon);
        }
        for company in &entry.companies {
            profile.companies.push(number(&plain(company)));
        }
        profile.birthdays.extend(entry.birthday);
        profile.circles.clone_from(&entry.circles);
        profile.threads.clone_from(&entry.threads);
        for place in 0..further {
            let said = entry.further.get(place).and_then(Option::as_ref);
            let value = said.map(|text| plain(text)).filter(|text| !text.is_empty());
            let value = value.map(|text| Value {
                key: number(&text),
                text,
            });
            profile.further.push(value.into_iter().collect());
        }
        profile.sort();
        profile
    }

    fn called(&mut self, written: Written, lexicon: &mut Lexicon) {
        for nick in &written.nicks {
            self.nicked(nick);
        }
        if !written.words.is_empty() {
            let is_full = written.is_full();
            let words: Vec<u32> = written
                .words
                .iter()
                .map(|word| lexicon.id(&word.text, &word.said))
                .collect();
            let is_latin = words.iter().all(|word| lexicon.word(*word).is_latin);
            self.names.push(Name {
                words,
                generation: written.generation,
                is_full,
                is_one_piece: written.is_one_piece,
                is_latin,
                spellings: Vec::new(),
            });
        }
    }

    fn nicked(&mut self, text: &str) {
        let stem = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
        if text.chars().count() >= 2 {
            self.nicks.push(Nick {
                key: number(text),
                plain: number(if stem.is_empty() { text } else { stem }),
                figures: text.len() - stem.len(),
                text: text.to_owned(),
                is_own_name: false,
            });
        }
    }

    fn reached(&mut self, reached: Reached, lexicon: &mut Lexicon) {
        if reached.key.is_empty() {
            return;
        }
        self.handles.push(Handled {
            key: number(&reached.key),
            is_personal: reached.is_personal,
        });
        self.nicked(&reached.nick);
        self.domains.extend(reached.domain.as_deref().map(number));
        let has_a_name = self.names.iter().any(|name| name.is_full);
        let words: Vec<u32> = reached
            .words
            .iter()
            .map(|word| lexicon.id(&spelling(word), word))
            .collect();
        let known = |id: &u32| lexicon.word(*id).text.len() > 2;
        if !has_a_name && reached.is_personal && words.len() > 1 && words.iter().any(known) {
            let is_latin = words.iter().all(|word| lexicon.word(*word).is_latin);
            self.names.push(Name {
                words,
                generation: None,
                is_full: true,
                is_one_piece: true,
                is_latin,
                spellings: Vec::new(),
            });
        }
    }

    /// Takes in everything of somebody who is the same.
    pub fn take(&mut self, other: &Self) {
        self.members.extend(&other.members);
        self.names.extend(other.names.iter().cloned());
        self.nicks.extend(other.nicks.iter().cloned());
        self.handles.extend(&other.handles);
        self.domains.extend(&other.domains);
        self.companies.extend(&other.companies);
        self.birthdays.extend(&other.birthdays);
        self.circles.extend(&other.circles);
        self.threads.extend(&other.threads);
        for (mine, theirs) in self.further.iter_mut().zip(&other.further) {
            mine.extend(theirs.iter().cloned());
        }
        self.sort();
    }

    fn sort(&mut self) {
        for values in [
            &mut self.domains,
            &mut self.companies,
            &mut self.circles,
            &mut self.threads,
        ] {
            values.sort_unstable();
            values.dedup();
        }
        self.handles.sort_unstable_by_key(|handle| handle.key);
        self.handles.dedup_by_key(|handle| handle.key);
        self.nicks
            .sort_unstable_by(|one, other| one.text.cmp(&other.text));
        self.nicks.dedup_by(|one, other| one.text == other.text);
        let mut kept: Vec<Name> = Vec::new();
        for name in self.names.drain(..) {
            if !kept.contains(&name) {
                kept.push(name);
            }
        }
        self.names = kept;
    }

    pub fn has_a_full_name(&self) -> bool {
        self.names.iter().any(|name| name.is_full)
    }

    /// Notes which nicknames are made of the names: "jsmith" of John Smith.
    pub fn know_own_names(&mut self, lexicon: &Lexicon) {
        for name in self.names.iter_mut().filter(|name| name.is_full) {
            name.spellings = spellings(&name.words, lexicon);
        }
        let (names, nicks) = (&self.names, &mut self.nicks);
        for nick in nicks.iter_mut() {
            nick.is_own_name = names.iter().filter(|name| name.is_full).any(|name| {
                let spelt = name.spellings.iter().any(|(key, _)| *key == nick.plain);
                let word = |id: &u32| is_made_of(&nick.text, &lexicon.word(*id).text);
                spelt || name.words.iter().any(word)
            });
        }
    }
}

/// Whether a nickname is one word of a name and hardly more.
fn is_made_of(nick: &str, word: &str) -> bool {
    let stem = nick.trim_end_matches(|letter: char| letter.is_ascii_digit());
    word.len() >= 3
        && stem.len() <= word.len() + 2
        && (stem.starts_with(word) || stem.ends_with(word))
}

fn plain(text: &str) -> String {
    let text = latin(text);
    let parts: Vec<&str> = words(&text).collect();
    parts.join(" ")
}

/// The ways a full name is written as one word, with how many others would be written so.
fn spellings(words: &[u32], lexicon: &Lexicon) -> Vec<(u64, f64)> {
    let [first, .., last] = words else {
        return Vec::new();
    };
    let (first, last) = (lexicon.word(*first), lexicon.word(*last));
    let whole: String = words
        .iter()
        .map(|word| lexicon.word(*word).text.as_str())
        .collect();
    let both = lexicon.share(first) * lexicon.share(last);
    let initial = |word: &super::frequency::Word| word.text.chars().next().unwrap_or(' ');
    let (f, l) = (&first.text, &last.text);
    let mut ways = vec![
        (whole, both),
        (format!("{f}{l}"), both),
        (format!("{l}{f}"), both),
    ];
    let of_last = lexicon.letter_share(first) * lexicon.share(last);
    let of_first = lexicon.letter_share(last) * lexicon.share(first);
    ways.push((format!("{}{l}", initial(first)), of_last));
    ways.push((format!("{l}{}", initial(first)), of_last));
    ways.push((format!("{f}{}", initial(last)), of_first));
    ways.push((format!("{}{f}", initial(last)), of_first));
    if words.len() > 2 {
        let middle = &words[..words.len() - 1];
        let initials: String = middle
            .iter()
            .map(|word| initial(lexicon.word(*word)))
            .collect();
        ways.push((format!("{initials}{l}"), of_last));
    }
    let initials: String = words.iter().map(|id| initial(lexicon.word(*id))).collect();
    let long_enough = ways.into_iter().filter(|(way, _)| way.len() >= 5);
    let mut spelt: Vec<(u64, f64)> = long_enough
        // Where two words meet, "e" may come to stand after "a": it is spelt as a nickname would be.
        .map(|(way, share)| (number(&spelling(&way)), share))
        .collect();
    if words.len() > 2 {
        let all = words.iter().map(|id| lexicon.word(*id));
        let share = all.map(|word| lexicon.letter_share(word)).product();
        spelt.push((number(&spelling(&initials)), share));
    }
    spelt
}
