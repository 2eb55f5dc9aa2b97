//! Reminders: one digest a day, at the chosen hour, over the chosen ways; what happens when a way
//! fails; and the calendar at its secret address.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use insta::assert_snapshot;
use jiff::{Timestamp, ToSpan};
use ledger::Day;
use ledger::meeting::{Kind, Prepared};
use ledger::milestone::{DayOfYear, Occurs, Sort};
use ledger::reminder::{Channel, State, Wait, Wanted, hour, quiet_days};
use troth::book::{
    Book, Door, MailServer, NewConcern, NewMeeting, NewMilestone, PasswordFrom, Place, Security,
    Stamp, Urgency,
};
use troth::chores::remind::{Came, round};

use super::web::{Cast, Visitor, cast, morning};
use crate::support::post::{PASSWORD, PostOffice, Temper};
use crate::support::{Troth, each_engine};

fn stamp() -> Stamp {
    Stamp::now(Door::Demo)
}

fn wanted(channels: &[Channel]) -> Wanted {
    Wanted {
        at: hour("7:30").unwrap(),
        channels: channels.iter().copied().collect::<BTreeSet<_>>(),
        ..Wanted::default()
    }
}

fn server(office: &PostOffice) -> MailServer {
    MailServer {
        host: "127.0.0.1".to_owned(),
        port: office.port,
        security: Security::Plain,
        from: "Troth <noor@troth.example>".to_owned(),
        to: "noor@troth.example".to_owned(),
        user: Some("noor".to_owned()),
        password: Some(PasswordFrom::Book(PASSWORD.to_owned())),
    }
}

/// A book with the cast, whose owner wants a mail at half past seven.
fn with_mail(place: &str, office: &PostOffice) -> (Book, Cast) {
    let book = Book::open(&Place::parse(place)).unwrap();
    let people = cast(&book);
    book.arrange_mail(&stamp(), &server(office)).unwrap();
    book.set_reminders(&stamp(), wanted(&[Channel::Mail]))
        .unwrap();
    (book, people)
}

/// An hour of a day, where the owner lives.
fn at(book: &Book, day: Day, text: &str) -> Timestamp {
    let wall = day.to_datetime(hour(text).unwrap());
    wall.to_zoned(book.zone().clone()).unwrap().timestamp()
}

fn came(book: &Book, now: Timestamp) -> Came {
    let mut outcomes = round(book, now, Urgency::AsWanted).unwrap();
    assert_eq!(outcomes.len(), 1);
    outcomes.remove(0).came
}

fn why(came: Came) -> String {
    match came {
        Came::Failed(failure) => failure.why,
        other => panic!("it did not fail: {other:?}"),
    }
}

fn tomorrow() -> Day {
    morning().tomorrow().unwrap()
}

#[test]
fn one_digest_a_day_comes_at_the_chosen_hour_with_what_the_morning_holds() {
    each_engine(|place| {
        let office = PostOffice::open();
        let (book, _) = with_mail(place, &office);
        let now = |text| at(&book, morning(), text);
        assert_eq!(came(&book, now("7:29")), Came::Waits(Wait::TooEarly));
        let subject = "Today: 1 promise and 1 person".to_owned();
        assert_eq!(came(&book, now("7:30")), Came::Delivered(subject));
        for later in ["7:31", "12:00", "21:00"] {
            assert_eq!(came(&book, now(later)), Came::Waits(Wait::Settled));
        }
        let letters = office.letters();
        let [letter] = letters.as_slice() else {
            panic!("{letters:?}");
        };
        let (head, body) = letter.split_once("\n\n").unwrap();
        assert!(
            head.contains("Subject: Today: 1 promise and 1 person"),
            "{head}"
        );
        assert!(head.contains("Auto-Submitted: auto-generated"), "{head}");
        assert!(!head.contains("Sam") && !head.contains("Ana"), "{head}");
        assert!(
            body.contains("Sam Okafor") && body.contains("Ana Lindqvist"),
            "{body}"
        );
        // One planner: the digest says what the morning says.
        let plan = book.today(morning()).unwrap();
        let body = body.replace("=\n", "");
        for step in &plan.moves {
            let begins: String = step.reason.chars().take_while(char::is_ascii).collect();
            assert!(body.contains(&begins), "{begins} is not in {body}");
        }
        let subject = "Today: 1 promise".to_owned();
        assert_eq!(
            came(&book, at(&book, tomorrow(), "7:30")),
            Came::Delivered(subject)
        );
        assert_eq!(office.letters().len(), 2);
    });
}

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

