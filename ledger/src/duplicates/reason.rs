//! Why two entries may be one person, in words.

use super::book::Counted;
use super::entry::Further;
use super::likelihood::{
    ANSWER, BIRTHDAY, CIRCLE, COMPANY, DOMAIN, FURTHER, HANDLE, INITIAL, Likelihoods, NEAR, NICK,
    ORDER, OTHER, OTHER_GIVEN, SAME, SHORT, SPELT, SURPLUS, Sight, THREAD, WORD,
};

/// One reason and what it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// "same name, and neither word of it is common here".
    pub words: String,
    /// By how much it moves the natural logarithm of the odds; below nought, it speaks against. All
    /// reasons of a proposal and the odds before add up to its confidence.
    pub weight: f64,
}

/// A word in more than this share of the book's names is common.
const COMMON: f64 = 0.004;

/// The reasons of one pair, those for it first and the strongest of them foremost; what weighs
/// nothing is left in, so that they add up.
pub fn reasons(
    sights: &[Sight],
    book: &Counted,
    likelihoods: &Likelihoods,
    further: &[Further<'_>],
) -> Vec<Reason> {
    let weigh = |sights: &[&Sight]| {
        sights
            .iter()
            .map(|sight| likelihoods.weight(sight))
            .sum::<f64>()
    };
    let (of_name, others): (Vec<&Sight>, Vec<&Sight>) = sights
        .iter()
        .partition(|sight| matches!(sight.field, WORD | SURPLUS | ORDER));
    let mut reasons = Vec::new();
    if !of_name.is_empty() {
        reasons.push(Reason {
            words: name_words(&of_name, book),
            weight: weigh(&of_name),
        });
    }
    for sight in others {
        reasons.push(Reason {
            words: words(sight, further),
            weight: likelihoods.weight(sight),
        });
    }
    reasons.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    reasons
}

fn name_words(sights: &[&Sight], book: &Counted) -> String {
    let at = |level: u8| {
        sights
            .iter()
            .filter(move |sight| sight.field == WORD && sight.level == level)
            .collect::<Vec<_>>()
    };
    let text = |sight: &&&Sight| book.lexicon.word(sight.about).said.clone();
    let differ = at(OTHER).len() + at(OTHER_GIVEN).len();
    let same = at(SAME);
    if differ > 0 && same.len() + at(SHORT).len() + at(NEAR).len() == 0 {
        return "the names differ".to_owned();
    }
    let mut parts: Vec<String> = Vec::new();
    let whole =
        differ == 0 && at(SHORT).is_empty() && at(NEAR).is_empty() && at(INITIAL).is_empty();
    if !same.is_empty() {
        let said: Vec<String> = same.iter().map(text).collect();
        let what = if whole && same.len() > 1 {
            "same name".to_owned()
        } else {
            format!("both are called {}", listed(&said))
        };
        parts.push(format!("{what}, {}", common_words(&same, book)));
    }
    for (level, how) in [
        (SHORT, "is a form of the same given name"),
        (NEAR, "is spelt nearly so"),
        (INITIAL, "agrees as far as its initial"),
    ] {
        for sight in at(level) {
            parts.push(format!("{} {how}", text(&sight)));
        }
    }
    if sights
        .iter()
        .any(|sight| sight.field == ORDER && sight.level == 1)
    {
        parts.push("the words in another order".to_owned());
    }
    if sights
        .iter()
        .any(|sight| sight.field == SURPLUS && sight.level == 2)
    {
        parts.push("one of them has a word more".to_owned());
    }
    if differ > 0 {
        let what = if at(OTHER_GIVEN).is_empty() {
            "another word of the names"
        } else {
            "the given name"
        };
        parts.push(format!("but {what} differs"));
    }
    parts.join("; ")
}

fn common_words(same: &[&&Sight], book: &Counted) -> String {
    let common: Vec<String> = same
        .iter()
        .map(|sight| book.lexicon.word(sight.about))
        .filter(|word| book.lexicon.share_beyond(word) > COMMON)
        .map(|word| word.said.clone())
        .collect();
    match (common.len(), same.len()) {
        (0, 1) => "which is not common here".to_owned(),
        (0, 2) => "and neither word of it is common here".to_owned(),
        (0, _) => "and no word of it is common here".to_owned(),
        (some, all) if some == all => "which is common here".to_owned(),
        _ => format!("of which {} is common here", listed(&common)),
    }
}

fn words(sight: &Sight, further: &[Further<'_>]) -> String {
    let said = match (sight.field, sight.level) {
        (SPELT, _) => "the address of one spells the name of the other",
        (HANDLE, 0) => "one and the same address",
        (HANDLE, _) => "different addresses",
        (NICK, 0) => "the same nickname before the @",
        (NICK, _) => "different nicknames before the @",
        (DOMAIN, 0) => "mail at the same place",
        (DOMAIN, _) => "mail at different places",
        (COMPANY, 0) => "the same company",
        (COMPANY, _) => "different companies",
        (BIRTHDAY, 0) => "the same birthday",
        (BIRTHDAY, 1) => "birthdays that differ by a slip of the pen",
        (BIRTHDAY, 2) => "birthdays that differ in one part",
        (BIRTHDAY, _) => "different birthdays",
        (CIRCLE, 0) => "in the same circle",
        (CIRCLE, _) => "in different circles",
        (THREAD, _) if sight.about > 1 => {
            "in the same threads, and neither ever answered the other"
        }
        (THREAD, _) => "in the same thread, and neither ever answered the other",
        (ANSWER, _) => "one answered the other in a thread",
        _ => "",
    };
    if !said.is_empty() {
        return said.to_owned();
    }
    let what = further
        .get(usize::from(sight.field - FURTHER))
        .map_or("value", |further| further.name);
    match sight.level {
        0 => format!("the same {what}"),
        1 => format!("nearly the same {what}"),
        _ => format!("a different {what}"),
    }
}

fn listed(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} and {last}", most.join(", ")),
    }
}
