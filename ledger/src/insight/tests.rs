//! The system looked at, on small made-up ties.

use jiff::ToSpan;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::cast::{MORNING, days_ago, person};
use crate::moment::Moment;

fn glimpse(ago: i64, medium: Medium, setting: Setting, began: Beginner) -> Glimpse {
    let day = days_ago(ago);
    Glimpse {
        at: day
            .at(9, 0, 0, 0)
            .to_zoned(jiff::tz::TimeZone::UTC)
            .unwrap()
            .timestamp(),
        day,
        medium,
        setting,
        began,
        addressees: 1,
        has_subject: true,
        personal: false,
    }
}

fn mail(ago: i64, began: Beginner) -> Glimpse {
    glimpse(ago, Medium::Mail, Setting::Message, began)
}

fn hallway(ago: i64, began: Beginner) -> Glimpse {
    glimpse(ago, Medium::InPerson, Setting::Hallway, began)
}

fn tie(id: u128, name: &str, mut touches: Vec<Glimpse>) -> Tie {
    touches.sort_by_key(|touch| touch.at);
    Tie {
        person: person(id),
        name: name.to_owned(),
        circles: Vec::new(),
        touches,
        thanked: false,
        did_something: false,
    }
}

fn names(people: &[(PersonId, String)]) -> Vec<&str> {
    people.iter().map(|(_, name)| name.as_str()).collect()
}

#[test]
fn a_mail_with_a_subject_is_about_a_task_unless_something_personal_was_noted() {
    let plain = mail(1, Beginner::Me);
    assert_eq!(plain.about(), About::Task);
    assert_eq!(
        Glimpse {
            personal: true,
            ..plain
        }
        .about(),
        About::Person
    );
    assert_eq!(
        Glimpse {
            has_subject: false,
            ..plain
        }
        .about(),
        About::Untold
    );
    assert_eq!(hallway(1, Beginner::Me).about(), About::Person);
    let one_to_one = glimpse(1, Medium::InPerson, Setting::OneToOne, Beginner::Me);
    assert_eq!(one_to_one.about(), About::Untold);
    let meeting = glimpse(1, Medium::Video, Setting::Meeting, Beginner::Me);
    assert_eq!(meeting.about(), About::Task);
}

#[test]
fn the_share_about_tasks_is_of_what_can_be_told_and_needs_ten() {
    let few = tie(
        1,
        "Ana",
        (0..9).map(|ago| mail(ago, Beginner::Me)).collect(),
    );
    assert_eq!(tasks(std::slice::from_ref(&few)).share(), None);
    let more = tie(
        2,
        "Sam",
        (0..3).map(|ago| hallway(ago, Beginner::Them)).collect(),
    );
    assert_eq!(tasks(&[few, more]).share(), Some(0.75));
}

#[test]
fn thanks_and_listening_are_personal_and_keeping_a_promise_is_not() {
    assert!(is_personal(Moment::Listened) && is_personal(Moment::ThankedAfter));
    assert!(!is_personal(Moment::PromiseKept) && !is_personal(Moment::ExpectationsSet));
}

#[test]
fn who_is_left_out_stands_by_name() {
    let wordless = |id, name| {
        tie(
            id,
            name,
            (0..6).map(|ago| mail(ago, Beginner::Me)).collect(),
        )
    };
    let greeted = tie(
        3,
        "Mei",
        (0..6).map(|ago| hallway(ago, Beginner::Me)).collect(),
    );
    let few = tie(4, "Noor", vec![mail(3, Beginner::Me)]);
    let helped = Tie {
        did_something: true,
        ..tie(5, "Leila", vec![])
    };
    let thanked = Tie {
        thanked: true,
        ..helped.clone()
    };
    let unheard = tie(
        6,
        "Tomás",
        vec![mail(30, Beginner::Them), mail(20, Beginner::Them)],
    );
    let heard = tie(
        7,
        "Jonas",
        vec![
            mail(30, Beginner::Them),
            mail(20, Beginner::Them),
            hallway(19, Beginner::Unknown),
        ],
    );
    let ties = [
        wordless(1, "Sam"),
        wordless(2, "Ana"),
        greeted,
        few,
        helped,
        thanked,
        unheard,
        heard,
    ];
    let out = left_out(&ties);
    assert_eq!(names(&out.no_informal_word), ["Ana", "Sam"]);
    assert_eq!(names(&out.no_thanks), ["Leila"]);
    assert_eq!(names(&out.no_reply), ["Tomás"]);
    assert_eq!(out.looked_at, 3);
}

