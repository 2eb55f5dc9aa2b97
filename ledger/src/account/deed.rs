//! What one touch is worth to one side (model A): medium ÷ addressees × moment.

use super::posting::{Cause, Posting};
use crate::moment::{Kind, Moment};
use crate::touch::{Beginner, Medium, Setting, Side, Touch};
use crate::verdict::{LeftWorse, Verdict};
use crate::weights::Weights;
use crate::{Day, days_between};

/// What one touch puts into one side's account: its judged moments; else, on my side, how the evening
/// says it was left; or half a moment when it was returned and nobody judged it.
pub(super) fn of_touch<'a>(
    side: Side,
    touch: &'a Touch,
    returned: &Returned,
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
        let left = (side == Side::Mine).then(|| of_verdict(touch, medium, weights));
        let left = left.flatten();
        postings.extend(left.or_else(|| plain(side, touch, medium, returned, weights)));
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

/// Whether a touch counts whatever else there is: a conversation does, and what was judged. What was only
/// written waits for an answer, and only that goes with the rest of its day when it was left worse. The
/// newest come first and mostly settle it.
pub(super) fn counts_at_once(side: Side, touches: &[Touch], weights: &Weights, day: Day) -> bool {
    let (alone, mut postings) = (Returned::of(side, &[]), Vec::new());
    touches.iter().any(|touch| {
        of_touch(side, touch, &alone, weights, &mut postings);
        postings.drain(..).any(|posting| posting.counts_on(day))
    })
}

/// Left better is a good moment without a name, and left worse a bad one.
fn of_verdict<'a>(touch: &'a Touch, medium: f64, weights: &Weights) -> Option<Posting<'a>> {
    let verdict = touch.standing_verdict()?;
    let points = match verdict {
        Verdict::Better => medium * weights.moment,
        Verdict::Worse => -weights.withdrawal,
        Verdict::Settled | Verdict::LetLie => return None,
    };
    Some(Posting {
        day: touch.day,
        known: touch.day,
        until: None,
        points,
        cause: Cause::Left(touch, verdict),
    })
}

fn plain<'a>(
    side: Side,
    touch: &'a Touch,
    medium: f64,
    returned: &Returned,
    weights: &Weights,
) -> Option<Posting<'a>> {
    let points = medium * weights.returned;
    // The rest of a conversation that was left worse deposits nothing by itself.
    if points <= 0.0 || (side == Side::Mine && returned.worse.holds(touch)) {
        return None;
    }
    Some(Posting {
        day: touch.day,
        known: plain_known(side, touch, &returned.answers, weights)?,
        until: None,
        points,
        cause: Cause::Plain(touch),
    })
}

/// From which day on a touch nobody judged counts for this side: a conversation at once, a
/// message once it was returned, and the other side's message never.
fn plain_known(side: Side, touch: &Touch, answers: &[Day], weights: &Weights) -> Option<Day> {
    if !touch.is_written() {
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

/// When contacts of one side were returned, and what was left worse.
pub(super) struct Returned {
    answers: Vec<Day>,
    pub worse: LeftWorse,
}

impl Returned {
    /// From touches in the order of their days.
    pub fn of(side: Side, touches: &[&Touch]) -> Self {
        let worse = LeftWorse::among(touches);
        Self {
            answers: answers(side, touches, &worse),
            worse,
        }
    }
}

/// The days on which the other side returned a contact, in order: they wrote, or both were there.
/// A touch that holds a withdrawal, or was left worse, returns nothing.
fn answers(side: Side, touches: &[&Touch], worse: &LeftWorse) -> Vec<Day> {
    let other = match side {
        Side::Mine => Beginner::Them,
        Side::Theirs => Beginner::Me,
    };
    let returns = |touch: &&&Touch| {
        let spoilt = touch
            .moments
            .iter()
            .any(|judged| judged.moment.kind() == Kind::Withdrawal)
            || worse.holds(touch);
        !spoilt && (!touch.is_written() || touch.began == other)
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
