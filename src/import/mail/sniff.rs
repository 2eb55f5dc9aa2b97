//! What a file is, told from its first bytes and never from its name.
//! Opens nothing; says in words why a file is no mail.

use super::field::fields;
use super::letter::is_mail;
use super::survey::Kind;

/// As much of a file as its kind is told from.
pub const ENOUGH: usize = 64 * 1024;

pub fn is_gzip(first: &[u8]) -> bool {
    first.starts_with(b"\x1f\x8b")
}

/// The kind of mail file, or the reason why it is none.
pub fn kind(first: &[u8]) -> Result<Kind, &'static str> {
    if first.is_empty() {
        return Err("an empty file: there is nothing to read");
    }
    let text = past_blanks(first);
    if text.is_empty() {
        return Err("only blank lines: there is nothing to read");
    }
    // A mail may quote a whole other one: it is a mailbox only when it begins as one, or when
    // it does not begin as a mail.
    if !text.starts_with(b"From ") && is_mail(text) && !looks_binary(text) {
        return Ok(Kind::Letter);
    }
    if holds_message(text) {
        return Ok(Kind::Mailbox);
    }
    Err(foreign(text))
}

/// The start of a single mail, which may stand after blank lines.
pub fn past_blanks(text: &[u8]) -> &[u8] {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    text.trim_ascii_start()
}

/// Whether a `From ` line stands here, anywhere, with a header behind it.
fn holds_message(text: &[u8]) -> bool {
    let mut at = 0;
    loop {
        let rest = &text[at..];
        if rest.starts_with(b"From ") && fields(rest).any(|field| is_usual(field.name)) {
            return true;
        }
        match memchr::memmem::find(rest, b"\nFrom ") {
            Some(next) => at += next + 1,
            None => return false,
        }
    }
}

fn is_usual(name: &[u8]) -> bool {
    const USUAL: [&str; 7] = [
        "from",
        "date",
        "subject",
        "to",
        "received",
        "message-id",
        "return-path",
    ];
    USUAL
        .iter()
        .any(|usual| name.eq_ignore_ascii_case(usual.as_bytes()))
}

fn looks_binary(text: &[u8]) -> bool {
    let start = &text[..text.len().min(512)];
    let odd = start
        .iter()
        .filter(|b| **b < 32 && !matches!(b, b'\t' | b'\r' | b'\n' | 0x1b | 0x0c))
        .count();
    odd * 10 > start.len()
}

fn foreign(text: &[u8]) -> &'static str {
    const MAGIC: [(&[u8], &str); 14] = [
        (b"\x89PNG", "a picture, not mail"),
        (b"\xff\xd8\xff", "a picture, not mail"),
        (b"GIF8", "a picture, not mail"),
        (b"BM", "a picture or program data, not mail"),
        (b"%PDF", "a PDF document, not mail"),
        (b"SQLite format 3", "a database, not mail"),
        (b"PK\x03\x04", "a zip archive: unpack it first"),
        (b"\xfd7zXZ", "an xz archive: unpack it first"),
        (b"BZh", "a bzip2 archive: unpack it first"),
        (b"7z\xbc\xaf", "a 7-zip archive: unpack it first"),
        (b"Rar!", "a rar archive: unpack it first"),
        (b"// <!-- <mdb:mork", "a mailer's index, not mail"),
        (b"!BDN", "an Outlook data file: export it as mbox first"),
        (
            b"\xd0\xcf\x11\xe0",
            "an Outlook or Office file: export it as .eml or mbox first",
        ),
    ];
    if let Some((_, reason)) = MAGIC.iter().find(|(magic, _)| text.starts_with(magic)) {
        return reason;
    }
    if text.get(257..262) == Some(b"ustar") {
        return "a tar archive: unpack it first";
    }
    if looks_binary(text) {
        return "not text, so not mail";
    }
    "no From or Date line: not a mail"
}
