//! The contact moves of a morning: everyone free and with a reason, then the best few.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::choose::{Item, STEP, Value, choose};
use super::free::is_free;
use super::reading::{Cause, Way, cause, has_lapsed};
use super::worth::{Book, parts};
use super::{About, Candidate, Move, Part, Question, dormant, say};
use crate::Day;
use crate::person::PersonId;

/// A candidate with a reason, and what the move would be.
pub(super) struct Prospect<'a> {
    pub candidate: &'a Candidate,
    pub cause: Cause,
    pub way: Way,
    pub parts: Vec<Part>,
}

impl Prospect<'_> {
    pub fn value(&self) -> f64 {
        self.parts.iter().map(|part| part.share).sum()
    }

    fn in_order(&self) -> Value {
        let billionths = (self.value() * 1e9).round() as i64;
        if matches!(self.cause, Cause::Dormant { .. }) || has_lapsed(self.candidate, self.cause) {
            return Value {
                current: 0,
                lapsed: billionths,
            };
        }
        Value {
            current: billionths,
            lapsed: 0,
        }
    }

    fn item(&self) -> Item {
        Item {
            value: self.in_order(),
            steps: self.way.minutes().div_ceil(STEP) as usize,
            circle: self.candidate.circle,
        }
    }

    /// `subject` is that of the last touch, and may be empty.
    pub fn into_move(self, question: &Question<'_>, subject: &str) -> Move {
        Move {
            about: About::Contact,
            person: self.candidate.person,
            name: self.candidate.name.clone(),
            reason: say::reason(&self, question, subject),
            opener: say::opener(&self, question.day, subject),
            minutes: self.way.minutes(),
            value: self.value(),
            parts: self.parts,
        }
    }
}

/// Whose turn it is among equals: whoever was suggested this morning stays, then the longest
/// unsuggested, then by name, then by id.
pub(super) fn turn(candidate: &Candidate, day: Day) -> (bool, Option<Day>, &str, PersonId) {
    let on = candidate
        .nudge
        .as_ref()
        .and_then(|nudge| nudge.suggested_on);
    let this_morning = on == Some(day);
    (
        !this_morning,
        on.filter(|_| !this_morning),
        &candidate.name,
        candidate.person,
    )
}

/// The contact moves: current ties before lapsed ones, most valuable first. `promised` have a line already.
pub(super) fn contacts<'a>(
    question: &Question<'a>,
    book: &Book,
    promised: &BTreeSet<PersonId>,
) -> Vec<Prospect<'a>> {
    let weights = question.weights;
    let mut prospects = prospects(question, book, promised);
    let done = done_today(question);
    let mut people = (weights.people_a_day as usize).saturating_sub(done);
    // What was done took a step at least; to take off more could drop a move already shown.
    let mut steps = (weights.budget_minutes as usize / STEP as usize).saturating_sub(done);
    let mut chosen = pick(&prospects, steps, people);
    let picked: Vec<&Candidate> = chosen
        .iter()
        .map(|place| prospects[*place].candidate)
        .collect();
    let tie = dormant::of_the_week(question, &picked, promised, done);
    let tie = tie.filter(|tie| people > 0 && tie.item().steps <= steps);
    if let Some(tie) = &tie {
        people -= 1;
        steps -= tie.item().steps;
        let circle = tie.candidate.circle;
        prospects.retain(|other| {
            other.candidate.person != tie.candidate.person
                && (circle.is_none() || other.candidate.circle != circle)
        });
        chosen = pick(&prospects, steps, people);
    }
    let chosen: BTreeSet<usize> = chosen.into_iter().collect();
    let mut moves: Vec<Prospect<'a>> = prospects
        .into_iter()
        .enumerate()
        .filter_map(|(place, prospect)| chosen.contains(&place).then_some(prospect))
        .chain(tie)
        .collect();
    // Stable, so that equals stay in turn.
    moves.sort_by_key(|one| Reverse(one.in_order()));
    moves
}

/// Everyone free and with a reason: current ties before lapsed ones, the most valuable first,
/// equals in turn.
fn prospects<'a>(
    question: &Question<'a>,
    book: &Book,
    promised: &BTreeSet<PersonId>,
) -> Vec<Prospect<'a>> {
    let mut prospects: Vec<Prospect<'a>> = question
        .candidates
        .iter()
        .zip(&book.drifts)
        .filter(|(one, _)| !promised.contains(&one.person))
        .filter(|(one, _)| is_free(one, question, question.weights.cooldown))
        .filter_map(|(candidate, drift)| {
            let cause = cause(candidate, *drift, book.threshold, question)?;
            let way = Way::for_cause(cause, candidate);
            Some(Prospect {
                candidate,
                cause,
                way,
                parts: parts(candidate, *drift, book, question),
            })
        })
        .collect();
    // By value first: whole numbers settle nearly every comparison before a name is looked at.
    prospects.sort_by_cached_key(|prospect: &Prospect<'a>| {
        (
            Reverse(prospect.in_order()),
            turn(prospect.candidate, question.day),
        )
    });
    prospects
}

fn pick(prospects: &[Prospect<'_>], steps: usize, people: usize) -> Vec<usize> {
    let items: Vec<Item> = prospects.iter().map(Prospect::item).collect();
    choose(&items, steps, people)
}

/// Suggested this morning and dealt with since: the plan of a day does not fill up again.
fn done_today(question: &Question<'_>) -> usize {
    let done = |one: &&Candidate| {
        let Some(nudge) = &one.nudge else {
            return false;
        };
        let today = Some(question.day);
        let touched = one.facts.as_ref().map(|facts| facts.last) == today;
        nudge.suggested_on == today && (touched || nudge.answered_on == today)
    };
    question.candidates.iter().filter(done).count()
}
