//! The hour in zones with jumping clocks, what becomes of a digest that fails, its words, and the
//! calendar as text.

use jiff::civil::date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::Day;
use crate::cast::{MORNING, days_ago, person, promise};
use crate::today::{About, Kind, Move, Plan};
use crate::touch::Side;
use std::collections::BTreeSet;

/// Zones by their rules, as the owner's machine would know them.
const ZONES: &[&str] = &[
    "UTC0",
    "CET-1CEST,M3.5.0,M10.5.0/3",
    "EST5EDT,M3.2.0,M11.1.0",
    // Half an hour of summer time.
    "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
    "<+0545>-5:45",
    // Clocks that jump at midnight, so that a day begins at one.
    "<-04>4<-03>,M9.1.6/24,M4.1.6/24",
    "<+13>-13<+14>,M9.5.0/3,M4.1.0/4",
];

fn zone(rule: &str) -> TimeZone {
    TimeZone::posix(rule).unwrap()
}

fn wanted(at: &str) -> Wanted {
    Wanted {
        at: hour(at).unwrap(),
        channels: BTreeSet::from([Channel::Mail]),
        ..Wanted::default()
    }
}

fn digest(day: Day, state: State) -> Digest {
    Digest {
        day,
        channel: Channel::Mail,
        marks: vec!["promise 1".to_owned(), "concern 2".to_owned()],
        state,
    }
}

