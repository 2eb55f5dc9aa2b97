//! Meetings: noted, prepared, held, and what came of them.

use super::{Morning, each_morning, morning, one_morning};

/// The short reference of the next meeting.
fn next(morning: &Morning) -> String {
    let agenda = morning.json(&["meetings"]);
    agenda["ahead"][0]["reference"].as_str().unwrap().to_owned()
}

fn tomas_today(morning: &Morning) -> String {
    morning.says(&[
        "meet",
        "tomás",
        "--at",
        "today 14:00",
        "--place",
        "the canteen",
        "--every",
        "week",
    ]);
    next(morning)
}

#[test]
fn a_meeting_noted_by_hand_is_listed_and_comes_up_in_the_morning() {
    each_morning(|morning| {
        let reference = tomas_today(morning);
        morning.says(&[
            "meet",
            "ana",
            "sam",
            "--at",
            "tomorrow 10:00",
            "--title",
            "Release review",
        ]);
        let listed = morning.says(&["meetings"]);
        assert!(
            listed.contains("today 14:00       one to one with Tomás Vidal"),
            "{listed}"
        );
        assert!(
            listed.contains("Release review, with Ana Lindqvist and …"),
            "{listed}"
        );
        let today = morning.says(&["today"]);
        assert!(
            today.contains("At 14:00, the canteen: one to one with Tomás Vidal."),
            "{today}"
        );
        assert!(
            today.contains(&format!("troth brief --meeting {reference}")),
            "{today}"
        );
        let person = morning.says(&["person", "tomás"]);
        assert!(person.contains("One to one, today 14:00"), "{person}");
        let json = morning.json(&["person", "tomás"]);
        assert_eq!(json["meetings"][0]["reference"], reference.as_str());
    });
}

#[test]
fn a_meeting_is_prepared_moved_and_called_off_and_each_can_be_taken_back() {
    each_morning(|morning| {
        let reference = tomas_today(morning);
        morning.says(&[
            "meetings",
            "prepare",
            &reference,
            "--question",
            "Does the second weir stay?",
        ]);
        morning.says(&[
            "meetings",
            "prepare",
            &reference,
            "--question",
            "Who maps it?",
        ]);
        let brief = morning.says(&["brief"]);
        assert!(
            brief.contains("Does the second weir stay?\n  Who maps it?"),
            "{brief}"
        );
        let moved = morning.says(&["meetings", "move", &reference, "--to", "friday 9:30"]);
        assert!(moved.contains("moved to Fri 13 Mar 09:30"), "{moved}");
        let off = morning.says(&["meetings", "call-off", &reference, "--all"]);
        assert!(off.contains("called off, and the series ends"), "{off}");
        assert!(
            morning
                .says(&["meetings"])
                .contains("No meeting is noted here.")
        );
        morning.says(&["undo"]);
        morning.says(&["undo"]);
        let listed = morning.says(&["meetings", "tomás"]);
        assert!(listed.contains("today 14:00"), "{listed}");
    });
}

#[test]
fn calling_off_one_meeting_of_a_series_leaves_the_next_one_standing() {
    each_morning(|morning| {
        let reference = tomas_today(morning);
        morning.says(&[
            "meetings",
            "prepare",
            &reference,
            "--question",
            "Who maps it?",
        ]);
        let off = morning.says(&["meetings", "call-off", &reference]);
        let words = off.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            words.contains("today 14:00 called off; the next is Tue 17 Mar 14:00"),
            "{off}"
        );
        assert!(words.contains("--all ends the series"), "{off}");
        let agenda = morning.json(&["meetings"]);
        assert_eq!(agenda["ahead"].as_array().unwrap().len(), 1);
        assert_eq!(agenda["ahead"][0]["every"], 7);
        assert_eq!(agenda["ahead"][0]["questions"][0], "Who maps it?");
        morning.says(&["undo"]);
        assert_eq!(next(morning), reference);
        let agenda = morning.json(&["meetings"]);
        assert_eq!(agenda["ahead"].as_array().unwrap().len(), 1);
    });
}

