//! The rules of milestones, tried.

use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::cast::{MORNING, days_ago, person};
use crate::days_between;

fn yearly(sort: Sort, month: i8, day: i8, since: Option<i16>) -> Milestone {
    let on = DayOfYear::new(month, day).unwrap();
    noted(sort, "", Occurs::Yearly { on, since })
}

fn noted(sort: Sort, what: &str, occurs: Occurs) -> Milestone {
    let id = MilestoneId(Uuid::from_u128(1));
    Milestone::note(id, person(1), sort, what, occurs, MORNING).unwrap()
}

fn said(milestone: &Milestone, day: Day) -> Option<String> {
    milestone
        .matter("Ana Lindqvist", &Weights::default(), day)
        .map(|matter| matter.reason)
}

fn birthday() -> Milestone {
    yearly(Sort::Birthday, 3, 13, None)
}

#[test]
fn a_birthday_is_announced_kept_and_still_there_some_days_late() {
    let lines: Vec<Option<String>> = [
        date(2026, 3, 9),
        date(2026, 3, 10),
        date(2026, 3, 12),
        date(2026, 3, 13),
        date(2026, 3, 14),
        date(2026, 3, 20),
        date(2026, 3, 21),
    ]
    .map(|day| said(&birthday(), day))
    .to_vec();
    let lines: Vec<&str> = lines
        .iter()
        .map(|line| line.as_deref().unwrap_or(""))
        .collect();
    assert_eq!(
        lines,
        [
            "",
            "Ana Lindqvist’s birthday is in 3 days, on Friday.",
            "Ana Lindqvist’s birthday is tomorrow.",
            "Ana Lindqvist’s birthday is today.",
            "Ana Lindqvist’s birthday was yesterday.",
            "Ana Lindqvist’s birthday was 7 days ago.",
            "",
        ]
    );
}

#[test]
fn a_morning_has_today_first_then_what_is_ahead_and_no_more_than_three() {
    let on = [(3, 8), (3, 12), (3, 10), (3, 11), (3, 9)];
    let all = on.map(|(month, day)| yearly(Sort::Birthday, month, day, None));
    let names = ["Ana", "Sam", "Zoe", "Mei", "Bo"];
    let near = all.iter().zip(names);
    let chosen = of_the_morning(near, &Weights::default(), MORNING);
    let names: Vec<&str> = chosen.iter().map(|matter| matter.name.as_str()).collect();
    assert_eq!(names, ["Zoe", "Mei", "Sam"]);
}

#[test]
fn a_birthday_celebrated_is_quiet_until_next_year() {
    let weights = Weights::default();
    let (kept, year) = birthday().celebrate(date(2026, 3, 15), &weights).unwrap();
    assert_eq!(year, 2026);
    assert_eq!(said(&kept, date(2026, 3, 16)), None);
    assert!(said(&kept, date(2027, 3, 11)).is_some());
    let again = kept.celebrate(date(2026, 3, 16), &weights);
    assert_eq!(
        again.map_err(|refusal| refusal.to_string()),
        Err("the milestone of Fri 13 Mar 2026 was celebrated on Sun 15 Mar 2026".to_owned())
    );
}

#[test]
fn a_birthday_at_the_turn_of_the_year_belongs_to_the_year_it_was_in() {
    let weights = Weights::default();
    let late = yearly(Sort::Birthday, 12, 30, None);
    let (kept, year) = late.celebrate(date(2027, 1, 2), &weights).unwrap();
    assert_eq!(year, 2026);
    assert_eq!(said(&kept, date(2027, 1, 3)), None);
    let early = yearly(Sort::Birthday, 1, 1, None);
    let (_, year) = early.celebrate(date(2026, 12, 31), &weights).unwrap();
    assert_eq!(year, 2027);
}

#[test]
fn a_celebration_out_of_reach_says_when_it_is_in_reach() {
    let weights = Weights::default();
    let words = |day| birthday().celebrate(day, &weights).unwrap_err().to_string();
    assert_eq!(
        words(date(2026, 3, 1)),
        "it comes on Fri 13 Mar 2026; it can be celebrated from 3 days before"
    );
    assert_eq!(
        words(date(2026, 4, 1)),
        "it was on Fri 13 Mar 2026; next time is on Sat 13 Mar 2027"
    );
}

#[test]
fn a_leap_day_is_kept_on_the_28th_in_other_years() {
    let leap = yearly(Sort::Birthday, 2, 29, Some(1992));
    assert_eq!(leap.occurs.in_year(2026), Some(date(2026, 2, 28)));
    assert_eq!(leap.occurs.in_year(2028), Some(date(2028, 2, 29)));
    assert_eq!(leap.occurs.next(date(2026, 3, 1)), Some(date(2027, 2, 28)));
    assert_eq!(DayOfYear::new(2, 30), None);
}

#[test]
fn a_work_anniversary_counts_its_years_from_the_first_day_on() {
    let five = yearly(Sort::WorkAnniversary, 3, 11, Some(2021));
    assert_eq!(
        said(&five, MORNING).as_deref(),
        Some("Ana Lindqvist’s work anniversary, five years, is tomorrow.")
    );
    assert_eq!(five.title(date(2046, 3, 11)), "work anniversary, 25 years");
    let unknown = yearly(Sort::WorkAnniversary, 3, 11, None);
    assert_eq!(unknown.title(date(2026, 3, 11)), "work anniversary");
}

