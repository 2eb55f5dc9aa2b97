//! Merging and taking apart keep every history, at any later time and after any number of others.

mod apart;
mod mail;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::date;
use ledger::Day;
use ledger::handle::Handle;
use ledger::person::PersonId;
use ledger::touch::{Beginner, Medium, Setting};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use troth::book::{Book, Door, Filter, NewTouch, Place, Stamp};

use crate::support::each_engine;
use crate::support::mailbox::{ME, letter, take_in};
use apart::{Apart, groups};

const PEOPLE: usize = 5;

/// A case takes fewer.
const STEPS: usize = 30;

#[derive(Clone, Debug)]
enum Step {
    Merge(usize, usize),
    Unmerge(usize),
    /// Several at once.
    Same(usize, usize, usize),
    NotSame(usize, usize),
    /// What is sure enough, without asking.
    Sure,
    Log(usize),
    /// A letter from one of them comes by mail.
    From(usize),
    /// A letter of mine to two of them.
    To(usize, usize),
    Undo,
}

fn step() -> impl Strategy<Value = Step> {
    let who = || 0..PEOPLE;
    prop_oneof![
        4 => (who(), who()).prop_map(|(one, other)| Step::Merge(one, other)),
        3 => who().prop_map(Step::Unmerge),
        1 => (who(), who(), who()).prop_map(|(one, two, three)| Step::Same(one, two, three)),
        2 => (who(), who()).prop_map(|(one, other)| Step::NotSame(one, other)),
        1 => Just(Step::Sure),
        2 => who().prop_map(Step::Log),
        1 => who().prop_map(Step::From),
        1 => (who(), who()).prop_map(|(one, other)| Step::To(one, other)),
        2 => Just(Step::Undo),
    ]
}

fn stamp() -> Stamp {
    Stamp::now(Door::Cli)
}

fn morning() -> Day {
    date(2026, 3, 10)
}

/// What was logged with each entry, as if nobody had ever been merged.
#[derive(Default)]
struct Ledger {
    /// Notes by entry, and the line that wrote each.
    noted: BTreeMap<PersonId, Vec<(i64, String)>>,
    addresses: BTreeMap<usize, String>,
    apart: Apart,
}

/// The tree as the book tells it: each entry and what stands right under it.
fn under(book: &Book, person: PersonId, seen: &mut Vec<PersonId>) {
    assert!(!seen.contains(&person), "a merge leads in a circle");
    seen.push(person);
    for (entry, _) in book.merged_entries(person).unwrap() {
        under(book, entry, seen);
    }
}

/// Everybody stands where they should, with what is theirs. Answers who stands under whom.
fn holds(book: &Book, people: &[PersonId], ledger: &Ledger) -> Vec<Vec<PersonId>> {
    let groups = groups(book);
    ledger.apart.is_not_asked_about(book, &groups);
    let mut seen = Vec::new();
    for entries in &groups {
        let root = entries[0];
        // A letter to two who are one person now is one touch.
        let wanted: BTreeSet<&str> = entries
            .iter()
            .filter_map(|entry| ledger.noted.get(entry))
            .flatten()
            .map(|(_, note)| note.as_str())
            .collect();
        let touches = book.touches(root, Day::MAX).unwrap();
        let mut found: Vec<&str> = touches.iter().map(|touch| touch.note.as_str()).collect();
        found.sort_unstable();
        assert_eq!(found, Vec::from_iter(wanted.iter().copied()));
        let facts = book.person(root).unwrap().facts;
        let counted = facts.map_or((0, 0), |facts| {
            (facts.days as usize, facts.touches as usize)
        });
        assert_eq!(counted, (wanted.len(), wanted.len()));
        seen.extend(entries.iter().copied());
    }
    let mut all = people.to_vec();
    all.sort_unstable();
    seen.sort_unstable();
    assert_eq!(seen, all, "everybody stands in one place");
    groups
}

/// Takes the step, with everybody as they stood `before`.
fn take(
    book: &Book,
    people: &[PersonId],
    ledger: &mut Ledger,
    before: &[Vec<PersonId>],
    (n, step): (usize, &Step),
) {
    // A refusal changes nothing; whether it is right is told elsewhere.
    match step {
        Step::Merge(one, other) => drop(book.merge(&stamp(), people[*one], people[*other])),
        Step::Unmerge(one) => {
            if let Ok(written) = book.unmerge(&stamp(), people[*one]) {
                ledger
                    .apart
                    .parted(before, &groups(book), Some(written.seq));
            }
        }
        Step::Sure => {
            book.merge_the_same(&stamp()).unwrap();
            ledger.apart.holds(before, &groups(book));
        }
        Step::Same(one, two, three) => {
            drop(book.same(&stamp(), &[people[*one], people[*two], people[*three]]));
        }
        Step::NotSame(one, other) => {
            let pair = [people[*one], people[*other]];
            if let Ok(written) = book.not_the_same(&stamp(), &pair, morning()) {
                ledger.apart.said(before, pair, written.seq);
            }
        }
        Step::Log(one) => log(book, people[*one], ledger, n),
        Step::From(one) => write(book, people, ledger, n, (&[*one], true)),
        Step::To(one, other) => write(book, people, ledger, n, (&[*one, *other], false)),
        Step::Undo => {
            if let Ok(line) = book.undo(&stamp(), None) {
                for noted in ledger.noted.values_mut() {
                    noted.retain(|(seq, _)| *seq != line.seq);
                }
                ledger.apart.taken_back(line.seq);
                if line.verb == "merge-same" {
                    ledger.apart.parted(before, &groups(book), None);
                }
            }
        }
    }
}

