//! Circles and their rhythms, days in person, and the owner's own ways looked at as a whole.

use insta::assert_snapshot;
use serde_json::Value;

use super::{Morning, each_morning, one_morning, without_references};
use crate::support::{Troth, each_engine};

/// Whom the morning proposes to be in touch with, and why.
fn proposed(troth: &Troth, on: &str) -> Vec<(String, String)> {
    let plan = troth.json(&["today", "--on", on]);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let contact = |step: &&Value| step["promise_id"].is_null() && step["matter"].is_null();
    let moves = plan["moves"].as_array().unwrap().iter().filter(contact);
    moves
        .map(|step| (text(&step["person"]), text(&step["reason"])))
        .collect()
}

/// Somebody with coffees on these days.
fn met(troth: &Troth, name: &str, days: &[&str]) {
    troth.says(&["meet", name]);
    for day in days {
        troth.says(&["log", "coffee", name, "--on", day]);
    }
}

fn people(list: &Value) -> Vec<&str> {
    let names = list
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["person"].as_str().unwrap());
    names.collect()
}

fn rhythm_of(morning: &Morning, name: &str) -> Value {
    morning.json(&["person", name])["rhythm"]["set"].clone()
}

#[test]
fn a_circle_gives_its_rhythm_to_everybody_in_it_and_a_person_may_have_their_own() {
    each_morning(|morning| {
        assert_snapshot!(morning.says(&["circle", "Field team", "--kind", "team", "--add", "ana", "--add", "jonas", "--rhythm", "every two weeks"]), @r"Field team: 2 people, every 2 weeks                           undo: troth undo 1");
        assert_eq!(rhythm_of(morning, "jonas")["circle"], "Field team");
        assert_eq!(rhythm_of(morning, "jonas")["words"], "every 2 weeks");
        morning.says(&["rhythm", "jonas", "every 10 days"]);
        assert_eq!(rhythm_of(morning, "jonas")["circle"], Value::Null);
        assert_eq!(rhythm_of(morning, "jonas")["words"], "every 10 days");
        morning.says(&["rhythm", "jonas", "learnt"]);
        assert_eq!(rhythm_of(morning, "jonas")["words"], "every 2 weeks");
        morning.says(&["circle", "Board", "--add", "jonas", "--rhythm", "weekly"]);
        assert_eq!(
            rhythm_of(morning, "jonas")["circle"],
            "Board",
            "the tightest of several"
        );
        let shown = morning.says(&["person", "jonas"]);
        assert!(
            shown.contains("Circles        Board and Field team"),
            "{shown}"
        );
        assert!(shown.contains("weekly, as set for Board"), "{shown}");
    });
}

