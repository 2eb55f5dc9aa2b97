//! The practice library: short cards, each a question with its why, its how, an example and one
//! small thing to try. A card here is already read; where the words come from is not known here.

mod occasion;
mod seek;
mod stem;
mod subject;
mod synonyms;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use thiserror::Error;

use crate::moment::{Kind, Moment};
pub use occasion::Occasion;
use seek::Index;
pub use subject::Subject;

/// One page of the library.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Stable, in kebab-case: in addresses and on the command line.
    pub id: String,
    pub question: String,
    /// Other words in which people ask it; for finding, not for showing.
    pub asked: Vec<String>,
    pub subject: Subject,
    /// The moments it speaks of. It is the card of the first.
    pub moments: Vec<Moment>,
    /// The practices it carries, by their number in the design.
    pub rows: Vec<u8>,
    pub related: Vec<String>,
    /// Where a fact in it was published; empty when it states none.
    pub sources: Vec<String>,
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub heading: Heading,
    pub blocks: Vec<Block>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    Text(String),
    Steps(Vec<String>),
    /// What somebody says or writes, a line for each turn.
    Said(Vec<String>),
}

/// What a part of a card is for. A card of a withdrawal tells how to notice it, what to do
/// instead and how to mend it, where another card tells how it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Heading {
    Why,
    How,
    Noticing,
    Instead,
    Mending,
    Example,
    ThisWeek,
}

impl Heading {
    pub const ALL: [Self; 7] = [
        Self::Why,
        Self::How,
        Self::Noticing,
        Self::Instead,
        Self::Mending,
        Self::Example,
        Self::ThisWeek,
    ];

    pub fn words(self) -> &'static str {
        match self {
            Self::Why => "Why it matters",
            Self::How => "How",
            Self::Noticing => "How to notice",
            Self::Instead => "What to do instead",
            Self::Mending => "How to mend it",
            Self::Example => "For example",
            Self::ThisWeek => "Try it this week",
        }
    }

    pub fn of(words: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|heading| heading.words() == words)
    }
}

#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    #[error("the card “{id}” is there twice")]
    Twice { id: String },
    #[error("the card “{id}” lacks the part “{}”", part.words())]
    Lacks { id: String, part: Heading },
    #[error("the card “{id}” points to “{to}”, which is no card")]
    Astray { id: String, to: String },
}

impl Card {
    /// The moment this is the card of, where there is one.
    pub fn moment(&self) -> Option<Moment> {
        self.moments.first().copied()
    }

    pub fn part(&self, heading: Heading) -> Option<&Part> {
        self.parts.iter().find(|part| part.heading == heading)
    }

    /// The parts every card of its kind has, in their order.
    pub fn needs(&self) -> &'static [Heading] {
        const DEED: &[Heading] = &[
            Heading::Why,
            Heading::How,
            Heading::Example,
            Heading::ThisWeek,
        ];
        const HARM: &[Heading] = &[
            Heading::Why,
            Heading::Noticing,
            Heading::Instead,
            Heading::Mending,
            Heading::Example,
            Heading::ThisWeek,
        ];
        match self.moment().map(Moment::kind) {
            Some(Kind::Withdrawal) => HARM,
            _ => DEED,
        }
    }

    /// All its words, one block after another.
    pub fn text(&self) -> String {
        let blocks = self.parts.iter().flat_map(|part| &part.blocks);
        let lines: Vec<&str> = blocks.flat_map(Block::lines).collect();
        lines.join("\n")
    }
}

impl Block {
    pub fn lines(&self) -> Vec<&str> {
        match self {
            Self::Text(text) => vec![text.as_str()],
            Self::Steps(lines) | Self::Said(lines) => lines.iter().map(String::as_str).collect(),
        }
    }
}

/// How words are compared: lower case, without accents. The program knows all of Unicode; the
/// ledger is told.
pub type Fold = fn(&str) -> String;

/// All cards, ready to be asked.
#[derive(Debug)]
pub struct Library {
    cards: Vec<Card>,
    by_id: BTreeMap<String, usize>,
    fold: Fold,
    /// Made when first asked: most mornings show a card and search none.
    index: OnceLock<Index>,
}

impl Library {
    /// Whole or not at all: every card has its parts and leads to cards that are there.
    pub fn of(mut cards: Vec<Card>, fold: Fold) -> Result<Self, Refusal> {
        let order = |card: &Card| (card.subject, card.id != card.subject.opening());
        cards.sort_by(|one, other| {
            let by_subject = order(one).cmp(&order(other));
            by_subject.then_with(|| one.id.cmp(&other.id))
        });
        let mut by_id = BTreeMap::new();
        for (place, card) in cards.iter().enumerate() {
            if by_id.insert(card.id.clone(), place).is_some() {
                let id = card.id.clone();
                return Err(Refusal::Twice { id });
            }
        }
        for card in &cards {
            whole(card, &by_id)?;
        }
        Ok(Self {
            cards,
            by_id,
            fold,
            index: OnceLock::new(),
        })
    }

    /// By subject, each from the card to begin with.
    pub fn cards(&self) -> &[Card] {
        &self.cards
    }

    pub fn card(&self, id: &str) -> Option<&Card> {
        self.cards.get(*self.by_id.get(id)?)
    }

    /// The one card for a moment, a subject, or what comes up in the morning.
    pub fn card_for(&self, occasion: impl Into<Occasion>) -> Option<&Card> {
        match occasion.into() {
            Occasion::Moment(moment) => {
                self.cards.iter().find(|card| card.moment() == Some(moment))
            }
            Occasion::Subject(subject) => self.card(subject.opening()),
        }
    }

    pub fn related<'a>(&'a self, card: &'a Card) -> impl Iterator<Item = &'a Card> {
        card.related.iter().filter_map(|id| self.card(id))
    }

    /// The cards that fit words or a question, the best first.
    pub fn search(&self, words: &str) -> Vec<&Card> {
        let index = self.index.get_or_init(|| Index::of(&self.cards, self.fold));
        let found = index.search(words);
        found
            .into_iter()
            .filter_map(|place| self.cards.get(place))
            .collect()
    }
}

fn whole(card: &Card, by_id: &BTreeMap<String, usize>) -> Result<(), Refusal> {
    let has = |heading: &&Heading| {
        card.part(**heading)
            .is_some_and(|part| !part.blocks.is_empty())
    };
    if let Some(part) = card.needs().iter().find(|heading| !has(heading)) {
        let (id, part) = (card.id.clone(), *part);
        return Err(Refusal::Lacks { id, part });
    }
    let astray = |to: &&String| !by_id.contains_key(*to) || **to == card.id;
    match card.related.iter().find(astray) {
        Some(to) => Err(Refusal::Astray {
            id: card.id.clone(),
            to: to.clone(),
        }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
