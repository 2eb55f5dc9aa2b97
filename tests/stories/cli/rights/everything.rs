//! To be shown everything the book says.

use super::life::a_life;
use super::says;
use crate::support::each_engine;

/// The shelves a page of everything shows, by name.
fn shown(all: &serde_json::Value) -> Vec<&str> {
    let parts = all["parts"].as_array().unwrap();
    parts
        .iter()
        .map(|part| part["is"].as_str().unwrap())
        .collect()
}

#[test]
fn everything_the_book_says_about_somebody_stands_on_one_page_in_plain_words() {
    each_engine(|place| {
        let troth = a_life(place);
        let all = troth.json(&["show-all", "ana lindqvist"]);
        assert_eq!(
            shown(&all),
            [
                "person",
                "handle",
                "approach",
                "cadence",
                "membership",
                "detail",
                "concern",
                "contribution",
                "milestone",
                "celebration",
                "promise",
                "progress",
                "breach",
                "bid",
                "guest",
                "touch",
                "moment",
                "verdict",
                "act",
                "message",
                "found",
                "nudge",
                "hush",
                "facts",
                "source",
                "history",
                "image",
            ]
        );
        assert_eq!(all["sealed_confidences"], 1);
        let page = says(&troth, &["show-all", "ana lindqvist"]);
        for words in [
            "Everything about Ana Lindqvist",
            "her sister lives in zanzibar",
            "send the zanzibar notes · yours",
            "the zanzibar audit",
            "1 sealed confidence (not shown)",
            "noted a promise · Ana Lindqvist",
            "mail.mbox",
        ] {
            assert!(page.contains(words), "{words} is missing in {page}");
        }
        assert!(!page.contains("in June"), "a confidence was shown");
        assert!(
            page.lines().all(|line| line.chars().count() <= 80),
            "{page}"
        );
    });
}
