//! Choosing a focus, looking back on it, and what is suggested.

use proptest::prelude::*;

use super::suggest::deposits;
use super::*;
use crate::cast::{MORNING, days_ago};

fn this_week() -> Day {
    monday(MORNING)
}

fn focus(moment: Moment, week: Day) -> Focus {
    Focus {
        week,
        moment,
        chosen_on: week,
        looked_back: None,
    }
}

#[test]
fn a_week_begins_on_monday_and_from_friday_on_one_chooses_for_the_next() {
    assert_eq!(monday(MORNING), days_ago(1));
    assert_eq!(monday(days_ago(1)), days_ago(1));
    assert_eq!(monday(days_ago(2)), days_ago(8));
    assert_eq!(coming(MORNING), days_ago(1));
    assert_eq!(coming(days_ago(-3)), days_ago(-6));
    assert_eq!(coming(days_ago(-5)), days_ago(-6));
}

#[test]
fn a_focus_is_a_deposit_of_a_week_that_is_not_over() {
    let chosen = Focus::choose(Moment::Listened, days_ago(-2), MORNING);
    assert_eq!(chosen.map(|focus| focus.week), Ok(this_week()));
    let said = |moment, week| {
        Focus::choose(moment, week, MORNING)
            .err()
            .map(|refusal| refusal.to_string())
    };
    assert_eq!(
        said(Moment::Interrupted, MORNING).as_deref(),
        Some("“interrupted” is nothing to practise: a focus is a deposit")
    );
    assert_eq!(
        said(Moment::Listened, days_ago(2)).as_deref(),
        Some("the week of Mon 2 Mar 2026 is over; its focus stays what it was")
    );
}

#[test]
fn looking_back_takes_one_sentence_once_the_week_has_begun() {
    let last = focus(Moment::Listened, days_ago(8));
    let looked = last.clone().look_back("  Harder than I thought. ", MORNING);
    let words = looked.map(|focus| focus.looked_back);
    assert_eq!(words, Ok(Some("Harder than I thought.".to_owned())));
    assert_eq!(last.clone().look_back(" ", MORNING), Err(Refusal::Wordless));
    let long = last.clone().look_back(&"x".repeat(501), MORNING);
    assert_eq!(long, Err(Refusal::TooLong { long: 501 }));
    let next = focus(Moment::Listened, days_ago(-6));
    let week = next.week;
    assert_eq!(
        next.look_back("Well.", MORNING),
        Err(Refusal::NotBegun { week })
    );
}

#[test]
fn an_empty_ledger_begins_with_one_of_the_nine_and_moves_on_each_week() {
    let weeks: Vec<Moment> = (0..9)
        .map(|n| suggest(&[], &[], weeks_after(this_week(), n)).moment)
        .collect();
    assert!(weeks.iter().all(|moment| NINE.contains(moment)));
    let distinct: std::collections::BTreeSet<&Moment> = weeks.iter().collect();
    assert!(distinct.len() > 1, "{weeks:?}");
}

#[test]
fn what_the_ledger_lacks_is_suggested_and_says_why() {
    let often = |moment: Moment| move |ago: i64| (moment, days_ago(ago));
    let done: Vec<(Moment, Day)> = deposits()
        .filter(|moment| *moment != Moment::ThankedAfter)
        .flat_map(|moment| [9, 16, 23].map(often(moment)))
        .chain([often(Moment::ThankedAfter)(30)])
        .collect();
    let suggestion = suggest(&done, &[], this_week());
    assert_eq!(suggestion.moment, Moment::ThankedAfter);
    assert_eq!(
        suggestion.why,
        "In twelve weeks the book has this on one day, fewer than most."
    );
    // Practised last week, it makes room for another.
    let before = [focus(Moment::ThankedAfter, days_ago(8))];
    let next = suggest(&done, &before, this_week()).moment;
    assert_ne!(next, Moment::ThankedAfter);
    assert!(NINE.contains(&next) && next != Moment::Apologised);
}

#[test]
fn every_deposit_can_be_said_as_something_to_do() {
    for moment in deposits() {
        assert_ne!(to_practise(moment), moment.words());
    }
}

proptest! {
    #[test]
    fn a_suggestion_is_the_same_each_time_and_never_a_withdrawal(
        done in prop::collection::vec((prop::sample::select(Moment::ALL), 0i64..120), 0..60),
        weeks in 0i64..60,
    ) {
        let done: Vec<(Moment, Day)> = done.into_iter().map(|(moment, ago)| (moment, days_ago(ago))).collect();
        let week = weeks_after(this_week(), weeks);
        let one = suggest(&done, &[], week);
        prop_assert_eq!(one.moment.kind(), Kind::Deposit);
        let mut backwards = done.clone();
        backwards.reverse();
        prop_assert_eq!(&suggest(&backwards, &[], week), &one);
        // Nothing the ledger has on fewer days was passed over.
        let since = weeks_after(week, -WEEKS_BACK);
        let lacking = deposits().any(|moment| !done.iter().any(|(what, on)| *what == moment && *on >= since && *on < week));
        prop_assert_eq!(lacking, one.days == 0);
    }
}
