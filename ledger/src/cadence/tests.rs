//! What rhythms mean, and when they are due.

use jiff::civil::{Weekday, date};
use proptest::prelude::*;

use super::*;
use crate::cast::{MORNING, days_ago};

fn said(text: &str) -> String {
    match Cadence::parse(text) {
        Ok(cadence) => cadence.words(),
        Err(unclear) => unclear.to_string(),
    }
}

#[test]
fn a_rhythm_is_understood_as_people_say_it() {
    let heard = [
        ("14", "every 2 weeks"),
        ("every two weeks", "every 2 weeks"),
        (
            "Every other week, on Tuesdays",
            "every 2 weeks, on Tuesdays",
        ),
        ("monthly, in person", "monthly, in person"),
        ("once a month face to face", "monthly, in person"),
        ("every 10 days", "every 10 days"),
        ("after each release", "after each release"),
        (
            "after every big release in person",
            "after each big release, in person",
        ),
        ("tuesdays", "weekly, on Tuesdays"),
        (
            "tuesdays and thursdays",
            "every 4 days, on Tuesdays and Thursdays",
        ),
        ("twice a month", "every 15 days"),
        ("every quarter", "quarterly"),
    ];
    for (text, words) in heard {
        assert_eq!(said(text), words, "{text}");
    }
}

#[test]
fn what_is_no_rhythm_is_refused_in_words() {
    assert_eq!(said("  "), "how often is that to be?");
    assert_eq!(said("in person"), "how often is that to be?");
    assert_eq!(
        said("now and then"),
        "“now and then” is not a rhythm I understand"
    );
    assert_eq!(
        said("biweekly"),
        "“biweekly” can mean twice in that time or every second time"
    );
    assert_eq!(
        said("weekly monthly"),
        "that says how often twice: one rhythm at a time"
    );
    assert_eq!(said("every 0 days"), "a rhythm is at least one day");
    assert_eq!(said("every 4000 weeks"), "a rhythm is at most 3650 days");
    assert_eq!(
        said("after each"),
        "“after each” is not a rhythm I understand"
    );
}

#[test]
fn a_plain_rhythm_is_due_the_day_after_its_days_have_passed() {
    let weekly = Cadence::every(7).unwrap();
    assert!(!weekly.is_due(Some(days_ago(7)), 0, None, MORNING));
    assert!(weekly.is_due(Some(days_ago(8)), 0, None, MORNING));
    assert!(
        !weekly.is_due(Some(days_ago(8)), 1, None, MORNING),
        "leave does not count"
    );
    assert!(weekly.is_due(None, 0, None, MORNING));
}

#[test]
fn a_day_of_the_week_moves_it_to_the_nearest_such_day() {
    let fortnight = Cadence::parse("every two weeks, tuesdays").unwrap();
    assert_eq!(MORNING.weekday(), Weekday::Tuesday);
    let due = |ago| fortnight.is_due(Some(days_ago(ago)), 0, None, MORNING);
    assert!(due(14) && due(11) && due(20));
    assert!(!due(10), "next Tuesday is nearer");
    let wednesday = date(2026, 3, 11);
    assert!(!fortnight.is_due(Some(days_ago(40)), 0, None, wednesday));
}

#[test]
fn after_each_release_one_word_is_due_and_only_one() {
    let after = Cadence::parse("after each release").unwrap();
    let due = |last: i64, happened: Option<i64>| {
        after.is_due(Some(days_ago(last)), 0, happened.map(days_ago), MORNING)
    };
    assert!(!due(400, None), "nothing happened yet");
    assert!(due(9, Some(4)));
    assert!(!due(4, Some(4)), "the same day is since then");
    assert!(!due(1, Some(4)));
    assert!(after.is_due(None, 0, Some(days_ago(4)), MORNING));
}

fn any_cadence() -> impl Strategy<Value = Cadence> {
    let beat = prop_oneof![
        (1u32..=LONGEST).prop_map(Beat::Every),
        "(release|board meeting|sprint|launch of 2)".prop_map(Beat::After),
    ];
    let days = prop::collection::vec(0i8..7, 0..4).prop_map(|places| {
        places.into_iter().fold(Weekdays::default(), |days, place| {
            days.with(Weekday::from_monday_zero_offset(place).unwrap())
        })
    });
    (beat, any::<bool>(), days).prop_map(|(beat, in_person, weekdays)| Cadence {
        beat,
        in_person,
        weekdays,
    })
}

proptest! {
    #[test]
    fn the_words_of_a_rhythm_are_understood_again(cadence in any_cadence()) {
        prop_assert_eq!(Cadence::parse(&cadence.words()), Ok(cadence.clone()));
        prop_assert_eq!(Weekdays::from_id(&cadence.weekdays.id()), Some(cadence.weekdays));
    }

    #[test]
    fn no_words_make_the_reader_stumble(text in ".{0,60}") {
        let _ = Cadence::parse(&text);
    }

    #[test]
    fn a_longer_silence_is_never_less_due(cadence in any_cadence(), ago in 0i64..400, more in 0i64..400) {
        let due = |ago| cadence.is_due(Some(days_ago(ago)), 0, Some(days_ago(30)), MORNING);
        prop_assert!(!due(ago) || due(ago + more));
    }
}
