//! To be forgotten, everywhere and for good.

use jiff::civil::date;
use troth::book::{Door, Stamp};

use super::life::{MAIL, MARK, a_life, uuid_of};
use super::traces::{bytes_of, dumped, in_files_as_bytes, nowhere};
use super::{book, says};
use crate::support::each_engine;

#[test]
fn somebody_who_asks_to_be_forgotten_is_gone_from_every_shelf_every_file_and_every_page() {
    each_engine(|place| {
        let troth = a_life(place);
        let before = troth.says(&["export"]).to_lowercase();
        assert!(before.contains(MARK) && before.contains("lindqvist"));
        let hers = troth.json(&["person", "ana lindqvist"])["person"]["id"].clone();
        let hers = hers.as_str().unwrap().replace('-', "");
        assert!(before.contains(&hers));
        let answer = troth.json(&["forget", "ana lindqvist", "--confirm", "ana LINDQVIST"]);
        assert_eq!(answer["forgotten"], true);
        nowhere(&troth);
        // Not even the number she had in the book is left.
        assert!(!troth.says(&["export"]).contains(&hers));
        assert!(!troth.says(&["export"]).contains(&uuid_of(&hers)));
        if place.starts_with("postgres") {
            assert!(!dumped(place).contains(&hers));
        } else {
            assert_eq!(answer["files"], "clean");
            assert!(!in_files_as_bytes(place, &bytes_of(&hers)));
        }
        let history = says(&troth, &["history"]);
        assert_eq!(
            history.matches("Forgot somebody").count() + history.matches("forgot somebody").count(),
            1,
            "{history}"
        );
        // What was between others stays.
        let sam = says(&troth, &["show-all", "sam"]);
        for words in [
            "the budget",
            "the offsite for three",
            "the minutes",
            "the offsite",
            "Field team",
        ] {
            assert!(sam.contains(words), "{words} is missing in {sam}");
        }
    });
}

#[test]
fn reading_the_same_mail_again_does_not_bring_a_forgotten_person_back() {
    each_engine(|place| {
        let troth = a_life(place);
        troth.says(&["forget", "ana lindqvist", "--confirm", "Ana Lindqvist"]);
        let mail = troth.home().join("mail.mbox");
        std::fs::write(
            &mail,
            MAIL.replace("one@", "eight@").replace("five@", "nine@"),
        )
        .unwrap();
        let report = troth.says(&["import", mail.to_str().unwrap(), "--yes"]);
        assert!(report.contains("2 letters passed over"), "{report}");
        std::fs::remove_file(&mail).unwrap();
        let people = troth.json(&["people"])["people"].as_array().unwrap().len();
        assert_eq!(people, 1, "Sam alone");
        let said = troth.says(&["export"]).to_lowercase();
        assert!(!said.contains("ana@lindqvist"), "{said}");
        assert!(!said.contains("ana lindqvist <"), "{said}");
        // Met again by hand, they are met again.
        troth.says(&["meet", "Ana Berg", "--mail", "ana@lindqvist.example"]);
        let again = troth.file("again.mbox", MAIL.replace("one@", "ten@"));
        let report = troth.says(&["import", again.to_str().unwrap(), "--yes"]);
        assert!(!report.contains("passed over"), "{report}");
    });
}

#[test]
fn forgetting_is_shown_before_asks_for_the_whole_name_and_cannot_be_taken_back() {
    each_engine(|place| {
        let troth = a_life(place);
        troth.says(&[
            "remember",
            "sam",
            "Ana Lindqvist hired them",
            "--topic",
            "interest",
        ]);
        troth.says(&[
            "remember",
            "sam",
            "Ana thinks well of them",
            "--topic",
            "interest",
        ]);
        let seen = troth.run(&["forget", "ana lindqvist"]);
        assert_eq!(seen.code, 0, "{seen:?}");
        // Lines are wrapped where they are full.
        let said = seen.out.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in [
            "cannot be taken back",
            "1 sealed confidence",
            "Ana Lindqvist hired them",
            "Ana thinks well of them (perhaps)",
        ] {
            assert!(said.contains(words), "{words} is missing in {}", said);
        }
        assert!(seen.err.contains("Nothing was forgotten."), "{seen:?}");
        let said = troth.refuses(1, &["forget", "ana lindqvist", "--confirm", "Ana"]);
        assert!(said.contains("nothing was forgotten"), "{said}");
        assert!(troth.says(&["people"]).contains("Ana Lindqvist"));
        let previewed = troth.json(&["forget", "ana lindqvist"])["goes"].clone();
        let done = troth.json(&["forget", "ana lindqvist", "--confirm", "Ana Lindqvist"]);
        assert_eq!(done["gone"], previewed, "what was shown is what was done");
        let line = troth.json(&["history"])["lines"][0]["line"].to_string();
        let said = troth.refuses(1, &["undo", &line]);
        assert!(said.contains("not taken back"), "{said}");
        troth.refuses(1, &["show-all", "ana@lindqvist.example"]);
    });
}

#[test]
fn what_was_written_with_others_can_still_be_taken_back_after_one_of_them_is_forgotten() {
    each_engine(|place| {
        let troth = a_life(place);
        troth.says(&["forget", "ana lindqvist", "--confirm", "Ana Lindqvist"]);
        let lines = troth.json(&["history", "--most", "200"])["lines"]
            .as_array()
            .unwrap()
            .clone();
        let lunch = lines.iter().find(|line| line["verb"] == "log").unwrap();
        troth.says(&["undo", &lunch["line"].to_string()]);
        assert!(!troth.says(&["person", "sam"]).contains("the budget"));
        nowhere(&troth);
    });
}

#[test]
fn the_owner_is_shown_but_not_forgotten() {
    each_engine(|place| {
        let troth = a_life(place);
        let said = troth.refuses(
            1,
            &["forget", "noor@troth.example", "--confirm", "Noor Haddad"],
        );
        assert!(
            said.contains("nobody in this book is called “noor@troth.example”"),
            "{said}"
        );
        let book = book(place);
        let noor = book.owner().unwrap().unwrap().person.id;
        let shown = book.everything(noor).unwrap();
        assert_eq!((shown.person, shown.name.as_str()), (noor, "Noor Haddad"));
        let (stamp, day) = (Stamp::now(Door::Web), date(2026, 3, 10));
        let refused = book.forget(&stamp, noor, "Noor Haddad", day).unwrap_err();
        assert_eq!(refused.sentence, "that is you, the owner of this book");
    });
}
