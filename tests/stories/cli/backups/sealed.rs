//! A note that is sealed after it stood open: it goes from the book, its history, its files and its backups.

use super::{book, holds, text};
use crate::support::{Troth, each_engine};

fn noted(place: &str) -> Troth {
    let troth = Troth::with_book(place);
    troth.says(&["backups", "set", "--in", "kept", "--times", "100"]);
    troth.says(&["meet", "Ana Lindqvist"]);
    troth.says(&[
        "remember",
        "ana",
        "the zanzibar divorce",
        "--topic",
        "family",
    ]);
    troth.says(&["details", "reword", "zanzibar", "the zanzibar parting"]);
    troth.says(&["backups", "now"]);
    troth
}

fn any_holds(troth: &Troth, words: &str) -> bool {
    let all = book(troth.place()).backups().unwrap().all;
    assert!(!all.is_empty());
    all.iter().any(|found| holds(&found.path, words))
}

fn sealed(troth: &Troth, more: &[&str]) -> crate::support::program::Answer {
    let passphrase = troth.file("passphrase", "amber lantern orchard\n");
    let only_mine = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(&passphrase, only_mine).unwrap();
    let words = [
        "confide",
        "ana",
        "--instead-of",
        "zanzibar",
        "--passphrase-file",
        text(&passphrase),
    ];
    let done = troth.run_given(&[&words, more].concat(), "they part");
    assert_eq!(done.code, 0, "{done:?}");
    done
}

#[test]
fn a_note_that_is_sealed_is_gone_from_the_book_its_history_and_its_backups() {
    each_engine(|place| {
        let troth = noted(place);
        assert!(any_holds(&troth, "zanzibar"));
        let done = sealed(&troth, &[]);
        assert!(done.err.contains("1 was made anew without it"), "{done:?}");
        assert!(!any_holds(&troth, "zanzibar"));
        assert!(!troth.says(&["export"]).contains("zanzibar"));
        if !place.starts_with("postgres") {
            assert!(!holds(place.as_ref(), "zanzibar"));
        }
        assert_eq!(
            troth.json(&["confidences"])["confidences"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
        let said = troth.refuses(1, &["undo"]);
        assert!(said.contains("gone for good"), "{said}");
    });
}

#[test]
fn the_backups_of_a_note_that_is_sealed_may_run_out() {
    each_engine(|place| {
        let troth = noted(place);
        let done = sealed(&troth, &["--backups", "run-out"]);
        assert!(done.err.contains("still hold it; by "), "{done:?}");
        assert!(any_holds(&troth, "zanzibar"));
        assert!(!troth.says(&["export"]).contains("zanzibar"));
    });
}
