//! What forgetting somebody took away, in numbers: the one thing that is remembered of it.

use serde::{Deserialize, Serialize};

/// Counts, and no word that says who it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gone {
    /// Entries that were this person.
    pub entries: u64,
    /// Addresses that mail is passed over for from now on.
    pub addresses: u64,
    /// Rows noted with them, of every kind.
    pub rows: u64,
    /// Letters they wrote, or that were to them alone.
    pub letters: u64,
    /// Letters to others too, which lost their name and address.
    pub letters_without: u64,
    /// Subjects of mail with others that named them, and are empty now.
    pub subjects: u64,
    /// Lines of the history.
    pub lines: u64,
    /// Rows as they had stood before a change.
    pub images: u64,
    pub confidences: u64,
}

/// What is left of the deleted rows in the files of the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Swept {
    /// The file was written anew without them, and nothing of them is in the file beside it.
    Clean,
    /// Another program had the book open; what was there stays in its files until the book is swept again.
    InUse,
    /// A server keeps the book: its vacuum and its backups are its own.
    ByTheServer,
}

impl Swept {
    pub fn words(self) -> &'static str {
        match self {
            Self::Clean => "The book’s file was written anew; nothing of what went is left in it.",
            Self::InUse => {
                "Another program has the book open, so traces may stay in its files: close it there, then clear the files."
            }
            Self::ByTheServer => {
                "The rows are deleted. PostgreSQL clears them from its files with its next vacuum, and its log and backups are its own."
            }
        }
    }

    pub fn from_id(id: &str) -> Option<Self> {
        [Self::Clean, Self::InUse, Self::ByTheServer]
            .into_iter()
            .find(|swept| swept.id() == id)
    }

    pub fn id(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::InUse => "in-use",
            Self::ByTheServer => "by-the-server",
        }
    }
}

impl Gone {
    /// What went, part by part: "12 letters".
    pub fn parts(&self) -> Vec<String> {
        let said = [
            (self.rows, "note and other row", "notes and other rows"),
            (self.letters, "letter", "letters"),
            (
                self.letters_without,
                "letter with others that lost their name and address",
                "letters with others that lost their name and address",
            ),
            (
                self.subjects,
                "subject that named them",
                "subjects that named them",
            ),
            (self.confidences, "sealed confidence", "sealed confidences"),
            (self.lines, "line of the history", "lines of the history"),
            (
                self.images,
                "earlier state of a row",
                "earlier states of rows",
            ),
        ];
        said.into_iter()
            .filter(|(count, _, _)| *count > 0)
            .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
            .collect()
    }
}
