//! The week's look back: what went well, in words with names; promises kept of those that came
//! due; in how many weeks of twelve there was a good moment; what was practised, and what next.
//! It counts weeks, never a row of them.

mod words;

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::Day;
use crate::focus::{Focus, Suggestion, WEEKS_BACK, coming, monday, suggest, weeks_after};
use crate::moment::{Kind, Moment};
use crate::person::PersonId;
use crate::promise::{Outcome, Promise, State};
use crate::touch::Side;
pub use words::{good_weeks_words, left_better_words};

/// A moment of a touch or an act, with everybody it happened with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// The touch, the promise, or what the act was about.
    pub id: Uuid,
    pub moment: Moment,
    pub side: Side,
    pub day: Day,
    /// What it was about; may be empty.
    pub what: String,
    pub people: Vec<(PersonId, String)>,
}

/// Everything a week is made from, in any order; what lies after `day` is not known yet.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// Any day of the week asked about.
    pub of: Day,
    pub day: Day,
    /// Moments of touches, and acts, of the twelve weeks up to and with this one.
    pub deeds: &'a [Deed],
    /// The days of touches left better in an evening's review, no moment said: one a touch.
    pub better: &'a [Day],
    /// Every promise, with the name of the one it is with.
    pub promises: &'a [(Promise, String)],
    pub focuses: &'a [Focus],
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    pub monday: Day,
    /// Its Sunday, or the day asked on while it is going on.
    pub until: Day,
    /// The owner's own good moments, by day.
    pub wins: Vec<Deed>,
    /// What others did well.
    pub theirs: Vec<Deed>,
    pub promises: Kept,
    /// Touches left better of which no more was said.
    pub better: usize,
    /// In how many of the twelve weeks up to this one there was a good moment of the owner's.
    pub good_weeks: usize,
    pub focus: Option<Practised>,
    pub last: Option<Practised>,
    /// For the week one chooses for, unless its focus is chosen.
    pub chosen_next: Option<Focus>,
    pub suggestion: Suggestion,
}

/// Of the promises that were settled or came due this week, how many were kept in time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kept {
    pub kept: usize,
    pub of: usize,
}

/// A focus, and on how often the ledger has it in its week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Practised {
    pub focus: Focus,
    pub times: usize,
}

pub fn week(question: &Question<'_>) -> Week {
    let first = monday(question.of);
    let until = last_day(first).min(question.day);
    let known = known(question);
    let within = |deed: &&Deed| deed.day >= first && deed.day <= until;
    let of = |side| -> Vec<Deed> {
        let mut deeds: Vec<Deed> = known
            .iter()
            .filter(within)
            .filter(|deed| deed.side == side)
            .cloned()
            .collect();
        deeds.sort_by(|one, other| key(one).cmp(&key(other)));
        deeds
    };
    let better = || {
        question
            .better
            .iter()
            .copied()
            .filter(|on| *on <= question.day)
    };
    let next = coming(question.day);
    let mine: Vec<(Moment, Day)> = known
        .iter()
        .filter(|deed| deed.side == Side::Mine)
        .map(|deed| (deed.moment, deed.day))
        .collect();
    let focus = |week: Day| question.focuses.iter().find(|focus| focus.week == week);
    let practised = |week| focus(week).map(|focus| practised(focus, &mine));
    Week {
        monday: first,
        until,
        wins: of(Side::Mine),
        theirs: of(Side::Theirs),
        promises: kept(question, first, until),
        better: better().filter(|on| *on >= first && *on <= until).count(),
        good_weeks: good_weeks(mine.iter().map(|(_, on)| *on).chain(better()), first),
        focus: practised(first),
        last: practised(weeks_after(first, -1)),
        chosen_next: focus(next).cloned(),
        suggestion: suggest(&mine, question.focuses, next),
    }
}

fn last_day(monday: Day) -> Day {
    monday.saturating_add(jiff::Span::new().days(6))
}

fn key(deed: &Deed) -> (Day, Moment, &Uuid) {
    (deed.day, deed.moment, &deed.id)
}

/// Every deposit up to the day asked on, promises kept among them.
fn known(question: &Question<'_>) -> Vec<Deed> {
    let deposit = |deed: &&Deed| deed.moment.kind() == Kind::Deposit && deed.day <= question.day;
    let kept = question.promises.iter().filter_map(|(promise, name)| {
        let (on, Outcome::Kept) = settled(promise, question.day)? else {
            return None;
        };
        Some(Deed {
            id: promise.id.0,
            moment: Moment::PromiseKept,
            side: promise.side,
            day: on,
            what: promise.what.clone(),
            people: vec![(promise.person, name.clone())],
        })
    });
    question
        .deeds
        .iter()
        .filter(deposit)
        .cloned()
        .chain(kept)
        .collect()
}

fn settled(promise: &Promise, day: Day) -> Option<(Day, Outcome)> {
    match promise.state {
        State::Settled { on, outcome } if on <= day => Some((on, outcome)),
        _ => None,
    }
}

fn kept(question: &Question<'_>, first: Day, until: Day) -> Kept {
    let mut sum = Kept::default();
    let mine = question.promises.iter().map(|(promise, _)| promise);
    for promise in mine.filter(|promise| promise.side == Side::Mine) {
        let this_week = |on: Day| on >= first && on <= until;
        match settled(promise, question.day) {
            Some((on, outcome)) if this_week(on) && outcome != Outcome::Released => {
                sum.of += 1;
                sum.kept += usize::from(outcome == Outcome::Kept);
            }
            // Its day has passed, and it is still to be kept.
            None if promise
                .due
                .is_some_and(|due| this_week(due) && due < question.day) =>
            {
                sum.of += 1;
            }
            _ => {}
        }
    }
    sum
}

fn good_weeks(good: impl Iterator<Item = Day>, first: Day) -> usize {
    let since = weeks_after(first, 1 - WEEKS_BACK);
    let weeks: BTreeSet<Day> = good
        .map(monday)
        .filter(|week| *week >= since && *week <= first)
        .collect();
    weeks.len()
}

fn practised(focus: &Focus, mine: &[(Moment, Day)]) -> Practised {
    let times = mine
        .iter()
        .filter(|(moment, on)| *moment == focus.moment && monday(*on) == focus.week)
        .count();
    Practised {
        focus: focus.clone(),
        times,
    }
}

#[cfg(test)]
mod tests;
