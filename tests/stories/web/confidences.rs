//! Confidences in a browser: locked until the passphrase is brought, open for this browser alone,
//! locked again; and never on any other page.

use axum::http::{Request, StatusCode, header};

use super::{Answer, HOST, Visitor, cast, encoded, form, morning};
use crate::support::each_engine;
use troth::book::{Door, Stamp};

const PASSPHRASE: &str = "amber lantern orchard";
const TEXT: &str = "she leaves for the museum in June";

/// A browser with its cookie.
struct Browser<'a> {
    visitor: &'a Visitor,
    cookie: String,
    at: String,
}

impl<'a> Browser<'a> {
    fn of(visitor: &'a Visitor) -> Self {
        let cast = cast(&visitor.book);
        Self {
            visitor,
            cookie: String::new(),
            at: format!("/people/{}/confidences", cast.ana.0),
        }
    }

    /// Another browser on the same page.
    fn beside(&self) -> Self {
        Self {
            cookie: String::new(),
            at: self.at.clone(),
            visitor: self.visitor,
        }
    }

    fn get(&self, address: &str) -> Answer {
        let asked = Request::get(address).header(header::HOST, HOST);
        let asked = asked.header(header::COOKIE, &self.cookie);
        self.visitor
            .send(asked.body(axum::body::Body::empty()).unwrap())
    }

    fn post(&mut self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let sent = form(address, fields)
            .header(header::ORIGIN, format!("http://{HOST}"))
            .header(header::COOKIE, &self.cookie);
        let answer = self.visitor.send(sent.body(encoded(fields)).unwrap());
        if let Some(cookie) = answer.headers.get("set-cookie") {
            assert!(cookie.contains("HttpOnly; SameSite=Strict"), "{cookie}");
            self.cookie = cookie.split(';').next().unwrap().to_owned();
        }
        answer
    }

    fn begins(&mut self) {
        let begun = self.post(
            &format!("{}/begin", self.at),
            &[("passphrase", PASSPHRASE), ("again", PASSPHRASE)],
        );
        assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
    }

    fn seals(&mut self) -> Answer {
        let fields = [
            ("text", TEXT),
            ("told_by", "Sam"),
            ("may_know", "Mei, Jonas"),
            ("review", "2026-06-10"),
            ("back", self.at.as_str()),
        ];
        let at = self.at.clone();
        let fields = fields.map(|(name, value)| (name, value.to_owned()));
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        self.post(&at, &fields)
    }

    fn page(&self) -> String {
        let page = self.get(&self.at);
        assert_eq!(page.status, StatusCode::OK, "{}", page.text);
        assert_eq!(page.headers["cache-control"], "no-store");
        page.text
    }
}

#[test]
fn what_was_told_in_private_is_read_only_where_the_passphrase_was_brought() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let mut browser = Browser::of(&visitor);
        assert!(browser.page().contains("Choose it"));
        browser.begins();
        assert_eq!(browser.seals().status, StatusCode::SEE_OTHER);
        let page = browser.page();
        for words in [
            TEXT,
            "Told by Sam. ",
            "May know: Mei, Jonas.",
            "To look at again",
        ] {
            assert!(page.contains(words), "{words}: {page}");
        }
        // Another browser sees that there is one, and no more.
        let mut other = browser.beside();
        let locked = other.page();
        assert!(locked.contains("1 confidence, sealed.") && !locked.contains("museum"));
        let guess = format!("{}/open", other.at);
        let wrong = other.post(&guess, &[("passphrase", "amber lantern")]);
        assert_eq!(wrong.status, StatusCode::FORBIDDEN);
        assert!(
            wrong
                .text
                .contains("That passphrase does not open these confidences.")
        );
        assert!(
            !wrong.text.contains("amber lantern"),
            "what was typed is not shown back"
        );
        assert!(!other.page().contains("museum"));
        let right = other.post(&guess, &[("passphrase", PASSPHRASE)]);
        assert_eq!(right.status, StatusCode::SEE_OTHER);
        assert!(other.page().contains(TEXT) && browser.page().contains(TEXT));
        // Locked, it is locked; with the old cookie too.
        let held = browser.cookie.clone();
        let lock = format!("{}/lock", browser.at);
        browser.post(&lock, &[]);
        browser.cookie = held;
        assert!(!browser.page().contains("museum"));
        assert!(
            other.page().contains(TEXT),
            "the other browser is open still"
        );
    });
}

