//! What is remembered of people: noted in seconds, brought up on its day, followed up, and let go.

use insta::assert_snapshot;

use super::{Morning, each_morning, morning, one_morning, without_references};

/// A day after the frozen morning, looked at as a day of its own.
fn on(morning: &Morning, day: &str, args: &[&str]) -> String {
    morning.troth.says(&[args, &["--on", day]].concat())
}

#[test]
fn what_somebody_told_comes_up_on_its_day_and_following_up_is_a_deposit() {
    each_morning(|morning| {
        let said = morning.says(&[
            "remember",
            "ana",
            "moving house in April",
            "--topic",
            "family",
            "--ask",
            "in 3 weeks",
        ]);
        assert_snapshot!(without_references(&said), @r"
        Noted with Ana Lindqvist: moving house in April · family, ask again Tue 31 Mar
        (0000)
        undo: troth undo 1
        ");
        let before = on(morning, "2026-03-30", &["today"]);
        assert!(!before.contains("moving house"), "{before}");
        let today = on(morning, "2026-03-31", &["today"]);
        assert!(
            today.contains(
                "“moving house in April”, noted on 10 March; you wanted to ask again today."
            ),
            "{today}"
        );
        assert!(
            today.contains("When you next speak with Ana, ask how it went"),
            "{today}"
        );
        let asked = on(morning, "2026-03-31", &["details", "asked", "moving house"]);
        assert!(
            asked.contains("last confirmed Tue 31 Mar, today"),
            "{asked}"
        );
        on(morning, "2026-03-31", &["details", "asked", "moving house"]);
        let account = on(morning, "2026-03-31", &["account", "ana", "--most", "400"]);
        let deposits = account
            .matches("followed up unasked: “moving house in April”")
            .count();
        assert_eq!(
            deposits, 1,
            "asking twice on a day is one deposit: {account}"
        );
        let later = on(morning, "2026-04-01", &["today"]);
        assert!(!later.contains("moving house"), "{later}");
        on(morning, "2026-04-08", &["details", "asked", "moving house"]);
        let account = on(morning, "2026-04-08", &["account", "ana", "--most", "400"]);
        assert!(
            account.contains("remembered a detail: “moving house in April”"),
            "{account}"
        );
        assert!(
            account.contains("followed up unasked: “moving house in April”"),
            "{account}"
        );
    });
}

#[test]
fn having_asked_without_a_touch_reminds_of_the_touch() {
    each_morning(|morning| {
        morning.says(&["remember", "ana", "moving house", "--topic", "family"]);
        let asks = |ask: &[&str]| {
            let args: Vec<&str> = ask.iter().chain(&["--on", "2026-03-31"]).copied().collect();
            let answer = morning.troth.run(&args);
            assert_eq!(answer.code, 0, "{}", answer.err);
            answer.err
        };
        let reminded = asks(&["details", "asked", "moving house"]);
        assert!(
            reminded.contains("only a touch ends a silence"),
            "{reminded}"
        );
        asks(&["log", "coffee", "ana", "--at", "10:00"]);
        let reminded = asks(&["details", "asked", "moving house"]);
        assert!(!reminded.contains("touch"), "{reminded}");
    });
}

#[test]
fn a_detail_says_how_fresh_it_is_where_it_was_heard_and_when_it_is_worth_asking_again() {
    one_morning(|morning| {
        on(
            morning,
            "2025-07-03",
            &["remember", "ana", "learns the cello", "--topic", "interest"],
        );
        on(
            morning,
            "2025-08-04",
            &["remember", "ana", "a son at school", "--topic", "family"],
        );
        on(morning, "2025-11-03", &["details", "confirm", "cello"]);
        morning.says(&[
            "remember",
            "ana",
            "thinks best on a walk",
            "--topic",
            "way",
            "--heard",
            "2026-03-05",
        ]);
        assert_snapshot!(hidden(&morning.says(&["details", "ana"])), @r"
        Ana Lindqvist                                                          3 details

        Family
          a son at school                                                           0000
            noted Mon 4 Aug 2025, 7 months ago; worth asking again

        Interest
          learns the cello                                                          0000
            last confirmed Mon 3 Nov 2025, 4 months ago

        Way of working
          thinks best on a walk                                                     0000
            noted Tue 10 Mar, today; heard in a lunch
        ");
        assert_snapshot!(hidden(&section(&morning.says(&["person", "ana"]), "Worth remembering")), @r"
        Worth remembering
          0000  thinks best on a walk  noted today
          0000  a son at school        worth asking again
          0000  learns the cello       last confirmed 4 months ago
        ");
    });
}

#[test]
fn what_drives_somebody_is_asked_and_known() {
    each_morning(|morning| {
        let words = "wants to move to design";
        morning.says(&[
            "remember",
            "priya",
            words,
            "--topic",
            "aspiration",
            "--asked",
        ]);
        let account = morning.says(&["account", "priya", "--most", "400"]);
        assert!(
            account.contains(&format!("asked what drives them: “{words}”")),
            "{account}"
        );
        on(morning, "2026-03-20", &["details", "asked", "design"]);
        let account = on(
            morning,
            "2026-03-20",
            &["account", "priya", "--most", "400"],
        );
        assert_eq!(
            account.matches("asked what drives them").count(),
            2,
            "{account}"
        );
        let json = morning.json(&["details", "priya"]);
        assert_eq!(json["details"][0]["topic"], "aspiration");
        assert_eq!(json["details"][0]["what"], words);
    });
}

#[test]
fn what_is_no_longer_so_is_not_asked_about_and_every_change_is_taken_back() {
    each_morning(|morning| {
        let says = |args: &[&str]| without_references(&morning.says(args));
        says(&[
            "remember",
            "jonas",
            "looks for a flat",
            "--topic",
            "family",
            "--ask",
            "today",
        ]);
        assert!(says(&["today"]).contains("looks for a flat"));
        says(&["details", "ask-again", "flat", "--when", "friday"]);
        assert!(!says(&["today"]).contains("looks for a flat"));
        says(&["undo"]);
        assert!(says(&["today"]).contains("looks for a flat"));
        says(&[
            "details",
            "reword",
            "flat",
            "looks for a house",
            "--topic",
            "aspiration",
        ]);
        assert!(says(&["details", "jonas"]).contains("looks for a house"));
        says(&["undo"]);
        let said = says(&["details", "outdated", "flat", "--asked"]);
        assert!(said.contains("no longer so since Tue 10 Mar"), "{said}");
        assert!(!says(&["today"]).contains("flat"));
        assert!(
            says(&["account", "jonas", "--most", "400"])
                .contains("followed up unasked: “looks for a flat”")
        );
        assert!(says(&["details", "jonas", "--show", "ended"]).contains("looks for a flat"));
        assert_snapshot!(morning.refuses(1, &["details", "asked", "looks for a flat"]), @r"troth: since Tue 10 Mar 2026 this is no longer so");
        says(&["undo"]);
        says(&["undo"]);
        assert!(says(&["details", "jonas"]).contains("Nothing is noted yet"));
        assert!(
            !says(&["account", "jonas", "--most", "400"])
                .contains("followed up unasked: “looks for a flat”")
        );
    });
}

#[test]
fn common_ground_is_found_from_both_sides_and_shown_with_both_notes() {
    each_morning(|morning| {
        morning.says(&[
            "remember",
            "ana",
            "bouldering twice a week, with friends",
            "--topic",
            "interest",
        ]);
        morning.says(&[
            "remember",
            "ana",
            "likes to read with her sister",
            "--topic",
            "interest",
        ]);
        morning.says(&[
            "profile",
            "climbs, and boulders when it rains",
            "--topic",
            "interest",
        ]);
        morning.says(&[
            "profile",
            "likes to cook with friends",
            "--topic",
            "interest",
        ]);
        assert_snapshot!(hidden(&section(&morning.says(&["person", "ana"]), "In common")), @r"
        In common
          Bouldering                                                                0000
            you: “climbs, and boulders when it rains” · they: “bouldering twice a week,
            with friends”
        ");
        let said = morning.says(&["details", "found", "bouldering"]);
        assert!(said.contains("Common ground with Ana Lindqvist"), "{said}");
        let account = morning.says(&["account", "ana"]);
        assert!(
            account.contains("found common ground: “bouldering”"),
            "{account}"
        );
        assert!(
            morning
                .says(&["person", "ana"])
                .contains("Bouldering, found Tue 10 Mar")
        );
        assert_snapshot!(morning.refuses(1, &["details", "found", "bouldering"]), @r"troth: that you share this was noted on 2026-03-10");
        let json = morning.json(&["details", "ana"]);
        assert_eq!(json["common_ground"].as_array().map(Vec::len), Some(1));
        assert_eq!(json["common_ground"][0]["found_on"], "2026-03-10");
    });
}

#[test]
fn how_somebody_likes_to_be_approached_is_known_and_leads_the_opener() {
    each_morning(|morning| {
        morning.says(&["approach", "ana", "--medium", "voice", "--time", "mornings"]);
        morning.says(&["approach", "ana", "--style", "a note first"]);
        assert_snapshot!(morning.says(&["approach", "ana"]), @r"
        Ana Lindqvist                                     how they like to be approached
        By             voice
        When           mornings
        How            a note first
        ");
        assert!(
            morning
                .says(&["person", "ana"])
                .contains("by voice; mornings; a note first")
        );
        morning.says(&[
            "remember",
            "ana",
            "a talk in Oslo",
            "--topic",
            "interest",
            "--ask",
            "today",
        ]);
        let today = morning.says(&["today"]);
        assert!(
            today.contains("call Ana and ask what has come of it since"),
            "{today}"
        );
        morning.says(&[
            "approach", "ana", "--medium", "none", "--time", "", "--style", "",
        ]);
        assert!(
            morning
                .says(&["approach", "ana"])
                .contains("Nothing is noted yet")
        );
        morning.says(&["undo"]);
        assert_eq!(
            morning.json(&["approach", "ana"])["approach"]["medium"],
            "voice"
        );
    });
}

#[test]
fn a_delicate_note_is_remarked_on_kindly_and_a_harmless_one_is_not() {
    let morning = morning();
    let remark = |words: &str| {
        let run = morning
            .troth
            .run(&["remember", "ana", words, "--topic", "family"]);
        (run.code, run.err)
    };
    let (code, said) = remark("her mother had surgery");
    assert_eq!(code, 0);
    assert_snapshot!(said, @r#"
    This speaks of health. If it was told in private, it can be sealed instead:
      troth undo 1 && troth confide "Ana Lindqvist"
    "#);
    for harmless in [
        "health check of the server",
        "a union type",
        "native code",
        "race condition",
    ] {
        assert_eq!(remark(harmless), (0, String::new()), "{harmless}");
    }
}

#[test]
fn what_cannot_be_remembered_is_refused_in_words() {
    let morning = morning();
    let refuses = |code, args: &[&str]| morning.refuses(code, args);
    assert_snapshot!(refuses(1, &["remember", "ana", "  ", "--topic", "family"]), @r"troth: a detail needs words: what do you want to remember?");
    assert_snapshot!(refuses(2, &["remember", "ana", "chess", "--topic", "weather"]), @r"
    troth: “weather” is not a topic
    hint: family, interest, motivation, aspiration, preference, way-of-working, helps-with, culture, common-ground
    ");
    assert_snapshot!(refuses(1, &["remember", "ana", "chess", "--topic", "interest", "--ask", "yesterday"]), @r"troth: Mon 9 Mar 2026 has passed; ask again on Tue 10 Mar 2026 or later");
    assert_snapshot!(refuses(1, &["remember", "ana", "chess", "--topic", "interest", "--asked"]), @r"troth: having asked is a moment for what drives somebody, or where they want to go; this is about interest");
    assert_snapshot!(refuses(1, &["remember", "ana", "chess", "--topic", "interest", "--heard", "2026-03-08"]), @r"
    troth: no touch with that person is noted on 2026-03-08
    hint: note the touch first: troth log coffee NAME
    ");
    assert_snapshot!(refuses(1, &["details", "asked", "fly to the moon"]), @r"
    troth: no detail is called “fly to the moon”
    hint: troth details NAME lists them, each with its short reference
    ");
    assert_snapshot!(refuses(2, &["approach", "ana", "--medium", "pigeon"]), @r"
    troth: “pigeon” is not a medium
    hint: in-person, video, voice, chat, mail, letter
    ");
}

#[test]
fn an_empty_list_says_how_to_begin() {
    one_morning(|morning| {
        assert_snapshot!(morning.says(&["details"]), @r#"
        Nothing is waiting to be asked about.
        troth remember NAME "moving house" --topic family --ask "in 3 weeks"
        "#);
        assert_snapshot!(morning.says(&["details", "hana"]), @r#"
        Hana Kimura                                                            0 details
        Nothing is noted yet.
        troth remember "Hana Kimura" "what you heard" --topic interest
        "#);
        assert_snapshot!(morning.says(&["profile"]), @r#"
        Noor Haddad                                            what you tell of yourself
        Nothing yet. What you note here is compared with what others told you, and what
        you share is shown on their pages. It stays in this book.
        troth profile "climbing, mostly indoors" --topic interest
        "#);
        assert_snapshot!(morning.says(&["approach", "hana"]), @r#"
        Hana Kimura                                       how they like to be approached
        Nothing is noted yet. It is best asked.
        troth approach "Hana Kimura" --medium voice --time mornings
        "#);
    });
}

/// From a heading to the next one.
fn section(page: &str, heading: &str) -> String {
    let from = page
        .find(heading)
        .unwrap_or_else(|| panic!("{heading}: {page}"));
    let rest = &page[from..];
    rest[..rest.find("\n\n").unwrap_or(rest.len())].to_owned()
}

/// References hang on the moment of noting: here they are all `0000`.
fn hidden(page: &str) -> String {
    let reference = |word: &str| word.len() == 4 && word.chars().all(|c| c.is_ascii_hexdigit());
    let mut out = String::new();
    for line in page.lines() {
        let mut line = line.to_owned();
        // A year looks like one, but stands among the words; a reference stands apart.
        let is_year = |word: &str| word.starts_with("20") && !line.contains(&format!("  {word}"));
        let found = line
            .split_whitespace()
            .find(|word| reference(word) && !is_year(word));
        if let Some(word) = found.map(str::to_owned) {
            line = line.replacen(&word, "0000", 1);
        }
        out.push_str(&line);
        out.push('\n');
    }
    out
}

#[test]
fn what_is_remembered_without_a_topic_is_an_interest() {
    each_morning(|morning| {
        let said = morning.says(&["remember", "ana", "chess"]);
        assert!(
            said.contains("chess · an interest") || said.contains("chess · interest"),
            "{said}"
        );
    });
}
