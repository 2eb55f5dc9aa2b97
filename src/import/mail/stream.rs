//! Mail that is not in a file: one stream as a mailbox, one piece of memory as a letter, on
//! the caller's own thread. What the fuzz target feeds; opens nothing.

use std::io::{self, Read};

use super::finding::Message;
use super::letter::{Place, is_mail, understand};
use super::mbox::{Splitter, Step};
use super::sniff::past_blanks;

const NOWHERE: Place = Place {
    file: 0,
    offset: 0,
    sent: false,
};

/// Every message of a mailbox, in order.
pub fn mailbox(input: impl Read, each: &mut dyn FnMut(Message)) -> io::Result<()> {
    let mut splitter = Splitter::new(input);
    loop {
        match splitter.step()? {
            Step::Head(head) => {
                let offset = head.offset;
                each(understand(head.block, Place { offset, ..NOWHERE }));
            }
            Step::More => {}
            Step::End => return Ok(()),
        }
    }
}

/// The one message of a piece of memory, if it is mail at all.
pub fn letter(bytes: &[u8]) -> Option<Message> {
    let text = past_blanks(bytes);
    is_mail(text).then(|| understand(text, NOWHERE))
}
