//! The whole made-up book, with everything a thoughtful owner noted, at the command line.

use troth::book::{Book, Place};

use super::Morning;
use crate::support::{Troth, each_engine};

/// Tells a story on the made-up book with everything noted in it, on each engine.
#[track_caller]
fn each_full_morning(story: impl Fn(&Morning)) {
    each_engine(|place| {
        troth::demo::book_in(&Book::begin(&Place::parse(place)).unwrap()).unwrap();
        story(&Morning {
            troth: Troth::with_book(place),
        });
    });
}

/// Tells a story that is about words rather than about the book: one engine is enough.
fn one_full_morning(story: impl Fn(&Morning)) {
    let troth = Troth::new();
    troth::demo::book_in(&Book::begin(&Place::parse(troth.place())).unwrap()).unwrap();
    story(&Morning { troth });
}

#[test]
fn the_morning_of_the_full_book_has_moves_of_every_kind_and_none_is_left_out() {
    each_full_morning(|morning| {
        let today = morning.json(&["today"]);
        let reasons = today.to_string();
        for said in [
            "send the deck for the board",
            "Winter repairs, on foot",
            "Rota for the summer",
            "birthday is in 3 days",
            "Jana Horvat (a concern) and Chiara Bellini (something to mend)",
            "You have not been in touch for 36 days; it is usually 7.",
            "Which driver for the new radios?",
        ] {
            assert!(reasons.contains(said), "{said} in {reasons}");
        }
    });
}

#[test]
fn every_noun_has_something_to_show_in_the_full_book() {
    one_full_morning(|morning| {
        for (command, said) in [
            (vec!["details", "Ana"], "with both cats"),
            (vec!["profile"], "second alto"),
            (vec!["concerns"], "the weir gauge may drown"),
            (vec!["contributions"], "Yara Khoury"),
            (vec!["milestones"], "Grace Owusu"),
            (vec!["repair"], "Next: make amends"),
            (vec!["circles"], "after each release"),
            (vec!["meetings"], "What the museum needs"),
            (vec!["brief"], "bring coffee"),
            (vec!["promises"], "send the driver notes"),
            (vec!["waiting"], "Pavel Novák"),
            (vec!["week"], "name whose work it was"),
            (vec!["person", "Ana"], "River team"),
        ] {
            let shown = morning.says(&command);
            assert!(
                shown.to_lowercase().contains(&said.to_lowercase()),
                "{command:?}: {shown}"
            );
            for nonsense in [" 0 days ago", " 1 days", "from noted by hand", "+0.00"] {
                assert!(!shown.contains(nonsense), "{command:?}: {nonsense}");
            }
        }
    });
}

#[test]
fn lines_worth_nothing_any_more_are_counted_in_words_and_the_rest_adds_up() {
    one_full_morning(|morning| {
        let shown = morning.says(&["account", "Ana", "--most", "1000"]);
        assert!(
            shown.contains("worth less than a hundredth today"),
            "{shown}"
        );
        let cents = |line: &str| -> Option<i64> {
            let last = line.split_whitespace().last()?;
            let digits: String = last.chars().filter(char::is_ascii_digit).collect();
            let sign = match last.chars().next()? {
                '+' => 1,
                '−' => -1,
                _ => return None,
            };
            Some(sign * digits.parse::<i64>().ok()?)
        };
        let worths: Vec<i64> = shown.lines().filter_map(cents).collect();
        let (balance, lines) = worths.split_last().unwrap();
        assert!(lines.iter().all(|cents| *cents != 0), "{shown}");
        assert_eq!(lines.iter().sum::<i64>(), *balance, "{shown}");
    });
}
