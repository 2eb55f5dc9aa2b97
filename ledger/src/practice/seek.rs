//! Finding the card that fits words or a question: BM25 (Robertson and Zaragoza 2009) over four
//! fields, the question and the other words it is asked in counting most. The sizes are our choice, made on some seventy questions.

use std::collections::{BTreeMap, BTreeSet};

use super::stem::stems;
use super::synonyms::kin;
use super::{Card, Fold};

/// How much a word of the question, of other ways to ask it, of the subject and moments, and of
/// the text counts.
const FIELDS: [f64; 4] = [4.0, 3.0, 1.5, 1.0];
/// How fast a word said again stops adding.
const K: f64 = 1.2;
/// How much a longer card is held back.
const B: f64 = 0.5;
/// What a word's kin counts, against the word itself.
const KIN: f64 = 0.4;
/// Below this part of the best, a card is no answer.
const NEAR_THE_BEST: f64 = 0.2;

#[derive(Debug)]
pub struct Index {
    fold: Fold,
    cards: Vec<Counted>,
    /// In how many cards a word stands.
    spread: BTreeMap<String, usize>,
    usual_length: f64,
}

#[derive(Debug)]
struct Counted {
    words: BTreeMap<String, f64>,
    length: f64,
}

impl Index {
    pub fn of(cards: &[Card], fold: Fold) -> Self {
        let cards: Vec<Counted> = cards.iter().map(|card| counted(card, fold)).collect();
        let mut spread = BTreeMap::new();
        for word in cards.iter().flat_map(|card| card.words.keys()) {
            *spread.entry(word.clone()).or_insert(0) += 1;
        }
        let length: f64 = cards.iter().map(|card| card.length).sum();
        Self {
            fold,
            usual_length: length / (cards.len().max(1) as f64),
            cards,
            spread,
        }
    }

    /// The places of the cards that fit, the best first; equals in their own order.
    pub fn search(&self, words: &str) -> Vec<usize> {
        let asked = self.asked(words);
        let mut found: Vec<(f64, usize)> = self
            .cards
            .iter()
            .enumerate()
            .map(|(place, card)| (self.fits(&asked, card), place))
            .filter(|(fit, _)| *fit > 0.0)
            .collect();
        found.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let best = found.first().map_or(0.0, |(fit, _)| *fit);
        found.retain(|(fit, _)| *fit >= best * NEAR_THE_BEST);
        found.into_iter().map(|(_, place)| place).collect()
    }

    /// Each idea of a question: the word said, and the words that mean the same. Only the one of
    /// them that fits a card best counts, so that a rich group does not weigh more than a plain word.
    fn asked(&self, words: &str) -> Vec<Vec<(String, f64)>> {
        let said: BTreeSet<String> = stems(words, self.fold).into_iter().collect();
        said.iter()
            .map(|word| {
                let kin = kin(word).into_iter().filter(|kin| !said.contains(kin));
                std::iter::once((word.clone(), 1.0))
                    .chain(kin.map(|word| (word, KIN)))
                    .collect()
            })
            .collect()
    }

    fn fits(&self, asked: &[Vec<(String, f64)>], card: &Counted) -> f64 {
        asked
            .iter()
            .map(|idea| {
                let worth = |(word, share): &(String, f64)| share * self.worth(word, card);
                idea.iter().map(worth).fold(0.0, f64::max)
            })
            .sum()
    }

    fn worth(&self, word: &str, card: &Counted) -> f64 {
        let Some(often) = card.words.get(word) else {
            return 0.0;
        };
        let spread = self.spread.get(word).copied().unwrap_or_default() as f64;
        let rare = (1.0 + (self.cards.len() as f64 - spread + 0.5) / (spread + 0.5)).ln();
        let held_back = 1.0 - B + B * card.length / self.usual_length.max(1.0);
        rare * often * (K + 1.0) / (often + K * held_back)
    }
}

fn counted(card: &Card, fold: Fold) -> Counted {
    let moments: Vec<&str> = card.moments.iter().map(|moment| moment.words()).collect();
    let about = format!("{} {}", card.subject.words(), moments.join(" "));
    let asked = card.asked.join(", ");
    let texts = [card.question.as_str(), &asked, &about, &card.text()];
    let fields = texts.map(|text| stems(text, fold));
    let (mut words, mut length) = (BTreeMap::new(), 0.0);
    for (stems, counts) in fields.into_iter().zip(FIELDS) {
        for word in stems {
            *words.entry(word).or_insert(0.0) += counts;
            length += counts;
        }
    }
    Counted { words, length }
}
