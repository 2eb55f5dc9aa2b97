//! What forms do: each one verb, each once, each taken back with one press.

use axum::http::StatusCode;
use ledger::person::{Importance, Standing};
use ledger::promise::{Outcome, State};
use troth::book::{Filter, Shown};

use super::{Visitor, cast, coffee, meet, morning, promised, requests};
use crate::support::each_engine;

#[test]
fn keeping_a_promise_says_so_and_can_be_undone() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let page = visitor.writes(
            &format!("/promises/{}/keep", cast.notes.0),
            &[("back", "/promises")],
        );
        assert!(page.contains("Kept a promise · Sam Okafor."));
        let line = page
            .split("name=\"line\" value=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        let undone = visitor.writes("/undo", &[("line", line), ("back", "/promises")]);
        assert!(undone.contains("Taken back: kept a promise · Sam Okafor."));
        assert_eq!(visitor.book.promises(Shown::Open).unwrap().len(), 1);
        // Pressed twice, it is still what was asked for.
        let again = visitor.post("/undo", &[("line", line), ("back", "/promises")]);
        assert_eq!(again.status, StatusCode::SEE_OTHER);
        assert_eq!(visitor.book.promises(Shown::Open).unwrap().len(), 1);
    });
}

#[test]
fn a_form_sent_twice_is_done_once() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let page = visitor.page("/new");
        let request = requests(&page)[0].clone();
        let fields = [
            ("request", request.as_str()),
            ("person", "Ana Lindqvist"),
            ("way", "walk"),
            ("note", "round the lake"),
        ];
        let first = visitor.post("/touches", &fields);
        let second = visitor.post("/touches", &fields);
        assert_eq!(first.headers["location"], second.headers["location"]);
        let walks = visitor
            .book
            .touches(cast.ana, morning())
            .unwrap()
            .into_iter()
            .filter(|touch| touch.note == "round the lake");
        assert_eq!(walks.count(), 1);
        assert_ne!(
            requests(&visitor.page("/new"))[0],
            request,
            "every serving draws a new one"
        );
    });
}

#[test]
fn a_touch_is_noted_with_several_people_and_what_happened() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let back = format!("/people/{}", cast.ana.0);
        let page = visitor.writes(
            "/touches",
            &[
                ("request", ""),
                ("back", &back),
                ("person", "ana@lindqvist.example, Sam Okafor"),
                ("way", "lunch"),
                ("day", "2026-03-09"),
                ("began", "me"),
                ("note", "the spring offsite"),
                ("mine", "listened"),
                ("mine", "credit-given"),
                ("theirs", "help-offered"),
            ],
        );
        assert!(
            page.contains("Noted a touch · Ana Lindqvist.") && page.contains("the spring offsite")
        );
        let touch = visitor.book.touches(cast.sam, morning()).unwrap().remove(0);
        assert_eq!(
            (
                touch.day.to_string().as_str(),
                touch.addressees,
                touch.moments.len()
            ),
            ("2026-03-09", 2, 3)
        );
    });
}

#[test]
fn a_refusal_loses_nothing_that_was_typed() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        cast(&visitor.book);
        let answer = visitor.post(
            "/touches",
            &[
                ("person", "Ana Lindqist"),
                ("way", "walk"),
                ("note", "a long & careful note"),
                ("mine", "listened"),
            ],
        );
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        for words in [
            "Ana Lindqist",
            "a long &amp; careful note",
            "value=\"walk\" checked",
            "value=\"listened\" checked",
            "Ana Lindqvist",
        ] {
            assert!(answer.text.contains(words), "{words}");
        }
        let promise = visitor.post(
            "/promises",
            &[
                ("person", "Ana Lindqvist"),
                ("what", "the plan"),
                ("due", "2026-03-01"),
            ],
        );
        assert_eq!(promise.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            promise.text.contains("value=\"the plan\"")
                && promise.text.contains("value=\"2026-03-01\"")
        );
    });
}

#[test]
fn a_renewal_too_late_is_refused_in_words_with_the_day_still_there() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let late = promised(
            &visitor.book,
            cast.sam,
            "read the draft",
            "2026-03-08".parse().unwrap(),
        );
        let answer = visitor.post(
            &format!("/promises/{}/renew", late.0),
            &[
                ("request", ""),
                ("back", "/promises"),
                ("due", "2026-03-20"),
            ],
        );
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer.text.contains("value=\"2026-03-20\""),
            "{}",
            answer.text
        );
        assert!(answer.text.contains("href=\"/promises\""));
    });
}