/// Practice: the short note after a meeting, with its action items.
#[test]
fn after_a_meeting_one_line_of_history_holds_it_all_and_one_undo_takes_it_back() {
    each_morning(|morning| {
        let reference = tomas_today(morning);
        let before = morning.json(&["person", "tomás"]);
        let said = morning.says(&[
            "after",
            "--mine",
            "send the deck by friday",
            "--theirs",
            "ask the museum by 20 march",
            "--remember",
            "family: moving house in April",
            "--note",
            "the second weir",
        ]);
        assert!(
            said.contains("One to one with Tomás Vidal · held, 2 promises, 1 detail"),
            "{said}"
        );
        for line in [
            "  Dear Tomás,",
            "  - I: send the deck, by 13 March",
            "  - Tomás: ask the museum, by 20 March",
            "  Next step: we meet again on 17 March.",
            "  Noor",
        ] {
            assert!(said.contains(line), "{line} in {said}");
        }
        let person = morning.json(&["person", "tomás"]);
        assert_eq!(person["details"][0]["what"], "moving house in April");
        assert_eq!(person["touches"][0]["note"], "the second weir");
        let listed = morning.says(&["meetings"]);
        assert!(listed.contains("Tue 17 Mar 14:00"), "{listed}");
        let history = morning.says(&["history"]);
        let newest = history.lines().next().unwrap();
        assert!(
            newest.ends_with("noted what came of a meeting · Tomás Vidal"),
            "{newest}"
        );
        morning.says(&["undo"]);
        assert_eq!(morning.json(&["person", "tomás"]), before);
        assert_eq!(next(morning), reference);
    });
}

/// Practice: the short note after a meeting.
#[test]
fn a_meeting_noted_by_hand_before_its_after_word_is_one_touch() {
    each_morning(|morning| {
        morning.says(&[
            "meet",
            "ana",
            "tomás",
            "--at",
            "today 9:00",
            "--title",
            "Board review",
        ]);
        let count = |name: &str| {
            let page = morning.json(&["person", name, "--most", "999"]);
            page["touches"].as_array().unwrap().len()
        };
        let (ana, tomas) = (count("ana"), count("tomás"));
        morning.says(&[
            "log",
            "meeting",
            "ana",
            "the deck was liked",
            "--at",
            "09:05",
        ]);
        assert_eq!(count("ana"), ana + 1);
        morning.says(&["after", "--mine", "Ana: send the minutes by friday"]);
        assert_eq!((count("ana"), count("tomás")), (ana + 1, tomas + 1));
        let person = morning.json(&["person", "ana"]);
        assert_eq!(person["touches"][0]["note"], "the deck was liked");
        morning.says(&["undo"]);
        assert_eq!((count("ana"), count("tomás")), (ana + 1, tomas));
    });
}

#[test]
fn the_short_note_counts_once_it_was_sent_and_only_once() {
    each_morning(|morning| {
        let reference = tomas_today(morning);
        let early = morning.refuses(1, &["meetings", "thanked", &reference]);
        assert!(
            early.contains("nothing is noted of this meeting yet"),
            "{early}"
        );
        let silent = morning.refuses(2, &["after", &reference]);
        assert!(silent.contains("what came of it?"), "{silent}");
        assert_eq!(next(morning), reference, "it is not held");
        morning.says(&["after", &reference, "--note", "the weir"]);
        morning.says(&["meetings", "thanked", "tomás"]);
        let account = morning.says(&["account", "tomás"]);
        assert!(account.contains("sent thanks afterwards"), "{account}");
        let twice = morning.refuses(1, &["meetings", "thanked", &reference]);
        assert!(
            twice.contains("the note after it was sent on Tue 10 Mar 2026"),
            "{twice}"
        );
        let held = morning.refuses(1, &["after", &reference]);
        assert!(
            held.contains("what came of this meeting was noted on Tue 10 Mar 2026"),
            "{held}"
        );
    });
}