#[test]
fn circles_are_listed_changed_ended_and_taken_back() {
    each_morning(|morning| {
        morning.says(&[
            "circle",
            "Lyon office",
            "--kind",
            "place",
            "--add",
            "mei",
            "--add",
            "tomás",
            "--rhythm",
            "monthly, in person",
        ]);
        morning.says(&[
            "circle", "lyon", "--part", "tomás", "--add", "priya", "--rename", "Lyon",
        ]);
        let shown = morning.json(&["circle", "Lyon"]);
        assert_eq!(people(&shown["members"]), ["Mei Tanaka", "Priya Raman"]);
        assert_eq!(
            (&shown["kind"], &shown["rhythm"]),
            (&"place".into(), &"monthly, in person".into())
        );
        assert_eq!(shown["members"][1]["silent_days"], 36);
        assert_snapshot!(morning.says(&["circle", "lyon", "--disband"]), @r"Lyon is no more; its people stay                              undo: troth undo 3");
        assert_snapshot!(morning.says(&["circles"]), @r#"
        No circles yet.
        troth circle "Field team" --add ana --add sam --rhythm "every two weeks"
        "#);
        morning.says(&["undo"]);
        assert_eq!(
            people(&morning.json(&["circle", "Lyon"])["members"]).len(),
            2
        );
        morning.says(&["undo"]);
        assert_eq!(
            people(&morning.json(&["circle", "Lyon office"])["members"]),
            ["Mei Tanaka", "Tomás Vidal"]
        );
        assert_snapshot!(morning.refuses(1, &["circle", "Lisbon"]), @r"
        troth: no circle is called “Lisbon”
        hint: troth circles lists them; troth circle NAME --add PERSON makes one
        ");
    });
}

#[test]
fn a_rhythm_is_set_in_words_and_what_is_none_is_refused() {
    one_morning(|morning| {
        assert_snapshot!(morning.says(&["rhythm", "ana", "monthly,", "in", "person"]), @r"Rhythm with Ana Lindqvist: monthly, in person                 undo: troth undo 1");
        assert_snapshot!(morning.says(&["rhythm", "ana", "14"]), @r"Rhythm with Ana Lindqvist: every 2 weeks                      undo: troth undo 2");
        assert_snapshot!(morning.refuses(2, &["rhythm", "ana", "biweekly"]), @r"
        troth: “biweekly” can mean twice in that time or every second time
        hint: for example: 14, every two weeks, monthly in person, weekly on tuesdays, after each release
        ");
        assert_snapshot!(morning.refuses(2, &["rhythm", "ana", "0"]), @"
        troth: a rhythm is at least one day
        hint: for example: 14, every two weeks, monthly in person, weekly on tuesdays, after each release
        ");
    });
}

#[test]
fn a_mail_does_not_answer_a_rhythm_in_person_and_a_coffee_does() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        met(&troth, "Mei Tanaka", &["2026-01-05"]);
        troth.says(&["rhythm", "mei", "monthly, in person"]);
        troth.says(&["log", "mail", "mei", "--on", "2026-03-03"]);
        assert_eq!(
            proposed(&troth, "2026-03-10"),
            [(
                "Mei Tanaka".to_owned(),
                "You wanted to meet in person every 30 days; it has been 64 days.".to_owned()
            )]
        );
        troth.says(&["log", "walk", "mei", "--on", "2026-03-10"]);
        assert_eq!(proposed(&troth, "2026-03-20"), []);
    });
}

#[test]
fn after_each_release_a_word_comes_up_once() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        met(&troth, "Pavel Novák", &["2026-02-20"]);
        troth.says(&["rhythm", "pavel", "after each release"]);
        assert_eq!(
            proposed(&troth, "2026-03-10"),
            [],
            "nothing was released yet"
        );
        troth.says(&["happened", "Release", "--on", "2026-03-06"]);
        let (_, reason) = &proposed(&troth, "2026-03-10")[0];
        assert_eq!(
            reason,
            "You wanted a word after each release; the last one was on 6 March."
        );
        troth.says(&["log", "call", "pavel", "--on", "2026-03-10"]);
        assert_eq!(proposed(&troth, "2026-03-17"), []);
        assert_eq!(
            troth.says(&["happened", "--on", "2026-03-17"]),
            "Fri 6 Mar  release\n"
        );
    });
}

#[test]
fn a_rhythm_on_tuesdays_comes_up_on_a_tuesday() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        met(&troth, "Sam Okafor", &["2026-02-23"]);
        troth.says(&["rhythm", "sam", "every two weeks, tuesdays"]);
        assert_eq!(proposed(&troth, "2026-03-09"), [], "a Monday");
        assert_eq!(proposed(&troth, "2026-03-10").len(), 1);
    });
}

#[test]
fn a_steady_rhythm_rests_while_somebody_is_on_leave_and_goes_on_after() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        met(&troth, "Leila Farsi", &["2026-02-01"]);
        troth.says(&[
            "circle",
            "Team",
            "--add",
            "leila",
            "--rhythm",
            "every two weeks",
        ]);
        assert_eq!(proposed(&troth, "2026-02-17").len(), 1);
        troth.says(&[
            "quiet",
            "leila",
            "--from",
            "2026-02-10",
            "--until",
            "2026-03-01",
            "--why",
            "on leave",
            "--on",
            "2026-02-10",
        ]);
        assert_eq!(proposed(&troth, "2026-02-17"), []);
        assert_eq!(
            proposed(&troth, "2026-03-03"),
            [],
            "her leave does not count"
        );
        assert_eq!(proposed(&troth, "2026-03-09").len(), 1);
        // A new team: the old rhythm goes with the old circle.
        troth.says(&["circle", "Team", "--part", "leila"]);
        assert_eq!(proposed(&troth, "2026-03-09"), []);
    });
}

#[test]
fn a_few_people_well_at_most_one_of_a_circle_comes_up_in_a_morning() {
    each_morning(|morning| {
        let names = |morning: &Morning| -> Vec<String> {
            proposed(&morning.troth, "2026-03-10")
                .into_iter()
                .map(|(name, _)| name)
                .collect()
        };
        let before = names(morning);
        assert!(
            before.contains(&"Priya Raman".to_owned())
                && before.contains(&"Tomás Vidal".to_owned())
        );
        morning.says(&["circle", "Radio team", "--add", "priya", "--add", "tomás"]);
        let after = names(morning);
        let of_the_circle = ["Priya Raman", "Tomás Vidal"]
            .iter()
            .filter(|name| after.iter().any(|one| one == *name));
        assert_eq!(of_the_circle.count(), 1, "{after:?}");
    });
}