#[test]
fn nothing_is_sent_at_night_on_weekends_or_in_quiet_days_unless_asked() {
    each_engine(|place| {
        let office = PostOffice::open();
        let (book, people) = with_mail(place, &office);
        let (saturday, monday) = (
            morning().saturating_add(4.days()),
            morning().saturating_add(6.days()),
        );
        assert_eq!(
            came(&book, at(&book, saturday, "9:00")),
            Came::Waits(Wait::Weekend)
        );
        assert_eq!(
            came(&book, at(&book, morning(), "22:10")),
            Came::Waits(Wait::Night)
        );
        let quiet = Wanted {
            quiet: quiet_days("2026-03-16..2026-03-20"),
            weekends: true,
            nights: true,
            ..wanted(&[Channel::Mail])
        };
        book.set_reminders(&stamp(), quiet).unwrap();
        assert_eq!(
            came(&book, at(&book, monday, "9:00")),
            Came::Waits(Wait::QuietDay)
        );
        assert_eq!(office.letters().len(), 0);
        // Asked for, it comes; the promise is overdue by then.
        assert_eq!(
            came(&book, at(&book, saturday, "23:00")),
            Came::Delivered("Today: 1 promise".to_owned())
        );
        book.keep(&stamp(), people.notes, saturday).unwrap();
        let sunday = saturday.tomorrow().unwrap();
        assert_eq!(came(&book, at(&book, sunday, "9:00")), Came::Nothing);
        assert_eq!(
            came(&book, at(&book, sunday, "9:10")),
            Came::Waits(Wait::Settled)
        );
        assert_eq!(office.letters().len(), 1);
    });
}

#[test]
fn two_programs_on_one_book_send_the_days_digest_once() {
    each_engine(|place| {
        let office = PostOffice::open();
        let (book, _) = with_mail(place, &office);
        let now = at(&book, morning(), "7:30");
        let doors: Vec<_> = (0..4)
            .map(|_| {
                let book = Book::open(&Place::parse(place)).unwrap();
                std::thread::spawn(move || round(&book, now, Urgency::AsWanted).unwrap())
            })
            .collect();
        for door in doors {
            door.join().unwrap();
        }
        assert_eq!(office.letters().len(), 1);
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
        let other = Book::open(&Place::File(folder.path().join("other.db"))).unwrap();
        other.restore(&mut export.as_bytes()).unwrap();
        assert!(other.mail_server().unwrap().is_none());
        assert_eq!(other.reminders().unwrap(), book.reminders().unwrap());
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
        assert_eq!(book.undo(&stamp(), None).unwrap().verb, "remind");
        assert!(
            !book
                .reminders()
                .unwrap()
                .channels
                .contains(&Channel::Calendar)
        );
    });
}

/// The cast with one of each thing that has a day.
fn full(book: &Book) {
    let people = cast(book);
    let concern = NewConcern {
        person: people.ana,
        what: "worried about the release; and, well, more".to_owned(),
        check_on: Some(morning().saturating_add(2.days())),
        touch: None,
    };
    book.raise_concern(&stamp(), &concern, morning()).unwrap();
    let birthday = NewMilestone {
        person: people.sam,
        sort: Sort::Birthday,
        what: String::new(),
        occurs: Occurs::Yearly {
            on: DayOfYear::new(4, 2).unwrap(),
            since: None,
        },
    };
    book.milestone(&stamp(), &birthday, morning()).unwrap();
    let meeting = NewMeeting {
        guests: vec![people.ana, people.sam],
        at: at(book, tomorrow(), "9:00"),
        minutes: 45,
        title: "Gauges".to_owned(),
        kind: Kind::ALL[0],
        place: "Lyon".to_owned(),
        every: None,
        prepared: Prepared::default(),
    };
    book.arrange(&stamp(), &meeting).unwrap();
}

