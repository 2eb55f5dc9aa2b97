//! People, one person, the statement, the inbox, and finding somebody by a name half remembered.

use insta::assert_snapshot;

use super::{each_morning, one_morning};

#[test]
fn people_are_listed_by_name_with_their_last_contact() {
    one_morning(|morning| {
        let all = morning.says(&["people"]);
        assert_eq!(all.lines().count(), 33);
        assert!(!all.contains("Noor Haddad"), "the owner is not among them");
        assert_snapshot!(morning.says(&["people", "li"]), @r"
        Ana Lindqvist    Thu 5 Mar   5 days ago   2 open promises
        Chiara Bellini   Fri 6 Mar   4 days ago   1 open promise
        Linh Tran        Wed 4 Mar   6 days ago   Re: questions about the interface
        Søren Lindgaard  Fri 13 Feb  25 days ago  the flood alarm: two false ones, tire…
        ");
        assert_snapshot!(morning.says(&["people", "no such name"]), @r"Nobody here matches “no such name”.");
    });
}

#[test]
fn the_longest_silence_comes_first_when_asked() {
    one_morning(|morning| {
        let people = morning.json(&["people", "--sort", "silence"]);
        assert_eq!(people["people"][0]["name"], "Kwame Mensah");
    });
}

#[test]
fn a_person_is_told_on_one_page() {
    each_morning(|morning| {
        assert_snapshot!(morning.says(&["person", "Ana"]), @r"
        Ana Lindqvist                                                        dear to you
        ana@lindqvist.example

        Last contact   Thu 5 Mar, 5 days ago, in person
                       “talk at the spring meetup”
                       noted by hand
        Rhythm         usually 7 days between contacts, learnt from 143 gaps
        Silence        Last contact 5 days ago, usually 7: as ever. Of the silences
                       between you, 85 in 100 last this long.
        In 30 days     93 in 100 that you are in touch, going by the days alone

        Where you stand
          Your side    in good standing
                       ━━━━━━━━━━━━━━━━━━━━━━━┃
                       +20.86 today; over twelve months usually +19.86
          Their side   +13.91 today
          Your word    About 87 in 100 are kept (likely 68 to 99), from 5 outcomes
          Their word   Not enough yet: 3 outcomes

        Promises
          94cf  read the draft of the talk     yours   due Fri 13 Mar
          4b9b  ask the museum about the room  theirs  due Tue 24 Mar

        Lately
          Thu 5 Mar   a lunch     talk at the spring meetup · sent thanks afterwards
          Wed 25 Feb  a lunch     the new flat, and the move · listened
          Fri 13 Feb  a coffee    who takes over the gauges in May · asked for input
          Thu 5 Feb   one to one  what makes a good field day
          Tue 27 Jan  a mail      Re: who speaks at the meetup
          Tue 27 Jan  a mail      who speaks at the meetup
          195 touches in all
        ");
    });
}

#[test]
fn a_person_on_leave_is_quiet_as_expected() {
    one_morning(|morning| {
        let page = morning.says(&["person", "leila"]);
        assert!(
            page.contains("Quiet time until Fri 12 Jun: parental leave"),
            "{page}"
        );
        assert!(
            page.contains("Quiet is expected: parental leave."),
            "{page}"
        );
    });
}

#[test]
fn the_statement_adds_up() {
    each_morning(|morning| {
        assert_snapshot!(morning.says(&["account", "priya", "--most", "6"]), @r"
        Your side of the account with Priya Raman                             Tue 10 Mar
        In good standing.

          Mon 2 Feb        gave credit, a meeting in person: “move to design, an…  +1.98
          Sat 31 Jan       broke a promise: “talk to design about a place”         −0.97
          Fri 23 Jan       checked in on the person, a walk in person: “review o…  +1.76
          Thu 15 Jan       in touch in person: “went through the test plan toget…  +0.80
          Fri 9 Jan        checked in on the person, in passing: “unsure about t…  +2.00
          Wed 31 Dec 2025  offered help before being asked, a lunch in person: “…  +1.69
                           and 139 lines before                                    +9.06
          Balance                                                                 +16.32

        What each line is worth today: deposits and withdrawals fade with time.
        ");
        for side in ["mine", "theirs"] {
            let account = morning.json(&["account", "priya", "--side", side]);
            let sum: f64 = account["lines"]
                .as_array()
                .unwrap()
                .iter()
                .map(|line| {
                    assert!(line["date"].is_string() && line["what"].is_string());
                    line["worth"].as_f64().unwrap()
                })
                .sum();
            assert!((sum - account["balance"].as_f64().unwrap()).abs() < 1e-9);
        }
    });
}

#[test]
fn a_name_is_found_without_its_accents_by_its_first_word_or_by_an_address() {
    one_morning(|morning| {
        for said in ["tomas", "TOMÁS VIDAL", "vidal", "tomas@vidal.example"] {
            assert_eq!(
                morning.json(&["person", said])["person"]["name"],
                "Tomás Vidal",
                "{said}"
            );
        }
    });
}

#[test]
fn a_wrong_name_is_answered_with_those_that_were_meant() {
    one_morning(|morning| {
        assert_snapshot!(morning.refuses(1, &["person", "Anna Lindquist"]), @r"
        troth: nobody in this book is called “Anna Lindquist”
        hint: did you mean Ana Lindqvist?
        ");
        assert_snapshot!(morning.refuses(1, &["person", "xyz"]), @r#"
        troth: nobody in this book is called “xyz”
        hint: troth people lists everybody; troth meet "NAME" adds somebody
        "#);
        assert_snapshot!(morning.refuses(1, &["person", "ma"]), @r"
        troth: several people match “ma”: Marta Kowalska or Tariq Mansour
        hint: say more of the name, or an address
        ");
    });
}

#[test]
fn the_inbox_waits_for_a_word_about_each() {
    each_morning(|morning| {
        assert_snapshot!(morning.says(&["inbox"]), @r"
        Waiting for your word: 4 people

          Marcus Feld     4 from them, none from you  Fri 27 Feb
          Nadia Benali    3 from them, none from you  Thu 19 Feb
          Harbour Office  2 from them, none from you  Wed 11 Feb
          Ida Holm        2 from them, 2 from you     Fri 6 Mar

        troth inbox accept NAME · ignore NAME · merge NAME INTO
        ");
        assert_snapshot!(morning.says(&["inbox", "accept", "ida"]), @r"Accepted: Ida Holm                                            undo: troth undo 1");
        assert_snapshot!(morning.says(&["inbox", "ignore", "harbour", "marcus"]), @r"
        Ignored: Harbour Office                                       undo: troth undo 2
        Ignored: Marcus Feld                                          undo: troth undo 3
        ");
        assert_snapshot!(morning.says(&["inbox", "merge", "nadia", "ana"]), @r"Nadia Benali is part of Ana Lindqvist from now on             undo: troth undo 4");
        assert_snapshot!(morning.says(&["inbox"]), @r"Nobody is waiting.");
        assert_snapshot!(morning.says(&["unmerge", "ana"]), @r"Nadia Benali is an entry of its own again                     undo: troth undo 5");
        assert!(morning.says(&["inbox"]).contains("Nadia Benali"));
    });
}

#[test]
fn a_person_is_met_renamed_and_given_a_rhythm() {
    one_morning(|morning| {
        assert_snapshot!(morning.says(&["meet", "Elif Demir", "--mail", "Elif@Demir.example"]), @r"Added: Elif Demir                                             undo: troth undo 1");
        assert_snapshot!(morning.says(&["rename", "elif@demir.example", "Elif Demir-Holt"]), @r"Elif Demir is now Elif Demir-Holt                             undo: troth undo 2");
        assert_snapshot!(morning.says(&["rhythm", "elif", "14"]), @r"Rhythm with Elif Demir-Holt: every 2 weeks                    undo: troth undo 3");
        assert_snapshot!(morning.says(&["rhythm", "elif", "learnt"]), @r"Rhythm with Elif Demir-Holt: as it is learnt                  undo: troth undo 4");
        assert_snapshot!(morning.says(&["importance", "elif", "dear"]), @r"Attention for Elif Demir-Holt: dear to you                    undo: troth undo 5");
        assert_snapshot!(morning.says(&["quiet", "elif", "--until", "end of month", "--why", "on a boat"]), @r"Quiet time for Elif Demir-Holt until Tue 31 Mar               undo: troth undo 6");
        assert_snapshot!(morning.says(&["quiet", "elif", "--over"]), @r"The quiet time of Elif Demir-Holt is over                     undo: troth undo 7");
        assert_snapshot!(morning.refuses(1, &["quiet", "elif", "--over"]), @r"troth: no quiet time is set for Elif Demir-Holt");
        assert_snapshot!(morning.refuses(1, &["meet", "Another", "--mail", "elif@demir.example"]), @r"troth: elif@demir.example already belongs to Elif Demir-Holt");
        assert_snapshot!(morning.refuses(2, &["meet", "Another", "--mail", "nowhere"]), @r"troth: “nowhere” is not a mail address");
    });
}

#[test]
fn the_inbox_means_the_one_who_waits_and_not_a_namesake_who_is_accepted() {
    one_morning(|morning| {
        morning.says(&["meet", "Ida Holm"]);
        morning.says(&["inbox", "accept", "Ida Holm"]);
        let inbox = morning.says(&["inbox"]);
        assert!(!inbox.contains("Ida Holm"), "{inbox}");
    });
}

#[test]
fn a_name_somebody_else_bears_is_given_and_remarked() {
    one_morning(|morning| {
        let answer = morning.troth.run(&["rename", "sam", "Ana Lindqvist"]);
        assert!(answer.out.contains("is now Ana Lindqvist"), "{answer:?}");
        let remark = "Somebody else is called Ana Lindqvist too";
        assert!(answer.err.contains(remark), "{answer:?}");
    });
}