#[test]
fn the_only_tie_to_a_circle_weighs_more() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        for name in ["Ana Lindqvist", "Sam Okafor", "Mei Tanaka"] {
            troth.says(&["meet", name]);
        }
        for name in ["ana", "sam"] {
            troth.says(&["log", "mail", name, "--on", "2026-02-01"]);
            troth.says(&["rhythm", name, "weekly"]);
        }
        troth.says(&["circle", "Museum", "--add", "ana", "--add", "mei"]);
        let plan = troth.json(&["today", "--on", "2026-03-10"]);
        let bridge = |name: &str| -> f64 {
            let moves = plan["moves"].as_array().unwrap();
            let step = moves.iter().find(|step| step["person"] == name).unwrap();
            let parts = step["parts"].as_array().unwrap();
            let part = parts
                .iter()
                .find(|part| part["name"] == "your only tie to their group");
            part.unwrap()["value"].as_f64().unwrap()
        };
        assert_eq!((bridge("Ana Lindqvist"), bridge("Sam Okafor")), (1.0, 0.0));
    });
}

#[test]
fn a_day_in_person_names_those_without_an_informal_word_and_a_word_takes_them_off() {
    each_morning(|morning| {
        morning.says(&[
            "circle",
            "Lyon office",
            "--kind",
            "place",
            "--add",
            "mei",
            "--add",
            "tomás",
            "--add",
            "ana",
        ]);
        let said = morning.says(&["walk-around", "Lyon office", "--day", "tomorrow"]);
        assert_snapshot!(without_references(&said), @r"Lyon office on Wed 11 Mar: 2 people to look for (0000)        undo: troth undo 2");
        let plan = morning.json(&["today"]);
        let matters = |plan: &Value| -> Vec<String> {
            let moves = plan["moves"].as_array().unwrap().iter();
            let of_kind = moves.filter(|step| step["matter"]["kind"] == "walk-around");
            of_kind
                .map(|step| step["reason"].as_str().unwrap().to_owned())
                .collect()
        };
        assert_eq!(
            matters(&plan),
            [
                "Tomorrow you are there in person. 2 people there whom you have not spoken with informally for a month: Mei Tanaka and Tomás Vidal."
            ]
        );
        let on = |day: &str| matters(&morning.troth.json(&["today", "--on", day]));
        assert_eq!(on("2026-03-09"), [] as [String; 0]);
        morning
            .troth
            .says(&["log", "coffee", "mei", "--on", "2026-03-11"]);
        let on_the_day = on("2026-03-11");
        assert!(
            on_the_day[0].starts_with("Today you are there in person. One person there"),
            "{on_the_day:?}"
        );
        let listed = morning.troth.json(&["walk-around", "--on", "2026-03-11"]);
        assert_eq!(
            people(&listed["walk_arounds"][0]["to_see"]),
            ["Tomás Vidal"]
        );
        let reference = listed["walk_arounds"][0]["reference"].as_str().unwrap();
        morning.says(&["walk-around", "--call-off", reference]);
        assert_eq!(on("2026-03-11"), [] as [String; 0]);
    });
}

#[test]
fn when_somebody_last_just_dropped_by_is_told() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        met(&troth, "Ana Lindqvist", &["2026-03-01"]);
        let told = || troth.json(&["insight", "--on", "2026-03-10"])["dropped_by"].clone();
        assert_eq!(told()["last"], Value::Null, "a coffee is not dropping by");
        troth.says(&[
            "log",
            "hallway",
            "ana",
            "--began",
            "them",
            "--on",
            "2026-03-04",
        ]);
        assert_eq!(told()["last"]["person"], "Ana Lindqvist");
        assert_eq!(
            (&told()["last"]["day"], &told()["times"]),
            (&"2026-03-04".into(), &1.into())
        );
        let shown = troth.says(&["insight", "--on", "2026-03-10"]);
        assert!(
            shown.contains("Ana Lindqvist did, 6 days ago (Wed 4 Mar); 1 time since Mon 10 Mar"),
            "{shown}"
        );
    });
}

