//! Dates as one says them of a milestone: "14-may" without a year, "2019-06-01" with one,
//! "last friday" as a day like any other. Pure: the day it is said on is an argument.

use jiff::civil::Date;
use ledger::Day;
use ledger::milestone::DayOfYear;

use super::day::{self, Unclear};

/// What a person's words say of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dated {
    /// A day of some year nobody named.
    OfAYear(DayOfYear),
    /// With its year named.
    Named(Day),
    /// Said from today: its year was not meant to be told.
    FromToday(Day),
}

/// The date `text` means when it is said on `today`.
pub fn parse(text: &str, today: Day) -> Result<Dated, Unclear> {
    let said = text.trim().to_lowercase();
    if let Some(day) = day::iso(&said) {
        return day.map(Dated::Named);
    }
    let words: Vec<&str> = said
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | ','))
        .filter(|word| !word.is_empty())
        .collect();
    match words.as_slice() {
        [first, second] if let Some((day, month)) = day::day_and_month(first, second) => {
            let impossible = Unclear::Impossible {
                day,
                month: day::month_name(month),
            };
            let of_a_year = DayOfYear::new(month, day).ok_or(impossible)?;
            Ok(Dated::OfAYear(of_a_year))
        }
        [_, _, year] if year.len() == 4 && year.parse::<i16>().is_ok() => {
            day::parse(&words.join(" "), today).map(Dated::Named)
        }
        _ => day::parse(text, today).map(Dated::FromToday),
    }
}

impl Dated {
    /// The day it comes every year, and the year it first came where one was named.
    pub fn every_year(self) -> (DayOfYear, Option<i16>) {
        match self {
            Self::OfAYear(on) => (on, None),
            Self::Named(day) => (DayOfYear::of(day), Some(day.year())),
            Self::FromToday(day) => (DayOfYear::of(day), None),
        }
    }

    /// The one day that is meant, the nearest where no year was named.
    pub fn once(self, today: Day) -> Day {
        match self {
            Self::OfAYear(on) => on.nearest(today).unwrap_or(today),
            Self::Named(day) | Self::FromToday(day) => day,
        }
    }

    /// The same with its year named apart.
    pub fn in_year(self, year: i16) -> Result<Self, Unclear> {
        let (on, _) = self.every_year();
        Date::new(year, on.month(), on.day())
            .map(Self::Named)
            .map_err(|_| Unclear::ImpossibleIn {
                day: on.day(),
                month: day::month_name(on.month()),
                year,
            })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// Said on the frozen morning, Tuesday 2026-03-10.
    #[track_caller]
    fn check(text: &str, expected: &str) {
        let said = match parse(text, date(2026, 3, 10)) {
            Ok(Dated::OfAYear(on)) => format!("{}-{} of a year", on.month(), on.day()),
            Ok(Dated::Named(day)) => day.to_string(),
            Ok(Dated::FromToday(day)) => format!("{day} from today"),
            Err(unclear) => unclear.to_string(),
        };
        assert_eq!(said, expected, "{text}");
    }

    #[test]
    fn a_date_is_said_with_its_year_or_without() {
        check("14-may", "5-14 of a year");
        check("14 May", "5-14 of a year");
        check("may 14", "5-14 of a year");
        check("29-feb", "2-29 of a year");
        check("30-feb", "there is no 30 February");
        check("14-may-1980", "1980-05-14");
        check("14 may 1980", "1980-05-14");
        check("2019-06-01", "2019-06-01");
        check("2019-02-29", "there is no 29 February 2019");
        check("last friday", "2026-03-06 from today");
        check("someday", "“someday” is not a day I understand");
    }

    #[test]
    fn a_year_said_apart_must_have_the_day() {
        let leap = parse("29-feb", date(2026, 3, 10)).unwrap();
        assert_eq!(leap.in_year(1980), Ok(Dated::Named(date(1980, 2, 29))));
        assert!(leap.in_year(1981).is_err());
    }
}
