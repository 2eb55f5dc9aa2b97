//! Mending harm: how far it has healed, what comes next, and words to begin with. Harm of mine heals
//! by promises kept once it is acknowledged and owned; harm done to me fades, and ends when it is let
//! go. The words own a thing plainly: what I did, what it did to you, what I do now.

use crate::breach::{Breach, Kind, Step};
use crate::person::first_name;
use crate::promise::{Outcome, Promise, State};
use crate::today::{Kind as MatterKind, Matter};
use crate::touch::Side;
use crate::weights::Weights;
use crate::{Day, days_between};

/// Less than this share of the harm left counts as healed. Our choice.
const HEALED: f64 = 0.1;
/// Their harm is not brought up in the morning before it had time to settle. Our choice.
const SETTLES: i64 = 2;
/// Nor is letting it go before what was said had time to work. Our choice.
const WORKS: i64 = 14;
/// To find the words, and say them.
const MINUTES: u32 = 10;

/// How far one breach has healed on one day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Healing {
    /// Promises of mine kept with them since it was owned.
    pub kept: u32,
    /// What these promises leave of it, from 1 down to the floor.
    pub share: f64,
    pub floor: f64,
    /// What promises and time together leave of it.
    pub left: f64,
}

/// Where a breach stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Stage {
    Next(Step),
    /// The steps are taken; now the next promises are kept.
    Keeping,
    Healed,
    LetGo,
}

/// R·2^(−(t−t_b)/h) on `day`, and what it is made of (model A).
pub fn healing(breach: &Breach, promises: &[Promise], weights: &Weights, day: Day) -> Healing {
    let kept = kept_since_owned(breach, promises);
    let known = kept.partition_point(|on| *on <= day);
    let mut healing = healed_by(known, breach.kind, weights);
    let (_, half_life, _) = weight(breach.kind, weights);
    let age = days_between(breach.day, day).max(0);
    healing.left = healing.share * (-(age as f64) / half_life).exp2();
    healing
}

/// What is left of it every `step` days from `from` until `until`, both included; what is kept
/// after `known` is not known yet.
pub fn course(
    breach: &Breach,
    promises: &[Promise],
    weights: &Weights,
    (from, until, known): (Day, Day, Day),
    step: i64,
) -> Vec<(Day, f64)> {
    let left = |day: Day| {
        let now = healing(breach, promises, weights, day.min(known));
        let (_, half_life, _) = weight(breach.kind, weights);
        let later = days_between(known, day).max(0) as f64;
        (day, now.left * (-later / half_life).exp2())
    };
    let days = days_between(from, until).max(0);
    let mut course: Vec<(Day, f64)> = (0..days)
        .step_by(usize::try_from(step).unwrap_or(1).max(1))
        .map(|later| left(from.saturating_add(jiff::Span::new().days(later))))
        .collect();
    course.push(left(until));
    course
}

pub fn stage(breach: &Breach, healing: &Healing) -> Stage {
    match (breach.next_step(), breach.side()) {
        (Some(step), _) => Stage::Next(step),
        (None, Side::Theirs) => Stage::LetGo,
        (None, Side::Mine) if healing.left <= HEALED || healing.share <= healing.floor => {
            Stage::Healed
        }
        (None, Side::Mine) => Stage::Keeping,
    }
}

/// The days on which a promise of mine was kept with them, in time, from the day it was owned on.
pub(crate) fn kept_since_owned(breach: &Breach, promises: &[Promise]) -> Vec<Day> {
    let Some(owned) = breach.taken_on(Step::Own) else {
        return Vec::new();
    };
    let mut days: Vec<Day> = promises
        .iter()
        .filter(|promise| promise.side == Side::Mine)
        .filter_map(|promise| match promise.state {
            State::Settled {
                on,
                outcome: Outcome::Kept,
            } => Some(on),
            _ => None,
        })
        .filter(|on| *on >= owned)
        .collect();
    days.sort_unstable();
    days
}

/// What so many promises kept leave, before time.
pub(crate) fn healed_by(kept: usize, kind: Kind, weights: &Weights) -> Healing {
    let (_, _, floor) = weight(kind, weights);
    let share = weights.mending.powf(kept as f64).max(floor);
    Healing {
        kept: u32::try_from(kept).unwrap_or(u32::MAX),
        share,
        floor,
        left: share,
    }
}

