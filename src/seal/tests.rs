//! What holds of every envelope: only its passphrase, its person and its row open it, no byte of it
//! can be changed, and hostile ones are refused in words.

use proptest::prelude::*;
use uuid::Uuid;

use super::envelope::{self, BLOCK, Flaw};
use super::*;

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

fn told(text: &str) -> Told {
    let names = vec![secret("Mei Tanaka"), secret("Jonas Weber")];
    Told::new(secret(text), secret("Sam Okafor"), names)
}

fn place(id: u128) -> Place {
    Place {
        id: Uuid::from_u128(id),
        person: Uuid::from_u128(9),
    }
}

fn seal_of(passphrase: &str) -> (Key, Vec<u8>) {
    begin(&secret(passphrase)).unwrap()
}

#[track_caller]
fn refused<T>(result: crate::error::Result<T>) -> String {
    match result {
        Ok(_) => panic!("it was not refused"),
        Err(error) => error.sentence,
    }
}

#[test]
fn what_is_sealed_comes_back_with_who_told_it_and_who_may_know() {
    let (key, envelope) = seal_of("correct horse battery");
    let sealed = key.seal(place(1), &told("she leaves in June")).unwrap();
    let again = open(&secret(" correct horse battery\n"), &envelope)
        .unwrap()
        .unwrap();
    let back = again.open(place(1), &sealed).unwrap();
    assert_eq!(back.text.reveal(), "she leaves in June");
    assert_eq!(back.told_by.reveal(), "Sam Okafor");
    let names: Vec<&str> = back.may_know.iter().map(Secret::reveal).collect();
    assert_eq!(names, ["Mei Tanaka", "Jonas Weber"]);
}

#[test]
fn another_passphrase_opens_nothing_and_is_told_nothing() {
    let (_, envelope) = seal_of("correct horse battery");
    for wrong in ["correct horse batter", "Correct horse battery", ""] {
        assert!(open(&secret(wrong), &envelope).unwrap().is_none());
    }
    let said = refused(open_any(&secret("guess"), [envelope.as_slice()]));
    assert_eq!(said, "that passphrase does not open these confidences");
}

#[test]
fn a_new_passphrase_opens_what_the_old_one_sealed() {
    let (key, old) = seal_of("correct horse battery");
    let sealed = key.seal(place(1), &told("she leaves in June")).unwrap();
    let new = rewrap(&key, &secret("über den Wolken")).unwrap();
    assert!(
        open(&secret("correct horse battery"), &new)
            .unwrap()
            .is_none()
    );
    // The same letters from another keyboard.
    let again = open(&secret("u\u{308}ber den Wolken"), &new)
        .unwrap()
        .unwrap();
    assert_eq!(
        again.open(place(1), &sealed).unwrap().text.reveal(),
        "she leaves in June"
    );
    assert!(
        open(&secret("correct horse battery"), &old)
            .unwrap()
            .is_some()
    );
}

#[test]
fn an_envelope_opens_only_where_it_belongs() {
    let (key, _) = seal_of("correct horse battery");
    let sealed = key.seal(place(1), &told("she leaves in June")).unwrap();
    let elsewhere = Place {
        person: Uuid::from_u128(10),
        ..place(1)
    };
    let changed = "this envelope was changed after it was sealed, and does not open";
    assert_eq!(refused(key.open(place(2), &sealed)), changed);
    assert_eq!(refused(key.open(elsewhere, &sealed)), changed);
    let (other, _) = seal_of("another four words");
    assert_eq!(
        refused(other.open(place(1), &sealed)),
        "it was sealed under an earlier passphrase"
    );
}

#[test]
fn no_bit_of_an_envelope_can_be_changed() {
    let (key, _) = seal_of("correct horse battery");
    let sealed = key.seal(place(1), &told("she leaves in June")).unwrap();
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert!(key.open(place(1), &changed).is_err(), "byte {at}");
        assert!(key.open(place(1), &sealed[..at]).is_err(), "cut at {at}");
    }
}

