//! The life of a detail, and what the morning makes of it.

use proptest::prelude::*;

use super::*;
use crate::cast::{MORNING, days_ago, person};
use crate::touch::Medium;

fn noted(topic: Topic, ago: i64) -> Detail {
    let id = DetailId(Uuid::from_u128(7));
    match Detail::note(
        id,
        person(1),
        topic,
        " her mother had surgery ",
        days_ago(ago),
    ) {
        Ok(detail) => detail,
        Err(refusal) => panic!("{refusal}"),
    }
}

fn later(days: i64) -> Day {
    MORNING.saturating_add(jiff::Span::new().days(days))
}

fn asking_on(ago: i64, ask_on: Day) -> Detail {
    let detail = noted(Topic::Family, ago);
    match detail.ask_again(Some(ask_on), days_ago(ago)) {
        Ok(detail) => detail,
        Err(refusal) => panic!("{refusal}"),
    }
}

fn due(detail: Detail, medium: Option<Medium>) -> Due {
    Due {
        detail,
        name: "Ana Lindqvist".to_owned(),
        medium,
    }
}

#[test]
fn a_detail_needs_words_and_keeps_them_trimmed() {
    assert_eq!(noted(Topic::Family, 3).what, "her mother had surgery");
    let id = DetailId(Uuid::from_u128(7));
    let of = |words: &str| Detail::note(id, person(1), Topic::Family, words, MORNING);
    assert_eq!(of("  "), Err(Refusal::Wordless));
    let refusal = of(&"a".repeat(1_001)).map_err(|refusal| refusal.to_string());
    assert_eq!(
        refusal,
        Err("a detail has at most 1000 letters; this one has 1001".to_owned())
    );
}

#[test]
fn a_detail_is_fresh_when_confirmed_and_worth_asking_after_its_half_life() {
    let detail = noted(Topic::Family, 200);
    assert!(detail.freshness(MORNING).worth_asking);
    assert!(!detail.freshness(days_ago(21)).worth_asking);
    let confirmed = detail.confirm(Learnt::Otherwise, MORNING).unwrap();
    let fresh = confirmed.freshness(MORNING);
    assert_eq!((fresh.days, fresh.worth_asking), (0, false));
    assert_eq!(confirmed.noted_on, days_ago(200));
}

#[test]
fn culture_keeps_longer_than_what_drives_somebody() {
    let worth = |topic| noted(topic, 400).freshness(MORNING).worth_asking;
    assert!(worth(Topic::Motivation) && worth(Topic::Interest));
    assert!(!worth(Topic::Culture) && !worth(Topic::CommonGround));
}

#[test]
fn having_asked_settles_the_day_and_hearing_of_it_settles_only_one_that_has_come() {
    let ahead = asking_on(9, later(5));
    let heard = ahead.clone().confirm(Learnt::Otherwise, MORNING).unwrap();
    assert_eq!(heard.ask_on(), Some(later(5)));
    let asked = ahead.confirm(Learnt::ByAsking, MORNING).unwrap();
    assert_eq!(asked.ask_on(), None);
    let come = asking_on(9, MORNING);
    let heard = come.confirm(Learnt::Otherwise, MORNING).unwrap();
    assert_eq!(heard.ask_on(), None);
}

#[test]
fn a_confirmation_of_an_earlier_day_does_not_make_it_older() {
    let detail = noted(Topic::Interest, 30)
        .confirm(Learnt::Otherwise, days_ago(2))
        .unwrap();
    let again = detail.confirm(Learnt::Otherwise, days_ago(9)).unwrap();
    assert_eq!(again.confirmed_on, days_ago(2));
}

#[test]
fn what_no_longer_holds_is_neither_confirmed_nor_asked_about() {
    let ended = asking_on(9, MORNING).end(days_ago(1)).unwrap();
    let refusal = Refusal::AlreadyEnded { on: days_ago(1) };
    let confirmed = ended.clone().confirm(Learnt::ByAsking, MORNING);
    assert_eq!(confirmed, Err(refusal.clone()));
    assert_eq!(ended.clone().ask_again(None, MORNING), Err(refusal));
    assert_eq!(matter(&due(ended, None), MORNING), None);
}

