//! The backups Troth keeps by itself: when the next is due, which of them stay, and by which day the
//! present ones are gone. Nothing is written or taken away here.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Span, Timestamp, ToSpan};

use crate::Day;

/// A backup is made a day after the last.
const APART: SignedDuration = SignedDuration::from_hours(24);

/// The instant in the name of a file, so that names in order are backups in order.
const NAMED: &str = "%Y-%m-%dT%H%M%SZ";

const ENDING: &str = ".db";

/// What the owner wants kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    pub off: bool,
    /// The folder, where it is not the usual one.
    pub place: Option<String>,
    /// So many days have one, the newest of the day.
    pub daily: u32,
    /// So many weeks before those days have one.
    pub weekly: u32,
    /// All together are at most so many times as large as the book.
    pub times: u32,
}

impl Default for Wanted {
    fn default() -> Self {
        Self {
            off: false,
            place: None,
            daily: 7,
            weekly: 4,
            times: 2,
        }
    }
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("backups are kept of {least} to {most} {what}")]
    OutOfBounds {
        what: &'static str,
        least: u32,
        most: u32,
    },
    #[error("all backups together are 1 to 100 times as large as the book")]
    TooLarge,
}

impl Wanted {
    /// # Errors
    /// A number out of its bounds.
    pub fn checked(self) -> Result<Self, Refusal> {
        within("days", self.daily, 1, 60)?;
        within("weeks", self.weekly, 0, 104)?;
        if !(1..=100).contains(&self.times) {
            return Err(Refusal::TooLarge);
        }
        Ok(self)
    }

    /// Each choice by its name, as it is kept.
    pub fn told(&self) -> [(&'static str, String); 5] {
        let word = if self.off { "off" } else { "on" };
        [
            ("kept", word.to_owned()),
            ("place", self.place.clone().unwrap_or_default()),
            ("daily", self.daily.to_string()),
            ("weekly", self.weekly.to_string()),
            ("times", self.times.to_string()),
        ]
    }

    /// Takes a choice as it was kept; one that makes no sense is left as it was.
    pub fn hear(&mut self, name: &str, value: &str) {
        let mut heard = self.clone();
        let number = value.parse().ok();
        match name {
            "kept" => heard.off = value == "off",
            "place" => heard.place = Some(value.to_owned()).filter(|place| !place.is_empty()),
            "daily" => heard.daily = number.unwrap_or(heard.daily),
            "weekly" => heard.weekly = number.unwrap_or(heard.weekly),
            "times" => heard.times = number.unwrap_or(heard.times),
            _ => {}
        }
        if let Ok(heard) = heard.checked() {
            *self = heard;
        }
    }

    /// "one a day for 7 days and one a week for 4 weeks before, together at most twice as large as the book".
    pub fn words(&self) -> String {
        let days = match self.daily {
            1 => "the last one".to_owned(),
            days => format!("one a day for {days} days"),
        };
        let weeks = match self.weekly {
            0 => String::new(),
            1 => " and one of the week before".to_owned(),
            weeks => format!(" and one a week for {weeks} weeks before"),
        };
        let times = match self.times {
            1 => "as large".to_owned(),
            2 => "twice as large".to_owned(),
            times => format!("{times} times as large"),
        };
        format!("{days}{weeks}, together at most {times} as the book")
    }
}

fn within(what: &'static str, number: u32, least: u32, most: u32) -> Result<(), Refusal> {
    if (least..=most).contains(&number) {
        return Ok(());
    }
    Err(Refusal::OutOfBounds { what, least, most })
}

/// A backup as the rules see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kept {
    pub at: Timestamp,
    pub bytes: u64,
}

/// Whether a tenth of a disk would stay free when so much more is written to it.
pub fn leaves_room(free: u64, whole: u64, coming: u64) -> bool {
    free.saturating_sub(coming) >= whole / 10
}

/// Whether it is time for one, when something was written since the last.
pub fn is_due(last: Option<Timestamp>, now: Timestamp) -> bool {
    // A clock that was set back must not stop them.
    last.is_none_or(|last| now.duration_since(last) >= APART || last > now)
}

