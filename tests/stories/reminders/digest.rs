//! One digest a day: its hour, what is in it, the ways it comes.

use jiff::ToSpan;
use ledger::reminder::{Channel, Wait, Wanted, hour, quiet_days};
use troth::book::{Book, Place, Urgency};
use troth::chores::remind::{Came, round};

use super::{at, came, server, stamp, tomorrow, wanted, why, with_mail};
use crate::stories::web::morning;
use crate::support::post::{PASSWORD, PostOffice, Temper};
use crate::support::{Troth, each_engine};

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
fn programs_on_one_book_send_the_days_digest_once_however_urgent_it_is() {
    each_engine(|place| {
        let office = PostOffice::open();
        let (book, _) = with_mail(place, &office);
        let days = [
            (morning(), Urgency::AsWanted, 1),
            (tomorrow(), Urgency::Now, 2),
        ];
        for (day, urgency, letters) in days {
            let now = at(&book, day, "7:30");
            let doors: Vec<_> = (0..4)
                .map(|_| {
                    let book = Book::begin(&Place::parse(place)).unwrap();
                    std::thread::spawn(move || round(&book, now, urgency).unwrap())
                })
                .collect();
            for door in doors {
                door.join().unwrap();
            }
            assert_eq!(office.letters().len(), letters, "{urgency:?}");
        }
    });
}

#[test]
fn a_digest_another_program_has_in_hand_waits_two_minutes_even_for_now() {
    each_engine(|place| {
        let office = PostOffice::open();
        let (book, _) = with_mail(place, &office);
        let now = |text| at(&book, morning(), text);
        let other = Book::begin(&Place::parse(place)).unwrap();
        let claim = |book: &Book, text| {
            let marks = vec![String::new()];
            let claimed = book.claim_digest(Channel::Mail, now(text), marks, Urgency::Now);
            claimed.unwrap()
        };
        assert!(claim(&other, "7:30").is_some());
        assert!(claim(&book, "7:31").is_none());
        let outcomes = round(&book, now("7:31"), Urgency::Now).unwrap();
        assert_eq!(outcomes[0].came, Came::Waits(Wait::InHand));
        // Whoever had it was stopped. One that failed is tried again at once.
        office.is(Temper::Busy);
        why(round(&book, now("7:32"), Urgency::Now)
            .unwrap()
            .remove(0)
            .came);
        office.is(Temper::Takes);
        let outcomes = round(&book, now("7:33"), Urgency::Now).unwrap();
        assert!(matches!(outcomes[0].came, Came::Delivered(_)));
    });
}

#[test]
fn while_troth_is_open_it_reminds_by_itself() {
    each_engine(|place| {
        let office = PostOffice::open();
        let troth = Troth::with_book(place);
        troth.says(&["meet", "Ana Lindqvist"]);
        troth.says(&["promise", "send the notes", "--to", "ana", "--due", "today"]);
        let book = Book::begin(&Place::parse(place)).unwrap();
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
            "--app-name=Troth\nTroth: 1 promise\nAbout 5 minutes. Open Troth to see.\n"
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
