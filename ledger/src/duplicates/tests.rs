//! What is merged, what is proposed and what is kept apart, on made-up people.

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::handle::{Handle, HandleKind};
use crate::person::PersonId;

mod mailboxes;
mod threads;

fn id(number: usize) -> PersonId {
    PersonId(Uuid::from_u128(number as u128 + 1))
}

/// A name and a mail address, as in mail.
fn entries(of: &[(&str, &str)]) -> Vec<Entry> {
    let entry = |(number, (name, address)): (usize, &(&str, &str))| {
        let mut entry = Entry::new(id(number));
        entry.names.push((*name).to_owned());
        if !address.is_empty() {
            entry.handles.push(Handle::mail(address));
        }
        entry
    };
    of.iter().enumerate().map(entry).collect()
}

/// Forty people who have nothing to do with each other, so that words have a commonness.
fn crowd() -> Vec<(String, String)> {
    let given = ["Ines", "Tom", "Mei", "Karl", "Rosa", "Ivo", "Lena", "Omar"];
    let last = ["Haddad", "Okafor", "Brandt", "Silva", "Novak"];
    let pairs = given
        .iter()
        .flat_map(|given| last.iter().map(move |last| (given, last)));
    pairs
        .enumerate()
        .map(|(at, (given, last))| {
            (
                format!("{given} {last}"),
                format!("p{at}x@place{at}.example"),
            )
        })
        .collect()
}

fn among_a_crowd(of: &[(&str, &str)]) -> Vec<Entry> {
    let crowd = crowd();
    let crowd = crowd
        .iter()
        .map(|(name, address)| (name.as_str(), address.as_str()));
    let all: Vec<(&str, &str)> = of.iter().copied().chain(crowd).collect();
    entries(&all)
}

fn found(entries: &[Entry]) -> Duplicates {
    duplicates(&Known {
        entries,
        ..Known::default()
    })
}

fn proposes(found: &Duplicates, one: usize, other: usize) -> bool {
    let pair = [id(one), id(other)];
    found
        .proposals
        .iter()
        .any(|proposal| pair.iter().all(|id| proposal.people.contains(id)))
}

fn merges(found: &Duplicates, one: usize, other: usize) -> bool {
    let pair = [id(one), id(other)];
    found
        .merges
        .iter()
        .any(|merge| pair.iter().all(|id| merge.people.contains(id)))
}

/// How sure it is that two are one; nought where it is not even proposed.
fn confidence(found: &Duplicates, one: usize, other: usize) -> f64 {
    let pair = [id(one), id(other)];
    let mut proposals = found.proposals.iter();
    let proposal = proposals.find(|proposal| proposal.people == pair);
    proposal.map_or(0.0, |proposal| proposal.confidence)
}

#[test]
fn a_look_alike_is_perhaps_the_same_and_never_merged() {
    let pairs = [
        (
            "ana@troth.example",
            "Ana Lindqvist",
            "\u{430}na@troth.example",
        ),
        ("arna@troth.example", "Ana Lindqvist", "ama@troth.example"),
        (
            "ana@troth.example",
            "\u{410}na Lindqvist",
            "ana@evil.example",
        ),
        (
            "ana@troth.example",
            "Ana Lindqvist",
            "an\u{ad}a@troth.example",
        ),
    ];
    for (address, name, other) in pairs {
        let found = found(&among_a_crowd(&[("Ana Lindqvist", address), (name, other)]));
        assert!(!merges(&found, 0, 1), "{other}");
        let pair = found
            .proposals
            .iter()
            .find(|two| two.people == [id(0), id(1)]);
        let pair = pair.unwrap_or_else(|| panic!("{other} is not asked about"));
        assert!(pair.confidence < 0.85, "{other}: {}", pair.confidence);
        let said = pair.reasons.last().map(|reason| reason.words.as_str());
        let said = said.unwrap_or_default();
        assert!(
            said.contains("look alike") || said.contains("passes for"),
            "{said}"
        );
    }
}

