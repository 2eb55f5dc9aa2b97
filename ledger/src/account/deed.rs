//! What one touch is worth to one side (model A): medium ÷ addressees × moment.

use super::posting::{Cause, Posting, is_written};
use crate::moment::{Kind, Moment};
use crate::touch::{Beginner, Medium, Setting, Side, Touch};
use crate::weights::Weights;
use crate::{Day, days_between};

/// What one touch puts into one side's account: its judged moments, or half a moment when it was
/// returned and nobody judged it.
pub(super) fn of_touch<'a>(
    side: Side,
    touch: &'a Touch,
    answers: &[Day],
    weights: &Weights,
    postings: &mut Vec<Posting<'a>>,
) {
    let medium = medium_points(touch, weights) / f64::from(touch.addressees.max(1));
    let mut judged = touch
        .moments
        .iter()
        .filter(|judged| judged.side == side)
        .peekable();
    if judged.peek().is_none() {
        let known = plain_known(side, touch, answers, weights);
        let points = medium * weights.returned;
        postings.extend(known.filter(|_| points > 0.0).map(|known| Posting {
            day: touch.day,
            known,
            until: None,
            points,
            cause: Cause::Plain(touch),
        }));
        return;
    }
    let mut moments: Vec<Moment> = judged.map(|judged| judged.moment).collect();
    moments.sort_unstable();
    postings.extend(moments.into_iter().map(|moment| Posting {
        day: touch.day,
        known: touch.day,
        until: None,
        points: match moment.kind() {
            Kind::Deposit => medium * moment_factor(moment, weights),
            // The harm is not shared out among those who saw it.
            Kind::Withdrawal => -weights.withdrawal,
        },
        cause: Cause::Judged(touch, moment),
    }));
}

/// From which day on a touch nobody judged counts for this side: a conversation at once, a
/// message once it was returned, and the other side's message never.
fn plain_known(side: Side, touch: &Touch, answers: &[Day], weights: &Weights) -> Option<Day> {
    if !is_written(touch) {
        return Some(touch.day);
    }
    let other = match side {
        Side::Mine => Beginner::Them,
        Side::Theirs => Beginner::Me,
    };
    if touch.began == other {
        return None;
    }
    let answer = *answers.get(answers.partition_point(|day| *day < touch.day))?;
    let returned = days_between(touch.day, answer) as f64 <= weights.returned_within;
    returned.then_some(answer)
}

/// The days on which the other side returned a contact, in order: they wrote, or both were there.
/// A touch that holds a withdrawal returns nothing. The touches are in the order of their days.
pub(super) fn answers(side: Side, touches: &[&Touch]) -> Vec<Day> {
    let other = match side {
        Side::Mine => Beginner::Them,
        Side::Theirs => Beginner::Me,
    };
    let returns = |touch: &&&Touch| {
        let spoilt = touch
            .moments
            .iter()
            .any(|judged| judged.moment.kind() == Kind::Withdrawal);
        !spoilt && (!is_written(touch) || touch.began == other)
    };
    touches
        .iter()
        .filter(returns)
        .map(|touch| touch.day)
        .collect()
}

fn medium_points(touch: &Touch, weights: &Weights) -> f64 {
    match touch.medium {
        Medium::InPerson if touch.setting == Setting::Hallway => weights.unplanned,
        Medium::InPerson => weights.planned,
        Medium::Video => weights.video,
        Medium::Voice => weights.voice,
        Medium::Chat | Medium::Mail | Medium::Letter => weights.text,
    }
}

pub(super) fn moment_factor(moment: Moment, weights: &Weights) -> f64 {
    match moment {
        Moment::ThankedAfter
        | Moment::HelpOffered
        | Moment::FollowedUp
        | Moment::DetailRemembered => weights.moment_special,
        _ => weights.moment,
    }
}
