//! The thinking part of Troth. It does no I/O, reads no clock and draws no dice:
//! the day always comes in as an argument, so every answer can be had for any day.

pub mod account;
pub mod act;
pub mod alike;
pub mod approach;
pub mod backup;
pub mod bid;
pub mod breach;
pub mod brief;
pub mod cadence;
#[cfg(test)]
mod cast;
pub mod circle;
pub mod concern;
pub mod confidence;
pub mod contribution;
pub mod delicate;
pub mod detail;
pub mod duplicates;
pub mod everything;
pub mod focus;
pub mod fold;
pub mod forgetting;
pub mod ground;
pub mod handle;
pub mod hour;
pub mod insight;
pub mod letter;
pub mod lettering;
pub mod load;
pub mod meeting;
pub mod milestone;
pub mod moment;
pub mod person;
pub mod practice;
pub mod progress;
pub mod promise;
pub mod reliability;
pub mod reminder;
pub mod repair;
pub mod retention;
pub mod review;
pub mod rhythm;
pub mod said;
pub mod slip;
pub mod subject;
pub mod today;
pub mod touch;
pub mod verdict;
pub mod walk_around;
pub mod week;
pub mod weights;

/// A day of the owner's calendar.
pub type Day = jiff::civil::Date;

/// A day in a sentence that does not know what today is: "Tue 10 Mar 2026".
pub fn said_day(day: Day) -> String {
    day.strftime("%a %-d %b %Y").to_string()
}

/// Whole days from `earlier` to `later`; negative when `later` comes first.
pub fn days_between(earlier: Day, later: Day) -> i64 {
    day_number(later) - day_number(earlier)
}

/// A year this far back is no year of the calendar, and begins one of its rounds of 400 years.
const YEARS_BEFORE: i32 = 10_000;
/// Days in 400 years, after which the Gregorian calendar repeats itself.
const DAYS_IN_ROUND: u32 = 146_097;

/// Days since 1 March ten thousand years before the year 0, in the Gregorian calendar: with the year
/// begun in March, a leap day is its last. A morning asks this tens of thousands of times.
pub(crate) fn day_number(day: Day) -> i64 {
    let month = day.month().unsigned_abs() as u32;
    let next = u32::from(month <= 2);
    let year = (i32::from(day.year()) + YEARS_BEFORE).unsigned_abs() - next;
    let century = year / 100;
    let before = 1461 * year / 4 - century + century / 4;
    let of_year = (153 * (month + 12 * next) - 457) / 5 + day.day().unsigned_abs() as u32 - 1;
    i64::from(before + of_year)
}

/// The day of such a number; the last of the calendar beyond its end.
pub(crate) fn day_at(number: i64) -> Day {
    let days = u32::try_from(number).unwrap_or_default();
    let days = days.min(50 * DAYS_IN_ROUND);
    // In quarters of a day, so that a century and a year are whole numbers of them, and a fourth.
    let quarters = 4 * days + 3;
    let century = quarters / DAYS_IN_ROUND;
    let of_century = (quarters % DAYS_IN_ROUND) | 3;
    let (year, of_year) = (of_century / 1461, of_century % 1461 / 4);
    let fifths = 5 * of_year + 2;
    let (month, of_month) = (fifths / 153 + 3, fifths % 153 / 5 + 1);
    let next = u32::from(month > 12);
    let year = (100 * century + year + next) as i32 - YEARS_BEFORE;
    Day::new(year as i16, (month - 12 * next) as i8, of_month as i8).unwrap_or(Day::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn days_are_counted_over_leap_years_and_backwards() {
        assert_eq!(days_between(date(2024, 2, 28), date(2024, 3, 1)), 2);
        assert_eq!(days_between(date(2026, 3, 10), date(2026, 3, 9)), -1);
        assert_eq!(days_between(Day::MIN, Day::MAX), 7_304_483);
        let mut day = date(1896, 1, 1);
        for number in 0..90_000 {
            assert_eq!(days_between(date(1896, 1, 1), day), number, "{day}");
            assert_eq!(day_at(day_number(day)), day);
            day = day.tomorrow().unwrap();
        }
        assert_eq!(day_at(day_number(Day::MIN)), Day::MIN);
        assert_eq!(day_at(day_number(Day::MAX)), Day::MAX);
        assert_eq!(day_at(day_number(Day::MAX) + 1), Day::MAX);
        assert_eq!(day_at(i64::from(u32::MAX)), Day::MAX);
    }
}