#[test]
fn one_mailbox_under_names_of_one_person_is_merged_without_asking() {
    for (one, other) in [
        (
            ("Ana Lindqvist", "ana@l.example"),
            ("Lindqvist, Ana", "Ana@l.example"),
        ),
        (
            ("Ana Lindqvist", "ana@l.example"),
            ("Ana Lindqvist", "ana+lists@l.example"),
        ),
        (
            ("Bob Kaczmarek", "bob@k.example"),
            ("Robert Kaczmarek", "bob@k.example"),
        ),
        (
            ("ana77", "ana@l.example"),
            ("Ana Lindqvist", "ana@l.example"),
        ),
        (("", "ana@l.example"), ("Ana Lindqvist", "ana@l.example")),
    ] {
        let found = found(&among_a_crowd(&[one, other]));
        assert!(merges(&found, 0, 1), "{one:?} {other:?}");
    }
}

#[test]
fn a_shared_mailbox_merges_nobody() {
    for (one, other) in [
        (
            ("Ana Lindqvist", "info@l.example"),
            ("Ana Lindqvist", "info@l.example"),
        ),
        (
            ("Ines Lindqvist", "home@l.example"),
            ("Tom Lindqvist", "home@l.example"),
        ),
        (
            ("Ines Kusha", "kusha@k.example"),
            ("Tom Kusha", "kusha@k.example"),
        ),
        (
            ("Karl Kusha", "kusha@k.example"),
            ("Karl Kusha Jr", "kusha@k.example"),
        ),
        (
            ("root", "root@l.example"),
            ("Ana Lindqvist", "root@l.example"),
        ),
    ] {
        let found = found(&among_a_crowd(&[one, other]));
        assert!(found.merges.is_empty(), "{one:?} {other:?}");
    }
}

#[test]
fn somebody_without_a_name_is_not_put_to_one_of_several_at_a_mailbox() {
    let three = [
        ("Ines Kusha", "k@k.example"),
        ("Tom Kusha", "k@k.example"),
        ("", "k@k.example"),
    ];
    assert!(found(&among_a_crowd(&three)).merges.is_empty());
}

#[test]
fn what_looks_alike_is_proposed_with_reasons_in_words() {
    let found = found(&among_a_crowd(&[
        ("Ana Lindqvist", "ana@l.example"),
        ("Ana Lindqvist", "al@work.example"),
    ]));
    assert!(found.merges.is_empty() && proposes(&found, 0, 1));
    let words = &found.proposals[0].reasons[0].words;
    assert_eq!(words, "same name, and neither word of it is common here");
}

#[test]
fn names_meet_in_any_order_and_in_many_spellings() {
    for (one, other) in [
        ("Lindqvist, Ana", "Ana Lindqvist"),
        ("Jürgen Kłos", "Juergen Klos"),
        ("Rob Kaczmarek", "Bob Kaczmarek"),
        ("Дилян Палаузов", "Dilyan Palauzov"),
        ("Dr. Ana Lindqvist", "Ana Lindqvist"),
    ] {
        let found = found(&among_a_crowd(&[
            (one, "a@b.example"),
            (other, "c@d.example"),
        ]));
        assert!(proposes(&found, 0, 1), "{one} {other}");
    }
}

#[test]
fn father_and_son_and_what_the_owner_said_stay_apart() {
    let sons = among_a_crowd(&[
        ("David Dobbins Jr", "d@d.example"),
        ("David Dobbins Sr", "d@d.example"),
    ]);
    let found = found(&sons);
    assert!(!merges(&found, 0, 1) && !proposes(&found, 0, 1));
    let two = among_a_crowd(&[
        ("Ana Lindqvist", "ana@l.example"),
        ("Ana Lindqvist", "ana@l.example"),
    ]);
    let said = [(id(1), id(0))];
    let found = duplicates(&Known {
        entries: &two,
        not_the_same: &said,
        ..Known::default()
    });
    assert!(!merges(&found, 0, 1) && !proposes(&found, 0, 1));
}

