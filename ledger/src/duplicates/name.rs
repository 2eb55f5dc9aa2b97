//! A name as it was written, taken apart: its words in any order, what marks a generation, and what
//! is a nickname and no name at all. "Dr. Smith, John A. (jas) Jr" is john, a, smith; junior; jas.

use super::letters::spelling;
use crate::fold::words;

/// Which of two of one name: they are never the same person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Generation {
    Senior,
    Junior,
    /// The second, the third, the fourth; the first where it is said.
    Number(u8),
}

/// The words of a name, spelt as they are compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Letters alone, in the order they stand; a single letter is an initial.
    pub words: Vec<Spelt>,
    pub generation: Option<Generation>,
    /// What they call themselves where that is one word with figures in it, or in brackets.
    pub nicks: Vec<String>,
}

/// One word of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spelt {
    /// As it is compared.
    pub text: String,
    /// As it was written.
    pub said: String,
}

impl Spelt {
    fn of(word: &str) -> Self {
        Self {
            text: spelling(word),
            said: word.to_owned(),
        }
    }
}

impl Written {
    /// Two words or more, at least one of them more than an initial.
    pub fn is_full(&self) -> bool {
        self.words.len() >= 2 && self.words.iter().any(|word| word.text.len() > 1)
    }
}

pub fn read(name: &str) -> Written {
    let mut written = Written::default();
    let name = &mended(name);
    let name = name.rsplit('\\').next().unwrap_or(name);
    if name.contains('@') {
        return written;
    }
    let name = without_brackets(name, &mut written.nicks);
    let mut last_words = 0;
    for part in name.split(',') {
        let part = part.replace(['\'', '’', '`', '´'], "");
        let has_small_letters = part.contains(char::is_lowercase);
        let words = words(&part).flat_map(humps);
        let split = words.flat_map(|word| initials(word, has_small_letters));
        let said = split.map(|word| Spelt::of(&word)).collect();
        written.take(said);
        if last_words == 0 {
            last_words = written.words.len();
        }
    }
    // "Last, First" is put in the order in which it is said.
    written.words.rotate_left(last_words);
    let one_word = written.words.len() <= 1;
    let plain: String = name
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .collect();
    if one_word && !plain.is_empty() {
        written.nicks.push(spelling(&plain));
    }
    let enough = written.words.iter().filter(|word| !is_small(&word.text)).count() >= 2;
    if enough {
        written.words.retain(|word| !is_small(&word.text));
    }
    written
}

impl Written {
    /// One part between commas: its titles go, its generation is kept aside.
    fn take(&mut self, mut said: Vec<Spelt>) {
        said.retain(|word| !TITLES.contains(&word.text.as_str()));
        let stands_alone = said.len() == 1 && self.words.is_empty();
        if let Some(generation) = said.last().and_then(|word| generation(&word.text))
            && !stands_alone
            && (said.len() > 1 || generation != Generation::Number(1))
        {
            let is_initial =
                generation == Generation::Number(1) && said.len() > 1 && self.words.is_empty();
            if !is_initial {
                said.pop();
                self.generation = Some(generation);
            }
        }
        for word in said {
            let letters = |text: &str| text.chars().filter(|letter| letter.is_alphabetic()).collect();
            let (text, said): (String, String) = (letters(&word.text), letters(&word.said));
            let figures = word.text.chars().any(char::is_numeric);
            let is_a_word = !text.is_empty() && (!figures || text.chars().count() > 2);
            if is_a_word {
                self.words.push(Spelt { text, said });
            }
        }
    }
}

fn generation(word: &str) -> Option<Generation> {
    Some(match word {
        "jr" | "junior" | "jnr" => Generation::Junior,
        "sr" | "senior" | "snr" => Generation::Senior,
        "i" => Generation::Number(1),
        "ii" | "2nd" => Generation::Number(2),
        "iii" | "3rd" => Generation::Number(3),
        "iv" => Generation::Number(4),
        _ => return None,
    })
}

