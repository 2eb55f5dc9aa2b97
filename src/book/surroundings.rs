//! The book-wide numbers that one person is judged against: the priors fitted to this book, the
//! owner's own reply time, where the top of the drifting begins, and the owner's weights.

use std::sync::{Arc, PoisonError};

use ledger::Day;
use ledger::detail::Detail;
use ledger::reliability::base_rate;
use ledger::rhythm::{Prior, drift_threshold, ranked_drift};
use ledger::touch::Side;
use ledger::weights::Weights;

use super::acquaintance::Acquaintance;
use super::gathering::{Gathering, gather};
use super::promise::outcomes;
use super::{Book, Session, detail, facts};
use crate::error::Result;

#[derive(Clone, Debug)]
pub struct Surroundings {
    pub prior: Prior,
    pub weights: Weights,
    /// The owner's 90th-percentile reply time over everyone, in days.
    pub reply_p90: f64,
    /// From here on a drift is as high as the top 5 % of those still in touch.
    pub drift_threshold: f64,
    /// The share of promises usually kept, over everyone: mine and theirs.
    pub base_rate_mine: f64,
    pub base_rate_theirs: f64,
    /// What the owner told of themselves.
    pub profile: Vec<Detail>,
}

impl Book {
    /// Worked out once for each version of the book and day, then remembered.
    pub fn surroundings(&self, day: Day) -> Result<Arc<Surroundings>> {
        let version = self.version()?;
        let mut worked = self
            .pool
            .surroundings
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some((held, on, surroundings)) = worked.as_ref()
            && (*held, *on) == (version, day)
        {
            return Ok(Arc::clone(surroundings));
        }
        let fresh = Arc::new(self.read(|session| {
            let gathered = gather(session, day)?;
            of(session, gathered, day)
        })?);
        *worked = Some((version, day, Arc::clone(&fresh)));
        Ok(fresh)
    }
}

/// Puts facts that know of a later day back to how they stood on `day`.
pub(super) fn set_back(
    session: &mut Session<'_>,
    people: &mut [Acquaintance],
    day: Day,
) -> Result<()> {
    let later =
        |known: &&mut Acquaintance| known.facts.as_ref().is_some_and(|facts| facts.last > day);
    let ahead: Vec<_> = people
        .iter_mut()
        .filter(later)
        .map(|known| known.person.id)
        .collect();
    if ahead.is_empty() {
        return Ok(());
    }
    let mut then = facts::as_of(session, &ahead, day)?;
    for known in people.iter_mut().filter(later) {
        match then.remove(&known.person.id) {
            Some((facts, last)) => (known.facts, known.last) = (Some(facts), Some(last)),
            None => (known.facts, known.last) = (None, None),
        }
    }
    Ok(())
}

fn of(session: &mut Session<'_>, gathered: Gathering, day: Day) -> Result<Surroundings> {
    let mut drifts: Vec<f64> = gathered
        .people
        .iter()
        .filter_map(|one| {
            let facts = one.facts.as_ref()?;
            ranked_drift(facts, one.rhythm, one.quiet.as_ref(), day)
        })
        .collect();
    let outcomes = outcomes(session)?;
    Ok(Surroundings {
        prior: gathered.prior,
        weights: gathered.weights,
        reply_p90: gathered.reply_p90,
        drift_threshold: drift_threshold(&mut drifts),
        base_rate_mine: base_rate(&outcomes, Side::Mine, day),
        base_rate_theirs: base_rate(&outcomes, Side::Theirs, day),
        profile: detail::profile(session, day)?,
    })
}