#[test]
fn who_never_gets_an_informal_word_thanks_or_a_reply_stands_by_name() {
    each_morning(|morning| {
        let never = || morning.json(&["insight"])["never"].clone();
        let before = never();
        let informal = people(&before["informal_word"]);
        let mut sorted = informal.clone();
        sorted.sort_by_key(|name| name.to_lowercase());
        assert_eq!(informal, sorted, "by the alphabet, and in no other order");
        assert!(informal.contains(&"Wen Zhao"), "{informal:?}");
        morning.says(&["log", "lunch", "wen zhao"]);
        assert!(!people(&never()["informal_word"]).contains(&"Wen Zhao"));
        assert_eq!(people(&before["thanks"]), ["Mei Tanaka"]);
        morning.says(&["log", "call", "mei", "--moment", "effort-acknowledged"]);
        assert_eq!(people(&never()["thanks"]), [] as [&str; 0]);
    });
}

#[test]
fn the_system_is_looked_at_as_a_whole_and_says_where_there_is_too_little() {
    each_morning(|morning| {
        morning.says(&["circle", "Mentors", "--add", "hana"]);
        let seen = morning.json(&["insight"]);
        assert_eq!(
            (&seen["touches"], &seen["people_in_touch"]),
            (&1082.into(), &32.into())
        );
        let (task, person) = (
            seen["tasks"]["task"].as_f64().unwrap(),
            seen["tasks"]["person"].as_f64().unwrap(),
        );
        assert!((seen["tasks"]["share"].as_f64().unwrap() - task / (task + person)).abs() < 1e-12);
        let mentors = &seen["replies"]["circles"][0];
        assert_eq!(
            (&mentors["circle"], &mentors["median_hours"]),
            (&"Mentors".into(), &Value::Null)
        );
        assert_eq!(seen["bridges"][0]["person"], "Hana Kimura");
        assert_eq!(people(&seen["worth_a_hello"]), ["Kwame Mensah"]);
        assert_eq!(people(&seen["spread"]["half"]).len(), 8);
        let shown = morning.says(&["insight"]);
        assert!(shown.contains("too little to say"), "{shown}");
        assert!(shown.contains("Afterwards is not"), "{shown}");
    });
}

#[test]
fn an_empty_book_is_looked_at_without_a_stumble() {
    each_engine(|place| {
        let troth = Troth::begun_at(place);
        let shown = troth.says(&["insight", "--on", "2026-03-10"]);
        assert!(shown.contains("Too little to say."), "{shown}");
        assert!(troth.says(&["circles"]).contains("No circles yet."));
        assert!(
            troth
                .says(&["walk-around"])
                .contains("No day in person is planned.")
        );
        assert!(troth.says(&["happened"]).contains("Nothing has happened"));
    });
}

#[test]
fn circles_follow_a_merge_and_its_parting() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        for name in ["Ana Lindqvist", "A. Lindqvist", "Sam Okafor"] {
            troth.says(&["meet", name]);
        }
        troth.says(&[
            "circle",
            "Team",
            "--add",
            "A. Lindqvist",
            "--add",
            "sam",
            "--rhythm",
            "weekly",
        ]);
        troth.says(&["merge", "A. Lindqvist", "Ana Lindqvist"]);
        let members = || troth.json(&["circle", "Team"])["members"].clone();
        assert_eq!(people(&members()), ["Ana Lindqvist", "Sam Okafor"]);
        assert_eq!(
            troth.json(&["person", "Ana Lindqvist"])["rhythm"]["set"]["circle"],
            "Team"
        );
        troth.says(&["circle", "Team", "--add", "Ana Lindqvist"]);
        assert_eq!(people(&members()).len(), 2, "in it already");
        troth.says(&["unmerge", "Ana Lindqvist"]);
        assert_eq!(people(&members()), ["A. Lindqvist", "Sam Okafor"]);
    });
}

#[test]
fn circles_rhythms_and_planned_days_are_carried_to_another_place() {
    each_morning(|morning| {
        morning.says(&[
            "circle",
            "Lyon office",
            "--kind",
            "place",
            "--add",
            "mei",
            "--rhythm",
            "monthly, in person",
        ]);
        morning.says(&["rhythm", "sam", "after each release"]);
        morning
            .troth
            .says(&["happened", "release", "--on", "2026-03-06"]);
        morning.says(&["walk-around", "lyon", "--day", "friday"]);
        let file = morning.troth.home().join("book.jsonl");
        let path = file.to_str().unwrap();
        morning.troth.says(&["export", path]);
        let other = Troth::new();
        other.says(&["import", path, "--yes"]);
        for words in [
            ["circles", "--on"],
            ["walk-around", "--on"],
            ["happened", "--on"],
        ] {
            let words = [&words[..], &["2026-03-10"]].concat();
            assert_eq!(other.json(&words), morning.troth.json(&words));
        }
    });
}