const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "professor",
    "dipl",
    "ing",
    "phd",
    "msc",
    "bsc",
    "mba",
    "herr",
    "frau",
    "sir",
    "esq",
];

/// Small words of surnames, left out as often as not.
fn is_small(word: &str) -> bool {
    matches!(
        word,
        "de" | "da"
            | "do"
            | "dos"
            | "du"
            | "del"
            | "della"
            | "di"
            | "der"
            | "den"
            | "van"
            | "von"
            | "vom"
            | "zu"
            | "la"
            | "le"
            | "el"
            | "al"
            | "bin"
            | "ibn"
            | "ben"
            | "ter"
            | "ten"
            | "af"
            | "av"
            | "y"
            | "e"
    )
}

/// What stands in brackets or quotation marks is what they are called besides.
fn without_brackets(name: &str, nicks: &mut Vec<String>) -> String {
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
fn initials(word: String, among_small_letters: bool) -> Vec<String> {
    let is_short = (2..=3).contains(&word.len());
    let unspoken = |letter: char| letter.is_ascii_uppercase() && !"AEIOUY".contains(letter);
    if among_small_letters && is_short && word.chars().all(unspoken) {
        return word.chars().map(String::from).collect();
    }
    vec![word]
}

/// Letters that went through old mailers as ISO 2022: ESC , A and the letter less its high bit,
/// until the next ESC.
fn mended(name: &str) -> String {
    let mut parts = name.split('\u{1b}');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        if let Some(high) = part.strip_prefix(",A").or_else(|| part.strip_prefix(",b")) {
            out.extend(high.chars().map(|letter| high_half(letter)));
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
fn humps(word: &str) -> Vec<String> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn said(name: &str) -> Vec<String> {
        read(name).words.into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn titles_commas_and_brackets_are_no_part_of_a_name() {
        assert_eq!(said("Dr. Ana Lindqvist"), ["ana", "lindqvist"]);
        assert_eq!(said("Lindqvist, Ana M."), ["ana", "m", "lindqvist"]);
        assert_eq!(said("Rodrigo Silva (MestreLion)"), ["rodrigo", "silva"]);
        assert_eq!(read("Hans Krentel (hakre)").nicks, ["hakre"]);
        assert_eq!(said("AlexGarciaPrada"), ["alex", "garcia", "prada"]);
        assert_eq!(said("O’Hare, Ellie"), said("Ohare, Ellie"));
    }

    #[test]
    fn generations_are_kept_aside() {
        for (name, generation) in [
            ("David Dobbins Jr", Generation::Junior),
            ("Dobbins Jr, David", Generation::Junior),
            ("Dobbins, David, Sr.", Generation::Senior),
            ("Klein, Morris II", Generation::Number(2)),
            ("Klein, Morris I", Generation::Number(1)),
        ] {
            assert_eq!(read(name).generation, Some(generation), "{name}");
            assert_eq!(read(name).words.len(), 2, "{name}");
        }
        assert_eq!(said("Morris I"), ["morris", "i"]);
        assert_eq!(said("Junior"), ["junior"]);
    }

    #[test]
    fn one_word_is_also_a_nick_and_an_address_is_no_name() {
        assert_eq!(read("Gagandeep61").nicks, ["gagandeep61"]);
        assert_eq!(said("Gagandeep61"), ["gagandeep"]);
        assert_eq!(read("a@b.example"), Written::default());
        assert!(read("0382").words.is_empty());
    }

    #[test]
    fn letters_of_old_mailers_and_initials_in_one_word_are_read() {
        assert_eq!(said("Uwe Kleine-K\u{1b},Av\u{1b}(Bnig"), said("Uwe Kleine-König"));
        assert_eq!(said("CB Bailey"), ["c", "b", "bailey"]);
        assert_eq!(said("NG BAILEY"), ["ng", "bailey"]);
    }

    #[test]
    fn nothing_breaks_it() {
        for name in [
            "", ",", "()", "((", "\"", "I", "Jr", ", Jr", "王杰", "\u{301}", "= =", "a,b,c,,",
        ] {
            read(name);
        }
    }
}
