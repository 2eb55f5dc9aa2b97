//! Keeps a served book whole in its one file: what was written goes first into the log beside it, and
//! is folded in as soon as nobody has written for a few seconds, and when the program ends.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

use crate::book::Book;
use crate::error::{Kind, Result};

/// How often it is looked whether anything is in the log. What is there and unchanged at two looks is
/// folded in, so within ten seconds of the last write.
const LOOK: Duration = Duration::from_secs(3);

/// The keeping of one book, until it ends.
pub struct Keeping {
    book: Book,
    /// Nobody looks any more when this is dropped.
    _going: Sender<()>,
}

/// Looks after the book from a thread of its own.
pub fn keep_whole(book: &Book) -> Keeping {
    let (going, ended) = channel();
    let kept = book.clone();
    let look = move || {
        let mut seen = None;
        while ended.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
            // A book that is moved away, or another that writes just now: at the next look.
            seen = at_rest(&kept, seen).unwrap_or(None);
        }
    };
    let thread = std::thread::Builder::new().name("keeping".to_owned());
    if thread.spawn(look).is_err() {
        tracing::warn!(
            "the log of the book is folded in only at the end: no thread could be started"
        );
    }
    Keeping {
        book: book.clone(),
        _going: going,
    }
}

impl Keeping {
    /// Leaves the whole book in its file.
    ///
    /// # Errors
    /// A file that is not there any more, or a disk that takes nothing.
    pub fn end(self) -> Result<()> {
        match self.book.fold_log_in() {
            // Another program writes just now, and folds it in when it ends.
            Err(error) if error.kind == Kind::Refused => Ok(()),
            folded => folded.map(|_| ()),
        }
    }
}

/// Folds the log in when the book is as it was seen before; answers as what it is seen now.
fn at_rest(book: &Book, seen: Option<i64>) -> Result<Option<i64>> {
    if !book.has_log()? {
        return Ok(None);
    }
    let version = book.version()?;
    if seen == Some(version) {
        book.fold_log_in()?;
    }
    Ok(Some(version))
}
