//! What two entries can be compared by, how alike they can be found in it, and how the odds follow.

use super::entry::Further;

/// Things two entries are compared by. Each has levels of likeness, the closest first.
pub const WORD: u8 = 0;
pub const SURPLUS: u8 = 1;
pub const SPELT: u8 = 2;
pub const HANDLE: u8 = 3;
pub const NICK: u8 = 4;
pub const DOMAIN: u8 = 5;
pub const COMPANY: u8 = 6;
pub const BIRTHDAY: u8 = 7;
pub const CIRCLE: u8 = 8;
pub const THREAD: u8 = 9;
pub const ANSWER: u8 = 10;
/// Whether words of the names both have stand in the same order.
pub const ORDER: u8 = 11;
/// From here on what is further known, one for each kind.
pub const FURTHER: u8 = 12;

/// Levels of one word of a name against one word of the other's.
pub const SAME: u8 = 0;
pub const SHORT: u8 = 1;
pub const NEAR: u8 = 2;
pub const INITIAL: u8 = 3;
pub const OTHER: u8 = 4;

/// Another given name: surnames change with a wedding, given names hardly ever.
pub const OTHER_GIVEN: u8 = 5;

pub const LEVELS: usize = 6;

/// Before anything is learnt: of one person's entries, what share is found at each level. Our choice,
/// from what is usual in address books; the book's own pairs move it.
const USUAL: [[f64; LEVELS]; FURTHER as usize] = [
    [0.80, 0.04, 0.06, 0.05, 0.04, 0.01],
    [0.80, 0.10, 0.10, 0.0, 0.0, 0.0],
    [0.30, 0.70, 0.0, 0.0, 0.0, 0.0],
    [0.30, 0.70, 0.0, 0.0, 0.0, 0.0],
    [0.30, 0.70, 0.0, 0.0, 0.0, 0.0],
    [0.30, 0.70, 0.0, 0.0, 0.0, 0.0],
    [0.50, 0.50, 0.0, 0.0, 0.0, 0.0],
    [0.88, 0.06, 0.04, 0.02, 0.0, 0.0],
    [0.50, 0.50, 0.0, 0.0, 0.0, 0.0],
    [UNANSWERED, 0.0, 0.0, 0.0, 0.0, 0.0],
    [0.05, 0.0, 0.0, 0.0, 0.0, 0.0],
    [0.90, 0.10, 0.0, 0.0, 0.0, 0.0],
];
/// So many who write from two addresses in threads are in one from both and never answer themselves. Read off
/// one list's archive, where it is .29 of sixteen people; on two others it is less, and so is what is by
/// chance (docs/evaluation.md).
pub const UNANSWERED: f64 = 0.25;
const PASSING: [f64; LEVELS] = [0.75, 0.15, 0.10, 0.0, 0.0, 0.0];
const LASTING: [f64; LEVELS] = [0.94, 0.04, 0.02, 0.0, 0.0, 0.0];

/// One thing found of a pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sight {
    pub field: u8,
    pub level: u8,
    /// The natural logarithm of how often two different people are found so, for this very value.
    pub ln_u: f32,
    /// The word it is about, or another number the reason needs.
    pub about: u32,
}

impl Sight {
    pub fn new(field: u8, level: u8, u: f64) -> Self {
        Self {
            field,
            level,
            ln_u: u.clamp(1e-12, 1.0).ln() as f32,
            about: 0,
        }
    }

    pub fn about(mut self, about: u32) -> Self {
        self.about = about;
        self
    }
}

/// What is usual of everything an entry can be compared by.
pub fn usual(further: &[Further<'_>]) -> Vec<[f64; LEVELS]> {
    let further = further
        .iter()
        .map(|further| if further.is_lasting { LASTING } else { PASSING });
    USUAL.into_iter().chain(further).collect()
}

/// How often one person's entries are found so (m), and the odds before anything is compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Likelihoods {
    pub m: Vec<[f64; LEVELS]>,
    ln_m: Vec<[f64; LEVELS]>,
    pub ln_prior: f64,
}

impl Likelihoods {
    /// What is usual, among so many entries: one pair in ten entries or so is the same.
    pub fn usual(further: &[Further<'_>], entries: usize) -> Self {
        Self::new(
            usual(further),
            prior_odds(USUAL_PAIRS * entries as f64, entries),
        )
    }

    pub fn new(m: Vec<[f64; LEVELS]>, prior_odds: f64) -> Self {
        let ln_m = m
            .iter()
            .map(|levels| levels.map(|share| share.max(1e-6).ln()))
            .collect();
        Self {
            m,
            ln_m,
            ln_prior: prior_odds.ln(),
        }
    }

    /// By how much one sight moves the logarithm of the odds.
    pub fn weight(&self, sight: &Sight) -> f64 {
        let levels = self.ln_m.get(usize::from(sight.field));
        let ln_m = levels.and_then(|levels| levels.get(usize::from(sight.level)));
        ln_m.map_or(0.0, |ln_m| ln_m - f64::from(sight.ln_u))
    }

    /// The logarithm of the odds that the two are one.
    pub fn ln_odds(&self, sights: &[Sight]) -> f64 {
        self.ln_prior + sights.iter().map(|sight| self.weight(sight)).sum::<f64>()
    }
}

/// Pairs that are the same, for each entry, before the book is looked at.
pub const USUAL_PAIRS: f64 = 0.15;

/// Among all the pairs of so many entries.
pub fn prior_odds(pairs: f64, entries: usize) -> f64 {
    let all = entries as f64 * (entries as f64 - 1.0) / 2.0;
    let share = (pairs / all.max(1.0)).clamp(1e-12, 0.5);
    share / (1.0 - share)
}

/// The chance the odds come to.
pub fn chance(ln_odds: f64) -> f64 {
    1.0 / (1.0 + (-ln_odds).exp())
}
