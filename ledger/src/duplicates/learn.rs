//! Learns from the book's own pairs how one person's entries differ, by expectation and maximisation
//! (Dempster, Laird and Rubin, 1977; for record linkage Winkler, 1988), with what is found of
//! different people counted beforehand and held fast.

use super::entry::Further;
use super::likelihood::{
    LEVELS, Likelihoods, Sight, USUAL_PAIRS, chance, prior_odds, usual,
};

/// Rounds are few: after these nothing moves that can be seen.
const ROUNDS: usize = 25;

/// What is usual counts as much as this many pairs of the book.
const HELD_BY: f64 = 20.0;

/// No share moves further from what is usual than by this factor, so that it cannot run off to
/// another kind of likeness (families, or everybody at one place).
const AT_MOST: f64 = 5.0;

/// Pairs that are the same, for each entry: no book is held to have fewer, or more.
const PAIRS: (f64, f64) = (0.01, 2.0);

/// Pairs' sights, one after the other.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    sights: Vec<Sight>,
    ends: Vec<usize>,
    /// How many pairs each of these stands for.
    stands_for: f64,
    /// Pairs that are the same without asking: what is merged teaches too.
    sure: Vec<Sight>,
}

impl Sample {
    pub fn standing_for(pairs: f64) -> Self {
        Self {
            stands_for: pairs,
            ..Self::default()
        }
    }

    pub fn add(&mut self, sights: &[Sight]) {
        self.sights.extend_from_slice(sights);
        self.ends.push(self.sights.len());
    }

    pub fn add_sure(&mut self, sights: &[Sight]) {
        self.sure.extend_from_slice(sights);
    }

    fn pairs(&self) -> impl Iterator<Item = &[Sight]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(start, end)| &self.sights[start..*end])
    }
}

pub fn learn(sample: &Sample, further: &[Further<'_>], entries: usize) -> Likelihoods {
    let usual = usual(further);
    let mut now = Likelihoods::usual(further, entries);
    for _ in 0..ROUNDS {
        now = round(sample, &now, &usual, entries);
    }
    now
}

fn round(
    sample: &Sample,
    now: &Likelihoods,
    usual: &[[f64; LEVELS]],
    entries: usize,
) -> Likelihoods {
    let mut found = vec![[0.0; LEVELS]; now.m.len()];
    let mut same = 0.0;
    for sight in &sample.sure {
        found[usize::from(sight.field)][usize::from(sight.level)] += 1.0;
    }
    for sights in sample.pairs() {
        let chance = chance(now.ln_odds(sights));
        if chance < 1e-4 {
            continue;
        }
        same += chance;
        for sight in sights {
            found[usize::from(sight.field)][usize::from(sight.level)] += chance * sample.stands_for;
        }
    }
    let m = found.iter().zip(usual).map(|(levels, usual)| held(levels, usual)).collect();
    let size = entries as f64;
    let pairs = (same * sample.stands_for + USUAL_PAIRS * HELD_BY) / (size + HELD_BY);
    let pairs = pairs.clamp(PAIRS.0, PAIRS.1);
    Likelihoods::new(m, prior_odds(pairs * size, entries))
}

/// The shares found, held by what is usual and near to it.
fn held(found: &[f64; LEVELS], usual: &[f64; LEVELS]) -> [f64; LEVELS] {
    let is_one_sided = usual.iter().filter(|share| **share > 0.0).count() < 2;
    if is_one_sided {
        // Seen only where it is so, it cannot be learnt how often it is so.
        return *usual;
    }
    let all: f64 = found.iter().sum::<f64>() + HELD_BY;
    let mut shares = [0.0; LEVELS];
    for level in 0..LEVELS {
        let share = (found[level] + HELD_BY * usual[level]) / all;
        let most = (usual[level] * AT_MOST).min(1.0 - (1.0 - usual[level]) / AT_MOST);
        shares[level] = share.clamp(usual[level] / AT_MOST, most);
    }
    shares
}
