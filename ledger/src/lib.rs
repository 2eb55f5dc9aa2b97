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