/// Points for size 1, half-life in days, and floor.
pub(crate) fn weight(kind: Kind, weights: &Weights) -> (f64, f64, f64) {
    match kind {
        Kind::Slip => (weights.slip, weights.slip_half_life, weights.slip_floor),
        Kind::BrokenPromise => (
            weights.broken_promise,
            weights.broken_promise_half_life,
            weights.broken_promise_floor,
        ),
        Kind::Deception => (
            weights.deception,
            weights.deception_half_life,
            weights.deception_floor,
        ),
    }
}

impl Healing {
    /// How far it has come, in words.
    pub fn words(&self, breach: &Breach) -> String {
        let healed = (100.0 * (1.0 - self.left)).round().clamp(0.0, 100.0);
        if breach.side() == Side::Theirs {
            return format!("faded by {healed} in 100");
        }
        if breach.taken_on(Step::Own).is_none() {
            return "not owned yet, so no promise kept heals it".to_owned();
        }
        let kept = match self.kept {
            0 => "no promise kept since".to_owned(),
            1 => "1 promise kept since".to_owned(),
            kept => format!("{kept} promises kept since"),
        };
        format!("owned, {kept}, healed by {healed} in 100")
    }
}

impl Stage {
    pub fn words(self) -> String {
        match self {
            Self::Next(step) => format!("next: {}", step.words()),
            Self::Keeping => "next: keep the next promises".to_owned(),
            Self::Healed => "healed".to_owned(),
            Self::LetGo => "let go".to_owned(),
        }
    }

    pub fn is_open(self) -> bool {
        matches!(self, Self::Next(_) | Self::Keeping)
    }
}

/// Words to begin a step with, to copy and to change. What stands in brackets only the owner knows.
pub fn suggestion(breach: &Breach, step: Step, name: &str, day: Day) -> String {
    let (what, first) = (breach.what.trim_end_matches('.'), first_name(name));
    let on = said(breach.day, day);
    match (step, breach.kind) {
        (Step::Acknowledge, Kind::Slip) => {
            format!("{first}, about {on}: “{what}”. I did that, and it was not right.")
        }
        (Step::Acknowledge, Kind::BrokenPromise) => {
            format!("{first}, about {on}: “{what}”. I gave you my word and did not keep it.")
        }
        (Step::Acknowledge, Kind::Deception) => format!(
            "{first}, about {on}: “{what}”. I let you believe something that was not so. This is \
             how it is: [the truth, whole]."
        ),
        (Step::Own, _) => format!(
            "{first}, “{what}” was my doing. It cost you [what it cost {first}]. I am sorry."
        ),
        (Step::Amend, Kind::Slip) => {
            format!("{first}, this is what I do now to make it good: [what], by [day].")
        }
        (Step::Amend, Kind::BrokenPromise) => format!(
            "{first}, this is what I do now: [what I promised, or what is still of use to you], by \
             [day]. You will hear from me the day before."
        ),
        (Step::Amend, Kind::Deception) => format!(
            "{first}, this is what I do now: [what], by [day]. Ask me anything about it; I will \
             answer plainly, and tell [whoever was told the same] too."
        ),
        (Step::Say, _) => format!(
            "{first}, on {on}, “{what}”: it matters to me, because [what it meant for me]. I would \
             like to hear how it was for you."
        ),
        (Step::LetGo, _) => format!(
            "Nothing needs to be said for this one. From the day you let it go, it no longer counts \
             in what came from {first}; it stays in your history."
        ),
    }
}

/// A hint on how to take a step.
pub fn advice(step: Step) -> &'static str {
    match step {
        Step::Acknowledge => {
            "Say what you did, in one sentence, without the reasons. Face to face or by voice where \
             you can."
        }
        Step::Own => "Name what it cost them, as they would say it, and say sorry once.",
        Step::Amend => "Do something that makes it good for them, and name the day.",
        Step::Say => "Say what happened and what it meant for you, then listen.",
        Step::LetGo => "When it no longer weighs on you. There is no hurry.",
    }
}

