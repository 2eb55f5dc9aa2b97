//! What comes in from outside: understood in `mail`, brought to the book in `bring`.
//! Fetching is separate from understanding; nothing is written that was not shown.

mod bring;
mod mail;

pub use bring::{Brought, Progress, bring, bring_as};
pub use mail::{
    Address, Bulk, Cut, Finding, Kind, Loss, MailFile, Message, Skip, Survey, Totals, Unreadable,
    letter, mailbox, read, survey,
};
