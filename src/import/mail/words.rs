//! Bytes of a header made readable: charsets, blanks, hidden characters.
//! Knows nothing of what a field means.

use std::borrow::Cow;

use ledger::lettering::{is_wild, seen};
use mail_parser::decoders::charsets::map::charset_decoder;

use super::encoded::decoded;

/// A field for reading: decoded, on one line, at most `most` characters.
pub fn line(raw: &[u8], most: usize) -> String {
    tidy(&decoded(&readable(raw)), most)
}

/// Leaves at most `most` bytes of a text, cut between two letters, and the room they need.
pub fn cut(text: &mut String, most: usize) -> bool {
    if text.len() <= most {
        return false;
    }
    text.truncate(text.floor_char_boundary(most));
    text.shrink_to_fit();
    true
}

/// Text out of raw bytes: UTF-8, or else what old mailers wrote without saying so.
pub fn readable(raw: &[u8]) -> Cow<'_, str> {
    if memchr::memmem::find(raw, b"\x1b$").is_some() {
        return Cow::Owned(in_charset(b"iso-2022-jp", raw));
    }
    match std::str::from_utf8(raw) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => Cow::Owned(in_charset(b"windows-1252", raw)),
    }
}

/// As the charset has it; an unknown one is tried as UTF-8, then byte for byte.
pub fn in_charset(charset: &[u8], raw: &[u8]) -> String {
    match charset_decoder(charset) {
        Some(decode) => decode(raw),
        None => match std::str::from_utf8(raw) {
            Ok(text) => text.to_owned(),
            Err(_) => raw.iter().map(|&byte| char::from(byte)).collect(),
        },
    }
}

/// One line without hidden characters, blanks joined, at most `most` characters.
pub fn tidy(text: &str, most: usize) -> String {
    let mut out = String::with_capacity(text.len().min(most * 4));
    let mut letters = 0;
    let mut gap = false;
    for letter in seen(text).chars() {
        if letter.is_whitespace() {
            gap = letters > 0;
            continue;
        }
        // A control, or what turns the direction of writing: nobody is called so.
        if is_wild(letter) {
            continue;
        }
        if letters + usize::from(gap) >= most {
            break;
        }
        if gap {
            out.push(' ');
            letters += 1;
            gap = false;
        }
        out.push(letter);
        letters += 1;
    }
    out
}
