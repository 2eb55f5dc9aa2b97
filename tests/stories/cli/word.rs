//! Following through: telling early, knowing what a week holds, waiting gently.

use insta::assert_snapshot;

use super::{Morning, each_morning, one_morning};

/// How often a line of somebody's account says this.
fn lines(morning: &Morning, name: &str, side: &str, words: &str) -> usize {
    let account = morning.json(&["account", name, "--side", side]);
    let lines = account["lines"].as_array().unwrap().iter();
    lines
        .filter(|line| line["what"].as_str().unwrap().contains(words))
        .count()
}

/// Why a promise is about to slip, when it is.
fn slipping(morning: &Morning, reference: &str) -> Option<String> {
    let keeping = &morning.json(&["promises"])["keeping"];
    let mut slipping = keeping["slipping"].as_array().unwrap().iter();
    let found = slipping.find(|one| one["promise"]["reference"] == reference)?;
    Some(found["why"].as_str().unwrap().to_owned())
}

const NO_WORD: &str = "due in 3 days, and no progress is noted";
const TOO_MUCH: &str = "one of 3 due within seven days, more than the 1 you usually keep in a week";

#[test]
fn telling_the_other_one_before_the_day_keeps_them_informed_once_a_day() {
    each_morning(|morning| {
        assert_eq!(slipping(morning, "94cf").as_deref(), Some(NO_WORD));
        morning.says(&[
            "promises",
            "progress",
            "94cf",
            "half of it is read",
            "--told",
        ]);
        morning.says(&[
            "promises",
            "progress",
            "94cf",
            "the rest tomorrow",
            "--told",
        ]);
        let informed = "kept them informed early: “read the draft of the talk”";
        assert_eq!(lines(morning, "ana", "mine", informed), 1);
        assert_eq!(slipping(morning, "94cf").as_deref(), Some(TOO_MUCH));
        morning.says(&["undo"]);
        morning.says(&["undo"]);
        assert_eq!(lines(morning, "ana", "mine", informed), 0);
        assert_eq!(slipping(morning, "94cf").as_deref(), Some(NO_WORD));
    });
}

#[test]
fn a_note_to_oneself_shows_progress_and_informs_nobody() {
    one_morning(|morning| {
        morning.says(&["promises", "progress", "94cf", "ten pages read"]);
        assert_eq!(slipping(morning, "94cf").as_deref(), Some(TOO_MUCH));
        let informed = "kept them informed early: “read the draft of the talk”";
        assert_eq!(lines(morning, "ana", "mine", informed), 0);
        assert_snapshot!(morning.refuses(1, &["promises", "progress", "94cf", " "]), @"troth: how is it coming along?");
    });
}

#[test]
fn a_new_day_agreed_in_time_is_telling_early() {
    each_morning(|morning| {
        morning.says(&["promises", "renew", "94cf", "--until", "2026-03-17"]);
        assert_eq!(
            lines(
                morning,
                "ana",
                "mine",
                "early: “read the draft of the talk”"
            ),
            1
        );
        morning.says(&["undo"]);
        assert_eq!(
            lines(
                morning,
                "ana",
                "mine",
                "early: “read the draft of the talk”"
            ),
            0
        );
    });
}

#[test]
fn a_promise_about_to_slip_proposes_a_message_with_a_new_day_and_one_plain_apology() {
    one_morning(|morning| {
        assert_snapshot!(morning.says(&["promises", "draft", "a480"]), @r"
        Hello Sam, I promised you “send the deck for the board” for Tuesday 10 March,
        and it will not be ready by then. I can have it done by Friday 13 March; tell me
        if that is too late for you. I am sorry for the delay.
        ");
        assert_snapshot!(morning.says(&["promises", "draft", "b25d", "--until", "friday"]), @r"
        Hello Mei, I promised you “make the introduction to the design team” for Friday
        6 March, and it was not ready. You will have it by Friday 13 March; tell me if
        that is too late for you. I am sorry that it is late.
        ");
    });
}

#[test]
fn what_others_promised_is_asked_about_gently_when_it_is_overdue_or_near() {
    each_morning(|morning| {
        assert_snapshot!(morning.says(&["waiting"]), @r"
        Waiting on                                                            Tue 10 Mar

          Pavel Novák                                              007a · overdue 6 days
            send the measurements from the weir
            Hello Pavel, how does it stand with “send the measurements from the weir”,
            which we had down for Wednesday 4 March? If anything from me would help,
            tell me; if it needs more time, just tell me by when.
        ");
        let waiting = morning.json(&["waiting"]);
        assert_eq!(waiting["waiting"][0]["promise"]["reference"], "007a");
        morning.says(&[
            "promise",
            "send the film",
            "--from",
            "hana",
            "--due",
            "tomorrow",
        ]);
        let waiting = morning.says(&["waiting"]);
        assert!(waiting.contains("send the film"), "{waiting}");
        assert!(
            !waiting.contains("Hello Hana"),
            "its day has not come: {waiting}"
        );
    });
}

#[test]
fn a_promise_beyond_what_one_keeps_in_a_week_is_remarked_and_not_refused() {
    each_morning(|morning| {
        let on = troth::demo::MORNING.to_string();
        let answer = morning.troth.run(&[
            "promise",
            "draw the map",
            "--to",
            "hana",
            "--due",
            "friday",
            "--on",
            &on,
        ]);
        assert_eq!(answer.code, 0);
        assert!(
            answer
                .err
                .contains("4 of yours are due within those seven days"),
            "{}",
            answer.err
        );
        assert!(
            answer.err.contains("you usually keep 1 a week"),
            "{}",
            answer.err
        );
        let later = morning.troth.run(&[
            "promise",
            "paint it",
            "--to",
            "hana",
            "--due",
            "in 8 weeks",
            "--on",
            &on,
        ]);
        assert_eq!((later.code, later.err.as_str()), (0, ""));
    });
}

#[test]
fn expectations_made_clear_with_a_promise_are_a_deposit() {
    each_morning(|morning| {
        morning.says(&[
            "promise",
            "review the contract",
            "--from",
            "hana",
            "--due",
            "friday",
            "--expectations",
        ]);
        let set = "set clear expectations: “review the contract”";
        assert_eq!(lines(morning, "hana", "mine", set), 1);
        morning.says(&["undo"]);
        assert_eq!(lines(morning, "hana", "mine", set), 0);
    });
}

#[test]
fn how_ones_word_stands_is_said_with_its_uncertainty_and_as_of_any_day() {
    each_morning(|morning| {
        let keeping = &morning.json(&["promises"])["keeping"];
        assert_eq!(keeping["due_this_week"], 3);
        assert_eq!(keeping["kept_a_week"], 1.0);
        let mine = &keeping["mine"];
        assert!(mine["low"].as_f64() < mine["mean"].as_f64());
        assert!(mine["mean"].as_f64() < mine["high"].as_f64());
        let then = morning.troth.json(&["promises", "--on", "2026-02-10"]);
        let open = then["promises"].as_array().unwrap();
        assert!(open.iter().all(|one| one["state"] == "open"));
        assert!(
            open.iter().any(|one| one["what"] == "recommend a course"),
            "settled only later"
        );
    });
}