fn failed(day: Day) -> Digest {
    let failure = Failure {
        tries: 3,
        tried_at: Timestamp::UNIX_EPOCH,
        why: "the mail server does not answer".to_owned(),
    };
    digest(day, State::Failed(failure))
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn a_move(about: About, name: &str) -> Move {
    Move {
        about,
        person: person(7),
        name: name.to_owned(),
        reason: "You promised it by today.".to_owned(),
        parts: Vec::new(),
        opener: "When you sit down, send it.".to_owned(),
        minutes: 5,
        value: 1.0,
    }
}

fn plan(moves: Vec<Move>) -> Plan {
    Plan {
        day: MORNING,
        moves,
        notes: Vec::new(),
        silence: None,
        asks: Vec::new(),
        called: None,
    }
}

fn full_plan() -> Plan {
    let of = |kind, id| About::Matter(kind, Uuid::from_u128(id));
    plan(vec![
        a_move(
            About::Promise(promise(1, Side::Mine, None).id),
            "Sam Okafor",
        ),
        a_move(of(Kind::Concern, 2), "Priya Raman"),
        a_move(of(Kind::Concern, 3), "Mei Tanaka"),
        a_move(About::Contact, "Ana Lindqvist"),
    ])
}

#[test]
fn hours_are_read_as_people_write_them() {
    let read = |text: &str| hour(text).map(clock_words);
    assert_eq!(read("7:30").as_deref(), Some("07:30"));
    assert_eq!(read("07").as_deref(), Some("07:00"));
    assert_eq!(read("23:59").as_deref(), Some("23:59"));
    for text in [
        "", "24:00", "7:3", "7:60", "-1:00", "+7", "seven", "7:30:00",
    ] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn an_hour_at_night_must_be_asked_for() {
    let refused = wanted("23:30")
        .checked()
        .map_err(|refusal| refusal.to_string());
    assert_eq!(
        refused,
        Err("23:30 is at night, between 22:00 and 6:00".to_owned())
    );
    let asked = Wanted {
        nights: true,
        ..wanted("23:30")
    };
    assert!(asked.checked().is_ok());
    assert!(wanted("6:00").checked().is_ok());
}

#[test]
fn what_is_wanted_is_told_and_heard_again() {
    let full = Wanted {
        at: hour("18:05").unwrap(),
        channels: Channel::ALL.into_iter().collect(),
        nights: true,
        weekends: true,
        quiet: quiet_days("2026-07-01..2026-07-14"),
    };
    for one in [Wanted::default(), full] {
        let mut heard = Wanted::default();
        for (name, value) in one.told() {
            heard.hear(name, &value);
        }
        assert_eq!(heard, one);
    }
}

#[test]
fn nothing_is_sent_early_at_night_on_weekends_or_in_quiet_days() {
    let utc = TimeZone::UTC;
    let mut wanted = wanted("07:30");
    wanted.quiet = quiet_days("2026-03-12..2026-03-13");
    let step_at = |wanted: &Wanted, text: &str| step(wanted, &utc, at(text), None);
    let waits = [
        ("2026-03-10T07:29:59Z", Wait::TooEarly),
        ("2026-03-10T22:00:00Z", Wait::Night),
        ("2026-03-12T09:00:00Z", Wait::QuietDay),
        ("2026-03-13T09:00:00Z", Wait::QuietDay),
        ("2026-03-14T09:00:00Z", Wait::Weekend),
        ("2026-03-15T09:00:00Z", Wait::Weekend),
    ];
    for (text, why) in waits {
        assert_eq!(step_at(&wanted, text), Step::Wait(why), "{text}");
    }
    assert_eq!(step_at(&wanted, "2026-03-10T07:30:00Z"), Step::Deliver);
    assert_eq!(step_at(&wanted, "2026-03-10T21:59:00Z"), Step::Deliver);
    wanted.weekends = true;
    wanted.nights = true;
    assert_eq!(step_at(&wanted, "2026-03-14T23:00:00Z"), Step::Deliver);
}

#[test]
fn a_failed_try_is_followed_by_longer_and_longer_pauses() {
    let minutes: Vec<i64> = (1..8).map(|tries| pause(tries).as_mins()).collect();
    assert_eq!(minutes, [5, 15, 45, 120, 120, 120, 120]);
    let first = digest(MORNING, State::Nothing).tried(at("2026-03-10T07:30:00Z"), "no answer");
    let wanted = wanted("07:30");
    let step_at =
        |digest: &Digest, text: &str| step(&wanted, &TimeZone::UTC, at(text), Some(digest));
    let until = at("2026-03-10T07:35:00Z");
    assert_eq!(
        step_at(&first, "2026-03-10T07:34:59Z"),
        Step::Wait(Wait::TriedUntil(until))
    );
    assert_eq!(step_at(&first, "2026-03-10T07:35:00Z"), Step::Deliver);
    let second = first.tried(until, "no answer");
    assert_eq!(
        step_at(&second, "2026-03-10T07:49:59Z"),
        Step::Wait(Wait::TriedUntil(at("2026-03-10T07:50:00Z")))
    );
    // A clock set back does not stop the day.
    assert_eq!(step_at(&second, "2026-03-10T07:31:00Z"), Step::Deliver);
}

#[test]
fn what_failed_is_said_until_a_later_one_arrives() {
    let yesterday = failed(days_ago(1));
    assert_eq!(
        undelivered(std::slice::from_ref(&yesterday), MORNING),
        ["Yesterday’s mail could not be sent: the mail server does not answer."]
    );
    let older = failed(days_ago(3));
    assert_eq!(
        undelivered(std::slice::from_ref(&older), MORNING),
        ["The mail of 7 March could not be sent: the mail server does not answer."]
    );
    let today = digest(MORNING, State::Nothing).tried(Timestamp::UNIX_EPOCH, "no answer");
    assert_eq!(
        undelivered(&[yesterday.clone(), today], MORNING),
        ["Today’s mail could not be sent yet: no answer. It is tried again."]
    );
    let arrived = digest(
        MORNING,
        State::Delivered {
            at: Timestamp::UNIX_EPOCH,
        },
    );
    assert_eq!(
        undelivered(&[yesterday.clone(), arrived], MORNING),
        Vec::<String>::new()
    );
    assert_eq!(
        undelivered(&[failed(days_ago(7))], MORNING),
        Vec::<String>::new()
    );
    assert_eq!(
        folded(std::slice::from_ref(&yesterday), Channel::Mail, MORNING),
        Some(&yesterday)
    );
    assert_eq!(folded(&[yesterday], Channel::Desktop, MORNING), None);
}

#[test]
fn a_digest_counts_in_its_subject_and_names_in_its_letter() {
    let letter = letter(&full_plan(), None).unwrap();
    assert_eq!(letter.subject, "Today: 1 promise, 2 concerns and 1 person");
    let expected = "Tuesday 10 March 2026

Promised

  Sam Okafor (5 min)
  You promised it by today.
  When you sit down, send it.

Today

  Priya Raman (5 min)
  You promised it by today.
  When you sit down, send it.

  Mei Tanaka (5 min)
  You promised it by today.
  When you sit down, send it.

In touch

  Ana Lindqvist (5 min)
  You promised it by today.
  When you sit down, send it.

-- 
From your own Troth. When and how: Reminders, among all its pages
";
    assert_eq!(letter.body, expected);
}

#[test]
fn without_anything_due_there_is_no_digest() {
    assert_eq!(letter(&plan(Vec::new()), None), None);
}

#[test]
fn a_digest_says_what_of_the_one_before_is_here_again() {
    let plan = full_plan();
    let mut missed = failed(days_ago(1));
    missed.marks = marks(&plan);
    let said = |missed: &Digest, plan: &Plan| {
        let body = letter(plan, Some(missed)).unwrap().body;
        body.lines().nth(2).unwrap().to_owned()
    };
    let why = "Yesterday’s mail could not be sent: the mail server does not answer.";
    assert_eq!(
        said(&missed, &plan),
        format!("{why} All 4 things in it are here again.")
    );
    missed
        .marks
        .extend(["promise x".to_owned(), "promise y".to_owned()]);
    assert_eq!(
        said(&missed, &plan),
        format!("{why} Of the 6 things in it 4 are here again.")
    );
    missed.marks = vec!["promise x".to_owned()];
    let nothing = super::tests::plan(Vec::new());
    assert_eq!(
        said(&missed, &nothing),
        format!("{why} The one thing in it has been settled or has passed.")
    );
}

fn entry(mark: &str, title: &str) -> Entry {
    Entry {
        mark: mark.to_owned(),
        when: When::Day(MORNING),
        title: title.to_owned(),
        words: String::new(),
        place: String::new(),
        task: Task::ToDo,
    }
}

#[test]
fn a_calendar_is_text_as_the_standard_wants_it() {
    let mut hour = entry("meeting-1", "Gauges; Lyon, \\ and more");
    hour.when = When::Hour {
        at: at("2026-03-10T09:00:00Z"),
        minutes: 45,
    };
    hour.task = Task::TakesPlace;
    hour.words = "Ana\nSam\r\nPriya\u{7}".to_owned();
    let text = calendar(
        &[entry("promise-1", "Promised Sam: notes"), hour],
        at("2026-03-10T06:00:00Z"),
        Form::Tasks,
    );
    let lines: Vec<&str> = text.split("\r\n").skip(7).collect();
    assert_eq!(
        lines,
        [
            "BEGIN:VTODO",
            "UID:promise-1@troth",
            "DTSTAMP:20260310T060000Z",
            "DUE;VALUE=DATE:20260310",
            "STATUS:NEEDS-ACTION",
            "SUMMARY:Promised Sam: notes",
            "END:VTODO",
            "BEGIN:VEVENT",
            "UID:meeting-1@troth",
            "DTSTAMP:20260310T060000Z",
            "DTSTART:20260310T090000Z",
            "DTEND:20260310T094500Z",
            "SUMMARY:Gauges\\; Lyon\\, \\\\ and more",
            "DESCRIPTION:Ana\\nSam\\nPriya",
            "END:VEVENT",
            "END:VCALENDAR",
            ""
        ]
    );
}

#[test]
fn a_move_stands_in_the_calendar_once() {
    let promised = promise(1, Side::Mine, Some(MORNING));
    let entries = vec![Entry::of_promise(&promised, "Sam Okafor").unwrap()];
    let all = with_moves(entries.clone(), &full_plan());
    let titles: Vec<&str> = all.iter().map(|entry| entry.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "Promised Sam Okafor: send the deck",
            "Priya Raman",
            "Mei Tanaka",
            "Be in touch with Ana Lindqvist"
        ]
    );
    // Overdue, it stands on its own day and on this one.
    let overdue = promise(1, Side::Mine, Some(days_ago(2)));
    let entries = vec![Entry::of_promise(&overdue, "Sam Okafor").unwrap()];
    assert_eq!(with_moves(entries, &full_plan()).len(), 5);
}

/// The unfolded lines of a calendar, after looking that each is short enough and ends as it must.
fn unfolded(text: &str) -> Vec<String> {
    assert!(text.ends_with("\r\n"));
    let mut lines: Vec<String> = Vec::new();
    for line in text.trim_end_matches("\r\n").split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\r', '\n']));
        match line.strip_prefix(' ') {
            Some(rest) => lines.last_mut().unwrap().push_str(rest),
            None => lines.push(line.to_owned()),
        }
    }
    lines
}

