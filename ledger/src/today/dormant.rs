//! The dormant tie of the week: someone out of touch for a year or more, on Mondays, when no
//! bridge is proposed anyway. Old ties are as useful as current ones (Levin, Walter and
//! Murnighan 2011), and nobody else here would ever bring them up.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use jiff::civil::Weekday;

use super::contacts::{Prospect, turn};
use super::free::is_free;
use super::reading::{Cause, DORMANT, Way};
use super::{Candidate, Part, Question};
use crate::days_between;
use crate::person::PersonId;
use crate::rhythm::clock;

/// Contact on fewer days than this was hardly a tie. Our choice.
const DAYS_OF_A_TIE: u32 = 5;
/// Days before the same old tie is brought up again. Our choice.
const PAUSE: f64 = 90.0;

pub(super) fn of_the_week<'a>(
    question: &Question<'a>,
    promised: &BTreeSet<PersonId>,
) -> Option<Prospect<'a>> {
    if question.day.weekday() != Weekday::Monday {
        return None;
    }
    let candidate = question
        .candidates
        .iter()
        .filter(|one| is_dormant(one, question) && !promised.contains(&one.person))
        .filter(|one| is_free(one, question, PAUSE))
        .min_by_key(|one| {
            let (later, suggested, name, id) = turn(one, question.day);
            let days = one.facts.as_ref().map_or(0, |facts| facts.days);
            (
                later,
                Reverse(one.importance),
                suggested,
                Reverse(days),
                name,
                id,
            )
        })?;
    let facts = candidate.facts.as_ref()?;
    let cause = Cause::Dormant {
        last: facts.last,
        before: facts.days,
    };
    let share = f64::from(candidate.importance.steps()) * question.weights.bridge;
    let parts = vec![Part {
        name: "the week's dormant tie",
        value: 1.0,
        share,
    }];
    Some(Prospect {
        candidate,
        cause,
        way: Way::for_cause(cause, candidate.best_medium),
        parts,
    })
}

fn is_dormant(candidate: &Candidate, question: &Question<'_>) -> bool {
    let Some(facts) = &candidate.facts else {
        return false;
    };
    let now = clock(facts, candidate.quiet.as_ref(), question.day);
    facts.days >= DAYS_OF_A_TIE && days_between(facts.last, now) >= DORMANT
}
