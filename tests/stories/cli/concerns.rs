//! What weighs on people: noted in seconds, asked after on its day, until it is eased.

use insta::assert_snapshot;

use super::{Morning, each_morning, one_morning, without_references};

/// The reasons of one kind of matter in the morning of a day.
pub(super) fn matters(morning: &Morning, kind: &str, on: &str) -> Vec<String> {
    reasons(&morning.troth.json(&["today", "--on", on]), kind)
}

/// The same, of a plan already asked for.
pub(super) fn reasons(plan: &serde_json::Value, kind: &str) -> Vec<String> {
    plan["moves"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|step| step["matter"]["kind"] == kind)
        .map(|step| step["reason"].as_str().unwrap().to_owned())
        .collect()
}

/// What stands in one's own side of an account, as "what: +1.00" line by line.
pub(super) fn account(morning: &Morning, name: &str, with: &str) -> usize {
    let said = morning.says(&["account", name]);
    said.lines().filter(|line| line.contains(with)).count()
}

#[test]
fn a_small_concern_is_followed_up_until_it_is_eased() {
    each_morning(|morning| {
        let says = |args: &[&str]| without_references(&morning.says(args));
        assert_snapshot!(says(&["concern", "sam", "worried about the release", "--check", "friday"]), @r"
        Noted for Sam Okafor: worried about the release; look again Fri 13 Mar (0000)
        undo: troth undo 1
        ");
        let none: [String; 0] = [];
        assert_eq!(matters(morning, "concern", "2026-03-12"), none);
        assert_eq!(
            matters(morning, "concern", "2026-03-13"),
            [
                "Since 10 March something weighs on Sam Okafor: “worried about the release”. Today \
              is the day to look again."
            ]
        );
        let on = |day: &str, args: &[&str]| morning.troth.says(&[args, &["--on", day]].concat());
        assert_snapshot!(on("2026-03-13", &["concerns", "again", "release", "--check", "next friday"]), @r"
        Worried about the release · Sam Okafor: look again Fri 20 Mar
        undo: troth undo 2
        ");
        assert_eq!(matters(morning, "concern", "2026-03-13"), none);
        assert_eq!(matters(morning, "concern", "2026-03-23").len(), 1);
        assert_snapshot!(on("2026-03-23", &["concerns", "ease", "sam"]), @r"Worried about the release · Sam Okafor: eased Mon 23 Mar      undo: troth undo 3");
        assert_eq!(matters(morning, "concern", "2026-03-24"), none);
        assert_snapshot!(
            morning.troth.refuses(1, &["concerns", "ease", "release", "--on", "2026-03-24"]),
            @"troth: this concern was eased on Mon 23 Mar 2026"
        );
        let account = on("2026-03-23", &["account", "sam"]);
        assert!(
            account.contains("addressed a concern: “worried about the release”"),
            "{account}"
        );
        // Seen from before, it was still there.
        assert!(on("2026-03-22", &["concerns"]).contains("worried about the release"));
    });
}

#[test]
fn help_is_offered_before_being_asked_and_counts_once() {
    each_morning(|morning| {
        morning.says(&[
            "concern",
            "ana",
            "two talks in one week",
            "--check",
            "today",
        ]);
        assert_eq!(matters(morning, "concern", "2026-03-10").len(), 1);
        let plan = morning.says(&["today"]);
        assert!(plan.contains("before you are asked"), "{plan}");
        assert_snapshot!(morning.says(&["concerns", "help", "talks"]), @r"
        Two talks in one week · Ana Lindqvist: help offered, look again Tue 17 Mar
        undo: troth undo 2
        ");
        morning.says(&["concerns", "help", "talks", "--check", "friday"]);
        assert_eq!(
            account(morning, "ana", "offered help before being asked"),
            1
        );
        assert_eq!(matters(morning, "concern", "2026-03-10").len(), 0);
        morning.troth.says(&["undo"]);
        morning.troth.says(&["undo"]);
        assert_eq!(
            account(morning, "ana", "offered help before being asked"),
            0
        );
        assert_eq!(matters(morning, "concern", "2026-03-10").len(), 1);
    });
}

#[test]
fn easing_is_taken_back_whole_with_its_line_in_the_account() {
    each_morning(|morning| {
        morning.says(&["concern", "mei", "the visa", "--check", "today"]);
        morning.says(&["concerns", "ease", "visa"]);
        assert_eq!(account(morning, "mei", "addressed a concern"), 1);
        let history = morning.troth.says(&["history"]);
        assert!(
            history.contains("eased a concern · Mei Tanaka"),
            "{history}"
        );
        morning.troth.says(&["undo"]);
        assert_eq!(account(morning, "mei", "addressed a concern"), 0);
        assert!(morning.says(&["concerns"]).contains("the visa"));
        assert!(morning.says(&["person", "mei"]).contains("On their mind"));
    });
}

#[test]
fn a_concern_put_off_by_its_reference_comes_back_on_its_day() {
    each_morning(|morning| {
        morning.says(&["concern", "mei", "the visa", "--check", "today"]);
        let listed = morning.json(&["concerns"]);
        let reference = listed["concerns"][0]["reference"].as_str().unwrap();
        morning.says(&["snooze", reference, "--until", "thursday"]);
        assert_eq!(matters(morning, "concern", "2026-03-10").len(), 0);
        assert_eq!(matters(morning, "concern", "2026-03-12").len(), 1);
    });
}

#[test]
fn concerns_are_listed_by_the_day_to_look_again() {
    one_morning(|morning| {
        morning.says(&["concern", "mei", "the visa", "--check", "in 3 weeks"]);
        morning.says(&["concern", "sam", "two interviews"]);
        let listed: Vec<String> = morning.json(&["concerns"])["concerns"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| format!("{} {}", one["check_on"], one["what"]))
            .collect();
        assert_eq!(
            listed,
            [
                "\"2026-03-17\" \"two interviews\"",
                "\"2026-03-31\" \"the visa\""
            ]
        );
        assert!(!morning.says(&["concerns", "sam"]).contains("visa"));
    });
}

#[test]
fn what_is_no_concern_is_refused_in_words() {
    one_morning(|morning| {
        assert_snapshot!(morning.refuses(1, &["concern", "sam", " "]), @"troth: a concern needs words: what weighs on them?");
        assert_snapshot!(morning.refuses(1, &["concern", "sam", "x", "--check", "yesterday"]), @"troth: it was noted on Tue 10 Mar 2026; Mon 9 Mar 2026 comes before that");
        assert_snapshot!(morning.refuses(1, &["concerns", "ease", "the moon"]), @r"
        troth: no concern is called “the moon”
        hint: troth concerns lists them, each with its short reference
        ");
        assert_snapshot!(morning.says(&["concerns"]), @r#"
        No concern is open here.
        troth concern NAME "worried about the release" --check friday
        "#);
    });
}
