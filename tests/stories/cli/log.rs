//! A touch noted in seconds.

use insta::assert_snapshot;

use super::{each_morning, morning, one_morning};

#[test]
fn a_coffee_is_noted_with_its_moment_and_counts() {
    each_morning(|morning| {
        let balance = |morning: &super::Morning| {
            morning.json(&["account", "priya"])["balance"]
                .as_f64()
                .unwrap()
        };
        let before = balance(morning);
        assert_snapshot!(morning.says(&[
            "log", "coffee", "priya", "the patch landed; said thank you", "--moment", "effort-acknowledged",
        ]), @r"Noted: a coffee with Priya Raman, Tue 10 Mar                  undo: troth undo 1");
        assert!(balance(morning) > before);
        let page = morning.json(&["person", "priya"]);
        assert_eq!(page["silence"]["days"], 0);
        assert_eq!(
            page["touches"][0]["moments"][0]["moment"],
            "effort-acknowledged"
        );
        assert_eq!(page["last_contact"]["origin"], "noted by hand");
    });
}

#[test]
fn a_meeting_of_three_is_noted_with_each() {
    one_morning(|morning| {
        assert_snapshot!(morning.says(&["log", "meeting", "sam", "plan", "--with", "mei", "--by", "video"]), @r"
        Noted: a meeting by video with Sam Okafor and Mei Tanaka, Tue 10 Mar
        undo: troth undo 1
        ");
        for name in ["sam", "mei"] {
            assert_eq!(
                morning.json(&["person", name])["last_contact"]["note"],
                "plan"
            );
        }
    });
}

#[test]
fn what_is_not_in_the_chart_is_answered_with_what_is_near() {
    let morning = morning();
    assert_snapshot!(morning.refuses(2, &["log", "coffee", "ana", "x", "--moment", "effort-aknowledged"]), @r"
    troth: “effort-aknowledged” is not in the chart of moments
    hint: did you mean effort-acknowledged? The whole chart: troth log --moments
    ");
    assert_snapshot!(morning.refuses(2, &["log", "cofee", "ana"]), @r"
    troth: invalid value 'cofee' for '[WHAT]'
      [possible values: coffee, lunch, walk, hallway, meeting, one-to-one, event, call, video, chat, mail, letter]
    hint: a similar value exists: 'coffee'
    ");
    assert_snapshot!(morning.refuses(2, &["log", "coffee", "ana", "--at", "noonish"]), @r"
    troth: “noonish” is not a time of day
    hint: for example: --at 16:30
    ");
    assert_snapshot!(morning.troth.refuses(1, &["log", "coffee", "ana", "--on", "in 2 weeks"]), @r"
    troth: that day has not come yet
    hint: note it once it has happened
    ");
}

#[test]
fn the_chart_of_moments_can_be_looked_at() {
    let chart = morning().says(&["log", "--moments"]);
    for moment in ledger::moment::Moment::ALL {
        assert!(chart.contains(moment.id()), "{} is missing", moment.id());
    }
}