#[test]
fn a_restart_locks_everything() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let mut browser = Browser::of(&visitor);
        browser.begins();
        browser.seals();
        let again = Visitor::of(place);
        let after = Browser {
            visitor: &again,
            cookie: browser.cookie.clone(),
            at: browser.at.clone(),
        };
        assert!(!after.page().contains("museum"));
    });
}

#[test]
fn no_other_page_holds_a_word_of_it_and_no_page_of_it_is_kept() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let mut browser = Browser::of(&visitor);
        browser.begins();
        browser.seals();
        assert!(browser.page().contains(TEXT));
        let person = browser.at.trim_end_matches("/confidences").to_owned();
        let note = format!("{person}/confidences/new");
        for address in [
            "/",
            "/people",
            "/promises",
            "/inbox",
            "/history",
            "/settings",
            "/new",
            "/search?q=museum",
            "/people?q=museum",
            person.as_str(),
            note.as_str(),
        ] {
            // With the open cookie and without: none of these ever looks inside.
            for page in [browser.get(address), visitor.get(address)] {
                assert!(!page.text.contains("in June"), "{address}");
                assert!(!page.text.contains(PASSPHRASE), "{address}");
            }
        }
        assert!(visitor.get(&person).text.contains("1 confidence, sealed."));
        assert!(
            !visitor.get(&browser.at).text.contains("in June"),
            "the open page was not kept"
        );
    });
}

#[test]
fn what_was_typed_is_not_lost_when_the_time_was_over() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let mut browser = Browser::of(&visitor);
        browser.begins();
        browser.cookie = String::new();
        let refused = browser.seals();
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
        for words in [
            TEXT,
            "value=\"Mei, Jonas\"",
            "value=\"2026-06-10\"",
            "nothing was lost",
            "name=\"passphrase\"",
        ] {
            assert!(
                refused.text.to_lowercase().contains(&words.to_lowercase()),
                "{words}"
            );
        }
        let at = browser.at.clone();
        let sent = browser.post(&at, &[("text", TEXT), ("passphrase", PASSPHRASE)]);
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
        assert!(browser.page().contains(TEXT), "and it is open now");
        let wordless = browser.post(&at, &[("text", " ")]);
        assert_eq!(wordless.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn the_first_confidence_is_sealed_in_the_same_breath_as_the_passphrase_is_chosen() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let mut browser = Browser::of(&visitor);
        let at = browser.at.clone();
        let brought = browser.post(&format!("{at}/new"), &[("text", TEXT)]);
        assert!(brought.text.contains(TEXT) && brought.text.contains("name=\"again\""));
        let unlike = [
            ("text", TEXT),
            ("passphrase", PASSPHRASE),
            ("again", "amber"),
        ];
        let refused = browser.post(&at, &unlike);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text.contains(TEXT), "what was typed is not lost");
        let wordless = [
            ("text", " "),
            ("passphrase", PASSPHRASE),
            ("again", PASSPHRASE),
        ];
        assert_eq!(
            browser.post(&at, &wordless).status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        assert!(
            visitor.book.seals().unwrap().is_empty(),
            "no passphrase is chosen for nothing"
        );
        let alike = [
            ("text", TEXT),
            ("passphrase", PASSPHRASE),
            ("again", PASSPHRASE),
        ];
        let sent = browser.post(&at, &alike);
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
        assert!(browser.page().contains(TEXT), "and it is open now");
        // The form of another tab, sent once more, opens with the passphrase and chooses no second one.
        let mut other = browser.beside();
        assert_eq!(other.post(&at, &alike).status, StatusCode::SEE_OTHER);
        assert_eq!(visitor.book.seals().unwrap().len(), 1);
    });
}

#[test]
fn a_passphrase_changed_elsewhere_locks_what_was_open() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let mut browser = Browser::of(&visitor);
        browser.begins();
        browser.seals();
        let mut other = browser.beside();
        let (open, change) = (
            format!("{}/open", other.at),
            format!("{}/passphrase", other.at),
        );
        other.post(&open, &[("passphrase", PASSPHRASE)]);
        let fields = [
            ("passphrase", PASSPHRASE),
            ("new", "four quite new words"),
            ("again", "four quite new words"),
        ];
        assert_eq!(other.post(&change, &fields).status, StatusCode::SEE_OTHER);
        assert!(
            other.page().contains(TEXT),
            "the browser that changed it stays open"
        );
        assert!(!browser.page().contains("museum"));
        assert_eq!(
            browser.post(&open, &[("passphrase", PASSPHRASE)]).status,
            StatusCode::FORBIDDEN
        );
        let unlike = [
            ("passphrase", "four quite new words"),
            ("new", "one thing here"),
            ("again", "another there"),
        ];
        assert_eq!(
            other.post(&change, &unlike).status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    });
}

