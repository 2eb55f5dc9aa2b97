//! Which pairs are worth comparing. Comparing everybody with everybody grows with the square of the
//! book; two who are one nearly always share one of these.

use super::book::Counted;
use super::frequency::{Word, number};
use super::profile::{Name, Profile, spellings};

/// What many share brings nobody together: a word, a value, a day of birth.
const COMMON: usize = 50;
/// Two things at once bring more together.
const TWO_AT_ONCE: usize = 250;

/// Pairs of places, the lower first, each once, in order.
pub fn candidates(profiles: &[Profile], book: &Counted) -> Vec<(u32, u32)> {
    let mut keys: Vec<(u64, u32)> = Vec::new();
    for (place, profile) in (0_u32..).zip(profiles) {
        let mut of_one = Keys::default();
        of_one.of(profile, book);
        keys.extend(of_one.keys.into_iter().map(|key| (key, place)));
    }
    keys.sort_unstable();
    keys.dedup();
    let mut pairs: Vec<u64> = Vec::new();
    for block in keys.chunk_by(|one, other| one.0 == other.0) {
        let most = if block[0].0 & 1 == 1 {
            TWO_AT_ONCE
        } else {
            COMMON
        };
        if block.len() > most {
            continue;
        }
        for (at, (_, one)) in block.iter().enumerate() {
            let others = &block[at + 1..];
            pairs.extend(
                others
                    .iter()
                    .map(|(_, other)| u64::from(*one) << 32 | u64::from(*other)),
            );
        }
    }
    drop(keys);
    pairs.sort_unstable();
    pairs.dedup();
    pairs
        .into_iter()
        .map(|pair| ((pair >> 32) as u32, pair as u32))
        .collect()
}

/// Keys of one profile; the lowest bit says that it stands for two things at once.
#[derive(Default)]
struct Keys {
    keys: Vec<u64>,
}

impl Keys {
    fn one(&mut self, text: &str) {
        self.keys.push(number(text) & !1);
    }

    fn two(&mut self, text: &str) {
        self.keys.push(number(text) | 1);
    }

    fn of(&mut self, profile: &Profile, book: &Counted) {
        for name in &profile.names {
            self.name(name, book);
        }
        for nick in &profile.nicks {
            self.keys
                .extend([nick.key | 1, nick.plain & !1, nick.plain | 1]);
        }
        self.keys.extend(
            profile
                .handles
                .iter()
                .filter(|handle| handle.is_personal)
                .map(|handle| handle.key | 1),
        );
        for born in &profile.birthdays {
            let (low, high) = (born.day.min(born.month), born.day.max(born.month));
            let year = born.year.unwrap_or(0);
            self.one(&format!("born {year} {low} {high}"));
            for word in profile.names.iter().flat_map(|name| &name.words) {
                let heard = first_letter(book.lexicon.word(*word));
                self.two(&format!("born {year} {heard} {low}"));
                self.two(&format!("born {year} {heard} {high}"));
                self.two(&format!("born {low} {high} {heard}"));
            }
        }
        self.further(profile, book);
    }

    fn name(&mut self, name: &Name, book: &Counted) {
        let words: Vec<&Word> = name.words.iter().map(|id| book.lexicon.word(*id)).collect();
        for (at, word) in words
            .iter()
            .enumerate()
            .filter(|(_, word)| !word.is_initial())
        {
            self.one(&format!("word {}", word.text));
            self.one(&format!("heard {}", word.sound));
            for other in words.iter().skip(at + 1) {
                self.both(word, other);
            }
            for (_, other) in words.iter().enumerate().filter(|(other, _)| *other != at) {
                self.two(&format!("initial {} {}", word.text, first_letter(other)));
            }
        }
        if name.is_full {
            self.keys.extend(
                spellings(name, &book.lexicon)
                    .into_iter()
                    .flat_map(|(key, _)| [key & !1, key | 1]),
            );
        }
    }

    fn both(&mut self, one: &Word, other: &Word) {
        let mut heard = [one.sound.as_str(), other.sound.as_str()];
        heard.sort_unstable();
        self.two(&format!("heard {} {}", heard[0], heard[1]));
        let start = |word: &Word| word.text.chars().take(4).collect::<String>();
        let mut starts = [start(one), start(other)];
        starts.sort_unstable();
        self.two(&format!("starts {} {}", starts[0], starts[1]));
        for (word, beside) in [(one, other), (other, one)] {
            for given in &word.given {
                self.two(&format!("given {given} {}", beside.sound));
            }
        }
    }

    fn further(&mut self, profile: &Profile, book: &Counted) {
        let values = || {
            profile
                .further
                .iter()
                .enumerate()
                .flat_map(|(place, values)| values.iter().map(move |value| (place, value)))
        };
        for (place, value) in values() {
            self.one(&format!("further {place} {}", value.key));
            for (beside, other) in values().filter(|(beside, _)| *beside > place) {
                self.two(&format!(
                    "further {place} {} {beside} {}",
                    value.key, other.key
                ));
            }
            for word in profile.names.iter().flat_map(|name| &name.words) {
                self.two(&format!(
                    "further {place} {} {}",
                    value.key,
                    first_letter(book.lexicon.word(*word))
                ));
            }
        }
    }
}

fn first_letter(word: &Word) -> char {
    word.sound.chars().next().unwrap_or(' ')
}
