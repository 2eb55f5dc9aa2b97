//! The morning's plan: the facts of everyone accepted and the promises still open, gathered in a
//! handful of queries, handed to the ledger.

use std::collections::HashSet;

use ledger::Day;
use ledger::today::{Draft, Due, Matter, Plan, Question, today, when_asked};
use uuid::Uuid;

use super::gathering::{Gathering, gather_for_a_plan};
use super::promise::{open_on, rooted};
use super::{
    Book, Session, bid, breach, concern, confidence, contribution, detail, meeting, milestone,
    nudge, walk_around,
};
use crate::error::Result;

impl Book {
    pub fn today(&self, day: Day) -> Result<Plan> {
        self.morning(day, today)
    }

    /// The plan of a day asked about by name: a weekend is planned like any other day.
    pub fn today_when_asked(&self, day: Day) -> Result<Plan> {
        self.morning(day, when_asked)
    }

    fn morning(&self, day: Day, choose: for<'a> fn(&Question<'a>) -> Draft<'a>) -> Result<Plan> {
        self.read(|session| {
            let gathered = gather_for_a_plan(session, day)?;
            let hushed = nudge::hushed(session, day)?;
            let due = due(session, &gathered, &hushed, day)?;
            let mut matters = matters(session, day)?;
            matters.retain(|matter| !hushed.contains(&matter.id));
            let draft = choose(&Question {
                day,
                candidates: &gathered.people,
                due: &due,
                matters: &matters,
                prior: &gathered.prior,
                weights: &gathered.weights,
                reply_p90: gathered.reply_p90,
            });
            let subjects = gathered.subjects(session, &draft.people())?;
            Ok(draft.in_words(&subjects))
        })
    }
}

/// What comes up on `day` besides promises, each noun saying for itself.
fn matters(session: &mut Session<'_>, day: Day) -> Result<Vec<Matter>> {
    let mut matters = Vec::new();
    matters.extend(milestone::matters(session, day)?);
    matters.extend(concern::matters(session, day)?);
    matters.extend(contribution::matters(session, day)?);
    matters.extend(breach::matters(session, day)?);
    matters.extend(bid::matters(session, day)?);
    matters.extend(meeting::matters(session, day)?);
    matters.extend(walk_around::matters(session, day)?);
    let details = detail::due(session, day)?;
    matters.extend(
        details
            .iter()
            .filter_map(|due| ledger::detail::matter(due, day)),
    );
    matters.extend(confidence::matters(session, day)?);
    Ok(matters)
}

/// The promises of a morning with their names, which are at hand but for the few that are with
/// somebody merged or not accepted.
fn due(
    session: &mut Session<'_>,
    gathered: &Gathering,
    hushed: &HashSet<Uuid>,
    day: Day,
) -> Result<Vec<Due>> {
    let mut promises = open_on(session, day)?;
    promises.retain(|promise| !hushed.contains(&promise.id.0));
    let named = promises.into_iter().map(|mut promise| {
        let name = match gathered.find(promise.person) {
            Some(known) => known.name.clone(),
            None => {
                let (root, name) = rooted(session, promise.person)?;
                promise.person = root;
                name
            }
        };
        Ok(Due { promise, name })
    });
    named.collect()
}