#[test]
fn the_calendar_shows_promises_milestones_concerns_meetings_and_todays_moves() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        full(&visitor.book);
        visitor
            .book
            .set_reminders(&stamp(), wanted(&[Channel::Calendar]))
            .unwrap();
        let secret = visitor.book.feed_secret().unwrap().unwrap();
        let answer = visitor.get(&format!("/feed/{secret}.ics"));
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(
            answer.headers["content-type"],
            "text/calendar; charset=utf-8"
        );
        assert_eq!(answer.headers["cache-control"], "no-store");
        assert!(!answer.headers.contains_key("set-cookie"));
        let text = answer.text.replace("\r\n ", "");
        for line in [
            "SUMMARY:Promised Sam Okafor: send the driver notes",
            "DTSTART;VALUE=DATE:20260310",
            "SUMMARY:Sam Okafor: birthday",
            "DTSTART;VALUE=DATE:20260402",
            "SUMMARY:Ask Ana Lindqvist how it is: worried about the release\\; and\\, well\\, more",
            "DTSTART;VALUE=DATE:20260312",
            "SUMMARY:Gauges",
            "LOCATION:Lyon",
            "DESCRIPTION:Ana Lindqvist\\, Sam Okafor",
            "SUMMARY:Be in touch with Ana Lindqvist",
        ] {
            assert!(
                text.contains(&format!("\r\n{line}\r\n")),
                "{line} is not in {text}"
            );
        }
        let marks = |text: &str| -> Vec<String> {
            let lines = text.lines().filter(|line| line.starts_with("UID:"));
            lines.map(str::to_owned).collect()
        };
        let unique: BTreeSet<String> = marks(&text).into_iter().collect();
        assert_eq!(unique.len(), 5, "{unique:?}");
        // The same things keep their marks.
        let again = visitor.page(&format!("/feed/{secret}.ics?tasks"));
        assert_eq!(marks(&again), marks(&text));
        assert_eq!(again.matches("BEGIN:VTODO").count(), 3);
    });
}

#[test]
fn the_calendar_is_at_its_secret_address_alone_until_that_is_renewed() {
    each_engine(|place| {
        let visitor = Visitor::of(place);
        full(&visitor.book);
        let off = visitor.get(&format!("/feed/{}.ics", "0".repeat(64)));
        assert_eq!(off.status, StatusCode::NOT_FOUND);
        let page = visitor.writes(
            "/reminders",
            &[
                ("back", "/reminders"),
                ("at", "07:30"),
                ("channel", "calendar"),
            ],
        );
        assert!(page.contains("/feed/"), "{page}");
        let secret = visitor.book.feed_secret().unwrap().unwrap();
        assert_eq!(secret.len(), 64);
        let address = format!("/feed/{secret}.ics");
        assert_eq!(visitor.get(&address).status, StatusCode::OK);
        let near = format!("/feed/{}0.ics", &secret[..63]);
        for wrong in [
            format!("/feed/{secret}"),
            near,
            "/feed/.ics".to_owned(),
            "/feed/x.ics".to_owned(),
        ] {
            if wrong != address {
                assert_eq!(visitor.get(&wrong).status, StatusCode::NOT_FOUND, "{wrong}");
            }
        }
        visitor.writes("/reminders/feed", &[]);
        assert_eq!(visitor.get(&address).status, StatusCode::NOT_FOUND);
        let renewed = visitor.book.feed_secret().unwrap().unwrap();
        assert_eq!(
            visitor.get(&format!("/feed/{renewed}.ics")).status,
            StatusCode::OK
        );
        visitor.writes("/reminders", &[("at", "07:30")]);
        assert_eq!(
            visitor.get(&format!("/feed/{renewed}.ics")).status,
            StatusCode::NOT_FOUND
        );
    });
}

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

