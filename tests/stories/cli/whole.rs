//! A whole book carried from one place to another without loss, whatever was written in it.

use jiff::tz::TimeZone;
use ledger::Day;
use ledger::bid::Outcome;
use ledger::handle::Handle;
use ledger::meeting::{Kind, Prepared};
use ledger::milestone::{Occurs, Sort};
use ledger::moment::{Judged, Moment};
use ledger::person::{Importance, PersonId, Quiet};
use ledger::progress::Heard;
use ledger::promise::PromiseId;
use ledger::touch::{Beginner, Medium, Setting, Side};
use ledger::verdict::Verdict;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use troth::book::{
    Book, CircleChange, Door, NewBid, NewContribution, NewMeeting, NewMilestone, NewPromise,
    NewTouch, Place, Said, Shown, Stamp, Thanks,
};

use super::each_morning;
use crate::support::{Troth, each_engine};

#[test]
fn a_book_is_exported_and_read_back_by_the_same_command_that_reads_mail() {
    each_morning(|morning| {
        morning.says(&["log", "walk", "ana", "“quoted”\tand a tab"]);
        let file = morning.troth.home().join("book.jsonl");
        let path = file.to_str().unwrap();
        morning.troth.says(&["export", path]);
        let other = Troth::new();
        let shown = other.run(&["import", path]);
        assert!(shown.err.contains("Nothing was written."), "{shown:?}");
        other.says(&["import", path, "--yes"]);
        assert_eq!(other.says(&["export"]), morning.troth.says(&["export"]));
        let said = other.refuses(1, &["import", path, "--yes"]);
        assert!(said.contains("not empty"), "{said}");
    });
}

#[test]
fn an_export_replaces_an_earlier_export_and_nothing_else() {
    each_morning(|morning| {
        let file = morning.troth.home().join("book.jsonl");
        let path = file.to_str().unwrap();
        morning.troth.says(&["export", path]);
        morning.troth.says(&["export", path]);
        let letters = morning.troth.file("letters.mbox", "From somebody\n");
        let said = morning
            .troth
            .refuses(1, &["export", letters.to_str().unwrap()]);
        assert!(said.contains("not an earlier export"), "{said}");
        assert_eq!(
            std::fs::read_to_string(&letters).unwrap(),
            "From somebody\n"
        );
        if !morning.troth.place().starts_with("postgres") {
            morning.troth.refuses(1, &["export", morning.troth.place()]);
            morning.troth.says(&["people"]);
        }
    });
}

#[test]
fn a_book_cut_short_is_refused_and_nothing_is_kept() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        let whole = troth::demo::lines("UTC");
        let cut: String = whole.chars().take(whole.len() / 2).collect();
        let file = troth.file("cut.jsonl", cut);
        let said = troth.refuses(1, &["import", file.to_str().unwrap(), "--yes"]);
        assert!(said.contains("nothing was kept"), "{said}");
        assert_eq!(
            troth.json(&["people"])["people"].as_array().unwrap().len(),
            0
        );
    });
}

/// One thing an owner might do; people and promises are named by number.
#[derive(Clone, Debug)]
enum Deed {
    Meet(String),
    Log(usize, i64, String),
    Promise(usize, String, Option<i64>),
    Keep(usize),
    Renew(usize),
    Rename(usize, String),
    Quiet(usize, String),
    Importance(usize, i64),
    Rhythm(usize, u32),
    Snooze(usize, String),
    Ignore(usize),
    Merge(usize, usize),
    Weight(f64),
    Circle(usize, String),
    WalkAround(usize),
    Milestone(usize, String),
    Celebrate(usize),
    Progress(usize, String),
    Bid(usize, String),
    Saw(usize, String),
    Meeting(usize, String),
    Leave(usize),
    Undo,
    UndoLine(i64),
}

fn deed() -> impl Strategy<Value = Deed> {
    let words = || "\\PC{0,24}";
    prop_oneof![
        3 => words().prop_map(Deed::Meet),
        4 => (any::<usize>(), 0..900_i64, words()).prop_map(|(who, ago, note)| Deed::Log(who, ago, note)),
        3 => (any::<usize>(), words(), proptest::option::of(0..60_i64))
            .prop_map(|(who, what, due)| Deed::Promise(who, what, due)),
        1 => any::<usize>().prop_map(Deed::Keep),
        1 => any::<usize>().prop_map(Deed::Renew),
        1 => (any::<usize>(), words()).prop_map(|(who, name)| Deed::Rename(who, name)),
        1 => (any::<usize>(), words()).prop_map(|(who, why)| Deed::Quiet(who, why)),
        1 => (any::<usize>(), 1..4_i64).prop_map(|(who, steps)| Deed::Importance(who, steps)),
        1 => (any::<usize>(), 0..40_u32).prop_map(|(who, days)| Deed::Rhythm(who, days)),
        1 => (any::<usize>(), words()).prop_map(|(who, why)| Deed::Snooze(who, why)),
        1 => any::<usize>().prop_map(Deed::Ignore),
        1 => (any::<usize>(), any::<usize>()).prop_map(|(from, into)| Deed::Merge(from, into)),
        1 => (7.0..730.0_f64).prop_map(Deed::Weight),
        1 => (any::<usize>(), words()).prop_map(|(who, name)| Deed::Circle(who, name)),
        1 => any::<usize>().prop_map(Deed::WalkAround),
        1 => (any::<usize>(), words()).prop_map(|(who, what)| Deed::Milestone(who, what)),
        1 => any::<usize>().prop_map(Deed::Celebrate),
        1 => (any::<usize>(), words()).prop_map(|(which, what)| Deed::Progress(which, what)),
        1 => (any::<usize>(), words()).prop_map(|(who, what)| Deed::Bid(who, what)),
        1 => (any::<usize>(), words()).prop_map(|(who, what)| Deed::Saw(who, what)),
        1 => (any::<usize>(), words()).prop_map(|(who, title)| Deed::Meeting(who, title)),
        1 => any::<usize>().prop_map(Deed::Leave),
        1 => Just(Deed::Undo),
        2 => (1..30_i64).prop_map(Deed::UndoLine),
    ]
}