#[test]
fn a_reply_is_timed_from_the_first_approach_and_a_fortnight_ends_it() {
    let later = |mail: Glimpse, hours: i64| Glimpse {
        at: mail.at + hours.hours(),
        ..mail
    };
    let asked = mail(20, Beginner::Them);
    let quick = tie(
        1,
        "Ana",
        vec![
            asked,
            later(mail(20, Beginner::Them), 1),
            later(mail(20, Beginner::Me), 3),
        ],
    );
    let slow = tie(2, "Sam", vec![asked, mail(1, Beginner::Me)]);
    let met = tie(
        3,
        "Mei",
        vec![
            asked,
            later(hallway(20, Beginner::Them), 1),
            later(mail(20, Beginner::Me), 3),
        ],
    );
    let (all, _) = replies(&[quick.clone(), slow, met]);
    assert_eq!((all.replies, all.median_hours), (1, None));
    let circle = CircleId(Uuid::from_u128(1));
    let five: Vec<Tie> = (0..5)
        .map(|_| Tie {
            circles: vec![circle],
            ..quick.clone()
        })
        .collect();
    let (all, each) = replies(&five);
    assert_eq!(all.median_hours, Some(3.0));
    assert_eq!((each[0].circle, each[0].replies), (Some(circle), 5));
}

#[test]
fn half_of_the_days_may_go_to_one_person() {
    let often = tie(
        1,
        "Sam",
        (0..10).map(|ago| mail(ago, Beginner::Me)).collect(),
    );
    let rare = |id, name| {
        tie(
            id,
            name,
            vec![
                mail(1, Beginner::Me),
                mail(1, Beginner::Them),
                mail(9, Beginner::Me),
            ],
        )
    };
    let spread = spread(&[
        rare(2, "Ana"),
        often,
        rare(3, "Mei"),
        tie(4, "Nobody", vec![]),
    ]);
    assert_eq!((spread.days, spread.people), (14, 3));
    assert_eq!(names(&spread.half), ["Sam"]);
    assert_eq!(spread.shape, [10, 2, 2]);
}

#[test]
fn somebody_drops_by_when_they_begin_it_in_passing_and_in_person() {
    let by_chat = Glimpse {
        medium: Medium::Chat,
        ..hallway(1, Beginner::Them)
    };
    let ties = [
        tie(
            1,
            "Ana",
            vec![
                hallway(40, Beginner::Them),
                hallway(2, Beginner::Me),
                by_chat,
            ],
        ),
        tie(
            2,
            "Sam",
            vec![hallway(12, Beginner::Them), hallway(3, Beginner::Unknown)],
        ),
    ];
    let found = dropping_by(&ties, days_ago(365), MORNING);
    assert_eq!(
        found.last,
        Some((days_ago(12), person(2), "Sam".to_owned()))
    );
    assert_eq!(
        (found.times(), found.untold, found.months.len()),
        (2, 1, 13)
    );
}

#[test]
fn a_coffee_followed_by_more_days_in_touch_tells_and_few_people_do_not() {
    let coffee = |ago| glimpse(ago, Medium::InPerson, Setting::Coffee, Beginner::Me);
    let warmed = |id: u128| {
        let touches = std::iter::once(coffee(100)).chain(
            (70..99)
                .step_by(4 + (id % 3) as usize)
                .map(|ago| mail(ago, Beginner::Me)),
        );
        tie(id, "Ana", touches.collect())
    };
    let many: Vec<Tie> = (0..10).map(warmed).collect();
    let all = followed(&many, days_ago(365), MORNING);
    let found = all
        .iter()
        .find(|one| one.setting == Setting::Coffee)
        .unwrap();
    assert!(found.verdict.tells(), "{found:?}");
    assert!(matches!(found.verdict, Verdict::Days { more, .. } if more > 4.0));
    let few = followed(&many[..7], days_ago(365), MORNING);
    assert!(few.iter().all(|one| one.verdict == Verdict::TooLittle));
}

