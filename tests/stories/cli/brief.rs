//! The brief: one page to read before a meeting.

use insta::assert_snapshot;

use super::{Morning, each_morning, one_morning};
use crate::support::Troth;

/// The titles of the parts of a brief, as JSON tells them.
fn parts(morning: &Morning, args: &[&str]) -> Vec<String> {
    let brief = morning.json(args);
    let sections = brief["sections"].as_array().unwrap().iter();
    sections
        .map(|section| section["part"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn a_brief_holds_what_is_to_be_known_on_one_page() {
    each_morning(|morning| {
        morning.says(&[
            "remember",
            "tomás",
            "moving house in April",
            "--topic",
            "family",
            "--ask",
            "today",
        ]);
        morning.says(&["concern", "tomás", "the second release slips"]);
        morning.says(&["saw", "tomás", "found the error in the weir figures"]);
        morning.says(&["milestone", "tomás", "birthday", "15 march"]);
        morning.says(&["approach", "tomás", "--time", "mornings"]);
        assert_snapshot!(morning.says(&["brief", "tomás"]), @r"
        Tomás Vidal

        Where you stand
          Your side of the account: in good standing.
          Last contact 7 days ago, usually 9: as ever.

        Last times
          A mail: “Which driver for the new radios?”                             3 March
          A call: “radios on the north bank”                                 20 February
          A meeting by video: “driver notes”                                 13 February

        You promised
          Send the driver notes                                             due 20 March

        On their mind
          The second release slips                                        since 10 March

        Ask about
          “moving house in April”: ask how it went, and how things are now.
          noted 10 March

        Congratulate
          Birthday                                                              15 March

        Deserves thanks
          Found the error in the weir figures                              seen 10 March

        How to approach them
          Mornings
        ");
    });
}

#[test]
fn of_somebody_nothing_is_noted_of_three_good_first_questions_are_asked() {
    one_morning(|morning| {
        morning.says(&["meet", "Ines Duarte"]);
        let brief = morning.says(&["brief", "ines"]);
        assert!(
            brief.contains("Nothing is noted yet. Three to begin with"),
            "{brief}"
        );
        assert_eq!(parts(morning, &["brief", "ines"]), ["first-questions"]);
    });
}

#[test]
fn of_several_people_there_is_a_line_each() {
    each_morning(|morning| {
        let brief = morning.says(&["brief", "ana", "sam", "priya"]);
        assert!(
            brief.starts_with("Ana Lindqvist, Sam Okafor and Priya Raman\n"),
            "{brief}"
        );
        assert!(
            brief.contains("You promised: send the deck for the board, due today"),
            "{brief}"
        );
        let json = morning.json(&["brief", "ana", "sam", "priya"]);
        assert_eq!(json["people"].as_array().unwrap().len(), 3);
    });
}

/// Practice: rhythms; a one-word check-in, and people say what to come to them for.
#[test]
fn a_group_begins_with_one_word_each_and_it_is_known_what_to_come_to_whom_for() {
    each_morning(|morning| {
        morning.says(&["meet", "Lior Katz"]);
        let help = ["remember", "lior", "reading old logs", "--topic", "helps"];
        morning.says(&help);
        let brief = morning.says(&["brief", "lior", "sam"]);
        assert!(
            brief.contains("Ways to begin\n  One word each for how you come in, and you first"),
            "{brief}"
        );
        let offered = "Come to them for help with “reading old logs”";
        assert!(brief.contains(offered), "{brief}");
        let person = morning.says(&["person", "lior"]);
        assert!(person.contains("reading old logs"), "{person}");
        // Who is to be impressed is not asked for a word.
        let interview = morning.says(&["brief", "lior", "sam", "--as", "interview"]);
        assert!(!interview.contains("One word each"), "{interview}");
    });
}

/// Practice: the informal chat that is an interview.
#[test]
fn an_informal_chat_that_is_an_interview_is_prepared_with_roles_a_view_and_questions() {
    each_morning(|morning| {
        morning.says(&[
            "meet",
            "mei",
            "--at",
            "friday 16:00",
            "--kind",
            "interview",
            "--role",
            "She leads the design team; I would build the viewer",
            "--question",
            "What would you never build again?",
        ]);
        let brief = morning.says(&["brief", "--next"]);
        assert!(
            brief.contains("Who is who\n  She leads the design team; I would build the viewer"),
            "{brief}"
        );
        assert!(
            brief.contains("Have a view on\n  Read one thing they made or said lately"),
            "{brief}"
        );
        assert!(brief.contains("Questions to ask\n  What would you never build again?\n  What would have to be true"), "{brief}");
        let as_one = parts(morning, &["brief", "pavel", "--as", "interview"]);
        assert!(as_one.contains(&"questions".to_owned()), "{as_one:?}");
    });
}

/// Practice: barriers; approaching someone senior.
#[test]
fn before_somebody_senior_there_are_ways_to_begin_that_can_be_rehearsed() {
    each_morning(|morning| {
        morning.says(&["saw", "mei", "drew the flood map anew"]);
        let brief = morning.says(&["brief", "mei", "--as", "first"]);
        assert!(brief.contains("Ways to begin\n  “I noticed this: drew the flood map anew. How did you go about it?”"), "{brief}");
        assert!(brief.contains("a coffee of fifteen minutes"), "{brief}");
        assert_eq!(brief, morning.says(&["brief", "mei", "--as", "first"]));
    });
}

/// Practice: walk-and-talk as a change of setting.
#[test]
fn after_four_times_in_a_room_a_walk_is_suggested() {
    each_morning(|morning| {
        for day in ["2026-03-06", "2026-03-05", "2026-03-04", "2026-03-03"] {
            morning
                .troth
                .says(&["log", "one-to-one", "sam", "--on", day]);
        }
        morning.says(&["log", "one-to-one", "sam"]);
        let setting =
            |morning: &Morning| parts(morning, &["brief", "sam"]).contains(&"setting".to_owned());
        let brief = morning.says(&["brief", "sam"]);
        let only_rooms = brief.contains("suggest a walk, and talk on the way");
        assert_eq!(setting(morning), only_rooms, "{brief}");
        morning.says(&["meet", "Ines Duarte"]);
        for day in ["2026-03-06", "2026-03-05", "2026-03-04", "2026-03-03"] {
            morning
                .troth
                .says(&["log", "one-to-one", "ines", "--on", day]);
        }
        let brief = morning.says(&["brief", "ines"]);
        assert!(
            brief.contains("suggest a walk, and talk on the way"),
            "{brief}"
        );
        morning.says(&["approach", "ines", "--medium", "video"]);
        let brief = morning.says(&["brief", "ines"]);
        assert!(!brief.contains("suggest a walk"), "{brief}");
    });
}

#[test]
fn a_confidence_never_comes_up_in_a_brief() {
    one_morning(|morning| {
        morning.says(&["meet", "tomás", "--at", "today 14:00", "--every", "week"]);
        let brief = morning.json(&["brief", "tomás"]);
        let person = brief["people"][0]["person_id"].as_str().unwrap();
        let person = person.replace('-', "");
        let told = "a merger nobody knows of";
        let sealed: String = told.bytes().map(|byte| format!("{byte:02x}")).collect();
        let line = format!(
            "{{\"is\":\"confidence\",\"id\":\"{:032x}\",\"person\":\"{person}\",\"envelope\":\"{sealed}\",\"noted_on\":\"2026-03-01\",\"review_on\":\"2026-03-10\"}}",
            0xc0ff_ee00_u128
        );
        let troth = told_in_private(morning, &line);
        for args in [
            &["brief"][..],
            &["brief", "tomás"],
            &["brief", "tomás", "--as", "first"],
            &["brief", "tomás", "--as", "interview"],
            &["brief", "tomás", "ana"],
        ] {
            for json in [&[][..], &["--json"]] {
                let brief = troth.says(&[args, json, &["--on", "2026-03-10"]].concat());
                assert!(
                    !brief.contains("merger") && !brief.contains(&sealed),
                    "{brief}"
                );
            }
        }
    });
}

/// The same book with one more line in it.
fn told_in_private(morning: &Morning, line: &str) -> Troth {
    let whole = morning.troth.says(&["export"]);
    let mut lines: Vec<String> = whole.lines().map(str::to_owned).collect();
    let end = lines.pop().unwrap();
    let mut end: serde_json::Value = serde_json::from_str(&end).unwrap();
    assert_eq!(end["is"], "end");
    end["lines"] = (end["lines"].as_u64().unwrap() + 1).into();
    lines.push(line.to_owned());
    lines.push(end.to_string());
    let troth = Troth::new();
    let file = troth.file("whole.jsonl", lines.join("\n") + "\n");
    troth.says(&["import", file.to_str().unwrap(), "--yes"]);
    troth
}
