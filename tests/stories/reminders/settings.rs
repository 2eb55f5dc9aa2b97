//! What the owner wants: on the page, at the command line, and what stays on this machine.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use insta::assert_snapshot;
use ledger::reminder::{Channel, quiet_days};
use troth::book::{Book, Place};

use super::{at, came, stamp, wanted, with_mail};
use crate::stories::web::{Visitor, morning};
use crate::support::post::{PASSWORD, PostOffice, Temper};
use crate::support::{Troth, each_engine};

#[test]
fn reminders_are_chosen_on_a_page_that_works_without_script() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        let page = visitor.page("/reminders");
        assert!(page.contains("Nothing is sent."), "{page}");
        let fields = [
            ("back", "/reminders"),
            ("at", "18:15:00"),
            ("channel", "desktop"),
            ("weekends", "yes"),
            ("quiet_from", "2026-07-01"),
            ("quiet_until", "2026-07-14"),
        ];
        let page = visitor.writes("/reminders", &fields);
        assert!(page.contains("One digest every day at 18:15"), "{page}");
        let wanted = visitor.book.reminders().unwrap();
        assert_eq!(wanted.quiet, quiet_days("2026-07-01..2026-07-14"));
        let night = visitor.post("/reminders", &[("at", "23:15"), ("channel", "desktop")]);
        assert_eq!(night.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(night.text.contains("23:15 is at night"), "{}", night.text);
        let mail = visitor.post("/reminders", &[("at", "07:15"), ("channel", "mail")]);
        assert_eq!(mail.status, StatusCode::UNPROCESSABLE_ENTITY);
        visitor.writes("/reminders", &[("at", "23:15"), ("nights", "yes")]);
    });
}

