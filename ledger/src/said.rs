//! Days as people say them: "friday", "in 2 weeks", "14 march", "end of month", and hours of a day:
//! "tomorrow 14:00". The day it is said on is an argument. What could be two days, or none, is
//! answered with a sentence.

use jiff::civil::{Date, Time, Weekday};
use jiff::{Span, ToSpan};
use thiserror::Error;

use crate::{Day, days_between};

#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Unclear {
    #[error("“{0}” is not a day I understand")]
    Unknown(String),
    #[error("“{0}” can be read as two different days")]
    TwoWays(String),
    #[error("today is {name}: say “today” or “next {lower}”", lower = name.to_lowercase())]
    TodayItself { name: &'static str },
    #[error("{name} of this week has passed: say “next {lower}”", lower = name.to_lowercase())]
    Passed { name: &'static str },
    #[error("there is no {day} {month}")]
    Impossible { day: i8, month: &'static str },
    #[error("there is no {day} {month} {year}")]
    ImpossibleIn {
        day: i8,
        month: &'static str,
        year: i16,
    },
    #[error("“{0}” lies outside the calendar")]
    TooFar(String),
    #[error("at what time? “{0}” names none")]
    NoTime(String),
    #[error("“{0}” is not a time of day")]
    NotATime(String),
    #[error("“{0}” is not a number of days")]
    NotASpan(String),
}

/// What to say beside [`Unclear`].
pub const HINT: &str =
    "for example: today, friday, next tuesday, in 2 weeks, 14 march, end of month, 2026-03-14";

/// What to say beside an unclear time.
pub const HINT_OF_TIME: &str = "for example: tomorrow 14:00, friday 9:30, 14 march 16:00";

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("Monday", Weekday::Monday),
    ("Tuesday", Weekday::Tuesday),
    ("Wednesday", Weekday::Wednesday),
    ("Thursday", Weekday::Thursday),
    ("Friday", Weekday::Friday),
    ("Saturday", Weekday::Saturday),
    ("Sunday", Weekday::Sunday),
];

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

/// The day `text` means when it is said on `today`.
pub fn parse(text: &str, today: Day) -> Result<Day, Unclear> {
    let said = text.to_lowercase().replace(',', " ");
    let words: Vec<&str> = said
        .split_whitespace()
        .filter(|word| !matches!(*word, "the" | "on"))
        .collect();
    let unknown = || Unclear::Unknown(text.trim().to_owned());
    match words.as_slice() {
        ["today"] => Ok(today),
        ["tomorrow"] => step(today, 1.day(), text),
        ["yesterday"] => step(today, -1.day(), text),
        ["day", "after", "tomorrow"] => step(today, 2.days(), text),
        ["day", "before", "yesterday"] => step(today, -2.days(), text),
        ["end", "of", rest @ ..] => end_of(rest, today).ok_or_else(unknown),
        ["in", count, unit] => step(today, span(count, unit).ok_or_else(unknown)?, text),
        [count, unit, "ago"] => step(today, -span(count, unit).ok_or_else(unknown)?, text),
        ["next", name] => next(name, today, text),
        ["this", name] => this(name, today).unwrap_or_else(|| Err(unknown())),
        ["last", name] => last(name, today).ok_or_else(unknown),
        [one] => single(one, today, text),
        [first, second] => in_month(first, second, today).unwrap_or_else(|| Err(unknown())),
        [first, second, year] => dated(first, second, year).unwrap_or_else(|| Err(unknown())),
        _ => Err(unknown()),
    }
}

/// "tomorrow 14:00", "friday at 9:30"; a time alone is one of today.
pub fn day_and_time(text: &str, today: Day) -> Result<(Day, Time), Unclear> {
    let text = text.trim();
    let (before, last) = text.rsplit_once(char::is_whitespace).unwrap_or(("", text));
    let Some(time) = time(last) else {
        return Err(match parse(text, today) {
            Ok(_) => Unclear::NoTime(text.to_owned()),
            Err(_) => Unclear::NotATime(last.to_owned()),
        });
    };
    let before = before.trim();
    let named = before.strip_suffix(" at").unwrap_or(before).trim();
    let day = match named {
        "" | "at" => today,
        named => parse(named, today)?,
    };
    Ok((day, time))
}

/// "14:00", "9:30", "9h30", "2pm".
fn time(word: &str) -> Option<Time> {
    let word = word.to_lowercase();
    let (clock, later) = match (word.strip_suffix("pm"), word.strip_suffix("am")) {
        (Some(clock), _) => (clock, Some(true)),
        (_, Some(clock)) => (clock, Some(false)),
        _ => (word.as_str(), None),
    };
    let (hour, minute) = match clock.split_once([':', 'h', '.']) {
        Some((hour, "")) => (hour, "0"),
        Some(both) => both,
        None if later.is_some() => (clock, "0"),
        None => return None,
    };
    let (hour, minute): (i8, i8) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match later {
        None => hour,
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(later) => hour % 12 + if later { 12 } else { 0 },
    };
    Time::new(hour, minute, 0, 0).ok()
}

/// How many days "week", "2 weeks", "month" or "14" are.
pub fn days_of(text: &str, today: Day) -> Result<u32, Unclear> {
    let text = text.trim();
    let said = text.to_lowercase();
    let said = said.strip_prefix("every ").unwrap_or(&said);
    let counted = said.parse::<u32>().ok();
    let spanned = || {
        let ahead =
            parse(&format!("in {said}"), today).or_else(|_| parse(&format!("in a {said}"), today));
        u32::try_from(days_between(today, ahead.ok()?)).ok()
    };
    counted
        .or_else(spanned)
        .filter(|days| *days > 0)
        .ok_or_else(|| Unclear::NotASpan(text.to_owned()))
}

fn step(from: Day, span: Span, text: &str) -> Result<Day, Unclear> {
    from.checked_add(span)
        .map_err(|_| Unclear::TooFar(text.trim().to_owned()))
}

fn span(count: &str, unit: &str) -> Option<Span> {
    let count: i64 = match count {
        "a" | "an" | "one" => 1,
        "two" => 2,
        "three" => 3,
        number => number
            .parse()
            .ok()
            .filter(|count| (0..=10_000).contains(count))?,
    };
    match unit.strip_suffix('s').unwrap_or(unit) {
        "day" => Some(count.days()),
        "week" => Some(count.weeks()),
        "month" => Some(count.months()),
        "year" if count <= 1_000 => Some(count.years()),
        _ => None,
    }
}

fn single(word: &str, today: Day, text: &str) -> Result<Day, Unclear> {
    if let Some((name, weekday)) = weekday(word) {
        if today.weekday() == weekday {
            return Err(Unclear::TodayItself { name });
        }
        return Ok(on_or_after(today, weekday));
    }
    if let Some(day) = iso(word) {
        return day;
    }
    if is_slashed(word) {
        return Err(Unclear::TwoWays(text.trim().to_owned()));
    }
    Err(Unclear::Unknown(text.trim().to_owned()))
}

/// "next tuesday" is the Tuesday of the week to come; weeks begin on Monday.
fn next(name: &str, today: Day, text: &str) -> Result<Day, Unclear> {
    let Some((_, weekday)) = weekday(name) else {
        return match name {
            "week" | "month" | "year" => Err(Unclear::TwoWays(text.trim().to_owned())),
            _ => Err(Unclear::Unknown(text.trim().to_owned())),
        };
    };
    let monday = step(today, 7.days(), text)?;
    let back = i64::from(monday.weekday().to_monday_zero_offset());
    let forth = i64::from(weekday.to_monday_zero_offset());
    step(monday, (forth - back).days(), text)
}

fn this(name: &str, today: Day) -> Option<Result<Day, Unclear>> {
    let (name, weekday) = weekday(name)?;
    let ahead = weekday.to_monday_zero_offset() - today.weekday().to_monday_zero_offset();
    if ahead < 0 {
        return Some(Err(Unclear::Passed { name }));
    }
    Some(step(today, i64::from(ahead).days(), name))
}

fn last(name: &str, today: Day) -> Option<Day> {
    let (_, weekday) = weekday(name)?;
    today.nth_weekday(-1, weekday).ok()
}

fn on_or_after(today: Day, weekday: Weekday) -> Day {
    today.nth_weekday(1, weekday).unwrap_or(today)
}

fn end_of(what: &[&str], today: Day) -> Option<Day> {
    match what {
        ["month"] | ["this", "month"] => Some(today.last_of_month()),
        ["next", "month"] => Some(today.checked_add(1.month()).ok()?.last_of_month()),
        ["year"] | ["this", "year"] => Some(today.last_of_year()),
        ["week"] | ["this", "week"] => Some(match today.weekday() {
            Weekday::Saturday | Weekday::Sunday => on_or_after(today, Weekday::Sunday),
            _ => on_or_after(today.yesterday().ok()?, Weekday::Friday),
        }),
        [month] => Some(
            Date::new(today.year(), month_number(month)?, 1)
                .ok()?
                .last_of_month(),
        )
        .map(|end| {
            if end < today {
                end.checked_add(1.year()).unwrap_or(end).last_of_month()
            } else {
                end
            }
        }),
        _ => None,
    }
}

/// "14 march" or "march 14": the next one, today included.
fn in_month(first: &str, second: &str, today: Day) -> Option<Result<Day, Unclear>> {
    let (day, month) = day_and_month(first, second)?;
    // 2024 has every day a month can have.
    if Date::new(2024, month, day).is_err() {
        return Some(Err(Unclear::Impossible {
            day,
            month: month_name(month),
        }));
    }
    let found = [today.year(), today.year().saturating_add(1)]
        .into_iter()
        .filter_map(|year| Date::new(year, month, day).ok())
        .find(|date| *date >= today);
    Some(found.ok_or(Unclear::ImpossibleIn {
        day,
        month: month_name(month),
        year: today.year(),
    }))
}

fn dated(first: &str, second: &str, year: &str) -> Option<Result<Day, Unclear>> {
    let (day, month) = day_and_month(first, second)?;
    let year: i16 = year
        .parse()
        .ok()
        .filter(|year| (1900..=9999).contains(year))?;
    let impossible = Unclear::ImpossibleIn {
        day,
        month: month_name(month),
        year,
    };
    Some(Date::new(year, month, day).map_err(|_| impossible))
}

pub fn day_and_month(first: &str, second: &str) -> Option<(i8, i8)> {
    match (day_number(first), month_number(second)) {
        (Some(day), Some(month)) => Some((day, month)),
        _ => Some((day_number(second)?, month_number(first)?)),
    }
}

fn day_number(word: &str) -> Option<i8> {
    let digits = ["st", "nd", "rd", "th", "."]
        .iter()
        .find_map(|end| word.strip_suffix(end))
        .unwrap_or(word);
    digits.parse().ok().filter(|day| (1..=99).contains(day))
}

fn month_number(word: &str) -> Option<i8> {
    let word = word.strip_suffix('.').unwrap_or(word);
    let at = MONTHS.iter().position(|name| is_short_for(word, name))?;
    i8::try_from(at + 1).ok()
}

pub fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1)
        .ok()
        .and_then(|at| MONTHS.get(at))
        .copied()
        .unwrap_or("month")
}

