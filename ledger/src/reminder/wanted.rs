//! When and how the owner wants to be reminded: the hour, the channels, and when rather not.

use std::collections::BTreeSet;

use jiff::civil::{Time, Weekday, time};
use thiserror::Error;

use super::{Channel, Wait};
use crate::Day;

/// When and how the owner wants to be reminded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// In the owner's own zone, to the minute.
    pub at: Time,
    pub channels: BTreeSet<Channel>,
    /// At night too.
    pub nights: bool,
    /// On Saturdays and Sundays too.
    pub weekends: bool,
    pub quiet: Option<QuietDays>,
}

/// Days of the owner's own on which nothing is sent; both ends are quiet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuietDays {
    pub from: Day,
    pub until: Day,
}

#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    #[error("{} is at night, between 22:00 and 6:00", clock_words(*.at))]
    AtNight { at: Time },
    #[error("{} comes before {}: quiet days go forward", crate::said_day(*until), crate::said_day(*from))]
    Backwards { from: Day, until: Day },
}

/// Before it, and from `NIGHT_FROM` on, it is night.
const NIGHT_UNTIL: Time = time(6, 0, 0, 0);
const NIGHT_FROM: Time = time(22, 0, 0, 0);

impl QuietDays {
    pub fn new(from: Day, until: Day) -> Result<Self, Refusal> {
        if until < from {
            return Err(Refusal::Backwards { from, until });
        }
        Ok(Self { from, until })
    }

    pub fn covers(self, day: Day) -> bool {
        self.from <= day && day <= self.until
    }

    pub fn is_over(self, day: Day) -> bool {
        self.until < day
    }
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            at: time(7, 30, 0, 0),
            channels: BTreeSet::new(),
            nights: false,
            weekends: false,
            quiet: None,
        }
    }
}

impl Wanted {
    /// As it may stand: an hour at night must be asked for.
    pub fn checked(self) -> Result<Self, Refusal> {
        if is_night(self.at) && !self.nights {
            return Err(Refusal::AtNight { at: self.at });
        }
        Ok(self)
    }

    /// What is put down, by name: everything, so that what is written is what is wanted.
    pub fn told(&self) -> Vec<(&'static str, String)> {
        let channels: Vec<&str> = self.channels.iter().map(|channel| channel.id()).collect();
        let quiet = self
            .quiet
            .map_or_else(String::new, |days| format!("{}..{}", days.from, days.until));
        vec![
            ("at", clock_words(self.at)),
            ("channels", channels.join(" ")),
            ("nights", yes_or_no(self.nights).to_owned()),
            ("weekends", yes_or_no(self.weekends).to_owned()),
            ("quiet", quiet),
        ]
    }

    /// What was put down, read again; what makes no sense is left as it was.
    pub fn hear(&mut self, name: &str, value: &str) {
        match name {
            "at" => self.at = hour(value).unwrap_or(self.at),
            "channels" => {
                self.channels = value
                    .split_whitespace()
                    .filter_map(Channel::from_id)
                    .collect();
            }
            "nights" => self.nights = value == "yes",
            "weekends" => self.weekends = value == "yes",
            "quiet" => self.quiet = quiet_days(value),
            _ => {}
        }
    }

    /// Why nothing is sent on a day at all.
    pub fn rests_on(&self, day: Day) -> Option<Wait> {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        if self.quiet.is_some_and(|days| days.covers(day)) {
            return Some(Wait::QuietDay);
        }
        (weekend && !self.weekends).then_some(Wait::Weekend)
    }
}

/// An hour of the day as a person types it: `7:30`, `07:30`, `7`.
pub fn hour(text: &str) -> Option<Time> {
    let (hours, minutes) = text.trim().split_once(':').unwrap_or((text.trim(), "00"));
    let number = |part: &str| -> Option<i8> {
        let short = !part.is_empty() && part.len() <= 2;
        (short && part.bytes().all(|byte| byte.is_ascii_digit())).then(|| part.parse().ok())?
    };
    if minutes.len() != 2 {
        return None;
    }
    Time::new(number(hours)?, number(minutes)?, 0, 0).ok()
}

/// `2026-07-01..2026-07-14`, or one day.
pub fn quiet_days(text: &str) -> Option<QuietDays> {
    let (from, until) = text.split_once("..").unwrap_or((text, text));
    QuietDays::new(from.trim().parse().ok()?, until.trim().parse().ok()?).ok()
}

/// "07:30".
pub fn clock_words(at: Time) -> String {
    format!("{:02}:{:02}", at.hour(), at.minute())
}

pub fn is_night(at: Time) -> bool {
    !(NIGHT_UNTIL..NIGHT_FROM).contains(&at)
}

fn yes_or_no(yes: bool) -> &'static str {
    if yes { "yes" } else { "no" }
}
