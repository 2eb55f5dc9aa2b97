//! The evening's review and bids: judged in a word, noted in the same breath, taken back whole.

use crate::support::{Troth, each_engine};

const ON: [&str; 2] = ["--on", "2026-03-10"];

/// A book of three people with what happened on the frozen day.
struct Evening {
    troth: Troth,
}

impl Evening {
    fn says(&self, args: &[&str]) -> String {
        self.troth.says(&[args, &ON].concat())
    }

    fn json(&self, args: &[&str]) -> serde_json::Value {
        self.troth.json(&[args, &ON].concat())
    }

    fn refuses(&self, args: &[&str]) -> String {
        self.troth.refuses(1, &[args, &ON].concat())
    }

    /// Each entry as "name, verdict".
    fn entries(&self) -> Vec<String> {
        let review = self.json(&["review", "--list"]);
        let entries = review["entries"].as_array().unwrap();
        let told = |entry: &serde_json::Value| {
            let said = entry["verdict"].as_str().unwrap_or("open");
            format!("{}, {said}", entry["person"].as_str().unwrap())
        };
        entries.iter().map(told).collect()
    }

    fn balance(&self, name: &str) -> f64 {
        self.json(&["account", name])["balance"].as_f64().unwrap()
    }
}

fn each_evening(story: impl Fn(&Evening)) {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        for name in ["Ana Lindqvist", "Sam Okafor", "Chiara Ricci"] {
            troth.says(&["meet", name]);
        }
        story(&Evening { troth });
    });
}

#[test]
fn a_touch_left_better_is_a_line_in_the_trust_account_and_one_left_worse_takes_away() {
    each_evening(|evening| {
        evening.says(&["log", "coffee", "ana", "the audit", "--at", "09:00"]);
        evening.says(&["log", "walk", "sam", "--at", "10:00"]);
        let list = evening.says(&["review"]);
        assert!(list.contains("2 not judged yet"), "{list}");
        let said = evening.says(&["review", "better", "ana"]);
        assert!(
            said.starts_with("Ana Lindqvist, a coffee: left better"),
            "{said}"
        );
        evening.says(&["review", "worse", "sam", "--moment", "interrupted"]);
        assert_eq!(
            evening.entries(),
            ["Ana Lindqvist, better", "Sam Okafor, worse"]
        );
        let week = evening.says(&["week"]);
        assert!(week.contains("touch was left better."), "{week}");
        let account = evening.says(&["account", "ana"]);
        assert!(
            account.contains("left better, a coffee in person: “the audit”"),
            "{account}"
        );
        assert_eq!(
            (evening.balance("ana"), evening.balance("sam")),
            (3.0, -1.5)
        );
        let account = evening.says(&["account", "sam"]);
        assert!(
            account.contains("interrupted, a walk in person"),
            "{account}"
        );
        assert!(
            !account.contains("left worse"),
            "moments judged stand alone: {account}"
        );
        let history = evening.troth.says(&["history"]);
        assert!(
            history.contains("judged a touch: left worse · Sam Okafor"),
            "{history}"
        );
        evening.troth.says(&["undo"]);
        assert_eq!(evening.balance("sam"), 1.5, "a plain walk again");
        assert_eq!(evening.entries()[1], "Sam Okafor, open");
    });
}

#[test]
fn at_a_terminal_a_key_judges_a_touch_and_a_key_takes_it_back() {
    let troth = Troth::new();
    for name in ["Ana Lindqvist", "Sam Okafor"] {
        troth.says(&["meet", name]);
    }
    let evening = Evening { troth };
    evening.says(&["log", "coffee", "ana", "the audit", "--at", "09:00"]);
    evening.says(&["log", "walk", "sam", "--at", "10:00"]);
    let args = [&["review"][..], &ON].concat();
    // Left worse, taken back, left better; skipped; and enough.
    let Some(screen) = evening
        .troth
        .at_a_terminal(&args, &["w", "u", "b", "s", "q"])
    else {
        return crate::support::pass_over("there is no `script` to make a terminal");
    };
    assert!(
        screen.contains("Ana Lindqvist") && screen.contains("1 of 2"),
        "{screen}"
    );
    assert!(
        screen.contains("Taken back: judged a touch: left worse"),
        "{screen}"
    );
    assert!(screen.contains("1 not judged yet"), "{screen}");
    assert_eq!(
        evening.entries(),
        ["Ana Lindqvist, better", "Sam Okafor, open"]
    );
}

