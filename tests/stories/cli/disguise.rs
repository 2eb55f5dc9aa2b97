//! Mail from somebody who would pass for somebody else: told for what it is wherever people are chosen,
//! and never taken for the same. And names in letters of every kind are found as they are typed.

use crate::support::{Troth, each_engine};

const ME: &str = "noor@troth.example";

fn letter(n: u32, from: &str, to: &str, day: u32) -> String {
    format!(
        "From x Mon Mar  2 10:00:00 2026\nFrom: {from}\nTo: {to}\nDate: {day} Mar 2026 10:00:00 +0000\n\
         Message-ID: <{n}@made.example>\nSubject: hello\n\nHello.\n\n"
    )
}

fn mailbox() -> String {
    let ana = "Ana Lindqvist <ana@lindqvist.example>";
    let mut text = String::new();
    for day in 2..6 {
        text += &letter(day, ana, ME, day);
        text += &letter(day + 10, ME, ana, day);
    }
    let strangers = [
        "Ana Lindqvist <\u{430}na@lindqvist.example>",
        "\"ana@lindqvist.example\" <mallory@evil.example>",
        "\"noor@troth.example\" <eve@evil.example>",
        "\u{410}na Lindqvist <other@evil.example>",
        "P\u{ad}r\u{200d}i\u{3164}y\u{e0041}a Raman <priya@raman.example>",
        "Иван Петров <ivan@petrov.example>",
    ];
    for (n, from) in (30..).zip(strangers) {
        text += &letter(n, from, ME, 7);
    }
    text
}

fn told(names: &serde_json::Value) -> Vec<String> {
    let told = |one: &serde_json::Value| {
        let name = one["told"].as_str().or(one["name"].as_str());
        name.unwrap().to_owned()
    };
    let mut told: Vec<String> = names.as_array().unwrap().iter().map(told).collect();
    told.sort();
    told
}

#[test]
fn who_would_pass_for_another_is_told_with_the_real_address() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        let mail = troth.file("box", mailbox());
        troth.says(&["import", mail.to_str().unwrap(), "--me", ME, "--yes"]);
        let expected = [
            "Ana Lindqvist (\u{430}na@lindqvist.example, Cyrillic “\u{430}”)",
            "Priya Raman",
            "ana@lindqvist.example (mallory@evil.example)",
            "noor@troth.example (eve@evil.example)",
            "\u{410}na Lindqvist (other@evil.example, Cyrillic “\u{410}”)",
            "Иван Петров",
        ];
        assert_eq!(told(&troth.json(&["inbox"])["waiting"]), expected);
        assert_eq!(
            told(&troth.json(&["people", "--show", "waiting"])["people"]),
            expected
        );
        let inbox = troth.says(&["inbox"]);
        let people = troth.says(&["people", "--show", "waiting"]);
        let visitor = crate::stories::web::Visitor::of(place);
        let page = visitor.page("/inbox");
        let list = visitor.page("/people?show=waiting");
        for name in expected {
            for shown in [&page, &list] {
                assert!(shown.contains(name), "{name} is not in {shown}");
            }
            // At a terminal what is said beside a name has a line of its own, and is never cut.
            let (name, aside) = name.split_once(" (").unwrap_or((name, ""));
            for shown in [&inbox, &people] {
                assert!(shown.contains(name), "{name} is not in {shown}");
                let aside = aside.trim_end_matches(')');
                assert!(shown.contains(aside), "{aside} is not in {shown}");
            }
        }
        let one = troth.says(&["person", "\u{430}na@lindqvist.example"]);
        assert!(one.starts_with(expected[0]), "{one}");
        assert!(one.contains("Cyrillic"), "{one}");
        // As it is shown, so it is understood.
        for name in [expected[0], expected[2]] {
            troth.says(&["inbox", "accept", name]);
        }
        assert_eq!(
            told(&troth.json(&["people"])["people"]),
            [expected[0], "Ana Lindqvist", expected[2]]
                .map(str::to_owned)
                .into_iter()
                .collect::<std::collections::BTreeSet<_>>()
                .into_iter()
                .collect::<Vec<_>>()
        );
    });
}

#[test]
fn a_look_alike_is_perhaps_the_same_and_never_more() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        let mail = troth.file("box", mailbox());
        let said = troth.says(&["import", mail.to_str().unwrap(), "--me", ME, "--yes"]);
        assert!(!said.contains("Merged"), "{said}");
        let all = troth.json(&["duplicates"]);
        let asked = all["duplicates"].as_array().unwrap();
        let about = |address: &str| {
            asked
                .iter()
                .find(|one| one["people"].to_string().contains(address))
        };
        for address in ["\u{430}na@lindqvist.example", "other@evil.example"] {
            if let Some(one) = about(address) {
                assert_eq!(one["words"], "perhaps", "{one}");
                let reasons = one["reasons"].to_string();
                assert!(
                    reasons.contains("look alike") || reasons.contains("passes for"),
                    "{reasons}"
                );
            }
        }
        assert!(about("\u{430}na@lindqvist.example").is_some(), "{all}");
        assert!(!troth.says(&["duplicates"]).contains("Almost certain"));
    });
}

#[test]
fn a_name_in_letters_of_any_kind_is_found_as_it_was_typed() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        let names = [
            "🏴\u{200d}☠\u{fe0f}",
            "👩\u{200d}👩\u{200d}👧 family",
            "نیم\u{200c}فاصله",
            "क\u{94d}\u{200d}ष",
            "Zoë 😀",
            "Sa\u{200d}m",
        ];
        for name in names {
            troth.says(&["meet", name]);
        }
        for name in names {
            troth.says(&["person", name]);
            let without: String = name
                .chars()
                .filter(|letter| !matches!(letter, '\u{200c}' | '\u{200d}' | '\u{fe0f}'))
                .collect();
            troth.says(&["person", &without]);
        }
        let all = troth.says(&["people"]);
        for kept in &names[..5] {
            assert!(all.contains(kept), "{kept} is not in {all}");
        }
        assert!(all.contains("Sam "), "{all}");
    });
}

#[test]
fn somebody_written_last_name_first_is_called_by_the_given_name() {
    let troth = Troth::new();
    troth.says(&["meet", "Haddad, Noor"]);
    let visitor = crate::stories::web::Visitor::of(troth.place());
    let id = visitor.book.look_up("Haddad, Noor").unwrap();
    let page = visitor.page(&format!("/people/{}", id.0));
    assert!(
        page.contains("Noor") && !page.contains("with Haddad,"),
        "{page}"
    );
}