#[test]
fn a_form_sent_twice_seals_once() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let mut browser = Browser::of(&visitor);
        browser.begins();
        let request = troth::clock::new_id().to_string();
        let at = browser.at.clone();
        for _ in 0..2 {
            browser.post(&at, &[("request", &request), ("text", TEXT)]);
        }
        assert_eq!(visitor.book.confidences(morning()).unwrap().len(), 1);
    });
}

#[test]
fn still_kept_is_one_press_in_the_morning() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let mut browser = Browser::of(&visitor);
        browser.begins();
        browser.seals();
        let (told, _) = visitor.book.confidences(morning()).unwrap().remove(0);
        assert!(!visitor.page("/").contains("looked at again"));
        // Its day comes: told a month ago, to be looked at today.
        let stamp = Stamp::now(Door::Demo);
        let tomorrow = morning().tomorrow().unwrap();
        visitor
            .book
            .review_again(&stamp, told.id, morning(), Some(tomorrow))
            .unwrap();
        let app = troth::web::App::new(visitor.book.clone(), Some(tomorrow), troth::web::LOOPBACK);
        let next_day = visitor.on(app);
        let page = next_day.page("/");
        assert!(page.contains("is due to be looked at again.") && page.contains("Still kept"));
        let kept = next_day.writes(
            &format!("/confidences/{}/kept", told.id.0),
            &[("back", "/")],
        );
        assert!(kept.contains("Kept a confidence · Ana Lindqvist."));
        assert!(!next_day.page("/").contains("looked at again"));
    });
}

/// Chooses another passphrase as somebody would who only reaches the port.
fn attacks(browser: &mut Browser<'_>, n: i64, typed: &str) -> Answer {
    let (words, after) = (format!("attacker {n} words"), n.to_string());
    let begin = format!("{}/begin", browser.at);
    let fields = [
        ("passphrase", words.as_str()),
        ("again", &words),
        ("after", &after),
        ("anew", typed),
    ];
    browser.post(&begin, &fields)
}

#[test]
fn nobody_who_begins_anew_locks_the_owner_out() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let mut browser = Browser::of(&visitor);
        browser.begins();
        browser.seals();
        let mut other = browser.beside();
        for n in 1..=6 {
            let begun = attacks(&mut other, n, "leave 1 closed");
            assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
        }
        let seals = visitor.book.seals().unwrap().len();
        assert_eq!(seals, 2, "one that seals something, and the newest");
        let mut owner = browser.beside();
        let open = format!("{}/open", owner.at);
        let right = owner.post(&open, &[("passphrase", PASSPHRASE)]);
        assert_eq!(right.status, StatusCode::SEE_OTHER, "{}", right.text);
        assert!(owner.page().contains(TEXT));
        // What the owner seals from now on, they can open as well.
        let at = owner.at.clone();
        owner.cookie = String::new();
        let sealed = owner.post(&at, &[("text", "and another"), ("passphrase", PASSPHRASE)]);
        assert_eq!(sealed.status, StatusCode::SEE_OTHER, "{}", sealed.text);
        let page = owner.page();
        assert!(
            page.contains(TEXT) && page.contains("and another"),
            "{page}"
        );
        let change = format!("{}/passphrase", owner.at);
        let fields = [
            ("passphrase", PASSPHRASE),
            ("new", "four quite new words"),
            ("again", "four quite new words"),
        ];
        let changed = owner.post(&change, &fields);
        assert_eq!(changed.status, StatusCode::SEE_OTHER, "{}", changed.text);
        assert!(owner.page().contains(TEXT));
    });
}

