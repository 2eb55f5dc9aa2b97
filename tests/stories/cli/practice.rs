//! The practice library on the command line: read, asked, and of use where it is needed.

use insta::assert_snapshot;
use serde_json::Value;

use super::one_morning;

#[test]
fn a_question_in_ones_own_words_finds_a_card_and_the_ones_related_to_it() {
    one_morning(|morning| {
        let answer = morning.json(&["practice", "how do I rebuild trust after a breach?"]);
        assert_eq!(answer["card"]["id"], "rebuild-trust");
        let related: Vec<&str> = ids(&answer["related"]);
        assert_eq!(
            related,
            ["apologise", "broken-promise", "deceived", "keep-a-promise"]
        );
        let headings: Vec<&Value> = answer["parts"]
            .as_array()
            .unwrap()
            .iter()
            .map(|part| &part["heading"])
            .collect();
        assert_eq!(
            headings,
            ["Why it matters", "How", "For example", "Try it this week"]
        );
    });
}

#[test]
fn a_card_is_read_on_one_screen() {
    one_morning(|morning| {
        assert_snapshot!(morning.says(&["practice", "one-word"]), @r"
        What is a quick way to check in with everyone at the start of the day?
        Together as a team · one-word

        Why it matters
          One word each. At the start of a standup, or in the chat for those who start
          at different hours, everybody says a single word for how they come in: foggy,
          keen, late, proud, thin. It takes a minute for eight people. Nobody has to
          explain, and yet the rest of the day can be read differently. When “thin” is
          short with you at eleven, you know that it wasn’t you.

        How
          1. Begin yourself, with a true word. If yours is “great” every day, theirs
             will be too.
          2. No comments, no therapy, no follow-up in the round. A nod is enough.
          3. Passing is a word as well.
          4. If a word worries you, ask afterwards, alone, once.
          5. Never write the words into a list with names and weeks. A thermometer
             becomes a file very quickly, and then everybody is fine.

        For example
            Noor: Creaky.
            Chiara: Curious.
            Sam: Underwater.
            Jonas: Pass.
            Noor, to Sam, later: Underwater as in busy, or as in call somebody?
            Sam: Busy. But thanks for the snorkel.

        Try it this week
          Try it in three meetings, then ask the others whether they would like to go
          on.

        Related
          How do I ask “how are you” so that it isn’t a greeting?
            check-in
          How do I leave room for the person in a one-to-one full of tasks?
            personal-minute
          How do we end the week with something good?
            weekly-wins
          How do I have coffee with someone three hundred miles away?
            virtual-coffee
        ");
    });
}

#[test]
fn the_library_lists_its_cards_by_subject_and_says_when_it_has_none() {
    one_morning(|morning| {
        let all = morning.says(&["practice"]);
        assert!(all.starts_with("The practice library"), "{all}");
        assert!(all.contains("\nKeeping your word\n  How do I become someone whose word is enough?\n    keep-a-promise\n"));
        let list = morning.json(&["practice", "--list", "coffee"]);
        assert!(ids(&list["cards"]).contains(&"virtual-coffee"));
        assert_snapshot!(morning.refuses(1, &["practice", "xyzzy"]), @r"
        troth: no card speaks of “xyzzy”
        hint: ask in other words, or see them all: troth practice
        ");
    });
}

#[test]
fn active_listening_comes_with_prompts_one_can_use_today() {
    one_morning(|morning| {
        let card = morning.says(&["practice", "active listening"]);
        assert!(card.contains("Say back the gist") && card.contains("Ask one question further"));
        let face = morning.json(&["practice", "non-verbal cues and body language"]);
        assert_eq!(face["card"]["id"], "read-the-face");
    });
}

#[test]
fn someone_senior_shyness_and_a_misread_message_have_starters_to_rehearse() {
    one_morning(|morning| {
        for (asked, id) in [
            ("how do I approach an executive", "someone-senior"),
            ("social anxiety at a networking event", "shy"),
            ("groups make me nervous", "small-settings"),
            ("they misread my message", "misunderstanding"),
            ("how does my mail sound", "tone-before-sending"),
        ] {
            let answer = morning.json(&["practice", asked]);
            assert_eq!(answer["card"]["id"], id, "{asked}");
            let example = &answer["parts"][2];
            assert_eq!(example["heading"], "For example");
            assert!(!example["lines"].as_array().unwrap().is_empty());
        }
    });
}

#[test]
fn a_leader_reads_on_presence_on_who_holds_back_and_on_what_stays_off_the_record() {
    one_morning(|morning| {
        for id in [
            "presence",
            "who-holds-back",
            "off-the-record",
            "walk-around",
        ] {
            let card = morning.json(&["practice", id]);
            assert_eq!(card["card"]["subject"], "Leading", "{id}");
        }
    });
}

fn ids(cards: &Value) -> Vec<&str> {
    let cards = cards.as_array().unwrap().iter();
    cards.map(|card| card["id"].as_str().unwrap()).collect()
}