/// What an open breach brings into the morning: the next step of mine; theirs once it has settled.
pub fn matter(breach: &Breach, name: &str, day: Day) -> Option<Matter> {
    let breach = breach.as_of(day)?;
    let step = breach.next_step()?;
    let since = breach.taken().last().map_or(breach.day, |(_, on)| *on);
    let waits = match step {
        Step::Say => SETTLES,
        Step::LetGo => WORKS,
        Step::Acknowledge | Step::Own | Step::Amend => 0,
    };
    (days_between(since, day) >= waits).then(|| Matter {
        kind: MatterKind::Repair,
        id: breach.id.0,
        person: breach.person,
        name: name.to_owned(),
        reason: reason(&breach, step, name, day),
        opener: opener(step, first_name(name)),
        minutes: MINUTES,
    })
}

fn reason(breach: &Breach, step: Step, name: &str, day: Day) -> String {
    let what = breach.what.trim_end_matches('.');
    let on = said(breach.day, day);
    match breach.side() {
        Side::Mine => format!(
            "“{what}”, on {on}, is not mended yet with {name}. Next: {}.",
            step.words()
        ),
        Side::Theirs => format!(
            "“{what}”, on {on}, still stands between you and {name}. Next: {}.",
            step.words()
        ),
    }
}

fn opener(step: Step, first: &str) -> String {
    match step {
        Step::Acknowledge => {
            format!(
                "When you have ten quiet minutes, call {first}: say what you did, and nothing beside it."
            )
        }
        Step::Own => format!(
            "When you are next in touch, say to {first} what it cost, that it was your doing, and that you are sorry."
        ),
        Step::Amend => format!(
            "When you plan the day, set aside the time to make it good, and tell {first} by when."
        ),
        Step::Say => format!(
            "When you are both calm, tell {first} in one sentence what it meant for you, and listen."
        ),
        Step::LetGo => format!(
            "When you notice that it no longer weighs on you, let it go; if it does, talk with {first} again."
        ),
    }
}

