//! The thinking part of Troth. It does no I/O, reads no clock and draws no dice:
//! the day always comes in as an argument, so every answer can be had for any day.

pub mod account;
pub mod act;
pub mod alike;
pub mod approach;
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
pub mod insight;
pub mod letter;
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

/// Days since 1 March of the year 0, in the Gregorian calendar: with the year begun in March, a
/// leap day is its last. A morning asks this tens of thousands of times.
pub(crate) fn day_number(day: Day) -> i64 {
    let month = i64::from(day.month());
    let year = i64::from(day.year()) - i64::from(month <= 2);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(day.day()) - 1;
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + of_year
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
            day = day.tomorrow().unwrap();
        }
    }
}