/// What a calendar program makes of an escaped text.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(escaped) => out.push(escaped),
                None => panic!("nothing follows the escape"),
            },
            letter => out.push(letter),
        }
    }
    out
}

proptest! {
    // A year of polls each: a few are many.
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// A year of polls, over zones with jumping clocks and a server that is out now and then: each
    /// day that is wanted has exactly one digest, no other day has one, and none comes at night.
    #[test]
    fn each_day_of_a_year_has_exactly_one_digest(
        rule in prop::sample::select(ZONES),
        (hours, minutes) in (0i8..24, 0i8..60),
        (nights, weekends) in any::<(bool, bool)>(),
        poll in 9i64..60,
        out in prop::collection::vec(any::<bool>(), 16),
    ) {
        let at = jiff::civil::Time::new(hours, minutes, 0, 0).unwrap();
        let wanted = Wanted { nights: nights || is_night(at), weekends, ..wanted(&clock_words(at)) };
        let zone = zone(rule);
        let first = date(2026, 1, 1);
        let mut now = first.to_zoned(zone.clone()).unwrap().timestamp();
        let end = date(2027, 1, 1).to_zoned(zone.clone()).unwrap().timestamp();
        let mut settled: std::collections::BTreeMap<Day, u32> = Default::default();
        let mut today: Option<Digest> = None;
        let mut tries = 0;
        while now < end {
            let wall = now.to_zoned(zone.clone()).datetime();
            let digest_of_today = today.clone().filter(|digest| digest.day == wall.date());
            if step(&wanted, &zone, now, digest_of_today.as_ref()) == Step::Deliver {
                prop_assert!(wanted.nights || !is_night(wall.time()));
                let fresh = digest(wall.date(), State::Nothing);
                let mut tried = digest_of_today.unwrap_or(fresh).tried(now, "no answer");
                tries += 1;
                if !out[tries % out.len()] || tries % 7 == 0 {
                    tried.state = State::Delivered { at: now };
                    *settled.entry(wall.date()).or_default() += 1;
                }
                today = Some(tried);
            }
            now = now.checked_add(SignedDuration::from_mins(poll)).unwrap();
        }
        prop_assert!(settled.values().all(|count| *count == 1));
        prop_assert!(settled.keys().all(|day| wanted.rests_on(*day).is_none()));
    }

    #[test]
    fn with_a_server_that_answers_no_day_is_left_out(
        rule in prop::sample::select(ZONES), hours in 0i8..23, minutes in 0i8..60,
    ) {
        let wanted = wanted(&format!("{hours:02}:{minutes:02}"));
        let wanted = Wanted { nights: is_night(wanted.at), ..wanted };
        // Looked at every ten minutes: an hour in the last ten before the night may pass unseen, and then it is night.
        prop_assume!(!(hours == 21 && minutes > 50));
        let zone = zone(rule);
        let mut day = date(2026, 1, 1);
        while day < date(2027, 1, 1) {
            let begins = day.to_zoned(zone.clone()).unwrap().timestamp();
            let ends = day.tomorrow().unwrap().to_zoned(zone.clone()).unwrap().timestamp();
            let mut now = begins;
            let mut times = 0;
            let mut digest_of_day = None;
            while now < ends {
                if step(&wanted, &zone, now, digest_of_day.as_ref()) == Step::Deliver {
                    times += 1;
                    digest_of_day = Some(digest(day, State::Delivered { at: now }));
                }
                now = now.checked_add(SignedDuration::from_mins(10)).unwrap();
            }
            prop_assert_eq!(times, u32::from(wanted.rests_on(day).is_none()), "{}", day);
            day = day.tomorrow().unwrap();
        }
    }
}

