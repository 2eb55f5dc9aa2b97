//! The focus: one micro-moment practised in a week, named by the week's Monday. Chosen by the
//! owner, suggested from what the ledger lacks, and looked back on in one sentence.

mod phrase;
mod suggest;

use jiff::civil::Weekday;
use thiserror::Error;

use crate::Day;
use crate::moment::{Kind, Moment};
pub use phrase::to_practise;
pub use suggest::{NINE, Suggestion, WEEKS_BACK, suggest};

/// A sentence, not a diary. Our choice.
const LONGEST: usize = 500;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Focus {
    /// Its Monday.
    pub week: Day,
    pub moment: Moment,
    pub chosen_on: Day,
    /// One sentence of the owner's own, once it was looked back on.
    pub looked_back: Option<String>,
}

#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    #[error("“{}” is nothing to practise: a focus is a deposit", moment.words())]
    Withdrawal { moment: Moment },
    #[error("the week of {} is over; its focus stays what it was", crate::said_day(*week))]
    Over { week: Day },
    #[error("the week of {} has not begun; there is nothing to look back on yet", crate::said_day(*week))]
    NotBegun { week: Day },
    #[error("how was it? One sentence is enough")]
    Wordless,
    #[error("that is {long} letters; one sentence, at most {LONGEST}, is enough")]
    TooLong { long: usize },
}

impl Focus {
    /// Chosen for the week of `week`, which may be going on or still to come.
    pub fn choose(moment: Moment, week: Day, day: Day) -> Result<Self, Refusal> {
        let week = monday(week);
        if moment.kind() == Kind::Withdrawal {
            return Err(Refusal::Withdrawal { moment });
        }
        if week < monday(day) {
            return Err(Refusal::Over { week });
        }
        Ok(Self {
            week,
            moment,
            chosen_on: day,
            looked_back: None,
        })
    }

    /// How it went, in the owner's own words; said again, the last words stand.
    pub fn look_back(self, words: &str, day: Day) -> Result<Self, Refusal> {
        let words = words.trim();
        let long = words.chars().count();
        if day < self.week {
            return Err(Refusal::NotBegun { week: self.week });
        }
        if words.is_empty() {
            return Err(Refusal::Wordless);
        }
        if long > LONGEST {
            return Err(Refusal::TooLong { long });
        }
        Ok(Self {
            looked_back: Some(words.to_owned()),
            ..self
        })
    }
}

/// The Monday a day's week began with.
pub fn monday(day: Day) -> Day {
    let behind = i64::from(day.weekday().to_monday_zero_offset());
    day.saturating_sub(jiff::Span::new().days(behind))
}

pub fn weeks_after(week: Day, weeks: i64) -> Day {
    week.saturating_add(jiff::Span::new().weeks(weeks))
}

/// The week one chooses for: this one while most of it lies ahead, from Friday on the next.
pub fn coming(day: Day) -> Day {
    let this = monday(day);
    match day.weekday() {
        Weekday::Friday | Weekday::Saturday | Weekday::Sunday => weeks_after(this, 1),
        _ => this,
    }
}

#[cfg(test)]
mod tests;