#[test]
fn two_who_answer_each_other_or_are_born_on_other_days_are_hardly_one() {
    let mut two = among_a_crowd(&[
        ("Ana Lindqvist", "al@l.example"),
        ("Ana Lindqvist", "ana@work.example"),
    ]);
    let before = confidence(&found(&two), 0, 1);
    assert!(before > 0.5);
    let answered = [(id(0), id(1))];
    let known = Known {
        entries: &two,
        answered: &answered,
        ..Known::default()
    };
    let after = confidence(&duplicates(&known), 0, 1);
    assert!(after < before, "{before} {after}");
    let born = |year, month, day| {
        let year = Some(year);
        Some(BirthDate { year, month, day })
    };
    (two[0].birthday, two[1].birthday) = (born(1950, 3, 1), born(1950, 3, 1));
    let of_one_day = confidence(&found(&two), 0, 1);
    two[1].birthday = born(1981, 7, 9);
    let of_two_days = confidence(&found(&two), 0, 1);
    assert!(
        of_one_day > before && of_two_days < before,
        "{of_one_day} {before} {of_two_days}"
    );
}

#[test]
fn phones_and_chat_names_count_too() {
    let mut four = among_a_crowd(&[
        ("Ana Lindqvist", ""),
        ("Ana Lindqvist", ""),
        ("Tomas Kusha", ""),
        ("Kusha, Tomas", ""),
    ]);
    assert_eq!(found(&four).merges, []);
    for (place, kind, value) in [
        (0, HandleKind::Phone, "+49 30 1234567"),
        (1, HandleKind::Phone, "030/1234567"),
        (2, HandleKind::Chat, "@kushat"),
        (3, HandleKind::Chat, "kushat"),
    ] {
        let value = value.to_owned();
        four[place].handles.push(Handle { kind, value });
    }
    let found = found(&four);
    assert!(merges(&found, 0, 1) && merges(&found, 2, 3));
    assert_eq!(found.merges.len(), 2);
}

#[test]
fn an_empty_book_has_no_duplicates() {
    assert_eq!(found(&[]), Duplicates::default());
    assert_eq!(
        found(&entries(&[("Ana", "ana@l.example")])),
        Duplicates::default()
    );
}

/// A name, an address, and the threads they wrote in.
type Somebody = (String, String, Vec<u64>);

fn some_book() -> impl Strategy<Value = Vec<Somebody>> {
    let name = "(Ana|Anna|Tom|Bob|Robert|A|Mei)? ?(Berg|Silva|Kusha|Bergh|Silva Jr|Kusha Sr)?";
    let address = "(ana|tom|bob|info|aberg|k)@(x|y)\\.example";
    let threads = proptest::collection::vec(0..4_u64, 0..3);
    proptest::collection::vec((name, address, threads), 0..14)
}

/// These, and two who share many threads of their own, so that to be in one by chance is rare.
fn book_of(of: &[Somebody]) -> Vec<Entry> {
    let others = [("Omar Haddad", "o@h.example"), ("Ivo Novak", "i@n.example")];
    let named = of
        .iter()
        .map(|(name, address, _)| (name.as_str(), address.as_str()));
    let mut all = entries(&named.chain(others).collect::<Vec<_>>());
    for (entry, (.., threads)) in all.iter_mut().zip(of) {
        entry.threads.clone_from(threads);
    }
    for entry in all.iter_mut().skip(of.len()) {
        entry.threads.extend(100..140);
    }
    all
}

