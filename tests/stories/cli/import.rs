//! Mail at the command line: shown first, taken in when told, known the second time, taken back whole.

use insta::assert_snapshot;
use troth::book::{Book, Place};

use crate::support::{self, Troth};

/// Noor and Ana write to each other on four days; a stranger once; a machine too.
fn mailbox() -> String {
    let mut text = String::new();
    let mut letter = |n: u32,
                      day: u32,
                      from: &str,
                      to: &str,
                      subject: &str,
                      answers: Option<u32>,
                      more: &str| {
        let answers = answers
            .map(|n| format!("In-Reply-To: <{n}@made.example>\n"))
            .unwrap_or_default();
        text.push_str(&format!(
            "From made@up Mon Mar  2 10:00:00 2026\nFrom: {from}\nTo: {to}\nDate: {day} Mar 2026 10:00:00 +0000\n\
             Message-ID: <{n}@made.example>\nSubject: {subject}\n{answers}{more}\nHello.\n\n"
        ));
    };
    let noor = "Noor Haddad <noor@troth.example>";
    let ana = "Ana Lindqvist <ana@lindqvist.example>";
    for (n, day) in [(1, 2), (3, 4), (5, 6), (7, 9)] {
        letter(n, day, ana, noor, "the talk", None, "");
        letter(n + 1, day, noor, ana, "Re: the talk", Some(n), "");
    }
    letter(
        20,
        9,
        "Marcus Feld <marcus@feld.example>",
        noor,
        "the water fair",
        None,
        "",
    );
    letter(
        21,
        9,
        "Robot <noreply@machines.example>",
        noor,
        "your ticket",
        None,
        "Auto-Submitted: auto-generated\n",
    );
    text
}

/// What is said beside the answer by the command that begins the book, after that it does.
#[track_caller]
fn said_after_beginning(said: &str) -> &str {
    let (first, rest) = said.split_once('\n').unwrap();
    assert!(first.starts_with("Began a new book at "), "{said}");
    rest
}

fn open(place: &str) -> (Troth, String) {
    // Made in UTC, whatever the machine's own zone is.
    let troth = Troth::with_book(place);
    let mail = troth.file("mail/box", mailbox());
    troth.file("mail/picture.png", [0x89, b'P', b'N', b'G', 0, 1, 2]);
    (troth, mail.parent().unwrap().to_str().unwrap().to_owned())
}

/// The same words on both engines.
#[track_caller]
fn each_engine(story: impl Fn(&str)) {
    support::each_engine(|place| insta::allow_duplicates! { story(place) });
}

const ON: [&str; 2] = ["--on", "2026-03-10"];

#[test]
fn nothing_is_taken_in_without_a_yes() {
    each_engine(|place| {
        let (troth, mail) = open(place);
        let call = ["import", &mail, "--me", "noor@troth.example", ON[0], ON[1]];
        let answer = troth.run(&call);
        assert_eq!(answer.code, 0, "{answer:?}");
        assert_snapshot!(answer.out.replace(&mail, "~/mail"), @r"
        What this would bring

        Mail        10 messages, 4 linked to what they answer
        From, to    Mon 2 Mar to Mon 9 Mar
        Bulk        1 by machines
        Touches     9
        People      2 found; accepted, for you wrote to each other on three days or
                    more: Ana Lindqvist; 1 wait in the inbox
        You         noor@troth.example

        Passed over or cut: 1
          1 × a picture, not mail
            ~/mail/picture.png at byte 0
        ");
        assert_snapshot!(said_after_beginning(&answer.err), @r"Nothing was written. To take it in: the same command with --yes");
        assert_eq!(
            troth.json(&["people"])["people"].as_array().unwrap().len(),
            0
        );
        assert!(
            Book::begin(&Place::parse(place))
                .unwrap()
                .batches()
                .unwrap()
                .is_empty()
        );
    });
}

#[test]
fn mail_is_taken_in_known_the_second_time_and_taken_back_whole() {
    each_engine(|place| {
        let (troth, mail) = open(place);
        let call = [
            "import",
            &mail,
            "--me",
            "noor@troth.example",
            "--yes",
            ON[0],
            ON[1],
        ];
        assert_snapshot!(troth.says(&call).replace(&mail, "~/mail"), @r"
        Taken into the book                                           undo: troth undo 1

        Mail        10 messages, 4 linked to what they answer
        From, to    Mon 2 Mar to Mon 9 Mar
        Bulk        1 by machines
        Touches     9
        People      2 found; accepted, for you wrote to each other on three days or
                    more: Ana Lindqvist; 1 wait in the inbox
        You         noor@troth.example

        Passed over or cut: 1
          1 × a picture, not mail
            ~/mail/picture.png at byte 0

        Next: troth today · troth people · troth inbox for those who wait
        ");
        let before = troth.json(&["person", "ana", ON[0], ON[1]]);
        assert_eq!(before["touches_in_all"], 8);

        let again = troth.json(&call);
        assert_eq!(
            (
                &again["known_already"],
                &again["touches"],
                &again["people_found"]
            ),
            (&10.into(), &0.into(), &0.into())
        );
        assert_eq!(troth.json(&["person", "ana", ON[0], ON[1]]), before);

        troth.says(&["undo"]);
        troth.says(&["undo"]);
        assert_eq!(
            troth.json(&["people"])["people"].as_array().unwrap().len(),
            0
        );
        assert_eq!(
            troth.json(&["inbox"])["waiting"].as_array().unwrap().len(),
            0
        );
    });
}

#[test]
fn the_report_as_json_has_its_documented_shape() {
    each_engine(|place| {
        let (troth, mail) = open(place);
        let report = troth.json(&["import", &mail, "--me", "noor@troth.example", "--yes"]);
        for (name, count) in [
            ("messages", 10),
            ("distinct_messages", 10),
            ("undated", 0),
            ("replies_linked", 4),
            ("bulk", 1),
            ("people_found", 2),
        ] {
            assert_eq!(report[name], count, "{name} in {report}");
        }
        assert_eq!(report["accepted"], true);
        let skip = &report["skipped"][0];
        assert!(skip["file"].as_str().unwrap().ends_with("picture.png"));
        assert_eq!(skip["offset"], 0);
        assert!(skip["reason"].is_string());
    });
}

#[test]
fn without_an_address_of_the_owner_it_asks_which_it_is() {
    each_engine(|place| {
        let (troth, mail) = open(place);
        assert_snapshot!(said_after_beginning(&troth.refuses(1, &["import", &mail, "--yes"])), @r"
        troth: whose mail is this? No address of yours is known; nothing was written
        hint: say it with --me ADDRESS; seen most: noor@troth.example (5), ana@lindqvist.example (4)
        ");
        assert_snapshot!(troth.refuses(2, &["import", &mail, "--me", "noor"]), @r"troth: “noor” is not a mail address");
        assert!(
            Book::begin(&Place::parse(place))
                .unwrap()
                .batches()
                .unwrap()
                .is_empty()
        );
    });
}

#[test]
fn a_wrong_path_is_said_in_a_sentence() {
    let troth = Troth::new();
    assert_snapshot!(troth.refuses(2, &["import", "no/such/folder"]), @r"troth: there is no file or folder no/such/folder");
    let empty = troth.home().join("empty");
    std::fs::create_dir(&empty).unwrap();
    let said = troth.refuses(1, &["import", empty.to_str().unwrap(), "--yes"]);
    assert!(
        said.contains("there is no mail in it; nothing was written"),
        "{said}"
    );
}
