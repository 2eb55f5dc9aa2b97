//! Remembering in the web app: quick adding, what becomes of a detail, the question before a
//! delicate one is kept, the owner's profile and common ground, and how to approach somebody.

use axum::http::StatusCode;
use ledger::detail::{Detail, DetailId, Learnt, Topic};
use ledger::touch::Medium;
use troth::book::{Heard, NewDetail, Which};

use super::{Cast, Visitor, cast, coffee, meet, morning, stamp};
use crate::support::each_engine;

fn remembered(visitor: &Visitor, cast: &Cast) -> Vec<Detail> {
    let person = Some(cast.ana);
    visitor.book.details(person, Which::All, morning()).unwrap()
}

fn remember(visitor: &Visitor, cast: &Cast, what: &str, ask: &str) -> DetailId {
    let at = format!("/people/{}/details", cast.ana.0);
    let fields = [
        ("back", "/people"),
        ("what", what),
        ("topic", "interest"),
        ("ask", ask),
    ];
    visitor.writes(&at, &fields);
    remembered(visitor, cast)
        .into_iter()
        .find(|detail| detail.what == what)
        .unwrap()
        .id
}

#[test]
fn something_heard_is_noted_in_one_line_on_the_persons_page() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let back = format!("/people/{}", cast.ana.0);
        let touch = visitor.book.touches(cast.ana, morning()).unwrap()[0]
            .id
            .0
            .to_string();
        let page = visitor.writes(
            &format!("{back}/details"),
            &[
                ("back", &back),
                ("what", " moving house in April "),
                ("topic", "family"),
                ("ask", "2026-03-31"),
                ("touch", &touch),
            ],
        );
        assert!(page.contains("Noted something to remember · Ana Lindqvist."));
        assert!(page.contains("moving house in April"));
        assert!(page.contains("heard in a coffee in person"));
        assert!(page.contains("ask again"));
        let detail = remembered(&visitor, &cast).remove(0);
        assert_eq!(
            (detail.topic, detail.what.as_str()),
            (Topic::Family, "moving house in April")
        );
        let all = visitor.page(&format!("{back}/details"));
        assert!(all.contains("moving house in April"));
    });
}

#[test]
fn the_morning_asks_and_one_press_answers_it() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let id = remember(&visitor, &cast, "learns the cello", "2026-03-10");
        let page = visitor.page("/");
        assert!(
            page.contains("“learns the cello”, noted on 10 March; you wanted to ask again today.")
        );
        assert!(page.contains("When you next speak with Ana, ask what has come of it since."));
        let page = visitor.writes(
            &format!("/details/{}/confirm", id.0),
            &[("back", "/"), ("asked", "yes")],
        );
        assert!(page.contains("Asked about something remembered · Ana Lindqvist."));
        assert!(!page.contains("learns the cello"));
        let account = visitor.book.page(cast.ana, morning()).unwrap().mine;
        let words = "followed up unasked: “learns the cello”";
        assert!(account.lines.iter().any(|line| line.what == words));
        let hushed = remember(&visitor, &cast, "a talk in Oslo", "2026-03-10");
        let page = visitor.writes(
            &format!("/matters/{}/hush", hushed.0),
            &[("until", "2026-03-12"), ("back", "/")],
        );
        assert!(
            !page.contains("a talk in Oslo"),
            "put off, it is not in the morning"
        );
    });
}

#[test]
fn every_change_of_a_detail() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let at = format!("/details/{}", remember(&visitor, &cast, "chess", "").0);
        let detail = || remembered(&visitor, &cast).remove(0);
        visitor.writes(&format!("{at}/ask-again"), &[("ask", "2026-03-20")]);
        assert_eq!(
            detail().ask_on().map(|on| on.to_string()).as_deref(),
            Some("2026-03-20")
        );
        visitor.writes(&format!("{at}/confirm"), &[]);
        assert!(detail().ask_on().is_some(), "not asked: the day stands");
        visitor.writes(&format!("{at}/ask-again"), &[("ask", "")]);
        assert_eq!(detail().ask_on(), None);
        visitor.writes(
            &format!("{at}/reword"),
            &[("what", "chess by mail"), ("topic", "preference")],
        );
        assert_eq!(
            (detail().topic, detail().what.as_str()),
            (Topic::Preference, "chess by mail")
        );
        let early = visitor.post(&format!("{at}/ask-again"), &[("ask", "2026-03-01")]);
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            early.text.contains("value=\"2026-03-01\""),
            "what was typed is still there"
        );
        visitor.writes(&format!("{at}/outdated"), &[]);
        assert!(!detail().is_standing());
        let page = visitor.page(&format!("/people/{}/details", cast.ana.0));
        assert!(page.contains("No longer so") && page.contains("chess by mail"));
    });
}