fn weekday(word: &str) -> Option<(&'static str, Weekday)> {
    WEEKDAYS
        .into_iter()
        .find(|(name, _)| is_short_for(word, name))
}

/// At least three letters of the name, from its beginning.
fn is_short_for(word: &str, name: &str) -> bool {
    word.len() >= 3 && name.to_lowercase().starts_with(word)
}

/// Year, month and day by hyphens; an impossible one says so.
pub fn iso(word: &str) -> Option<Result<Day, Unclear>> {
    let mut parts = word.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    let (year, month, day): (i16, i8, i8) =
        (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    if !(1..=12).contains(&month) {
        return None;
    }
    let impossible = Unclear::ImpossibleIn {
        day,
        month: month_name(month),
        year,
    };
    Some(Date::new(year, month, day).map_err(|_| impossible))
}

/// "14/3", "3.4.2026": day and month change places from country to country.
fn is_slashed(word: &str) -> bool {
    let parts: Vec<&str> = word
        .split(['/', '.'])
        .filter(|part| !part.is_empty())
        .collect();
    (2..=3).contains(&parts.len()) && parts.iter().all(|part| part.parse::<u32>().is_ok())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// Said on the frozen morning, Tuesday 2026-03-10.
    fn means(text: &str) -> String {
        match parse(text, date(2026, 3, 10)) {
            Ok(day) => day.to_string(),
            Err(unclear) => unclear.to_string(),
        }
    }

    #[track_caller]
    fn check(said: &[(&str, &str)]) {
        for (text, expected) in said {
            assert_eq!(means(text), *expected, "{text}");
        }
    }

    #[test]
    fn a_time_stands_behind_its_day() {
        let said = |text: &str| match day_and_time(text, date(2026, 3, 10)) {
            Ok((day, time)) => format!("{day} {}", time.strftime("%H:%M")),
            Err(unclear) => unclear.to_string(),
        };
        assert_eq!(said("tomorrow 14:00"), "2026-03-11 14:00");
        assert_eq!(said("next friday at 9:30"), "2026-03-20 09:30");
        assert_eq!(said("16:00"), "2026-03-10 16:00");
        assert_eq!(said("14 march 2pm"), "2026-03-14 14:00");
        assert_eq!(said("today 12am"), "2026-03-10 00:00");
        assert_eq!(said("tomorrow"), "at what time? “tomorrow” names none");
        assert_eq!(said("friday 25:00"), "“25:00” is not a time of day");
        assert_eq!(said("frday 9:00"), "“frday” is not a day I understand");
    }

    #[test]
    fn a_span_is_so_many_days() {
        let said =
            |text: &str| days_of(text, date(2026, 3, 10)).map_err(|unclear| unclear.to_string());
        assert_eq!(said("week"), Ok(7));
        assert_eq!(said("every 2 weeks"), Ok(14));
        assert_eq!(said("14"), Ok(14));
        assert_eq!(said("0"), Err("“0” is not a number of days".to_owned()));
        assert_eq!(
            said("now and then"),
            Err("“now and then” is not a number of days".to_owned())
        );
    }

    #[test]
    fn days_near_today_are_said_by_name() {
        check(&[
            ("today", "2026-03-10"),
            (" Tomorrow ", "2026-03-11"),
            ("yesterday", "2026-03-09"),
            ("the day after tomorrow", "2026-03-12"),
            ("friday", "2026-03-13"),
            ("on Friday", "2026-03-13"),
            ("mon", "2026-03-16"),
            ("this friday", "2026-03-13"),
            ("last friday", "2026-03-06"),
            ("last tuesday", "2026-03-03"),
        ]);
    }

    #[test]
    fn next_is_the_week_to_come() {
        check(&[
            ("next tuesday", "2026-03-17"),
            ("next friday", "2026-03-20"),
            ("next mon", "2026-03-16"),
            ("next sunday", "2026-03-22"),
        ]);
    }

    #[test]
    fn spans_are_counted_from_today() {
        check(&[
            ("in 3 days", "2026-03-13"),
            ("in 1 day", "2026-03-11"),
            ("in a week", "2026-03-17"),
            ("in 2 weeks", "2026-03-24"),
            ("in two months", "2026-05-10"),
            ("3 days ago", "2026-03-07"),
            ("a week ago", "2026-03-03"),
            ("in 1 year", "2027-03-10"),
        ]);
    }

    #[test]
    fn a_day_of_a_month_is_the_next_one() {
        check(&[
            ("14 march", "2026-03-14"),
            ("March 14", "2026-03-14"),
            ("14th Mar", "2026-03-14"),
            ("10 march", "2026-03-10"),
            ("9 march", "2027-03-09"),
            ("march 14, 2027", "2027-03-14"),
            ("2026-03-14", "2026-03-14"),
        ]);
    }

    #[test]
    fn ends_are_last_days() {
        check(&[
            ("end of month", "2026-03-31"),
            ("end of the month", "2026-03-31"),
            ("end of next month", "2026-04-30"),
            ("end of april", "2026-04-30"),
            ("end of february", "2027-02-28"),
            ("end of week", "2026-03-13"),
            ("end of year", "2026-12-31"),
        ]);
    }

    #[test]
    fn what_cannot_be_says_so() {
        check(&[
            ("31 february", "there is no 31 February"),
            ("29 february", "there is no 29 February 2026"),
            ("2026-02-30", "there is no 30 February 2026"),
            ("31 april 2026", "there is no 31 April 2026"),
            (
                "in 9999999 days",
                "“in 9999999 days” is not a day I understand",
            ),
        ]);
    }

    #[test]
    fn what_could_be_two_days_says_so() {
        check(&[
            ("3/4", "“3/4” can be read as two different days"),
            ("3.4.2026", "“3.4.2026” can be read as two different days"),
            ("next week", "“next week” can be read as two different days"),
            ("tuesday", "today is Tuesday: say “today” or “next tuesday”"),
            (
                "this monday",
                "Monday of this week has passed: say “next monday”",
            ),
        ]);
    }

    #[test]
    fn nonsense_is_not_a_day() {
        check(&[
            ("frday", "“frday” is not a day I understand"),
            ("", "“” is not a day I understand"),
            ("14", "“14” is not a day I understand"),
            ("2026-13-01", "“2026-13-01” is not a day I understand"),
            ("in a while", "“in a while” is not a day I understand"),
        ]);
    }
}