/// A desktop of its own: notify-send that writes down what it was told.
#[cfg(unix)]
fn with_desktop(troth: &Troth) -> (String, std::path::PathBuf) {
    use std::os::unix::fs::PermissionsExt;
    let told = troth.home().join("told");
    let script = format!("#!/bin/sh\nprintf '%s\\n' \"$@\" >> {}\n", told.display());
    let program = troth.file("bin/notify-send", script);
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    let folder = program.parent().unwrap().to_string_lossy().into_owned();
    let path = std::env::var("PATH").unwrap_or_default();
    (format!("{folder}:{path}"), told)
}

#[cfg(unix)]
#[test]
fn a_notification_says_how_many_and_not_who() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        let (path, told) = with_desktop(&troth);
        troth.says(&["meet", "Ana Lindqvist"]);
        troth.says(&["promise", "send the notes", "--to", "ana", "--due", "today"]);
        troth.says(&["reminders", "--channel", "desktop", "--at", "7:30"]);
        let remind = || {
            let done = troth
                .command(&["remind", "--now"])
                .env("PATH", &path)
                .output()
                .unwrap();
            String::from_utf8(done.stdout).unwrap()
        };
        assert_eq!(remind(), "Desktop: sent. Today: 1 promise.\n");
        assert_eq!(remind(), "Desktop: today’s is done.\n");
        assert_eq!(
            std::fs::read_to_string(told).unwrap(),
            "--app-name=Troth\nTroth: 1 promise\nAbout 5 minutes. Open Troth, or: troth today\n"
        );
    });
}

#[test]
fn a_desk_without_notifications_says_so_and_keeps_the_digest() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        troth.says(&["meet", "Ana Lindqvist"]);
        troth.says(&["promise", "send the notes", "--to", "ana", "--due", "today"]);
        troth.says(&["reminders", "--channel", "desktop"]);
        let mut command = troth.command(&["remind", "--now"]);
        let answer = command.env("PATH", troth.home()).output().unwrap();
        assert_eq!(answer.status.code(), Some(1));
        let err = String::from_utf8(answer.stderr).unwrap();
        assert!(
            err.contains("notify-send is not installed on this machine"),
            "{err}"
        );
        let state = troth.json(&["reminders"]);
        assert_eq!(state["digests"][0]["state"], "waiting");
        assert_eq!(state["digests"][0]["things"], 1);
        let said = troth.says(&["reminders"]);
        assert!(said.contains("could not be sent yet"), "{said}");
    });
}

#[test]
fn reminders_are_set_in_words_and_what_makes_no_sense_is_refused() {
    insta::allow_duplicates! { each_engine(|place| {
        let troth = Troth::with_book(place);
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
fn while_troth_is_open_it_reminds_by_itself() {
    each_engine(|place| {
        let office = PostOffice::open();
        let troth = Troth::with_book(place);
        troth.says(&["meet", "Ana Lindqvist"]);
        troth.says(&["promise", "send the notes", "--to", "ana", "--due", "today"]);
        let book = Book::open(&Place::parse(place)).unwrap();
        book.arrange_mail(&stamp(), &server(&office)).unwrap();
        let whenever = Wanted {
            at: hour("0:00").unwrap(),
            nights: true,
            weekends: true,
            ..wanted(&[Channel::Mail])
        };
        book.set_reminders(&stamp(), whenever).unwrap();
        let log = troth.file("log", "");
        let mut serve = troth
            .command(&["serve", "--port", "0"])
            .env("RUST_LOG", "trace")
            .stdout(std::process::Stdio::null())
            .stderr(std::fs::File::create(&log).unwrap())
            .spawn()
            .unwrap();
        for _ in 0..200 {
            if !office.letters().is_empty() {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(100));
        }
        serve.kill().unwrap();
        serve.wait().unwrap();
        let letters = office.letters();
        assert_eq!(letters.len(), 1);
        assert!(
            letters[0].contains("Subject: Today: 1 promise"),
            "{}",
            letters[0]
        );
        let log = std::fs::read_to_string(log).unwrap();
        assert!(!log.contains("Ana") && !log.contains(PASSWORD), "{log}");
    });
}