/// Which of these stay, in the order given: the newest always; the newest of each of the last days,
/// then of each of the weeks before; and where these are too large together, the oldest go first.
pub fn staying(wanted: &Wanted, zone: &TimeZone, book_bytes: u64, all: &[Kept]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|n| std::cmp::Reverse((all[*n].at, *n)));
    let mut stays = vec![false; all.len()];
    for n in by_the_calendar(wanted, zone, all, &order) {
        stays[n] = true;
    }
    let most = book_bytes.saturating_mul(wanted.times.into());
    let mut together = 0_u64;
    let mut full = false;
    for (newer, n) in order
        .iter()
        .filter(|n| stays[**n])
        .enumerate()
        .collect::<Vec<_>>()
    {
        together = together.saturating_add(all[*n].bytes);
        full |= together > most;
        stays[*n] = newer == 0 || !full;
    }
    stays
}

fn by_the_calendar(wanted: &Wanted, zone: &TimeZone, all: &[Kept], order: &[usize]) -> Vec<usize> {
    let day = |n: &usize| all[*n].at.to_zoned(zone.clone()).date();
    let week = |day: Day| (day.iso_week_date().year(), day.iso_week_date().week());
    let (mut days, mut weeks, mut kept) = (Vec::new(), Vec::new(), Vec::new());
    for n in order {
        let on = day(n);
        if days.len() < wanted.daily as usize {
            if !days.contains(&on) {
                days.push(on);
                kept.push(*n);
            }
            continue;
        }
        let of_the_days = days.iter().any(|day| week(*day) == week(on));
        if !of_the_days && weeks.len() < wanted.weekly as usize && !weeks.contains(&week(on)) {
            weeks.push(week(on));
            kept.push(*n);
        }
    }
    kept
}

/// The day by which none of these is left, when one is made on every day from tomorrow on.
pub fn run_out(wanted: &Wanted, zone: &TimeZone, book_bytes: u64, all: &[Kept], today: Day) -> Day {
    let Some(newest) = all.iter().max_by_key(|kept| kept.at) else {
        return today;
    };
    let (bytes, last) = (newest.bytes, newest.at);
    let mut left: Vec<Kept> = all.to_vec();
    let mut day = today;
    for _ in 0..i64::from(wanted.daily) + 7 * (i64::from(wanted.weekly) + 2) {
        day = day.saturating_add(1.day());
        // One of the future is newer than any there is, though a clock was once set wrong.
        let at = noon(day, zone).max(last + SignedDuration::from_secs(1));
        left.push(Kept { at, bytes });
        let stays = staying(wanted, zone, book_bytes, &left);
        let mut stays = stays.into_iter();
        left.retain(|_| stays.next().unwrap_or_default());
        if left.iter().all(|kept| kept.at > last) {
            break;
        }
    }
    day
}

fn noon(day: Day, zone: &TimeZone) -> Timestamp {
    let noon = DateTime::from_parts(day, jiff::civil::time(12, 0, 0, 0));
    zone.to_ambiguous_zoned(noon)
        .compatible()
        .map_or(Timestamp::MAX, |noon| noon.timestamp())
}

/// The name of the file: `book-2026-11-30T153000Z.db`.
pub fn file_name(of: &str, at: Timestamp) -> String {
    format!("{of}-{}{ENDING}", at.strftime(NAMED))
}

/// The instant in such a name; `None` for a file of another name.
pub fn instant_of(of: &str, name: &str) -> Option<Timestamp> {
    let middle = name.strip_prefix(of)?.strip_prefix('-')?;
    let text = middle.strip_suffix(ENDING)?.strip_suffix('Z')?;
    let at = DateTime::strptime("%Y-%m-%dT%H%M%S", text).ok()?;
    let at = at.to_zoned(TimeZone::UTC).ok()?.timestamp();
    // A name that says the same in other digits is not one of ours.
    (file_name(of, at) == name).then_some(at)
}

