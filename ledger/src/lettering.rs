//! What letters do to the eye: some are not seen, some command a terminal or turn the direction of
//! writing, and some of one alphabet pass for those of another. Says what a name and an address
//! really are; decides nothing about who somebody is.

use std::borrow::Cow;
use std::collections::BTreeMap;

use unicode_script::{Script, UnicodeScript};
use unicode_security::MixedScript;
use unicode_security::confusable_detection::skeleton;

/// Stands in place of what must not reach a terminal, so that it is seen that something stood there.
const MARK: char = '\u{fffd}';

/// So many letters of another alphabet are named.
const NAMED: usize = 3;

/// A joiner between two letters, and the waving black flag that a region's flag begins with.
const NON_JOINER: char = '\u{200c}';
const JOINER: char = '\u{200d}';
const FLAG: char = '\u{1f3f4}';
const AS_PICTURE: char = '\u{fe0f}';

/// Text on one line that commands nothing: line ends become blanks, other controls and what turns
/// the direction of writing a mark.
pub fn tame(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_wild) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(tamed).collect())
}

/// The same line by line: line feeds stay.
pub fn tame_lines(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|letter| letter != '\n' && is_wild(letter)) {
        return Cow::Borrowed(text);
    }
    let line = |letter| {
        if letter == '\n' {
            letter
        } else {
            tamed(letter)
        }
    };
    Cow::Owned(text.chars().map(line).collect())
}

/// Controls, line and paragraph separators, and what turns the direction of all that follows.
pub fn is_wild(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn tamed(letter: char) -> char {
    match letter {
        blank if is_wild(blank) && blank.is_whitespace() => ' ',
        wild if is_wild(wild) => MARK,
        other => other,
    }
}

/// Text without what is not seen, but for what a script or a picture needs between its letters.
pub fn seen(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.chars().any(is_unseen) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut in_flag = false;
    while let Some(letter) = letters.next() {
        in_flag = letter == FLAG || in_flag && is_tag(letter);
        let before = out.chars().next_back();
        if !is_unseen(letter) || in_flag || is_needed(letter, before, letters.peek().copied()) {
            out.push(letter);
        }
    }
    Cow::Owned(out)
}

/// Text as it is compared, where nothing that is not seen may make a difference.
pub fn without_unseen(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.chars().any(is_unseen) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|letter| !is_unseen(*letter)).collect())
}

/// Takes up no room and has no shape, or is as good as a blank: what hides one name in another.
fn is_unseen(letter: char) -> bool {
    matches!(letter,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

fn is_tag(letter: char) -> bool {
    matches!(letter, '\u{e0020}'..='\u{e007f}')
}

/// Persian and the scripts of India join and part letters with what is not seen; pictures are made
/// of several that way.
fn is_needed(letter: char, before: Option<char>, after: Option<char>) -> bool {
    let Some(before) = before else { return false };
    match letter {
        AS_PICTURE => is_picture(before),
        NON_JOINER => joins(before) && after.is_some_and(joins),
        JOINER => {
            joins(before) && after.is_none_or(joins)
                || (is_picture(before) || before == AS_PICTURE) && after.is_some_and(is_picture)
        }
        _ => false,
    }
}

fn joins(letter: char) -> bool {
    use Script::{Common, Cyrillic, Greek, Inherited, Latin};
    let is_vowel_mark = matches!(letter, '\u{64b}'..='\u{655}' | '\u{670}');
    is_vowel_mark
        || !matches!(
            letter.script(),
            Latin | Greek | Cyrillic | Common | Inherited
        )
}

fn is_picture(letter: char) -> bool {
    matches!(letter,
        '\u{a9}' | '\u{ae}' | '#' | '*' | '0'..='9' | '\u{203c}'..='\u{3299}'
        | '\u{1f000}'..='\u{1faff}')
        && !letter.is_alphabetic()
}

/// What of a name and its address is not what it looks like, each in a few words; nothing for most.
pub fn doubts(name: &str, address: &str) -> Vec<String> {
    if name.is_ascii() && address.is_ascii() && !name.contains('@') {
        return Vec::new();
    }
    let mut strange = BTreeMap::new();
    passing_for_latin(address, &mut strange);
    mixed(name, &mut strange);
    let mut doubts: Vec<String> = strange.iter().take(NAMED).map(named).collect();
    if [name, address].iter().any(|text| seen(text) != *text) {
        doubts.push("letters that are not seen".to_owned());
    }
    doubts
}

/// Whether a name holds an address, and none of these.
pub fn poses(name: &str, addresses: &[&str]) -> bool {
    let said =
        name.split(|letter: char| letter.is_whitespace() || "<>()[]\"',;:“”".contains(letter));
    let mut said = said.filter(|word| {
        word.split_once('@')
            .is_some_and(|(local, host)| !local.is_empty() && host.len() > 1)
    });
    said.any(|word| !addresses.iter().any(|own| own.eq_ignore_ascii_case(word)))
}

/// A name as it is shown: with the real address, and what is strange in it, where it could pass for
/// another's. Most names stand alone.
pub fn told<'a>(name: &'a str, addresses: &[&str]) -> Cow<'a, str> {
    match aside(name, addresses) {
        Some(aside) => Cow::Owned(format!("{name} ({aside})")),
        None => Cow::Borrowed(name),
    }
}

