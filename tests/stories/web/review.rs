//! The evening in a browser: one touch after another, two answers, and what is noted beside them.

use axum::http::StatusCode;
use ledger::moment::{Judged, Moment};
use ledger::person::PersonId;
use ledger::touch::{Beginner, Medium, Setting, Side};
use ledger::verdict::Verdict;
use troth::book::{Book, NewTouch};

use super::{Cast, Visitor, cast, morning, stamp};
use crate::support::each_engine;

fn told(story: impl Fn(&Visitor, &Cast)) {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        story(&visitor, &cast);
    });
}

/// A walk with somebody at this minute of the frozen day, and nothing judged.
fn walk(book: &Book, person: PersonId, minute: i8) {
    let touch = NewTouch {
        people: vec![person],
        at: morning()
            .at(10, minute, 0, 0)
            .in_tz("UTC")
            .unwrap()
            .timestamp(),
        medium: Medium::InPerson,
        setting: Setting::Walk,
        began: Beginner::Me,
        note: format!("round {minute}"),
        moments: Vec::new(),
    };
    book.log(&stamp(), &touch).unwrap();
}

/// Where the form that judges the touch shown leads.
fn action(page: &str) -> &str {
    let from = page
        .find("action=\"/touches/")
        .expect("a touch is asked about")
        + 8;
    page[from..].split('"').next().unwrap()
}

/// The page once its newest touch is unfolded, as the link on it does.
fn unfolded(visitor: &Visitor, at: &str, page: &str, words: &str) -> String {
    let link = page.find("?open=left-").expect("a touch can be judged");
    let from = page[..link].rfind("href=\"").unwrap() + 6;
    let (address, rest) = page[from..].split_once('"').unwrap();
    assert!(rest.starts_with(&format!(">{words}<")), "{words}");
    visitor.page(&format!("{at}{}", address.split('#').next().unwrap()))
}

fn verdicts(visitor: &Visitor) -> Vec<Option<Verdict>> {
    let review = visitor.book.review(morning(), morning()).unwrap();
    review.entries.iter().map(|entry| entry.verdict()).collect()
}

#[test]
fn twenty_touches_are_judged_one_by_one_with_two_answers_and_no_third() {
    told(|visitor, cast| {
        (0..20).for_each(|minute| walk(&visitor.book, cast.ana, minute));
        let ana = cast.ana.0.to_string();
        let mut page = visitor.page("/review");
        assert!(page.contains("1 of 20") && page.contains("A walk in person: “round 0”"));
        assert!(page.contains("value=\"better\"") && page.contains("value=\"worse\""));
        assert_eq!(
            page.matches("name=\"verdict\"").count(),
            2,
            "there is no neutral answer"
        );
        for place in 0..20 {
            let verdict = if place == 3 { "worse" } else { "better" };
            let back = format!("/review?at={place}");
            let fields = [
                ("back", back.as_str()),
                ("person", &ana),
                ("verdict", verdict),
            ];
            page = visitor.writes(action(&page.clone()), &fields);
            assert!(page.contains(&format!("left {verdict} · Ana Lindqvist.")));
        }
        assert!(page.contains("That is the day."), "{page}");
        let said = verdicts(visitor);
        assert_eq!(
            said.iter()
                .filter(|said| **said == Some(Verdict::Worse))
                .count(),
            1
        );
        assert_eq!(said.len(), 20);
    });
}

