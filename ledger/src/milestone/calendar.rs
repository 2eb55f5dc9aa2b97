//! When a milestone comes: plain arithmetic of days. A 29 February is kept on 28 February in years
//! without one: in the month it belongs to, and never a day late.

use jiff::civil::Date;

use super::{Milestone, Refusal};
use crate::weights::Weights;
use crate::{Day, days_between};

/// A day of any year; 29 February is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DayOfYear {
    month: i8,
    day: i8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Occurs {
    Once(Day),
    Yearly {
        on: DayOfYear,
        /// The year it first came, where that is known: a year of birth, a first day at work.
        since: Option<i16>,
    },
}

impl DayOfYear {
    /// `None` for a day no year has.
    pub fn new(month: i8, day: i8) -> Option<Self> {
        // 2024 has every day a year can have.
        Date::new(2024, month, day).ok()?;
        Some(Self { month, day })
    }

    pub fn of(day: Day) -> Self {
        Self {
            month: day.month(),
            day: day.day(),
        }
    }

    pub fn month(self) -> i8 {
        self.month
    }

    pub fn day(self) -> i8 {
        self.day
    }

    /// The day it is kept in a year; `None` only outside the calendar.
    pub fn in_year(self, year: i16) -> Option<Day> {
        let kept = || Date::new(year, self.month, self.day - 1);
        Date::new(year, self.month, self.day)
            .or_else(|_| kept())
            .ok()
    }

    /// The one of this day's years that lies nearest to `day`.
    pub fn nearest(self, day: Day) -> Option<Day> {
        let year = day.year();
        [year - 1, year, year + 1]
            .into_iter()
            .filter_map(|year| self.in_year(year))
            .min_by_key(|near| days_between(*near, day).abs())
    }
}

impl Occurs {
    /// The day of the year it comes on.
    pub fn day_of_year(self) -> DayOfYear {
        match self {
            Self::Once(day) => DayOfYear::of(day),
            Self::Yearly { on, .. } => on,
        }
    }

    /// The day it comes in a year.
    pub fn in_year(self, year: i16) -> Option<Day> {
        match self {
            Self::Once(day) => (day.year() == year).then_some(day),
            Self::Yearly { on, .. } => on.in_year(year),
        }
    }

    /// The first time it comes on or after `day`.
    pub fn next(self, day: Day) -> Option<Day> {
        match self {
            Self::Once(on) => (on >= day).then_some(on),
            Self::Yearly { on, .. } => [day.year(), day.year().saturating_add(1)]
                .into_iter()
                .filter_map(|year| on.in_year(year))
                .find(|on| *on >= day),
        }
    }

    /// The last time it came before `day`.
    pub fn last(self, day: Day) -> Option<Day> {
        match self {
            Self::Once(on) => (on < day).then_some(on),
            Self::Yearly { on, .. } => [day.year(), day.year().saturating_sub(1)]
                .into_iter()
                .filter_map(|year| on.in_year(year))
                .find(|on| *on < day),
        }
    }

    /// How many years it is by its day in `year`; `None` when nobody knows or it is not yet one.
    pub fn years(self, year: i16) -> Option<i16> {
        match self {
            Self::Yearly {
                since: Some(since), ..
            } => Some(year - since).filter(|years| *years > 0),
            _ => None,
        }
    }
}

impl Milestone {
    /// The time it comes that this morning is about: the one just missed, today's, or the one
    /// close ahead, as long as it was not celebrated.
    pub fn near(&self, day: Day, weights: &Weights) -> Option<Day> {
        let open = |on: &Day| !self.celebrated.contains_key(&on.year());
        let missed = self
            .occurs
            .last(day)
            .filter(|on| days_between(*on, day) as f64 <= weights.belated && !self.is_before(*on));
        let ahead = self
            .occurs
            .next(day)
            .filter(|on| days_between(day, *on) as f64 <= weights.milestone_ahead);
        missed.filter(open).or(ahead.filter(open))
    }

    /// The time to show where there is room for one: the next, else the only one.
    pub fn shown_on(&self, day: Day) -> Option<Day> {
        let next = self.occurs.next(day);
        next.or_else(|| self.occurs.last(day))
    }

    /// The times it comes from `day` until `until`, a year at most, and before them the one just
    /// missed.
    pub fn times(&self, day: Day, until: Day, weights: &Weights) -> impl Iterator<Item = Day> {
        let missed = self.near(day, weights).filter(|on| *on < day);
        let ahead = self.occurs.next(day).filter(|on| *on <= until);
        missed.into_iter().chain(ahead)
    }

    /// The time a celebration on `day` is for.
    pub(super) fn within_reach(&self, day: Day, weights: &Weights) -> Result<Day, Refusal> {
        if let Some(near) = self.near(day, weights) {
            return Ok(near);
        }
        if let Occurs::Once(on) = self.occurs
            && on <= day
        {
            return Ok(on);
        }
        let next = self.occurs.next(day).ok_or(Refusal::Never)?;
        let ahead = weights.milestone_ahead as i64;
        if days_between(day, next) <= ahead {
            return Ok(next);
        }
        match self.occurs.last(day) {
            Some(on) if days_between(on, day) as f64 <= weights.belated => Ok(on),
            Some(on) if !self.is_before(on) && on.year() == day.year() => {
                Err(Refusal::TooLate { on, next })
            }
            _ => Err(Refusal::TooEarly { on: next, ahead }),
        }
    }

    /// Before it first came there was nothing to celebrate.
    fn is_before(&self, on: Day) -> bool {
        matches!(self.occurs, Occurs::Yearly { since: Some(since), .. } if on.year() < since)
    }
}
