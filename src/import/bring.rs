//! Reading mail into a proposal: what was understood is staged in the book, where it waits for
//! the owner's word. Finds out, as far as it can, which addresses are the owner's own.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use super::{Address, Bulk, Cut, Finding, Loss, Message, Skip, Survey, read, survey};
use crate::book::{Book, Found, Skipped};
use crate::error::{Error, Result};

/// Letters staged in one transaction, so that other writers get their turn; and bytes, whatever
/// the letters are like.
const STAGED_AT_ONCE: usize = 10_000;
const BYTES_STAGED_AT_ONCE: usize = 4 * 1024 * 1024;

/// Recipients kept of a letter, and bytes of their names and addresses: what is sent to more is no
/// word between two people. The owner's own addresses are kept wherever they stand.
const MOST_RECIPIENTS: usize = 200;
const MOST_BYTES: usize = 16 * 1024;

/// Different addresses counted when looking for the owner's; a mailbox has fewer, spam has more.
const ADDRESSES_COUNTED: usize = 20_000;

/// Of the letters in sent folders, the share an address must have written to be the owner's.
const SHARE_OF_SENT: u64 = 10;

/// Skips kept with their reasons; more are counted in the last of them.
const SKIPS_KEPT: usize = 10_000;

/// How far a reading has come.
#[derive(Clone, Copy, Debug, Default)]
pub struct Progress {
    pub bytes: u64,
    pub bytes_in_all: u64,
    pub messages: u64,
}

/// A batch waiting in the book, and whose mail it seems to be.
#[derive(Clone, Debug, Default)]
pub struct Brought {
    pub batch: i64,
    pub messages: u64,
    /// The owner's addresses: as told, as the book knows them, or as the sent folders show.
    pub owner: Vec<String>,
    /// When `owner` is empty: addresses that could be the owner's, the likeliest first, with how
    /// many letters they stand on.
    pub candidates: Vec<(String, u64)>,
    /// Files that were not read to their end, and why: what stands before it was taken.
    pub broke_off: Vec<Skipped>,
}

/// Reads mail at these paths into a new batch.
///
/// # Errors
/// A path that cannot be read at all, with a sentence; a book that cannot be written.
pub fn bring(
    book: &Book,
    paths: &[PathBuf],
    me: &[String],
    progress: &mut dyn FnMut(Progress),
) -> Result<Brought> {
    let mut tell = |come| {
        progress(come);
        Ok(())
    };
    bring_as(book, None, paths, me, &mut tell)
}

/// The same under a name of its own, for mail that only passes through a place, as an upload does; and for
/// as long as whoever is told how far it has come wants more.
///
/// # Errors
/// As `bring`, and what `progress` says.
pub fn bring_as(
    book: &Book,
    named: Option<String>,
    paths: &[PathBuf],
    me: &[String],
    progress: &mut dyn FnMut(Progress) -> Result<()>,
) -> Result<Brought> {
    let surveys = paths
        .iter()
        .map(|path| look(path))
        .collect::<Result<Vec<Survey>>>()?;
    let known: Vec<String> = book
        .owner_handles()?
        .into_iter()
        .map(|handle| handle.value)
        .collect();
    book.sweep_batches()?;
    let batch = book.start_batch(&named.unwrap_or_else(|| place(paths)))?;
    let mut reading = Reading::new(book, batch, &surveys);
    reading.own = me
        .iter()
        .map(|own| in_one_spelling(own))
        .chain(known.iter().cloned())
        .collect();
    let read = surveys
        .iter()
        .try_for_each(|survey| reading.take(survey, progress));
    if let Err(error) = read.and_then(|()| reading.flush()) {
        book.discard_batch(batch)?;
        return Err(error);
    }
    let owner = reading.owner(me, known);
    book.close_batch(batch, &owner, &reading.skips)?;
    let candidates = if owner.is_empty() {
        reading.candidates()
    } else {
        Vec::new()
    };
    Ok(Brought {
        batch,
        messages: reading.messages,
        owner,
        candidates,
        broke_off: reading.broke_off,
    })
}

