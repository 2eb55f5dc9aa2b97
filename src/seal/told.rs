//! What is sealed together: the text, who told it, and who may know. Written as lengths and bytes,
//! and filled up so that the length of the envelope says little.

use zeroize::Zeroizing;

use super::envelope::BLOCK;
use super::secret::Secret;
use crate::error::{Error, Result};

/// So many bytes of text are sealed at most: some forty pages.
pub const TEXT_AT_MOST: usize = 100_000;
const NAMES_AT_MOST: usize = 100;
const NAME_AT_MOST: usize = 1_000;

/// A confidence as it was told.
pub struct Told {
    pub text: Secret,
    /// Who told it; may be empty.
    pub told_by: Secret,
    pub may_know: Vec<Secret>,
}

impl Told {
    /// As it was typed. Whether it can be sealed is said when it is.
    pub fn new(text: Secret, told_by: Secret, may_know: Vec<Secret>) -> Self {
        let may_know = may_know
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect();
        Self {
            text,
            told_by,
            may_know,
        }
    }

    /// Whether it can be sealed: there are words, and not too many.
    pub fn check(&self) -> Result<()> {
        if self.text.is_empty() {
            return Err(Error::refused("a confidence needs words: what was told?"));
        }
        if self.text.reveal().len() > TEXT_AT_MOST {
            return Err(Error::refused(format!(
                "a confidence holds at most {TEXT_AT_MOST} bytes of text"
            ))
            .hint("note what matters; keep a long document elsewhere"));
        }
        let too_long = |name: &Secret| name.reveal().len() > NAME_AT_MOST;
        let names = &self.may_know;
        if names.len() > NAMES_AT_MOST || too_long(&self.told_by) || names.iter().any(too_long) {
            return Err(Error::refused("those are too many or too long names"));
        }
        Ok(())
    }

    pub(super) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let parts = || {
            [&self.text, &self.told_by]
                .into_iter()
                .chain(&self.may_know)
        };
        let length: usize = 4 + parts().map(|part| 4 + part.reveal().len()).sum::<usize>();
        // Room for all of it from the start: a vector that grows leaves copies behind.
        let mut bytes = Zeroizing::new(Vec::with_capacity(length.next_multiple_of(BLOCK)));
        let number = |bytes: &mut Vec<u8>, count: usize| {
            bytes.extend_from_slice(&u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes());
        };
        number(&mut bytes, 2 + self.may_know.len());
        for part in parts() {
            number(&mut bytes, part.reveal().len());
            bytes.extend_from_slice(part.reveal().as_bytes());
        }
        bytes.resize(length.next_multiple_of(BLOCK), 0);
        bytes
    }

    /// `None`: these are not the bytes of a confidence.
    pub(super) fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let (count, mut rest) = number(bytes)?;
        if !(2..=2 + NAMES_AT_MOST).contains(&count) {
            return None;
        }
        let mut parts = Vec::with_capacity(count);
        for _ in 0..count {
            let (length, after) = number(rest)?;
            let (part, after) = after.split_at_checked(length)?;
            parts.push(Secret::of_bytes(part.to_vec())?);
            rest = after;
        }
        let mut parts = parts.into_iter();
        Some(Self {
            text: parts.next()?,
            told_by: parts.next()?,
            may_know: parts.collect(),
        })
    }
}

fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (number, rest) = bytes.split_at_checked(4)?;
    let number = u32::from_le_bytes(number.try_into().ok()?);
    Some((usize::try_from(number).ok()?, rest))
}
