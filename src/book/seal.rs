//! The envelopes that hold the key of confidences. The book keeps them and cannot open them. A new
//! passphrase leaves no image behind: the history must not hold what the old one still opens, and
//! taking a seal back would leave confidences nobody can open.

use ledger::Day;

use super::desk::{Desk, Written};
use super::history::Stamp;
use super::{Book, shelf};
use crate::error::{Error, Result};
use crate::values;
use uuid::Uuid;

/// So many seals are tried with a passphrase, the newest first: each costs a third of a second.
const TRIED: i64 = 4;

/// The key of confidences in its envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// Grows with each time the owner began anew.
    pub number: i64,
    pub envelope: Vec<u8>,
}

const SEALS: &str = "select id, envelope from seal where book = $1 order by id desc limit $2";

impl Book {
    /// The seal in force first, then those of passphrases that were lost.
    pub fn seals(&self) -> Result<Vec<Seal>> {
        self.read(|session| {
            let book = session.book;
            session.all(SEALS, values![book, TRIED], |row| {
                Ok(Seal {
                    number: row.int(0)?,
                    envelope: row.slice(1)?.to_vec(),
                })
            })
        })
    }

    /// The first seal, or a new one where the passphrase was lost. `after` is the one the owner
    /// saw: two who begin at once must not each seal for themselves.
    pub fn begin_seal(
        &self,
        stamp: &Stamp,
        envelope: &[u8],
        after: Option<i64>,
        day: Day,
    ) -> Result<Written> {
        self.write(stamp, "begin-seal", |desk| {
            if newest(desk)?.map(|seal| seal.number) != after {
                return Err(meanwhile());
            }
            let number = after.unwrap_or_default() + 1;
            desk.put(&shelf::SEAL, values![number, envelope.to_vec(), day])?;
            Ok(Uuid::nil())
        })
    }

    /// The same key under another passphrase, unless somebody was quicker.
    pub fn change_passphrase(
        &self,
        stamp: &Stamp,
        old: &Seal,
        envelope: &[u8],
        day: Day,
    ) -> Result<Written> {
        self.write(stamp, "change-passphrase", |desk| {
            if newest(desk)?.as_ref() != Some(old) {
                return Err(meanwhile());
            }
            desk.put(&shelf::SEAL, values![old.number, envelope.to_vec(), day])?;
            Ok(Uuid::nil())
        })
    }
}

pub(super) fn newest(desk: &mut Desk<'_>) -> Result<Option<Seal>> {
    let book = desk.book;
    desk.one(SEALS, values![book, 1_i64], |row| {
        Ok(Seal {
            number: row.int(0)?,
            envelope: row.slice(1)?.to_vec(),
        })
    })
}

fn meanwhile() -> Error {
    Error::refused("the passphrase was set or changed elsewhere in the meantime; nothing was done")
        .hint("open the confidences again with the new one")
}
