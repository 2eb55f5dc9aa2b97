//! What an envelope looks like from outside: its bytes taken apart, and put together. No key, no
//! text. Whatever is read may be hostile: a length that lies is refused, and so is an envelope
//! that asks for more memory or time than an honest one does.
//!
//! Both kinds begin alike: the edition (1), the kind, and sixteen bytes that name the seal. Then
//!
//!     the key (1):          memory in KiB, passes, lanes (three u32, little endian), salt (16),
//!                           nonce (24), the sealed key (32) and its tag (16)
//!     a confidence (2):     nonce (24), the sealed text, rounded up to 256, and its tag (16)

pub const EDITION: u8 = 1;
pub const KEY: u8 = 1;
pub const CONFIDENCE: u8 = 2;
pub const SALT: usize = 16;
pub const NONCE: usize = 24;
pub const TAG: usize = 16;
pub const KEY_LENGTH: usize = 32;
/// A text is filled up to a multiple of this, so that its length says little.
pub const BLOCK: usize = 256;

/// Longer than any text that can be sealed, with room for names.
const LONGEST: usize = 1 << 20;
const HEAD: usize = 18;
const KEY_HEAD: usize = HEAD + 12 + SALT;

/// What it costs to try one passphrase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    pub memory_kib: u32,
    pub passes: u32,
    pub lanes: u32,
}

impl Cost {
    /// Argon2id in its second recommended form (RFC 9106): 64 MiB, three passes. About a third
    /// of a second on a machine of 2020, with one lane so that it asks for one core.
    pub const USUAL: Self = Self {
        memory_kib: 64 * 1024,
        passes: 3,
        lanes: 1,
    };

    /// Half a gigabyte and sixteen passes: more is not asked by anybody honest.
    const MOST: Self = Self {
        memory_kib: 512 * 1024,
        passes: 16,
        lanes: 8,
    };

    fn check(self) -> Result<Self, Flaw> {
        if self.memory_kib > Self::MOST.memory_kib {
            return Err(Flaw::TooMuchMemory {
                mib: self.memory_kib / 1024,
            });
        }
        if self.passes > Self::MOST.passes || self.lanes > Self::MOST.lanes {
            return Err(Flaw::TooMuchWork);
        }
        let lanes_fit = self.lanes > 0 && self.memory_kib >= 8 * self.lanes;
        if self.passes == 0 || !lanes_fit {
            return Err(Flaw::NoEnvelope);
        }
        Ok(self)
    }
}

/// Why bytes are no envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    NoEnvelope,
    /// Of an edition this Troth does not know.
    Edition(u8),
    TooMuchMemory {
        mib: u32,
    },
    TooMuchWork,
}

/// The envelope of a key, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfKey<'a> {
    /// Everything before the nonce: sealed along with the key, so that none of it can be changed.
    pub head: &'a [u8],
    pub seal: [u8; 16],
    pub cost: Cost,
    pub salt: [u8; SALT],
    pub nonce: [u8; NONCE],
    pub sealed: &'a [u8],
}

/// The envelope of a confidence, taken apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfText<'a> {
    pub head: &'a [u8],
    pub seal: [u8; 16],
    pub nonce: [u8; NONCE],
    pub sealed: &'a [u8],
}

pub fn of_key(bytes: &[u8]) -> Result<OfKey<'_>, Flaw> {
    let seal = begins(bytes, KEY)?;
    let (head, rest) = bytes.split_at_checked(KEY_HEAD).ok_or(Flaw::NoEnvelope)?;
    let (nonce, sealed) = rest.split_at_checked(NONCE).ok_or(Flaw::NoEnvelope)?;
    if sealed.len() != KEY_LENGTH + TAG {
        return Err(Flaw::NoEnvelope);
    }
    let number = |at| part::<4>(head, at).map(u32::from_le_bytes);
    let cost = Cost {
        memory_kib: number(HEAD)?,
        passes: number(HEAD + 4)?,
        lanes: number(HEAD + 8)?,
    };
    Ok(OfKey {
        head,
        seal,
        cost: cost.check()?,
        salt: part(head, HEAD + 12)?,
        nonce: part(nonce, 0)?,
        sealed,
    })
}

pub fn of_text(bytes: &[u8]) -> Result<OfText<'_>, Flaw> {
    let seal = begins(bytes, CONFIDENCE)?;
    let (head, rest) = bytes.split_at_checked(HEAD).ok_or(Flaw::NoEnvelope)?;
    let (nonce, sealed) = rest.split_at_checked(NONCE).ok_or(Flaw::NoEnvelope)?;
    let text = sealed.len().checked_sub(TAG).ok_or(Flaw::NoEnvelope)?;
    if text == 0 || !text.is_multiple_of(BLOCK) || text > LONGEST {
        return Err(Flaw::NoEnvelope);
    }
    Ok(OfText {
        head,
        seal,
        nonce: part(nonce, 0)?,
        sealed,
    })
}

/// What stands before the nonce of a key's envelope.
pub fn head_of_key(seal: &[u8; 16], cost: Cost, salt: &[u8; SALT]) -> Vec<u8> {
    let mut head = head_of_text(seal);
    head[1] = KEY;
    for number in [cost.memory_kib, cost.passes, cost.lanes] {
        head.extend_from_slice(&number.to_le_bytes());
    }
    head.extend_from_slice(salt);
    head
}

/// What stands before the nonce of a confidence's envelope.
pub fn head_of_text(seal: &[u8; 16]) -> Vec<u8> {
    let mut head = vec![EDITION, CONFIDENCE];
    head.extend_from_slice(seal);
    head
}

/// The seal an envelope of either kind is under, whatever else is in it.
pub fn seal_of(bytes: &[u8]) -> Option<[u8; 16]> {
    part(bytes, 2).ok()
}

fn begins(bytes: &[u8], kind: u8) -> Result<[u8; 16], Flaw> {
    match bytes {
        [EDITION, known, ..] if *known == kind => part(bytes, 2),
        [EDITION, ..] | [] => Err(Flaw::NoEnvelope),
        [edition, ..] => Err(Flaw::Edition(*edition)),
    }
}

fn part<const N: usize>(bytes: &[u8], at: usize) -> Result<[u8; N], Flaw> {
    bytes
        .get(at..at + N)
        .and_then(|part| part.try_into().ok())
        .ok_or(Flaw::NoEnvelope)
}