fn in_one_spelling(address: &str) -> String {
    address.trim().to_lowercase()
}

fn look(path: &Path) -> Result<Survey> {
    survey(path).map_err(|unreadable| Error::setup(unreadable.to_string()))
}

fn place(paths: &[PathBuf]) -> String {
    let absolute = |path: &PathBuf| {
        std::fs::canonicalize(path)
            .unwrap_or_else(|_| path.clone())
            .display()
            .to_string()
    };
    paths.iter().map(absolute).collect::<Vec<_>>().join(", ")
}

struct Reading<'a> {
    book: &'a Book,
    batch: i64,
    /// The owner's addresses, as far as they are known before.
    own: HashSet<String>,
    waiting: Vec<Found>,
    bytes_waiting: usize,
    staged: i64,
    messages: u64,
    bytes_before: u64,
    bytes_in_all: u64,
    skips: Vec<Skipped>,
    broke_off: Vec<Skipped>,
    sent_by: HashMap<String, u64>,
    sent: u64,
    addressed: HashMap<String, u64>,
    written_by: HashMap<String, u64>,
}

impl<'a> Reading<'a> {
    fn new(book: &'a Book, batch: i64, surveys: &[Survey]) -> Self {
        Self {
            book,
            batch,
            own: HashSet::new(),
            waiting: Vec::new(),
            bytes_waiting: 0,
            staged: 0,
            messages: 0,
            bytes_before: 0,
            bytes_in_all: surveys.iter().map(|survey| survey.bytes).sum(),
            skips: Vec::new(),
            broke_off: Vec::new(),
            sent_by: HashMap::new(),
            sent: 0,
            addressed: HashMap::new(),
            written_by: HashMap::new(),
        }
    }

    fn take(
        &mut self,
        survey: &Survey,
        progress: &mut dyn FnMut(Progress) -> Result<()>,
    ) -> Result<()> {
        read(survey, &mut |finding| -> Result<()> {
            match finding {
                Finding::Message(message) => self.message(*message, survey)?,
                Finding::Skip(skip) => self.skip(skip),
                Finding::Progress { bytes } => progress(Progress {
                    bytes: self.bytes_before + bytes,
                    bytes_in_all: self.bytes_in_all,
                    messages: self.messages,
                })?,
            }
            Ok(())
        })?;
        self.bytes_before += survey.bytes;
        Ok(())
    }

