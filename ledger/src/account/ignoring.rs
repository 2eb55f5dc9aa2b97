//! Approaches left unanswered: the one withdrawal nobody has to note, and only on my side.
//! The other person's silence is never held against them.

use super::posting::{Cause, Posting, is_written};
use crate::Day;
use crate::moment::{Judged, Kind};
use crate::rhythm::APPROACH_AT_MOST;
use crate::touch::{Beginner, Side, Touch};
use crate::weights::Weights;

/// Nobody's usual reply time excuses more days than this. Our choice.
const PATIENCE_AT_MOST: f64 = 60.0;

/// Their approaches that I did not answer in the time I usually take: each day of approach is one
/// withdrawal, and an answer, however late, takes back all that it answers. One that holds a
/// withdrawal of mine is no answer. Order within a day is not trusted: the same day answers.
pub(super) fn ignorings(
    touches: &[&Touch],
    reply_p90: f64,
    weights: &Weights,
    postings: &mut Vec<Posting<'_>>,
) {
    let patience = reply_p90
        .max(weights.ignored_after)
        .min(PATIENCE_AT_MOST)
        .ceil() as i64;
    let mut post = |since: Day, until: Option<Day>| {
        let day = since.saturating_add(jiff::Span::new().days(patience + 1));
        if weights.ignored > 0.0 && until.is_none_or(|until| day < until) {
            let (points, cause) = (-weights.ignored, Cause::Ignored { since });
            postings.push(Posting {
                day,
                known: day,
                until,
                points,
                cause,
            });
        }
    };
    let mut waiting: Vec<Day> = Vec::new();
    for day in touches.chunk_by(|one, next| one.day == next.day) {
        if day.iter().any(|touch| is_answer(touch)) {
            waiting
                .drain(..)
                .for_each(|since| post(since, Some(day[0].day)));
        } else if day.iter().any(|touch| is_open_approach(touch)) {
            waiting.push(day[0].day);
        }
    }
    waiting.into_iter().for_each(|since| post(since, None));
}

/// Mine, or a conversation, and nothing in it that I would have to answer for.
fn is_answer(touch: &Touch) -> bool {
    let harm =
        |judged: &Judged| judged.side == Side::Mine && judged.moment.kind() == Kind::Withdrawal;
    (!is_written(touch) || touch.began != Beginner::Them) && !touch.moments.iter().any(harm)
}

/// Written to few, and nothing judged on my side: a judgement stands in place of the rule.
fn is_open_approach(touch: &Touch) -> bool {
    touch.addressees <= APPROACH_AT_MOST
        && touch
            .moments
            .iter()
            .all(|judged| judged.side == Side::Theirs)
}