/// How long ago, in the largest unit that fits: "3 hours", "2 days".
pub fn age(at: Timestamp, now: Timestamp) -> String {
    let minutes = now.duration_since(at).as_mins().max(0);
    let (count, unit) = match minutes {
        ..60 => (minutes, "minute"),
        60..2_880 => (minutes / 60, "hour"),
        _ => (minutes / 1_440, "day"),
    };
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

/// A time in which every backup there is has certainly gone by the calendar alone.
pub fn longest(wanted: &Wanted) -> Span {
    (i64::from(wanted.daily) + 7 * (i64::from(wanted.weekly) + 2)).days()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn on(day: Day, bytes: u64) -> Kept {
        let at = noon(day, &TimeZone::UTC);
        Kept { at, bytes }
    }

    fn roomy() -> Wanted {
        Wanted {
            times: 100,
            ..Wanted::default()
        }
    }

    fn left(wanted: &Wanted, book: u64, all: &[Kept]) -> Vec<Kept> {
        let stays = staying(wanted, &TimeZone::UTC, book, all);
        let both = all.iter().zip(stays);
        both.filter(|(_, stays)| *stays)
            .map(|(kept, _)| *kept)
            .collect()
    }

    /// One a day for so many days, the rules followed each time.
    fn days_of(wanted: &Wanted, days: i64) -> Vec<Kept> {
        let mut all = Vec::new();
        for n in 0..days {
            all.push(on(date(2026, 3, 2).saturating_add(n.days()), 10));
            all = left(wanted, 10, &all);
        }
        all
    }

    #[test]
    fn after_a_year_there_are_seven_days_and_four_weeks() {
        let all = days_of(&roomy(), 365);
        assert_eq!(all.len(), 11);
        let weeks: Vec<i64> = all
            .windows(2)
            .map(|two| two[1].at.duration_since(two[0].at).as_hours() / 24)
            .collect();
        assert_eq!(weeks[4..], [1; 6], "the last seven days have one each");
        assert!(weeks[..3].iter().all(|days| *days == 7), "{weeks:?}");
    }

    #[test]
    fn together_they_are_at_most_twice_as_large_as_the_book_and_the_oldest_go_first() {
        let all = days_of(&Wanted::default(), 40);
        assert_eq!(all.len(), 2);
        assert_eq!(all[1].at, on(date(2026, 4, 10), 10).at);
        assert_eq!(all[0].at, on(date(2026, 4, 9), 10).at);
    }

    #[test]
    fn one_is_due_a_day_after_the_last_and_when_there_is_none() {
        let noon = on(date(2026, 3, 10), 0).at;
        assert!(is_due(None, noon));
        assert!(!is_due(Some(noon), noon + SignedDuration::from_hours(23)));
        assert!(is_due(Some(noon), noon + SignedDuration::from_hours(24)));
        assert!(
            is_due(Some(noon + SignedDuration::from_hours(1)), noon),
            "a clock set back"
        );
    }

    #[test]
    fn a_tenth_of_the_disk_stays_free() {
        assert!(leaves_room(30, 100, 20));
        assert!(!leaves_room(30, 100, 21));
        assert!(!leaves_room(9, 100, 0));
        assert!(!leaves_room(10, 100, u64::MAX));
    }

    #[test]
    fn the_name_of_a_file_says_its_instant_and_no_other_name_does() {
        let at: Timestamp = "2026-11-30T15:30:00Z".parse().unwrap();
        assert_eq!(file_name("book", at), "book-2026-11-30T153000Z.db");
        assert_eq!(instant_of("book", "book-2026-11-30T153000Z.db"), Some(at));
        for name in [
            "book.db",
            "book-2026-11-30T153000Z.db.old",
            "book-2026-13-30T153000Z.db",
            "other-2026-11-30T153000Z.db",
            "book-a-2026-11-30T153000Z.db",
            "book-+026-11-30T153000Z.db",
        ] {
            assert_eq!(instant_of("book", name), None, "{name}");
        }
    }

    #[test]
    fn numbers_out_of_bounds_are_refused_and_not_heard() {
        let none = Wanted {
            daily: 0,
            ..Wanted::default()
        };
        assert_eq!(
            none.checked().unwrap_err().to_string(),
            "backups are kept of 1 to 60 days"
        );
        let mut wanted = Wanted::default();
        for (name, value) in [("daily", "9999"), ("weekly", "many"), ("times", "0")] {
            wanted.hear(name, value);
        }
        assert_eq!(wanted, Wanted::default());
    }

    #[test]
    fn the_choices_are_said_in_words() {
        assert_eq!(
            Wanted::default().words(),
            "one a day for 7 days and one a week for 4 weeks before, together at most twice as large as the book"
        );
    }

    fn some() -> impl Strategy<Value = Vec<Kept>> {
        proptest::collection::vec((0_i64..2_000_000, 1_u64..50), 0..40).prop_map(|all| {
            let begin = on(date(2026, 1, 1), 0).at;
            let kept = |(seconds, bytes)| Kept {
                at: begin + SignedDuration::from_secs(seconds * 5),
                bytes,
            };
            all.into_iter().map(kept).collect()
        })
    }

    fn any_wanted() -> impl Strategy<Value = Wanted> {
        (1_u32..12, 0_u32..8, 1_u32..30).prop_map(|(daily, weekly, times)| Wanted {
            daily,
            weekly,
            times,
            ..Wanted::default()
        })
    }

    proptest! {
        #[test]
        fn the_newest_stays_whatever_the_rules(all in some(), wanted in any_wanted(), book in 0_u64..60) {
            let left = left(&wanted, book, &all);
            let newest = all.iter().map(|kept| kept.at).max();
            prop_assert_eq!(left.iter().map(|kept| kept.at).max(), newest);
        }

        #[test]
        fn they_are_as_many_and_as_large_as_wanted_at_most(all in some(), wanted in any_wanted(), book in 0_u64..60) {
            let left = left(&wanted, book, &all);
            prop_assert!(left.len() <= (wanted.daily + wanted.weekly) as usize);
            let together: u64 = left.iter().map(|kept| kept.bytes).sum();
            prop_assert!(left.len() <= 1 || together <= book * u64::from(wanted.times));
            let mut days: Vec<_> = left.iter().map(|kept| kept.at.to_zoned(TimeZone::UTC).date()).collect();
            days.sort_unstable();
            days.dedup();
            prop_assert_eq!(days.len(), left.len(), "one a day at most");
        }

        #[test]
        fn what_stayed_once_stays_until_there_is_a_new_one(all in some(), wanted in any_wanted(), book in 0_u64..60) {
            let once = left(&wanted, book, &all);
            prop_assert_eq!(left(&wanted, book, &once), once);
        }

        #[test]
        fn by_the_day_named_none_of_them_is_left(all in some(), wanted in any_wanted(), book in 1_u64..60) {
            let today = date(2026, 4, 30);
            let day = run_out(&wanted, &TimeZone::UTC, book, &all, today);
            prop_assert!(day <= today.saturating_add(longest(&wanted)));
            let mut now = all.clone();
            let mut on_day = today;
            while on_day < day {
                on_day = on_day.saturating_add(1.day());
                now.push(on(on_day, all.iter().max_by_key(|kept| kept.at).map_or(0, |kept| kept.bytes)));
                now = left(&wanted, book, &now);
            }
            prop_assert!(now.iter().all(|kept| !all.contains(kept)));
        }

        #[test]
        fn every_choice_comes_back_as_it_was_told(wanted in any_wanted(), off in any::<bool>(), place in "[a-z/]{0,9}") {
            let place = Some(place).filter(|place| !place.is_empty());
            let wanted = Wanted { off, place, ..wanted };
            let mut heard = Wanted::default();
            for (name, value) in wanted.told() {
                heard.hear(name, &value);
            }
            prop_assert_eq!(heard, wanted);
        }
    }
}
