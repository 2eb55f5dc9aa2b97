//! Any bytes at all, read as the address lines of a letter: whatever comes out is addresses and names
//! that can be kept, and an address stays itself when it is read again.
#![no_main]

#[path = "../../src/import/mail/mod.rs"]
#[allow(dead_code, unused_imports)]
mod mail;

use ledger::lettering::is_wild;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some(message) = letter(bytes) else { return };
    assert!(message.to.len() <= 1_000);
    for address in &message.to {
        assert!(address.addr.contains('@') && address.addr.len() <= 400, "{address:?}");
        assert!(!address.addr.contains(char::is_whitespace), "{address:?}");
        assert!(!address.addr.contains(is_wild) && !address.name.contains(is_wild), "{address:?}");
        assert!(address.name.chars().count() <= 200, "{address:?}");
        let plain = |letter: char| letter.is_ascii_alphanumeric() || "@.-_".contains(letter);
        if address.addr.chars().all(plain) {
            let again = letter(format!("<{}>", address.addr).as_bytes());
            let again = again.map(|message| message.to);
            assert_eq!(again.as_deref().map(|all| &*all[0].addr), Some(&*address.addr));
        }
    }
});

/// The bytes as one To line; a line end is folded, so that all of it is read.
fn letter(bytes: &[u8]) -> Option<mail::Message> {
    let mut text = b"From: a@b.example\nTo: ".to_vec();
    for byte in bytes {
        text.push(*byte);
        if *byte == b'\n' {
            text.push(b' ');
        }
    }
    text.extend_from_slice(b"\n\n");
    mail::letter(&text)
}
