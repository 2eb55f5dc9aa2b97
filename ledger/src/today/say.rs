//! The words of a move: a reason as a thoughtful colleague would give it, and an if–then opener.
//! No blame for silence, no guess at anyone's gender, no exclamation marks.

use super::contacts::Prospect;
use super::reading::{Cause, Way};
use super::{Candidate, Question};
use crate::{Day, days_between};

/// A subject longer than this, in characters, is cut at a word.
const TOPIC: usize = 60;

pub(super) fn reason(prospect: &Prospect<'_>, question: &Question<'_>) -> String {
    let name = &prospect.candidate.name;
    match prospect.cause {
        Cause::Owed { since } => owed(prospect.candidate, since, question),
        Cause::Rhythm { every, days: None } => {
            format!(
                "You wanted to be in touch every {}; nothing is noted yet.",
                days_words(every.into())
            )
        }
        Cause::Rhythm {
            every,
            days: Some(days),
        } => {
            format!(
                "You wanted to be in touch every {}; it has been {days}.",
                days_words(every.into())
            )
        }
        Cause::Quiet { days, usual } => {
            format!(
                "You have not been in touch for {}; it is usually {}.",
                days_words(days),
                whole(usual)
            )
        }
        Cause::Cooling { days, usual } => format!(
            "You have not been in touch for {}, usually {}, and the months before were thinner than they used to be.",
            days_words(days),
            whole(usual),
        ),
        Cause::Dormant { last, before } => format!(
            "You and {name} were last in touch in {} {}, after {before} days of contact in all.",
            month(last),
            last.year(),
        ),
    }
}

fn owed(candidate: &Candidate, since: Day, question: &Question<'_>) -> String {
    let name = &candidate.name;
    let on = day_words(since, question.day);
    let about =
        topic(&candidate.last_note).map_or_else(String::new, |topic| format!(" (“{topic}”)"));
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

pub(super) fn opener(prospect: &Prospect<'_>, day: Day) -> String {
    let candidate = prospect.candidate;
    let first = first_name(&candidate.name);
    let topic = topic(&candidate.last_note);
    let ask = match &topic {
        Some(topic) => format!("ask what became of “{topic}”"),
        None => "ask how things are going".to_owned(),
    };
    if let Cause::Dormant { .. } = prospect.cause {
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
                "When you next stretch your legs, ring {first} and {ask}; if a call will not do, write two lines."
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

pub(super) fn ask(candidate: &Candidate) -> String {
    let times = candidate
        .nudge
        .as_ref()
        .map_or(0, |nudge| nudge.passed_over);
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

/// The name to call someone by: the first word, or what follows the comma of "Haddad, Noor".
/// An address stays whole.
pub(super) fn first_name(name: &str) -> &str {
    let given = name.split_once(',').map_or(name, |(_, given)| given).trim();
    let given = if given.is_empty() { name.trim() } else { given };
    if given.contains('@') || given.contains(" at ") {
        return given;
    }
    given.split_whitespace().next().unwrap_or(given)
}

/// A subject as one would say it: without list tags and reply marks, and not too long.
pub(super) fn topic(note: &str) -> Option<String> {
    let mut rest = note.trim();
    loop {
        let stripped = strip_tag(rest)
            .or_else(|| strip_mark(rest))
            .map(str::trim_start);
        let Some(shorter) = stripped else { break };
        rest = shorter;
    }
    let rest = rest.trim().trim_end_matches(['.', '!', ':', ' ']);
    let words: Vec<&str> = rest.split_whitespace().collect();
    let whole = words.join(" ");
    if whole.chars().count() <= TOPIC {
        return (!whole.is_empty()).then_some(whole);
    }
    let mut cut = String::new();
    for word in words {
        if cut.chars().count() + word.chars().count() >= TOPIC {
            break;
        }
        if !cut.is_empty() {
            cut.push(' ');
        }
        cut.push_str(word);
    }
    if cut.is_empty() {
        cut = whole.chars().take(TOPIC).collect();
    }
    Some(format!("{cut} …"))
}

fn strip_tag(subject: &str) -> Option<&str> {
    let rest = subject.strip_prefix('[')?;
    rest.split_once(']').map(|(_, rest)| rest)
}

fn strip_mark(subject: &str) -> Option<&str> {
    const MARKS: [&str; 8] = ["re:", "fwd:", "fw:", "aw:", "wg:", "sv:", "vs:", "antw:"];
    MARKS.iter().find_map(|mark| {
        let head = subject.get(..mark.len())?;
        head.eq_ignore_ascii_case(mark)
            .then(|| &subject[mark.len()..])
    })
}

/// "3 March", with the year when it is not this one.
pub(super) fn day_words(on: Day, today: Day) -> String {
    if on.year() == today.year() {
        return format!("{} {}", on.day(), month(on));
    }
    format!("{} {} {}", on.day(), month(on), on.year())
}

pub(super) fn days_words(days: i64) -> String {
    if days == 1 {
        "1 day".to_owned()
    } else {
        format!("{days} days")
    }
}

fn whole(days: f64) -> i64 {
    (days.round() as i64).max(1)
}

fn month(day: Day) -> &'static str {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let place = usize::from(day.month().unsigned_abs()) - 1;
    MONTHS.get(place).copied().unwrap_or("")
}
