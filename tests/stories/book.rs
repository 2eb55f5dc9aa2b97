//! The book's verbs themselves: every write one line, done once, taken back whole.

use jiff::ToSpan;
use ledger::Day;
use ledger::handle::Handle;
use ledger::moment::{Judged, Moment};
use ledger::person::{Importance, PersonId};
use ledger::promise::PromiseId;
use ledger::touch::{Beginner, Medium, Setting, Side};
use troth::book::{Book, Door, Filter, NewPromise, NewTouch, Place, Shown, Stamp};
use troth::clock;

use crate::support::each_engine;

fn open(place: &str) -> Book {
    Book::begin(&Place::parse(place)).unwrap()
}

fn stamp() -> Stamp {
    Stamp::now(Door::Cli)
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn meet(book: &Book, name: &str) -> PersonId {
    PersonId(book.meet(&stamp(), name, &[]).unwrap().subject)
}

fn coffee(person: PersonId, on: &str) -> NewTouch {
    NewTouch {
        people: vec![person],
        at: format!("{on}T10:00:00Z").parse().unwrap(),
        medium: Medium::InPerson,
        setting: Setting::Coffee,
        began: Beginner::Me,
        note: "the patch landed; said thank you".to_owned(),
        moments: vec![Judged {
            moment: Moment::EffortAcknowledged,
            side: Side::Mine,
        }],
    }
}

fn exported(book: &Book) -> String {
    let mut out = Vec::new();
    book.export(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_touch_noted_by_hand_stands_in_the_timeline_and_the_account() {
    each_engine(|place| {
        let book = open(place);
        let ana = meet(&book, "Ana Lindqvist");
        book.log(&stamp(), &coffee(ana, "2026-03-03")).unwrap();
        let page = book.page(ana, day("2026-03-10")).unwrap();
        assert_eq!(page.touches.len(), 1);
        assert_eq!(page.touches[0].moments.len(), 1);
        assert_eq!(page.acquaintance.last.unwrap().origin, "noted by hand");
        assert_eq!(page.silence.unwrap().days, 7);
        assert!(page.mine.balance > 0.0);
        let sum: f64 = page.mine.lines.iter().map(|line| line.worth).sum();
        assert!((sum - page.mine.balance).abs() < 1e-9);
    });
}

#[test]
fn the_same_request_twice_is_done_once_and_answered_alike() {
    each_engine(|place| {
        let book = open(place);
        let stamp = stamp();
        let first = book.meet(&stamp, "Sam Okafor", &[]).unwrap();
        let again = book.meet(&stamp, "Sam Okafor", &[]).unwrap();
        assert_eq!(first, again);
        assert_eq!(book.people(&Filter::accepted()).unwrap().len(), 1);
        assert_eq!(book.history(None, 10).unwrap().len(), 1);
    });
}

#[test]
fn a_promise_is_kept_once_and_can_be_taken_back() {
    each_engine(|place| {
        let book = open(place);
        let sam = meet(&book, "Sam Okafor");
        let new = NewPromise {
            person: sam,
            side: Side::Mine,
            what: "send the driver notes".to_owned(),
            due: Some(day("2026-03-13")),
        };
        let made = book.promise(&stamp(), &new, day("2026-03-10")).unwrap();
        let id = PromiseId(made.subject);
        book.keep(&stamp(), id, day("2026-03-13")).unwrap();
        let refused = book.keep(&stamp(), id, day("2026-03-14")).unwrap_err();
        assert_eq!(
            refused.sentence,
            "this promise was already kept on Fri 13 Mar 2026"
        );
        assert!(book.promises(Shown::Open).unwrap().is_empty());
        book.undo(&stamp(), None).unwrap();
        assert_eq!(book.promises(Shown::Open).unwrap().len(), 1);
        book.undo(&stamp(), None).unwrap();
        assert!(book.promises(Shown::All).unwrap().is_empty());
    });
}

#[test]
fn taking_everything_back_leaves_the_book_as_it_was() {
    each_engine(|place| {
        let book = open(place);
        let ana = meet(&book, "Ana Lindqvist");
        let before = exported_without_history(&book);
        let new = NewPromise {
            person: ana,
            side: Side::Theirs,
            what: "review it".to_owned(),
            due: None,
        };
        let promise = PromiseId(
            book.promise(&stamp(), &new, day("2026-03-10"))
                .unwrap()
                .subject,
        );
        book.renew(&stamp(), promise, day("2026-03-11"), day("2026-03-20"))
            .unwrap();
        book.log(&stamp(), &coffee(ana, "2026-03-03")).unwrap();
        book.rename(&stamp(), ana, "Ana L.").unwrap();
        book.set_importance(&stamp(), ana, Importance::Dear)
            .unwrap();
        book.set_rhythm(&stamp(), ana, Some(14)).unwrap();
        book.snooze(
            &stamp(),
            ana,
            day("2026-04-01"),
            "on a long trip",
            day("2026-03-10"),
        )
        .unwrap();
        book.ignore_person(&stamp(), ana).unwrap();
        for _ in 0..8 {
            book.undo(&stamp(), None).unwrap();
        }
        assert_eq!(exported_without_history(&book), before);
        assert!(book.person(ana).unwrap().facts.is_none());
    });
}

#[test]
fn a_line_something_later_builds_on_is_not_taken_back_alone() {
    each_engine(|place| {
        let book = open(place);
        let made = book
            .meet(
                &stamp(),
                "Priya Raman",
                &[Handle::mail("priya@raman.example")],
            )
            .unwrap();
        let priya = PersonId(made.subject);
        let renamed = book.rename(&stamp(), priya, "Priya R.").unwrap();
        let refused = book.undo(&stamp(), Some(made.seq)).unwrap_err();
        assert_eq!(
            refused.sentence,
            format!("line {} builds on line {}", renamed.seq, made.seq)
        );
        book.undo(&stamp(), Some(renamed.seq)).unwrap();
        book.undo(&stamp(), Some(made.seq)).unwrap();
        assert!(book.people(&Filter::accepted()).unwrap().is_empty());
    });
}

#[test]
fn a_person_with_promises_is_not_taken_back_from_under_them() {
    each_engine(|place| {
        let book = open(place);
        let made = book.meet(&stamp(), "Mei Tanaka", &[]).unwrap();
        let new = NewPromise {
            person: PersonId(made.subject),
            side: Side::Mine,
            what: "introduce her to Jonas".to_owned(),
            due: None,
        };
        book.promise(&stamp(), &new, day("2026-03-10")).unwrap();
        let refused = book.undo(&stamp(), Some(made.seq)).unwrap_err();
        assert_eq!(
            refused.sentence,
            "touches, promises or notes with that person were made since"
        );
    });
}

#[test]
fn merging_keeps_both_histories_and_can_be_undone_later() {
    each_engine(|place| {
        let book = open(place);
        let (one, two, three) = (
            meet(&book, "Tomás Vidal"),
            meet(&book, "T. Vidal"),
            meet(&book, "Tom V"),
        );
        book.log(&stamp(), &coffee(one, "2026-01-05")).unwrap();
        book.log(&stamp(), &coffee(two, "2026-02-05")).unwrap();
        book.log(&stamp(), &coffee(three, "2026-03-05")).unwrap();
        book.merge(&stamp(), three, two).unwrap();
        book.merge(&stamp(), two, one).unwrap();
        assert_eq!(book.person(one).unwrap().facts.unwrap().days, 3);
        assert_eq!(book.people(&Filter::accepted()).unwrap().len(), 1);
        book.unmerge(&stamp(), two).unwrap();
        assert_eq!(book.person(one).unwrap().facts.unwrap().days, 1);
        assert_eq!(book.person(two).unwrap().facts.unwrap().days, 2);
        book.unmerge(&stamp(), three).unwrap();
        assert_eq!(book.person(two).unwrap().facts.unwrap().days, 1);
        assert_eq!(book.touches(three, day("2026-12-31")).unwrap().len(), 1);
    });
}

#[test]
fn what_was_noted_of_two_entries_is_read_as_of_one_person_once_they_are_merged() {
    each_engine(|place| {
        let book = open(place);
        let (one, two) = (meet(&book, "Tomás Vidal"), meet(&book, "T. Vidal"));
        let both = NewTouch {
            people: vec![one, two],
            moments: Vec::new(),
            ..coffee(one, "2026-03-03")
        };
        book.log(&stamp(), &both).unwrap();
        book.log(&stamp(), &coffee(two, "2026-03-05")).unwrap();
        let on = day("2026-03-10");
        let shared = book.touches(one, on).unwrap()[0].id;
        for (entry, moment) in [(one, Moment::Listened), (two, Moment::FollowedUp)] {
            let side = Side::Mine;
            book.judge(&stamp(), entry, shared, &Judged { moment, side })
                .unwrap();
        }
        let new = NewPromise {
            person: two,
            side: Side::Mine,
            what: "send the deck".to_owned(),
            due: None,
        };
        book.promise(&stamp(), &new, on).unwrap();
        book.merge(&stamp(), two, one).unwrap();

        let page = book.page(one, on).unwrap();
        let days: Vec<Day> = page.touches.iter().map(|touch| touch.day).collect();
        assert_eq!(days, [day("2026-03-05"), day("2026-03-03")]);
        assert_eq!(page.touches[1].moments.len(), 2);
        assert_eq!(page.promises[0].person, one);
        assert_eq!(page.merged, [(two, "T. Vidal".to_owned())]);
    });
}

#[test]
fn names_are_found_half_remembered() {
    each_engine(|place| {
        let book = open(place);
        let tomas = PersonId(
            book.meet(
                &stamp(),
                "Tomás Vidal",
                &[Handle::mail("tomas@vidal.example")],
            )
            .unwrap()
            .subject,
        );
        meet(&book, "Ana Lindqvist");
        meet(&book, "Ana Fischer");
        assert_eq!(book.look_up("tomas").unwrap(), tomas);
        assert_eq!(book.look_up("VIDAL").unwrap(), tomas);
        assert_eq!(book.look_up("tomas@vidal.example").unwrap(), tomas);
        let several = book.look_up("ana").unwrap_err();
        assert_eq!(
            several.sentence,
            "several people match “ana”: Ana Fischer or Ana Lindqvist"
        );
        let none = book.look_up("Tomas Vidall").unwrap_err();
        assert_eq!(none.hint.unwrap().to_string(), "did you mean Tomás Vidal?");
    });
}

#[test]
fn books_in_one_database_know_nothing_of_each_other() {
    each_engine(|place| {
        let book = open(place);
        meet(&book, "Leila Farsi");
        if let Place::Postgres { url, name } = Place::parse(place) {
            let other = Book::begin(&Place::Postgres {
                url,
                name: format!("{name}-other"),
            })
            .unwrap();
            assert!(other.people(&Filter::accepted()).unwrap().is_empty());
            assert!(other.history(None, 10).unwrap().is_empty());
        }
    });
}

#[test]
fn a_suggestion_passed_over_three_times_rests_for_a_month() {
    each_engine(|place| {
        let book = open(place);
        let pavel = meet(&book, "Pavel Novák");
        let start = day("2025-01-06");
        for week in 0..40 {
            let on = start.saturating_add((7 * week).days());
            book.log(&stamp(), &coffee(pavel, &on.to_string())).unwrap();
        }
        let proposed = |on| {
            let plan = book.today(on).unwrap();
            plan.moves.iter().any(|step| step.person == pavel)
        };
        let mut shown = Vec::new();
        let mut on = day("2025-11-24");
        while shown.len() < 3 && on < day("2026-06-01") {
            if proposed(on) {
                let plan = book.today(on).unwrap();
                book.shown(&stamp(), on, &plan).unwrap();
                assert_eq!(book.today(on).unwrap(), plan, "at noon as in the morning");
                shown.push(on);
            }
            on = on.tomorrow().unwrap();
        }
        let [_, _, third] = shown.as_slice() else {
            panic!("{shown:?}")
        };
        let later = |days: i64| third.saturating_add(days.days());
        for days in 1..30 {
            let plan = book.today(later(days)).unwrap();
            assert!(!proposed(later(days)), "{days} days after");
            let asked = plan.asks.iter().any(|ask| ask.person == pavel);
            let weekend = plan.day.weekday().to_monday_zero_offset() > 4;
            assert!(
                asked || weekend,
                "the owner is asked instead, {days} days after"
            );
        }
        assert!((30..37).any(|days| proposed(later(days))), "and then again");
        // The settings say how long.
        book.set_weight(&stamp(), "rest", 14.0).unwrap();
        assert!((1..14).all(|days| !proposed(later(days))));
        assert!((14..21).any(|days| proposed(later(days))));
    });
}

#[test]
fn every_shelf_can_be_written_and_read_on_both_engines() {
    each_engine(|place| {
        let book = open(place);
        let ana = meet(&book, "Ana Lindqvist");
        book.log(&stamp(), &coffee(ana, "2026-03-03")).unwrap();
        book.set_weight(&stamp(), "half-life", 90.0).unwrap();
        let text = exported(&book);
        let folder = tempfile::tempdir().unwrap();
        let copy = open(folder.path().join("copy.db").to_str().unwrap());
        copy.restore(&mut text.as_bytes()).unwrap();
        assert_eq!(exported(&copy), text);
        assert_eq!(copy.person(ana).unwrap(), book.person(ana).unwrap());
        let refused = copy.restore(&mut text.as_bytes()).unwrap_err();
        assert_eq!(refused.sentence, "this book is not empty; nothing was read");
        let _ = clock::now();
    });
}

fn exported_without_history(book: &Book) -> String {
    let text = exported(book);
    let kept: Vec<&str> = text
        .lines()
        .filter(|line| {
            let of_the_writing = [r#""is":"history""#, r#""is":"image""#, r#""is":"end""#];
            !of_the_writing.iter().any(|is| line.contains(is))
        })
        .collect();
    kept.join("\n")
}

#[test]
fn a_server_on_another_machine_is_not_spoken_to_unencrypted() {
    let refused = Book::begin(&Place::parse("postgres://noor@db.troth.example/troth#main"))
        .err()
        .unwrap();
    assert_eq!(
        refused.sentence,
        "that PostgreSQL server is on another machine, and its address does not say how to encrypt"
    );
}

#[test]
fn a_word_given_or_a_touch_noted_brings_somebody_out_of_the_inbox() {
    each_engine(|place| {
        let book = open(place);
        let mei = meet(&book, "Mei Tanaka");
        book.wait_person(&stamp(), mei).unwrap();
        book.log(&stamp(), &coffee(mei, "2026-03-03")).unwrap();
        assert!(book.inbox().unwrap().is_empty());
        book.undo(&stamp(), None).unwrap();
        assert_eq!(book.inbox().unwrap().len(), 1);
    });
}

#[test]
fn somebody_only_found_does_not_stand_in_for_somebody_known() {
    each_engine(|place| {
        let book = open(place);
        meet(&book, "Sam Okafor");
        let address = [Handle::mail("sam@elsewhere.example")];
        let found = PersonId(book.meet(&stamp(), "Sam", &address).unwrap().subject);
        book.wait_person(&stamp(), found).unwrap();
        let several = book.look_up("sam").unwrap_err();
        assert_eq!(
            several.sentence,
            "several people match “sam”: Sam or Sam Okafor"
        );
        assert_eq!(book.look_up("sam@elsewhere.example").unwrap(), found);
        meet(&book, "sam okafor");
        let alike = book.look_up("SAM OKAFOR").unwrap_err();
        assert!(
            alike.sentence.contains("(") && alike.sentence.contains(" or "),
            "{alike}"
        );
    });
}

#[test]
fn an_address_of_somebody_known_does_not_become_the_owners_by_a_slip() {
    each_engine(|place| {
        let book = open(place);
        let address = Handle::mail("ana@lindqvist.example");
        let ana = PersonId(
            book.meet(&stamp(), "Ana Lindqvist", &[address])
                .unwrap()
                .subject,
        );
        let own = ["ana@lindqvist.example".to_owned()];
        let refused = book.name_owner(&stamp(), "Noor Haddad", &own).unwrap_err();
        assert_eq!(
            refused.sentence,
            "ana@lindqvist.example belongs to Ana Lindqvist in this book"
        );
        book.ignore_person(&stamp(), ana).unwrap();
        book.name_owner(&stamp(), "Noor Haddad", &own).unwrap();
        assert!(
            book.name_owner(&stamp(), "Noor", &["no address".to_owned()])
                .is_err()
        );
    });
}

#[test]
fn a_promise_is_shown_as_it_stood_on_the_day_asked() {
    each_engine(|place| {
        let book = open(place);
        let sam = meet(&book, "Sam Okafor");
        let new = NewPromise {
            person: sam,
            side: Side::Mine,
            what: "send\nthe driver notes".to_owned(),
            due: Some(day("2026-03-13")),
        };
        let made = book.promise(&stamp(), &new, day("2026-03-10")).unwrap();
        let late = book.keep_late(&stamp(), PromiseId(made.subject), day("2026-03-12"));
        assert_eq!(
            late.unwrap_err().sentence,
            "it is due on Fri 13 Mar 2026; before that day it cannot be late"
        );
        book.keep(&stamp(), PromiseId(made.subject), day("2026-03-12"))
            .unwrap();
        let open_on = |on: &str| book.promises_as_of(Shown::Open, day(on)).unwrap();
        assert!(open_on("2026-03-09").is_empty());
        assert_eq!(
            open_on("2026-03-11")[0].promise.what,
            "send the driver notes"
        );
        assert!(open_on("2026-03-12").is_empty());
    });
}

#[test]
fn a_promise_with_somebody_merged_is_told_under_the_name_they_go_by() {
    each_engine(|place| {
        let book = open(place);
        let (sam, samuel) = (meet(&book, "S. Okafor"), meet(&book, "Sam Okafor"));
        let new = NewPromise {
            person: sam,
            side: Side::Mine,
            what: "send the driver notes".to_owned(),
            due: Some(day("2026-03-10")),
        };
        book.promise(&stamp(), &new, day("2026-03-03")).unwrap();
        book.merge(&stamp(), sam, samuel).unwrap();
        let plan = book.today(day("2026-03-10")).unwrap();
        assert_eq!(
            (plan.moves[0].person, plan.moves[0].name.as_str()),
            (samuel, "Sam Okafor")
        );
        assert_eq!(book.today(day("2026-03-02")).unwrap().moves, []);
    });
}

#[test]
fn an_opener_asks_about_what_was_last_by_the_day_asked() {
    each_engine(|place| {
        let book = open(place);
        let mei = meet(&book, "Mei Tanaka");
        book.set_rhythm(&stamp(), mei, Some(7)).unwrap();
        for (on, note) in [("2026-01-05", "the audit"), ("2026-02-09", "the budget")] {
            let touch = NewTouch {
                note: note.to_owned(),
                ..coffee(mei, on)
            };
            book.log(&stamp(), &touch).unwrap();
        }
        for (on, subject) in [
            ("2026-01-20", "“the audit”"),
            ("2026-03-10", "“the budget”"),
        ] {
            let plan = book.today(day(on)).unwrap();
            let opener = &plan.moves[0].opener;
            assert!(opener.contains(subject), "{on}: {opener}");
        }
    });
}

#[test]
fn a_database_of_somebody_elses_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("other.db");
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute_batch("create table x (a)")
        .unwrap();
    let refused = Book::begin(&Place::File(path.clone())).err().unwrap();
    assert_eq!(
        refused.sentence,
        "that file is a database, but not a Troth book"
    );
    let tables: i64 = rusqlite::Connection::open(&path)
        .unwrap()
        .query_row("select count(*) from sqlite_master", [], |row| row.get(0))
        .unwrap();
    assert_eq!(tables, 1);
}

#[test]
fn a_book_with_touches_of_nobody_is_not_read_back() {
    each_engine(|place| {
        let book = open(place);
        let lines = r#"{"is":"book","edition":1,"zone":"UTC"}
{"is":"touch","person":"00000000000000000000000000000001","at":0,"id":"00000000000000000000000000000002","day":"1970-01-01","medium":"mail","setting":"message","began":"me","addressees":1,"note":""}"#;
        let refused = book.restore(&mut lines.as_bytes()).unwrap_err();
        assert_eq!(refused.exit_code(), 1);
        assert!(book.people(&Filter::accepted()).unwrap().is_empty());
    });
}
