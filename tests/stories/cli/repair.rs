//! Repair after a breach: owning it, making amends, keeping the next promises, and letting go.

use insta::assert_snapshot;

use super::{Morning, each_morning, one_morning};

/// Notes harm and answers its short reference.
fn breach(morning: &Morning, args: &[&str]) -> String {
    let done = morning.json(&[&["breach"], args].concat());
    let id = done["id"].as_str().unwrap().replace('-', "");
    id[28..].to_owned()
}

fn left(morning: &Morning, at: &str) -> f64 {
    let found = morning.json(&["repair", at]);
    found["repairs"][0]["left"].as_f64().unwrap()
}

fn account(morning: &Morning, name: &str, side: &str) -> (f64, Vec<String>) {
    let account = morning.json(&["account", name, "--side", side]);
    let lines = account["lines"].as_array().unwrap().iter();
    let what = lines.map(|line| line["what"].as_str().unwrap().to_owned());
    (account["balance"].as_f64().unwrap(), what.collect())
}

#[test]
fn harm_i_did_is_acknowledged_owned_and_amended_and_heals_by_promises_kept() {
    each_morning(|morning| {
        let (before, _) = account(morning, "sam", "mine");
        let at = breach(
            morning,
            &["sam", "left the figures unchecked", "--size", "2"],
        );
        let (harmed, lines) = account(morning, "sam", "mine");
        assert!(
            (before - harmed - 3.0).abs() < 1e-9,
            "a slip of 1.5, size 2"
        );
        assert!(lines.iter().any(|line| line
            == "a slip, painful: “left the figures unchecked”; not owned yet, so no promise kept heals it"));
        let too_soon = morning.refuses(1, &["repair", &at, "own"]);
        assert_snapshot!(too_soon, @"troth: one step comes before that: acknowledge it");
        morning.says(&["repair", &at, "acknowledge"]);
        morning.says(&["repair", &at, "own"]);
        morning.says(&["repair", &at, "amend", "checked them all again with Sam"]);
        assert!((left(morning, &at) - 1.0).abs() < 1e-9);
        morning.says(&["promises", "keep", "a480"]);
        assert!((left(morning, &at) - 0.8).abs() < 1e-9);
        let (_, lines) = account(morning, "sam", "mine");
        assert!(
            lines
                .iter()
                .any(|line| line.ends_with("owned, 1 promise kept since, healed by 20 in 100"))
        );
        morning.says(&["undo"]);
        assert!((left(morning, &at) - 1.0).abs() < 1e-9);
    });
}

#[test]
fn every_step_can_be_taken_back() {
    each_morning(|morning| {
        let at = breach(morning, &["sam", "left the figures unchecked"]);
        morning.says(&["repair", &at, "acknowledge"]);
        assert_eq!(morning.json(&["repair", &at])["repairs"][0]["next"], "own");
        assert_snapshot!(morning.says(&["undo"]), @"Taken back: acknowledged harm · Sam Okafor (line 2)");
        assert_eq!(
            morning.json(&["repair", &at])["repairs"][0]["next"],
            "acknowledge"
        );
        morning.says(&["undo"]);
        assert_snapshot!(morning.says(&["repair"]), @"Nothing is to be mended.");
    });
}

#[test]
fn a_breach_takes_the_place_of_the_broken_promise_and_nothing_counts_twice() {
    each_morning(|morning| {
        let still_open = morning.refuses(
            1,
            &[
                "breach",
                "mei",
                "never made the introduction",
                "--promise",
                "b25d",
            ],
        );
        assert!(still_open.contains("still open"), "{still_open}");
        morning.says(&["promises", "break", "b25d"]);
        breach(
            morning,
            &["mei", "never made the introduction", "--promise", "b25d"],
        );
        let (_, lines) = account(morning, "mei", "mine");
        let about = lines
            .iter()
            .filter(|line| line.contains("never made") || line.contains("make the introduction"));
        assert_eq!(
            about.collect::<Vec<_>>(),
            [
                "a broken promise, painful: “never made the introduction”; not owned yet, so no promise kept heals it"
            ]
        );
    });
}