/// What is said beside a name that could pass for another's: the real address, and what is strange.
pub fn aside(name: &str, addresses: &[&str]) -> Option<String> {
    let doubtful = addresses.iter().find(|own| !doubts("", own).is_empty());
    let address = doubtful.or(addresses.first()).copied().unwrap_or_default();
    let doubts = doubts(name, address);
    if doubts.is_empty() && (address.is_empty() || !poses(name, addresses)) {
        return None;
    }
    let address = Some(address).filter(|address| !address.is_empty() && *address != name);
    let parts: Vec<String> = address
        .map(str::to_owned)
        .into_iter()
        .chain(doubts)
        .collect();
    Some(parts.join(", "))
}

/// Whether two texts are the same to the eye, and not letter for letter: `arna` and `ama` too.
pub fn look_alike(one: &str, other: &str) -> bool {
    one != other && shape(one) == shape(other)
}

/// What a text looks like, in letters that can be compared.
pub fn shape(text: &str) -> String {
    let seen = without_unseen(text);
    skeleton(&skeleton(&seen).collect::<String>().to_lowercase()).collect()
}

type Strange = BTreeMap<char, &'static str>;

fn named((letter, script): (&char, &&'static str)) -> String {
    match *script {
        "" => format!("an unusual “{letter}”"),
        script => format!("{script} “{letter}”"),
    }
}

/// Letters of an address that look like plain ones and are none.
fn passing_for_latin(address: &str, strange: &mut Strange) {
    for part in address.split(['@', '.', '-', '_', '+']) {
        if !part.is_ascii() && shape(part).is_ascii() {
            strange.extend(
                part.chars()
                    .filter(|letter| !letter.is_ascii())
                    .map(of_script),
            );
        }
    }
    mixed(address, strange);
}

/// Letters of a word that mixes alphabets, and words of another alphabet that pass for Latin beside
/// Latin ones. A name in two alphabets, a word of each, is a name in two alphabets.
fn mixed(text: &str, strange: &mut Strange) {
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric() && letter.script() != Script::Inherited)
        .filter(|word| !word.is_ascii())
        .collect();
    let has_latin = text.chars().any(|letter| letter.script() == Script::Latin);
    for word in words {
        if !word.is_single_script() {
            let own = main_script(word);
            let other = |letter: &char| letter.is_alphabetic() && letter.script() != own;
            strange.extend(word.chars().filter(other).map(of_script));
        } else if has_latin && main_script(word) != Script::Latin && passes(word) {
            strange.extend(word.chars().map(of_script));
        }
    }
}

/// Whether a word of two letters or more looks like a Latin one.
fn passes(word: &str) -> bool {
    word.chars().nth(1).is_some() && shape(word).is_ascii()
}

