//! Completed gaps, each with the chance the ledger gave it.

use std::collections::BTreeMap;

use ledger::rhythm::{Facts, Prior, chance_of_gap};

use crate::ties::{Pair, cases, facts};

/// Whose prior a gap is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    Published,
    /// Fitted to the book of the person at either end.
    Own,
    /// Fitted to all pairs as one book.
    Record,
}

/// A gap that ended.
#[derive(Debug, Clone, Copy)]
pub struct Gap {
    /// The pair's place in the record.
    pub pair: usize,
    /// Gaps known before it.
    pub known: u32,
    /// How likely a gap at least this long was.
    pub chance: f64,
}

impl Gap {
    pub fn is_in(&self, (least, most): (u32, u32)) -> bool {
        (least..=most).contains(&self.known)
    }
}

impl Whose {
    pub fn words(self) -> &'static str {
        match self {
            Self::Published => "the published prior",
            Self::Own => "each person's own prior, as the product fits it",
            Self::Record => "one prior for the whole record",
        }
    }
}

/// Every gap that ended on `cutoff` or later, judged by what was known before it began to be one.
pub fn completed(pairs: &[Pair], cutoff: i64, whose: Whose) -> Vec<Gap> {
    let priors = Priors::fit(pairs, cutoff, whose);
    let mut found = Vec::new();
    for (number, pair) in pairs.iter().enumerate() {
        let first = pair.days.partition_point(|day| *day < cutoff).max(2);
        for place in first..pair.days.len() {
            let Some(facts) = facts(&pair.days[..place]) else {
                continue;
            };
            let gap = pair.days[place] - pair.days[place - 1];
            found.extend(priors.of(pair.people).map(|prior| Gap {
                pair: number,
                known: facts.gaps,
                chance: chance_of_gap(&facts, None, prior, gap),
            }));
        }
    }
    found
}

struct Priors {
    all: Prior,
    own: BTreeMap<u32, Prior>,
    whose: Whose,
}

impl Priors {
    fn fit(pairs: &[Pair], cutoff: i64, whose: Whose) -> Self {
        let cases = cases(pairs, cutoff, 1);
        let mut books: BTreeMap<u32, Vec<&Facts>> = BTreeMap::new();
        if whose == Whose::Own {
            for case in &cases {
                for person in case.people {
                    books.entry(person).or_default().push(&case.facts);
                }
            }
        }
        let all: Vec<&Facts> = match whose {
            Whose::Record => cases.iter().map(|case| &case.facts).collect(),
            Whose::Own | Whose::Published => Vec::new(),
        };
        let fit = |(person, book): (u32, Vec<&Facts>)| (person, Prior::fit(&book));
        Self {
            all: Prior::fit(&all),
            own: books.into_iter().map(fit).collect(),
            whose,
        }
    }

    /// The priors these two are judged by: one, or one for either end.
    fn of(&self, people: [u32; 2]) -> impl Iterator<Item = &Prior> {
        let ends = if self.whose == Whose::Own { 2 } else { 1 };
        people
            .into_iter()
            .take(ends)
            .map(|person| self.own.get(&person).unwrap_or(&self.all))
    }
}
