//! How often contact feels right, as one would say it: "every two weeks, in person, on Tuesdays",
//! "after each release". What the words mean is read in `said`; who follows which is for `circle`.

mod said;
#[cfg(test)]
mod tests;
mod weekdays;

use thiserror::Error;

use crate::{Day, days_between};
pub use weekdays::Weekdays;

/// A rhythm longer than this, in days, is none.
pub const LONGEST: u32 = 3650;

/// How often, in which way, on which days of the week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cadence {
    pub beat: Beat,
    /// Only touches in person count.
    pub in_person: bool,
    /// Days of the week that suit; none named is any.
    pub weekdays: Weekdays,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beat {
    /// Days between contacts, at least one.
    Every(u32),
    /// Once after each time this happened.
    After(String),
}

#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Unclear {
    #[error("how often is that to be?")]
    Wordless,
    #[error("“{0}” is not a rhythm I understand")]
    Unknown(String),
    #[error("“{0}” can mean twice in that time or every second time")]
    TwoWays(String),
    #[error("that says how often twice: one rhythm at a time")]
    Twice,
    #[error("a rhythm is at least one day")]
    NoDay,
    #[error("a rhythm is at most {LONGEST} days")]
    TooLong,
}

/// What to say beside [`Unclear`].
pub const HINT: &str =
    "for example: 14, every two weeks, monthly in person, weekly on tuesdays, after each release";

impl Cadence {
    /// So many days between contacts, and nothing else.
    pub fn every(days: u32) -> Result<Self, Unclear> {
        match days {
            0 => Err(Unclear::NoDay),
            1..=LONGEST => Ok(Self {
                beat: Beat::Every(days),
                in_person: false,
                weekdays: Weekdays::default(),
            }),
            _ => Err(Unclear::TooLong),
        }
    }

    /// The days between contacts, where it counts days.
    pub fn days(&self) -> Option<u32> {
        match self.beat {
            Beat::Every(days) => Some(days),
            Beat::After(_) => None,
        }
    }

    /// Days and nothing else: the silence alone tells when it is due.
    pub fn is_plain(&self) -> bool {
        matches!(self.beat, Beat::Every(_)) && !self.in_person && self.weekdays.is_any()
    }

    /// In words that are understood again: "every 2 weeks, in person, on Tuesdays".
    pub fn words(&self) -> String {
        let mut words = match &self.beat {
            Beat::Every(days) => every_words(*days),
            Beat::After(what) => format!("after each {what}"),
        };
        if self.in_person {
            words.push_str(", in person");
        }
        if !self.weekdays.is_any() {
            words.push_str(&format!(", on {}", self.weekdays.words()));
        }
        words
    }

    /// Whether a word is due on `day`. `last` is the last contact that counts, `paused` how many days
    /// since then do not count, `happened` when what it follows last happened.
    ///
    /// Where certain days of the week suit, it falls on the one nearest to its day.
    pub fn is_due(&self, last: Option<Day>, paused: i64, happened: Option<Day>, day: Day) -> bool {
        if !self.weekdays.suit(day) {
            return false;
        }
        match (&self.beat, last) {
            (Beat::After(_), last) => {
                happened.is_some_and(|on| on <= day && last.is_none_or(|last| last < on))
            }
            (Beat::Every(_), None) => true,
            (Beat::Every(days), Some(last)) => {
                let silent = days_between(last, day) - paused;
                if self.weekdays.is_any() {
                    return silent > i64::from(*days);
                }
                silent + self.weekdays.wait_after(day) / 2 >= i64::from(*days)
            }
        }
    }
}

/// How often, as one would say it.
pub fn every_words(days: u32) -> String {
    match days {
        1 => "daily".to_owned(),
        7 => "weekly".to_owned(),
        30 => "monthly".to_owned(),
        91 => "quarterly".to_owned(),
        365 => "yearly".to_owned(),
        weeks if weeks.is_multiple_of(7) && weeks <= 56 => format!("every {} weeks", weeks / 7),
        months if months.is_multiple_of(30) && months < 360 => {
            format!("every {} months", months / 30)
        }
        days => format!("every {days} days"),
    }
}