#[test]
fn what_comes_up_while_judging_is_captured_in_the_same_breath() {
    each_evening(|evening| {
        evening.says(&["log", "one-to-one", "ana"]);
        let said = evening.says(&[
            "review",
            "better",
            "ana",
            "--promise",
            "send the deck by friday",
            "--remember",
            "family: moving house in April",
            "--concern",
            "two talks in one week",
            "--saw",
            "calmed the client down",
        ]);
        assert_eq!(
            said.lines().filter(|line| line.contains("undo")).count(),
            5,
            "{said}"
        );
        let page = evening.json(&["person", "ana"]);
        let touch = &page["touches"][0];
        assert_eq!(touch["verdict"], "better");
        assert_eq!(page["promises"][0]["due"], "2026-03-13");
        assert_eq!(page["details"][0]["topic"], "family");
        assert_eq!(page["details"][0]["touch"], touch["id"]);
        assert_eq!(page["concerns"][0]["touch_id"], touch["id"]);
        assert_eq!(page["contributions"][0]["touch_id"], touch["id"]);
    });
}

#[test]
fn a_thread_of_mail_between_two_on_one_day_is_judged_as_one() {
    each_evening(|evening| {
        for (at, began) in [("08:00", "them"), ("09:00", "me"), ("10:00", "me")] {
            evening.says(&[
                "log", "mail", "sam", "the plan", "--at", at, "--began", began,
            ]);
        }
        evening.says(&["log", "mail", "ana", "a question", "--began", "them"]);
        let review = evening.json(&["review"]);
        assert_eq!(
            review["entries"].as_array().unwrap().len(),
            1,
            "what waits for an answer is not judged"
        );
        assert_eq!(review["entries"][0]["touches"], 3);
        evening.says(&["review", "worse", "sam"]);
        assert_eq!(evening.entries(), ["Sam Okafor, worse"]);
        assert_eq!(
            evening.balance("sam"),
            -1.5,
            "once, and the rest deposits nothing"
        );
    });
}

#[test]
fn touches_skipped_stay_unjudged_and_yesterdays_may_be_asked_for() {
    each_evening(|evening| {
        evening
            .troth
            .says(&["log", "call", "ana", "--on", "2026-03-09"]);
        evening.says(&["log", "coffee", "sam"]);
        assert_eq!(evening.entries(), ["Sam Okafor, open"]);
        let both = evening.says(&["review", "--since", "yesterday"]);
        assert!(both.contains("Ana Lindqvist") && both.contains("2 not judged yet"));
        evening.says(&["review", "better", "ana", "--since", "yesterday"]);
        let refused = evening.refuses(&["review", "better", "ana"]);
        assert!(
            refused.contains("nothing of these days is called “ana”"),
            "{refused}"
        );
        let refused = evening.refuses(&["review", "better", "sam", "--moment", "interrupted"]);
        assert!(
            refused.contains("“interrupted” does not leave somebody better"),
            "{refused}"
        );
    });
}

