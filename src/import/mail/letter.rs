//! One mail understood from its header block: who, to whom, when, in answer to what.
//! Reads no files and no bodies; an odd line costs that line, never the mail.

use sha2::{Digest, Sha256};

use super::address::addresses;
use super::bulk::Signs;
use super::date::date;
use super::encoded::decoded;
use super::field::fields;
use super::finding::{Address, Cut, Message};
use super::folder::names_sent;
use super::words::{self, line, readable};

const LONGEST_SUBJECT: usize = 300;
/// In bytes; a line of a header has no more (RFC 5322).
const LONGEST_ID: usize = 998;
const MOST_ADDRESSES: usize = 1000;
const MOST_ANSWERED: usize = 8;

/// Where a mail stands.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub file: u32,
    pub offset: u64,
    pub sent: bool,
}

/// The mail whose header is `block`. Its body may follow the blank line: it is not read.
pub fn understand(block: &[u8], place: Place) -> Message {
    let mut signs = Signs::default();
    let mut header = Header::default();
    for field in fields(block) {
        let mut room = [0; 32];
        let name = field.known_name(&mut room);
        signs.note(name, field.value);
        header.note(name, field.value);
    }
    let from = header.from().into_iter().next();
    let dated = header.date.and_then(|raw| date(&readable(raw)));
    let mut cut = Vec::new();
    let raw = header.subject.unwrap_or_default();
    let subject = line(raw, LONGEST_SUBJECT);
    if subject.len() + 1 >= LONGEST_SUBJECT && line(raw, LONGEST_SUBJECT + 2) != subject {
        cut.push(Cut::Subject);
    }
    let mut message_id = header.id.and_then(|raw| ids(raw).into_iter().next());
    // Known again by the whole of it: two that begin alike are two.
    let key = match &message_id {
        Some(id) => key(id),
        None => key_without_id(&header, from.as_ref(), &subject),
    };
    let replies_to = header.answered(message_id.as_deref());
    if message_id
        .as_mut()
        .is_some_and(|id| words::cut(id, LONGEST_ID))
    {
        cut.push(Cut::Id);
    }
    let (to, more_to) = all(&header.to);
    let (cc, more_cc) = all(&header.cc);
    if more_to || more_cc {
        cut.push(Cut::Recipients);
    }
    Message {
        key,
        at: dated.map(|(at, _)| at),
        offset_minutes: dated.map_or(0, |(_, minutes)| minutes),
        to,
        cc,
        replies_to,
        bulk: signs.verdict(from.as_ref()),
        cut,
        sent: place.sent || header.labelled_sent,
        file: place.file,
        offset: place.offset,
        message_id,
        from,
        subject,
    }
}

/// Whether a block holds what every mail has: a sender or a date.
pub fn is_mail(block: &[u8]) -> bool {
    fields(block).any(|field| field.is("From") || field.is("Date"))
}

/// The raw fields an import keeps; of those that may stand once, the first that says anything.
#[derive(Default)]
struct Header<'a> {
    id: Option<&'a [u8]>,
    date: Option<&'a [u8]>,
    from: Option<&'a [u8]>,
    sender: Option<&'a [u8]>,
    subject: Option<&'a [u8]>,
    in_reply_to: Option<&'a [u8]>,
    references: Option<&'a [u8]>,
    to: Vec<&'a [u8]>,
    cc: Vec<&'a [u8]>,
    labelled_sent: bool,
}

impl<'a> Header<'a> {
    fn note(&mut self, name: &[u8], value: &'a [u8]) {
        if value.is_empty() {
            return;
        }
        let slot = match name {
            b"message-id" => &mut self.id,
            b"date" => &mut self.date,
            b"from" => &mut self.from,
            b"sender" => &mut self.sender,
            b"subject" => &mut self.subject,
            b"in-reply-to" => &mut self.in_reply_to,
            b"references" => &mut self.references,
            b"to" => return self.to.push(value),
            b"cc" => return self.cc.push(value),
            b"x-gmail-labels" => {
                let labels = line(value, 4000);
                self.labelled_sent |= labels.split(',').any(|label| names_sent(label.trim()));
                return;
            }
            _ => return,
        };
        slot.get_or_insert(value);
    }

    fn from(&self) -> Vec<Address> {
        let (from, _) = addresses(self.from.unwrap_or_default(), 1);
        if from.is_empty() {
            return addresses(self.sender.unwrap_or_default(), 1).0;
        }
        from
    }

    fn answered(&self, own: Option<&str>) -> Vec<[u8; 16]> {
        let mut answered: Vec<String> = Vec::new();
        let direct = ids(self.in_reply_to.unwrap_or_default());
        let thread = ids(self.references.unwrap_or_default());
        for id in direct.into_iter().chain(thread.into_iter().rev()) {
            if answered.len() < MOST_ANSWERED && own != Some(&id) && !answered.contains(&id) {
                answered.push(id);
            }
        }
        answered.iter().map(|id| key(id)).collect()
    }
}

fn all(raw: &[&[u8]]) -> (Vec<Address>, bool) {
    let mut found = Vec::new();
    let mut has_more = false;
    for value in raw {
        let room = MOST_ADDRESSES.saturating_sub(found.len());
        let (some, more) = addresses(value, room);
        found.extend(some);
        has_more |= more;
    }
    (found, has_more)
}

/// Message ids of a field, without brackets and without the blanks that folding leaves in them.
fn ids(raw: &[u8]) -> Vec<String> {
    let text = readable(raw);
    let text = decoded(&text);
    let mut found = Vec::new();
    let mut rest = text.as_ref();
    while let Some((_, after)) = rest.split_once('<') {
        let Some((id, behind)) = after.split_once('>') else {
            break;
        };
        found.extend(Some(without_blanks(id)).filter(|id| !id.is_empty()));
        rest = behind;
    }
    if found.is_empty() {
        found.extend(Some(without_blanks(&text)).filter(|id| !id.is_empty()));
    }
    found
}

fn without_blanks(id: &str) -> String {
    id.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '<' | '>'))
        .collect()
}

fn key(id: &str) -> [u8; 16] {
    shortened(&Sha256::digest(id.as_bytes()))
}

fn key_without_id(header: &Header<'_>, from: Option<&Address>, subject: &str) -> [u8; 16] {
    let mut hash = Sha256::new();
    hash.update(header.date.unwrap_or_default());
    hash.update(b"\n");
    hash.update(from.map_or("", |from| &from.addr));
    hash.update(b"\n");
    hash.update(subject);
    shortened(&hash.finalize())
}

fn shortened(hash: &[u8]) -> [u8; 16] {
    let mut key = [0; 16];
    key.copy_from_slice(&hash[..16]);
    key
}
