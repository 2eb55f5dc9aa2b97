//! Encoded words (RFC 2047): `=?utf-8?Q?Tom=C3=A1s?=`. Knows no field and no address.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;

use super::words::in_charset;

/// Encoded words undone; anything that only looks like one stays as written.
pub fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains("=?") {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut pending = Pending::default();
    let mut rest = text;
    while let Some(start) = rest.find("=?") {
        let (before, from) = rest.split_at(start);
        let Some(word) = Word::at(from) else {
            pending.flush(&mut out);
            out.push_str(before);
            out.push_str("=?");
            rest = &from[2..];
            continue;
        };
        // Blanks between two encoded words only separate them, and a letter may be torn
        // in two at the seam: bytes of one charset are joined before they are read.
        if !(pending.has_word() && before.trim().is_empty()) {
            pending.flush(&mut out);
            out.push_str(before);
        }
        pending.add(&word, &mut out);
        rest = &from[word.length..];
    }
    pending.flush(&mut out);
    out.push_str(rest);
    Cow::Owned(out)
}

#[derive(Default)]
struct Pending {
    charset: Option<String>,
    bytes: Vec<u8>,
}

impl Pending {
    fn has_word(&self) -> bool {
        self.charset.is_some()
    }

    fn add(&mut self, word: &Word<'_>, out: &mut String) {
        let same = self
            .charset
            .as_deref()
            .is_some_and(|charset| charset.eq_ignore_ascii_case(word.charset));
        if !same {
            self.flush(out);
            self.charset = Some(word.charset.to_owned());
        }
        self.bytes.extend_from_slice(&word.bytes);
    }

    fn flush(&mut self, out: &mut String) {
        let Some(charset) = self.charset.take() else {
            return;
        };
        out.push_str(&in_charset(charset.as_bytes(), &self.bytes));
        self.bytes.clear();
    }
}

const LONGEST_WORD: usize = 4_000;

struct Word<'a> {
    charset: &'a str,
    bytes: Vec<u8>,
    length: usize,
}

impl<'a> Word<'a> {
    /// `=?charset*language?B or Q?text?=`, at the very start of `text`.
    fn at(text: &'a str) -> Option<Word<'a>> {
        let inner = text.strip_prefix("=?")?;
        // The standard allows 75 bytes; mailers write more, but none writes this much.
        let inner = &inner[..inner.floor_char_boundary(inner.len().min(LONGEST_WORD))];
        let (charset, rest) = inner.split_once('?')?;
        let (coding, rest) = rest.split_once('?')?;
        let end = rest.find("?=")?;
        let data = &rest[..end];
        let charset = charset.split('*').next().unwrap_or(charset);
        if charset.is_empty() || charset.contains(char::is_whitespace) {
            return None;
        }
        let bytes = match coding {
            "B" | "b" => base64(data)?,
            "Q" | "q" => quoted(data, charset),
            _ => return None,
        };
        let length = 2 + (inner.len() - rest.len()) + end + 2;
        Some(Word {
            charset,
            bytes,
            length,
        })
    }
}

fn base64(data: &str) -> Option<Vec<u8>> {
    let mut clean: Vec<u8> = data
        .bytes()
        .filter(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/'))
        .collect();
    // A lone letter at the end stands for no whole byte; mailers that cut words leave one.
    if clean.len() % 4 == 1 {
        clean.pop();
    }
    while !clean.len().is_multiple_of(4) {
        clean.push(b'=');
    }
    base64_decode(&clean)
}

fn quoted(data: &str, charset: &str) -> Vec<u8> {
    let raw = if charset.eq_ignore_ascii_case("utf-8") {
        Cow::Borrowed(data.as_bytes())
    } else {
        Cow::Owned(as_bytes(data))
    };
    let mut out = Vec::with_capacity(data.len());
    let mut bytes = raw.as_ref();
    while let [first, rest @ ..] = bytes {
        bytes = rest;
        match (first, rest) {
            (b'_', _) => out.push(b' '),
            (b'=', [high, low, after @ ..]) => match (hex(*high), hex(*low)) {
                (Some(high), Some(low)) => {
                    out.push(high << 4 | low);
                    bytes = after;
                }
                _ => out.push(b'='),
            },
            (byte, _) => out.push(*byte),
        }
    }
    out
}

/// Letters an old mailer left as they were inside an encoded word: back to single bytes.
fn as_bytes(data: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len());
    let mut room = [0; 4];
    for letter in data.chars() {
        match u8::try_from(letter) {
            Ok(byte) => out.push(byte),
            Err(_) => out.extend_from_slice(letter.encode_utf8(&mut room).as_bytes()),
        }
    }
    out
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16)?.try_into().ok()
}
