//! Words of a name as they are compared: Latin letters, folded, with the spellings of one sound
//! brought together. "Jürgen", "Juergen" and "Юрген" meet here.

use crate::fold::fold;

/// Folded, Cyrillic and Greek written in Latin letters (after the passport tables of ICAO 9303,
/// simplified). Letters of other scripts stay as they are.
pub fn latin(text: &str) -> String {
    let folded = fold(text);
    if folded.is_ascii() {
        return folded;
    }
    let mut out = String::with_capacity(folded.len());
    for letter in folded.chars() {
        match in_latin(letter) {
            Some(letters) => out.push_str(letters),
            None => out.push(letter),
        }
    }
    out
}

fn in_latin(letter: char) -> Option<&'static str> {
    let at = CYRILLIC
        .iter()
        .chain(GREEK)
        .find(|(from, _)| *from == letter);
    at.map(|(_, to)| *to)
}

/// й comes folded to и, and ё to е: they are letters with an accent.
const CYRILLIC: &[(char, &str)] = &[
    ('а', "a"),
    ('б', "b"),
    ('в', "v"),
    ('г', "g"),
    ('ґ', "g"),
    ('д', "d"),
    ('е', "e"),
    ('є', "ie"),
    ('ж', "zh"),
    ('з', "z"),
    ('и', "i"),
    ('і', "i"),
    ('к', "k"),
    ('л', "l"),
    ('м', "m"),
    ('н', "n"),
    ('о', "o"),
    ('п', "p"),
    ('р', "r"),
    ('с', "s"),
    ('т', "t"),
    ('у', "u"),
    ('ф', "f"),
    ('х', "kh"),
    ('ц', "ts"),
    ('ч', "ch"),
    ('ш', "sh"),
    ('щ', "shch"),
    ('ъ', ""),
    ('ы', "y"),
    ('ь', ""),
    ('э', "e"),
    ('ю', "iu"),
    ('я', "ia"),
    ('ј', "j"),
    ('љ', "lj"),
    ('њ', "nj"),
    ('ћ', "c"),
    ('ђ', "d"),
    ('џ', "dz"),
];

const GREEK: &[(char, &str)] = &[
    ('α', "a"),
    ('β', "v"),
    ('γ', "g"),
    ('δ', "d"),
    ('ε', "e"),
    ('ζ', "z"),
    ('η', "i"),
    ('θ', "th"),
    ('ι', "i"),
    ('κ', "k"),
    ('λ', "l"),
    ('μ', "m"),
    ('ν', "n"),
    ('ξ', "x"),
    ('ο', "o"),
    ('π', "p"),
    ('ρ', "r"),
    ('σ', "s"),
    ('ς', "s"),
    ('τ', "t"),
    ('υ', "y"),
    ('φ', "f"),
    ('χ', "ch"),
    ('ψ', "ps"),
    ('ω', "o"),
];

/// How a word is written where umlauts cannot be: "mueller", "muller" and "müller" are one word. So
/// "michael" is spelt "michal": whatever is compared with such a word has to be spelt too.
pub fn spelling(word: &str) -> String {
    let latin = latin(word);
    let mut plain = String::with_capacity(latin.len());
    for letter in latin.chars() {
        // However many there are, and wherever a word is cut: a spelling spelt again is the same.
        let is_umlaut = letter == 'e' && plain.ends_with(['a', 'o', 'u']);
        if !is_umlaut {
            plain.push(letter);
        }
    }
    if plain.chars().count() < 2 {
        latin
    } else {
        plain
    }
}

/// What is heard of a word, roughly and in any language: for finding words that may be one, never
/// for saying that they are. At most six letters.
pub fn sound(word: &str) -> String {
    let mut text = word.to_owned();
    for (from, to) in SOUNDS {
        text = text.replace(from, to);
    }
    let mut heard = String::new();
    for (at, letter) in text.chars().enumerate() {
        let letter = match letter {
            'c' | 'q' | 'g' => 'k',
            'z' => 's',
            'd' => 't',
            'w' => 'v',
            'p' if at > 0 => 'b',
            'j' => 'i',
            'y' => 'i',
            other => other,
        };
        let is_silent = at > 0 && "aeiouh".contains(letter);
        if !is_silent && !heard.ends_with(letter) {
            heard.push(letter);
        }
    }
    heard.chars().take(6).collect()
}

