//! What the whole book teaches about one pair: the prior of gaps, fitted by empirical Bayes.
//! Deterministic, with bounded work; a small book keeps the published numbers, and a middling
//! one stays near them.

use super::Facts;
use super::descent::descend;
use crate::{Day, days_between};

/// Fewer gaps than this in the whole book, and the published prior stands (model C1).
pub const GAPS_TO_FIT: u64 = 200;
/// So many people, spread evenly from the rarest to the most frequent contact, tell as much as all.
const PEOPLE: usize = 512;

/// The priors in force. `Default` is model C1.
#[derive(Clone, Debug, PartialEq)]
pub struct Prior {
    /// Centre of the log gaps, ln days.
    pub m0: f64,
    /// How many gaps that centre is worth.
    pub kappa0: f64,
    /// Shape of the spread of log gaps.
    pub a0: f64,
    /// Scale of the spread of log gaps.
    pub b0: f64,
    /// How many gaps it was fitted on; 0 for the published numbers.
    pub gaps: u64,
}

impl Default for Prior {
    fn default() -> Self {
        Self {
            m0: 7f64.ln(),
            kappa0: 2.0,
            a0: 4.0,
            b0: 6.5,
            gaps: 0,
        }
    }
}

impl Prior {
    /// Fits the centre of the gaps once a book holds 200: greatest marginal likelihood, held to the
    /// published centre as by a normal belief in it with a spread of one, which a few people
    /// outweigh. The same people in any order give the same prior.
    ///
    /// Only the centre is fitted. A book knows the gaps that ended and not the silences still
    /// running, so spreads fitted to it come out too narrow, and more ordinary gaps are called
    /// unusual: with five to nine gaps 7.5 % where 5 % were meant, against 6.1 % with the centre
    /// alone (the books of a research institute at day 200, gaps that ended by day 330).
    pub fn fit(book: &[&Facts]) -> Self {
        let gaps: u64 = book.iter().map(|facts| u64::from(facts.gaps)).sum();
        if gaps < GAPS_TO_FIT {
            return Self::default();
        }
        Self {
            m0: fit_centre(&spread(book)),
            gaps,
            ..Self::default()
        }
    }
}

/// At most `PEOPLE` of the book, evenly spread over it in an order of its own.
fn spread<'a>(book: &[&'a Facts]) -> Vec<&'a Facts> {
    // Number of gaps and first day settle nearly every comparison; as one number they stand
    // beside the reference, not behind it.
    let key = |one: &Facts| (i64::from(one.gaps) << 32) | days_between(Day::MIN, one.first);
    let mut people: Vec<(i64, &Facts)> = book.iter().map(|one| (key(one), *one)).collect();
    people.sort_unstable_by(|(key, one), (other_key, other)| {
        key.cmp(other_key)
            .then_with(|| one.last.cmp(&other.last))
            .then_with(|| one.log_sum.total_cmp(&other.log_sum))
            .then_with(|| one.log_squares.total_cmp(&other.log_squares))
            .then_with(|| one.decayed.total_cmp(&other.decayed))
    });
    let kept = people.len().min(PEOPLE);
    (0..kept)
        .map(|place| people[place * people.len() / kept].1)
        .collect()
}

/// The marginal likelihood of everyone's log gaps, as far as it depends on the centre: Σ a·ln b of
/// the normal-inverse-gamma.
fn fit_centre(people: &[&Facts]) -> f64 {
    let known = Prior::default();
    let pairs: Vec<[f64; 3]> = people
        .iter()
        .filter(|facts| facts.gaps > 0)
        .map(|facts| {
            let n = f64::from(facts.gaps);
            let mean = facts.log_sum / n;
            [n, mean, (facts.log_squares - n * mean * mean).max(0.0)]
        })
        .collect();
    let loss = |[m0]: [f64; 1]| {
        let of_pair = |[n, mean, spread]: &[f64; 3]| {
            let weight = known.kappa0 * n / (known.kappa0 + n);
            let b = known.b0 + (spread + weight * (mean - m0).powi(2)) / 2.0;
            (known.a0 + n / 2.0) * b.ln()
        };
        (m0 - known.m0).powi(2) / 2.0 + pairs.iter().map(of_pair).sum::<f64>()
    };
    let [m0] = descend([known.m0], loss);
    m0
}
