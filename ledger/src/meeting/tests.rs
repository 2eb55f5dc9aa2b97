//! The life of a meeting, the morning it comes up in, and the note after it.

use jiff::ToSpan;
use proptest::prelude::*;

use super::*;
use crate::cast::{MORNING, days_ago, person};
use crate::touch::Side;

fn meeting(day: Day) -> Meeting {
    Meeting {
        id: MeetingId(Uuid::from_u128(7)),
        at: Timestamp::UNIX_EPOCH,
        day,
        minutes: 30,
        title: String::new(),
        kind: Kind::OneToOne,
        place: "the canteen".to_owned(),
        every: Some(7),
        prepared: Prepared::default(),
        personal: Personal::default(),
        guests: vec![person(1)],
        state: State::Ahead,
    }
}

fn touch() -> TouchId {
    TouchId(Uuid::from_u128(9))
}

#[test]
fn a_meeting_needs_somebody_and_some_minutes() {
    let alone = Meeting {
        guests: vec![],
        ..meeting(MORNING)
    }
    .checked();
    assert_eq!(alone, Err(Refusal::Nobody));
    let short = Meeting {
        minutes: 1,
        ..meeting(MORNING)
    }
    .checked();
    assert_eq!(short, Err(Refusal::Length { minutes: 1 }));
    let rare = Meeting {
        every: Some(900),
        ..meeting(MORNING)
    }
    .checked();
    assert_eq!(rare, Err(Refusal::Rarely));
}

#[test]
fn a_meeting_is_held_once_and_not_before_its_day() {
    let early = meeting(days_ago(-1)).hold(touch(), Personal::default(), MORNING);
    assert_eq!(early, Err(Refusal::NotYet { day: days_ago(-1) }));
    let held = meeting(MORNING)
        .hold(touch(), Personal::default(), MORNING)
        .unwrap();
    let again = held.hold(touch(), Personal::default(), MORNING);
    assert_eq!(again, Err(Refusal::AlreadyHeld { on: MORNING }));
}

#[test]
fn a_meeting_comes_again_after_its_days() {
    assert_eq!(meeting(MORNING).next_day(MORNING), Some(days_ago(-7)));
    // Spoken of nine days late, it has skipped one.
    assert_eq!(meeting(days_ago(9)).next_day(MORNING), Some(days_ago(-5)));
    let once = Meeting {
        every: None,
        ..meeting(MORNING)
    };
    assert_eq!(once.next_day(MORNING), None);
}

#[test]
fn the_next_time_begins_with_a_clean_sheet_but_the_same_people() {
    let asked = Personal {
        asked: "how is the garden".to_owned(),
        answered: "wild".to_owned(),
    };
    let held = meeting(MORNING).hold(touch(), asked, MORNING).unwrap();
    let next = held.again(
        MeetingId(Uuid::from_u128(8)),
        Timestamp::UNIX_EPOCH,
        days_ago(-7),
    );
    assert!(next.is_ahead() && next.personal == Personal::default());
    assert_eq!((next.guests, next.every), (vec![person(1)], Some(7)));
}

#[test]
fn the_morning_names_the_hour_and_the_place() {
    let names = ["Tomás Vidal".to_owned()];
    let today = matter(&meeting(MORNING), &names, "14:00", MORNING).unwrap();
    assert_eq!(
        today.reason,
        "At 14:00, the canteen: one to one with Tomás Vidal."
    );
    assert_eq!(
        matter(&meeting(days_ago(-1)), &names, "14:00", MORNING),
        None
    );
    let past = matter(&meeting(days_ago(1)), &names, "14:00", MORNING).unwrap();
    assert_eq!(
        past.reason,
        "Planned for yesterday: one to one with Tomás Vidal."
    );
    assert_eq!(
        matter(&meeting(days_ago(4)), &names, "14:00", MORNING),
        None
    );
    let held = meeting(days_ago(1))
        .hold(touch(), Personal::default(), MORNING)
        .unwrap();
    assert_eq!(matter(&held, &names, "14:00", MORNING), None);
}

#[test]
fn the_note_after_a_meeting_says_thanks_who_does_what_and_what_comes_next() {
    let agreed = [
        Agreed {
            side: Side::Mine,
            name: "Tomás Vidal".to_owned(),
            what: "send the deck".to_owned(),
            due: Some(days_ago(-3)),
        },
        Agreed {
            side: Side::Theirs,
            name: "Tomás Vidal".to_owned(),
            what: "ask the museum".to_owned(),
            due: None,
        },
    ];
    let names = ["Tomás Vidal".to_owned()];
    let letter = Letter {
        kind: Kind::Coffee,
        names: &names,
        held: MORNING,
        agreed: &agreed,
        next: None,
        owner: "Noor Haddad",
    };
    assert_eq!(
        note(&letter, MORNING),
        "Dear Tomás,\n\nThank you for the coffee today.\n\nWhat we said:\n- I: send the deck, by 13 March\n\
         - Tomás: ask the museum\n\nNext step: send the deck, by 13 March.\n\nNoor"
    );
    let again = Letter {
        next: Some(days_ago(-7)),
        agreed: &[],
        ..letter
    };
    assert_eq!(
        note(&again, days_ago(-1)),
        "Dear Tomás,\n\nThank you for the coffee yesterday.\n\nNext step: we meet again on 17 March.\n\nNoor"
    );
}

proptest! {
    #[test]
    fn the_next_time_is_after_today_and_within_one_step(every in 1u32..=366, late in 0i64..900) {
        let held = Meeting { every: Some(every), ..meeting(days_ago(late)) };
        let next = held.next_day(MORNING).unwrap();
        prop_assert!(next > MORNING);
        prop_assert!(next <= MORNING.saturating_add(i64::from(every).days()));
        prop_assert_eq!(days_between(held.day, next) % i64::from(every), 0);
    }
}
