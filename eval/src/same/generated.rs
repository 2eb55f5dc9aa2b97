//! Made-up people in any number: names as common as real ones are (the commonest given name one in
//! eighty, the commonest surname one in two hundred), and entries as the same person leaves them behind
//! in mail and address books. No address is two people's.

use ledger::duplicates::Entry;
use ledger::handle::{Handle, HandleKind};

use super::records::id;
use crate::dice::Dice;

/// One of `many`, the first the most often: as one over its rank and so many more (Zipf and
/// Mandelbrot).
fn ranked(many: usize, more: f64, dice: &mut Dice) -> usize {
    (more * ((many as f64 + more) / more).powf(dice.share()) - more) as usize
}

const STARTS: &[&str] = &[
    "b", "br", "d", "f", "g", "gr", "h", "k", "kr", "l", "m", "n", "p", "r", "s", "sch", "st", "t",
    "v", "w", "z",
];
const MIDDLES: &[&str] = &["a", "e", "i", "o", "u", "ei", "ie", "au"];
const ENDS: &[&str] = &[
    "ber", "den", "ger", "ka", "ler", "man", "mer", "nez", "ra", "ro", "sen", "ski", "son", "ta",
    "tel", "va",
];

fn word(rank: usize, parts: usize) -> String {
    // A stride that is prime to the number of each part makes neighbours in rank look unlike.
    let mut left = rank.wrapping_mul(2_654_435_761) % (1 << 30);
    let mut take = |from: &[&'static str]| {
        let part = from[left % from.len()];
        left /= from.len();
        part
    };
    let mut out = String::new();
    for _ in 0..parts {
        out.push_str(take(STARTS));
        out.push_str(take(MIDDLES));
    }
    out.push_str(take(ENDS));
    out
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

/// Whose each address is.
type Taken = std::collections::HashMap<String, usize>;

/// So many entries, and who each of them is. One person in five has a second entry, and some a third.
pub fn people(many: usize, seed: u64) -> (Vec<Entry>, Vec<String>) {
    let mut dice = Dice::seeded(seed);
    let (mut entries, mut truth) = (Vec::new(), Vec::new());
    let mut person = 0;
    let mut taken = Taken::new();
    while entries.len() < many {
        let (first, last) = (
            word(ranked(3_000, 15.0, &mut dice), 1),
            word(20_000 + ranked(40_000, 30.0, &mut dice), 2),
        );
        person += 1;
        let mut again = true;
        while again && entries.len() < many {
            let mut entry = entry(&first, &last, person, &mut taken, &mut dice);
            entry.id = id(entries.len());
            entries.push(entry);
            truth.push(person.to_string());
            again = dice.share() < 0.2;
        }
    }
    (entries, truth)
}

fn entry(first: &str, last: &str, person: usize, taken: &mut Taken, dice: &mut Dice) -> Entry {
    let mut entry = Entry::new(id(0));
    let (given, family) = (capital(first), capital(last));
    let name = match dice.below(10) {
        0 => format!("{family}, {given}"),
        1 => format!("{}. {family}", &given[..1]),
        2 => format!("{given} {}", mistyped(&family, dice)),
        3 => format!("{first}{last}"),
        _ => format!("{given} {family}"),
    };
    entry.names.push(name);
    let place_of_work = format!("{}.example", word(ranked(4_000, 15.0, dice), 2));
    let local = match dice.below(4) {
        0 => format!("{first}.{last}"),
        1 => format!("{}{last}", &first[..1]),
        2 => format!("{first}{}", person % 1000),
        _ => format!("{first}{last}{}", person % 100),
    };
    let owner = *taken
        .entry(format!("{local}@{place_of_work}"))
        .or_insert(person);
    let more = if owner == person {
        String::new()
    } else {
        format!(".{person}")
    };
    entry
        .handles
        .push(Handle::mail(&format!("{local}{more}@{place_of_work}")));
    if dice.share() < 0.2 {
        let value = format!(
            "+49 30 {:07}",
            (person as u64).wrapping_mul(7_368_787) % 10_000_019
        );
        entry.handles.push(Handle {
            kind: HandleKind::Phone,
            value,
        });
    }
    entry.circles.push(person as u64 % 500);
    entry
}

fn mistyped(word: &str, dice: &mut Dice) -> String {
    let at = 1 + dice.below(word.len().saturating_sub(2));
    let mut letters: Vec<char> = word.chars().collect();
    letters.swap(at, (at + 1).min(word.len() - 1));
    letters.into_iter().collect()
}
