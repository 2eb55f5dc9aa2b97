//! Dates of theirs: noted once, said ahead of time, celebrated once each time they come.

use insta::assert_snapshot;

use super::concerns::{account, matters};
use super::{each_morning, one_morning, without_references};

#[test]
fn a_birthday_is_remembered_ahead_of_it_and_celebrated_once_a_year() {
    each_morning(|morning| {
        let said = morning.says(&["milestone", "ana", "birthday", "13-mar", "--year", "1980"]);
        assert_snapshot!(without_references(&said), @r"Noted for Ana Lindqvist: birthday, Fri 13 Mar (0000)          undo: troth undo 1");
        let none: [String; 0] = [];
        let reasons = |on| matters(morning, "milestone", on);
        assert_eq!(reasons("2026-03-09"), none);
        assert_eq!(
            reasons("2026-03-10"),
            ["Ana Lindqvist’s birthday is in 3 days, on Friday."]
        );
        assert_eq!(
            reasons("2026-03-13"),
            ["Ana Lindqvist’s birthday is today."]
        );
        // Missed, it may still be celebrated late.
        assert_eq!(
            reasons("2026-03-16"),
            ["Ana Lindqvist’s birthday was 3 days ago."]
        );
        let on = |day: &str, args: &[&str]| morning.troth.says(&[args, &["--on", day]].concat());
        assert_snapshot!(on("2026-03-16", &["milestones", "celebrate", "ana"]), @r"Celebrated · Ana Lindqvist: birthday, Fri 13 Mar              undo: troth undo 2");
        assert_eq!(reasons("2026-03-16"), none);
        assert_eq!(
            reasons("2027-03-11"),
            ["Ana Lindqvist’s birthday is in 2 days, on Saturday."]
        );
        let statement = on("2026-03-16", &["account", "ana"]);
        assert!(
            statement.contains("celebrated a milestone: “birthday”"),
            "{statement}"
        );
        assert_snapshot!(
            morning.troth.refuses(1, &["milestones", "celebrate", "ana", "--on", "2026-03-17"]),
            @"troth: the milestone of Fri 13 Mar 2026 was celebrated on Mon 16 Mar 2026"
        );
        morning.troth.says(&["undo"]);
        assert_eq!(reasons("2026-03-16").len(), 1);
        assert!(!on("2026-03-16", &["account", "ana"]).contains("celebrated"));
    });
}

#[test]
fn work_anniversaries_launches_and_small_wins_come_up_all_year() {
    each_morning(|morning| {
        for noted in [
            &["sam", "work-anniversary", "2021-03-12"][..],
            &["mei", "shipped the viewer", "yesterday"],
            &[
                "tomás",
                "small-win",
                "20 march",
                "--words",
                "the first patch is in",
            ],
            &["jonas", "birthday", "29-feb"],
            &["leila", "wedding day", "9-may", "--yearly"],
        ] {
            morning.says(&[&["milestone"], noted].concat());
        }
        let listed = morning.says(&["milestones"]);
        let listed: Vec<&str> = listed.lines().skip(2).map(|line| &line[8..]).collect();
        assert_eq!(
            listed,
            [
                "Mon 9 Mar   Mei Tanaka   “shipped the viewer”          yesterday",
                "Thu 12 Mar  Sam Okafor   work anniversary, five years  in 2 days",
                "Fri 20 Mar  Tomás Vidal  “the first patch is in”       in 10 days",
                "Sat 9 May   Leila Farsi  “wedding day”                 in 8 weeks",
            ]
        );
        assert_eq!(
            matters(morning, "milestone", "2026-03-10"),
            [
                "Mei Tanaka, yesterday: “shipped the viewer”.",
                "Sam Okafor’s work anniversary, five years, is in 2 days, on Thursday.",
            ]
        );
        // A 29 February is kept on the 28th in years without one.
        assert_eq!(
            matters(morning, "milestone", "2027-02-28"),
            ["Jonas Weber’s birthday is today."]
        );
        assert_eq!(
            matters(morning, "milestone", "2028-02-29"),
            ["Jonas Weber’s birthday is today."]
        );
    });
}

#[test]
fn a_job_change_suggests_a_look_at_the_rhythm() {
    each_morning(|morning| {
        let answer = morning.troth.run(&[
            "milestone",
            "priya",
            "new-job",
            "today",
            "--words",
            "leads the maps team",
            "--on",
            "2026-03-10",
        ]);
        assert_snapshot!(answer.err, @r#"A new job often changes how much contact fits: troth rhythm "Priya Raman" DAYS sets it."#);
        assert_eq!(
            matters(morning, "milestone", "2026-03-12"),
            [
                "Priya Raman’s new job, “leads the maps team”, began 2 days ago. A new job often \
              changes how much contact fits: look at the rhythm."
            ]
        );
    });
}

#[test]
fn a_win_may_be_celebrated_however_late_and_counts_once() {
    each_morning(|morning| {
        morning.says(&["milestone", "mei", "shipped the viewer", "2026-01-20"]);
        assert_eq!(matters(morning, "milestone", "2026-03-10").len(), 0);
        morning.says(&["milestones", "celebrate", "viewer"]);
        assert_eq!(
            account(morning, "mei", "celebrated a milestone: “shipped the"),
            1
        );
        assert_snapshot!(
            morning.refuses(1, &["milestones", "celebrate", "viewer"]),
            @"troth: the milestone of Tue 20 Jan 2026 was celebrated on Tue 10 Mar 2026"
        );
    });
}

#[test]
fn a_milestone_noted_wrongly_is_taken_off() {
    each_morning(|morning| {
        morning.says(&["milestone", "ana", "birthday", "12-mar"]);
        morning.says(&["milestones", "celebrate", "ana"]);
        let said = morning.says(&["milestones", "drop", "birthday"]);
        assert_snapshot!(said, @r"Taken off · Ana Lindqvist: birthday, Thu 12 Mar               undo: troth undo 3");
        assert!(!morning.says(&["person", "ana"]).contains("Milestones"));
        morning.troth.says(&["undo"]);
        let back = morning.says(&["milestones"]);
        assert!(
            back.contains("birthday") && back.contains("celebrated"),
            "{back}"
        );
    });
}

#[test]
fn what_cannot_be_celebrated_is_refused_in_words() {
    one_morning(|morning| {
        morning.says(&["milestone", "ana", "birthday", "14-may"]);
        assert_snapshot!(morning.refuses(1, &["milestones", "celebrate", "ana"]), @"troth: it comes on Thu 14 May 2026; it can be celebrated from 3 days before");
        assert_snapshot!(morning.refuses(2, &["milestone", "ana", "birthday"]), @r"
        troth: on which day of the year?
        hint: for example: 14-may, or 2019-06-01 with its year
        ");
        assert_snapshot!(morning.refuses(2, &["milestone", "ana", "birthday", "29-feb", "--year", "1981"]), @r"
        troth: there is no 29 February 1981
        hint: for example: today, friday, next tuesday, in 2 weeks, 14 march, end of month, 2026-03-14
        ");
        assert_snapshot!(morning.refuses(1, &["milestone", "ana", "small-win"]), @"troth: a milestone needs words: what is there to celebrate?");
        assert_snapshot!(morning.refuses(1, &["milestone", "ana", "birthday", "1-may", "--year", "2030"]), @"troth: 2030 has not come yet");
    });
}
