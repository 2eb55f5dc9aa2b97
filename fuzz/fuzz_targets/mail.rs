//! Any bytes at all, read as a mailbox, as a letter, and as gzip of either.
#![no_main]

#[path = "../../src/import/mail/mod.rs"]
#[allow(dead_code, unused_imports)]
mod mail;

use std::io::{self, Read};

use flate2::read::MultiGzDecoder;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let whole = offsets(bytes);
    // Python's `mailbox` counts the same: every line that starts with `From `.
    let starts = bytes.split(|byte| *byte == b'\n');
    let starts = starts.filter(|line| line.starts_with(b"From ")).count();
    assert_eq!(whole.len(), starts);
    // The seams between two reads must not show.
    assert_eq!(whole, offsets(Trickle(bytes)));
    if let Some(message) = mail::letter(bytes) {
        sound(&message);
    }
    let _ = mail::mailbox(MultiGzDecoder::new(bytes).take(1 << 22), &mut |m| sound(&m));
});

fn offsets(input: impl Read) -> Vec<u64> {
    let mut offsets = Vec::new();
    let read = mail::mailbox(input, &mut |message| {
        sound(&message);
        offsets.push(message.offset);
    });
    assert!(read.is_ok());
    offsets
}

fn sound(message: &mail::Message) {
    assert!(message.subject.chars().count() <= 300);
    assert!(!message.subject.contains(char::is_control));
    assert!(message.replies_to.len() <= 8);
    for address in message.from.iter().chain(&message.to).chain(&message.cc) {
        assert!(address.addr.contains('@'), "{address:?}");
        assert!(address.name.chars().count() <= 200);
        assert!(!address.addr.contains(char::is_whitespace), "{address:?}");
        assert!(!address.name.contains(char::is_control));
    }
}

/// A stream that gives seven bytes at a time.
struct Trickle<'a>(&'a [u8]);

impl Read for Trickle<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.0.len().min(7).min(into.len());
        let (now, later) = self.0.split_at(count);
        into[..count].copy_from_slice(now);
        self.0 = later;
        Ok(count)
    }
}