const DAY: Day = troth::demo::MORNING;

/// Does it; a refusal is an answer too.
fn perform(book: &Book, deed: &Deed, people: &mut Vec<PersonId>) {
    let stamp = Stamp::now(Door::Cli);
    let who = |n: &usize| people.get(n % people.len().max(1)).copied();
    let promise = |n: &usize| -> Option<PromiseId> {
        let all = book.promises(Shown::Open).unwrap();
        (!all.is_empty()).then(|| all[n % all.len()].promise.id)
    };
    let done = match deed {
        Deed::Meet(name) => {
            let handle = Handle::mail(&format!("person{}@made.example", people.len()));
            let met = book.meet(&stamp, name, &[handle]);
            people.extend(met.as_ref().ok().map(|written| PersonId(written.subject)));
            met.map(|_| ()).ok()
        }
        Deed::Log(n, ago, note) => who(n).and_then(|person| {
            let at = DAY
                .saturating_sub(jiff::Span::new().days(*ago))
                .at(12, 0, 0, 0);
            let touch = NewTouch {
                people: vec![person],
                at: at.to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp(),
                medium: Medium::ALL[n % Medium::ALL.len()],
                setting: Setting::ALL[n % Setting::ALL.len()],
                began: Beginner::ALL[n % Beginner::ALL.len()],
                note: note.clone(),
                moments: vec![Judged {
                    moment: Moment::ALL[n % Moment::ALL.len()],
                    side: Side::Mine,
                }],
            };
            book.log(&stamp, &touch).map(|_| ()).ok()
        }),
        Deed::Promise(n, what, due) => who(n).and_then(|person| {
            let due = due.map(|days| DAY.saturating_add(jiff::Span::new().days(days)));
            let new = NewPromise {
                person,
                side: Side::ALL[n % 2],
                what: what.clone(),
                due,
            };
            book.promise(&stamp, &new, DAY).map(|_| ()).ok()
        }),
        Deed::Keep(n) => promise(n).and_then(|id| book.keep(&stamp, id, DAY).map(|_| ()).ok()),
        Deed::Renew(n) => {
            let later = DAY.saturating_add(jiff::Span::new().days(90));
            promise(n).and_then(|id| book.renew(&stamp, id, DAY, later).map(|_| ()).ok())
        }
        Deed::Rename(n, name) => {
            who(n).and_then(|id| book.rename(&stamp, id, name).map(|_| ()).ok())
        }
        Deed::Quiet(n, why) => who(n).and_then(|id| {
            let quiet = Quiet {
                from: DAY,
                until: None,
                why: why.clone(),
            };
            book.set_quiet(&stamp, id, Some(quiet)).map(|_| ()).ok()
        }),
        Deed::Importance(n, steps) => {
            let importance = Importance::from_steps(*steps).unwrap();
            who(n).and_then(|id| book.set_importance(&stamp, id, importance).map(|_| ()).ok())
        }
        Deed::Rhythm(n, days) => {
            let days = (*days > 0).then_some(*days);
            who(n).and_then(|id| book.set_rhythm(&stamp, id, days).map(|_| ()).ok())
        }
        Deed::Snooze(n, why) => {
            let until = DAY.saturating_add(jiff::Span::new().days(5));
            who(n).and_then(|id| book.snooze(&stamp, id, until, why, DAY).map(|_| ()).ok())
        }
        Deed::Ignore(n) => who(n).and_then(|id| book.ignore_person(&stamp, id).map(|_| ()).ok()),
        Deed::Merge(from, into) => match (who(from), who(into)) {
            (Some(from), Some(into)) => book.merge(&stamp, from, into).map(|_| ()).ok(),
            _ => None,
        },
        Deed::Weight(value) => book
            .set_weight(&stamp, "half-life", *value)
            .map(|_| ())
            .ok(),
        Deed::Undo => book.undo(&stamp, None).map(|_| ()).ok(),
        Deed::UndoLine(line) => book.undo(&stamp, Some(*line)).map(|_| ()).ok(),
        more => perform_more(book, more, people),
    };
    let _ = done;
}