#[test]
fn a_day_to_ask_lies_ahead_and_can_be_taken_away() {
    let detail = asking_on(9, MORNING);
    let past = detail.clone().ask_again(Some(days_ago(1)), MORNING);
    assert_eq!(
        past.map_err(|refusal| refusal.to_string()),
        Err("Mon 9 Mar 2026 has passed; ask again on Tue 10 Mar 2026 or later".to_owned())
    );
    assert_eq!(detail.ask_again(None, MORNING).unwrap().ask_on(), None);
}

#[test]
fn nothing_is_confirmed_before_it_was_noted() {
    let early = noted(Topic::Family, 3).confirm(Learnt::ByAsking, days_ago(4));
    assert_eq!(
        early,
        Err(Refusal::BeforeNoted {
            noted_on: days_ago(3),
            day: days_ago(4)
        })
    );
}

#[test]
fn asking_is_a_follow_up_when_planned_and_a_question_of_drive_when_it_is_one() {
    assert_eq!(asking_on(9, MORNING).earned(), Moment::FollowedUp);
    assert_eq!(noted(Topic::Interest, 9).earned(), Moment::DetailRemembered);
    for topic in [Topic::Motivation, Topic::Aspiration] {
        let planned = noted(topic, 9).ask_again(Some(MORNING), MORNING).unwrap();
        assert_eq!(planned.earned(), Moment::MotivationAsked);
    }
}

#[test]
fn the_morning_brings_it_up_on_its_day_with_an_if_then_opener() {
    let detail = asking_on(21, MORNING);
    assert_eq!(matter(&due(detail.clone(), None), days_ago(1)), None);
    let said = matter(&due(detail.clone(), None), MORNING).unwrap();
    assert_eq!(
        said.reason,
        "“her mother had surgery”, noted on 17 February; you wanted to ask again today."
    );
    assert_eq!(
        said.opener,
        "When you next speak with Ana, ask how it went, and how things are now."
    );
    let late = matter(&due(detail.clone(), Some(Medium::Voice)), later(2)).unwrap();
    assert!(late.reason.ends_with("ask again on 10 March."));
    assert_eq!(
        late.opener,
        "When you get your coffee, call Ana and ask how it went, and how things are now."
    );
}

#[test]
fn a_detail_as_of_an_earlier_day_knows_nothing_of_what_came_later() {
    let detail = noted(Topic::Interest, 30)
        .confirm(Learnt::Otherwise, days_ago(2))
        .unwrap()
        .end(days_ago(1))
        .unwrap();
    assert_eq!(detail.clone().as_of(days_ago(31)), None);
    let then = detail.as_of(days_ago(10)).unwrap();
    assert!(then.is_standing());
    assert_eq!(then.confirmed_on, days_ago(30));
}

#[test]
fn every_topic_is_found_under_its_id() {
    for topic in Topic::ALL {
        assert_eq!(Topic::from_id(topic.id()), Some(*topic));
    }
}

proptest! {
    #[test]
    fn two_days_of_asking_never_share_an_id(a in 0i64..4_000, b in 0i64..4_000) {
        let detail = noted(Topic::Family, 4_000);
        prop_assert_eq!(detail.asking(days_ago(a)) == detail.asking(days_ago(b)), a == b);
    }

    #[test]
    fn a_detail_grows_older_until_it_is_confirmed(topic in prop::sample::select(Topic::ALL), ago in 0i64..3_000) {
        let detail = noted(topic, ago);
        let fresh = detail.freshness(MORNING);
        prop_assert_eq!(fresh.days, ago);
        prop_assert_eq!(fresh.worth_asking, ago >= topic.half_life());
        let confirmed = detail.confirm(Learnt::ByAsking, MORNING).unwrap();
        prop_assert!(!confirmed.freshness(MORNING).worth_asking);
    }
}