#[test]
fn harm_done_to_me_is_said_then_let_go_and_no_longer_counts() {
    each_morning(|morning| {
        let at = breach(
            morning,
            &[
                "pavel",
                "told the client I had agreed",
                "--theirs",
                "--kind",
                "deception",
            ],
        );
        let theirs = |words: &str| {
            account(morning, "pavel", "theirs")
                .1
                .iter()
                .any(|line| line.contains(words))
        };
        assert!(theirs("told the client"));
        let (mine, _) = account(morning, "pavel", "mine");
        assert_snapshot!(morning.refuses(1, &["repair", &at, "own"]), @"troth: “take responsibility” mends harm you did; this was done to you: say it, then let it go");
        morning.says(&["repair", &at, "say"]);
        assert!(theirs("told the client"));
        morning.says(&["repair", &at, "let-go"]);
        assert!(!theirs("told the client"));
        let (after, _) = account(morning, "pavel", "mine");
        assert!(
            (mine - after).abs() < 1e-9,
            "what they did is never on my side"
        );
    });
}

#[test]
fn what_is_to_be_mended_is_listed_with_the_next_step_and_plain_words() {
    one_morning(|morning| {
        let at = breach(
            morning,
            &[
                "sam",
                "told the board the figures were final",
                "--kind",
                "deception",
                "--size",
                "3",
            ],
        );
        let list = morning.says(&["repair"]).replace(&at, "0000");
        assert_snapshot!(list, @r"
        To mend                                                               Tue 10 Mar

        What you did
          Sam Okafor                                                   0000 · Tue 10 Mar
            “told the board the figures were final”: a deception, serious
            Not owned yet, so no promise kept heals it
            Next: acknowledge it
              Say what you did, in one sentence, without the reasons. Face to face or by
              voice where you can.
              Sam, about Tuesday 10 March: “told the board the figures were final”. I
              let you believe something that was not so. This is how it is: [the truth,
              whole].
            troth repair 0000 acknowledge
        ");
        let person = morning.says(&["person", "sam"]).replace(&at, "0000");
        assert!(
            person.contains("To mend\n  0000  told the board"),
            "{person}"
        );
    });
}

#[test]
fn one_open_repair_comes_up_in_the_morning_until_it_is_put_off_or_mended() {
    each_morning(|morning| {
        let at = breach(morning, &["sam", "left the figures unchecked"]);
        breach(morning, &["mei", "forgot the introduction"]);
        let repairs = || {
            let today = morning.json(&["today"]);
            let moves = today["moves"].as_array().unwrap().iter();
            moves
                .filter(|step| step["matter"]["kind"] == "repair")
                .count()
        };
        assert_eq!(repairs(), 1, "one repair is enough for a morning");
        let today = morning.says(&["today"]);
        assert!(
            today.contains("“forgot the introduction”, on Tuesday 10 March"),
            "{today}"
        );
        assert!(today.contains("troth repair "), "{today}");
        for step in [&["acknowledge"][..], &["own"], &["amend", "did it again"]] {
            morning.says(&[&["repair", at.as_str()], step].concat());
        }
        let mei = morning.json(&["repair", "introduction"]);
        let mei = mei["repairs"][0]["reference"].as_str().unwrap().to_owned();
        for step in [
            &["acknowledge"][..],
            &["own"],
            &["amend", "wrote to both today"],
        ] {
            morning.says(&[&["repair", mei.as_str()], step].concat());
        }
        assert_eq!(repairs(), 0);
    });
}

#[test]
fn harm_stays_with_the_entry_it_was_noted_with_when_two_are_merged_and_parted() {
    each_morning(|morning| {
        morning.says(&["meet", "Samuel O."]);
        breach(morning, &["Samuel O.", "left the figures unchecked"]);
        morning.says(&["merge", "Samuel O.", "sam okafor"]);
        let of = |name: &str| {
            morning.json(&["person", name])["repairs"]
                .as_array()
                .unwrap()
                .len()
        };
        assert_eq!(of("sam okafor"), 1);
        morning.says(&["repair", "figures", "acknowledge"]);
        morning.says(&["unmerge", "sam okafor"]);
        assert_eq!((of("sam okafor"), of("Samuel O.")), (0, 1));
    });
}