/// "Friday 6 March", with the year when it is not this one.
fn said(on: Day, today: Day) -> String {
    let form = if on.year() == today.year() {
        "%A %-d %B"
    } else {
        "%A %-d %B %Y"
    };
    on.strftime(form).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::breach::{Mending, Path, Size};
    use crate::cast::{MORNING, any_breach, any_promise, breach, days_ago, settled};
    use proptest::prelude::*;

    fn owned(kind: Kind, ago: i64) -> Breach {
        Breach {
            path: Path::Mine(Mending::Owned {
                acknowledged_on: days_ago(ago),
                on: days_ago(ago),
            }),
            ..breach(1, Side::Mine, kind, days_ago(ago))
        }
    }

    fn kept(count: u128, ago: i64) -> Vec<Promise> {
        let promise = |id| settled(id, days_ago(ago), Outcome::Kept);
        (0..count).map(promise).collect()
    }

    fn heals(breach: &Breach, promises: &[Promise]) -> Healing {
        healing(breach, promises, &Weights::default(), MORNING)
    }

    #[test]
    fn each_promise_kept_after_it_was_owned_leaves_four_fifths() {
        let harm = owned(Kind::BrokenPromise, 0);
        assert_eq!(heals(&harm, &kept(2, 0)).left, 0.8 * 0.8);
        assert_eq!(
            heals(&harm, &kept(2, 1)).left,
            1.0,
            "kept before it was owned"
        );
        let open = breach(1, Side::Mine, Kind::BrokenPromise, days_ago(0));
        assert_eq!(heals(&open, &kept(2, 0)).left, 1.0, "never owned");
        let late = [settled(1, MORNING, Outcome::Late)];
        assert_eq!(heals(&harm, &late).left, 1.0, "late is not kept");
    }

    #[test]
    fn a_deception_is_never_wholly_healed_by_deeds_and_a_slip_is() {
        let many = kept(60, 0);
        assert_eq!(heals(&owned(Kind::Deception, 0), &many).share, 0.25);
        assert_eq!(heals(&owned(Kind::BrokenPromise, 0), &many).share, 0.1);
        assert!(heals(&owned(Kind::Slip, 0), &many).share < 1e-5);
    }

    #[test]
    fn time_halves_what_is_left() {
        let harm = owned(Kind::BrokenPromise, 120);
        assert!((heals(&harm, &kept(1, 3)).left - 0.4).abs() < 1e-12);
        assert_eq!(
            heals(&harm, &kept(1, 3)).words(&harm),
            "owned, 1 promise kept since, healed by 60 in 100"
        );
    }

    #[test]
    fn with_the_steps_taken_the_next_promises_are_kept_until_it_is_healed() {
        let amended = Breach {
            path: Path::Mine(Mending::Amended {
                acknowledged_on: MORNING,
                owned_on: MORNING,
                on: MORNING,
                amends: "did it again".to_owned(),
            }),
            ..owned(Kind::Deception, 0)
        };
        let stands = |promises: &[Promise]| stage(&amended, &heals(&amended, promises));
        assert_eq!(stands(&kept(6, 0)), Stage::Keeping);
        assert_eq!(stands(&kept(7, 0)), Stage::Healed);
        let harm = owned(Kind::Deception, 0);
        assert_eq!(stage(&harm, &heals(&harm, &[])), Stage::Next(Step::Amend));
    }

    #[test]
    fn the_words_own_it_plainly_and_never_deny_belittle_or_turn_it_round() {
        const NEVER: [&str; 16] = [
            "if you felt",
            "if anyone",
            "if i ",
            "mistakes were",
            "misunderst",
            "not my",
            "didn't mean",
            "did not mean",
            "only ",
            "just ",
            "but ",
            "however",
            "you should",
            "to be fair",
            "sensitive",
            "!",
        ];
        for side in Side::ALL {
            for kind in Kind::ALL {
                let harm = breach(1, *side, kind, days_ago(4));
                for step in harm.steps() {
                    let words = suggestion(&harm, *step, "Sam Okafor", MORNING).to_lowercase();
                    let all = [
                        words,
                        advice(*step).to_lowercase(),
                        opener(*step, "Sam").to_lowercase(),
                    ];
                    for words in all {
                        let found = NEVER.iter().find(|never| words.contains(**never));
                        assert_eq!(found, None, "{words}");
                    }
                }
            }
        }
    }

    #[test]
    fn an_apology_says_what_i_did_what_it_did_to_you_and_what_i_do_now() {
        let harm = breach(1, Side::Mine, Kind::BrokenPromise, days_ago(4));
        let words = |step| suggestion(&harm, step, "Sam Okafor", MORNING);
        assert_eq!(
            words(Step::Acknowledge),
            "Sam, about Friday 6 March: “left the review undone”. I gave you my word and did not keep it."
        );
        assert!(words(Step::Own).contains("was my doing. It cost you"));
        assert_eq!(words(Step::Own).matches("sorry").count(), 1);
        assert!(words(Step::Amend).contains("what I do now"));
    }

    #[test]
    fn my_harm_comes_up_at_once_and_theirs_when_it_has_settled() {
        let mine = breach(1, Side::Mine, Kind::Slip, MORNING);
        let theirs = |ago| breach(1, Side::Theirs, Kind::Slip, days_ago(ago));
        assert!(matter(&mine, "Sam Okafor", MORNING).is_some());
        assert_eq!(matter(&mine, "Sam Okafor", days_ago(1)), None);
        assert_eq!(matter(&theirs(1), "Sam Okafor", MORNING), None);
        let found = matter(&theirs(2), "Sam Okafor", MORNING).map(|matter| matter.reason);
        let words = "“left the review undone”, on Sunday 8 March, still stands between you and Sam \
                     Okafor. Next: say it.";
        assert_eq!(found, Some(words.to_owned()));
    }

    proptest! {
        #[test]
        fn healing_only_ever_goes_on(
            harm in any_breach(), promises in prop::collection::vec(any_promise(), 0..12),
            ago in 0i64..400, later in 0i64..400,
        ) {
            let weights = Weights::default();
            let then = healing(&harm, &promises, &weights, days_ago(ago + later));
            let now = healing(&harm, &promises, &weights, days_ago(ago));
            prop_assert!(now.left <= then.left + 1e-12 && now.share >= now.floor);
            let more: Vec<Promise> = promises.into_iter().chain(kept(1, ago)).collect();
            prop_assert!(healing(&harm, &more, &weights, days_ago(ago)).left <= now.left + 1e-12);
        }
    }

    #[test]
    fn a_breach_says_how_large_it_is() {
        let sizes: Vec<&str> = Size::ALL.iter().map(|size| size.words()).collect();
        assert_eq!(sizes, ["slight", "painful", "serious", "grave"]);
    }
}
