//! One interaction: when, by which medium, in which setting, who began it.
//! What it was worth is for `account` to say; what happened in it is a `moment`.

use std::sync::Arc;

use jiff::Timestamp;
use uuid::Uuid;

use crate::Day;
use crate::moment::Judged;
use crate::verdict::Verdict;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TouchId(pub Uuid);

/// A touch as seen from one person's account.
#[derive(Clone, Debug, PartialEq)]
pub struct Touch {
    pub id: TouchId,
    pub at: Timestamp,
    /// The day in the owner's own zone.
    pub day: Day,
    pub medium: Medium,
    pub setting: Setting,
    pub began: Beginner,
    /// How many people it was addressed to, the owner not counted; at least 1.
    pub addressees: u32,
    /// A subject line or the owner's own words; may be empty.
    pub note: String,
    /// Where it came from, in words ("mail: archive/2013-May.txt", "noted by hand"): one text for all
    /// that came from there.
    pub origin: Arc<str>,
    pub moments: Vec<Judged>,
    /// How it was left, where the evening said so.
    pub verdict: Option<Verdict>,
}

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident => $id:literal, $words:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable id: in the book, in JSON and on the command line.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }

            /// How it reads in a sentence.
            pub fn words(self) -> &'static str {
                match self { $(Self::$variant => $words,)+ }
            }

            pub fn from_id(id: &str) -> Option<Self> {
                match id { $($id => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

named! { Medium {
    InPerson => "in-person", "in person";
    Video => "video", "by video";
    Voice => "voice", "by voice";
    Chat => "chat", "by chat";
    Mail => "mail", "by mail";
    Letter => "letter", "by letter";
}}

named! { Setting {
    OneToOne => "one-to-one", "one to one";
    Meeting => "meeting", "a meeting";
    /// Unplanned: met in passing.
    Hallway => "hallway", "in passing";
    Coffee => "coffee", "a coffee";
    Lunch => "lunch", "a lunch";
    Walk => "walk", "a walk";
    Event => "event", "an event";
    Message => "message", "a message";
}}

named! { Beginner {
    Me => "me", "you";
    Them => "them", "they";
    Unknown => "unknown", "not known";
}}

named! {
    /// Whose conduct, whose promise: the two directions of an account.
    Side {
        Mine => "mine", "mine";
        Theirs => "theirs", "theirs";
    }
}
