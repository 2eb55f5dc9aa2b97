//! A request that comes twice: which line answers it, and under which id it is done anew. A request is
//! known by its id, and is the same one only with the same verb and the same content.

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Session;
use super::desk::Written;
use super::history::Stamp;
use crate::error::Result;
use crate::values;

/// What a request asks for, as a hash. Nothing of it can be read back, but who guesses all of it can tell
/// that the guess is right: a passphrase or the words of a confidence never go in as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Content([u8; 32]);

impl Content {
    /// For a request that is never sent a second time, as a command typed at a terminal.
    pub const NONE: Self = Self([0; 32]);

    /// The parts in their order; where one ends and the next begins counts as well.
    pub fn of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Self(hash.finalize().into())
    }

    /// The same, and something more besides.
    #[must_use]
    pub fn and(self, more: &[u8]) -> Self {
        Self::of([&self.0[..], more])
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// What a request comes to.
pub(super) enum Turn {
    /// It was carried out before, and that stands.
    Done(Written),
    /// It is carried out now, under this id.
    Now { request: Uuid, again: bool },
}

/// Finds the line that answers a request. Where the id is known but asks for something else now, or where
/// what was done is taken back, it has its turn again under an id of its own; that id follows from the
/// request, so that this one, too, is carried out once however often it comes.
pub(super) fn turn(session: &mut Session<'_>, stamp: &Stamp, verb: &str) -> Result<Turn> {
    let content = stamp.content.and(verb.as_bytes());
    let mut request = stamp.request;
    while let Some(line) = line_of(session, request)? {
        if line.stands && line.is_of(verb, &content) {
            let again = request != stamp.request;
            return Ok(Turn::Done(Written {
                again,
                ..line.written
            }));
        }
        request = next(request, &content);
    }
    let again = request != stamp.request;
    Ok(Turn::Now { request, again })
}

struct Known {
    written: Written,
    verb: String,
    /// `None` on a line of an older Troth, which did not keep it.
    content: Option<Vec<u8>>,
    stands: bool,
}

impl Known {
    fn is_of(&self, verb: &str, content: &Content) -> bool {
        let same = |kept: &Vec<u8>| kept == content.as_bytes();
        self.verb == verb && self.content.as_ref().is_none_or(same)
    }
}

fn line_of(session: &mut Session<'_>, request: Uuid) -> Result<Option<Known>> {
    let book = session.book;
    session.one(
        "select subject, seq, answer, verb, content, undone_by
           from history where book = $1 and request = $2",
        values![book, request],
        |row| {
            Ok(Known {
                written: Written {
                    subject: row.id(0)?,
                    seq: row.int(1)?,
                    answer: row.text(2)?,
                    again: false,
                },
                verb: row.text(3)?,
                content: row.opt_bytes(4)?,
                stands: row.opt_int(5)?.is_none(),
            })
        },
    )
}

fn next(request: Uuid, content: &Content) -> Uuid {
    let Content(hash) = Content::of([&request.as_bytes()[..], content.as_bytes()]);
    let (id, _) = hash.split_at(16);
    Uuid::from_slice(id).unwrap_or(request)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_part_ends_makes_a_difference() {
        let of = |parts: &[&str]| Content::of(parts.iter().map(|part| part.as_bytes()));
        assert_eq!(of(&["ab", "c"]), of(&["ab", "c"]));
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_ne!(of(&["ab"]), of(&["ab", ""]));
        assert_ne!(of(&["a", "b"]), of(&["b", "a"]));
    }
}
