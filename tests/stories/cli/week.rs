//! The week's look back on the command line, and the one thing practised in it.

use insta::assert_snapshot;

use super::{Morning, each_morning, one_morning};

/// The nine micro-moments of the trust account.
const NINE: [&str; 9] = [
    "promise-kept",
    "admitted-not-knowing",
    "credit-given",
    "followed-up",
    "detail-remembered",
    "apologised",
    "confidence-kept",
    "input-asked",
    "same-in-every-room",
];

fn coffee(morning: &Morning, moment: &str) {
    morning.says(&["log", "coffee", "mei", "the new form", "--moment", moment]);
}

#[test]
fn the_week_tells_what_went_well_in_words_with_names() {
    each_morning(|morning| {
        morning.says(&["promises", "keep", "a480"]);
        morning.says(&[
            "log",
            "coffee",
            "ana",
            "the audit",
            "--with",
            "jonas",
            "--moment",
            "credit-given",
            "--their-moment",
            "help-offered",
        ]);
        assert_snapshot!(morning.says(&["week"]), @r"
        The week of Monday 9 March 2026                                    to Tue 10 Mar

        What went well
          Mon  You remembered what Sam Okafor had told you: slides for the board
          Tue  You kept a promise to Sam Okafor: send the deck for the board
          Tue  You gave Ana Lindqvist and Jonas Weber the credit: the audit

        What others did well
          Tue  Ana Lindqvist and Jonas Weber offered help before being asked: the audit

        In figures
          The one promise that came due was kept.
          Each of the last twelve weeks had at least one good moment.

        To practise this week
          Say “I don’t know” rather than guess.
          In twelve weeks the book has this on no day, and it is one of the nine to
          begin with.
          troth focus admitted-not-knowing chooses it; any other deposit can be chosen
          too.
        ");
        let week = morning.json(&["week"]);
        assert_eq!(week["promises"]["kept"], 1);
        assert_eq!(week["monday"], "2026-03-09");
        assert!(week["wins"][0]["people"][0]["person_id"].is_string());
    });
}

#[test]
fn one_micro_moment_is_chosen_practised_and_looked_back_on_in_a_sentence() {
    each_morning(|morning| {
        assert_snapshot!(morning.says(&["focus", "input-asked"]), @r"In the week of Mon 9 Mar: ask for a view before you decide    undo: troth undo 1");
        coffee(morning, "input-asked");
        let today = morning.says(&["today"]);
        assert!(
            today.ends_with("This week: ask for a view before you decide. troth week\n"),
            "{today}"
        );
        assert_eq!(morning.json(&["today"])["focus"]["moment"], "input-asked");
        let next = ["week", "--on", "2026-03-17"];
        let week = morning.troth.json(&next);
        assert_eq!(week["last"]["moment"], "input-asked");
        assert_eq!(week["last"]["times"], 1);
        let wrote = [
            "look-back",
            "once, and it changed the plan",
            "--on",
            "2026-03-17",
        ];
        assert_snapshot!(morning.troth.says(&wrote), @r"
        Looked back on the week of Mon 9 Mar: once, and it changed the plan
        undo: troth undo 3
        ");
        assert!(
            morning
                .troth
                .says(&next)
                .contains("You wrote: once, and it changed the plan")
        );
        morning.says(&["undo"]);
        assert!(morning.troth.json(&next)["last"]["looked_back"].is_null());
    });
}

#[test]
fn each_of_the_nine_micro_moments_can_be_practised_and_is_counted() {
    one_morning(|morning| {
        for moment in NINE {
            morning.says(&["focus", moment]);
            let before = morning.json(&["week"])["focus"]["times"].as_u64().unwrap();
            coffee(morning, moment);
            let week = morning.json(&["week"]);
            assert_eq!(week["focus"]["moment"], moment);
            assert_eq!(
                week["focus"]["times"].as_u64().unwrap(),
                before + 1,
                "{moment}"
            );
            assert!(
                morning.says(&["focus"]).contains("troth practice "),
                "{moment}"
            );
        }
    });
}

#[test]
fn transparency_honesty_vulnerability_and_empathy_are_practised_and_reviewed() {
    one_morning(|morning| {
        for moment in [
            "kept-informed",
            "admitted-not-knowing",
            "vulnerability-shown",
            "empathy-shown",
        ] {
            morning.says(&["focus", moment]);
            coffee(morning, moment);
            let week = morning.json(&["week"]);
            assert_eq!(week["focus"]["times"], 1, "{moment}");
            morning.says(&[
                "look-back",
                "it was easier than I thought",
                "--week",
                "today",
            ]);
        }
    });
}

#[test]
fn what_is_suggested_is_what_the_ledger_lacks_and_the_same_when_asked_again() {
    one_morning(|morning| {
        let first = morning.json(&["week"])["next"].clone();
        assert_eq!(morning.json(&["week"])["next"], first);
        assert!(
            first["why"]
                .as_str()
                .unwrap()
                .starts_with("In twelve weeks the book has this on no day")
        );
        let suggested = first["suggested"].as_str().unwrap();
        coffee(morning, suggested);
        let next_week = morning.troth.json(&["week", "--on", "2026-03-16"]);
        assert_ne!(next_week["next"]["suggested"], suggested);
    });
}

#[test]
fn small_interactions_make_a_good_week_and_no_row_of_weeks_is_counted() {
    one_morning(|morning| {
        let before = morning.json(&["week"])["wins"].as_array().unwrap().len();
        coffee(morning, "warmth-shown");
        let week = morning.json(&["week"]);
        assert_eq!(week["wins"].as_array().unwrap().len(), before + 1);
        assert!(week["good_weeks"].as_u64().unwrap() <= 12);
        let said = morning.says(&["week"]);
        assert!(said.contains("of the last twelve weeks"), "{said}");
        assert!(!said.contains("streak") && !said.contains("in a row"));
    });
}

#[test]
fn what_cannot_be_a_focus_is_refused_in_words() {
    one_morning(|morning| {
        assert_snapshot!(morning.refuses(1, &["focus", "interrupted"]), @r"troth: “interrupted” is nothing to practise: a focus is a deposit");
        assert_snapshot!(morning.refuses(2, &["focus", "listend"]), @r"
        troth: “listend” is not in the chart of moments
        hint: did you mean listened? The whole chart: troth log --moments
        ");
        assert_snapshot!(morning.refuses(1, &["look-back", "well"]), @r"
        troth: that week had no focus
        hint: troth focus chooses one
        ");
        morning.says(&["focus", "listened", "--next"]);
        assert_snapshot!(morning.refuses(1, &["look-back", "well", "--week", "next tuesday"]), @r"troth: the week of Mon 16 Mar 2026 has not begun; there is nothing to look back on yet");
        let shown = morning.says(&["focus"]);
        let nothing = "Nothing is chosen to practise this week.\ntroth focus admitted-not-knowing would do: say “I don’t know” rather than guess\n";
        assert!(shown.starts_with(nothing), "{shown}");
        assert!(
            shown.contains("Next week’s focus\n  Say back what you heard"),
            "{shown}"
        );
    });
}

#[test]
fn what_was_written_of_this_week_on_its_friday_is_shown_that_day() {
    one_morning(|morning| {
        morning.says(&["focus", "listened"]);
        let friday = ["--on", "2026-03-13"];
        let words = "twice, and it felt natural";
        morning
            .troth
            .says(&[["look-back", words].as_slice(), &friday].concat());
        let week = morning.troth.says(&[["week"].as_slice(), &friday].concat());
        assert!(week.contains(&format!("You wrote: {words}")), "{week}");
    });
}
