//! Who is not to come back: addresses of people forgotten, as keyed hashes alone (HMAC-SHA-256
//! under a random key of the book). Mail with them is passed over while it is read, and counted.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use ledger::Day;
use ledger::forgetting::{Letter, Parting, part};
use ledger::handle::Handle;
use sha2::{Digest, Sha256};

use crate::book::desk::Desk;
use crate::book::owner::owner_id;
use crate::book::shelf::hex;
use crate::book::{Found, Session, acquaintance, shelf};
use crate::clock;
use crate::error::Result;
use crate::values;

const KEY: &str = "forgotten.key";

/// Notes that a handle is not to come back.
pub(super) fn set(desk: &mut Desk<'_>, handle: &Handle, day: Day) -> Result<()> {
    let key = match key(desk)? {
        Some(key) => key,
        None => new_key(desk)?,
    };
    let mark = mark(&key, handle.kind.id(), &handle.value);
    desk.put(&shelf::FORGOTTEN, values![mark, day])
}

/// Somebody the owner meets again by hand is no longer passed over.
pub(in crate::book) fn met_again(desk: &mut Desk<'_>, handle: &Handle) -> Result<()> {
    let Some(key) = key(desk)? else {
        return Ok(());
    };
    let mark = mark(&key, handle.kind.id(), &handle.value);
    if desk
        .row(&shelf::FORGOTTEN, values![mark.clone()])?
        .is_some()
    {
        desk.remove(&shelf::FORGOTTEN, values![mark])?;
    }
    Ok(())
}

fn key(session: &mut Session<'_>) -> Result<Option<Vec<u8>>> {
    let book = session.book;
    let key = session.one(
        "select value from setting where book = $1 and name = $2",
        values![book, KEY],
        |row| row.text(0),
    )?;
    Ok(key.map(String::into_bytes))
}

fn new_key(desk: &mut Desk<'_>) -> Result<Vec<u8>> {
    let mut drawn = [0; 32];
    clock::draw(&mut drawn)?;
    let text = hex(&drawn);
    // Without an image: taking something else back must not take the key away.
    desk.put(&shelf::SETTING, values![KEY, text.as_str()])?;
    Ok(text.into_bytes())
}

/// What stands for a handle: nobody can read it back, and the same handle gives the same.
fn mark(key: &[u8], kind: &str, value: &str) -> Vec<u8> {
    hmac(key, &format!("{kind}:{}", value.trim().to_lowercase()))
}

/// HMAC-SHA-256 (RFC 2104), with a key not longer than a block.
fn hmac(key: &[u8], message: &str) -> Vec<u8> {
    let padded = |pad: u8| -> Vec<u8> {
        let bytes = key.iter().copied().chain(std::iter::repeat(0));
        bytes.take(64).map(|byte| byte ^ pad).collect()
    };
    let inner = Sha256::new().chain_update(padded(0x36));
    let inner = inner.chain_update(message).finalize();
    let outer = Sha256::new().chain_update(padded(0x5c));
    outer.chain_update(inner).finalize().to_vec()
}

/// Passes letters over, or takes people out of them, while mail is read.
pub(in crate::book) struct Passing {
    /// `None`: nobody was forgotten.
    known: Option<(Vec<u8>, HashSet<Vec<u8>>)>,
    own: HashSet<String>,
    /// An address stands on many letters: it is hashed once.
    asked: RefCell<HashMap<String, bool>>,
}

impl Passing {
    pub fn of(session: &mut Session<'_>) -> Result<Self> {
        let book = session.book;
        let marks = session.all(
            "select mark from forgotten where book = $1",
            values![book],
            |row| Ok(row.slice(0)?.to_vec()),
        )?;
        let own = match owner_id(session)? {
            Some(owner) => acquaintance::handles(session, owner)?,
            None => Vec::new(),
        };
        Ok(Self {
            known: key(session)?
                .filter(|_| !marks.is_empty())
                .map(|key| (key, marks.into_iter().collect())),
            own: own.into_iter().map(|handle| handle.value).collect(),
            asked: RefCell::default(),
        })
    }

