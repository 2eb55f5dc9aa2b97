//! The file is moved, deleted or replaced while the web app has it open.

use std::path::Path;

use super::{GONE, file, is_folded_in, log_of, people};
use crate::support::{Serving, Troth};

/// Adds these to a book of their own, and gives its file.
fn other_book(troth: &Troth, name: &str) -> std::path::PathBuf {
    let path = troth.home().join("other.db");
    troth.says(&["meet", name, "--book", path.to_str().unwrap()]);
    path
}

/// Neither a page nor a form acts as if the book were there.
#[track_caller]
fn says_it_is_gone(serving: &Serving) {
    for address in ["/people", "/", "/history"] {
        let page = serving.get(address);
        assert_eq!(page.status, 503, "{address}: {}", page.text);
        assert!(page.text.contains(GONE), "{address}: {}", page.text);
    }
    let refused = serving.post("/people", "name=Ghost");
    assert_eq!(refused.status, 503, "{}", refused.text);
    assert!(refused.text.contains(GONE), "{}", refused.text);
}

fn rename(from: &Path, to: &Path) {
    std::fs::rename(from, to).unwrap();
}

#[test]
fn a_book_moved_away_takes_everything_along_and_is_found_again() {
    let troth = Troth::new();
    let serving = Serving::start(&troth, &["--on", "2026-03-10"]);
    for name in ["Ana", "Sam"] {
        assert_eq!(serving.meet(name), 303);
    }
    assert_eq!(serving.get("/people").status, 200);
    let moved = troth.home().join("moved.db");
    rename(&file(&troth), &moved);
    says_it_is_gone(&serving);
    let there = people(&troth, &moved);
    assert!(there.contains("Ana") && there.contains("Sam"), "{there}");
    assert!(!there.contains("Ghost"), "{there}");
    assert!(!file(&troth).exists(), "a ghost was made");
    rename(&moved, &file(&troth));
    assert_eq!(serving.meet("Mei"), 303);
    let page = serving.get("/people");
    assert!(page.text.contains("Ana") && page.text.contains("Mei"));
    assert!(serving.stop().success());
    assert!(people(&troth, &file(&troth)).contains("Mei"));
}

#[test]
fn a_book_deleted_is_not_written_to() {
    let troth = Troth::new();
    let serving = Serving::start(&troth, &[]);
    assert_eq!(serving.meet("Ana"), 303);
    for path in [file(&troth), log_of(&file(&troth))] {
        std::fs::remove_file(path).unwrap();
    }
    says_it_is_gone(&serving);
    assert!(!file(&troth).exists());
    let ended = serving.stop();
    assert_eq!(ended.code(), Some(2), "the end says that it is not whole");
}

#[test]
fn a_book_put_in_its_place_is_gone_on_with_and_stays_whole() {
    let troth = Troth::new();
    let other = other_book(&troth, "Leila Haddad");
    let serving = Serving::start(&troth, &[]);
    for name in ["Ana", "Sam"] {
        assert_eq!(serving.meet(name), 303);
    }
    assert!(serving.get("/people").text.contains("Ana"));
    rename(&other, &file(&troth));
    // What was asked for first finds the other book, and no page of the one before.
    let page = serving.get("/people");
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(page.text.contains("Leila Haddad") && !page.text.contains("Ana"));
    assert_eq!(serving.meet("Mei"), 303);
    let page = serving.get("/people");
    assert!(page.text.contains("Leila Haddad") && page.text.contains("Mei"));
    assert!(serving.stop().success());
    let there = people(&troth, &file(&troth));
    assert!(
        there.contains("Leila Haddad") && there.contains("Mei"),
        "{there}"
    );
    assert!(!there.contains("Ana"), "{there}");
}

#[test]
fn a_backup_copied_over_a_served_book_is_noticed_before_the_next_write() {
    let troth = Troth::new();
    let other = other_book(&troth, "Leila Haddad");
    let serving = Serving::start(&troth, &[]);
    for name in ["Ana", "Sam"] {
        assert_eq!(serving.meet(name), 303);
    }
    std::fs::copy(&other, file(&troth)).unwrap();
    let refused = serving.post("/people", "name=Ghost");
    assert_eq!(refused.status, 503, "{}", refused.text);
    // The log is of the book before: it is said, and nothing is mixed.
    let page = serving.get("/people");
    assert_eq!(page.status, 503, "{}", page.text);
    assert!(page.text.contains("log of another book"), "{}", page.text);
    rename(&log_of(&file(&troth)), &troth.home().join("away"));
    let page = serving.get("/people");
    assert_eq!(page.status, 200, "{}", page.text);
    assert!(page.text.contains("Leila Haddad") && !page.text.contains("Ana"));
    assert_eq!(serving.meet("Mei"), 303);
    assert!(serving.stop().success());
    assert!(is_folded_in(&file(&troth)));
    let there = people(&troth, &file(&troth));
    assert!(
        there.contains("Leila Haddad") && there.contains("Mei"),
        "{there}"
    );
}

#[test]
fn a_backup_copied_over_a_book_at_rest_is_noticed_too() {
    let troth = Troth::new();
    let other = other_book(&troth, "Leila Haddad");
    troth.says(&["meet", "Ana"]);
    let serving = Serving::start(&troth, &[]);
    assert!(serving.get("/people").text.contains("Ana"));
    std::fs::copy(&other, file(&troth)).unwrap();
    let refused = serving.post("/people", "name=Ghost");
    assert_eq!(refused.status, 503, "{}", refused.text);
    assert_eq!(serving.meet("Mei"), 303);
    let page = serving.get("/people");
    assert!(page.text.contains("Leila Haddad") && !page.text.contains("Ana"));
    assert!(serving.stop().success());
    let there = people(&troth, &file(&troth));
    assert!(
        there.contains("Leila Haddad") && there.contains("Mei"),
        "{there}"
    );
    assert!(
        !there.contains("Ghost") && !there.contains("Ana"),
        "{there}"
    );
}
