//! The instant that a time of day means where somebody lives. When the clocks go forward there are times
//! that never come, and when they go back some come twice: the first are refused, with what is near
//! them; of the second the first is meant, and it is said that there are two.

use std::fmt;

use jiff::civil::{DateTime, Time};
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{Timestamp, ToSpan};

use crate::{Day, said_day};

/// Why a time is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The clocks go forward over it.
    LeftOut {
        day: Day,
        said: Time,
        from: Time,
        to: Time,
    },
    OutOfReach,
}

/// The instant of a time somebody said; the first of two.
///
/// # Errors
/// A time that never comes.
pub fn instant(said: DateTime, zone: &TimeZone) -> Result<Timestamp, Missing> {
    let means = zone.to_ambiguous_timestamp(said);
    if let AmbiguousOffset::Gap { before, after } = means.offset() {
        let earlier = after.to_timestamp(said).map_err(|_| Missing::OutOfReach)?;
        let turn = zone.following(earlier).next();
        let turn = turn.map_or(earlier, |turn| turn.timestamp());
        return Err(Missing::LeftOut {
            day: said.date(),
            said: said.time(),
            from: before.to_datetime(turn).time(),
            to: after.to_datetime(turn).time(),
        });
    }
    means.earlier().map_err(|_| Missing::OutOfReach)
}

/// Which of two it is, where the clock shows this time twice.
#[must_use]
pub fn which(at: Timestamp, zone: &TimeZone) -> Option<&'static str> {
    let shown = zone.to_datetime(at);
    let AmbiguousOffset::Fold { before, .. } = zone.to_ambiguous_timestamp(shown).offset() else {
        return None;
    };
    let first = before.to_timestamp(shown).ok()?;
    Some(if first == at {
        "the first of two"
    } else {
        "the second of two"
    })
}

impl Missing {
    /// What is near.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        let Self::LeftOut { from, to, .. } = self else {
            return None;
        };
        let last = from.wrapping_sub(1.minute());
        Some(format!(
            "the nearest are {} and {}",
            last.strftime("%H:%M"),
            to.strftime("%H:%M")
        ))
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LeftOut {
                day,
                said,
                from,
                to,
            } => write!(
                f,
                "there is no {} on {}: the clocks go from {} to {}",
                said.strftime("%H:%M"),
                said_day(*day),
                from.strftime("%H:%M"),
                to.strftime("%H:%M")
            ),
            Self::OutOfReach => f.write_str("that time lies outside the calendar"),
        }
    }
}

impl std::error::Error for Missing {}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    /// Berlin, St John's and Lord Howe, where the clocks go by half an hour.
    const ZONES: [&str; 3] = [
        "CET-1CEST,M3.5.0,M10.5.0/3",
        "NST3:30NDT,M3.2.0,M11.1.0",
        "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
    ];

    fn zone(place: usize) -> TimeZone {
        TimeZone::posix(ZONES[place]).unwrap()
    }

    fn berlin() -> TimeZone {
        zone(0)
    }

    #[test]
    fn a_time_the_clocks_leave_out_is_none_and_the_nearest_are_named() {
        let left_out = instant(date(2026, 3, 29).at(2, 30, 0, 0), &berlin()).unwrap_err();
        assert_eq!(
            left_out.to_string(),
            "there is no 02:30 on Sun 29 Mar 2026: the clocks go from 02:00 to 03:00"
        );
        assert_eq!(left_out.hint().unwrap(), "the nearest are 01:59 and 03:00");
        for (hour, minute, utc) in [(1, 59, "00:59"), (3, 0, "01:00")] {
            let near = instant(date(2026, 3, 29).at(hour, minute, 0, 0), &berlin()).unwrap();
            assert_eq!(near.strftime("%H:%M").to_string(), utc);
            assert_eq!(which(near, &berlin()), None);
        }
    }

    #[test]
    fn of_a_time_that_comes_twice_the_first_is_meant() {
        let first = instant(date(2026, 10, 25).at(2, 30, 0, 0), &berlin()).unwrap();
        assert_eq!(first.to_string(), "2026-10-25T00:30:00Z");
        assert_eq!(which(first, &berlin()), Some("the first of two"));
        let second = first.checked_add(1.hour()).unwrap();
        assert_eq!(which(second, &berlin()), Some("the second of two"));
    }

    proptest! {
        /// Whatever instant somebody names by their clock, that clock shows it at that instant.
        #[test]
        fn a_time_that_comes_is_shown_when_it_comes(minutes in 0_i64..(40 * 365 * 24 * 60), place in 0..ZONES.len()) {
            let zone = zone(place);
            let said = date(2000, 1, 1).at(0, 0, 0, 0).checked_add(minutes.minutes()).unwrap();
            if let Ok(at) = instant(said, &zone) {
                prop_assert_eq!(zone.to_datetime(at), said);
                prop_assert_ne!(which(at, &zone), Some("the second of two"));
            }
        }
    }
}
