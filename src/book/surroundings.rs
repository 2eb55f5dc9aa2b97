//! The book-wide numbers that one person is judged against: the priors fitted to this book, the
//! owner's own reply time, where the top of the drifting begins, and the owner's weights.

use std::sync::{Arc, PoisonError};

use ledger::Day;
use ledger::person::Standing;
use ledger::promise::Promise;
use ledger::reliability::{BASE_RATE, base_rate};
use ledger::rhythm::{Facts, Prior, comparable_drift, drift_threshold, reply_p90};
use ledger::touch::Side;
use ledger::weights::Weights;

use super::acquaintance::{Acquaintance, Filter, list};
use super::promise::every;
use super::{Book, Session, facts, setting};
use crate::error::Result;

#[derive(Clone, Debug)]
pub struct Surroundings {
    pub prior: Prior,
    pub weights: Weights,
    /// The owner's 90th-percentile reply time over everyone, in days.
    pub reply_p90: f64,
    /// From here on a drift is among the book's top 5 %.
    pub drift_threshold: f64,
    /// How many people have gaps enough to say anything about.
    pub people_with_rhythm: u32,
    /// How the owner's promises turn out over everybody, and theirs; the published rate in the
    /// morning's plan, which does not ask for them.
    pub rate_mine: f64,
    pub rate_theirs: f64,
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
            let people = acquainted(session, day)?;
            let promises: Vec<Promise> = every(session)?
                .into_iter()
                .map(|pledge| pledge.promise)
                .collect();
            Ok(Surroundings {
                rate_mine: base_rate(&promises, Side::Mine, day),
                rate_theirs: base_rate(&promises, Side::Theirs, day),
                ..of(session, &people, day)?
            })
        })?);
        *worked = Some((version, day, Arc::clone(&fresh)));
        Ok(fresh)
    }
}

/// The accepted people, with their facts as they stood on `day`.
pub(super) fn acquainted(session: &mut Session<'_>, day: Day) -> Result<Vec<Acquaintance>> {
    let mut people = list(
        session,
        &Filter {
            text: None,
            standing: Standing::Accepted,
        },
    )?;
    set_back(session, &mut people, day)?;
    Ok(people)
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

pub(super) fn of(
    session: &mut Session<'_>,
    people: &[Acquaintance],
    day: Day,
) -> Result<Surroundings> {
    let all: Vec<&Facts> = people
        .iter()
        .filter_map(|known| known.facts.as_ref())
        .collect();
    let mut drifts: Vec<f64> = people
        .iter()
        .filter_map(|known| {
            let person = &known.person;
            let facts = known.facts.as_ref()?;
            comparable_drift(facts, person.rhythm, person.quiet.as_ref(), day)
        })
        .collect();
    Ok(Surroundings {
        prior: Prior::fit(&all),
        weights: setting::weights(session)?,
        reply_p90: reply_p90(all.iter().copied()),
        rate_mine: BASE_RATE,
        rate_theirs: BASE_RATE,
        people_with_rhythm: u32::try_from(drifts.len()).unwrap_or(u32::MAX),
        drift_threshold: drift_threshold(&mut drifts),
    })
}
