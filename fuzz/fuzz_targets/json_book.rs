//! Any bytes at all, read back as a whole book: refused in words, or every command can read it and the
//! next write goes through.
#![no_main]

#[path = "../../tests/support/reading.rs"]
#[allow(dead_code)]
mod reading;

use std::cell::RefCell;

use libfuzzer_sys::fuzz_target;
use tempfile::TempDir;
use troth::book::{Book, Place};

thread_local! {
    /// Empty; a new one only when a book was taken in.
    static EMPTY: RefCell<(TempDir, Book)> = RefCell::new(empty());
}

/// In memory where there is such a folder.
fn empty() -> (TempDir, Book) {
    let folder = tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir());
    let folder = folder.expect("a folder for a book");
    let place = Place::File(folder.path().join("book.db"));
    let book = Book::begin(&place).expect("an empty book");
    (folder, book)
}

fuzz_target!(|bytes: &[u8]| {
    EMPTY.with_borrow_mut(|(folder, book)| {
        if let Err(error) = book.restore(&mut &*bytes) {
            assert_ne!(error.exit_code(), 3, "{error:?}");
            return;
        }
        reading::read_all(book, troth::demo::MORNING).expect("what is accepted can be read");
        reading::write_on(book).expect("what is accepted can be written on");
        (*folder, *book) = empty();
    });
});