#[test]
fn a_delicate_note_is_asked_about_first_and_its_words_never_stand_in_an_address() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let at = format!("/people/{}/details", cast.ana.0);
        let words = "her mother had surgery";
        let fields = [
            ("back", "/people"),
            ("what", words),
            ("topic", "family"),
            ("ask", "2026-03-31"),
        ];
        let asked = visitor.post(&at, &fields);
        assert_eq!(asked.status, StatusCode::OK);
        assert_eq!(asked.headers["cache-control"], "no-store");
        assert!(
            asked.text.contains("This speaks of health."),
            "{}",
            asked.text
        );
        assert!(
            remembered(&visitor, &cast).is_empty(),
            "nothing is noted before the answer"
        );
        for button in ["Keep it as it is", "Seal it instead", "Change it"] {
            assert!(asked.text.contains(button), "{button}");
        }
        let seal = format!("action=\"/people/{}/confidences/new\"", cast.ana.0);
        assert!(asked.text.contains(&seal));
        let addresses = ["href=\"", "action=\""].map(|name| asked.text.split(name).skip(1));
        for address in addresses.into_iter().flatten() {
            let address = address.split('"').next().unwrap();
            assert!(
                !address.contains("surgery") && !address.contains("mother"),
                "{address}"
            );
        }
        let sealing = visitor.post(
            &format!("/people/{}/confidences/new", cast.ana.0),
            &[("back", "/people"), ("text", words)],
        );
        assert_eq!(sealing.status, StatusCode::OK);
        assert!(sealing.text.contains(words), "ready to be sealed");
        let change = visitor.post(&at, &[&fields[..], &[("change", "yes")]].concat());
        assert!(change.text.contains(&format!("value=\"{words}\"")));
        assert!(change.text.contains("value=\"2026-03-31\""));
        assert!(remembered(&visitor, &cast).is_empty());
        let kept = visitor.post(&at, &[&fields[..], &[("keep", "yes")]].concat());
        assert_eq!(kept.status, StatusCode::SEE_OTHER);
        assert!(!kept.headers["location"].contains("surgery"));
        let detail = remembered(&visitor, &cast).remove(0);
        assert_eq!(detail.what, words);
        let reworded = visitor.post(
            &format!("/details/{}/reword", detail.id.0),
            &[("what", "is in hospital again"), ("topic", "family")],
        );
        assert!(reworded.text.contains("This speaks of health."));
    });
}

#[test]
fn a_harmless_note_is_kept_without_a_question() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        for words in [
            "health check of the server",
            "union type",
            "native code",
            "race condition",
        ] {
            remember(&visitor, &cast, words, "");
        }
        assert_eq!(remembered(&visitor, &cast).len(), 4);
    });
}

#[test]
fn a_refusal_loses_nothing_of_what_was_to_be_remembered() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let refused = visitor.post(
            &format!("/people/{}/details", cast.ana.0),
            &[
                ("what", "wants <b>a garden</b>"),
                ("topic", "family"),
                ("asked", "yes"),
                ("ask", "2026-03-31"),
            ],
        );
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        for words in [
            "wants &lt;b&gt;a garden",
            "value=\"2026-03-31\"",
            "name=\"asked\" value=\"yes\" checked",
        ] {
            assert!(refused.text.contains(words), "{words}: {}", refused.text);
        }
        let nobody = visitor.post(
            &format!("/people/{}/details", uuid::Uuid::nil()),
            &[("what", "chess")],
        );
        assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn common_ground_is_shown_with_both_notes_and_found_with_one_press() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let theirs = remember(&visitor, &cast, "has taken up climbing with friends", "");
        let page = visitor.writes(
            "/profile/details",
            &[
                ("back", "/profile"),
                ("what", "climbs on Sundays, with friends"),
                ("topic", "interest"),
            ],
        );
        assert!(page.contains("climbs on Sundays, with friends") && page.contains("Noor Haddad"));
        let person = format!("/people/{}", cast.ana.0);
        let page = visitor.page(&person);
        assert!(page.contains(
            "You: “climbs on Sundays, with friends”. Ana: “has taken up climbing with friends”."
        ));
        let mine = visitor
            .book
            .details(None, Which::Standing, morning())
            .unwrap()[0]
            .id
            .0
            .to_string();
        let to = format!("/details/{}/found", theirs.0);
        let page = visitor.writes(&to, &[("back", &person), ("mine", &mine)]);
        assert!(
            page.contains("Found common ground · Ana Lindqvist.")
                && !page.contains(">We found this")
        );
        let again = visitor.post(&to, &[("mine", &mine)]);
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn a_book_without_an_owner_can_hold_a_profile() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        assert!(visitor.page("/profile").contains("Nothing yet."));
        visitor.writes(
            "/profile/details",
            &[("what", "sailing"), ("topic", "interest")],
        );
        assert!(visitor.page("/profile").contains("sailing"));
        assert_eq!(visitor.book.owner().unwrap().unwrap().person.name, "You");
    });
}

