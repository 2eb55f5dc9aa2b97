//! The envelopes that hold the key of confidences. The book keeps them and cannot open them. A new
//! passphrase leaves no image behind: the history must not hold what the old one still opens, and
//! taking a seal back would leave confidences nobody can open.

use std::collections::{BTreeSet, HashSet};

use ledger::Day;

use super::desk::{Desk, Written};
use super::engine_values::Value;
use super::history::Stamp;
use super::{Book, Session, shelf};
use crate::error::{Error, Result};
use crate::seal::envelope::seal_of;
use crate::values;
use uuid::Uuid;

/// So many passphrases may seal something at once: each that is tried costs a third of a second.
const IN_USE_AT_MOST: usize = 16;

/// The key of confidences in its envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal {
    /// Grows with each time the owner began anew.
    pub number: i64,
    pub envelope: Vec<u8>,
}

/// What does not open with a passphrase chosen now, because it is sealed already.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Closing {
    pub count: usize,
    /// With whom, each once.
    pub with: Vec<String>,
}

const SEALS: &str = "select id, envelope from seal where book = $1 order by id desc";

/// Where the envelope stands in a confidence's row.
const ENVELOPE: usize = 2;

const NAMED: &str = "select distinct substr(envelope, 3, 16) from confidence where book = $1";

/// What was taken out and can be taken back.
const TAKEN_OUT: &str =
    "select before from image where book = $1 and shelf = 'confidence' and before is not null";

impl Book {
    /// The seal in force first, then every other that a confidence is under, the newest first.
    pub fn seals(&self) -> Result<Vec<Seal>> {
        self.read(|session| {
            let named = named(session)?;
            let newest_first = every(session)?.into_iter().enumerate();
            let tried = newest_first.filter(|(place, seal)| *place == 0 || seal.is_in(&named));
            Ok(tried.map(|(_, seal)| seal).collect())
        })
    }

    /// What beginning anew leaves closed.
    pub fn closing(&self) -> Result<Closing> {
        let all = self.confidences(Day::MAX)?;
        let with: BTreeSet<&String> = all.iter().map(|(_, name)| name).collect();
        Ok(Closing {
            count: all.len(),
            with: with.into_iter().cloned().collect(),
        })
    }

    /// The first seal, or a new one where the passphrase was lost. `after` is the one the owner
    /// saw: two who begin at once must not each seal for themselves. What sealed nothing goes.
    pub fn begin_seal(
        &self,
        stamp: &Stamp,
        envelope: &[u8],
        after: Option<i64>,
        day: Day,
    ) -> Result<Written> {
        self.write(stamp, "begin-seal", |desk| {
            let all = every(desk)?;
            if all.first().map(|seal| seal.number) != after {
                return Err(meanwhile());
            }
            let mut kept = named(desk)?;
            kept.extend(named_in_the_history(desk)?);
            let (used, unused): (Vec<Seal>, Vec<Seal>) =
                all.into_iter().partition(|seal| seal.is_in(&kept));
            if used.len() >= IN_USE_AT_MOST {
                return Err(Error::refused(format!(
                    "confidences are under {} passphrases already; nothing was done",
                    used.len()
                ))
                .hint("seal with one of those, or change one"));
            }
            for seal in unused {
                remove(desk, seal.number)?;
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
            if !every(desk)?.contains(old) {
                return Err(meanwhile());
            }
            desk.put(&shelf::SEAL, values![old.number, envelope.to_vec(), day])?;
            Ok(Uuid::nil())
        })
    }
}

impl Seal {
    fn is_in(&self, named: &HashSet<[u8; 16]>) -> bool {
        seal_of(&self.envelope).is_some_and(|seal| named.contains(&seal))
    }
}

impl Closing {
    /// What is typed to begin anew, so that it is not done by a slip.
    #[must_use]
    pub fn typed(&self) -> String {
        match self.count {
            0 => "start anew".to_owned(),
            count => format!("leave {count} closed"),
        }
    }

    /// Begins only if exactly that was typed.
    pub fn agreed(&self, typed: &str) -> Result<()> {
        if typed.trim() == self.typed() {
            return Ok(());
        }
        Err(
            Error::refused("nothing was changed: beginning anew was not confirmed")
                .hint(format!("type exactly: {}", self.typed())),
        )
    }
}

fn every(session: &mut Session<'_>) -> Result<Vec<Seal>> {
    let book = session.book;
    session.all(SEALS, values![book], |row| {
        Ok(Seal {
            number: row.int(0)?,
            envelope: row.slice(1)?.to_vec(),
        })
    })
}

/// The seals that confidences are under.
fn named(session: &mut Session<'_>) -> Result<HashSet<[u8; 16]>> {
    let book = session.book;
    let named = session.all(NAMED, values![book], |row| {
        Ok(row.slice(0)?.try_into().ok())
    })?;
    Ok(named.into_iter().flatten().collect())
}

/// The seals that confidences taken out of the book are under.
fn named_in_the_history(session: &mut Session<'_>) -> Result<HashSet<[u8; 16]>> {
    let book = session.book;
    let images = session.all(TAKEN_OUT, values![book], |row| row.text(0))?;
    // One that makes no sense cannot be taken back either.
    let rows = images.iter().filter_map(|image| {
        let object = serde_json::from_str(image).ok()?;
        shelf::CONFIDENCE.row_of_json(&object).ok()
    });
    let envelopes = rows.filter_map(|row| match row.get(ENVELOPE) {
        Some(Value::Blob(bytes)) => seal_of(bytes),
        _ => None,
    });
    Ok(envelopes.collect())
}

fn remove(desk: &mut Desk<'_>, number: i64) -> Result<()> {
    let book = desk.book;
    let sql = "delete from seal where book = $1 and id = $2";
    desk.execute(sql, values![book, number])?;
    Ok(())
}

fn meanwhile() -> Error {
    Error::refused("the passphrase was set or changed elsewhere in the meantime; nothing was done")
        .hint("open the confidences again with the new one")
}
