//! What people did: noticed, thanked for soon, and credited in front of others.

use insta::assert_snapshot;

use super::concerns::{account, matters};
use super::{each_morning, one_morning, without_references};

#[test]
fn what_somebody_contributed_is_noticed_and_asks_for_thanks_while_it_is_fresh() {
    each_morning(|morning| {
        let said = morning.says(&["saw", "sam", "rewrote the parser overnight"]);
        assert_snapshot!(without_references(&said), @r"Noted for Sam Okafor: rewrote the parser overnight (0000)     undo: troth undo 1");
        assert_eq!(
            matters(morning, "contribution", "2026-03-11"),
            [
                "Yesterday you saw what Sam Okafor did: “rewrote the parser overnight”. A word of \
              thanks is still to come."
            ]
        );
        assert_eq!(matters(morning, "contribution", "2026-03-24").len(), 1);
        assert_eq!(matters(morning, "contribution", "2026-03-25").len(), 0);
        // Not asked for any more, but not forgotten.
        let waiting = morning.troth.says(&["contributions", "--on", "2026-03-25"]);
        assert!(waiting.contains("thanks to come"), "{waiting}");
    });
}

#[test]
fn effort_is_acknowledged_in_the_moment_and_credit_given_in_front_of_others() {
    each_morning(|morning| {
        morning.says(&["saw", "sam", "rewrote the parser overnight"]);
        assert_snapshot!(morning.says(&["contributions", "thank", "parser"]), @r"Rewrote the parser overnight · Sam Okafor: thanked            undo: troth undo 2");
        assert_eq!(matters(morning, "contribution", "2026-03-10").len(), 0);
        assert_snapshot!(
            morning.says(&["contributions", "credit", "parser", "--before", "the Monday meeting"]),
            @r"
        Rewrote the parser overnight · Sam Okafor: credited before the Monday meeting
        undo: troth undo 3
        "
        );
        assert_eq!(account(morning, "sam", "acknowledged effort: “rewrote"), 1);
        assert_eq!(account(morning, "sam", "gave credit: “rewrote"), 1);
        assert_snapshot!(
            morning.refuses(1, &["contributions", "thank", "parser"]),
            @"troth: you thanked them for this on Tue 10 Mar 2026"
        );
        assert_snapshot!(
            morning.refuses(1, &["contributions", "credit", "parser", "--before", "all"]),
            @"troth: credit for this was given on Tue 10 Mar 2026, before the Monday meeting"
        );
        morning.troth.says(&["undo"]);
        morning.troth.says(&["undo"]);
        assert_eq!(account(morning, "sam", "parser"), 0);
        assert_eq!(matters(morning, "contribution", "2026-03-10").len(), 1);
    });
}

#[test]
fn thanked_there_and_then_is_one_line_of_history() {
    each_morning(|morning| {
        let said = morning.says(&["saw", "ana", "calmed the client down", "--thanked"]);
        assert_snapshot!(without_references(&said), @r"
        Noted for Ana Lindqvist: calmed the client down, and thanked (0000)
        undo: troth undo 1
        ");
        assert_eq!(account(morning, "ana", "acknowledged effort: “calmed"), 1);
        morning.troth.says(&["undo"]);
        assert_eq!(account(morning, "ana", "calmed the client"), 0);
    });
}

#[test]
fn thanks_for_what_was_seen_in_a_meeting_are_the_short_note_after_it() {
    each_morning(|morning| {
        morning.says(&["saw", "ana", "asked the hard question", "--in-meeting"]);
        morning.says(&["contributions", "thank", "hard question"]);
        assert_eq!(
            account(morning, "ana", "sent thanks afterwards: “asked the"),
            1
        );
        morning.troth.says(&["meet", "Ingrid Falk"]);
        assert_snapshot!(
            morning.refuses(1, &["saw", "ingrid falk", "held the door", "--in-meeting"]),
            @r"
        troth: no meeting with them is noted
        hint: leave --in-meeting out
        "
        );
    });
}

#[test]
fn what_was_merged_is_found_under_one_name_and_parted_again_with_it() {
    each_morning(|morning| {
        morning.troth.says(&["meet", "S. Okafor"]);
        morning.says(&["saw", "S. Okafor", "fixed the build"]);
        morning.says(&["concern", "S. Okafor", "the commute"]);
        morning.says(&["milestone", "S. Okafor", "birthday", "12-mar"]);
        morning.troth.says(&["merge", "S. Okafor", "Sam Okafor"]);
        let sam = morning.says(&["person", "sam"]);
        for words in ["fixed the build", "the commute", "birthday, Thu 12 Mar"] {
            assert!(sam.contains(words), "{words}: {sam}");
        }
        let reasons = matters(morning, "milestone", "2026-03-10");
        assert_eq!(
            reasons,
            ["Sam Okafor’s birthday is in 2 days, on Thursday."]
        );
        morning.troth.says(&["undo"]);
        assert!(
            !morning
                .says(&["person", "Sam Okafor"])
                .contains("the commute")
        );
    });
}

#[test]
fn a_credit_needs_somebody_who_heard_it() {
    one_morning(|morning| {
        morning.says(&["saw", "sam", "fixed the build"]);
        assert_snapshot!(
            morning.refuses(1, &["contributions", "credit", "build", "--before", " "]),
            @"troth: in front of whom? “the Monday meeting” is enough"
        );
        assert_snapshot!(morning.refuses(1, &["saw", "sam", ""]), @"troth: what did they do? a few words are enough");
    });
}
