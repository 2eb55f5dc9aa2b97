//! The morning's plan: the facts of everyone accepted, gathered in a handful of queries,
//! handed to the ledger.

use ledger::Day;
use ledger::rhythm::{Facts, Prior, reply_p90};
use ledger::today::{Candidate, Due, Matter, Plan, Question, today, when_asked};

use super::acquaintance::Acquaintance;
use super::promise::open;
use super::surroundings::acquainted;
use super::{Book, Session, concern, contribution, detail, milestone, nudge, setting};
use crate::error::Result;

impl Book {
    pub fn today(&self, day: Day) -> Result<Plan> {
        self.morning(day, today)
    }

    /// The plan of a day asked about by name: a weekend is planned like any other day.
    pub fn today_when_asked(&self, day: Day) -> Result<Plan> {
        self.morning(day, when_asked)
    }

    fn morning(&self, day: Day, plan: fn(&Question<'_>) -> Plan) -> Result<Plan> {
        self.read(|session| {
            let people = acquainted(session, day)?;
            let facts: Vec<&Facts> = people
                .iter()
                .filter_map(|known| known.facts.as_ref())
                .collect();
            let (prior, reply_p90) = (Prior::fit(&facts), reply_p90(facts.iter().copied()));
            let weights = setting::weights(session)?;
            let mut nudges = nudge::all(session)?;
            let hushed = nudge::hushed(session, day)?;
            let due: Vec<Due> = open(session)?
                .into_iter()
                .filter(|pledge| {
                    pledge.promise.made_on <= day && !hushed.contains(&pledge.promise.id.0)
                })
                .map(|pledge| Due {
                    promise: pledge.promise,
                    name: pledge.name,
                })
                .collect();
            let mut matters = matters(session, day)?;
            matters.retain(|matter| !hushed.contains(&matter.id));
            let candidates: Vec<Candidate> = people
                .into_iter()
                .map(|known| {
                    let nudge = nudges.remove(&known.person.id);
                    candidate(known, nudge)
                })
                .collect();
            Ok(plan(&Question {
                day,
                candidates: &candidates,
                due: &due,
                matters: &matters,
                prior: &prior,
                weights: &weights,
                reply_p90,
            }))
        })
    }
}

/// What comes up on `day` besides promises, each noun saying for itself.
fn matters(session: &mut Session<'_>, day: Day) -> Result<Vec<Matter>> {
    let mut matters = Vec::new();
    let details = detail::due(session, day)?;
    matters.extend(
        details
            .iter()
            .filter_map(|due| ledger::detail::matter(due, day)),
    );
    matters.extend(milestone::matters(session, day)?);
    matters.extend(concern::matters(session, day)?);
    matters.extend(contribution::matters(session, day)?);
    Ok(matters)
}

fn candidate(known: Acquaintance, nudge: Option<ledger::today::Nudge>) -> Candidate {
    Candidate {
        person: known.person.id,
        name: known.person.name,
        importance: known.person.importance,
        facts: known.facts,
        rhythm: known.person.rhythm,
        quiet: known.person.quiet,
        // Circles come with a later page of the book.
        circle: None,
        group_of_its_own: None,
        nudge,
        best_medium: known.last.as_ref().map(|last| last.medium),
        last_note: known.last.map(|last| last.note).unwrap_or_default(),
    }
}
