//! The dormant tie of the week: someone out of touch for a year or more, on Mondays or when there
//! is nobody else, unless a bridge or a lapsed tie is proposed anyway. Old ties are as useful as
//! current ones (Levin, Walter and Murnighan 2011), and nobody else here would bring them up.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use jiff::civil::Weekday;

use super::contacts::{Prospect, turn};
use super::free::is_free;
use super::reading::{Cause, DORMANT, Way};
use super::{Candidate, Part, Question};
use crate::person::PersonId;
use crate::rhythm::clock;
use crate::{Day, days_between};

/// Contact on fewer days than this was hardly a tie. Our choice.
const DAYS_OF_A_TIE: u32 = 5;
/// Days before the same old tie is brought up again. Our choice.
const PAUSE: f64 = 90.0;

/// The week's tie, given who is picked already and how many were dealt with this morning.
pub(super) fn of_the_week<'a>(
    question: &Question<'a>,
    picked: &[&Candidate],
    promised: &BTreeSet<PersonId>,
    done: usize,
) -> Option<Prospect<'a>> {
    let day = question.day;
    let is_monday = day.weekday() == Weekday::Monday;
    let suggested = |one: &Candidate| one.nudge.as_ref().and_then(|nudge| nudge.suggested_on);
    let reaches_out =
        |one: &&Candidate| one.group_of_its_own == Some(true) || is_dormant(one, question);
    if picked.iter().any(reaches_out) || !(is_monday || picked.is_empty()) {
        return None;
    }
    let days_in = i64::from(day.weekday().to_monday_zero_offset());
    let this_week = |on: Day| on < day && days_between(on, day) <= days_in;
    let dormant = || {
        question
            .candidates
            .iter()
            .filter(|one| is_dormant(one, question))
    };
    if dormant().any(|one| suggested(one).is_some_and(this_week)) {
        return None;
    }
    let candidate = dormant()
        .filter(|one| done == 0 || suggested(one) == Some(day))
        .filter(|one| !promised.contains(&one.person) && is_free(one, question, PAUSE))
        .min_by_key(|one| {
            let (later, suggested, name, id) = turn(one, day);
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
        way: Way::for_cause(cause, candidate),
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
