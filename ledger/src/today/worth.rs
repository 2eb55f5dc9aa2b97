//! What a move is worth, in parts, measured against the whole book (model D).

use super::reading::owed_since;
use super::{Candidate, Part, Question};
use crate::person::Quiet;
use crate::rhythm::{self, Facts, clock, contact_shortfall};
use crate::{Day, days_between};

/// The drifts of everyone whose rhythm is known, and those against which each is measured.
pub(super) struct Book {
    /// One for each candidate, in their order; `None` when there is nothing to compare.
    pub drifts: Vec<Option<f64>>,
    /// Of those still in touch.
    sorted: Vec<f64>,
    /// What a twentieth of them reach.
    pub threshold: f64,
}

impl Book {
    pub fn read(question: &Question<'_>) -> Self {
        let drifts: Vec<Option<f64>> = question
            .candidates
            .iter()
            .map(|one| drift(one, question.day, rhythm::comparable_drift))
            .collect();
        let ranked = |one| drift(one, question.day, rhythm::ranked_drift);
        let mut sorted: Vec<f64> = question.candidates.iter().filter_map(ranked).collect();
        let threshold = rhythm::drift_threshold(&mut sorted);
        sorted.sort_unstable_by(f64::total_cmp);
        Self {
            drifts,
            sorted,
            threshold,
        }
    }

    /// The share of those still in touch that drifts less, ties halved.
    fn percentile(&self, drift: f64) -> f64 {
        let below = self.sorted.partition_point(|other| *other < drift);
        let up_to = self.sorted.partition_point(|other| *other <= drift);
        (below + up_to) as f64 / (2 * self.sorted.len().max(1)) as f64
    }
}

type Drift = fn(&Facts, Option<u32>, Option<&Quiet>, Day) -> Option<f64>;

fn drift(candidate: &Candidate, day: Day, of: Drift) -> Option<f64> {
    let facts = candidate.facts.as_ref()?;
    of(facts, candidate.rhythm, candidate.quiet.as_ref(), day)
}

/// The parts of a move's value (model D); their shares add up to it.
pub(super) fn parts(
    candidate: &Candidate,
    drift: Option<f64>,
    book: &Book,
    question: &Question<'_>,
) -> Vec<Part> {
    let weights = question.weights;
    let importance = f64::from(candidate.importance.steps());
    let cooling = drift.map_or(0.0, |drift| book.percentile(drift));
    let owed = candidate
        .facts
        .as_ref()
        .and_then(|facts| owed_since(facts, question));
    let part = |name, weight: f64, value: f64| Part {
        name,
        value,
        share: importance * weight * value,
    };
    vec![
        part("cooling", weights.drift, cooling),
        part(
            "less contact than usual",
            weights.shortfall,
            shortfall(candidate, question),
        ),
        part("a reply owed", weights.owed, all_or_nothing(owed.is_some())),
        part(
            "your only tie to their group",
            weights.bridge,
            all_or_nothing(candidate.group_of_its_own == Some(true)),
        ),
    ]
}

/// How far contact falls short of the lifetime rate, or of the rhythm set by hand.
fn shortfall(candidate: &Candidate, question: &Question<'_>) -> f64 {
    let wished = candidate
        .wish
        .as_ref()
        .map_or(0.0, |wish| wish.shortfall(candidate, question));
    let Some(facts) = &candidate.facts else {
        return wished.max(all_or_nothing(candidate.rhythm.is_some()));
    };
    let now = clock(facts, candidate.quiet.as_ref(), question.day);
    let days = days_between(facts.last, now).max(1) as f64;
    let by_hand = candidate
        .rhythm
        .map_or(0.0, |every| (1.0 - f64::from(every) / days).max(0.0))
        .max(wished);
    if facts.gaps < rhythm::GAPS_ENOUGH {
        return by_hand;
    }
    contact_shortfall(facts, question.prior, now).max(by_hand)
}

fn all_or_nothing(is_so: bool) -> f64 {
    f64::from(u8::from(is_so))
}
