//! A week of the cast's, and weeks of anybody's.

use proptest::prelude::*;

use super::words::good_weeks_words;
use super::*;
use crate::cast::{MORNING, any_promise, days_ago, person, promise, settled as ended};

fn deed(id: u128, moment: Moment, side: Side, ago: i64, names: &[&str]) -> Deed {
    Deed {
        id: Uuid::from_u128(id),
        moment,
        side,
        day: days_ago(ago),
        what: String::new(),
        people: names
            .iter()
            .zip(1..)
            .map(|(name, n)| (person(n), (*name).to_owned()))
            .collect(),
    }
}

fn asked(deeds: &[Deed], promises: &[(Promise, String)], focuses: &[Focus]) -> Week {
    week(&Question {
        of: MORNING,
        day: MORNING,
        deeds,
        better: &[],
        promises,
        focuses,
    })
}

fn named(promise: Promise) -> (Promise, String) {
    (promise, "Sam Okafor".to_owned())
}

#[test]
fn the_wins_of_the_week_are_told_with_names() {
    let deeds = [
        deed(
            3,
            Moment::Listened,
            Side::Mine,
            0,
            &["Ana Lindqvist", "Sam Okafor"],
        ),
        deed(4, Moment::HelpOffered, Side::Theirs, 1, &["Ana Lindqvist"]),
        deed(5, Moment::Interrupted, Side::Mine, 0, &["Ana Lindqvist"]),
        deed(6, Moment::Listened, Side::Mine, 2, &["Last Week"]),
    ];
    let promises = [named(ended(1, days_ago(1), Outcome::Kept))];
    let week = asked(&deeds, &promises, &[]);
    let words: Vec<String> = week.wins.iter().map(Deed::words).collect();
    assert_eq!(
        words,
        [
            "You kept a promise to Sam Okafor: send the deck",
            "You listened to Ana Lindqvist and Sam Okafor",
        ]
    );
    assert_eq!(
        week.theirs[0].words(),
        "Ana Lindqvist offered help before being asked"
    );
    assert_eq!((week.monday, week.until), (days_ago(1), MORNING));
}

#[test]
fn promises_of_the_week_are_those_settled_or_past_their_day() {
    let promises = [
        named(ended(1, days_ago(1), Outcome::Kept)),
        named(ended(2, MORNING, Outcome::Broken)),
        named(ended(3, MORNING, Outcome::Released)),
        named(ended(4, days_ago(2), Outcome::Kept)),
        named(promise(5, Side::Mine, Some(days_ago(1)))),
        named(promise(6, Side::Mine, Some(MORNING))),
        named(promise(7, Side::Theirs, Some(days_ago(1)))),
    ];
    let week = asked(&[], &promises, &[]);
    assert_eq!(week.promises, Kept { kept: 1, of: 3 });
    assert_eq!(
        week.promises.words().as_deref(),
        Some("Promises kept: 1 of 3.")
    );
    assert_eq!(Kept::default().words(), None);
}

#[test]
fn a_touch_left_better_is_good_without_a_moment() {
    let week = week(&Question {
        of: MORNING,
        day: MORNING,
        deeds: &[deed(1, Moment::Listened, Side::Mine, 0, &["Ana Lindqvist"])],
        better: &[MORNING, days_ago(14), days_ago(-1)],
        promises: &[],
        focuses: &[],
    });
    assert_eq!((week.better, week.good_weeks), (1, 2));
    let words = left_better_words(week.better, true);
    assert_eq!(words.as_deref(), Some("One more touch was left better."));
    assert_eq!(left_better_words(0, false), None);
}

#[test]
fn weeks_with_something_good_are_counted_and_gaps_are_not_held_against_anybody() {
    let deeds: Vec<Deed> = [0, 1, 15, 29, 83, 84, 85]
        .iter()
        .zip(1..)
        .map(|(ago, id)| deed(id, Moment::CheckedIn, Side::Mine, *ago, &["Mei Tanaka"]))
        .collect();
    let week = asked(&deeds, &[], &[]);
    assert_eq!(week.good_weeks, 3);
    assert_eq!(
        good_weeks_words(week.good_weeks),
        "Three of the last twelve weeks had at least one good moment."
    );
}

#[test]
fn last_weeks_focus_is_looked_back_on_with_how_often_it_happened() {
    let focus = |week, moment| Focus {
        week,
        moment,
        chosen_on: week,
        looked_back: None,
    };
    let focuses = [
        focus(days_ago(8), Moment::CheckedIn),
        focus(days_ago(1), Moment::CreditGiven),
    ];
    let deeds = [
        deed(1, Moment::CheckedIn, Side::Mine, 3, &["Mei Tanaka"]),
        deed(2, Moment::CheckedIn, Side::Mine, 4, &["Ana Lindqvist"]),
        deed(3, Moment::CheckedIn, Side::Theirs, 4, &["Ana Lindqvist"]),
    ];
    let week = asked(&deeds, &[], &focuses);
    assert_eq!(week.last.as_ref().map(|last| last.times), Some(2));
    assert_eq!(week.focus.as_ref().map(|this| this.times), Some(0));
    let words = |one: Option<Practised>| one.map(|one| one.words(MORNING));
    assert_eq!(
        words(week.last).as_deref(),
        Some("The book has it twice in that week.")
    );
    assert_eq!(
        words(week.focus).as_deref(),
        Some("The book does not have it yet this week.")
    );
    assert_eq!(
        week.chosen_next.map(|focus| focus.moment),
        Some(Moment::CreditGiven)
    );
}

proptest! {
    #[test]
    fn a_week_counts_no_more_than_there_is(promises in prop::collection::vec(any_promise(), 0..40), ago in 0i64..200) {
        let promises: Vec<(Promise, String)> = promises.into_iter().map(named).collect();
        let week = week(&Question { of: days_ago(ago), day: MORNING, deeds: &[], better: &[], promises: &promises, focuses: &[] });
        prop_assert!(week.promises.kept <= week.promises.of);
        prop_assert!(week.good_weeks <= 12);
        prop_assert!(week.wins.iter().chain(&week.theirs).all(|deed| deed.day >= week.monday && deed.day <= week.until));
        prop_assert!(week.promises.kept <= week.wins.len());
    }
}
