//! Who is who by threads: one person's two addresses meet in them and never answer each other.

use std::sync::Mutex;

use crate::support::crowd::CROWD;
use crate::support::mailbox::ME;
use crate::support::{Troth, each_engine};

const SEEN: &str = "in the same thread, and neither ever answered the other";
const WORK: &str = "Ana Lindqvist <ana@lindqvist.example>";
const HOME: &str = "Ana <home@north.example>";

/// A mailbox in the making: each letter to the owner, with a day of its own.
#[derive(Default)]
struct Mailbox {
    text: String,
    letters: usize,
}

impl Mailbox {
    fn letter(&mut self, from: &str, to: &str, cc: &str, answers: Option<usize>) -> usize {
        self.letters += 1;
        let n = self.letters;
        let day =
            jiff::civil::date(2026, 1, 1).saturating_add(jiff::Span::new().hours(8 * n as i64));
        let on = day.strftime("%a, %d %b %Y");
        let answers = answers.map(|n| format!("In-Reply-To: <n{n}@troth.example>\n"));
        self.text.push_str(&format!(
            "From x@troth.example Mon Feb 02 09:00:00 2026\nFrom: {from}\nTo: {to}\nCc: {cc}\n\
             Date: {on} 12:00:00 +0000\nMessage-ID: <n{n}@troth.example>\n{}Subject: plan {n}\n\nwords\n\n",
            answers.unwrap_or_default()
        ));
        n
    }
}

/// Two by two, others write to the owner and answer each other, three times each.
fn others_in_threads() -> Mailbox {
    let mut mailbox = Mailbox::default();
    let mail = |name: &str| {
        let address = name.to_lowercase().replace(' ', ".");
        format!("{name} <{address}@work.example>")
    };
    for pair in CROWD.chunks(2) {
        let [one, other] = [mail(pair[0]), mail(pair[1])];
        for _ in 0..3 {
            let asked = mailbox.letter(&one, ME, &other, None);
            mailbox.letter(&other, ME, &one, Some(asked));
        }
        for to in [&one, &other] {
            mailbox.letter(ME, to, "", None);
        }
    }
    mailbox
}

/// Ana writes from work and from home, and then what is told of the two happens.
fn book_with(place: &str, happens: impl FnOnce(&mut Mailbox)) -> Troth {
    let troth = Troth::with_book(place);
    let mut mailbox = others_in_threads();
    for _ in 0..3 {
        for ana in [WORK, HOME] {
            let alone = mailbox.letter(ana, ME, "", None);
            mailbox.letter(ME, ana, "", Some(alone));
        }
    }
    happens(&mut mailbox);
    let path = troth.file("mail.mbox", mailbox.text);
    troth.json(&["import", path.to_str().unwrap(), "--me", ME, "--yes"]);
    troth
}

/// The owner asks both addresses, and both answer; the place of the first answer.
fn both_answer_the_owner(mailbox: &mut Mailbox) -> usize {
    let asked = mailbox.letter(ME, WORK, HOME, None);
    mailbox.letter(HOME, ME, WORK, Some(asked));
    mailbox.letter(WORK, ME, HOME, Some(asked))
}

/// The likeness of both addresses, where it is asked about.
fn of_ana(troth: &Troth) -> Option<serde_json::Value> {
    let all = troth.json(&["duplicates", "--on", "2026-03-10"]);
    let all = all["duplicates"].as_array().unwrap().clone();
    all.into_iter().find(|one| {
        let said = one.to_string();
        said.contains("ana@lindqvist.example") && said.contains("home@north.example")
    })
}

/// How sure it is that both are one; nought where nobody is asked.
fn confidence(troth: &Troth) -> f64 {
    of_ana(troth).map_or(0.0, |ana| ana["confidence"].as_f64().unwrap())
}

#[test]
fn two_addresses_in_one_thread_that_never_answer_each_other_are_likelier_one_and_it_says_why() {
    let alone = Mutex::new(Vec::new());
    each_engine(|place| {
        let troth = book_with(place, |_| ());
        assert!(!troth.says(&["duplicates"]).contains("thread"));
        alone.lock().unwrap().push(confidence(&troth));
    });
    let alone = alone.into_inner().unwrap()[0];
    each_engine(|place| {
        let troth = book_with(place, |mailbox| {
            both_answer_the_owner(mailbox);
        });
        let ana = of_ana(&troth).unwrap();
        let reasons = ana["reasons"].as_array().unwrap();
        let seen = reasons.iter().find(|reason| reason["words"] == SEEN);
        let weight = seen.unwrap()["weight"].as_f64().unwrap();
        assert!(weight > 1.0, "{ana:#}");
        assert!(confidence(&troth) > alone, "{ana:#} {alone}");
        let said = troth.says(&["duplicates", "--on", "2026-03-10"]);
        assert!(said.contains("in the same thread"), "{said}");
    });
}

#[test]
fn two_who_answer_each_other_in_a_thread_are_not_brought_together_by_it() {
    each_engine(|place| {
        let troth = book_with(place, |mailbox| {
            let work = both_answer_the_owner(mailbox);
            mailbox.letter(HOME, WORK, ME, Some(work));
        });
        assert_eq!(of_ana(&troth), None);
    });
}