fn log(book: &Book, person: PersonId, ledger: &mut Ledger, n: usize) {
    let day = date(2025, 1, 1).checked_add((n as i64).days()).unwrap();
    let note = format!("touch {n}");
    let touch = NewTouch {
        people: vec![person],
        at: format!("{day}T10:00:00Z").parse().unwrap(),
        medium: Medium::InPerson,
        setting: Setting::Coffee,
        began: Beginner::Me,
        note: note.clone(),
        moments: Vec::new(),
    };
    let written = book.log(&stamp(), &touch).unwrap();
    ledger
        .noted
        .entry(person)
        .or_default()
        .push((written.seq, note));
}

/// A letter of theirs to me, or of mine to them, taken in as mail is.
fn write(
    book: &Book,
    people: &[PersonId],
    ledger: &mut Ledger,
    n: usize,
    letter_of: (&[usize], bool),
) {
    let (who, theirs) = letter_of;
    let address = |one: &usize| ledger.addresses[one].clone();
    let them: Vec<String> = who.iter().map(address).collect();
    let (from, to) = if theirs {
        (them[0].as_str(), ME.to_owned())
    } else {
        (ME, them.join(", "))
    };
    let subject = format!("letter {n} to {}", them[0]);
    let day = date(2025, 1, 1).checked_add((n as i64).days()).unwrap();
    let (written, _) = take_in(book, &letter(from, &to, day, &subject));
    let who: BTreeSet<usize> = who.iter().copied().collect();
    for one in who {
        let noted = ledger.noted.entry(people[one]).or_default();
        noted.push((written.seq, subject.clone()));
    }
}

#[test]
fn merging_and_taking_apart_in_any_order_keep_every_history() {
    each_engine(|place| {
        let book = Book::begin(&Place::parse(place)).unwrap();
        book.name_owner(&stamp(), "Noor Haddad", &[ME.to_owned()])
            .unwrap();
        let case = Cell::new(0);
        let mut runner = TestRunner::new(Config {
            cases: 24,
            failure_persistence: None,
            max_shrink_iters: 0,
            ..Config::default()
        });
        let steps = prop::collection::vec(step(), 1..STEPS);
        runner
            .run(&steps, |steps| {
                // People of earlier cases are ignored: one book serves them all.
                for known in book.people(&Filter::accepted()).unwrap() {
                    book.ignore_person(&stamp(), known.person.id).unwrap();
                }
                case.set(case.get() + 1);
                let mut ledger = Ledger::default();
                let meet = |n: usize| {
                    let mail = format!("ana+{n}@case{}.example", case.get());
                    let handles = [Handle::mail(&mail)];
                    ledger.addresses.insert(n, mail);
                    let met = book.meet(&stamp(), "Ana Lindqvist", &handles).unwrap();
                    PersonId(met.subject)
                };
                let people: Vec<PersonId> = (0..PEOPLE).map(meet).collect();
                // Undo must not reach what came before the case.
                let first = newest(&book);
                let mut stood = groups(&book);
                for step in steps.iter().enumerate() {
                    if matches!(step.1, Step::Undo) && !something_stands(&book, first) {
                        continue;
                    }
                    take(&book, &people, &mut ledger, &stood, step);
                    stood = holds(&book, &people, &ledger);
                }
                part_everybody(&book, &people);
                for person in &people {
                    let touches = book.touches(*person, Day::MAX).unwrap();
                    let noted = ledger.noted.get(person).map_or(0, Vec::len);
                    prop_assert_eq!(touches.len(), noted, "as if never merged");
                }
                Ok(())
            })
            .unwrap();
    });
}

fn newest(book: &Book) -> i64 {
    book.history(None, 1).unwrap()[0].seq
}

/// Whether a line of this case can be taken back.
fn something_stands(book: &Book, first: i64) -> bool {
    let lines = book.history(None, 2 * STEPS as u32).unwrap();
    let mut of_case = lines.iter().filter(|line| line.seq > first);
    of_case.any(|line| !line.undone && line.verb != "undo")
}

fn part_everybody(book: &Book, people: &[PersonId]) {
    for person in people {
        drop(book.unmerge(&stamp(), *person));
    }
}
