//! Today, and what becomes of its moves.

use insta::assert_snapshot;
use troth::book::{Book, Door, Place, Stamp};

use super::{each_morning, one_morning};
use crate::support::{Troth, each_engine};

#[test]
fn the_morning_shows_promises_first_and_then_two_moves_with_their_reasons() {
    each_morning(|morning| {
        assert_snapshot!(morning.says(&["today"]), @r"
        Tuesday 10 March 2026

        Promised
          Sam Okafor                                                        a480 · 5 min
            You promised Sam Okafor “send the deck for the board” for today.
            When you sit down, do this before anything else; if it will not be done
            today, tell Sam before noon.
            troth promises keep a480 · troth promises draft a480
          Ana Lindqvist                                                     94cf · 5 min
            You promised Ana Lindqvist “read the draft of the talk” for 13 March, in 3
            days.
            When you plan the day, set aside the time for it; if it cannot be done,
            agree on a new day with Ana before this one passes.
            troth promises keep 94cf · troth promises draft 94cf
          Mei Tanaka                                                        b25d · 5 min
            You promised Mei Tanaka “make the introduction to the design team” for 6
            March; that was 4 days ago.
            When you sit down, do this first; if it takes longer, tell Mei now by when
            it will come, and own the delay.
            troth promises keep b25d · troth promises draft b25d
          Pavel Novák                                                       007a · 5 min
            Pavel Novák promised “send the measurements from the weir” for 4 March, 6
            days ago.
            When you are next in touch, ask Pavel how it stands and whether anything
            from you would help; a later day is fine, and then it is kept late.
            troth promises keep 007a · troth promises draft 007a

        In touch
          Priya Raman                                                             15 min
            You have not been in touch for 36 days; it is usually 7.
            When you plan your day, ask Priya for a coffee, and there ask what became of
            “move to design, and what stands in the way”.
            cooling 1.03 + less contact than usual 0.29 = 1.32
          Tomás Vidal                                                              5 min
            Tomás Vidal wrote on 3 March (“Which driver for the new radios?”) and it is
            still with you. You usually answer within 2 days.
            When you open your messages, answer Tomás before anything new; two lines are
            enough.
            cooling 0.19 + a reply owed 0.50 = 0.69

        troth done priya · troth snooze priya --until friday · troth not-needed priya
        ");
    });
}

#[test]
fn without_a_command_today_is_shown() {
    one_morning(|morning| assert_eq!(morning.says(&[]), morning.says(&["today"])));
}

#[test]
fn a_plan_that_was_shown_is_the_same_plan_later_that_day() {
    each_engine(|place| {
        let book = Book::begin(&Place::parse(place)).unwrap();
        troth::demo::book_in(&book).unwrap();
        let day = troth::demo::MORNING;
        let plan = book.today(day).unwrap();
        book.shown(&Stamp::now(Door::Cli), day, &plan).unwrap();
        assert_eq!(book.today(day).unwrap(), plan);
    });
}

#[test]
fn an_empty_book_says_how_to_begin() {
    assert_snapshot!(Troth::begun().says(&[]), @r#"
    This book is empty. To begin:
      troth import ~/Mail         read the mail you have; nothing leaves this
                                  machine
      troth meet "Ana Lindqvist"  or add someone by hand
      troth demo                  or look around in a made-up book
    "#);
}

#[test]
fn today_as_json_has_its_documented_shape() {
    one_morning(|morning| {
        let today = morning.json(&["today"]);
        assert_eq!(today["day"], "2026-03-10");
        for step in today["moves"].as_array().unwrap() {
            assert!(step["person"].is_string(), "{step}");
            assert!(step["reason"].is_string(), "{step}");
            assert!(step["opener"].is_string(), "{step}");
            assert!(step["minutes"].is_u64(), "{step}");
            let shares: f64 = step["parts"]
                .as_array()
                .unwrap()
                .iter()
                .map(|part| part["share"].as_f64().unwrap())
                .sum();
            if step["promise_id"].is_null() {
                assert!(
                    (shares - step["value"].as_f64().unwrap()).abs() < 1e-9,
                    "{step}"
                );
            }
        }
    });
}

#[test]
fn a_move_that_is_done_put_off_or_not_needed_is_not_proposed_again() {
    each_morning(|morning| {
        let proposed = |name: &str| morning.says(&["today"]).contains(&format!("\n  {name} "));
        assert!(proposed("Priya Raman") && proposed("Tomás Vidal"));
        assert_snapshot!(morning.says(&["done", "priya"]), @r"Done: Priya Raman                                             undo: troth undo 1");
        assert_snapshot!(morning.refuses(1, &["done", "priya"]), @"troth: that is how it stands already");
        assert_snapshot!(
            morning.says(&["snooze", "tomas", "--until", "friday", "--why", "the notes come first"]), @r"Put off until Fri 13 Mar: Tomás Vidal                         undo: troth undo 2");
        assert!(!proposed("Priya Raman") && !proposed("Tomás Vidal"));
        assert_snapshot!(morning.says(&["not-needed", "Søren"]), @r"Not needed now: Søren Lindgaard                               undo: troth undo 3");
        let back = morning.troth.says(&["today", "--on", "2026-03-13"]);
        assert!(back.contains("Tomás Vidal"), "back on Friday: {back}");
        for day in ["2026-03-11", "2026-03-13", "2026-03-16"] {
            let later = morning.troth.says(&["today", "--on", day]);
            assert!(!later.contains("Priya Raman"), "done is done: {later}");
        }
    });
}

#[test]
fn a_promise_is_put_off_by_its_reference() {
    one_morning(|morning| {
        assert_snapshot!(morning.says(&["snooze", "94cf", "--until", "tomorrow"]), @r"Put off until Wed 11 Mar: read the draft of the talk          undo: troth undo 1");
        assert!(!morning.says(&["today"]).contains("read the draft"));
    });
}

#[test]
fn a_move_is_put_off_to_a_later_day_only() {
    one_morning(|morning| {
        assert_snapshot!(morning.refuses(1, &["snooze", "priya", "--until", "yesterday"]), @r"
        troth: Mon 9 Mar 2026 is not after Tue 10 Mar 2026
        hint: put it off to a later day
        ");
    });
}

#[test]
fn done_and_not_needed_said_of_a_reference_lead_on() {
    one_morning(|morning| {
        let promise = morning.refuses(1, &["done", "a480"]);
        assert!(promise.contains("troth promises keep a480"), "{promise}");
        let promise = morning.refuses(1, &["not-needed", "a480"]);
        assert!(promise.contains("troth promises keep a480"), "{promise}");
        morning.says(&[
            "concern",
            "sam",
            "worried about the release",
            "--check",
            "today",
        ]);
        let plan = morning.json(&["today"]);
        let moves = plan["moves"].as_array().unwrap();
        let of_concern = |step: &&serde_json::Value| step["matter"]["kind"] == "concern";
        let id = moves.iter().find(of_concern).unwrap()["matter"]["id"].clone();
        let id = id.as_str().unwrap().replace('-', "");
        let concern = &id[id.len() - 4..];
        let today = morning.says(&["today"]);
        for word in ["help", "again", "ease"] {
            let command = format!("troth concerns {word} {concern}");
            assert!(today.contains(&command), "{command} in {today}");
        }
        let done = morning.refuses(1, &["done", concern]);
        assert!(
            done.contains(&format!("troth concerns ease {concern}")),
            "{done}"
        );
        morning.says(&["not-needed", concern]);
        assert!(
            !morning
                .says(&["today"])
                .contains("worried about the release")
        );
    });
}

#[test]
fn a_meeting_that_was_planned_for_yesterday_offers_what_came_of_it() {
    one_morning(|morning| {
        morning.says(&["meet", "tomás", "--at", "yesterday 14:00"]);
        let today = morning.says(&["today"]);
        assert!(
            today.contains("Planned for yesterday: one to one with Tomás Vidal."),
            "{today}"
        );
        assert!(today.contains("troth after "), "{today}");
        assert!(!today.contains("troth brief --meeting"), "{today}");
    });
}