#[test]
fn two_texts_of_about_the_same_length_look_alike_from_outside() {
    let (key, _) = seal_of("correct horse battery");
    let length = |text: &str| key.seal(place(1), &told(text)).unwrap().len();
    assert_eq!(length("no"), length(&"a longer sentence ".repeat(9)));
    assert_eq!((length("no") - 18 - 24 - 16) % BLOCK, 0);
    let once = key.seal(place(1), &told("no")).unwrap();
    assert_ne!(
        once,
        key.seal(place(1), &told("no")).unwrap(),
        "sealed twice, it is not the same"
    );
}

#[test]
fn a_seal_that_asks_for_the_whole_machine_is_refused_in_words() {
    let (_, envelope) = seal_of("correct horse battery");
    let asking = |at: usize, number: u32| {
        let mut hostile = envelope.clone();
        hostile[at..at + 4].copy_from_slice(&number.to_le_bytes());
        refused(open(&secret("correct horse battery"), &hostile))
    };
    assert_eq!(
        asking(18, 64 << 20),
        "to open this seal would take 65536 MiB of memory, far more than any seal of Troth’s; it was left closed"
    );
    assert!(asking(22, 1_000_000).contains("far longer"));
    assert!(asking(26, 4_000).contains("far longer"));
    assert!(asking(18, 0).contains("not an envelope"));
    assert!(asking(22, 0).contains("not an envelope"));
    let mut newer = envelope.clone();
    newer[0] = 2;
    assert_eq!(
        refused(open(&secret("x"), &newer)),
        "this was sealed by a newer Troth"
    );
}

#[test]
fn a_passphrase_must_be_worth_having() {
    assert!(refused(begin(&secret("short"))).contains("at least 8 letters"));
    assert!(refused(begin(&secret(&"x".repeat(2_000)))).contains("too long"));
    let (once, again) = (secret("four words of mine"), secret("four words of mind"));
    assert!(refused(matches(&once, &again)).contains("not the same"));
}

#[test]
fn a_text_is_neither_empty_nor_a_library() {
    let (key, _) = seal_of("correct horse battery");
    assert!(refused(key.seal(place(1), &told("  "))).contains("needs words"));
    let long = "x".repeat(TEXT_AT_MOST + 1);
    assert!(refused(key.seal(place(1), &told(&long))).contains("at most 100000 bytes"));
    let longest = "x".repeat(TEXT_AT_MOST);
    let sealed = key.seal(place(1), &told(&longest)).unwrap();
    assert_eq!(key.open(place(1), &sealed).unwrap().text.reveal(), longest);
}

proptest! {
    #[test]
    fn any_bytes_at_all_are_an_envelope_or_a_flaw(bytes in proptest::collection::vec(any::<u8>(), 0..700)) {
        let _ = envelope::of_key(&bytes);
        let _ = envelope::of_text(&bytes);
        let _ = Told::of_bytes(&bytes);
        let mut begun = bytes.clone();
        if let Some(first) = begun.first_mut() {
            *first = envelope::EDITION;
            prop_assert_ne!(envelope::of_text(&begun).err(), Some(Flaw::Edition(1)));
        }
    }

    #[test]
    fn what_is_written_down_is_read_back(text in "\\PC{1,600}", by in "\\PC{0,40}", names in proptest::collection::vec("[a-z]{1,20}", 0..6)) {
        let told = Told::new(secret(&text), secret(&by), names.iter().map(|name| secret(name)).collect());
        let bytes = told.to_bytes();
        prop_assert_eq!(bytes.len() % BLOCK, 0);
        let back = Told::of_bytes(&bytes).unwrap();
        prop_assert_eq!(back.text.reveal(), text.trim());
        prop_assert_eq!(back.may_know.len(), names.len());
    }
}