#[test]
fn what_is_skipped_says_so_and_an_answer_is_taken_back_where_it_was_given() {
    told(|visitor, cast| {
        (0..3).for_each(|minute| walk(&visitor.book, cast.ana, minute));
        let ana = cast.ana.0.to_string();
        let first = visitor.page("/review");
        assert!(first.contains("href=\"/review?at=1\" data-key=\"s\""));
        let second = visitor.page("/review?at=1");
        assert!(second.contains("2 of 3") && second.contains("“round 1”"));
        let fields = [
            ("back", "/review?at=1"),
            ("person", ana.as_str()),
            ("verdict", "better"),
        ];
        let third = visitor.writes(action(&second), &fields);
        assert!(third.contains("3 of 3"));
        assert!(visitor.page("/review?at=3").contains("2 not judged yet."));
        let line = visitor.book.history(None, 1).unwrap()[0].seq.to_string();
        let undone = visitor.writes("/undo", &[("back", "/review?at=1"), ("line", &line)]);
        assert!(undone.contains("2 of 3") && undone.contains("Taken back"));
        let neither = visitor.post(action(&second), &[("person", ana.as_str())]);
        assert_eq!(neither.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(neither.text.contains("How was it left?"));
    });
}

#[test]
fn a_moment_typed_in_a_few_letters_judges_and_after_listening_one_line_asks_what_they_said() {
    told(|visitor, cast| {
        walk(&visitor.book, cast.ana, 0);
        let ana = cast.ana.0.to_string();
        let page = visitor.page("/review");
        let fields = |moment| {
            [
                ("back", "/review"),
                ("person", ana.as_str()),
                ("ask", "heard"),
                ("moment", moment),
            ]
        };
        let several = visitor.post(action(&page), &fields("credit"));
        assert!(
            several.text.contains("may be several moments"),
            "{}",
            several.text
        );
        let asked = visitor.writes(action(&page), &fields("lis"));
        assert!(asked.contains("You listened. What did Ana say, in your own words?"));
        let touch = &visitor.book.touches(cast.ana, morning()).unwrap()[0];
        let listened = Judged {
            moment: Moment::Listened,
            side: Side::Mine,
        };
        assert_eq!(
            (&touch.moments[..], touch.verdict),
            (&[listened][..], Some(Verdict::Better))
        );
        let id = touch.id.0.to_string();
        let words = [
            ("back", "/review"),
            ("touch", &id),
            ("topic", "motivation"),
            ("what", "she would rather teach"),
        ];
        let kept = visitor.writes(&format!("/people/{ana}/details"), &words);
        assert!(kept.contains("Noted something to remember · Ana Lindqvist."));
        assert!(!visitor.page("/review").contains("You listened."));
    });
}

#[test]
fn an_old_touch_is_judged_on_the_persons_page() {
    told(|visitor, cast| {
        walk(&visitor.book, cast.sam, 0);
        let (sam, at) = (cast.sam.0.to_string(), format!("/people/{}", cast.sam.0));
        let page = unfolded(visitor, &at, &visitor.page(&at), "How was it left?");
        let worse = [
            ("back", at.as_str()),
            ("person", &sam),
            ("verdict", "worse"),
        ];
        let page = visitor.writes(action(&page), &worse);
        assert!(page.contains("left worse"));
        let page = unfolded(visitor, &at, &page, "Judge it anew");
        let theirs = [
            ("back", at.as_str()),
            ("person", &sam),
            ("moment", "helped"),
            ("side", "theirs"),
        ];
        let refused = visitor.post(action(&page), &theirs);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let theirs = [
            ("back", at.as_str()),
            ("person", &sam),
            ("moment", "offered help"),
            ("side", "theirs"),
        ];
        let after = visitor.writes(action(&page), &theirs);
        assert!(after.contains("they offered help before being asked"));
        let stranger = [("person", cast.ana.0.to_string())];
        let refused = visitor.post(
            action(&page),
            &[("person", stranger[0].1.as_str()), ("verdict", "better")],
        );
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn who_reached_out_is_noted_in_the_evening_and_answered_with_one_press() {
    told(|visitor, cast| {
        let page = visitor.page("/review");
        assert!(page.contains("Who reached out today, and who held back?"));
        let fields = [
            ("back", "/review"),
            ("person", "Ana Lindqvist"),
            ("what", "showed me the new plots"),
        ];
        let page = visitor.writes("/bids", &fields);
        assert!(page.contains("Noted a bid · Ana Lindqvist."));
        let today = visitor.page("/");
        assert!(today.contains("reached out: “showed me the new plots”"));
        let from = today.find("action=\"/bids/").unwrap() + 8;
        let press = today[from..].split('"').next().unwrap().to_owned();
        assert!(press.ends_with("/answer"), "one press settles it");
        visitor.writes(&press, &[("back", "/")]);
        let again = visitor.post(&press, &[("back", "/")]);
        assert!(
            again
                .text
                .contains("This bid was answered on Tue 10 Mar 2026.")
        );
        let acts = visitor.book.page(cast.ana, morning()).unwrap().acts;
        assert_eq!(acts[0].moment, Moment::BidAnswered);
        let missed = [
            ("person", "Sam Okafor"),
            ("what", "a joke"),
            ("outcome", "missed"),
        ];
        visitor.writes("/bids", &missed);
        assert!(
            visitor
                .page(&format!("/people/{}", cast.sam.0))
                .contains("missed Tue 10 Mar")
        );
    });
}

#[test]
fn an_approach_never_answered_stands_in_the_evening_with_three_answers() {
    told(|visitor, cast| {
        let touch = NewTouch {
            people: vec![cast.ana],
            at: "2026-03-01T10:00:00Z".parse().unwrap(),
            medium: Medium::Mail,
            setting: Setting::Message,
            began: Beginner::Them,
            note: "may I ask you?".to_owned(),
            moments: Vec::new(),
        };
        visitor.book.log(&stamp(), &touch).unwrap();
        let page = visitor.page("/review");
        assert!(page.contains("mailto:ana@lindqvist.example") && page.contains("“may I ask you?”"));
        let action = format!("/people/{}/unanswered", cast.ana.0);
        let answer = |how| {
            [
                ("back", "/review"),
                ("since", "2026-03-01"),
                ("answer", how),
            ]
        };
        let ignored = |visitor: &Visitor| {
            let account = visitor.book.page(cast.ana, morning()).unwrap().mine;
            account
                .lines
                .iter()
                .filter(|line| line.what.contains("unanswered"))
                .count()
        };
        assert_eq!(ignored(visitor), 1);
        let page = visitor.writes(&action, &answer("let-lie"));
        assert!(!page.contains("“may I ask you?”"));
        assert_eq!(ignored(visitor), 1);
        visitor.writes(&action, &answer("settled"));
        assert_eq!(ignored(visitor), 0);
        let nothing = visitor.post(&action, &[("since", "2026-02-20"), ("answer", "settled")]);
        assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    });
}
