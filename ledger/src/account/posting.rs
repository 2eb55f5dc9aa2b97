//! What one deed puts into the account, from which day on it is known, and in what words.
//! Summing, capping and fading are not done here.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Deeds;
use super::deed::{Returned, moment_factor, of_touch};
use super::harm::replaced;
use super::ignoring::{ignorings, waits};
use crate::Day;
use crate::act::Act;
use crate::moment::{Kind, Moment};
use crate::promise::{Outcome, Promise, PromiseId, State};
use crate::subject::shown;
use crate::touch::{Setting, Side, Touch};
use crate::verdict::Verdict;
use crate::weights::Weights;

/// One deposit or withdrawal, before cap and fading.
pub(super) struct Posting<'a> {
    /// The day it belongs to, and fades from.
    pub day: Day,
    /// From this day on it is known: a mail is returned only when the answer comes.
    pub known: Day,
    /// On this day it is taken back: an approach left open was answered after all.
    pub until: Option<Day>,
    /// Negative for a withdrawal.
    pub points: f64,
    pub cause: Cause<'a>,
}

pub(super) enum Cause<'a> {
    Judged(&'a Touch, Moment),
    /// How the evening says it was left.
    Left(&'a Touch, Verdict),
    Plain(&'a Touch),
    Promised(&'a Promise, Moment),
    Act(&'a Act),
    Ignored {
        since: Day,
    },
}

impl Posting<'_> {
    pub fn counts_on(&self, day: Day) -> bool {
        self.known <= day && self.until.is_none_or(|until| day < until)
    }

    pub fn words(&self) -> String {
        match self.cause {
            Cause::Judged(touch, moment) => {
                with_note([moment.words(), ", ", &how(touch)], &about(touch))
            }
            Cause::Left(touch, verdict) => {
                with_note([verdict.words(), ", ", &how(touch)], &about(touch))
            }
            Cause::Plain(touch) if touch.is_written() => {
                with_note(["in touch ", &how(touch), ", returned"], &about(touch))
            }
            Cause::Plain(touch) => {
                let how = how(touch);
                let comma = if how.starts_with('a') { ", " } else { " " };
                with_note(["in touch", comma, &how], &about(touch))
            }
            Cause::Promised(promise, moment) => with_note([moment.words(), "", ""], &promise.what),
            Cause::Act(act) => with_note([act.moment.words(), "", ""], &act.what),
            Cause::Ignored { since } => format!("left their approach of {since} unanswered"),
        }
    }
}

/// All postings of one side, oldest first, the same for any order of the deeds.
pub(super) fn postings<'a>(side: Side, deeds: &Deeds<'a>, weights: &Weights) -> Vec<Posting<'a>> {
    let mut touches: Vec<&Touch> = deeds.touches.iter().collect();
    touches.sort_unstable_by_key(|touch| (touch.day, touch.at, touch.id));
    let returned = Returned::of(side, &touches);
    let mut postings = Vec::with_capacity(touches.len());
    for touch in &touches {
        of_touch(side, touch, &returned, weights, &mut postings);
    }
    let replaced = replaced(side, deeds);
    let mut promises: Vec<&Promise> = deeds
        .promises
        .iter()
        .filter(|promise| promise.side == side)
        .collect();
    promises.sort_unstable_by_key(|promise| promise.id);
    postings.extend(
        promises
            .into_iter()
            .filter_map(|promise| of_promise(promise, weights))
            .filter_map(|posting| unless_replaced(posting, &replaced)),
    );
    let mut acts: Vec<&Act> = deeds.acts.iter().filter(|act| act.side == side).collect();
    acts.sort_unstable_by_key(|act| (act.day, act.moment, act.id));
    postings.extend(acts.into_iter().map(|act| of_act(act, weights)));
    if side == Side::Mine {
        let waited = waits(&touches, &returned.worse);
        ignorings(&waited, deeds.reply_p90, weights, &mut postings);
    }
    // Stable: within a day touches keep their order, then promises, acts, and approaches ignored.
    postings.sort_by_key(|posting| posting.day);
    postings
}

fn of_promise<'a>(promise: &'a Promise, weights: &Weights) -> Option<Posting<'a>> {
    let State::Settled { on, outcome } = promise.state else {
        return None;
    };
    let (moment, points) = match outcome {
        Outcome::Kept => (Moment::PromiseKept, weights.text * weights.moment),
        Outcome::Late => (Moment::PromiseLate, -weights.withdrawal),
        Outcome::Broken => (Moment::PromiseBroken, -weights.withdrawal),
        Outcome::Released => return None,
    };
    let cause = Cause::Promised(promise, moment);
    Some(Posting {
        day: on,
        known: on,
        until: None,
        points,
        cause,
    })
}

/// A withdrawal ends where the breach that came from the promise begins to count.
fn unless_replaced<'a>(
    posting: Posting<'a>,
    replaced: &BTreeMap<PromiseId, Day>,
) -> Option<Posting<'a>> {
    let Cause::Promised(promise, _) = posting.cause else {
        return Some(posting);
    };
    match replaced.get(&promise.id) {
        Some(from) if posting.points < 0.0 => (*from > posting.known).then_some(Posting {
            until: Some(*from),
            ..posting
        }),
        _ => Some(posting),
    }
}

/// Without a touch there is no medium: an act counts as a message does.
fn of_act<'a>(act: &'a Act, weights: &Weights) -> Posting<'a> {
    let points = match act.moment.kind() {
        Kind::Deposit => weights.text * moment_factor(act.moment, weights),
        Kind::Withdrawal => -weights.withdrawal,
    };
    Posting {
        day: act.day,
        known: act.day,
        until: None,
        points,
        cause: Cause::Act(act),
    }
}

fn how(touch: &Touch) -> Cow<'static, str> {
    match touch.setting {
        Setting::Message | Setting::OneToOne => touch.medium.words().into(),
        Setting::Hallway => touch.setting.words().into(),
        setting => format!("{} {}", setting.words(), touch.medium.words()).into(),
    }
}

fn about(touch: &Touch) -> Cow<'_, str> {
    shown(touch.medium, &touch.note)
}

fn with_note([one, two, three]: [&str; 3], note: &str) -> String {
    match note.trim() {
        "" => [one, two, three].concat(),
        note => [one, two, three, ": “", note, "”"].concat(),
    }
}
