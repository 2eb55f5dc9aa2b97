//! Keys: the one that seals confidences, and the one made from the passphrase that seals it.
//! Argon2id makes a passphrase slow to guess; XChaCha20-Poly1305 seals, and notices any change.

use std::sync::{Mutex, PoisonError};

use argon2::{Algorithm, Argon2, Block, Params, Version};
use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;
use zeroize::{Zeroize, Zeroizing};

use super::envelope::{self, Cost, Flaw, KEY_LENGTH, NONCE, OfKey, SALT};
use super::{Secret, Told};
use crate::clock;
use crate::error::{Error, Kind, Result};

/// A few words are easier to remember than eight letters and harder to guess.
const LETTERS_AT_LEAST: usize = 8;
const PASSPHRASE_AT_MOST: usize = 1_000;

/// The key of every confidence under one seal. `Clone` so that two requests may hold it at once.
#[derive(Clone)]
pub struct Key {
    seal: [u8; 16],
    bytes: Zeroizing<[u8; KEY_LENGTH]>,
}

/// Where an envelope belongs. It is sealed along with the text: an envelope moved to another
/// person or another row does not open. The book is named by its seal, not by its number, so
/// that an export opens wherever it is read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub id: Uuid,
    pub person: Uuid,
}

/// A new seal under this passphrase: its key, and the envelope to keep.
pub fn begin(passphrase: &Secret) -> Result<(Key, Vec<u8>)> {
    let mut seal = [0; 16];
    clock::draw(&mut seal)?;
    let mut bytes = Zeroizing::new([0; KEY_LENGTH]);
    clock::draw(&mut *bytes)?;
    let key = Key { seal, bytes };
    let envelope = rewrap(&key, passphrase)?;
    Ok((key, envelope))
}

/// The same key in a new envelope, under another passphrase.
pub fn rewrap(key: &Key, passphrase: &Secret) -> Result<Vec<u8>> {
    worth_having(passphrase)?;
    wrap(key, passphrase, Cost::USUAL)
}

/// The key in an envelope; `None` when this is not its passphrase, and no more is said than that.
pub fn open(passphrase: &Secret, bytes: &[u8]) -> Result<Option<Key>> {
    let envelope = envelope::of_key(bytes).map_err(said)?;
    if passphrase.reveal().len() > PASSPHRASE_AT_MOST {
        return Ok(None);
    }
    let made = stretch(passphrase, &envelope.salt, envelope.cost)?;
    let payload = Payload {
        msg: envelope.sealed,
        aad: &of_key_along(&envelope),
    };
    let cipher = XChaCha20Poly1305::new((&*made).into());
    let Ok(plain) = cipher.decrypt(XNonce::from_slice(&envelope.nonce), payload) else {
        return Ok(None);
    };
    let plain = Zeroizing::new(plain);
    let mut bytes = Zeroizing::new([0; KEY_LENGTH]);
    if plain.len() != bytes.len() {
        return Ok(None);
    }
    bytes.copy_from_slice(&plain);
    Ok(Some(Key {
        seal: envelope.seal,
        bytes,
    }))
}

/// The first of several envelopes this passphrase opens, and which it was. A wrong one costs as
/// much time as a right one, and is told nothing but that it is wrong.
pub fn open_any<'a>(
    passphrase: &Secret,
    envelopes: impl IntoIterator<Item = &'a [u8]>,
) -> Result<(usize, Key)> {
    for (n, envelope) in envelopes.into_iter().enumerate() {
        if let Some(key) = open(passphrase, envelope)? {
            return Ok((n, key));
        }
    }
    Err(Error::new(
        Kind::NotAllowed,
        "that passphrase does not open these confidences",
    )
    .hint("capitals and blanks count; nobody but you can know it, and nobody can reset it"))
}

/// Whether what was typed twice is the same.
pub fn matches(once: &Secret, again: &Secret) -> Result<()> {
    if once.reveal() == again.reveal() {
        return Ok(());
    }
    Err(Error::refused("the two passphrases are not the same").hint("type it twice alike"))
}

impl Key {
    pub fn seal(&self, place: Place, told: &Told) -> Result<Vec<u8>> {
        told.check()?;
        let mut envelope = envelope::head_of_text(&self.seal);
        let mut nonce = [0; NONCE];
        clock::draw(&mut nonce)?;
        let bytes = told.to_bytes();
        let payload = Payload {
            msg: &bytes,
            aad: &along(&envelope, place),
        };
        let sealed = self
            .cipher()
            .encrypt(XNonce::from_slice(&nonce), payload)
            .map_err(|_| Error::internal("the confidence could not be sealed"))?;
        envelope.extend_from_slice(&nonce);
        envelope.extend_from_slice(&sealed);
        Ok(envelope)
    }