proptest! {
    #[test]
    fn any_words_come_out_of_a_calendar_as_they_went_in(
        title in "[\\PC\n\t\r;,\\\\:\"äöü漢字🙂]{0,200}", words in "\\PC{0,300}",
    ) {
        let mut one = entry("promise-1", &title);
        one.words = words.clone();
        let text = calendar(&[one], Timestamp::UNIX_EPOCH, Form::Events);
        let lines = unfolded(&text);
        let value = |name: &str| {
            let line = lines.iter().find_map(|line| line.strip_prefix(name));
            line.map(unescaped).unwrap_or_default()
        };
        let plain = |text: &str| -> String {
            let text = text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ");
            text.chars().filter(|letter| *letter == '\n' || !letter.is_control()).collect()
        };
        prop_assert_eq!(value("SUMMARY:"), plain(&title));
        prop_assert_eq!(value("DESCRIPTION:"), plain(&words));
        for line in &lines {
            let (name, _) = line.split_once(':').unwrap();
            prop_assert!(name.bytes().all(|byte| byte.is_ascii_uppercase() || b"-;=".contains(&byte)), "{}", name);
        }
    }
}

proptest! {
    #[test]
    fn a_failed_digest_is_tried_again_when_it_is_said_and_not_before(
        rule in prop::sample::select(ZONES), hours in 0i8..24, day in 0i64..365, minute in 0i64..1440,
        (nights, weekends, tries) in (any::<bool>(), any::<bool>(), 1u32..5),
    ) {
        let zone = zone(rule);
        let wanted = Wanted { nights, weekends, ..wanted(&format!("{hours:02}:00")) };
        let day = date(2026, 1, 1).checked_add(jiff::Span::new().days(day)).unwrap();
        let begins = day.to_zoned(zone.clone()).unwrap().timestamp();
        let ends = day.tomorrow().unwrap().to_zoned(zone.clone()).unwrap().timestamp();
        let tried_at = begins.checked_add(SignedDuration::from_mins(minute)).unwrap();
        prop_assume!(tried_at < ends);
        let failure = Failure { tries, tried_at, why: "no answer".to_owned() };
        let said = next_try(&wanted, &zone, &failure);
        let waiting = digest(day, State::Waiting(failure));
        let mut now = tried_at;
        let mut really = None;
        while now < ends && really.is_none() {
            let deliver = step(&wanted, &zone, now, Some(&waiting)) == Step::Deliver;
            really = deliver.then_some(now);
            now = now.checked_add(SignedDuration::from_mins(1)).unwrap();
        }
        prop_assert_eq!(said, really);
    }
}
