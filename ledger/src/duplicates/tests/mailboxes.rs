//! Who is merged without asking where several use one mailbox: nobody by what comes first.

use super::*;

const MAILBOX: &str = "kusha@k.example";

/// Everybody at one mailbox, among people who have nothing to do with them.
fn at_one_mailbox(names: &[&str]) -> Vec<Entry> {
    let of: Vec<(&str, &str)> = names.iter().map(|name| (*name, MAILBOX)).collect();
    among_a_crowd(&of)
}

#[test]
fn part_of_a_name_is_nobodys_of_several() {
    for part in ["Kusha", "I. Kusha", "Ines", "I", "", "kusha77"] {
        let mut names = vec!["Ines Kusha", "Tom Kusha", part];
        for _ in 0..3 {
            names.rotate_left(1);
            let found = found(&at_one_mailbox(&names));
            assert!(found.merges.is_empty(), "{names:?} {:?}", found.merges);
        }
    }
}

#[test]
fn what_is_sorted_by_a_plus_comes_to_one_mailbox() {
    let found = found(&among_a_crowd(&[
        ("Ines Kusha", "kusha+ines@gmail.com"),
        ("Tom Kusha", "kusha+tom@gmail.com"),
        ("Kusha", "kusha@gmail.com"),
    ]));
    assert!(found.merges.is_empty());
}

#[test]
fn a_form_of_two_given_names_is_neither() {
    for order in [[0, 1, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
        let names = ["Christine Kusha", "Chris Kusha", "Christoph Kusha"];
        let names = order.map(|place| names[place]);
        assert!(
            found(&at_one_mailbox(&names)).merges.is_empty(),
            "{names:?}"
        );
    }
}

#[test]
fn one_name_written_out_is_one_person_among_several() {
    let names = [
        "Robert Kusha",
        "Tina Kusha",
        "Kusha, Bob",
        "Rob Kusha",
        "T. Kusha",
        "T. Kusha",
    ];
    let found = found(&at_one_mailbox(&names));
    assert!(merges(&found, 0, 2) && merges(&found, 2, 3));
    assert_eq!(found.merges.len(), 1);
    assert_eq!(found.merges[0].people, [id(0), id(2), id(3)]);
}

#[test]
fn given_names_that_are_nearly_alike_are_left_to_the_owner() {
    for (one, other) in [
        ("Mario Rossi", "Maria Rossi"),
        ("Rossi, Mario", "Maria Rossi"),
        ("Paulo Kusha", "Paula Kusha"),
        ("Kusha Martin", "Kusha Marvin"),
    ] {
        let found = found(&at_one_mailbox(&[one, other]));
        assert!(found.merges.is_empty(), "{one} {other}");
    }
    let found = found(&at_one_mailbox(&["Ines Kusha", "Ines Kushha"]));
    assert!(merges(&found, 0, 1), "a surname may be mistyped");
}

#[test]
fn an_address_that_many_hold_is_a_desks() {
    let names = ["Ines Kusha", "Ines Kusha"].into_iter();
    let fill = |many: usize| -> Vec<Entry> {
        let nobody = (2..many).map(|_| "");
        at_one_mailbox(&names.clone().chain(nobody).collect::<Vec<_>>())
    };
    let few = found(&fill(50));
    assert_eq!(few.merges[0].people.len(), 50);
    let many = found(&fill(51));
    assert!(many.merges.is_empty());
    assert!(proposes(&many, 0, 1), "by their name they still look alike");
    let says = |words: &str| {
        let reasons = many.proposals.iter().flat_map(|proposal| &proposal.reasons);
        reasons.filter(|reason| reason.words == words).count()
    };
    assert_eq!(says("one and the same address"), 0);
}

#[test]
fn a_machine_that_passes_answers_on_brings_nobody_together() {
    let of: Vec<(String, String)> = (0..3)
        .map(|at| {
            (
                "Ana Lindqvist".to_owned(),
                format!("reply+{at}f{at}@reply.x.example"),
            )
        })
        .collect();
    let of: Vec<(&str, &str)> = of.iter().map(|(name, at)| (&**name, &**at)).collect();
    assert!(found(&among_a_crowd(&of)).merges.is_empty());
}

#[test]
fn a_given_name_in_an_address_is_no_news_however_it_is_spelt() {
    for given in ["Michael", "Samuel", "Joel", "Manuel", "Karl"] {
        let of = [
            (format!("{given} Berg"), format!("{given}@one.example")),
            (format!("{given} Vidal"), format!("{given}@two.example")),
        ];
        let of: Vec<(&str, &str)> = of.iter().map(|(name, at)| (&**name, &**at)).collect();
        let book = entries(&of);
        let places: Vec<&Entry> = book.iter().collect();
        let known = Known {
            entries: &book,
            ..Known::default()
        };
        let (counted, profiles) = Counted::of(&known, &places);
        assert!(
            profiles
                .iter()
                .all(|one| one.nicks.iter().all(|nick| nick.is_own_name))
        );
        let sights = compare(&profiles[0], &profiles[1], &counted).unwrap();
        let nick = sights.iter().find(|sight| sight.field == likelihood::NICK);
        assert_eq!(nick, None, "{given}");
        assert!(!proposes(&found(&among_a_crowd(&of)), 0, 1), "{given}");
    }
}

#[test]
fn a_name_is_spelt_by_an_address_also_where_two_words_meet() {
    for (name, address) in [
        ("Michael Bauer", "michaelbauer@work.example"),
        ("Mia Evans", "miaevans@work.example"),
        ("Samuel Joel", "s.joel7@work.example"),
    ] {
        let book = entries(&[(name, "x@l.example"), ("", address)]);
        let places: Vec<&Entry> = book.iter().collect();
        let known = Known {
            entries: &book,
            ..Known::default()
        };
        let (counted, profiles) = Counted::of(&known, &places);
        let sights = compare(&profiles[0], &profiles[1], &counted).unwrap();
        let met = |sight: &likelihood::Sight| {
            let is_same = sight.level == likelihood::SAME;
            sight.field == likelihood::SPELT || sight.field == likelihood::WORD && is_same
        };
        assert!(sights.iter().any(met), "{name} {address} {sights:?}");
    }
}