/// Everybody's group when all is taken.
fn groups(entries: &[Entry], found: &Duplicates) -> Vec<usize> {
    let mut group: Vec<usize> = (0..entries.len()).collect();
    let place = |id: &PersonId| entries.iter().position(|entry| entry.id == *id).unwrap();
    let merged = found
        .merges
        .iter()
        .flat_map(|merge| merge.people.windows(2).map(|pair| [pair[0], pair[1]]));
    for [one, other] in merged.chain(found.proposals.iter().map(|proposal| proposal.people)) {
        let (one, other) = (group[place(&one)], group[place(&other)]);
        group
            .iter_mut()
            .filter(|group| **group == other)
            .for_each(|group| *group = one);
    }
    group
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_was_said_to_be_two_is_never_one_even_by_way_of_others(
        book in some_book(), pairs in proptest::collection::vec((0..14_usize, 0..14_usize), 0..4),
    ) {
        let entries = book_of(&book);
        let said: Vec<(PersonId, PersonId)> = pairs.iter().filter(|(one, other)| one != other).map(|(one, other)| (id(*one), id(*other))).collect();
        let found = duplicates(&Known { entries: &entries, not_the_same: &said, ..Known::default() });
        let groups = groups(&entries, &found);
        for (one, other) in pairs.into_iter().filter(|(one, other)| one != other && one.max(other) < &entries.len()) {
            prop_assert_ne!(groups[one], groups[other]);
        }
        for (one, mine) in book.iter().enumerate() {
            for (other, theirs) in book.iter().enumerate() {
                if mine.0.ends_with("Jr") && theirs.0.ends_with("Sr") && mine.0.len() > 8 && theirs.0.len() > 8 {
                    prop_assert_ne!(groups[one], groups[other]);
                }
            }
        }
    }

    #[test]
    fn proposals_are_in_order_join_two_groups_each_and_add_up(book in some_book()) {
        let entries = book_of(&book);
        let found = found(&entries);
        for two in found.proposals.windows(2) {
            prop_assert!(two[0].confidence >= two[1].confidence);
        }
        let people: usize = found.merges.iter().map(|merge| merge.people.len() - 1).sum();
        let mut distinct = groups(&entries, &found);
        distinct.sort_unstable();
        distinct.dedup();
        prop_assert_eq!(distinct.len() + people + found.proposals.len(), entries.len());
        for proposal in &found.proposals {
            let sum: f64 = proposal.before + proposal.reasons.iter().map(|reason| reason.weight).sum::<f64>();
            prop_assert!(proposal.confidence > 0.5 && (likelihood::chance(sum) - proposal.confidence).abs() < 1e-9);
            prop_assert!(proposal.reasons.iter().all(|reason| !reason.words.is_empty()));
        }
    }

    #[test]
    fn the_same_book_has_the_same_duplicates(book in some_book()) {
        let entries = book_of(&book);
        prop_assert_eq!(found(&entries), found(&entries));
    }

    #[test]
    fn entries_in_any_order_have_the_same_duplicates(
        (book, shuffled) in some_book().prop_flat_map(|book| {
            let entries = book_of(&book);
            (Just(entries.clone()), Just(entries).prop_shuffle())
        }),
        answered in proptest::collection::vec((0..14_usize, 0..14_usize), 0..4),
    ) {
        let answered: Vec<(PersonId, PersonId)> = answered.iter().map(|(one, other)| (id(*one), id(*other))).collect();
        let [book, shuffled] = [&book, &shuffled].map(|entries| {
            duplicates(&Known { entries, answered: &answered, ..Known::default() })
        });
        prop_assert_eq!(book, shuffled);
    }

    #[test]
    fn nothing_written_breaks_it(names in proptest::collection::vec("\\PC{0,12}", 2..6), value in "\\PC{0,12}") {
        let mut entries: Vec<Entry> = names.iter().enumerate().map(|(number, name)| {
            let mut entry = Entry::new(id(number));
            entry.names.push(name.clone());
            entry
        }).collect();
        for (number, kind) in HandleKind::ALL.into_iter().enumerate() {
            let place = number % entries.len();
            entries[place].handles.push(Handle { kind, value: value.clone() });
        }
        found(&entries);
    }
}
