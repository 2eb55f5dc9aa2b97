//! What was done, and taking it back.

use insta::assert_snapshot;

use super::{each_morning, morning, one_morning};

#[test]
fn a_line_is_taken_back_once() {
    each_morning(|morning| {
        morning.says(&["log", "coffee", "priya", "a walk through the rain"]);
        morning.says(&["importance", "priya", "usual"]);
        assert_snapshot!(morning.says(&["undo"]), @r"Taken back: changed how much someone matters · Priya Raman (line 2)");
        assert_snapshot!(morning.says(&["undo", "1"]), @r"Taken back: noted a touch · Priya Raman (line 1)");
        assert_snapshot!(morning.refuses(1, &["undo", "1"]), @r"troth: line 1 was taken back already");
        assert_snapshot!(morning.refuses(1, &["undo"]), @r"
        troth: there is nothing to take back
        hint: nothing was written yet, or everything was taken back already
        ");
        assert_snapshot!(morning.refuses(1, &["undo", "99"]), @r"
        troth: there is no line 99 in the history
        hint: troth history lists them
        ");
        assert_eq!(morning.json(&["person", "priya"])["silence"]["days"], 36);
    });
}

#[test]
fn a_line_others_build_on_is_not_taken_back_before_them() {
    each_morning(|morning| {
        morning.says(&["promises", "renew", "1993", "--until", "2026-03-27"]);
        morning.says(&["promises", "keep", "1993"]);
        assert_snapshot!(morning.refuses(1, &["undo", "1"]), @r"
        troth: line 2 builds on line 1
        hint: take line 2 back first: troth undo 2
        ");
        morning.says(&["undo", "2"]);
        morning.says(&["undo", "1"]);
        assert!(morning.says(&["promises"]).contains("due Fri 20 Mar"));
    });
}

#[test]
fn the_history_names_each_line_in_words() {
    let morning = morning();
    morning.says(&["rename", "uma", "Uma Pillai-Shah"]);
    let history = morning.json(&["history"]);
    assert_eq!(history["lines"][0]["line"], 1);
    assert_eq!(
        history["lines"][0]["words"],
        "changed a name · Uma Pillai-Shah"
    );
    assert!(morning.says(&["history"]).starts_with("1  "));
}

#[test]
fn a_weight_is_changed_within_its_bounds_and_reset() {
    one_morning(|morning| {
        assert_snapshot!(morning.says(&["settings", "set", "half-life", "90"]), @r"Half-life: 90 days until half is left                         undo: troth undo 1");
        assert_snapshot!(morning.says(&["settings", "half-life"]), @r"
        How long a deposit lasts                                               half-life
          90 days until half is left
          Contact days predict best with 45 to 120 days in a stable workplace, 30 or
          less in a dying network.
          Measured on public data; usually 60, between 7 and 730
        ");
        assert_snapshot!(morning.says(&["settings", "reset", "half-life"]), @r"Half-life: 60 days until half is left again                   undo: troth undo 2");
        assert_snapshot!(morning.refuses(1, &["settings", "set", "half-life", "1"]), @r"troth: “How long a deposit lasts” must lie between 7 and 730 days until half is left");
        assert_snapshot!(morning.refuses(1, &["settings", "set", "halflife", "1"]), @r"
        troth: no number is called “halflife”
        hint: did you mean half-life?
        ");
        assert!(morning.says(&["settings"]).contains("Noor Haddad"));
    });
}

#[test]
fn sources_say_how_far_they_were_read() {
    one_morning(|morning| {
        assert_snapshot!(morning.says(&["sources"]), @r"
        ~/Mail                                                            4,812 messages
          read Tue 10 Mar, its newest mail is of Tue 10 Mar
        ");
    });
}