#[test]
fn a_touch_near_the_end_has_no_after_and_is_left_out() {
    let coffee = |ago| glimpse(ago, Medium::InPerson, Setting::Coffee, Beginner::Me);
    let ties = [tie(1, "Ana", vec![coffee(29), coffee(30), coffee(336)])];
    let found = followed(&ties, days_ago(365), MORNING);
    let coffee = found
        .iter()
        .find(|one| one.setting == Setting::Coffee)
        .unwrap();
    assert_eq!((coffee.people, coffee.touches), (1, 1));
}

#[test]
fn a_circle_hangs_on_the_one_person_in_touch_with_it() {
    let (team, office, museum) = (
        CircleId(Uuid::from_u128(1)),
        CircleId(Uuid::from_u128(2)),
        CircleId(Uuid::from_u128(3)),
    );
    let members = [
        (team, person(1)),
        (team, person(2)),
        (office, person(3)),
        (office, person(4)),
        (museum, person(5)),
    ];
    let in_touch = std::collections::HashSet::from([person(1), person(2), person(3)]);
    let found = bridges(&members, &in_touch);
    assert_eq!(found.through_one, [(office, person(3))]);
    assert_eq!(found.through_none, [museum]);
}

#[test]
fn old_ties_worth_a_hello_were_ties_once_and_stand_by_name() {
    let old = |id, name: &str, ago, days| OldTie {
        person: person(id),
        name: name.to_owned(),
        last: days_ago(ago),
        days,
    };
    let all = [
        old(1, "Sam", 400, 9),
        old(2, "Ana", 365, 7),
        old(3, "Mei", 364, 90),
        old(4, "Jonas", 900, 4),
        old(5, "Leila", 500, 6),
    ];
    let found = worth_a_hello(all, MORNING, 2);
    assert_eq!(
        found
            .iter()
            .map(|tie| tie.name.as_str())
            .collect::<Vec<_>>(),
        ["Ana", "Sam"]
    );
}

fn any_tie() -> impl Strategy<Value = Tie> {
    let touch = (
        0i64..365,
        prop::sample::select(Medium::ALL),
        prop::sample::select(Setting::ALL),
        prop::sample::select(Beginner::ALL),
    )
        .prop_map(|(ago, medium, setting, began)| glimpse(ago, medium, setting, began));
    (
        any::<u64>(),
        "[a-z]{1,5}",
        prop::collection::vec(touch, 0..40),
    )
        .prop_map(|(id, name, touches)| tie(id.into(), &name, touches))
}

proptest! {
    #[test]
    fn every_touch_is_told_once_and_every_medium_counted(ties in prop::collection::vec(any_tie(), 0..8)) {
        let touches: usize = ties.iter().map(|tie| tie.touches.len()).sum();
        let told = tasks(&ties);
        prop_assert_eq!((told.task + told.person + told.untold) as usize, touches);
        prop_assert_eq!(media(&ties).iter().map(|(_, used)| *used as usize).sum::<usize>(), touches);
    }

    #[test]
    fn half_is_really_half_and_nobody_could_be_spared(ties in prop::collection::vec(any_tie(), 0..8)) {
        let spread = spread(&ties);
        let taken: u32 = spread.shape.iter().take(spread.half.len()).sum();
        prop_assert!(2 * taken >= spread.days);
        let without_last: u32 = spread.shape.iter().take(spread.half.len().saturating_sub(1)).sum();
        prop_assert!(spread.half.is_empty() || 2 * without_last < spread.days);
    }

    /// Turning time round turns the answer round.
    #[test]
    fn more_after_in_one_direction_is_less_in_the_other(ties in prop::collection::vec(any_tie(), 8..12)) {
        let from = days_ago(365);
        let turned: Vec<Tie> = ties.iter().map(|one| {
            let touches = one.touches.iter().map(|touch| {
                let ago = days_between(from, touch.day);
                glimpse(ago, touch.medium, touch.setting, touch.began)
            });
            tie(one.person.0.as_u128(), &one.name, touches.collect())
        }).collect();
        for (one, other) in followed(&ties, from, MORNING).iter().zip(followed(&turned, from, MORNING)) {
            if let (Verdict::Days { more, .. }, Verdict::Days { more: back, .. }) = (one.verdict, other.verdict) {
                prop_assert!((more + back).abs() < 1e-9);
            }
        }
    }
}

fn days_between(from: crate::Day, to: crate::Day) -> i64 {
    crate::days_between(from, to)
}