#[test]
fn every_way_a_promise_can_end() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        for (verb, outcome) in [
            ("keep", Outcome::Kept),
            ("late", Outcome::Late),
            ("release", Outcome::Released),
            ("break", Outcome::Broken),
        ] {
            let id = promised(&visitor.book, cast.sam, verb, morning());
            visitor.writes(&format!("/promises/{}/{verb}", id.0), &[]);
            let pledges = visitor.book.promises(Shown::Settled).unwrap();
            let settled = pledges
                .iter()
                .find(|pledge| pledge.promise.id == id)
                .unwrap();
            assert!(
                matches!(settled.promise.state, State::Settled { outcome: held, .. } if held == outcome),
                "{verb}"
            );
        }
        let id = promised(&visitor.book, cast.sam, "renew", morning());
        visitor.writes(
            &format!("/promises/{}/renew", id.0),
            &[("due", "2026-03-20")],
        );
        let page = visitor.page("/promises");
        assert!(page.contains("renewed 1 time") && page.contains("due Fri 20 Mar"));
    });
}

#[test]
fn a_move_done_put_off_or_not_needed_leaves_the_morning() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        for verb in ["done", "put-off", "not-needed"] {
            assert!(visitor.page("/").contains("Ana Lindqvist"), "{verb}");
            let page = visitor.writes(&format!("/people/{}/{verb}", cast.ana.0), &[("back", "/")]);
            let main = page
                .split("role=\"status\"")
                .nth(1)
                .unwrap()
                .split("</form>")
                .nth(1)
                .unwrap();
            assert!(!main.contains("Ana Lindqvist"), "{verb}");
            let line = page
                .split("name=\"line\" value=\"")
                .nth(1)
                .unwrap()
                .split('"')
                .next()
                .unwrap();
            visitor.writes("/undo", &[("line", line)]);
        }
        let hushed = visitor.writes(
            &format!("/promises/{}/hush", cast.notes.0),
            &[("until", "2026-03-12"), ("why", "waiting for the report")],
        );
        assert!(!hushed.contains("send the driver notes"));
    });
}

#[test]
fn a_persons_own_page_changes_them() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let at = format!("/people/{}", cast.ana.0);
        visitor.writes(
            &format!("{at}/rename"),
            &[("back", &at), ("name", "Ana Lindqvist Berg")],
        );
        visitor.writes(&format!("{at}/importance"), &[("importance", "3")]);
        visitor.writes(&format!("{at}/rhythm"), &[("rhythm", "14")]);
        visitor.writes(
            &format!("{at}/quiet"),
            &[("from", "2026-03-01"), ("until", ""), ("why", "on leave")],
        );
        let person = visitor.book.person(cast.ana).unwrap().person;
        assert_eq!(
            (person.name.as_str(), person.importance, person.rhythm),
            ("Ana Lindqvist Berg", Importance::Dear, Some(14))
        );
        assert_eq!(person.quiet.unwrap().until, None);
        visitor.writes(&format!("{at}/quiet"), &[("end", "yes")]);
        visitor.writes(&format!("{at}/rhythm"), &[("rhythm", "")]);
        let person = visitor.book.person(cast.ana).unwrap().person;
        assert_eq!((person.quiet, person.rhythm), (None, None));
        let refused = visitor.post(&format!("{at}/rhythm"), &[("rhythm", "often")]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("value=\"often\""));
    });
}

#[test]
fn the_inbox_accepts_ignores_and_merges() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let waiting = |name: &str, address: &str| {
            let id = meet(&visitor.book, name, address);
            coffee(&visitor.book, id, morning());
            visitor.writes(&format!("/people/{}/wait", id.0), &[]);
            id
        };
        let (mei, jonas, other) = (
            waiting("Mei Tanaka", "mei@tanaka.example"),
            waiting("Jonas Weber", "jonas@weber.example"),
            waiting("A. Lindqvist", "al@lindqvist.example"),
        );
        assert!(visitor.page("/inbox").contains("Three people were found"));
        visitor.writes(&format!("/people/{}/accept", mei.0), &[("back", "/inbox")]);
        visitor.writes(
            &format!("/people/{}/ignore", jonas.0),
            &[("back", "/inbox")],
        );
        visitor.writes(
            &format!("/people/{}/merge", other.0),
            &[("back", "/inbox"), ("into", "Ana Lindqvist")],
        );
        assert!(visitor.page("/inbox").contains("Nobody is waiting."));
        let ignored = visitor
            .book
            .people(&Filter {
                text: None,
                standing: Standing::Ignored,
            })
            .unwrap();
        assert_eq!(ignored.len(), 1);
        assert_eq!(visitor.book.touches(cast.ana, morning()).unwrap().len(), 13);
        let page = visitor.page(&format!("/people/{}?open=merged", cast.ana.0));
        assert!(page.contains("Take apart"));
        visitor.writes(&format!("/people/{}/unmerge", other.0), &[]);
        assert_eq!(visitor.book.touches(cast.ana, morning()).unwrap().len(), 12);
    });
}

