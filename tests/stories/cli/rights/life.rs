//! Everything a book can hold of Ana, with a mark in every word.

use std::path::PathBuf;

use troth::import::bring;

use super::{ON, book, says};
use crate::support::Troth;

/// Stands in every word noted about Ana, so that it can be looked for.
pub(in crate::stories::cli) const MARK: &str = "zanzibar";

pub(in crate::stories::cli) const MAIL: &str = "\
From noor@troth.example Mon Feb 02 09:00:00 2026
From: Noor Haddad <noor@troth.example>
To: Ana Lindqvist <ana@lindqvist.example>
Date: Mon, 2 Feb 2026 09:00:00 +0000
Message-ID: <one@troth.example>
Subject: the zanzibar audit

words

From ana@lindqvist.example Tue Feb 03 09:00:00 2026
From: Ana Lindqvist <ana@lindqvist.example>
To: Noor Haddad <noor@troth.example>
Date: Tue, 3 Feb 2026 09:00:00 +0000
Message-ID: <two@lindqvist.example>
In-Reply-To: <one@troth.example>
Subject: Re: the zanzibar audit

words

From noor@troth.example Wed Feb 04 09:00:00 2026
From: Noor Haddad <noor@troth.example>
To: Ana Lindqvist <ana@lindqvist.example>, Sam Okafor <sam@okafor.example>
Date: Wed, 4 Feb 2026 09:00:00 +0000
Message-ID: <three@troth.example>
Subject: the offsite for three

words

From sam@okafor.example Thu Feb 05 09:00:00 2026
From: Sam Okafor <sam@okafor.example>
To: Noor Haddad <noor@troth.example>
Date: Thu, 5 Feb 2026 09:00:00 +0000
Message-ID: <four@okafor.example>
Subject: about Ana Lindqvist and the offsite

words

From sam@okafor.example Fri Feb 06 09:00:00 2026
From: Sam Okafor <sam@okafor.example>
To: Noor Haddad <noor@troth.example>
Cc: Ana Lindqvist <ana@lindqvist.example>
Date: Fri, 6 Feb 2026 09:00:00 +0000
Message-ID: <five@okafor.example>
Subject: the minutes

words

";

/// A mailbox left waiting for the owner's word.
fn waiting(place: &str, path: PathBuf) {
    let me = ["noor@troth.example".to_owned()];
    bring(&book(place), &[path], &me, &mut |_| ()).unwrap();
}

