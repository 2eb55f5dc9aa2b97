//! A calendar as text, after RFC 5545: lines folded at 75 octets between characters, text escaped,
//! CRLF. Instants are in UTC, so no table of zones is needed.

use jiff::{SignedDuration, Timestamp};

use super::{Entry, Task, When};
use crate::Day;

/// A line is no longer than this in octets, its end not counted.
const OCTETS: usize = 75;

/// How what is to be done is shown: most calendars that fetch one show events alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    Events,
    /// What is to be done as tasks, for calendars that know them.
    Tasks,
}

const HEAD: [&str; 6] = [
    "VERSION:2.0",
    "PRODID:-//Troth//Troth//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    "X-WR-CALNAME:Troth",
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
];

/// The whole calendar as of `stamp`.
pub fn calendar(entries: &[Entry], stamp: Timestamp, form: Form) -> String {
    let mut text = String::new();
    put(&mut text, "BEGIN:VCALENDAR");
    HEAD.iter().for_each(|line| put(&mut text, line));
    for entry in entries {
        let as_task = form == Form::Tasks && entry.task == Task::ToDo;
        put_entry(
            &mut text,
            entry,
            stamp,
            if as_task { "VTODO" } else { "VEVENT" },
        );
    }
    put(&mut text, "END:VCALENDAR");
    text
}

fn put_entry(text: &mut String, entry: &Entry, stamp: Timestamp, kind: &str) {
    put(text, &format!("BEGIN:{kind}"));
    put(text, &format!("UID:{}@troth", escaped(&entry.mark)));
    put(text, &format!("DTSTAMP:{}", instant(stamp)));
    match entry.when {
        When::Day(day) if kind == "VTODO" => {
            put(text, &format!("DUE;VALUE=DATE:{}", basic(day)));
            put(text, "STATUS:NEEDS-ACTION");
        }
        When::Day(day) => {
            put(text, &format!("DTSTART;VALUE=DATE:{}", basic(day)));
            let next = day.tomorrow().unwrap_or(day);
            put(text, &format!("DTEND;VALUE=DATE:{}", basic(next)));
            // A thing to remember does not take the day.
            put(text, "TRANSP:TRANSPARENT");
        }
        When::Hour { at, minutes } => {
            let ends = at
                .checked_add(SignedDuration::from_mins(minutes.into()))
                .unwrap_or(at);
            put(text, &format!("DTSTART:{}", instant(at)));
            put(text, &format!("DTEND:{}", instant(ends)));
        }
    }
    put(text, &format!("SUMMARY:{}", escaped(&entry.title)));
    for (name, words) in [("DESCRIPTION", &entry.words), ("LOCATION", &entry.place)] {
        if !words.is_empty() {
            put(text, &format!("{name}:{}", escaped(words)));
        }
    }
    put(text, &format!("END:{kind}"));
}

/// One line, folded: a line that goes on begins with a blank, which counts.
fn put(text: &mut String, line: &str) {
    let mut room = OCTETS;
    for letter in line.chars() {
        if letter.len_utf8() > room {
            text.push_str("\r\n ");
            room = OCTETS - 1;
        }
        text.push(letter);
        room -= letter.len_utf8();
    }
    text.push_str("\r\n");
}

/// Text as a property holds it. Control characters have no place in it.
fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for letter in words.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => text.extend(['\\', letter]),
            '\n' | '\r' => text.push_str("\\n"),
            '\t' => text.push(' '),
            letter if letter.is_control() => {}
            letter => text.push(letter),
        }
    }
    text
}

fn basic(day: Day) -> String {
    day.strftime("%Y%m%d").to_string()
}

fn instant(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}