const SOUNDS: &[(&str, &str)] = &[
    ("ph", "f"),
    ("ck", "k"),
    ("ks", "x"),
    // Before the shorter one that it holds.
    ("tsch", "c"),
    ("sch", "s"),
    ("sh", "s"),
    ("kh", "h"),
    ("th", "t"),
    ("dt", "t"),
];

/// Edits between two words: letters put in, left out, changed, or turned round with their
/// neighbour (Damerau–Levenshtein, optimal string alignment). `most + 1` where there are more.
pub fn edits(one: &str, other: &str, most: usize) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut before = vec![0; b.len() + 1];
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let changed = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (above[j] + 1)
                .min(row[j - 1] + 1)
                .min(above[j - 1] + changed);
            let turned = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if turned {
                least = least.min(before[j - 2] + 1);
            }
            row[j] = least;
        }
        if row.iter().min().is_some_and(|least| *least > most) {
            return most + 1;
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()].min(most + 1)
}

/// Whether one word may be the other, mistyped or spelt by ear: one edit in words of four letters
/// or more, two from eight on; or the same sound but for one edit.
pub fn is_near(one: &str, other: &str) -> bool {
    let short = one.len().min(other.len());
    let long = one.len().max(other.len());
    if short < 3 {
        return false;
    }
    let most = if long >= 8 { 2 } else { 1 };
    if long >= 4 && edits(one, other, most) <= most {
        return true;
    }
    let starts_alike = one.as_bytes().first() == other.as_bytes().first();
    let begins =
        short >= 4 && long - short <= 3 && (one.starts_with(other) || other.starts_with(one));
    begins || (long >= 5 && starts_alike && edits(one, other, 2) <= 2 && sound(one) == sound(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_meet() {
        for (one, other) in [
            ("Müller", "Mueller"),
            ("Müller", "Muller"),
            ("Sørensen", "Soerensen"),
            ("Łukasz", "Lukasz"),
            ("Дилян", "Dilian"),
            ("Νίκος", "nikos"),
        ] {
            assert_eq!(spelling(one), spelling(other), "{one} {other}");
        }
    }

    #[test]
    fn a_name_written_as_one_word_is_spelt_as_its_words_are() {
        for (given, last) in [
            ("Mia", "Evans"),
            ("Michael", "Bauer"),
            ("Joel", "Eberle"),
            ("Aeea", "Eo"),
        ] {
            let whole = spelling(&format!("{given}{last}"));
            let parts = format!("{}{}", spelling(given), spelling(last));
            assert_eq!(whole, spelling(&parts), "{given} {last}");
        }
    }

    #[test]
    fn letters_for_one_sound_are_heard_as_one() {
        for (one, other) in [
            ("tschernov", "chernov"),
            ("schmidt", "smit"),
            ("philip", "filip"),
        ] {
            assert_eq!(sound(one), sound(other), "{one} {other}");
        }
    }

    #[test]
    fn edits_are_counted_and_given_up_in_time() {
        assert_eq!(edits("meier", "meier", 2), 0);
        assert_eq!(edits("meier", "meire", 2), 1);
        assert_eq!(edits("meier", "maier", 2), 1);
        assert_eq!(edits("meier", "schmidt", 2), 3);
        assert_eq!(edits("", "ab", 2), 2);
    }

    #[test]
    fn words_spelt_by_ear_are_near_and_other_words_are_not() {
        for (one, other) in [
            ("thompson", "tompson"),
            ("garski", "garsky"),
            ("susan", "susanne"),
        ] {
            assert!(is_near(one, other), "{one} {other}");
        }
        for (one, other) in [("miller", "muir"), ("ana", "ann"), ("jo", "joe")] {
            assert!(!is_near(one, other), "{one} {other}");
        }
    }
}
