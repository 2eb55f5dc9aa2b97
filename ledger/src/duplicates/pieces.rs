//! What is done to a written name before it is taken apart: what stands in brackets, words written
//! in one piece, and letters that old mailers broke.

use super::letters::spelling;
use crate::fold::words;

/// What stands in brackets or quotation marks is what they are called besides.
pub fn without_brackets(name: &str, nicks: &mut Vec<String>) -> String {
    let mut out = String::new();
    let mut inside: Option<String> = None;
    for letter in name.chars() {
        match (letter, &mut inside) {
            ('(' | '[' | '"' | '“', None) => inside = Some(String::new()),
            (')' | ']' | '"' | '”', Some(aside)) => {
                let aside = std::mem::take(aside);
                inside = None;
                if words(&aside).count() == 1 {
                    nicks.push(spelling(aside.trim()));
                } else if out.trim().is_empty() {
                    out.push_str(&aside);
                }
                out.push(' ');
            }
            (letter, Some(aside)) => aside.push(letter),
            (letter, None) => out.push(letter),
        }
    }
    if let Some(aside) = inside {
        out.push(' ');
        out.push_str(&aside);
    }
    if words(&out).next().is_none()
        && let Some(nick) = nicks.pop()
    {
        return nick;
    }
    out
}

/// "CB Bailey" is C and B: capitals that cannot be spoken as a word.
pub fn initials(word: String, among_small_letters: bool) -> Vec<String> {
    let is_short = (2..=3).contains(&word.len());
    let unspoken = |letter: char| letter.is_ascii_uppercase() && !"AEIOUY".contains(letter);
    if among_small_letters && is_short && word.chars().all(unspoken) {
        return word.chars().map(String::from).collect();
    }
    vec![word]
}

/// Letters that went through old mailers as ISO 2022: ESC , A and the letter less its high bit,
/// until the next ESC.
pub fn mended(name: &str) -> String {
    let mut parts = name.split('\u{1b}');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        if let Some(high) = part.strip_prefix(",A").or_else(|| part.strip_prefix(",b")) {
            out.extend(high.chars().map(high_half));
        } else {
            out.push_str(part.strip_prefix("(B").unwrap_or(part));
        }
    }
    out
}

fn high_half(letter: char) -> char {
    u8::try_from(letter).map_or(letter, |low| char::from(low | 0x80))
}

/// "AlexGarciaPrada" is three words; "McDonald" and "DeVries" are one.
pub fn humps(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut parts: Vec<String> = vec![String::new()];
    for (at, letter) in letters.iter().enumerate() {
        let is_hump = at > 0 && letter.is_uppercase() && letters[at - 1].is_lowercase();
        if is_hump {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(*letter);
        }
    }
    let all_are_words = parts.iter().all(|part| part.chars().count() >= 3);
    if parts.len() > 1 && all_are_words {
        parts
    } else {
        vec![word.to_owned()]
    }
}