    pub fn open(&self, place: Place, bytes: &[u8]) -> Result<Told> {
        let envelope = envelope::of_text(bytes).map_err(said)?;
        if envelope.seal != self.seal {
            return Err(Error::new(
                Kind::NotAllowed,
                "it was sealed under an earlier passphrase",
            )
            .hint("open it with the passphrase it was sealed under"));
        }
        let payload = Payload {
            msg: envelope.sealed,
            aad: &along(envelope.head, place),
        };
        let plain = self
            .cipher()
            .decrypt(XNonce::from_slice(&envelope.nonce), payload)
            .map(Zeroizing::new);
        plain
            .ok()
            .and_then(|plain| Told::of_bytes(&plain))
            .ok_or_else(|| {
                Error::refused("this envelope was changed after it was sealed, and does not open")
                    .hint("an older export of the book may still hold it whole")
            })
    }

    /// What stands for a confidence in a request, so that the same form sent twice is known: nobody can read it
    /// back or try out words on it without the key. It differs from request to request.
    pub fn mark(&self, request: Uuid, told: &Told) -> [u8; 32] {
        let bytes = told.to_bytes();
        let parts: [&[u8]; 4] = [MARK_PURPOSE, &*self.bytes, request.as_bytes(), &bytes];
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part);
        }
        // Hashed once more: what a hash ends in could otherwise be carried on by somebody without the key.
        Sha256::digest(hash.finalize()).into()
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&*self.bytes).into())
    }
}

fn worth_having(passphrase: &Secret) -> Result<()> {
    if passphrase.letters() < LETTERS_AT_LEAST {
        return Err(Error::refused(format!(
            "a passphrase needs at least {LETTERS_AT_LEAST} letters"
        ))
        .hint("four or five words you will not forget are easy to type and hard to guess"));
    }
    if passphrase.reveal().len() > PASSPHRASE_AT_MOST {
        return Err(Error::refused("that is too long for a passphrase"));
    }
    Ok(())
}

fn wrap(key: &Key, passphrase: &Secret, cost: Cost) -> Result<Vec<u8>> {
    let (mut salt, mut nonce) = ([0; SALT], [0; NONCE]);
    clock::draw(&mut salt)?;
    clock::draw(&mut nonce)?;
    let mut envelope = envelope::head_of_key(&key.seal, cost, &salt);
    let made = stretch(passphrase, &salt, cost)?;
    let payload = Payload {
        msg: &*key.bytes,
        aad: &[KEY_PURPOSE, &envelope].concat(),
    };
    let sealed = XChaCha20Poly1305::new((&*made).into())
        .encrypt(XNonce::from_slice(&nonce), payload)
        .map_err(|_| Error::internal("the key could not be sealed"))?;
    envelope.extend_from_slice(&nonce);
    envelope.extend_from_slice(&sealed);
    Ok(envelope)
}

const KEY_PURPOSE: &[u8] = b"troth: the key of confidences";
const MARK_PURPOSE: &[u8] = b"troth: a request to seal a confidence";
const TEXT_PURPOSE: &[u8] = b"troth: a confidence";

fn of_key_along(envelope: &OfKey<'_>) -> Vec<u8> {
    [KEY_PURPOSE, envelope.head].concat()
}

fn along(head: &[u8], place: Place) -> Vec<u8> {
    let (id, person) = (place.id.into_bytes(), place.person.into_bytes());
    [TEXT_PURPOSE, head, &id, &person].concat()
}

/// The key a passphrase makes. One at a time, so that many attempts at once take no more memory
/// than one.
fn stretch(
    passphrase: &Secret,
    salt: &[u8; SALT],
    cost: Cost,
) -> Result<Zeroizing<[u8; KEY_LENGTH]>> {
    static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
    let _turn = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);
    let failed = || Error::internal("the passphrase could not be made into a key");
    let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(KEY_LENGTH))
        .map_err(|_| said(Flaw::NoEnvelope))?;
    let mut memory = vec![Block::default(); params.block_count()];
    let mut made = Zeroizing::new([0; KEY_LENGTH]);
    // One keyboard writes ü as one sign, another as two.
    let typed: Zeroizing<String> = Zeroizing::new(passphrase.reveal().nfc().collect());
    let done = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(typed.as_bytes(), salt, &mut *made, &mut memory);
    memory.zeroize();
    done.map_err(|_| failed())?;
    Ok(made)
}

fn said(flaw: Flaw) -> Error {
    match flaw {
        Flaw::NoEnvelope => Error::refused("this is not an envelope of Troth, or a part of it is missing"),
        Flaw::Edition(_) => Error::refused("this was sealed by a newer Troth").hint("install the newer one"),
        Flaw::TooMuchMemory { mib } => Error::refused(format!(
            "to open this seal would take {mib} MiB of memory, far more than any seal of Troth’s; it was left closed"
        ))
        .hint("where does this book come from? Its seal may have been made to stop this machine"),
        Flaw::TooMuchWork => Error::refused(
            "to open this seal would take far longer than any seal of Troth’s; it was left closed",
        ),
    }
}
