//! A promise from its making to its end.

use insta::assert_snapshot;

use super::{each_morning, morning, one_morning, without_references};

#[test]
fn open_promises_are_listed_both_ways_by_the_day_they_are_due() {
    one_morning(|morning| {
        assert_snapshot!(morning.says(&["promises"]), @r"
        Promises                                                              Tue 10 Mar

        You promised
          b25d  make the introduction to the d…  Mei Tanaka      overdue 4 days
          a480  send the deck for the board      Sam Okafor      due today
          94cf  read the draft of the talk       Ana Lindqvist   due Fri 13 Mar
          1993  send the driver notes            Tomás Vidal     due Fri 20 Mar, renewed
          e820  lend the book on estimation      Jonas Weber     no day named

        Promised to you
          007a  send the measurements from the…  Pavel Novák     overdue 6 days
          5a54  show the new charts              Chiara Bellini  due Tue 17 Mar
          4b9b  ask the museum about the room    Ana Lindqvist   due Tue 24 Mar

        About to slip
          a480  Sam Okafor     due today, and no progress is noted
          94cf  Ana Lindqvist  due in 3 days, and no progress is noted
          Tell early: troth promises draft REF · troth promises progress REF NOTE --told

        Your word
          This week   3 of yours are due within seven days, or overdue; you usually keep
                      1 a week (the middle of 12 weeks, 9 kept)
          Yours       About 86 in 100 are kept (likely 74 to 96), from 16 outcomes
          Theirs      About 83 in 100 are kept (likely 65 to 96), from 9 outcomes
        ");
        assert_snapshot!(morning.says(&["promises", "ana"]), @r"
        Promises                                                              Tue 10 Mar

        You promised
          94cf  read the draft of the talk     Ana Lindqvist  due Fri 13 Mar

        Promised to you
          4b9b  ask the museum about the room  Ana Lindqvist  due Tue 24 Mar
        ");
    });
}

#[test]
fn a_promise_is_made_renewed_in_time_and_kept() {
    each_morning(|morning| {
        let says = |args: &[&str]| without_references(&morning.says(args));
        assert_snapshot!(
            says(&["promise", "water the plants", "--to", "jonas", "--due", "friday"]), @r"
        You promised Jonas Weber: water the plants, due Fri 13 Mar (0000)
        undo: troth undo 1
        ");
        assert_snapshot!(says(&["promises", "renew", "water", "--until", "next friday"]), @r"Water the plants · Jonas Weber: due Fri 20 Mar, renewed       undo: troth undo 2");
        assert_snapshot!(says(&["promises", "keep", "water the plants"]), @r"Water the plants · Jonas Weber: kept Tue 10 Mar               undo: troth undo 3");
        assert_snapshot!(morning.refuses(1, &["promises", "keep", "water the plants"]), @r"troth: this promise was already kept on Tue 10 Mar 2026");
    });
}

#[test]
fn each_ending_is_said_as_it_is() {
    one_morning(|morning| {
        assert_snapshot!(morning.says(&["promises", "keep", "b25d"]), @r"
        Make the introduction to the design team · Mei Tanaka: kept late, Tue 10 Mar
        undo: troth undo 1
        ");
        assert_snapshot!(morning.says(&["promises", "late", "a480"]), @r"
        Send the deck for the board · Sam Okafor: kept late, Tue 10 Mar
        undo: troth undo 2
        ");
        assert_snapshot!(morning.says(&["promises", "release", "1993"]), @r"Send the driver notes · Tomás Vidal: released Tue 10 Mar      undo: troth undo 3");
        assert_snapshot!(morning.says(&["promises", "break", "007a"]), @r"
        Send the measurements from the weir · Pavel Novák: broken Tue 10 Mar
        undo: troth undo 4
        ");
        let settled = morning.says(&["promises", "mei", "--show", "settled"]);
        assert!(settled.contains("kept late, Tue 10 Mar"), "{settled}");
    });
}

#[test]
fn a_promise_of_theirs_is_noted_as_theirs() {
    one_morning(|morning| {
        let said = morning.says(&["promise", "send the film", "--from", "hana"]);
        assert_snapshot!(without_references(&said), @r"Hana Kimura promised you: send the film (0000)                undo: troth undo 1");
    });
}

#[test]
fn what_cannot_be_promised_is_refused_in_words() {
    let morning = morning();
    let refuses = |code, args: &[&str]| morning.refuses(code, args);
    assert_snapshot!(refuses(1, &["promise", "look back", "--to", "ana", "--due", "yesterday"]), @r"troth: it was promised on Tue 10 Mar 2026; Mon 9 Mar 2026 comes before that");
    assert_snapshot!(refuses(2, &["promise", "skip", "--to", "ana", "--due", "31 february"]), @r"
    troth: there is no 31 February
    hint: for example: today, friday, next tuesday, in 2 weeks, 14 march, end of month, 2026-03-14
    ");
    assert_snapshot!(refuses(2, &["promise", "skip", "--to", "ana", "--due", "3/4"]), @r"
    troth: “3/4” can be read as two different days
    hint: for example: today, friday, next tuesday, in 2 weeks, 14 march, end of month, 2026-03-14
    ");
    assert_snapshot!(refuses(1, &["promise", "  ", "--to", "ana"]), @r"troth: a promise needs words: what was promised?");
    assert_snapshot!(refuses(2, &["promise", "skip"]), @r"
    troth: the following required arguments were not provided:
      --to <NAME>
    Usage: troth promise --on <DAY> --book <PLACE> --to <NAME> <WHAT>
    ");
    assert_snapshot!(refuses(1, &["promises", "keep", "fly to the moon"]), @r"
    troth: no promise is called “fly to the moon”
    hint: troth promises lists them, each with its short reference
    ");
    assert_snapshot!(refuses(1, &["promises", "renew", "b25d", "--until", "friday"]), @r"
    troth: it was due on Fri 6 Mar 2026, and that day has passed: kept later, it is kept late, and no new day changes that
    hint: kept after all: troth promises late b25d · until it comes: troth snooze b25d --until DAY · not to be kept: troth promises break b25d
    ");
}

#[test]
fn a_promise_broken_is_followed_by_what_to_say_and_where_to_mend_it() {
    one_morning(|morning| {
        let mine = morning
            .troth
            .run(&["promises", "break", "b25d", "--on", "2026-03-10"]);
        assert!(
            mine.err.contains("To say so: Hello Mei, I promised you"),
            "{mine:?}"
        );
        let breach = "troth breach \"Mei Tanaka\" \"make the introduction to the design team\" --promise b25d";
        assert!(mine.err.contains(breach), "{mine:?}");
        let what = "make the introduction to the design team";
        morning.says(&["breach", "Mei Tanaka", what, "--promise", "b25d"]);
        let theirs = morning
            .troth
            .run(&["promises", "break", "007a", "--on", "2026-03-10"]);
        assert!(theirs.err.contains("--theirs --promise 007a"), "{theirs:?}");
    });
}