#[test]
fn reminders_are_set_in_words_and_what_makes_no_sense_is_refused() {
    insta::allow_duplicates! { each_engine(|place| {
        let troth = Troth::begun_at(place);
        let on = ["--on", "2026-03-10"];
        let says = |args: &[&str]| troth.says(&[args, &on].concat());
        assert_snapshot!(says(&["reminders"]), @r"
        Reminders                                                             Tue 10 Mar

          When      nothing is sent
          Channels  none: troth reminders --channel desktop
          Mail      not set up: troth reminders mail --server HOST
        ");
        let all = ["reminders", "--at", "18:05", "--channel", "desktop", "--channel", "calendar",
            "--weekends", "yes", "--quiet", "2026-07-01..2026-07-14"];
        assert_snapshot!(says(&all), @r"One digest every day at 18:05; the calendar is on             undo: troth undo 1");
        assert_snapshot!(says(&["reminders"]), @r"
        Reminders                                                             Tue 10 Mar

          When      one digest every day at 18:05
          Channels  desktop and calendar
          Quiet     Wed 1 Jul to Tue 14 Jul
          Mail      not set up: troth reminders mail --server HOST
        ");
        assert_snapshot!(troth.refuses(1, &["reminders", "--at", "23:30"]), @r"
        troth: 23:30 is at night, between 22:00 and 6:00
        hint: add --nights yes for an hour at night; quiet days go from the first to the last
        ");
        assert_snapshot!(troth.refuses(2, &["reminders", "--at", "half past"]), @r"
        troth: “half past” is not an hour
        hint: write it as 7:30
        ");
        assert_snapshot!(troth.refuses(1, &["reminders", "--channel", "mail"]), @r"
        troth: no mail server is named yet
        hint: troth reminders mail --server HOST --from ADDRESS --password-file FILE
        ");
        assert_snapshot!(troth.refuses(1, &["reminders", "mail", "--server", "mail.example.org", "--security", "none", "--from", "noor@haddad.example"]), @r"
        troth: mail.example.org is not this machine: without encryption everybody on the way could read along
        hint: --security starttls, or tls
        ");
        troth.says(&["undo"]);
        assert_eq!(troth.json(&["reminders"])["channels"], serde_json::json!([]));
    }); }
}

#[test]
fn a_mail_server_is_named_tried_and_forgotten_at_the_command_line() {
    each_engine(|place| {
        let office = PostOffice::open();
        let troth = Troth::with_book(place);
        let port = office.port.to_string();
        let password = troth.file("password", format!("{PASSWORD}\n"));
        let mail = [
            "reminders",
            "mail",
            "--server",
            "127.0.0.1",
            "--port",
            &port,
            "--security",
            "none",
            "--from",
            "noor@haddad.example",
            "--user",
            "noor",
            "--password-file",
            password.to_str().unwrap(),
            "--test",
        ];
        let said = troth.says(&mail);
        assert!(said.contains("a letter was sent to try it"), "{said}");
        assert!(office.letters()[0].contains("Subject: Troth can reach you"));
        let state = troth.run(&["reminders", "--json"]);
        assert!(!format!("{state:?}").contains(PASSWORD));
        assert_eq!(troth.json(&["reminders"])["channels"][0], "mail");
        office.is(Temper::RefusesPassword);
        let refused = troth.refuses(2, &["reminders", "mail", "--test"]);
        assert!(
            refused.contains("did not accept the name and the password"),
            "{refused}"
        );
        troth.says(&["reminders", "mail", "--forget"]);
        assert_eq!(troth.json(&["reminders"])["mail"], serde_json::Value::Null);
        assert_eq!(
            troth.json(&["reminders"])["channels"],
            serde_json::json!([])
        );
    });
}

#[test]
fn the_mail_password_and_the_secret_address_are_in_no_export_and_no_history() {
    each_engine(|place| {
        let office = PostOffice::open();
        let (book, _) = with_mail(place, &office);
        book.set_reminders(&stamp(), wanted(&[Channel::Mail, Channel::Calendar]))
            .unwrap();
        let secret = book.feed_secret().unwrap().unwrap();
        book.renew_feed(&stamp()).unwrap();
        came(&book, at(&book, morning(), "7:30"));
        let renewed = book.feed_secret().unwrap().unwrap();
        let mut export = Vec::new();
        book.export(&mut export).unwrap();
        let export = String::from_utf8(export).unwrap();
        for word in [PASSWORD, &secret, &renewed, "127.0.0.1"] {
            assert!(!export.contains(word), "{word} is in the export");
        }
        // A digest keeps what it was about and not the words.
        let digest = export
            .lines()
            .find(|line| line.contains("\"is\":\"digest\""))
            .unwrap();
        assert!(
            !digest.contains("Sam") && !digest.contains("Ana"),
            "{digest}"
        );
        // And it all reads back, without reaching for anybody.
        let folder = tempfile::tempdir().unwrap();
        let other = Book::begin(&Place::File(folder.path().join("other.db"))).unwrap();
        let read = other.restore(&mut export.as_bytes()).unwrap();
        assert!(other.mail_server().unwrap().is_none());
        assert_eq!(read.silenced, BTreeSet::from([Channel::Mail]));
        let here = other.reminders().unwrap();
        assert_eq!(here, wanted(&[Channel::Calendar]));
        assert_eq!(
            other.digests(morning()).unwrap(),
            book.digests(morning()).unwrap()
        );
        // Neither is taken back, and what is wanted is.
        let lines = book.history(None, 9).unwrap();
        let renewal = lines.iter().find(|line| line.verb == "renew-feed").unwrap();
        let refused = book.undo(&stamp(), Some(renewal.seq)).unwrap_err();
        assert_eq!(
            refused.sentence,
            "a password or a secret address is not taken back"
        );
        let refused = book.undo(&stamp(), None).unwrap_err();
        let wanted = lines.iter().find(|line| line.verb == "remind").unwrap();
        let hint = format!("to take back the line before it: troth undo {}", wanted.seq);
        assert_eq!(refused.hint.unwrap().to_string(), hint);
        book.undo(&stamp(), Some(wanted.seq)).unwrap();
        assert!(
            !book
                .reminders()
                .unwrap()
                .channels
                .contains(&Channel::Calendar)
        );
    });
}

#[test]
fn a_timer_looks_at_the_book_in_use() {
    let troth = Troth::new();
    let book = format!("--book '{}' remind", troth.place());
    let cron = troth.says(&["remind", "--timer", "cron"]);
    assert!(cron.contains(&book), "{cron}");
    let unit = troth.says(&["remind", "--timer", "systemd"]);
    assert!(unit.contains(&book.replace('\'', "\"")), "{unit}");
    // A timer starts in another folder.
    let near = troth.command(&["remind", "--timer", "cron", "--book", "near.db"]);
    let near = { near }.output().unwrap();
    let near = String::from_utf8(near.stdout).unwrap();
    assert!(near.contains("/near.db' remind"), "{near}");
    assert!(!near.contains("'near.db'"), "{near}");
}

#[test]
fn a_book_read_in_sends_nothing_until_it_is_chosen_here() {
    let from = Troth::new();
    from.says(&["meet", "Ana Lindqvist"]);
    from.says(&[
        "reminders",
        "--channel",
        "desktop",
        "--at",
        "0:00",
        "--nights",
        "yes",
    ]);
    let file = from.file("book.jsonl", from.says(&["export"]));
    let to = Troth::new();
    let said = to.says(&["import", file.to_str().unwrap(), "--yes"]);
    assert!(
        said.contains("here nothing is sent until you choose how"),
        "{said}"
    );
    assert!(to.says(&["reminders"]).contains("nothing is sent"));
    assert!(to.says(&["remind"]).contains("No digest is asked for yet."));
    to.says(&["reminders", "--channel", "desktop"]);
    assert_eq!(to.json(&["reminders"])["at"], "00:00");
}

#[test]
fn a_day_without_a_digest_is_called_one_and_quiet_days_gone_by_are_not_listed() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        troth.says(&["meet", "Ana Lindqvist"]);
        troth.says(&[
            "promise",
            "send the notes",
            "--to",
            "ana",
            "--due",
            "2026-03-10",
            "--on",
            "2026-03-10",
        ]);
        troth.says(&[
            "reminders",
            "--quiet",
            "2026-03-10..2026-03-12",
            "--weekends",
            "yes",
        ]);
        let on = |command: &str, day: &str| troth.says(&[command, "--on", day]);
        let quiet = "Nothing would be sent on this day: it is one of your quiet days.";
        assert!(on("remind", "2026-03-12").starts_with(quiet));
        assert!(!on("remind", "2026-03-13").contains("Nothing would be sent"));
        troth.says(&["reminders", "--weekends", "no"]);
        let weekend = "Nothing would be sent on this day: it is a weekend.";
        assert!(on("remind", "2026-03-14").starts_with(weekend));
        assert!(on("reminders", "2026-03-12").contains("Quiet"));
        assert!(!on("reminders", "2026-03-13").contains("Quiet"));
        // So many days that today is one of them.
        let always = [
            "reminders",
            "--channel",
            "desktop",
            "--quiet",
            "2026-03-10..2126-03-10",
        ];
        troth.says(&always);
        assert_eq!(
            troth.says(&["remind"]),
            "Desktop: nothing is sent today: it is one of your quiet days.\n"
        );
    });
}
