//! The words of a move: a reason as a thoughtful colleague would give it, and an if–then opener.
//! No blame for silence, no guess at anyone's gender, no exclamation marks.

use super::contacts::Prospect;
use super::phrase::{day_words, days_words, every_words, month, topic, whole};
use super::reading::{Cause, Silent, Way, has_lapsed};
use super::{Candidate, Question};
use crate::person::first_name;
use crate::{Day, days_between};

pub(super) fn reason(prospect: &Prospect<'_>, question: &Question<'_>, subject: &str) -> String {
    let Candidate { name, quiet, .. } = prospect.candidate;
    let told = |silent: Silent| {
        let days = days_words(silent.days);
        match quiet {
            Some(quiet) if silent.expected > 0 && quiet.why.is_empty() => {
                format!("{days} ({} of them expected)", silent.expected)
            }
            Some(quiet) if silent.expected > 0 => {
                format!(
                    "{days} ({} of them expected: {})",
                    silent.expected, quiet.why
                )
            }
            _ => days,
        }
    };
    match prospect.cause {
        Cause::Owed { since } => owed(prospect.candidate, since, question, subject),
        Cause::Rhythm {
            every,
            silent: None,
        } => {
            format!(
                "You wanted to be in touch {}; nothing is noted yet.",
                every_words(every.into())
            )
        }
        Cause::Rhythm {
            every,
            silent: Some(silent),
        } => {
            format!(
                "You wanted to be in touch {}; it has been {}.",
                every_words(every.into()),
                told(silent)
            )
        }
        Cause::Wished { every, days } => wished(prospect.candidate, every, days),
        Cause::After { on } => {
            let what = prospect
                .candidate
                .wish
                .as_ref()
                .map_or_else(String::new, |wish| wish.cadence.words());
            format!(
                "You wanted a word {what}; the last one was on {}.",
                day_words(on, question.day)
            )
        }
        Cause::Quiet { silent, usual } if has_lapsed(prospect.candidate, prospect.cause) => {
            let last = question
                .day
                .saturating_sub(jiff::Span::new().days(silent.days));
            let (month, year) = (month(last), last.year());
            format!(
                "You have not been in touch since {month} {year}, {} ago; it used to be {}.",
                told(silent),
                every_words(whole(usual).unsigned_abs()),
            )
        }
        Cause::Quiet { silent, usual } => {
            format!(
                "You have not been in touch for {}; it is usually {}.",
                told(silent),
                whole(usual)
            )
        }
        Cause::Cooling { silent, usual } => format!(
            "You have not been in touch for {}, usually {}, and less often than you used to be.",
            told(silent),
            whole(usual),
        ),
        Cause::Dormant { last, before } => format!(
            "You and {name} were last in touch in {} {}, after {before} days of contact in all.",
            month(last),
            last.year(),
        ),
    }
}

fn wished(candidate: &Candidate, every: u32, days: Option<i64>) -> String {
    let wish = candidate.wish.as_ref();
    let (how, noted) = match wish.is_some_and(|wish| wish.cadence.in_person) {
        true => ("meet in person", "no such day is noted yet"),
        false => ("be in touch", "nothing is noted yet"),
    };
    let on = wish
        .map(|wish| wish.cadence.weekdays)
        .filter(|days| !days.is_any());
    let on = on.map_or_else(String::new, |days| format!(", on {}", days.words()));
    let told = days.map_or_else(
        || noted.to_owned(),
        |days| format!("it has been {}", days_words(days)),
    );
    format!(
        "You wanted to {how} {}{on}; {told}.",
        every_words(every.into())
    )
}

fn owed(candidate: &Candidate, since: Day, question: &Question<'_>, subject: &str) -> String {
    let name = &candidate.name;
    let on = day_words(since, question.day);
    // The subject is that of the last touch, which need not be the letter that waits.
    let is_last = candidate
        .facts
        .as_ref()
        .is_some_and(|facts| facts.last == since);
    let about = topic(subject)
        .filter(|_| is_last)
        .map_or_else(String::new, |topic| format!(" (“{topic}”)"));
    let usual = question
        .reply_p90
        .max(question.weights.ignored_after)
        .ceil() as i64;
    let mut words = format!("{name} wrote on {on}{about} and it is still with you.");
    if days_between(since, question.day) > usual {
        words.push_str(&format!(
            " You usually answer within {}.",
            days_words(usual)
        ));
    }
    words
}

pub(super) fn opener(prospect: &Prospect<'_>, day: Day, subject: &str) -> String {
    let candidate = prospect.candidate;
    let first = first_name(&candidate.name);
    let topic = topic(subject);
    let ask = match &topic {
        Some(topic) => format!("ask what became of “{topic}”"),
        None => "ask how things are going".to_owned(),
    };
    if matches!(prospect.cause, Cause::Dormant { .. }) && prospect.way == Way::Hello {
        return match topic {
            Some(topic) => format!(
                "When you have five quiet minutes, write {first} two lines: mention “{topic}”, and ask what they are working on now."
            ),
            None => format!(
                "When you have five quiet minutes, write {first} two lines: what made you think of them, and what are they working on now?"
            ),
        };
    }
    match (prospect.way, turn_of_phrase(candidate, day)) {
        (Way::Reply, 0) => format!(
            "When you open your messages, answer {first} before anything new; two lines are enough."
        ),
        (Way::Reply, _) => format!(
            "Before your first meeting, reply to {first}, even if only to say when a full answer will come."
        ),
        (Way::Hello, 0) => format!("When you sit down, write {first} two lines: {ask}."),
        (Way::Hello, _) => {
            format!("After your first task today, send {first} a short hello and {ask}.")
        }
        (Way::Call, 0) => {
            format!(
                "When you get your coffee, call {first} and {ask}; if a call will not do, write two lines."
            )
        }
        (Way::Call, _) => {
            format!(
                "When you next stretch your legs, call {first} and {ask}; if a call will not do, write two lines."
            )
        }
        (Way::Coffee, 0) => {
            format!("When you plan your day, ask {first} for a coffee, and there {ask}.")
        }
        (Way::Coffee, _) => {
            format!("Before lunch, ask whether {first} has time for a short walk, and {ask}.")
        }
    }
}

pub(super) fn ask(candidate: &Candidate, day: Day) -> String {
    let nudge = candidate.nudge.as_ref();
    let times = nudge.map_or(0, |nudge| nudge.passed(day));
    format!(
        "{} came up {times} times and you passed. Do they still matter to you now? Either answer is fine.",
        candidate.name
    )
}

/// One of two phrasings, by person and day, so that a week of mornings does not read the same.
fn turn_of_phrase(candidate: &Candidate, day: Day) -> u32 {
    let letters: u32 = candidate
        .name
        .chars()
        .map(u32::from)
        .fold(0, u32::wrapping_add);
    letters.wrapping_add(u32::from(day.day().unsigned_abs())) % 2
}
