//! Approaches left unanswered: the one withdrawal nobody has to note, and only on my side.
//! The other person's silence is never held against them.

use super::posting::{Cause, Posting};
use crate::moment::{Judged, Kind};
use crate::touch::{Beginner, Side, Touch};
use crate::verdict::{LeftWorse, Verdict};
use crate::weights::Weights;
use crate::{Day, day_at, day_number, days_between};

/// Nobody's usual reply time excuses more days than this. Our choice.
const PATIENCE_AT_MOST: f64 = 60.0;

/// A day on which they approached me, and the day I answered.
pub(super) struct Wait {
    since: Day,
    until: Option<Day>,
}

/// Their approaches that I did not answer in the time I usually take: each day of approach is one
/// withdrawal, and an answer, however late, takes back all that it answers.
pub(super) fn ignorings(
    waited: &[Wait],
    reply_p90: f64,
    weights: &Weights,
    postings: &mut Vec<Posting<'_>>,
) {
    let patience = patience(reply_p90, weights);
    for Wait { since, until } in waited {
        let day = day_at(day_number(*since) + patience + 1);
        if weights.ignored > 0.0 && until.is_none_or(|until| day < until) {
            let (points, cause) = (-weights.ignored, Cause::Ignored { since: *since });
            postings.push(Posting {
                day,
                known: day,
                until: *until,
                points,
                cause,
            });
        }
    }
}

/// From touches in the order of their days. One that holds a withdrawal of mine, or was left worse, is
/// no answer. Order within a day is not trusted: the same day answers.
pub(super) fn waits(touches: &[&Touch], worse: &LeftWorse) -> Vec<Wait> {
    let mut waits = Vec::new();
    let mut waiting: Vec<Day> = Vec::new();
    for day in touches.chunk_by(|one, next| one.day == next.day) {
        if day.iter().any(|touch| is_answer(touch, worse)) {
            let until = Some(day[0].day);
            waits.extend(waiting.drain(..).map(|since| Wait { since, until }));
        } else if day.iter().any(|touch| is_open_approach(touch, worse)) {
            waiting.push(day[0].day);
        }
    }
    let until = None;
    waits.extend(waiting.into_iter().map(|since| Wait { since, until }));
    waits
}

/// The days of approach I have not answered by `day`, though my usual time has passed, and have not
/// said anything about: the evening asks about them.
pub fn unanswered(touches: &[Touch], reply_p90: f64, weights: &Weights, day: Day) -> Vec<Day> {
    let mut known: Vec<&Touch> = touches.iter().filter(|touch| touch.day <= day).collect();
    known.sort_unstable_by_key(|touch| (touch.day, touch.at, touch.id));
    let patience = patience(reply_p90, weights);
    let worse = LeftWorse::among(&known);
    let said = |since: Day| {
        let mut of_day = known.iter().filter(|touch| touch.day == since);
        of_day.any(|touch| touch.standing_verdict() == Some(Verdict::LetLie))
    };
    waits(&known, &worse)
        .into_iter()
        .filter(|wait| wait.until.is_none() && days_between(wait.since, day) > patience)
        .map(|wait| wait.since)
        .filter(|since| !said(*since))
        .collect()
}

/// How many days an approach may wait: what is usual for me, within bounds.
fn patience(reply_p90: f64, weights: &Weights) -> i64 {
    reply_p90
        .max(weights.ignored_after)
        .min(PATIENCE_AT_MOST)
        .ceil() as i64
}

/// Mine, or a conversation, and nothing in it that I would have to answer for.
fn is_answer(touch: &Touch, worse: &LeftWorse) -> bool {
    let harm =
        |judged: &Judged| judged.side == Side::Mine && judged.moment.kind() == Kind::Withdrawal;
    (!touch.is_written() || touch.began != Beginner::Them)
        && !touch.moments.iter().any(harm)
        && !worse.holds(touch)
}

/// Written to few, and nothing said of my side: a judgement stands in place of the rule. To have let
/// it lie is to say that the rule is right.
fn is_open_approach(touch: &Touch, worse: &LeftWorse) -> bool {
    let said = touch.standing_verdict();
    touch.is_approach()
        && !touch.is_judged_on_mine()
        && said.is_none_or(|verdict| verdict == Verdict::LetLie)
        && !worse.holds(touch)
}
