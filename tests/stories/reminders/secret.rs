//! The way to the mail server, once it is replaced or forgotten: no trace of it stays in the files.

use std::path::Path;

use crate::support::Troth;

/// Names a mail server whose password a command of these words gives.
fn named(troth: &Troth, words: &str) {
    let command = format!("echo {words}");
    let (server, from) = (["--server", "127.0.0.1"], ["--from", "noor@haddad.example"]);
    let rest = ["--security", "none", "--password-command", &command];
    troth.says(&[&["reminders", "mail"][..], &server, &from, &rest].concat());
}

/// Whether any file of the book, its log among them, holds a text.
fn in_files(place: &str, text: &str) -> bool {
    let path = Path::new(place);
    let name = path.file_name().unwrap().to_str().unwrap();
    let entries = std::fs::read_dir(path.parent().unwrap()).unwrap();
    entries.flatten().any(|entry| {
        let mine = entry.file_name().to_str().unwrap().starts_with(name);
        let bytes = std::fs::read(entry.path()).unwrap();
        mine && bytes
            .windows(text.len())
            .any(|some| some == text.as_bytes())
    })
}

#[test]
fn a_mail_server_replaced_or_forgotten_is_in_no_file_of_the_book() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.db");
    let place = path.to_str().unwrap();
    let troth = Troth::with_book(place);
    named(&troth, "walrus-and-carpenter");
    assert!(in_files(place, "walrus-and-carpenter"));
    named(&troth, "owl");
    assert!(!in_files(place, "walrus-and-carpenter"));
    assert!(in_files(place, "echo owl"));
    troth.says(&["reminders", "mail", "--forget"]);
    assert!(!in_files(place, "echo owl"));
}