#[test]
fn beginning_anew_says_what_stays_closed_and_is_done_only_when_that_is_typed() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let mut browser = Browser::of(&visitor);
        browser.begins();
        browser.seals();
        let mut other = browser.beside();
        let page = other.page();
        assert!(page.contains("A new passphrase does not open 1 confidence, with Ana Lindqvist."));
        assert!(page.contains("Type exactly: leave 1 closed"));
        for typed in ["", "yes", "leave 2 closed", "Leave 1 closed"] {
            let refused = attacks(&mut other, 1, typed);
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{typed}");
            assert!(
                refused.text.contains("was not confirmed"),
                "{}",
                refused.text
            );
        }
        assert_eq!(visitor.book.seals().unwrap().len(), 1);
        let begun = attacks(&mut other, 1, "leave 1 closed");
        assert_eq!(begun.status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn a_seal_goes_when_nothing_is_under_it() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let mut browser = Browser::of(&visitor);
        browser.begins();
        browser.seals();
        let (told, _) = visitor.book.confidences(morning()).unwrap().remove(0);
        let stamp = Stamp::now(Door::Demo);
        visitor.book.forget_confidence(&stamp, told.id).unwrap();
        let mut other = browser.beside();
        for n in 1..=3 {
            let begun = attacks(&mut other, n, "start anew");
            assert_eq!(begun.status, StatusCode::SEE_OTHER, "{}", begun.text);
        }
        assert_eq!(visitor.book.seals().unwrap().len(), 1);
    });
}

#[test]
fn many_who_try_passphrases_at_once_are_asked_to_come_again() {
    let folder = tempfile::tempdir().unwrap();
    let visitor = Visitor::of(folder.path().join("book.db").to_str().unwrap());
    let mut browser = Browser::of(&visitor);
    browser.begins();
    let open = format!("{}/open", browser.at);
    let guess = || {
        let fields = [("passphrase", "amber lantern")];
        let sent = form(&open, &fields).header(header::ORIGIN, format!("http://{HOST}"));
        sent.body(encoded(&fields)).unwrap()
    };
    let statuses = visitor.send_together((0..12).map(|_| guess()).collect());
    let count = |wanted| statuses.iter().filter(|status| **status == wanted).count();
    assert_eq!(count(StatusCode::FORBIDDEN), 4, "{statuses:?}");
    assert_eq!(count(StatusCode::SERVICE_UNAVAILABLE), 8, "{statuses:?}");
    let right = browser.post(&open, &[("passphrase", PASSPHRASE)]);
    assert_eq!(right.status, StatusCode::SEE_OTHER);
}

#[test]
fn the_same_confidence_sent_twice_is_sealed_once_and_another_as_well() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let mut browser = Browser::of(&visitor);
        browser.begins();
        let request = "0192f3a1-7c4e-7b60-9d1f-3a5e8c7d9b42";
        let at = browser.at.clone();
        for text in [TEXT, TEXT, "and he stays", TEXT, "and he stays"] {
            let sent = browser.post(&at, &[("request", request), ("text", text)]);
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
        }
        let all = visitor.book.confidences(morning()).unwrap();
        assert_eq!(all.len(), 2);
        let page = browser.page();
        assert!(page.contains(TEXT) && page.contains("and he stays"));
    });
}

#[test]
fn a_confidence_is_forgotten_only_by_somebody_who_means_it() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let mut browser = Browser::of(&visitor);
        browser.begins();
        browser.seals();
        let id = visitor.book.confidences(morning()).unwrap()[0].0.id;
        let forget = format!("/confidences/{}/forget", id.0);
        assert!(
            browser
                .page()
                .contains("name=\"sure\" value=\"yes\" required")
        );
        let refused = browser.post(&forget, &[]);
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            refused.text.contains("cannot be taken back"),
            "{}",
            refused.text
        );
        let done = browser.post(&forget, &[("sure", "yes")]);
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        assert!(visitor.book.confidences(morning()).unwrap().is_empty());
        let page = browser.get(&done.headers["location"]).text;
        assert!(
            page.contains("Forgot a confidence") && !page.contains(">Undo<"),
            "{page}"
        );
    });
}

#[test]
fn they_stay_open_as_long_as_the_settings_say() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let mut browser = Browser::of(&visitor);
        browser.begins();
        assert!(browser.page().contains("10 minutes after the last look"));
        let stamp = Stamp::now(Door::Demo);
        visitor
            .book
            .set_weight(&stamp, "confidence-idle", 3.0)
            .unwrap();
        assert!(browser.page().contains("3 minutes after the last look"));
    });
}
