//! What could not be delivered: kept, said, tried again, and why.

use jiff::ToSpan;
use ledger::reminder::{State, Wait};
use troth::book::{Book, MailServer, PasswordFrom, Security, Urgency};
use troth::chores::remind::{Came, round};

use super::{at, came, server, stamp, tomorrow, why, with_mail};
use crate::stories::web::{Visitor, morning};
use crate::support::post::{PostOffice, Temper};
use crate::support::{Troth, each_engine};

#[test]
fn a_mail_that_could_not_be_sent_is_kept_tried_again_and_comes_late_the_same_day() {
    each_engine(|place| {
        let office = PostOffice::open();
        let (book, people) = with_mail(place, &office);
        let now = |text| at(&book, morning(), text);
        office.is(Temper::Busy);
        let busy = "the mail server cannot take it just now (it said 451)";
        assert_eq!(why(came(&book, now("7:30"))), busy);
        let again = Came::Waits(Wait::TriedUntil(now("7:35")));
        assert_eq!(came(&book, now("7:34")), again);
        assert_eq!(why(came(&book, now("7:35"))), busy);
        assert_eq!(
            came(&book, now("7:49")),
            Came::Waits(Wait::TriedUntil(now("7:50")))
        );
        assert_eq!(
            book.undelivered(morning()).unwrap(),
            [format!(
                "Today’s mail could not be sent yet: {busy}. It is tried again."
            )]
        );
        // What was settled in the meantime is not in the late one.
        book.keep(&stamp(), people.notes, morning()).unwrap();
        office.is(Temper::Takes);
        assert_eq!(
            came(&book, now("7:50")),
            Came::Delivered("Today: 1 person".to_owned())
        );
        assert!(!office.letters()[0].contains("Sam Okafor"));
        assert_eq!(book.undelivered(morning()).unwrap(), Vec::<String>::new());
    });
}

#[test]
fn a_mail_that_failed_all_day_goes_into_the_next_one_and_the_morning_says_so() {
    each_engine(|place| {
        let office = PostOffice::open();
        let (book, people) = with_mail(place, &office);
        office.is(Temper::RefusesPassword);
        let refused = "the mail server did not accept the name and the password";
        for hours in 8..22 {
            let now = at(&book, morning(), &format!("{hours}:00"));
            let _ = round(&book, now, Urgency::AsWanted).unwrap();
        }
        let said = format!("Yesterday’s mail could not be sent: {refused}.");
        assert_eq!(book.undelivered(tomorrow()).unwrap(), [said.as_str()]);
        let page = Visitor::of(place).on(troth::web::App::new(
            book.clone(),
            Some(tomorrow()),
            troth::web::LOOPBACK,
        ));
        assert!(page.page("/").contains(&said));
        let troth = Troth::with_book(place);
        let cli = troth.json(&["today", "--on", &tomorrow().to_string()]);
        assert_eq!(cli["undelivered"][0], said.as_str());

        book.release(&stamp(), people.notes, morning()).unwrap();
        office.is(Temper::Takes);
        assert!(matches!(
            came(&book, at(&book, tomorrow(), "7:30")),
            Came::Delivered(_)
        ));
        let letter = office.letters()[0]
            .replace("=\n", "")
            .replace("=E2=80=99", "’");
        assert!(letter.contains(&said), "{letter}");
        assert!(
            letter.contains("Of the 2 things in it 1 is here again."),
            "{letter}"
        );
        assert_eq!(book.undelivered(tomorrow()).unwrap(), Vec::<String>::new());
        let states: Vec<State> = book
            .digests(tomorrow())
            .unwrap()
            .into_iter()
            .map(|digest| digest.state)
            .collect();
        assert!(matches!(
            states.as_slice(),
            [State::Failed(_), State::Delivered { .. }]
        ));
    });
}

#[test]
fn a_mail_that_never_arrived_counts_as_shown_to_nobody() {
    each_engine(|place| {
        let office = PostOffice::open();
        let (book, _) = with_mail(place, &office);
        let history = || book.export(&mut Vec::new()).unwrap();
        let before = history();
        office.is(Temper::Busy);
        came(&book, at(&book, morning(), "7:30"));
        // One digest row, and no nudge and no line of history.
        assert_eq!(history(), before + 1);
        office.is(Temper::Takes);
        came(&book, at(&book, morning(), "7:35"));
        assert!(history() > before + 1, "Ana was shown");
    });
}

/// The way to a server of a certain kind, and what is said when it fails.
fn fails(book: &Book, day: i64, server: &MailServer) -> String {
    book.arrange_mail(&stamp(), server).unwrap();
    let day = morning().saturating_add(day.days());
    why(came(book, at(book, day, "7:30")))
}

#[test]
fn why_a_mail_was_not_sent_is_said_in_words_without_a_name_or_a_password() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("book.db");
    let office = PostOffice::open();
    let (book, _) = with_mail(place.to_str().unwrap(), &office);
    let at_office = format!("127.0.0.1:{}", office.port);
    let shut = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let gone = shut.local_addr().unwrap().port();
    drop(shut);
    let good = server(&office);

    let unreachable = MailServer {
        port: gone,
        ..good.clone()
    };
    assert_eq!(
        fails(&book, 0, &unreachable),
        format!("nobody answers at 127.0.0.1:{gone}, or not as a mail server does")
    );
    let starttls = MailServer {
        security: Security::StartTls,
        ..good.clone()
    };
    assert_eq!(
        fails(&book, 1, &starttls),
        format!("the mail server at {at_office} offers no encryption, so nothing was said to it")
    );
    let wrong = MailServer {
        password: Some(PasswordFrom::Command("echo a wrong one".to_owned())),
        ..good.clone()
    };
    assert_eq!(
        fails(&book, 2, &wrong),
        "the mail server did not accept the name and the password"
    );
    let nowhere = MailServer {
        password: Some(PasswordFrom::File(folder.path().join("no such file"))),
        ..good.clone()
    };
    assert_eq!(
        fails(&book, 3, &nowhere),
        "the file of the mail password could not be read"
    );
    let broken = MailServer {
        password: Some(PasswordFrom::Command("echo secret >&2; false".to_owned())),
        ..good.clone()
    };
    assert_eq!(
        fails(&book, 6, &broken),
        "the command that gives the mail password failed"
    );
    office.is(Temper::Silent);
    assert_eq!(
        fails(&book, 7, &good),
        format!("the mail server at {at_office} did not answer in time")
    );
    assert_eq!(office.letters().len(), 0);
}

#[test]
fn a_try_outside_the_wanted_hours_says_when_it_is_really_made_again() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        troth.says(&["meet", "Ana Lindqvist"]);
        troth.says(&["promise", "send the notes", "--to", "ana", "--due", "today"]);
        troth.says(&[
            "reminders",
            "--channel",
            "desktop",
            "--quiet",
            "2026-03-10..2126-03-10",
        ]);
        let mut command = troth.command(&["remind", "--now"]);
        let answer = command.env("PATH", troth.home()).output().unwrap();
        let err = String::from_utf8(answer.stderr).unwrap();
        let said = "it is not tried again today; what still stands comes with the next digest";
        assert!(err.contains(said), "{err}");
    });
}
