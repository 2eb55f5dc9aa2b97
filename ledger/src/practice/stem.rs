//! Words cut to what they share: "promises", "promised" and "promise" are one. Small words that
//! stand in every question say nothing and are left out.

use super::Fold;

const SAY_NOTHING: &[&str] = &[
    "a",
    "about",
    "after",
    "again",
    "all",
    "also",
    "always",
    "am",
    "an",
    "and",
    "any",
    "anybody",
    "anyone",
    "are",
    "as",
    "at",
    "back",
    "be",
    "because",
    "been",
    "before",
    "being",
    "bit",
    "but",
    "by",
    "can",
    "cannot",
    "colleague",
    "colleagues",
    "come",
    "could",
    "coworker",
    "coworkers",
    "day",
    "did",
    "do",
    "does",
    "doing",
    "don",
    "employee",
    "even",
    "ever",
    "every",
    "everybody",
    "everyone",
    "feel",
    "for",
    "from",
    "get",
    "getting",
    "give",
    "given",
    "go",
    "going",
    "got",
    "guy",
    "had",
    "happen",
    "happens",
    "has",
    "have",
    "having",
    "he",
    "her",
    "here",
    "hers",
    "him",
    "his",
    "how",
    "i",
    "idea",
    "if",
    "in",
    "into",
    "is",
    "it",
    "its",
    "just",
    "keep",
    "like",
    "ll",
    "look",
    "lot",
    "make",
    "making",
    "man",
    "many",
    "may",
    "me",
    "mean",
    "might",
    "mine",
    "more",
    "most",
    "much",
    "must",
    "my",
    "never",
    "no",
    "nobody",
    "not",
    "now",
    "of",
    "often",
    "ok",
    "okay",
    "on",
    "once",
    "one",
    "or",
    "other",
    "others",
    "our",
    "out",
    "own",
    "people",
    "person",
    "put",
    "quite",
    "really",
    "right",
    "s",
    "said",
    "saw",
    "say",
    "see",
    "seem",
    "seems",
    "seen",
    "she",
    "should",
    "so",
    "some",
    "somebody",
    "someone",
    "something",
    "sometimes",
    "still",
    "stop",
    "stuff",
    "such",
    "t",
    "take",
    "teammate",
    "teammates",
    "tell",
    "than",
    "that",
    "the",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "thing",
    "things",
    "think",
    "this",
    "those",
    "to",
    "today",
    "together",
    "told",
    "too",
    "try",
    "until",
    "up",
    "us",
    "use",
    "ve",
    "very",
    "want",
    "wants",
    "was",
    "way",
    "we",
    "week",
    "well",
    "went",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "whom",
    "whose",
    "why",
    "will",
    "with",
    "woman",
    "work",
    "worked",
    "working",
    "would",
    "yes",
    "yet",
    "you",
    "your",
    "yours",
];

/// The words of a text that say something, in their order, each cut to its stem.
pub fn stems(text: &str, fold: Fold) -> Vec<String> {
    fold(text)
        .replace(['\'', '’'], " ")
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty() && !SAY_NOTHING.contains(word))
        .map(stem)
        .collect()
}

/// A light cut of English endings; the same for a card and for a question, which is all that counts.
pub fn stem(word: &str) -> String {
    let word = plural_cut(word);
    let word = british(&word);
    for (ending, shortest) in [("ation", 8), ("ing", 6), ("ed", 5), ("ly", 6), ("ment", 8)] {
        let cut = word.strip_suffix(ending).filter(|_| word.len() >= shortest);
        if let Some(cut) = cut.filter(|cut| cut.contains(['a', 'e', 'i', 'o', 'u', 'y'])) {
            return bare(undoubled(cut));
        }
    }
    bare(&word)
}

fn plural_cut(word: &str) -> String {
    if word.len() < 4 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        return word.to_owned();
    }
    if let Some(cut) = word.strip_suffix("ies") {
        return format!("{cut}y");
    }
    for ending in ["sses", "ches", "shes", "xes"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

/// One spelling for both shores.
fn british(word: &str) -> String {
    word.replace("yze", "yse")
        .replace("ize", "ise")
        .replace("izing", "ising")
        .replace("izat", "isat")
        .replace("avior", "aviour")
}

/// "stopp" is "stop"; "tell" stays.
fn undoubled(cut: &str) -> &str {
    let mut ends = cut.chars().rev();
    let (last, before) = (ends.next(), ends.next());
    if last == before && last.is_some_and(|letter| !"lsz".contains(letter)) {
        return &cut[..cut.len() - 1];
    }
    cut
}

/// Without a last e or y, which come and go: "apologise", "apology".
fn bare(word: &str) -> String {
    if word.len() < 4 {
        return word.to_owned();
    }
    let cut = word.strip_suffix('e').unwrap_or(word);
    match cut.strip_suffix('y') {
        Some(cut) if cut.len() >= 3 => format!("{cut}i"),
        _ => cut.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[&str]) {
        let cut: Vec<String> = words.iter().map(|word| stem(word)).collect();
        assert!(cut.windows(2).all(|two| two[0] == two[1]), "{cut:?}");
    }

    #[test]
    fn forms_of_a_word_are_one() {
        check(&["promise", "promises", "promised", "promising"]);
        check(&["apologise", "apologize", "apologised", "apologizing"]);
        check(&["interrupt", "interrupts", "interrupting", "interrupted"]);
        check(&["worry", "worries"]);
        check(&["stop", "stopped", "stopping"]);
        check(&["celebrate", "celebrates", "celebrated", "celebrating"]);
        check(&["call", "calls", "called"]);
    }

    #[test]
    fn a_question_is_left_with_what_it_asks_about() {
        let fold: Fold = |text| text.to_lowercase();
        assert_eq!(
            stems("How do I rebuild trust after a breach?", fold),
            ["rebuild", "trust", "breach"]
        );
        assert_eq!(stems("don't I'm it's", fold), ["m"]);
    }
}