/// Practice: the personal minute inside every one-to-one.
#[test]
fn the_next_one_to_one_shows_the_last_personal_question_and_asks_another() {
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
        morning.says(&[
            "remember",
            "tomás",
            "plays the cello",
            "--topic",
            "interest",
        ]);
        tomas_today(morning);
        let brief = morning.says(&["brief", "--next"]);
        let minute = |brief: &str| {
            brief
                .split("The personal minute\n")
                .nth(1)
                .unwrap()
                .to_owned()
        };
        assert!(
            minute(&brief).starts_with("  “moving house in April”: ask how it went"),
            "{brief}"
        );
        morning.says(&[
            "after",
            "--asked",
            "“moving house in April”: how is it",
            "--answered",
            "boxes everywhere",
        ]);
        let account = morning.says(&["account", "tomás"]);
        assert!(account.contains("checked in on the person"), "{account}");
        let brief = minute(&morning.says(&["brief", "tomás"]));
        assert!(brief.starts_with("  “plays the cello”"), "{brief}");
        let brief = brief.replace("\n  ", " ");
        assert!(brief.contains("heard: “boxes everywhere”"), "{brief}");
    });
}

#[test]
fn with_several_people_each_line_names_whom_it_is_about() {
    each_morning(|morning| {
        morning.says(&[
            "meet",
            "ana",
            "sam",
            "--at",
            "today 9:00",
            "--title",
            "Release review",
        ]);
        let whom = morning.refuses(1, &["after", "--mine", "send the deck by friday"]);
        assert!(
            whom.contains(
                "several people came: to whom did you promise “send the deck by friday”?"
            ),
            "{whom}"
        );
        assert!(
            whom.contains("begin the line with a name: “Ana: "),
            "{whom}"
        );
        let said = morning.says(&[
            "after",
            "--mine",
            "sam: send the deck by friday",
            "--theirs",
            "Ana: book the room",
        ]);
        assert!(said.contains("Dear Ana and Sam,"), "{said}");
        assert!(
            said.contains("- I, for Sam: send the deck, by 13 March"),
            "{said}"
        );
        assert!(said.contains("- Ana: book the room"), "{said}");
        let promises = morning.says(&["promises", "sam"]);
        assert!(promises.contains("send the deck "), "{promises}");
    });
}

#[test]
fn a_meeting_stays_with_both_when_two_entries_are_merged_and_parted() {
    each_morning(|morning| {
        tomas_today(morning);
        morning.says(&["merge", "tomás", "hana"]);
        let merged = morning.json(&["meetings"]);
        let guests = merged["ahead"][0]["guests"].as_array().unwrap();
        assert_eq!(guests.len(), 1);
        morning.says(&["undo"]);
        let parted = morning.json(&["meetings"]);
        assert_eq!(parted["ahead"][0]["guests"][0]["person"], "Tomás Vidal");
    });
}

#[test]
fn what_is_no_meeting_is_refused_in_words() {
    let morning = morning();
    let refuses = |code, args: &[&str]| morning.refuses(code, args);
    let no_time = refuses(2, &["meet", "ana", "--at", "tomorrow"]);
    assert!(
        no_time.contains("at what time? “tomorrow” names none"),
        "{no_time}"
    );
    assert!(no_time.contains("for example: tomorrow 14:00"), "{no_time}");
    let two = refuses(2, &["meet", "Ana", "Berg"]);
    assert!(two.contains("one person at a time"), "{two}");
    let nobody = refuses(1, &["meet", "nobody", "--at", "tomorrow 9:00"]);
    assert!(
        nobody.contains("nobody in this book is called “nobody”"),
        "{nobody}"
    );
    let kind = refuses(
        2,
        &["meet", "ana", "--at", "friday 9:00", "--kind", "party"],
    );
    assert!(kind.contains("“party” is no kind of meeting"), "{kind}");
    assert!(
        refuses(1, &["after"]).contains("there is no meeting of which something is left to say")
    );
    assert!(refuses(1, &["brief"]).contains("no meeting is ahead"));
    morning.says(&["meet", "ana", "--at", "friday 9:00"]);
    let early = refuses(1, &["after", "ana"]);
    assert!(
        early.contains("it is on Fri 13 Mar 2026; say what came of it once it was"),
        "{early}"
    );
}

#[test]
fn somebody_is_still_added_by_hand() {
    one_morning(|morning| {
        let said = morning.says(&["meet", "Ines Duarte", "--mail", "ines@duarte.example"]);
        assert!(said.contains("Added: Ines Duarte"), "{said}");
    });
}