    /// The letters without those forgotten, and how many were passed over.
    pub fn pass(&self, letters: Vec<Found>) -> (Vec<Found>, u64) {
        if self.known.is_none() {
            return (letters, 0);
        }
        let all = letters.len();
        let kept: Vec<Found> = letters
            .into_iter()
            .filter_map(|one| self.one(one))
            .collect();
        let passed = all - kept.len();
        (kept, passed as u64)
    }

    fn one(&self, mut letter: Found) -> Option<Found> {
        let people = Letter {
            from: &letter.from_addr,
            to: &letter.to_list,
            cc: &letter.cc_list,
        };
        let own = |address: &str| self.own.contains(address);
        match part(people, |address| self.is_forgotten(address), own) {
            Parting::Goes => return None,
            // Whose mail this is may be said after it was read: a letter of an address that is
            // then the owner's goes whole, so it is looked at again when the batch is taken in.
            Parting::Loses { .. } if !own(&letter.from_addr) => {}
            Parting::Stays => {}
            Parting::Loses { to, cc } => {
                letter.to_list = to;
                letter.cc_list = cc;
            }
        }
        Some(letter)
    }

    fn is_forgotten(&self, address: &str) -> bool {
        let Some((key, marks)) = &self.known else {
            return false;
        };
        if address.is_empty() {
            return false;
        }
        if let Some(known) = self.asked.borrow().get(address) {
            return *known;
        }
        let forgotten = marks.contains(&mark(key, "mail", address));
        self.asked
            .borrow_mut()
            .insert(address.to_owned(), forgotten);
        forgotten
    }
}

/// Looks at a batch again, now that it is known whose mail it is; answers how many letters go.
pub(in crate::book) fn pass_again(
    desk: &mut Desk<'_>,
    batch: i64,
    owner: &[String],
) -> Result<u64> {
    let mut passing = Passing::of(desk)?;
    if passing.known.is_none() {
        return Ok(0);
    }
    let named = owner.iter().map(|address| Handle::mail(address).value);
    passing.own.extend(named);
    let own = |address: &str| passing.own.contains(address);
    let book = desk.book;
    let mut changed = Vec::new();
    desk.each(
        "select n, from_addr, to_list, cc_list from found where book = $1 and batch = $2",
        values![book, batch],
        |row| {
            let (from, to, cc) = (row.text(1)?, row.text(2)?, row.text(3)?);
            let letter = Letter {
                from: &from,
                to: &to,
                cc: &cc,
            };
            match part(letter, |address| passing.is_forgotten(address), own) {
                Parting::Stays => {}
                parting => changed.push((row.int(0)?, parting)),
            }
            Ok(())
        },
    )?;
    if !changed.is_empty() {
        desk.overwrite_what_is_deleted()?;
    }
    let mut passed = 0;
    for (n, parting) in changed {
        match parting {
            Parting::Stays => {}
            Parting::Goes => {
                passed += desk.execute(
                    "delete from found where book = $1 and batch = $2 and n = $3",
                    values![book, batch, n],
                )?;
            }
            Parting::Loses { to, cc } => {
                desk.execute(
                    "update found set to_list = $4, cc_list = $5
                      where book = $1 and batch = $2 and n = $3",
                    values![book, batch, n, to, cc],
                )?;
            }
        }
    }
    Ok(passed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keyed_hash_is_that_of_rfc_4231() {
        assert_eq!(
            hex(&hmac(b"Jefe", "what do ya want for nothing?")),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        );
    }

    #[test]
    fn blanks_and_capitals_make_no_difference_and_another_key_makes_all() {
        let one = mark(b"key", "mail", "ana@lindqvist.example");
        assert_eq!(one, mark(b"key", "mail", " Ana@Lindqvist.example"));
        assert_ne!(one, mark(b"yek", "mail", "ana@lindqvist.example"));
        assert_ne!(one, mark(b"key", "phone", "ana@lindqvist.example"));
    }
}
