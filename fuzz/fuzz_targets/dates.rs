//! Any bytes at all, read as the date of a letter: it is a day a letter can have, or none.
#![no_main]

#[path = "../../src/import/mail/mod.rs"]
#[allow(dead_code, unused_imports)]
mod mail;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut text = b"From: a@b.example\nDate: ".to_vec();
    text.extend(bytes.iter().map(|byte| if *byte == b'\n' { b' ' } else { *byte }));
    text.extend_from_slice(b"\n\n");
    let Some(message) = mail::letter(&text) else { return };
    let Some(at) = message.at else {
        assert_eq!(message.offset_minutes, 0);
        return;
    };
    assert!(message.offset_minutes.abs() < 24 * 60, "{message:?}");
    let year = at.to_zoned(jiff::tz::TimeZone::UTC).year();
    assert!((1969..=2101).contains(&year), "{message:?}");
});