#[test]
fn how_somebody_likes_to_be_approached_is_noted_on_their_page() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let at = format!("/people/{}", cast.ana.0);
        assert!(
            visitor
                .page(&at)
                .contains("Not known yet. It is best asked.")
        );
        let page = visitor.writes(
            &format!("{at}/approach"),
            &[
                ("back", &at),
                ("medium", "voice"),
                ("time", "mornings"),
                ("style", "a note first"),
            ],
        );
        assert!(page.contains("Noted how to approach somebody · Ana Lindqvist."));
        assert!(page.contains("by voice") && page.contains("a note first"));
        let known = visitor.book.approach(cast.ana).unwrap();
        assert_eq!(
            (known.medium, known.time.as_str()),
            (Some(Medium::Voice), "mornings")
        );
        // A page written out before that, sent now: what it did not change stays as it is known.
        let older = [("was-style", ""), ("style", ""), ("culture", "tea first")];
        visitor.writes(&format!("{at}/approach"), &older);
        let known = visitor.book.approach(cast.ana).unwrap();
        assert_eq!(known.words(), "by voice; mornings; a note first; tea first");
        // What it saw and emptied is taken away.
        let emptied = [("was-style", "a note first"), ("style", "")];
        visitor.writes(&format!("{at}/approach"), &emptied);
        let known = visitor.book.approach(cast.ana).unwrap();
        assert_eq!(known.words(), "by voice; mornings; tea first");
    });
}

#[test]
fn a_quiet_tie_is_suggested_the_way_they_like_also_when_it_was_noted_before_a_merge() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        assert!(!visitor.page("/").contains("call Ana"));
        let other = meet(&visitor.book, "A. Lindqvist", "al@lindqvist.example");
        visitor.writes(
            &format!("/people/{}/approach", other.0),
            &[("medium", "voice")],
        );
        visitor.book.merge(&stamp(), other, cast.ana).unwrap();
        assert!(visitor.page("/").contains("call Ana"));
        visitor.writes(
            &format!("/people/{}/approach", cast.ana.0),
            &[("medium", "mail")],
        );
        let page = visitor.page("/");
        assert!(page.contains("write Ana") || page.contains("send Ana"));
    });
}

#[test]
fn what_is_remembered_is_read_through_a_merge_and_parted_again() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let other = meet(&visitor.book, "A. Lindqvist", "al@lindqvist.example");
        coffee(&visitor.book, other, morning());
        let new = NewDetail {
            person: Some(other),
            topic: Topic::Interest,
            what: "sailing".to_owned(),
            ask_on: Some(morning()),
            heard: Heard::Today,
            learnt: Learnt::Otherwise,
        };
        let noted = visitor.book.remember(&stamp(), &new, morning()).unwrap();
        visitor.book.merge(&stamp(), other, cast.ana).unwrap();
        let detail = remembered(&visitor, &cast).remove(0);
        assert_eq!((detail.person, detail.what.as_str()), (cast.ana, "sailing"));
        assert!(detail.touch.is_some(), "heard in the touch of that day");
        assert!(visitor.page("/").contains("“sailing”, noted on 10 March"));
        let id = DetailId(noted.subject);
        visitor
            .book
            .confirm_detail(&stamp(), id, Learnt::ByAsking, morning())
            .unwrap();
        visitor.book.unmerge(&stamp(), other).unwrap();
        assert!(remembered(&visitor, &cast).is_empty());
        let theirs = visitor
            .book
            .details(Some(other), Which::All, morning())
            .unwrap();
        assert_eq!(theirs.len(), 1);
        let account = visitor.book.page(other, morning()).unwrap().mine;
        assert!(
            account
                .lines
                .iter()
                .any(|line| line.what.contains("sailing"))
        );
    });
}