#[test]
fn a_new_job_asks_for_a_look_at_the_rhythm() {
    let job = noted(Sort::NewJob, "leads the maps team", Occurs::Once(MORNING));
    assert_eq!(
        said(&job, MORNING).as_deref(),
        Some(
            "Ana Lindqvist’s new job, “leads the maps team”, begins today. A new job often changes how \
             much contact fits: look at the rhythm."
        )
    );
}

#[test]
fn what_happened_once_comes_up_once_and_may_be_celebrated_however_late() {
    let won = noted(
        Sort::of_words("shipped the viewer"),
        "shipped the viewer",
        Occurs::Once(days_ago(2)),
    );
    assert_eq!(won.sort, Sort::Shipped);
    assert_eq!(
        said(&won, MORNING).as_deref(),
        Some("Ana Lindqvist, 2 days ago: “shipped the viewer”.")
    );
    assert_eq!(said(&won, days_ago(-6)), None);
    assert_eq!(said(&won, days_ago(-363)), None);
    let (kept, year) = won.celebrate(days_ago(-90), &Weights::default()).unwrap();
    assert_eq!(year, 2026);
    let again = kept.celebrate(days_ago(-91), &Weights::default());
    assert!(matches!(again, Err(Refusal::AlreadyCelebrated { .. })));
}

#[test]
fn what_cannot_be_noted_is_refused_in_words() {
    let note = |sort, occurs| {
        Milestone::note(
            MilestoneId(Uuid::nil()),
            person(1),
            sort,
            " ",
            occurs,
            MORNING,
        )
        .map_err(|refusal| refusal.to_string())
    };
    assert_eq!(
        note(Sort::Win, Occurs::Once(MORNING)),
        Err("a milestone needs words: what is there to celebrate?".to_owned())
    );
    let on = DayOfYear::of(MORNING);
    let since = Some(2027);
    assert_eq!(
        note(Sort::Birthday, Occurs::Yearly { on, since }),
        Err("2027 has not come yet".to_owned())
    );
}

#[test]
fn before_the_first_year_nothing_was_missed() {
    let begun = yearly(Sort::WorkAnniversary, 12, 28, Some(2026));
    assert_eq!(begun.near(date(2026, 1, 2), &Weights::default()), None);
}

#[test]
fn a_day_without_its_year_is_the_nearest_one() {
    let on = |month, day| DayOfYear::new(month, day).unwrap();
    assert_eq!(
        on(12, 28).nearest(date(2026, 1, 5)),
        Some(date(2025, 12, 28))
    );
    assert_eq!(on(3, 20).nearest(MORNING), Some(date(2026, 3, 20)));
}

fn any_day_of_year() -> impl Strategy<Value = DayOfYear> {
    (0i64..366).prop_map(|n| DayOfYear::of(date(2024, 1, 1).saturating_add(n.days())))
}

fn any_day() -> impl Strategy<Value = Day> {
    (0i64..90_000).prop_map(|n| date(1900, 1, 1).saturating_add(n.days()))
}

proptest! {
    #[test]
    fn every_yearly_milestone_comes_exactly_once_in_each_year(on in any_day_of_year(), year in 1900i16..2140) {
        let milestone = Occurs::Yearly { on, since: None };
        let mut times = 0;
        let mut day = date(year, 1, 1);
        while day.year() == year {
            times += usize::from(milestone.next(day) == Some(day));
            day = day.tomorrow().unwrap();
        }
        prop_assert_eq!(times, 1);
        let kept = milestone.in_year(year).unwrap();
        prop_assert_eq!(kept.month(), on.month());
        prop_assert!(kept.day() == on.day() || (on.month(), on.day(), kept.day()) == (2, 29, 28));
    }

    #[test]
    fn the_next_time_is_within_a_year_and_the_last_one_too(on in any_day_of_year(), day in any_day()) {
        let milestone = Occurs::Yearly { on, since: None };
        let ahead = days_between(day, milestone.next(day).unwrap());
        prop_assert!((0..=365).contains(&ahead), "{}", ahead);
        let behind = days_between(milestone.last(day).unwrap(), day);
        prop_assert!((1..=366).contains(&behind), "{}", behind);
    }

    #[test]
    fn it_comes_up_on_its_day_and_once_celebrated_on_no_day_of_that_year(
        on in any_day_of_year(), year in 1900i16..2140, late in -3i64..=7,
    ) {
        let weights = Weights::default();
        let id = MilestoneId(Uuid::nil());
        let occurs = Occurs::Yearly { on, since: None };
        let milestone = Milestone::note(id, person(1), Sort::Birthday, "", occurs, MORNING).unwrap();
        let kept = occurs.in_year(year).unwrap();
        prop_assert_eq!(milestone.near(kept, &weights), Some(kept));
        let day = kept.saturating_add(late.days());
        let (milestone, for_year) = milestone.celebrate(day, &weights).unwrap();
        prop_assert_eq!(for_year, year);
        for ahead in -3i64..=7 {
            prop_assert_eq!(milestone.near(kept.saturating_add(ahead.days()), &weights), None);
        }
    }
}
