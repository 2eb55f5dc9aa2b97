//! What is known of them: what weighs on them, what to ask again, what to congratulate on and to
//! give thanks for, and what is shared.

use super::lines::{bare, capital, few};
use super::minute::personal_question;
use super::{Known, Line, Occasion};
use crate::detail::{Detail, Topic, question};
use crate::milestone::Milestone;
use crate::today::day_words;
use crate::{Day, days_between};

/// So many of each stand in a brief. Our choice: one sheet.
const CONCERNS: usize = 3;
const DETAILS: usize = 4;
const MILESTONES: usize = 3;
const CONTRIBUTIONS: usize = 3;
const BIDS: usize = 3;
const SHARED: usize = 3;

/// A milestone so many days ahead is worth a word when one meets anyway. Our choice.
const AHEAD: i64 = 14;

pub(super) fn concerns(known: &Known<'_>, day: Day) -> Vec<Line> {
    let open = known.concerns.iter().filter(|concern| concern.is_open());
    let lines = open.map(|concern| {
        let since = format!("since {}", day_words(concern.raised_on, day));
        Line::new(capital(bare(&concern.what)), since)
    });
    few(lines.collect(), CONCERNS)
}

/// Small reaches for attention that were neither answered nor missed yet.
pub(super) fn bids(known: &Known<'_>, day: Day) -> Vec<Line> {
    let open = known.bids.iter().filter(|bid| bid.is_open());
    let lines = open.map(|bid| {
        let when = day_words(bid.made_on, day);
        Line::new(capital(bare(&bid.what)), when)
    });
    few(lines.collect(), BIDS)
}

/// What the personal minute asks already is not asked twice.
pub(super) fn ask_about(known: &Known<'_>, occasion: &Occasion<'_>, day: Day) -> Vec<Line> {
    let minute = occasion
        .minute
        .map(|minute| personal_question(known.details, minute.last, day));
    let lines = to_ask(known.details, day).into_iter().map(|detail| {
        let text = format!("“{}”: {}", bare(&detail.what), question(detail.topic));
        Line::new(text, format!("noted {}", day_words(detail.noted_on, day)))
    });
    let others = lines.filter(|line| minute.as_ref() != Some(&line.text));
    few(others.collect(), DETAILS)
}

/// What is due to be asked, then what drives them and where they want to go, the longest
/// unconfirmed first. What is fresh need not be asked.
pub(super) fn to_ask(details: &[Detail], day: Day) -> Vec<&Detail> {
    let rank = |detail: &Detail| match detail.ask_on() {
        Some(on) if on <= day => Some(0),
        _ if detail.confirmed_on == day => None,
        _ if detail.topic.is_of_drive() => Some(1),
        _ if detail.freshness(day).worth_asking && detail.topic != Topic::CommonGround => Some(2),
        _ => None,
    };
    let mut asked: Vec<(u8, &Detail)> = details
        .iter()
        .filter(|detail| detail.is_standing())
        .filter_map(|detail| Some((rank(detail)?, detail)))
        .collect();
    asked.sort_by_key(|(rank, detail)| (*rank, detail.confirmed_on, detail.id));
    asked.into_iter().map(|(_, detail)| detail).collect()
}

pub(super) fn congratulate(known: &Known<'_>, day: Day) -> Vec<Line> {
    let mut near: Vec<(Day, &Milestone)> = known
        .milestones
        .iter()
        .filter_map(|milestone| Some((near(milestone, known, day)?, milestone)))
        .collect();
    near.sort_by_key(|(on, milestone)| (*on, milestone.id));
    let lines = near.into_iter().map(|(on, milestone)| {
        let when = match days_between(day, on) {
            0 => "today".to_owned(),
            1 => "tomorrow".to_owned(),
            -1 => "yesterday".to_owned(),
            _ => day_words(on, day),
        };
        Line::new(capital(&milestone.title(on)), when)
    });
    few(lines.collect(), MILESTONES)
}

/// The time it comes that is worth a word on `day`.
pub(super) fn near(milestone: &Milestone, known: &Known<'_>, day: Day) -> Option<Day> {
    let ahead = milestone.occurs.next(day).filter(|on| {
        days_between(day, *on) <= AHEAD && !milestone.celebrated.contains_key(&on.year())
    });
    milestone.near(day, known.weights).or(ahead)
}

pub(super) fn thanks(known: &Known<'_>, day: Day) -> Vec<Line> {
    let unthanked = known
        .contributions
        .iter()
        .filter(|contribution| contribution.thanked_on.is_none());
    let lines = unthanked.map(|contribution| {
        let seen = format!("seen {}", day_words(contribution.seen_on, day));
        Line::new(capital(bare(&contribution.what)), seen)
    });
    few(lines.collect(), CONTRIBUTIONS)
}

pub(super) fn common_ground(known: &Known<'_>) -> Vec<Line> {
    let shared = known.common_ground.iter().map(|one| {
        let text = format!("{}: “{}”", capital(&one.words()), bare(&one.theirs.what));
        Line::new(text, "")
    });
    let found = known
        .details
        .iter()
        .filter(|detail| detail.is_standing() && detail.topic == Topic::CommonGround)
        .map(|detail| Line::new(capital(bare(&detail.what)), ""));
    few(shared.chain(found).collect(), SHARED)
}
