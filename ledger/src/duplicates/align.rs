//! Two names word against word, in any order.

use super::frequency::{Lexicon, Word};
use super::letters::is_near;
use super::likelihood::{INITIAL, Likelihoods, NEAR, ORDER, OTHER, OTHER_GIVEN, SAME, SHORT, SURPLUS, Sight, WORD};
use super::profile::Name;

/// How often two words of different names are near to each other though not the same.
#[derive(Clone, Copy, Debug)]
pub struct Chances {
    pub near: [f64; 3],
    /// How often two full names of different people leave over: nothing, an initial, a word.
    pub surplus: [f64; 3],
}

/// Short words, of four letters at most, are near to many others; then those of six, and longer ones.
pub fn length(word: &Word) -> usize {
    match word.text.len() {
        0..=4 => 0,
        5..=6 => 1,
        _ => 2,
    }
}

/// A mistyped word is one of so many that could have come of the right one.
const WAYS_TO_MISTYPE: f64 = 30.0;

/// What is found of two names, the words of one laid against those of the other; `None` where they
/// cannot be compared: other letters, or a nickname against a name.
pub fn align(one: &Name, other: &Name, lexicon: &Lexicon, chances: &Chances) -> Option<Vec<Sight>> {
    if one.is_latin != other.is_latin {
        return None;
    }
    let (mut left, mut right) = (one.words.clone(), other.words.clone());
    let mut sights = Vec::with_capacity(4);
    left.retain(
        |id| match right.iter().position(|candidate| candidate == id) {
            Some(at) => {
                right.swap_remove(at);
                sights.push(same(*id, lexicon));
                false
            }
            None => true,
        },
    );
    join(&mut left, &mut right, lexicon, &mut sights);
    for level in [SHORT, NEAR, INITIAL] {
        take_at(level, &mut left, &mut right, lexicon, chances, &mut sights);
    }
    sights.extend(in_order(one, other));
    let both_full = one.is_full && other.is_full;
    if sights.is_empty() && [one, other].into_iter().any(|name| may_be_a_nick(name, lexicon)) {
        return None;
    }
    let begin = |name: &Name, left: &[u32]| name.words.first().is_some_and(|first| left.contains(first));
    let mut is_given = both_full && begin(one, &left) && begin(other, &right);
    let against = left.iter().zip(&right).map(|(mine, _)| {
        let level = if std::mem::take(&mut is_given) { OTHER_GIVEN } else { OTHER };
        Sight::new(WORD, level, 1.0).about(*mine)
    });
    let against: Vec<Sight> = against.collect();
    let met = against.len();
    sights.extend(against);
    if both_full {
        let over = left.iter().skip(met).chain(right.iter().skip(met));
        let level = over
            .map(|id| if lexicon.word(*id).is_initial() { 1 } else { 2 })
            .max()
            .unwrap_or(0);
        sights.push(Sight::new(
            SURPLUS,
            level,
            chances.surplus[usize::from(level)],
        ));
    }
    Some(sights)
}

/// Whether it need not be a name at all: one word that is in nobody's name, or several of which none
/// is in anybody else's ("Psycho Pirate").
fn may_be_a_nick(name: &Name, lexicon: &Lexicon) -> bool {
    let mut words = name.words.iter().map(|id| lexicon.word(*id));
    if name.is_full {
        !words.any(Word::is_attested)
    } else {
        !words.all(Word::is_known)
    }
}

/// Whether two words that both have stand in the same order; of two people's names, half do.
fn in_order(one: &Name, other: &Name) -> Option<Sight> {
    let at = |id: &u32| other.words.iter().position(|theirs| theirs == id);
    let places: Vec<usize> = one.words.iter().filter_map(at).collect();
    let (first, last) = (places.first()?, places.last()?);
    let level = u8::from(first > last);
    (first != last).then(|| Sight::new(ORDER, level, 0.5))
}

fn same(id: u32, lexicon: &Lexicon) -> Sight {
    let word = lexicon.word(id);
    let share = if word.is_initial() {
        lexicon.letter_share(word)
    } else {
        lexicon.share(word)
    };
    Sight::new(WORD, SAME, share).about(id)
}

/// "Xiu Ying" is "Xiuying".
fn join(left: &mut Vec<u32>, right: &mut Vec<u32>, lexicon: &Lexicon, sights: &mut Vec<Sight>) {
    if left.len() + right.len() != 3 {
        return;
    }
    let (two, one) = if left.len() == 2 {
        (left, right)
    } else {
        (right, left)
    };
    let ([first, second], [whole]) = (two.as_slice(), one.as_slice()) else {
        return;
    };
    let (first, second) = (&lexicon.word(*first).text, &lexicon.word(*second).text);
    let word = lexicon.word(*whole);
    let len = first.len() + second.len() == word.text.len();
    if len && (word.text.starts_with(first.as_str()) && word.text.ends_with(second.as_str())) {
        sights.push(Sight::new(WORD, SAME, lexicon.share(word)).about(*whole));
        two.clear();
        one.clear();
    }
}

fn take_at(
    level: u8,
    left: &mut Vec<u32>,
    right: &mut Vec<u32>,
    lexicon: &Lexicon,
    chances: &Chances,
    sights: &mut Vec<Sight>,
) {
    if right.is_empty() {
        return;
    }
    left.retain(|id| {
        let mine = lexicon.word(*id);
        let at = right
            .iter()
            .position(|theirs| is_at(level, mine, lexicon.word(*theirs)));
        let Some(at) = at else { return true };
        let theirs = lexicon.word(right.swap_remove(at));
        let u = by_chance(level, mine, theirs, lexicon, chances);
        sights.push(Sight::new(WORD, level, u).about(*id));
        false
    });
}

fn is_at(level: u8, mine: &Word, theirs: &Word) -> bool {
    let initial = mine.is_initial() || theirs.is_initial();
    match level {
        INITIAL => initial && mine.text.chars().next() == theirs.text.chars().next(),
        SHORT => !initial && mine.given.iter().any(|name| theirs.given.contains(name)),
        _ => !initial && is_near(&mine.text, &theirs.text),
    }
}

fn by_chance(level: u8, mine: &Word, theirs: &Word, lexicon: &Lexicon, chances: &Chances) -> f64 {
    match level {
        INITIAL => lexicon.letter_share(mine),
        SHORT => lexicon.share(mine) + lexicon.share(theirs),
        _ => {
            // Where both are words of others' names too, one need not be the other mistyped.
            let known = lexicon.share_beyond(mine).min(lexicon.share_beyond(theirs));
            (chances.near[length(mine).min(length(theirs))] + WAYS_TO_MISTYPE * known).min(1.0)
        }
    }
}

/// The best that can be said of any name of one against any of the other's.
pub fn best(
    ones: &[Name],
    others: &[Name],
    lexicon: &Lexicon,
    chances: &Chances,
    usual: &Likelihoods,
) -> Option<Vec<Sight>> {
    let mut best: Option<(f64, Vec<Sight>)> = None;
    for one in ones {
        for other in others {
            let Some(sights) = align(one, other, lexicon, chances) else {
                continue;
            };
            let worth = usual.ln_odds(&sights);
            if best.as_ref().is_none_or(|(most, _)| worth > *most) {
                best = Some((worth, sights));
            }
        }
    }
    best.map(|(_, sights)| sights)
}
