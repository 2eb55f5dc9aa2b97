//! What an import understands: messages, skips with their reasons, and totals.
//! Shapes only; how they are come by stands in the files beside.

use jiff::Timestamp;

/// One mailbox entry: its name as a person reads it, and its address for comparing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// Decoded, without control characters, at most 200 characters; empty when none was given.
    pub name: String,
    /// Lower case, trimmed, always with an `@`; an archive's `name at host` is undone.
    pub addr: String,
}

/// Mail that says nothing about two people: counted, never a touch of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bulk {
    /// Traffic of a discussion list: its author is a person all the same.
    List,
    /// Sent to many by a sender who expects no answer.
    Newsletter,
    /// Written by a machine: receipts, bounces, notices, automatic answers.
    Robot,
}

/// A field of which only the beginning is kept. The letter is taken all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cut {
    Id,
    Subject,
    Recipients,
}

impl Cut {
    /// A sentence for a person.
    pub fn words(self) -> &'static str {
        match self {
            Self::Id => "its Message-ID is longer than 998 bytes: cut, and the letter taken",
            Self::Subject => "its subject is longer than 300 letters: cut, and the letter taken",
            Self::Recipients => {
                "it has too many recipients to keep them all: the rest left out, and the letter taken"
            }
        }
    }
}

/// Everything an import keeps of one mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// First 16 bytes of SHA-256 of the Message-ID, or of date, from and subject without one.
    pub key: [u8; 16],
    /// Without its angle brackets and blanks, at most 998 bytes.
    pub message_id: Option<String>,
    /// `None` when the date is missing, unreadable or absurd.
    pub at: Option<Timestamp>,
    /// Minutes east of Greenwich, as the Date line has it.
    pub offset_minutes: i32,
    pub from: Option<Address>,
    pub to: Vec<Address>,
    pub cc: Vec<Address>,
    /// Keys of the messages this one answers, the likeliest first; at most eight, none twice.
    pub replies_to: Vec<[u8; 16]>,
    /// Decoded, one line, at most 300 characters.
    pub subject: String,
    pub bulk: Option<Bulk>,
    /// What of it was longer than is kept.
    pub cut: Vec<Cut>,
    /// Lies in a folder, or carries a label, that says it was sent by the owner.
    pub sent: bool,
    /// Index into [`Survey::files`](super::Survey).
    pub file: u32,
    /// Of its first byte, in the uncompressed stream.
    pub offset: u64,
}

/// Something that could not be understood, or not wholly.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Skip {
    /// As the person would write it.
    pub file: String,
    pub offset: u64,
    /// A sentence for a person.
    pub reason: String,
    pub loss: Loss,
}

/// What of a place was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Loss {
    /// It was passed over.
    All,
    /// A part of one letter, which was taken.
    Part,
    /// Whatever comes after it in this file.
    Rest,
}

/// One thing a reading hands over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    Message(Box<Message>),
    Skip(Skip),
    /// How many of the survey's bytes have been passed.
    Progress {
        bytes: u64,
    },
}

/// What one reading came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    pub messages: u64,
    /// Messages whose date is missing, unreadable or absurd.
    pub undated: u64,
    /// Messages without a Message-ID.
    pub without_id: u64,
    pub lists: u64,
    pub newsletters: u64,
    pub robots: u64,
    pub sent: u64,
    pub skipped: u64,
    pub bytes: u64,
}

impl Totals {
    pub fn bulk(&self) -> u64 {
        self.lists + self.newsletters + self.robots
    }

    pub(super) fn count(&mut self, finding: &Finding) {
        match finding {
            Finding::Message(message) => self.count_message(message),
            Finding::Skip(_) => self.skipped += 1,
            Finding::Progress { bytes } => self.bytes = *bytes,
        }
    }

    fn count_message(&mut self, message: &Message) {
        self.messages += 1;
        self.undated += u64::from(message.at.is_none());
        self.without_id += u64::from(message.message_id.is_none());
        self.sent += u64::from(message.sent);
        match message.bulk {
            Some(Bulk::List) => self.lists += 1,
            Some(Bulk::Newsletter) => self.newsletters += 1,
            Some(Bulk::Robot) => self.robots += 1,
            None => {}
        }
    }
}