/// What is made of other things, and so may be left behind when they are taken back.
fn perform_more(book: &Book, deed: &Deed, people: &[PersonId]) -> Option<()> {
    let stamp = Stamp::now(Door::Cli);
    let who = |n: &usize| people.get(n % people.len().max(1)).copied();
    match deed {
        Deed::Circle(n, name) => {
            let change = CircleChange {
                name: Some(name.clone()),
                add: who(n).into_iter().collect(),
                ..CircleChange::default()
            };
            book.make_circle(&stamp, &change).ok()?;
        }
        Deed::WalkAround(n) => {
            let circles = book.circle_names().ok()?;
            let (circle, _) = circles.get(n % circles.len().max(1))?;
            book.plan_walk_around(&stamp, *circle, DAY, DAY).ok()?;
        }
        Deed::Milestone(n, what) => {
            let new = NewMilestone {
                person: who(n)?,
                sort: Sort::Win,
                what: what.clone(),
                occurs: Occurs::Once(DAY),
            };
            book.milestone(&stamp, &new, DAY).ok()?;
        }
        Deed::Celebrate(n) => {
            let all = book.milestones(DAY).ok()?;
            let one = all.get(n % all.len().max(1))?.thing.id;
            book.celebrate(&stamp, one, DAY).ok()?;
        }
        Deed::Progress(n, what) => {
            let all = book.promises(Shown::Open).ok()?;
            let one = all.get(n % all.len().max(1))?.promise.id;
            book.progress(&stamp, one, what, Heard::Told, DAY).ok()?;
        }
        Deed::Bid(n, what) => {
            let new = NewBid {
                person: who(n)?,
                what: what.clone(),
                touch: None,
                outcome: Some(Outcome::Answered),
            };
            book.note_bid(&stamp, &new, DAY).ok()?;
        }
        Deed::Saw(n, what) => {
            let new = NewContribution {
                person: who(n)?,
                what: what.clone(),
                touch: None,
                thanks: Thanks::ThereAndThen,
            };
            book.saw(&stamp, &new, DAY).ok()?;
        }
        Deed::Meeting(n, title) => {
            let new = NewMeeting {
                guests: vec![who(n)?],
                at: DAY
                    .at(15, 0, 0, 0)
                    .to_zoned(TimeZone::UTC)
                    .ok()?
                    .timestamp(),
                minutes: 30,
                title: title.clone(),
                kind: Kind::Meeting,
                place: String::new(),
                every: Some(7),
                prepared: Prepared::default(),
            };
            book.arrange(&stamp, &new).ok()?;
        }
        Deed::Leave(n) => {
            let person = who(n)?;
            let touch = book.touches(person, DAY).ok()?.first()?.id;
            book.leave(&stamp, person, touch, Said::Left(Verdict::Better), DAY)
                .ok()?;
        }
        _ => {}
    }
    Some(())
}

fn exported(book: &Book) -> Vec<u8> {
    let mut out = Vec::new();
    book.export(&mut out).unwrap();
    out
}

/// The same number of cases each time, from the same beginning: a story, not a lottery.
fn runner(cases: u32) -> TestRunner {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    )
}

fn carried(from: &Book, to: &Book) -> Result<(), TestCaseError> {
    let before = exported(from);
    to.restore(&mut before.as_slice()).unwrap();
    prop_assert_eq!(
        String::from_utf8_lossy(&before).into_owned(),
        String::from_utf8_lossy(&exported(to)).into_owned()
    );
    let names = |book: &Book| -> Vec<_> {
        let people = book.people(&troth::book::Filter::accepted()).unwrap();
        people
            .into_iter()
            .map(|known| (known.person.name, known.facts))
            .collect()
    };
    prop_assert_eq!(
        names(from),
        names(to),
        "what is made from the rest is made alike"
    );
    Ok(())
}

#[test]
fn whatever_is_written_comes_back_without_loss() {
    let deeds = proptest::collection::vec(deed(), 1..40);
    runner(24)
        .run(&deeds, |deeds| {
            let folder = tempfile::tempdir().unwrap();
            let open = |name: &str| Book::begin(&Place::File(folder.path().join(name))).unwrap();
            let (from, to) = (open("from.db"), open("to.db"));
            let mut people = vec![];
            for deed in &deeds {
                perform(&from, deed, &mut people);
            }
            carried(&from, &to)
        })
        .unwrap();
}

#[test]
fn a_book_goes_from_either_engine_to_the_other() {
    each_engine(|place| {
        let here = Book::begin(&Place::parse(place)).unwrap();
        troth::demo::book_in(&here).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let there = Book::begin(&Place::File(folder.path().join("there.db"))).unwrap();
        carried(&here, &there).unwrap();
    });
}
