//! What one deed puts into the account, from which day on it is known, and in what words.
//! Summing, capping and fading are not done here.

use std::collections::BTreeSet;

use super::Deeds;
use crate::moment::{Kind, Moment};
use crate::promise::{Outcome, Promise, State};
use crate::rhythm::APPROACH_AT_MOST;
use crate::touch::{Beginner, Medium, Setting, Side, Touch};
use crate::weights::Weights;
use crate::{Day, days_between};

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
    cause: Cause<'a>,
}

enum Cause<'a> {
    Judged(&'a Touch, Moment),
    Plain(&'a Touch),
    Promised(&'a Promise, Moment),
    Ignored { since: Day },
}

impl Posting<'_> {
    pub fn counts_on(&self, day: Day) -> bool {
        self.known <= day && self.until.is_none_or(|until| day < until)
    }

    pub fn words(&self) -> String {
        match self.cause {
            Cause::Judged(touch, moment) => {
                with_note(format!("{}, {}", moment.words(), how(touch)), &touch.note)
            }
            Cause::Plain(touch) if is_written(touch) => {
                with_note(format!("in touch {}, returned", how(touch)), &touch.note)
            }
            Cause::Plain(touch) => with_note(format!("in touch {}", how(touch)), &touch.note),
            Cause::Promised(promise, moment) => with_note(moment.words().to_owned(), &promise.what),
            Cause::Ignored { since } => format!("left their approach of {since} unanswered"),
        }
    }
}

/// All postings of one side, oldest first, the same for any order of the deeds.
pub(super) fn postings<'a>(side: Side, deeds: &Deeds<'a>, weights: &Weights) -> Vec<Posting<'a>> {
    let mut touches: Vec<&Touch> = deeds.touches.iter().collect();
    touches.sort_unstable_by_key(|touch| (touch.day, touch.at, touch.id));
    let answers = answers(side, &touches);
    let mut postings = Vec::new();
    for touch in &touches {
        of_touch(side, touch, &answers, weights, &mut postings);
    }
    let mut promises: Vec<&Promise> = deeds
        .promises
        .iter()
        .filter(|promise| promise.side == side)
        .collect();
    promises.sort_unstable_by_key(|promise| promise.id);
    postings.extend(
        promises
            .into_iter()
            .filter_map(|promise| of_promise(promise, weights)),
    );
    if side == Side::Mine {
        ignorings(&touches, deeds.reply_p90, weights, &mut postings);
    }
    // Stable: within a day touches keep their order, then promises, then approaches ignored.
    postings.sort_by_key(|posting| posting.day);
    postings
}

fn of_touch<'a>(
    side: Side,
    touch: &'a Touch,
    answers: &BTreeSet<Day>,
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
fn plain_known(
    side: Side,
    touch: &Touch,
    answers: &BTreeSet<Day>,
    weights: &Weights,
) -> Option<Day> {
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
    let answer = *answers.range(touch.day..).next()?;
    let returned = days_between(touch.day, answer) as f64 <= weights.returned_within;
    returned.then_some(answer)
}

/// The days on which the other side returned a contact: they wrote, or both were there.
/// A touch that holds a withdrawal returns nothing.
fn answers(side: Side, touches: &[&Touch]) -> BTreeSet<Day> {
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

/// Their approaches that I did not answer in the time I usually take. One wait is one
/// withdrawal, however often they wrote, and an answer, however late, takes it back.
/// Order within a day is not trusted: an answer on the same day answers.
fn ignorings(
    touches: &[&Touch],
    reply_p90: f64,
    weights: &Weights,
    postings: &mut Vec<Posting<'_>>,
) {
    let patience = reply_p90.max(weights.ignored_after).min(60.0).ceil() as i64;
    let mut waiting: Option<Day> = None;
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
    for day in touches.chunk_by(|one, next| one.day == next.day) {
        let answered = day
            .iter()
            .any(|touch| !is_written(touch) || touch.began != Beginner::Them);
        if answered {
            if let Some(since) = waiting.take() {
                post(since, Some(day[0].day));
            }
        } else if day.iter().any(|touch| is_open_approach(touch)) {
            waiting = waiting.or(Some(day[0].day));
        }
    }
    if let Some(since) = waiting {
        post(since, None);
    }
}

/// Written to few, and nothing judged on my side: a judgement stands in place of the rule.
fn is_open_approach(touch: &Touch) -> bool {
    touch.addressees <= APPROACH_AT_MOST
        && touch
            .moments
            .iter()
            .all(|judged| judged.side == Side::Theirs)
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

fn moment_factor(moment: Moment, weights: &Weights) -> f64 {
    match moment {
        Moment::ThankedAfter
        | Moment::HelpOffered
        | Moment::FollowedUp
        | Moment::DetailRemembered => weights.moment_special,
        _ => weights.moment,
    }
}

fn is_written(touch: &Touch) -> bool {
    matches!(touch.medium, Medium::Chat | Medium::Mail | Medium::Letter)
}

fn how(touch: &Touch) -> String {
    match touch.setting {
        Setting::Message | Setting::OneToOne => touch.medium.words().to_owned(),
        Setting::Hallway => touch.setting.words().to_owned(),
        setting => format!("{} {}", setting.words(), touch.medium.words()),
    }
}

fn with_note(what: String, note: &str) -> String {
    match note.trim() {
        "" => what,
        note => format!("{what}: “{note}”"),
    }
}
