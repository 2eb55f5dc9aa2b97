//! Concerns, contributions and milestones through the forms: from a person's page, the morning
//! page and the page of milestones.

use axum::http::StatusCode;
use ledger::moment::Moment;

use super::{Cast, Visitor, cast, morning};
use crate::support::each_engine;

/// A book with the cast, and where Ana's page is.
fn told(story: impl Fn(&Visitor, &Cast, &str)) {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let ana = format!("/people/{}", cast.ana.0);
        story(&visitor, &cast, &ana);
    });
}

/// Where the form behind a button leads: the first whose address ends so.
fn action<'a>(page: &'a str, ending: &str) -> &'a str {
    page.split("action=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .find(|action| action.ends_with(ending))
        .unwrap_or_else(|| panic!("nothing leads to {ending}"))
}

fn acts(visitor: &Visitor, cast: &Cast) -> Vec<Moment> {
    let page = visitor.book.page(cast.ana, morning()).unwrap();
    page.acts.into_iter().map(|act| act.moment).collect()
}

#[test]
fn a_concern_noted_on_a_persons_page_comes_up_in_the_morning_and_is_eased_with_one_press() {
    told(|visitor, cast, ana| {
        let person = cast.ana.0.to_string();
        let fields = [
            ("back", ana),
            ("person", &person),
            ("what", "worried about the release"),
            ("check", "2026-03-10"),
        ];
        let page = visitor.writes("/concerns", &fields);
        assert!(page.contains("Noted a concern · Ana Lindqvist."));
        assert!(page.contains("look again now"));
        let today = visitor.page("/");
        assert!(today.contains("Something weighs on Ana Lindqvist"));
        let still = visitor.writes(action(&today, "/look-again"), &[("back", "/")]);
        assert!(!still.contains("Something weighs on Ana Lindqvist"));
        let page = visitor.page(ana);
        assert!(
            page.contains("2026-03-17"),
            "in a week unless a day is named"
        );
        let helped = visitor.writes(action(&page, "/offer-help"), &[("back", ana)]);
        assert!(helped.contains("Offered help with a concern · Ana Lindqvist."));
        let eased = visitor.writes(action(&page, "/ease"), &[("back", ana)]);
        assert!(eased.contains("1 concern eased"));
        let both = [Moment::HelpOffered, Moment::ConcernAddressed];
        let seen = acts(visitor, cast);
        assert!(both.iter().all(|moment| seen.contains(moment)), "{seen:?}");
        let again = visitor.post(action(&page, "/ease"), &[("back", ana)]);
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            again
                .text
                .contains("This concern was eased on Tue 10 Mar 2026.")
        );
    });
}

#[test]
fn a_contribution_is_thanked_for_from_the_morning_page_and_credited_before_others() {
    told(|visitor, cast, ana| {
        let person = cast.ana.0.to_string();
        let touch = visitor.book.touches(cast.ana, morning()).unwrap()[0].id;
        let touch = touch.0.to_string();
        let fields = [
            ("back", ana),
            ("person", &person),
            ("what", "rewrote the parser overnight"),
            ("touch", &touch),
        ];
        visitor.writes("/contributions", &fields);
        let today = visitor.page("/");
        assert!(today.contains("“rewrote the parser overnight”"));
        let thanked = visitor.writes(action(&today, "/thank"), &[("back", "/")]);
        assert!(thanked.contains("Gave thanks · Ana Lindqvist."));
        let page = visitor.page(ana);
        let refused = visitor.post(action(&page, "/credit"), &[("back", ana)]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let credited = visitor.writes(
            action(&page, "/credit"),
            &[("back", ana), ("before", "the Monday meeting")],
        );
        assert!(credited.contains("credited before the Monday meeting"));
        // It was seen over a coffee, so thanks were the note after it.
        let seen = acts(visitor, cast);
        assert!(seen.contains(&Moment::ThankedAfter) && seen.contains(&Moment::CreditGiven));
        let there = [
            ("person", person.as_str()),
            ("what", "took the notes"),
            ("thanked", "yes"),
        ];
        visitor.writes("/contributions", &there);
        assert!(acts(visitor, cast).contains(&Moment::EffortAcknowledged));
    });
}

#[test]
fn a_touch_with_somebody_else_is_no_place_to_have_seen_it() {
    told(|visitor, cast, _| {
        let touch = visitor.book.touches(cast.sam, morning()).unwrap()[0].id;
        let (person, touch) = (cast.ana.0.to_string(), touch.0.to_string());
        let fields = [
            ("person", person.as_str()),
            ("what", "x"),
            ("touch", touch.as_str()),
        ];
        let answer = visitor.post("/contributions", &fields);
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn the_milestones_of_the_year_ahead_are_one_quiet_list_by_month() {
    told(|visitor, _, _| {
        let empty = visitor.page("/milestones");
        assert!(empty.contains("Nothing is noted for the year ahead."));
        let note = |person: &str, sort: &str, day: &str, month: &str, year: &str| {
            let fields = [
                ("back", "/milestones"),
                ("person", person),
                ("sort", sort),
                ("dayof", day),
                ("month", month),
                ("year", year),
            ];
            visitor.writes("/milestones", &fields)
        };
        note("Sam Okafor", "birthday", "29", "2", "");
        note("Sam Okafor", "birthday", "7", "3", "1980");
        let page = note("Ana Lindqvist", "work-anniversary", "10", "3", "2021");
        let places: Vec<Option<usize>> = ["Just passed", "<h2>March", "<h2>February 2027"]
            .iter()
            .map(|words| page.find(words))
            .collect();
        assert!(
            places.iter().all(Option::is_some) && places.is_sorted(),
            "{places:?}"
        );
        assert!(page.contains("Today: Ana Lindqvist, work anniversary, five years."));
        let today = visitor.page("/");
        assert!(today.contains("Ana Lindqvist’s work anniversary, five years, is today."));
        visitor.writes(action(&today, "/celebrate"), &[("back", "/")]);
        assert!(
            visitor
                .page("/milestones")
                .contains("celebrated Tue 10 Mar")
        );
    });
}

#[test]
fn a_date_that_is_none_is_refused_with_everything_still_there() {
    told(|visitor, _, _| {
        let answer = |day: &str, month: &str, year: &str| {
            let fields = [
                ("request", ""),
                ("back", "/milestones"),
                ("person", "Ana Lindqvist"),
                ("sort", "small-win"),
                ("what", "the first patch"),
                ("dayof", day),
                ("month", month),
                ("year", year),
            ];
            visitor.post("/milestones", &fields)
        };
        let none = answer("31", "2", "");
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(none.text.contains("Which day of the year is it?"));
        assert!(none.text.contains("value=\"the first patch\""));
        assert!(
            answer("29", "2", "1981")
                .text
                .contains("1981 has no such day.")
        );
        assert!(
            answer("1", "2", "soon")
                .text
                .contains("“soon” is not a year.")
        );
    });
}

#[test]
fn a_milestone_noted_wrongly_is_taken_off_on_the_persons_page() {
    told(|visitor, cast, ana| {
        let person = cast.ana.0.to_string();
        let fields = [
            ("back", ana),
            ("person", &person),
            ("sort", "birthday"),
            ("dayof", "13"),
            ("month", "3"),
            ("year", "1980"),
        ];
        let page = visitor.writes("/milestones", &fields);
        assert!(page.contains("in 3 days · every year · born in 1980"));
        let off = visitor.writes(action(&page, "/drop"), &[("back", ana)]);
        assert!(off.contains("Took a milestone off · Ana Lindqvist."));
        assert!(!off.contains("born in 1980"));
    });
}
