//! What is noticed, and the many harmless notes that must not be.

use proptest::prelude::*;

use super::Delicate::{Belief, Health, Origin, Sexuality, Union};
use super::*;

#[test]
fn delicate_notes_are_noticed_in_english() {
    for (text, of) in [
        ("her mother had surgery", Health),
        ("is in hospital until Friday", Health),
        ("he was diagnosed with diabetes", Health),
        ("expecting: she's pregnant, told nobody yet", Health),
        ("off sick with depression", Health),
        ("worried about her health", Health),
        ("had an operation on the knee", Health),
        ("keeps Ramadan; no lunch this month", Belief),
        ("goes to church every Sunday", Belief),
        ("is a devout Catholic", Belief),
        ("joined the union in spring", Union),
        ("is the union rep of the plant", Union),
        ("helped to unionise the warehouse", Union),
        ("came out to me last week", Sexuality),
        ("he is gay", Sexuality),
        ("came here as a refugee", Origin),
        ("spoke of racism in the old team", Origin),
        ("waits for a residence permit", Origin),
    ] {
        assert_eq!(delicate(text), [of], "{text}");
    }
}

#[test]
fn delicate_notes_are_noticed_in_german_with_and_without_umlauts() {
    for (text, of) in [
        ("ist seit Montag krankgeschrieben", Health),
        ("Krankenhaus bis Freitag", Health),
        ("war beim Arzt", Health),
        ("die Mutter ist schwer krank", Health),
        ("muss ins Krankenhaus", Health),
        ("hatte eine Operation am Knie", Health),
        ("sie ist schwanger", Health),
        ("gläubig, betet jeden Tag", Belief),
        ("evangelische Jugend", Belief),
        ("jüdische Familie", Belief),
        ("juedische Familie", Belief),
        ("in der Gewerkschaft aktiv", Union),
        ("ist bei ver.di", Union),
        ("er ist schwul", Sexuality),
        ("kam als Flüchtling", Origin),
        ("kam als Fluechtling", Origin),
        ("Staatsangehörigkeit noch offen", Origin),
    ] {
        assert_eq!(delicate(text), [of], "{text}");
    }
}

#[test]
fn harmless_notes_are_left_alone() {
    for text in [
        "health check of the server",
        "their health check endpoint is down",
        "owns the health dashboard of the cluster",
        "argued for a union type in the parser",
        "the union of both lists; union select",
        "the European Union grant",
        "Western Union transfer",
        "native code is faster here",
        "a native speaker reviews the text",
        "found the race condition",
        "won her race in Lyon, a half marathon",
        "wrote the diagnostics of the build",
        "diagnosed the outage in minutes",
        "operations team; the operation takes three seconds",
        "church encoding in lambda calculus",
        "acted in good faith",
        "a cloud agnostic design",
        "non-binary payload in the protocol",
        "an ill-defined interface",
        "is sick of meetings",
        "disabled the feature flag",
        "coming out in March, the second edition",
        "a team outing to the lake",
        "the origin of the data",
        "prefers straight answers",
        "transitions between states",
        "Parkinson's law of meetings",
        "SVG stroke width",
        "a stroke of luck",
        "burndown chart",
        "works on injection of dependencies",
        "verletzt die Invariante",
        "die Migration der Datenbank",
        "Herkunft der Daten",
        "sucht eine neue Stelle",
        "Gläubiger der Firma",
        "rabbit MQ and the pastoral symphony",
        "likes Verdi and Puccini",
        "undocumented API",
        "change of color in the UI",
        "migrates to the new platform",
        "loves sailing, two daughters, moved to Lisbon",
        "wants to move to design",
        "unions and intersections of sets",
        "the patient approach; a patient teacher",
        "tribe lead in the squad model",
        "Black Friday",
        "her sister is a surgeon",
        "our client is a hospital chain; Krankenhaus als Kunde",
        "works for a Krankenkasse",
        "studied medicine before engineering",
        "der Drucker streikt",
        "visual aids for the talk",
        "lives in Church Street",
        "Hindustan",
        "",
    ] {
        assert_eq!(delicate(text), [], "{text}");
    }
}

#[test]
fn several_things_are_named_once_each() {
    let found = delicate("fled the war, in hospital since; her illness, a hospital bill, prayers");
    assert_eq!(found, [Health, Belief, Origin]);
    assert_eq!(
        remark(&found),
        "This speaks of health, of what somebody believes and of where somebody comes from."
    );
    assert_eq!(remark(&[Union]), "This speaks of a trade union.");
}

#[test]
fn every_mark_is_folded_and_has_words() {
    for mark in MARKS {
        for phrase in mark.says.split(',').chain(mark.unless.split(',')) {
            assert_eq!(fold(phrase), phrase);
            assert!(
                !phrase.trim().is_empty() || mark.unless.is_empty(),
                "{phrase}"
            );
            let inside = phrase.trim_end_matches('*').replace(' ', "");
            assert!(
                inside.chars().all(|letter| letter.is_ascii_alphanumeric()),
                "{phrase}"
            );
        }
    }
}

proptest! {
    #[test]
    fn any_text_can_be_read(text in any::<String>()) {
        delicate(&text);
    }

    #[test]
    fn a_delicate_word_is_noticed_wherever_it_stands(before in "[a-d ]{0,12}", after in "[a-d ]{0,12}") {
        let text = format!("{before} Schlaganfall, {after}");
        prop_assert!(delicate(&text).contains(&Health));
    }
}
