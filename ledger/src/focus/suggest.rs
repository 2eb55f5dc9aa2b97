//! What to practise next, from what the ledger lacks. The rule, in the order it is asked:
//! not practised in the last twelve weeks; done on the fewest days in that time; something one can
//! seek rather than wait for; one of the nine to begin with; and among equals the next in a round
//! that moves on with the week, so that the same week always gives the same answer.

use std::collections::BTreeSet;

use super::{Focus, weeks_after};
use crate::moment::{Kind, Moment};
use crate::{Day, days_between};

/// How far the ledger is read. Our choice: a season.
pub const WEEKS_BACK: i64 = 12;

/// The nine micro-moments to begin with.
pub const NINE: [Moment; 9] = [
    Moment::PromiseKept,
    Moment::AdmittedNotKnowing,
    Moment::CreditGiven,
    Moment::FollowedUp,
    Moment::DetailRemembered,
    Moment::Apologised,
    Moment::ConfidenceKept,
    Moment::InputAsked,
    Moment::SameInEveryRoom,
];

/// Deposits that need something to happen first: one can be ready for them, not set out to do them.
const WAITS: [Moment; 6] = [
    Moment::Apologised,
    Moment::ConfidenceKept,
    Moment::ConcernAddressed,
    Moment::EmpathyShown,
    Moment::MilestoneCelebrated,
    Moment::FlexibilityShown,
];

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Its Monday.
    pub week: Day,
    pub moment: Moment,
    /// On how many days of the twelve weeks the ledger has it.
    pub days: usize,
    /// Why this one, in a sentence.
    pub why: String,
}

/// What to practise in the week of `week`, given the owner's own deposits with their days, and
/// what was practised before.
pub fn suggest(done: &[(Moment, Day)], before: &[Focus], week: Day) -> Suggestion {
    let since = weeks_after(week, -WEEKS_BACK);
    let days = |moment: Moment| {
        let on = done
            .iter()
            .filter(|(what, on)| *what == moment && *on >= since && *on < week);
        on.map(|(_, on)| *on).collect::<BTreeSet<Day>>().len()
    };
    let practised = |moment: Moment| {
        before
            .iter()
            .any(|focus| focus.moment == moment && focus.week >= since && focus.week < week)
    };
    let rank = |moment: &Moment| {
        (
            practised(*moment),
            days(*moment),
            WAITS.contains(moment),
            !NINE.contains(moment),
        )
    };
    let best = deposits().map(|moment| rank(&moment)).min();
    let equals: Vec<Moment> = deposits()
        .filter(|moment| Some(rank(moment)) == best)
        .collect();
    // Weeks since a Monday long ago, so that the round does not begin anew each year.
    let turn = days_between(Day::constant(2001, 1, 1), week).div_euclid(7);
    let place = turn.rem_euclid(equals.len().max(1) as i64) as usize;
    let moment = equals.get(place).copied().unwrap_or(Moment::CreditGiven);
    let days = days(moment);
    Suggestion {
        week,
        moment,
        days,
        why: why(moment, days),
    }
}

pub(super) fn deposits() -> impl Iterator<Item = Moment> {
    let all = Moment::ALL.iter().copied();
    all.filter(|moment| moment.kind() == Kind::Deposit)
}

fn why(moment: Moment, days: usize) -> String {
    let seen = match days {
        0 => "In twelve weeks the book has this on no day".to_owned(),
        1 => "In twelve weeks the book has this on one day, fewer than most".to_owned(),
        days => format!("In twelve weeks the book has this on {days} days, fewer than most"),
    };
    if NINE.contains(&moment) {
        format!("{seen}, and it is one of the nine to begin with.")
    } else {
        format!("{seen}.")
    }
}
