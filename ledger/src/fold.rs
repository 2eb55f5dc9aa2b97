//! Words as they are compared: in lower case and without accents. What a word means is not known here.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::lettering::without_unseen;

/// Lower case, no accents; letters that are no letter with an accent are written out (ß, ø, æ), and
/// those that are not seen make no difference.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut out = String::with_capacity(text.len());
    let text = without_unseen(text);
    for letter in text.nfkd().filter(|letter| !is_combining_mark(*letter)) {
        for letter in letter.to_lowercase() {
            match letter {
                'ß' => out.push_str("ss"),
                'æ' => out.push_str("ae"),
                'œ' => out.push_str("oe"),
                'þ' => out.push_str("th"),
                'ø' => out.push('o'),
                'ł' => out.push('l'),
                'đ' | 'ð' => out.push('d'),
                'ı' => out.push('i'),
                other => out.push(other),
            }
        }
    }
    out
}

/// The words of a text as they stand there, in order, without anything between them.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && !is_combining_mark(letter))
        .filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_make_no_difference() {
        assert_eq!(
            fold("Ærø, Łódź, GROSSE Straße"),
            "aero, lodz, grosse strasse"
        );
        assert_eq!(fold("Tomás"), fold("TOMA\u{301}S"));
        assert_eq!(fold("Istanbul"), fold("İstanbul"));
    }

    #[test]
    fn words_are_what_stands_between_the_rest() {
        let found: Vec<&str> = words("her mother’s knee: 2nd op, Zu\u{308}rich").collect();
        assert_eq!(
            found,
            ["her", "mother", "s", "knee", "2nd", "op", "Zu\u{308}rich"]
        );
    }
}
