//! Mail as a story needs it: an mbox of made-up letters, and taking it in.

use ledger::Day;
use troth::book::{Book, Door, Report, Stamp, Written};
use troth::import::bring;

/// Whose mail it is.
pub const ME: &str = "noor@troth.example";

/// One letter of an mbox, known again by its subject.
pub fn letter(from: &str, to: &str, day: Day, subject: &str) -> String {
    let (on, id) = (
        day.strftime("%a, %d %b %Y"),
        subject.replace([' ', '@'], "-"),
    );
    format!(
        "From x@troth.example Mon Feb 02 09:00:00 2026\nFrom: {from}\nTo: {to}\n\
         Date: {on} 12:00:00 +0000\nMessage-ID: <{id}@troth.example>\nSubject: {subject}\n\nwords\n\n"
    )
}

/// Brings an mbox and accepts it.
pub fn take_in(book: &Book, mbox: &str) -> (Written, Report) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mail.mbox");
    std::fs::write(&path, mbox).unwrap();
    let brought = bring(book, &[path], &[ME.to_owned()], &mut |_| ()).unwrap();
    let stamp = Stamp::now(Door::Cli);
    book.accept_batch(&stamp, brought.batch).unwrap()
}