    fn message(&mut self, mut message: Message, survey: &Survey) -> Result<()> {
        self.messages += 1;
        self.look_for_owner(&message);
        let all = message.to.len() + message.cc.len();
        let mut room = Room::default();
        message.to = room.kept(message.to, &self.own);
        message.cc = room.kept(message.cc, &self.own);
        if message.to.len() + message.cc.len() < all && !message.cut.contains(&Cut::Recipients) {
            self.skip(Skip {
                file: survey.name(message.file),
                offset: message.offset,
                reason: Cut::Recipients.words().to_owned(),
                loss: Loss::Part,
            });
        }
        let found = found(message);
        self.bytes_waiting += bytes(&found);
        self.waiting.push(found);
        if self.waiting.len() >= STAGED_AT_ONCE || self.bytes_waiting >= BYTES_STAGED_AT_ONCE {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        let letters = std::mem::take(&mut self.waiting);
        self.bytes_waiting = 0;
        let count = letters.len() as i64;
        self.book.stage(self.batch, self.staged + 1, letters)?;
        self.staged += count;
        Ok(())
    }

    fn skip(&mut self, skip: Skip) {
        let loss = skip.loss;
        let skip = Skipped {
            file: skip.file,
            offset: skip.offset,
            reason: skip.reason,
        };
        if loss == Loss::Rest && self.broke_off.len() < SKIPS_KEPT {
            self.broke_off.push(skip.clone());
        }
        if self.skips.len() < SKIPS_KEPT {
            self.skips.push(skip);
        } else if let Some(last) = self.skips.last_mut() {
            *last = Skipped {
                reason: "and more after this one, not listed".to_owned(),
                ..skip
            };
        }
    }

    fn look_for_owner(&mut self, message: &Message) {
        if let Some(from) = message.from.as_ref().filter(|_| message.sent) {
            self.sent += 1;
            count(&mut self.sent_by, &from.addr);
        }
        if let Some(from) = &message.from {
            count(&mut self.written_by, &from.addr);
        }
        if message.bulk.is_none() {
            for address in &message.to {
                count(&mut self.addressed, &address.addr);
            }
        }
    }

    fn owner(&self, me: &[String], known: Vec<String>) -> Vec<String> {
        if !me.is_empty() {
            let mut all: Vec<String> = me.iter().map(|address| in_one_spelling(address)).collect();
            all.extend(known);
            all.sort();
            all.dedup();
            return all;
        }
        if !known.is_empty() {
            return known;
        }
        let mut own: Vec<(&String, &u64)> = self
            .sent_by
            .iter()
            .filter(|(_, letters)| **letters * SHARE_OF_SENT >= self.sent)
            .collect();
        own.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
        own.into_iter()
            .map(|(address, _)| address.clone())
            .collect()
    }

    /// In a mailbox most letters are to its owner; an archive has no addressees, only authors.
    fn candidates(&self) -> Vec<(String, u64)> {
        let seen = if self.addressed.is_empty() {
            &self.written_by
        } else {
            &self.addressed
        };
        let mut all: Vec<(String, u64)> = seen
            .iter()
            .map(|(address, letters)| (address.clone(), *letters))
            .collect();
        all.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        all.truncate(5);
        all
    }
}

fn count(counts: &mut HashMap<String, u64>, address: &str) {
    if let Some(seen) = counts.get_mut(address) {
        *seen += 1;
    } else if counts.len() < ADDRESSES_COUNTED {
        counts.insert(address.to_owned(), 1);
    }
}

/// How much room a letter's recipients have taken.
#[derive(Default)]
struct Room {
    recipients: usize,
    bytes: usize,
}

impl Room {
    /// The first of these that there is room for, and the owner's own.
    fn kept(&mut self, addresses: Vec<Address>, own: &HashSet<String>) -> Vec<Address> {
        let fits = |address: &Address| {
            self.recipients += 1;
            self.bytes += address.addr.len() + address.name.len() + 2;
            self.recipients <= MOST_RECIPIENTS && self.bytes <= MOST_BYTES
                || own.contains(&address.addr)
        };
        addresses.into_iter().filter(fits).collect()
    }
}

/// Roughly what a letter takes up while it waits.
fn bytes(letter: &Found) -> usize {
    let id = letter.message_id.as_ref().map_or(0, String::len);
    let lists = letter.to_list.len() + letter.cc_list.len();
    let sender = letter.from_name.len() + letter.from_addr.len();
    size_of::<Found>() + id + lists + sender + letter.subject.len()
}

fn found(message: Message) -> Found {
    let (from_name, from_addr) = message
        .from
        .map_or_else(Default::default, |from| (from.name, from.addr));
    Found {
        key: message.key,
        message_id: message.message_id,
        at: message.at,
        offset_minutes: message.offset_minutes,
        from_name,
        from_addr,
        to_list: list(&message.to),
        cc_list: list(&message.cc),
        parent: message.replies_to.first().copied(),
        subject: message.subject,
        traffic: match message.bulk {
            None => "personal",
            Some(Bulk::List) => "list",
            Some(Bulk::Newsletter) => "newsletter",
            Some(Bulk::Robot) => "robot",
        },
        sent: message.sent,
    }
}

/// `address TAB name` lines; names hold neither tabs nor line ends.
fn list(addresses: &[Address]) -> String {
    let mut out = String::new();
    for address in addresses {
        out.push_str(&address.addr);
        out.push('\t');
        out.push_str(&address.name);
        out.push('\n');
    }
    out
}
