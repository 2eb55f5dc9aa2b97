//! The thinking part of Troth. It does no I/O, reads no clock and draws no dice:
//! the day always comes in as an argument, so every answer can be had for any day.

pub mod account;
#[cfg(test)]
mod cast;
pub mod handle;
pub mod letter;
pub mod moment;
pub mod person;
pub mod promise;
pub mod reliability;
pub mod rhythm;
pub mod today;
pub mod touch;
pub mod weights;

/// A day of the owner's calendar.
pub type Day = jiff::civil::Date;

/// Whole days from `earlier` to `later`; negative when `later` comes first.
pub fn days_between(earlier: Day, later: Day) -> i64 {
    // Both ends are civil dates inside jiff's range, so the span is at most 7.3 million days.
    (later
        .to_datetime(jiff::civil::Time::midnight())
        .duration_since(earlier.to_datetime(jiff::civil::Time::midnight())))
    .as_hours()
        / 24
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
    }
}