#[test]
fn somebody_is_added_by_hand() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let page = visitor.writes(
            "/people",
            &[("name", "Pavel Novák"), ("mail", "pavel@novak.example")],
        );
        assert!(
            page.contains("Added a person · Pavel Novák.") && page.contains("pavel@novak.example")
        );
        let twice = visitor.post(
            "/people",
            &[("name", "Other"), ("mail", "pavel@novak.example")],
        );
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(twice.text.contains("already belongs to Pavel Novák"));
    });
}

#[test]
fn weights_are_changed_and_put_back() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let page = visitor.writes(
            "/settings/weights/half-life",
            &[("value", "90"), ("back", "/settings#half-life")],
        );
        assert!(page.contains("value=\"90\"") && page.contains("Back to 60"));
        let refused = visitor.post("/settings/weights/half-life", &[("value", "9000")]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains("must lie between 7 and 730"));
        assert!(
            !visitor
                .writes(
                    "/settings/weights/half-life/reset",
                    &[("back", "/settings")]
                )
                .contains("Back to 60")
        );
        let owner = visitor.writes(
            "/settings/owner",
            &[
                ("name", "Noor Haddad"),
                ("addresses", "noor@troth.example\nnoor@haddad.example"),
                ("back", "/settings"),
            ],
        );
        assert!(owner.contains("noor@haddad.example"));
    });
}

#[test]
fn whoever_was_merged_is_met_as_the_one_they_are_now() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let page = visitor.writes("/people", &[("name", "Ana Lindqvist")]);
        let other = visitor.book.people(&Filter::accepted()).unwrap();
        let other = other
            .iter()
            .map(|known| known.person.id)
            .find(|id| page.contains(&id.0.to_string()) && *id != cast.ana)
            .expect("a second Ana");
        // Two of one name are told apart by what can be typed again.
        let named = visitor.book.told_apart(other).unwrap();
        assert_eq!(visitor.book.look_up(&named).unwrap(), other);
        let form = visitor.page(&format!("/new?person={}", other.0));
        assert!(form.contains(&named), "{named} stands in the form");

        let ana = cast.ana.0.to_string();
        visitor.writes(&format!("/people/{}/merge", other.0), &[("into", &ana)]);
        let at = format!("/people/{}", other.0);
        let told = visitor.page(&at);
        assert!(
            told.contains("ana@lindqvist.example"),
            "the old address shows who they are now"
        );
        visitor.writes(
            &format!("{at}/details"),
            &[
                ("back", &at),
                ("what", "learns the cello"),
                ("topic", "interest"),
            ],
        );
        assert!(
            visitor
                .page(&format!("/people/{ana}"))
                .contains("learns the cello")
        );
    });
}

#[test]
fn a_promise_past_its_day_is_kept_late_or_was_kept_on_the_day() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let due = morning().yesterday().unwrap();
        let map = promised(&visitor.book, cast.ana, "send the map", due);
        let legend = promised(&visitor.book, cast.ana, "send the legend", due);
        let today = visitor.page("/");
        assert!(today.contains("Kept, late") && today.contains("Kept on the day"));
        let late = visitor.writes(&format!("/promises/{}/keep", map.0), &[("back", "/")]);
        assert!(late.contains("kept a promise late") || late.contains("Kept a promise late"));
        let on = due.to_string();
        let kept = visitor.writes(
            &format!("/promises/{}/keep", legend.0),
            &[("back", "/"), ("on", &on)],
        );
        assert!(kept.contains("Kept a promise ·"), "{kept}");
        let ana = visitor.page(&format!("/people/{}?open=statement", cast.ana.0));
        assert!(ana.contains("kept a promise late") && ana.contains("kept a promise:"));
    });
}
