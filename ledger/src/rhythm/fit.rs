//! What the whole book teaches about one pair: the prior of gaps, fitted by empirical Bayes.
//! Deterministic, with bounded work; a small book keeps the published numbers, and a middling
//! one stays near them.

use statrs::function::gamma::ln_gamma;

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
    /// Fits a book once it holds 200 gaps: greatest marginal likelihood, held to the published
    /// numbers as by a log-normal belief in them with a spread of one, which a few people outweigh.
    /// The same people in any order give the same prior.
    pub fn fit(book: &[&Facts]) -> Self {
        let gaps: u64 = book.iter().map(|facts| u64::from(facts.gaps)).sum();
        if gaps < GAPS_TO_FIT {
            return Self::default();
        }
        let people = spread(book);
        let [m0, kappa0, a0, b0] = fit_gaps(&people);
        Self {
            m0,
            kappa0,
            a0,
            b0,
            gaps,
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

/// How far a guess lies from the published numbers, in logs: half the squared distance.
fn distance<const N: usize>(guess: [f64; N], published: [f64; N]) -> f64 {
    guess
        .iter()
        .zip(published)
        .map(|(guess, published)| (guess - published).powi(2) / 2.0)
        .sum()
}

/// Normal-inverse-gamma: the marginal likelihood of everyone's log gaps.
fn fit_gaps(people: &[&Facts]) -> [f64; 4] {
    let pairs: Vec<[f64; 3]> = people
        .iter()
        .filter(|facts| facts.gaps > 0)
        .map(|facts| {
            let n = f64::from(facts.gaps);
            let mean = facts.log_sum / n;
            [n, mean, (facts.log_squares - n * mean * mean).max(0.0)]
        })
        .collect();
    let known = Prior::default();
    let published = [known.m0, known.kappa0.ln(), known.a0.ln(), known.b0.ln()];
    let loss = |guess: [f64; 4]| {
        let [m0, kappa0, a0, b0] = [guess[0], guess[1].exp(), guess[2].exp(), guess[3].exp()];
        let (of_a0, of_b0) = (ln_gamma(a0), a0 * b0.ln());
        let mut likelihood = 0.0;
        // The people come by number of gaps, so the costly function is asked once for each.
        let mut shape = (f64::NAN, 0.0);
        for [n, mean, spread] in &pairs {
            let (kappa, a) = (kappa0 + n, a0 + n / 2.0);
            if shape.0 != *n {
                let constant = ln_gamma(a) - of_a0 + of_b0;
                shape = (*n, constant + (kappa0 / kappa).ln() / 2.0);
            }
            let b = b0 + spread / 2.0 + kappa0 * n * (mean - m0).powi(2) / (2.0 * kappa);
            likelihood += shape.1 - a * b.ln();
        }
        distance(guess, published) - likelihood
    };
    let [m0, kappa0, a0, b0] = descend(published, loss);
    [m0, kappa0.exp(), a0.exp(), b0.exp()]
}
