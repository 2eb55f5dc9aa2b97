//! What happened and where it led: the standing in words, the last times, how to approach somebody;
//! and keeping any part short enough for one sheet.

use super::{Known, Line};
use crate::Day;
use crate::today::{day_words, topic};
use crate::touch::{Medium, Setting, Touch};

/// So many of the last times stand in a brief.
const TIMES: usize = 3;

pub(super) fn standing(known: &Known<'_>) -> Vec<Line> {
    if known.touches.is_empty() {
        return Vec::new();
    }
    let account = format!("Your side of the account: {}.", known.standing);
    [account, known.silence.to_owned()]
        .into_iter()
        .filter(|text| !text.is_empty())
        .map(|text| Line::new(text, ""))
        .collect()
}

pub(super) fn last_times(known: &Known<'_>, day: Day) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for touch in known.touches {
        let line = Line::new(happened(touch), day_words(touch.day, day));
        // A chat of ten lines is one time.
        if !lines.contains(&line) {
            lines.push(line);
        }
        if lines.len() == TIMES {
            break;
        }
    }
    lines
}

pub(super) fn approach(known: &Known<'_>) -> Vec<Line> {
    match known.approach.words() {
        words if words.is_empty() => Vec::new(),
        words => vec![Line::new(capital(&words), "")],
    }
}

/// "a coffee: “how the audit is going”".
pub(super) fn happened(touch: &Touch) -> String {
    let what = match (touch.setting, touch.medium) {
        (Setting::Message, Medium::Mail) => "a mail".to_owned(),
        (Setting::Message, Medium::Chat) => "a chat".to_owned(),
        (Setting::Message, Medium::Letter) => "a letter".to_owned(),
        (Setting::OneToOne, Medium::Voice) => "a call".to_owned(),
        (Setting::OneToOne, Medium::Video) => "a video call".to_owned(),
        (setting, Medium::InPerson) => setting.words().to_owned(),
        (setting, medium) => format!("{} {}", setting.words(), medium.words()),
    };
    let what = capital(&what);
    match topic(&touch.note) {
        Some(note) => format!("{what}: “{note}”"),
        None => what,
    }
}

/// At most so many, and how many more there are.
pub(super) fn few(mut lines: Vec<Line>, most: usize) -> Vec<Line> {
    let more = lines.len().saturating_sub(most);
    lines.truncate(most);
    if more > 0 {
        lines.push(Line::new(format!("and {more} more"), ""));
    }
    lines
}

pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// What somebody wrote, without the stop at its end.
pub(super) fn bare(what: &str) -> &str {
    what.trim().trim_end_matches('.')
}
