//! A milestone is a date of theirs: a birthday, a work anniversary, a new job, something shipped.
//! It comes once or every year, and is celebrated at most once each time it comes.

mod calendar;
mod say;

use std::collections::BTreeMap;

use thiserror::Error;
use uuid::Uuid;

use crate::Day;
use crate::person::PersonId;
use crate::weights::Weights;
pub use calendar::{DayOfYear, Occurs};
pub use say::of_the_morning;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MilestoneId(pub Uuid);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sort {
    Birthday,
    WorkAnniversary,
    NewJob,
    Shipped,
    Win,
    /// Anything else, in the owner's words.
    Other,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Milestone {
    pub id: MilestoneId,
    pub person: PersonId,
    pub sort: Sort,
    /// What it is about; may be empty where the sort says enough.
    pub what: String,
    pub occurs: Occurs,
    /// The years it was celebrated for, and on which day that was.
    pub celebrated: BTreeMap<i16, Day>,
}

#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    #[error("a milestone needs words: what is there to celebrate?")]
    Wordless,
    #[error("{year} has not come yet")]
    NotYet { year: i16 },
    #[error("the milestone of {} was celebrated on {}", crate::said_day(*on), crate::said_day(*celebrated_on))]
    AlreadyCelebrated { on: Day, celebrated_on: Day },
    #[error("it comes on {}; it can be celebrated from {ahead} days before", crate::said_day(*on))]
    TooEarly { on: Day, ahead: i64 },
    #[error("it was on {}; next time is on {}", crate::said_day(*on), crate::said_day(*next))]
    TooLate { on: Day, next: Day },
    #[error("it does not come again")]
    Never,
}

impl Sort {
    pub const ALL: [Self; 6] = [
        Self::Birthday,
        Self::WorkAnniversary,
        Self::NewJob,
        Self::Shipped,
        Self::Win,
        Self::Other,
    ];

    /// The stable id: in the book, in JSON and on the command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::Birthday => "birthday",
            Self::WorkAnniversary => "work-anniversary",
            Self::NewJob => "new-job",
            Self::Shipped => "project-shipped",
            Self::Win => "small-win",
            Self::Other => "other",
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.id() == id)
    }

    /// The sort that an owner's own words speak of.
    pub fn of_words(words: &str) -> Self {
        let first = words.split_whitespace().next().unwrap_or_default();
        match first.to_lowercase().as_str() {
            "shipped" | "launched" | "released" => Self::Shipped,
            _ => Self::Other,
        }
    }

    /// How it is called in a list to choose from.
    pub fn words(self) -> &'static str {
        match self {
            Self::Birthday => "birthday",
            Self::WorkAnniversary => "work anniversary",
            Self::NewJob => "new job",
            Self::Shipped => "project shipped",
            Self::Win => "small win",
            Self::Other => "something else",
        }
    }

    /// Whether it comes again every year unless somebody says otherwise.
    pub fn is_yearly(self) -> bool {
        matches!(self, Self::Birthday | Self::WorkAnniversary)
    }

    /// Whether it says nothing without words.
    fn needs_words(self) -> bool {
        matches!(self, Self::Shipped | Self::Win | Self::Other)
    }
}

impl Milestone {
    /// A milestone newly noted. What is still to come may be noted; a first year that is still to
    /// come may not, for nobody has their birthday before they are born.
    pub fn note(
        id: MilestoneId,
        person: PersonId,
        sort: Sort,
        what: &str,
        occurs: Occurs,
        day: Day,
    ) -> Result<Self, Refusal> {
        let what = what.trim();
        if what.is_empty() && sort.needs_words() {
            return Err(Refusal::Wordless);
        }
        if let Occurs::Yearly {
            since: Some(year), ..
        } = occurs
            && year > day.year()
        {
            return Err(Refusal::NotYet { year });
        }
        Ok(Self {
            id,
            person,
            sort,
            what: what.to_owned(),
            occurs,
            celebrated: BTreeMap::new(),
        })
    }

    /// Celebrated on `day`: this very day's, one within reach ahead, or one not long past. What
    /// happened once may be celebrated however late. Answers the year it was celebrated for too.
    pub fn celebrate(mut self, day: Day, weights: &Weights) -> Result<(Self, i16), Refusal> {
        let on = self.within_reach(day, weights)?;
        if let Some(celebrated_on) = self.celebrated.insert(on.year(), day) {
            return Err(Refusal::AlreadyCelebrated { on, celebrated_on });
        }
        Ok((self, on.year()))
    }

    /// Whether pressing "celebrated" on `day` would do something.
    pub fn can_be_celebrated(&self, day: Day, weights: &Weights) -> bool {
        self.clone().celebrate(day, weights).is_ok()
    }

    /// As it stood on `day`: celebrations that came later are not there yet.
    pub fn as_of(mut self, day: Day) -> Self {
        self.celebrated.retain(|_, on| *on <= day);
        self
    }
}

#[cfg(test)]
mod tests;
