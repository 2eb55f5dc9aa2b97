//! In the browser: the backups there are, making one, how they are kept, and what becomes of them when
//! somebody is forgotten.

use axum::http::StatusCode;

use super::{Visitor, cast};
use crate::support::each_engine;

#[test]
fn the_backups_are_shown_made_and_kept_as_the_owner_wants_in_the_browser() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        cast(&visitor.book);
        assert!(visitor.page("/settings").contains("href=\"/backups\""));
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path().join("kept");
        let folder = folder.to_str().unwrap();
        if place.starts_with("postgres") {
            assert!(visitor.page("/backups").contains("until you name a folder"));
            let refused = visitor.post("/backups", &[("back", "/backups")]);
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let choices = |daily: &str, place: &str| {
            let fields = [
                ("kept", "yes"),
                ("place", place),
                ("daily", daily),
                ("weekly", "2"),
                ("times", "50"),
                ("back", "/backups"),
            ];
            fields.map(|(name, value)| (name.to_owned(), value.to_owned()))
        };
        let send = |fields: &[(String, String)]| {
            let fields: Vec<(&str, &str)> = fields
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            visitor.post("/backups/settings", &fields)
        };
        let refused = send(&choices("0", folder));
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let refused = send(&choices("5", "kept/here"));
        assert!(
            refused.text.contains("not a whole path"),
            "{}",
            refused.text
        );
        let saved = send(&choices("5", folder));
        let page = visitor.page(&saved.headers["location"]);
        assert!(page.contains("Changed how backups are kept"), "{page}");
        assert!(
            page.contains("one a day for 5 days and one a week for 2 weeks before"),
            "{page}"
        );
        assert!(page.contains("There is none yet."), "{page}");
        let page = visitor.writes("/backups", &[("back", "/backups")]);
        assert!(page.contains("0 minutes old"), "{page}");
        visitor.writes("/backups", &[("back", "/backups")]);
        visitor.writes("/backups/anew", &[("back", "/backups")]);
        assert_eq!(visitor.book.backups().unwrap().all.len(), 1);
    });
}

#[test]
fn a_note_is_sealed_instead_in_the_browser_and_leaves_the_backups() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let folder = tempfile::tempdir().unwrap();
        let wanted = ledger::backup::Wanted {
            place: Some(folder.path().to_str().unwrap().to_owned()),
            ..ledger::backup::Wanted::default()
        };
        visitor.book.set_backups(&super::stamp(), wanted).unwrap();
        let note = troth::book::NewDetail {
            person: Some(cast.ana),
            topic: ledger::detail::Topic::Family,
            what: "the zanzibar parting".to_owned(),
            ask_on: None,
            heard: troth::book::Heard::Today,
            learnt: ledger::detail::Learnt::Otherwise,
        };
        let note = visitor
            .book
            .remember(&super::stamp(), &note, super::morning())
            .unwrap()
            .subject;
        visitor.writes("/backups", &[("back", "/backups")]);
        let open = format!(
            "/people/{}/details?open=detail-{}",
            cast.ana.0,
            note.simple()
        );
        assert!(visitor.page(&open).contains("Seal it instead"));
        let note = note.to_string();
        let at = format!("/people/{}/confidences", cast.ana.0);
        let asked = visitor.post(
            &format!("{at}/new"),
            &[("text", "the zanzibar parting"), ("instead_of", &note)],
        );
        assert!(
            asked.text.contains("deleted for good") && asked.text.contains("gone by"),
            "{}",
            asked.text
        );
        let phrase = "amber lantern orchard";
        let fields = [
            ("text", "the zanzibar parting"),
            ("instead_of", &note),
            ("backups", "anew"),
            ("passphrase", phrase),
            ("again", phrase),
            ("back", &at),
        ];
        let sent = visitor.post(&at, &fields);
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
        let mut export = Vec::new();
        visitor.book.export(&mut export).unwrap();
        assert!(!String::from_utf8_lossy(&export).contains("zanzibar"));
        for found in visitor.book.backups().unwrap().all {
            let bytes = std::fs::read(&found.path).unwrap();
            assert!(!String::from_utf8_lossy(&bytes).contains("zanzibar"));
        }
    });
}

#[test]
fn the_form_that_forgets_asks_what_becomes_of_the_backups() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let cast = cast(&visitor.book);
        let ask = format!("/people/{}/forget", cast.ana.0);
        assert!(!visitor.page(&ask).contains("run-out"), "there are none");
        let folder = tempfile::tempdir().unwrap();
        let wanted = ledger::backup::Wanted {
            place: Some(folder.path().to_str().unwrap().to_owned()),
            ..ledger::backup::Wanted::default()
        };
        visitor.book.set_backups(&super::stamp(), wanted).unwrap();
        visitor.writes("/backups", &[("back", "/backups")]);
        let asked = visitor.page(&ask);
        assert!(
            asked.contains("Make them anew without it") && asked.contains("gone by"),
            "{asked}"
        );
        let holds = || {
            visitor.book.backups().unwrap().all.iter().any(|found| {
                let bytes = std::fs::read(&found.path).unwrap();
                String::from_utf8_lossy(&bytes).contains("Lindqvist")
            })
        };
        assert!(holds());
        let page = visitor.writes(&ask, &[("name", "Ana Lindqvist"), ("back", "/people")]);
        assert!(
            page.contains("They are in none of the backups Troth keeps."),
            "{page}"
        );
        assert!(!holds());
        let ask = format!("/people/{}/forget", cast.sam.0);
        let fields = [
            ("name", "Sam Okafor"),
            ("backups", "run-out"),
            ("back", "/people"),
        ];
        let page = visitor.writes(&ask, &fields);
        assert!(page.contains("run out by the day that was named"), "{page}");
    });
}