#[test]
fn an_approach_i_never_answered_is_asked_about_on_my_side_and_never_held_against_them() {
    each_evening(|evening| {
        for (name, day) in [("ana", "2026-03-01"), ("sam", "2026-03-02")] {
            evening.troth.says(&[
                "log",
                "mail",
                name,
                "may I ask you?",
                "--began",
                "them",
                "--on",
                day,
            ]);
        }
        let list = evening.says(&["review", "--list"]);
        assert!(list.contains("Not answered yet"), "{list}");
        assert_eq!(
            evening.json(&["review"])["unanswered"][0]["person"],
            "Sam Okafor",
            "the newest first"
        );
        assert!(evening.balance("ana") < 0.0);
        evening.says(&["review", "settled", "ana"]);
        assert_eq!(evening.balance("ana"), 0.0, "it needed no answer");
        let before = evening.balance("sam");
        evening.says(&["review", "let-lie", "sam"]);
        assert_eq!(evening.balance("sam"), before, "the rule was right");
        assert_eq!(
            evening.json(&["review"])["unanswered"]
                .as_array()
                .unwrap()
                .len(),
            0
        );
        let theirs = evening.json(&["account", "sam", "--side", "theirs"]);
        assert_eq!(theirs["balance"].as_f64().unwrap(), 0.0);
        evening.troth.says(&["undo"]);
        assert_eq!(
            evening.json(&["review"])["unanswered"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
        evening.says(&["log", "mail", "sam", "--began", "me"]);
        assert_eq!(
            evening.balance("sam"),
            0.0,
            "an answer, however late, takes it back"
        );
    });
}

#[test]
fn after_listening_the_evening_asks_what_they_said_in_my_own_words() {
    each_evening(|evening| {
        evening.says(&["log", "coffee", "ana"]);
        let answer = evening.troth.run(
            &[
                &["review", "better", "ana", "--moment", "listened"][..],
                &ON,
            ]
            .concat(),
        );
        assert!(
            answer.err.contains("What did they say, in your own words?"),
            "{answer:?}"
        );
        evening.troth.says(&["undo"]);
        let answer = evening.troth.run(
            &[
                &[
                    "review",
                    "better",
                    "ana",
                    "--moment",
                    "listened",
                    "--remember",
                    "she would rather teach",
                ][..],
                &ON,
            ]
            .concat(),
        );
        assert!(!answer.err.contains("in your own words"), "{answer:?}");
        let page = evening.json(&["person", "ana"]);
        assert_eq!(page["details"][0]["what"], "she would rather teach");
    });
}

#[test]
fn a_bid_is_noticed_comes_up_in_the_morning_and_is_answered_or_missed() {
    each_evening(|evening| {
        let said = evening.says(&["bid", "chiara", "showed me the new plots"]);
        assert!(
            said.starts_with("Chiara Ricci reached out: showed me the new plots"),
            "{said}"
        );
        let reasons =
            |on: &str| super::concerns::reasons(&evening.troth.json(&["today", "--on", on]), "bid");
        assert_eq!(
            reasons("2026-03-11"),
            ["Yesterday Chiara Ricci reached out: “showed me the new plots”. It is still open."]
        );
        assert_eq!(
            reasons("2026-03-16").len(),
            0,
            "a small reach is soon a silence"
        );
        let review = evening.json(&["review"]);
        assert_eq!(review["bids"][0]["what"], "showed me the new plots");
        let answered = evening.says(&["bids", "answer", "plots"]);
        assert!(answered.contains("answered Tue 10 Mar"), "{answered}");
        assert_eq!(reasons("2026-03-11").len(), 0);
        assert_eq!(evening.balance("chiara"), 1.0);
        evening.says(&["bid", "chiara", "asked how my talk went", "--missed"]);
        assert_eq!(evening.balance("chiara"), -0.5);
        let refused = evening.refuses(&["bids", "answer", "talk"]);
        assert!(
            refused.contains("this bid was missed on Tue 10 Mar 2026"),
            "{refused}"
        );
        assert!(evening.says(&["person", "chiara"]).contains("Reached out"));
        evening.troth.says(&["undo"]);
        assert_eq!(evening.balance("chiara"), 1.0);
        assert!(evening.says(&["bids"]).contains("No bid is open here."));
    });
}

#[test]
fn what_the_evening_said_travels_with_the_whole_book() {
    each_evening(|evening| {
        evening.says(&["log", "coffee", "ana"]);
        evening.says(&["review", "worse", "ana"]);
        evening.says(&["bid", "chiara", "showed me the new plots", "--answered"]);
        let file = evening.troth.home().join("book.jsonl");
        evening.troth.says(&["export", file.to_str().unwrap()]);
        let other = Troth::new();
        other.says(&["import", file.to_str().unwrap(), "--yes"]);
        let there = Evening { troth: other };
        assert_eq!(there.entries(), ["Ana Lindqvist, worse"]);
        assert_eq!((there.balance("ana"), there.balance("chiara")), (-1.5, 1.0));
    });
}

#[test]
fn verdicts_and_bids_follow_a_merge_and_part_again() {
    each_evening(|evening| {
        evening.troth.says(&["meet", "Ana L."]);
        evening.says(&["log", "coffee", "Ana L."]);
        evening.says(&["review", "better", "coffee"]);
        evening.says(&["bid", "Ana L.", "sent a picture of the lake", "--answered"]);
        evening.troth.says(&["merge", "Ana L.", "Ana Lindqvist"]);
        assert_eq!(evening.entries(), ["Ana Lindqvist, better"]);
        assert_eq!(evening.balance("ana lindqvist"), 4.0);
        evening.says(&["review", "worse", "coffee"]);
        assert_eq!(evening.balance("ana lindqvist"), -0.5);
        evening.troth.says(&["undo"]);
        evening.troth.says(&["undo"]);
        assert_eq!(evening.balance("ana l."), 4.0);
        assert_eq!(evening.balance("ana lindqvist"), 0.0);
    });
}

#[test]
fn said_again_the_later_word_holds_in_the_account_too() {
    each_evening(|evening| {
        evening.says(&["log", "lunch", "sam"]);
        evening.says(&["review", "better", "sam", "--moment", "listened"]);
        let listened = evening.balance("sam");
        evening.says(&["review", "worse", "sam", "--since", "today"]);
        let statement = evening.says(&["account", "sam"]);
        assert!(
            evening.balance("sam") < 0.0 && !statement.contains("listened"),
            "{statement}"
        );
        evening.says(&["review", "worse", "sam", "--moment", "interrupted"]);
        evening.says(&["review", "better", "sam"]);
        let statement = evening.says(&["account", "sam"]);
        assert!(
            evening.balance("sam") > 0.0 && !statement.contains("interrupted"),
            "{statement}"
        );
        for _ in 0..3 {
            evening.says(&["undo"]);
        }
        assert!((evening.balance("sam") - listened).abs() < 1e-9);
    });
}

#[test]
fn a_conversation_judged_again_after_a_later_letter_stands_once_with_the_later_word() {
    each_evening(|evening| {
        let write = |who: &str, at: &str| {
            evening.says(&["log", "mail", who, "the plan", "--at", at]);
        };
        for first in [&["worse"][..], &["worse", "--moment", "interrupted"]] {
            write("sam", "08:00");
            let said = [&["review", first[0], "sam"], &first[1..]].concat();
            evening.says(&said);
            let worse = evening.balance("sam");
            assert!(worse < 0.0, "{worse}");
            // A later letter is the one the word is kept with from now on.
            write("sam", "10:00");
            evening.says(&["review", "better", "sam", "--since", "today"]);
            assert_eq!(evening.entries(), ["Sam Okafor, better"]);
            let statement = evening.says(&["account", "sam"]);
            let is_left = statement.contains("worse") || statement.contains("interrupted");
            assert!(!is_left, "{statement}");
            for at in ["08:00", "10:00"] {
                write("ana", at);
            }
            evening.says(&["review", "better", "ana"]);
            assert_eq!(evening.balance("sam"), evening.balance("ana"));
            for _ in 0..5 {
                evening.troth.says(&["undo"]);
            }
            assert_eq!(evening.balance("sam"), worse, "as it was said at first");
            for _ in 0..2 {
                evening.troth.says(&["undo"]);
            }
        }
    });
}
