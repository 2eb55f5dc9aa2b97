//! The small phrases sentences are made of: subjects, days.

use crate::Day;

/// A subject longer than this, in characters, is cut at a word.
const TOPIC: usize = 60;

/// A subject as one would say it: without list tags and reply marks, and not too long.
pub(crate) fn topic(note: &str) -> Option<String> {
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
pub(crate) fn day_words(on: Day, today: Day) -> String {
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

/// How often, as one would say it.
pub(super) fn every_words(days: u64) -> String {
    if days == 1 {
        "every day".to_owned()
    } else {
        format!("every {days} days")
    }
}

/// A gap in whole days, at least one.
pub(super) fn whole(days: f64) -> i64 {
    (days.round() as i64).max(1)
}

pub(super) fn month(day: Day) -> &'static str {
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
