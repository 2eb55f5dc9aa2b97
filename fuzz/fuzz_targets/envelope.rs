//! Any bytes at all, read as the envelope of a key and of a confidence: taken apart, and what an honest
//! envelope says of itself holds.
#![no_main]

#[path = "../../src/seal/envelope.rs"]
#[allow(dead_code)]
mod envelope;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(key) = envelope::of_key(bytes) {
        // Nobody is made to spend more memory or time than an honest seal asks for.
        assert!(key.cost.memory_kib <= 512 * 1024 && key.cost.memory_kib >= 8 * key.cost.lanes);
        assert!((1..=16).contains(&key.cost.passes) && (1..=8).contains(&key.cost.lanes));
        assert_eq!(envelope::head_of_key(&key.seal, key.cost, &key.salt), key.head);
        assert_eq!([key.head, &key.nonce, key.sealed].concat(), bytes);
    }
    if let Ok(text) = envelope::of_text(bytes) {
        assert_eq!((text.sealed.len() - envelope::TAG) % envelope::BLOCK, 0);
        assert_eq!(envelope::head_of_text(&text.seal), text.head);
        assert_eq!([text.head, &text.nonce, text.sealed].concat(), bytes);
    }
    assert!(envelope::of_key(bytes).is_err() || envelope::of_text(bytes).is_err());
});
