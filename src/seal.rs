//! Sealing: the only place that holds keys, passphrases and the text of confidences. The book keeps
//! envelopes, which are bytes to it; a door gets a text only to show it to the owner who asked.
//!
//! A random key seals every confidence. The key itself is sealed by another made from the
//! passphrase, so that a new passphrase is one envelope anew and not thousands.
//! SECURITY.md says the same, byte by byte.

pub mod envelope;
mod key;
mod secret;
#[cfg(test)]
mod tests;
mod told;

pub use key::{Key, Place, begin, matches, open, open_any, rewrap};
pub use secret::{Secret, stay_in_memory};
pub use told::{TEXT_AT_MOST, Told};