/// Everything a book can hold of Ana, with the mark in every word, written by the commands.
fn a_life_in(troth: &Troth) {
    let mail = troth.file("mail.mbox", MAIL);
    let passphrase = troth.file("passphrase", "amber lantern orchard\n");
    let only_mine = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(&passphrase, only_mine).unwrap();
    let steps: &[&[&str]] = &[
        &[
            "settings",
            "owner",
            "Noor Haddad",
            "--mail",
            "noor@troth.example",
        ],
        &[
            "meet",
            "Ana Zanzibar",
            "--mail",
            "ana@lindqvist.example",
            "--phone",
            "+46 70 1234567",
        ],
        &["meet", "Sam Okafor", "--mail", "sam@okafor.example"],
        &["rename", "ana@lindqvist.example", "Ana Lindqvist"],
        &["meet", "Ana L", "--mail", "a.lindq@old.example"],
        &["merge", "a.lindq@old.example", "ana@lindqvist.example"],
        &[
            "import",
            mail.to_str().unwrap(),
            "--me",
            "noor@troth.example",
            "--yes",
        ],
        &[
            "log",
            "coffee",
            "ana",
            "zanzibar plans",
            "--moment",
            "listened",
        ],
        &["log", "lunch", "sam", "the budget", "--with", "ana"],
        &[
            "promise",
            "send the zanzibar notes",
            "--to",
            "ana",
            "--due",
            "friday",
        ],
        &[
            "promises",
            "progress",
            "zanzibar notes",
            "zanzibar half done",
            "--told",
        ],
        &[
            "promise",
            "the zanzibar keys",
            "--to",
            "ana",
            "--due",
            "friday",
        ],
        &["promises", "keep", "zanzibar keys"],
        &["concern", "ana", "the zanzibar move"],
        &["saw", "ana", "calmed zanzibar down", "--thanked"],
        &[
            "milestone",
            "ana",
            "birthday",
            "10-mar",
            "--words",
            "zanzibar",
        ],
        &["milestones", "celebrate", "zanzibar"],
        &[
            "remember",
            "ana",
            "her sister lives in zanzibar",
            "--topic",
            "family",
        ],
        &[
            "approach",
            "ana",
            "--medium",
            "voice",
            "--style",
            "zanzibar first",
        ],
        &["rhythm", "ana", "every two weeks in person"],
        &[
            "quiet",
            "ana",
            "--until",
            "2026-04-01",
            "--why",
            "in zanzibar",
        ],
        &["breach", "ana", "forgot the zanzibar deck"],
        &["circle", "Field team", "--add", "ana", "--add", "sam"],
        &[
            "meet",
            "ana",
            "--at",
            "2026-03-11 10:00",
            "--title",
            "zanzibar review",
        ],
        &[
            "meet",
            "ana",
            "sam",
            "--at",
            "2026-03-12 10:00",
            "--title",
            "the offsite",
        ],
        &[
            "snooze",
            "ana",
            "--until",
            "2026-03-20",
            "--why",
            "she is in zanzibar",
        ],
    ];
    for step in steps {
        says(troth, step);
    }
    let told = troth.run_given(
        &[
            "confide",
            "ana",
            "--passphrase-file",
            passphrase.to_str().unwrap(),
        ],
        "she leaves zanzibar in June",
    );
    assert_eq!(told.code, 0, "{told:?}");
    let due = troth.json(&[&["promises"], &ON[..]].concat());
    let reference = due["promises"][0]["id"].as_str().unwrap();
    let reference = &reference[reference.len() - 4..];
    says(
        troth,
        &[
            "snooze",
            reference,
            "--until",
            "2026-03-19",
            "--why",
            "zanzibar",
        ],
    );
}

/// The same in this place, with rows of shelves no command writes to yet: brought as an export.
pub(in crate::stories::cli) fn a_life(place: &str) -> Troth {
    let first = Troth::new();
    a_life_in(&first);
    let export = first.says(&["export"]);
    let ana = first.json(&["person", "ana@lindqvist.example"])["person"]["id"]
        .as_str()
        .unwrap()
        .replace('-', "");
    let touch = first.json(&["person", "ana@lindqvist.example"])["touches"][0]["id"]
        .as_str()
        .unwrap()
        .replace('-', "");
    let more = [
        format!(r#"{{"is":"verdict","person":"{ana}","touch":"{touch}","verdict":"better","day":"2026-03-10"}}"#),
        format!(r#"{{"is":"bid","id":"0123456789abcdef0123456789abcdef","person":"{ana}","what":"zanzibar photo","made_on":"2026-03-10"}}"#),
        r#"{"is":"digest","day":"2026-03-10","channel":"mail","state":"delivered","what":"Call Ana Lindqvist","why":""}"#.to_owned(),
    ];
    let spelt = uuid_of(&ana);
    let more = more.into_iter().chain([format!(
        r#"{{"is":"digest","day":"2026-03-09","channel":"desktop","state":"delivered","what":"contact {spelt}","why":""}}"#
    )]);
    let mut lines: Vec<String> = export.lines().map(str::to_owned).collect();
    lines.pop();
    lines.extend(more);
    lines.push(format!(r#"{{"is":"end","lines":{}}}"#, lines.len()));
    let troth = Troth::with_book(place);
    let file = troth.file("book.jsonl", lines.join("\n"));
    troth.says(&["import", file.to_str().unwrap(), "--yes"]);
    let other = MAIL
        .replace("three@troth", "six@troth")
        .replace("one@troth", "seven@troth");
    waiting(place, troth.file("waiting.mbox", other));
    troth
}

/// As a digest spells an id.
pub(in crate::stories::cli) fn uuid_of(digits: &str) -> String {
    let (one, two, three) = (&digits[..8], &digits[8..12], &digits[12..16]);
    format!("{one}-{two}-{three}-{}-{}", &digits[16..20], &digits[20..])
}