/// The alphabet most letters are of; Latin where there are as many of each.
fn main_script(word: &str) -> Script {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    for script in word
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .map(|letter| letter.script())
    {
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    let most = counts
        .iter()
        .max_by_key(|(script, count)| (*count, *script == Script::Latin));
    most.map_or(Script::Latin, |(script, _)| *script)
}

fn of_script(letter: char) -> (char, &'static str) {
    let script = match letter.script() {
        Script::Latin | Script::Common | Script::Inherited => "",
        script => script.full_name(),
    };
    (letter, script)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_commands_a_terminal() {
        assert_eq!(
            tame("\u{1b}]0;x\u{7}Ana\u{9b}2J"),
            "\u{fffd}]0;x\u{fffd}Ana\u{fffd}2J"
        );
        assert_eq!(tame("exe\u{202e}fdp.\u{2066}x"), "exe\u{fffd}fdp.\u{fffd}x");
        assert_eq!(tame("one\r\ntwo\u{2028}three\tfour"), "one  two three four");
        assert_eq!(tame_lines("one\ntwo\r"), "one\ntwo ");
        assert!(matches!(tame("Tomás Ruiz · 書"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_is_not_seen_goes_and_what_a_script_needs_stays() {
        for hidden in [
            '\u{ad}',
            '\u{200b}',
            '\u{200d}',
            '\u{200c}',
            '\u{3164}',
            '\u{115f}',
            '\u{e0041}',
            '\u{2800}',
        ] {
            assert_eq!(seen(&format!("An{hidden}a")), "Ana", "{hidden:?}");
        }
        for kept in [
            "🏴‍☠️",
            "👩‍👩‍👧 family",
            "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
            "می\u{200c}خواهم",
            "क्\u{200d}ष",
            "1️⃣",
        ] {
            assert_eq!(seen(kept), kept);
        }
        assert_eq!(without_unseen("🏴‍☠️"), "🏴☠");
    }

    #[test]
    fn a_look_alike_is_told_with_its_address_and_its_alphabet() {
        assert_eq!(
            told("Ana Lindqvist", &["ana@troth.example"]),
            "Ana Lindqvist"
        );
        assert_eq!(
            told("Ana Lindqvist", &["\u{430}na@troth.example"]),
            "Ana Lindqvist (\u{430}na@troth.example, Cyrillic “\u{430}”)"
        );
        assert_eq!(
            told("\u{410}na Lindqvist", &["ana@troth.example"]),
            "\u{410}na Lindqvist (ana@troth.example, Cyrillic “\u{410}”)"
        );
        assert_eq!(
            told("ana@troth.example", &["mallory2@evil.example"]),
            "ana@troth.example (mallory2@evil.example)"
        );
        assert_eq!(
            told("An\u{ad}a", &["ana@evil.example"]),
            "An\u{ad}a (ana@evil.example, letters that are not seen)"
        );
    }

    #[test]
    fn names_of_every_alphabet_stand_as_they_are() {
        let names = [
            "Иван Петров",
            "Иван Petrov",
            "Сара Лоре",
            "Ελένη Παππά",
            "田中さくら",
            "タナカ Tanaka 田中",
            "김민수 Kim",
            "محمد علی",
            "Zoë Müller-Lüdenscheidt",
            "O’Brien",
            "José Ñandú",
            "Łukasz Żółć",
            "Đặng Thị Ánh",
            "🏴‍☠️",
            "noor@work",
            "Sam @ Acme",
        ];
        for name in names {
            assert_eq!(told(name, &["someone@work", "noor@work"]), name);
        }
        assert_eq!(told("Иван", &["иван@пример.example"]), "Иван");
        assert_eq!(told("Jörg", &["jörg@müller.example"]), "Jörg");
    }

    #[test]
    fn what_looks_the_same_and_is_not_is_a_look_alike() {
        assert!(look_alike("ana@troth.example", "\u{430}na@troth.example"));
        assert!(look_alike("ana@troth.example", "an\u{200b}a@troth.example"));
        assert!(look_alike("arna@troth.example", "ama@troth.example"));
        assert!(!look_alike("ana@troth.example", "ana@troth.example"));
        assert!(!look_alike("ana@troth.example", "eva@troth.example"));
    }

    proptest::proptest! {
        #[test]
        fn what_is_tamed_is_tame(text in "\\PC*|.*") {
            let tamed = tame(&text);
            proptest::prop_assert!(!tamed.chars().any(is_wild));
            proptest::prop_assert_eq!(tame(&tamed), tamed.clone());
            let plain = seen(&text);
            proptest::prop_assert_eq!(seen(&plain), plain.clone());
            let _ = (told(&text, &[&text]), shape(&text));
        }
    }
}
