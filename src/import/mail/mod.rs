//! Mail understood: bytes on a disk become findings about who wrote to whom, and when.
//! Nothing here fetches, asks the clock, or knows of the book.
//!
//! [`survey`] says which files there are; [`read`] streams them, on all cores, and hands what
//! it understands to one caller in the order of files and offsets. Bodies are passed over.

mod address;
mod bulk;
mod date;
mod encoded;
mod field;
mod finding;
mod folder;
mod letter;
mod mbox;
mod reading;
mod sender;
mod sniff;
mod stream;
mod survey;
mod words;
mod zone;

pub use finding::{Address, Bulk, Cut, Finding, Loss, Message, Skip, Totals};
pub use reading::read;
pub use stream::{letter, mailbox};
pub use survey::{Kind, MailFile, Survey, Unreadable, survey};
