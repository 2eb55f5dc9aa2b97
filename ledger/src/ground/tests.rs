//! What is common ground, and above all what is not.

use proptest::prelude::*;

use super::*;
use crate::cast::{MORNING, person};
use crate::detail::DetailId;

fn detail(id: u128, topic: Topic, what: &str) -> Detail {
    let id = DetailId(Uuid::from_u128(id));
    match Detail::note(id, person(1), topic, what, MORNING) {
        Ok(detail) => detail,
        Err(refusal) => panic!("{refusal}"),
    }
}

/// What the owner's note and theirs share, both of one topic.
fn shared(topic: Topic, mine: &str, theirs: &str) -> String {
    let (mine, theirs) = ([detail(1, topic, mine)], [detail(2, topic, theirs)]);
    let found = common_ground(&mine, &theirs);
    found.first().map(CommonGround::words).unwrap_or_default()
}

#[test]
fn words_are_shared_whatever_their_ending_case_and_accents() {
    let interest = |mine, theirs| shared(Topic::Interest, mine, theirs);
    assert_eq!(interest("I go climbing", "a keen climber"), "climber");
    assert_eq!(interest("Klettern", "klettert jeden Sonntag"), "klettert");
    assert_eq!(
        interest("Fado from Lisbon", "loves fado, in LISBON"),
        "fado and LISBON"
    );
    assert_eq!(interest("crème brûlée", "Creme brulee"), "Creme and brulee");
}

#[test]
fn small_words_are_no_common_ground() {
    for (mine, theirs) in [
        (
            "I like sailing with friends",
            "likes chess with her brother",
        ),
        ("loves cooking on Sundays", "loves running on Sundays"),
        ("plays the cello", "plays handball"),
        ("is learning Greek", "learning to juggle"),
        ("mag Jazz und Wein", "mag Brot und Käse"),
        ("aime le vélo avec des amis", "aime le tango avec elle"),
        ("le gusta la playa", "le gusta la montaña"),
        ("gaat graag naar zee", "gaat graag naar het bos"),
        (
            "wants to work less next year",
            "wants to work abroad next year",
        ),
        ("2019 in Rome", "2019 in Oslo"),
    ] {
        assert_eq!(
            shared(Topic::Interest, mine, theirs),
            "",
            "{mine} / {theirs}"
        );
    }
    assert_eq!(
        shared(Topic::Family, "my mother paints", "her mother sings"),
        ""
    );
    assert_eq!(
        shared(Topic::Family, "two daughters", "a daughter at school"),
        "daughter"
    );
}

#[test]
fn a_denial_is_no_common_ground_with_what_is_so() {
    let habit = |mine, theirs| shared(Topic::Preference, mine, theirs);
    assert_eq!(
        habit("coffee before anything else", "doesn't drink coffee"),
        ""
    );
    assert_eq!(habit("Kaffee vor allem", "trinkt keinen Kaffee"), "");
    assert_eq!(habit("no meat", "eats no meat"), "meat");
}

#[test]
fn only_notes_about_the_same_part_of_a_life_are_compared() {
    let mine = [detail(1, Topic::Interest, "sailing")];
    let aspires = [detail(
        2,
        Topic::Aspiration,
        "wants to cross the Atlantic, sailing",
    )];
    assert_eq!(common_ground(&mine, &aspires).len(), 1);
    let home = [detail(2, Topic::Family, "her brother teaches sailing")];
    assert_eq!(common_ground(&mine, &home), []);
    let found = [detail(2, Topic::CommonGround, "sailing")];
    assert_eq!(common_ground(&mine, &found), []);
}

#[test]
fn what_is_delicate_is_never_compared() {
    assert_eq!(
        shared(Topic::Family, "my son has asthma", "her son has asthma"),
        ""
    );
    assert_eq!(
        shared(Topic::Culture, "sings in the church choir", "church choir"),
        ""
    );
}

#[test]
fn what_no_longer_holds_is_not_compared() {
    let mine = [detail(1, Topic::Interest, "sailing")];
    let theirs = [detail(2, Topic::Interest, "sailing").end(MORNING).unwrap()];
    assert_eq!(common_ground(&mine, &theirs), []);
}

#[test]
fn each_note_of_theirs_is_named_once_with_the_best_of_mine_and_the_most_words_first() {
    let mine = [
        detail(1, Topic::Interest, "jazz"),
        detail(2, Topic::Interest, "jazz piano in Lisbon"),
    ];
    let theirs = [
        detail(3, Topic::Interest, "collects jazz records"),
        detail(4, Topic::Interest, "jazz piano"),
    ];
    let found: Vec<(u128, u128)> = common_ground(&mine, &theirs)
        .iter()
        .map(|one| (one.mine.id.0.as_u128(), one.theirs.id.0.as_u128()))
        .collect();
    assert_eq!(found, [(2, 4), (1, 3)]);
}

#[test]
fn a_find_has_an_id_of_its_own_pair() {
    let (a, b) = (
        detail(1, Topic::Interest, "a"),
        detail(2, Topic::Interest, "b"),
    );
    assert_ne!(finding(&a, &b), finding(&b, &a));
    assert_eq!(finding(&a, &b), finding(&a, &b));
}

fn some_words() -> impl Strategy<Value = String> {
    const SAID: &[&str] = &[
        "likes", "with", "the", "jazz", "piano", "Klettern", "klettert", "chess", "sailing",
        "sails", "no", "und", "Lisbon", "her", "café", "cafe", "of",
    ];
    prop::collection::vec(prop::sample::select(SAID), 1..6).prop_map(|words| words.join(" "))
}

fn some_details(from: u128) -> impl Strategy<Value = Vec<Detail>> {
    let one = (some_words(), prop::sample::select(Topic::ALL));
    prop::collection::vec(one, 0..8).prop_map(move |notes| {
        let numbered = notes.into_iter().zip(from..);
        numbered
            .map(|((what, topic), id)| detail(id, topic, &what))
            .collect()
    })
}

proptest! {
    #[test]
    fn the_order_of_the_notes_is_of_no_account(mine in some_details(1), theirs in some_details(100)) {
        let found = common_ground(&mine, &theirs);
        let (mut mine, mut theirs) = (mine, theirs);
        mine.reverse();
        theirs.reverse();
        prop_assert_eq!(found, common_ground(&mine, &theirs));
    }

    #[test]
    fn every_find_shows_two_notes_that_hold_its_words(mine in some_details(1), theirs in some_details(100)) {
        for one in common_ground(&mine, &theirs) {
            prop_assert!(mine.contains(&one.mine) && theirs.contains(&one.theirs));
            prop_assert!(!one.shared.is_empty());
            for word in &one.shared {
                prop_assert!(words(&one.theirs.what).any(|held| held == word));
                prop_assert!(!is_small(&fold(word)));
                let others: Vec<String> = words(&one.mine.what).flat_map(|held| shapes(&fold(held))).collect();
                prop_assert!(shapes(&fold(word)).iter().any(|shape| others.contains(shape)));
            }
        }
    }
}
