//! Forgetting somebody: which letters go with them, where their name still stands in other words,
//! and the name that has to be typed before. What is stored where is not known here.

use crate::fold::{fold, words};

/// How sure it is that a text speaks of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// A part of the name alone: it may be somebody else of that name.
    Perhaps,
    /// The whole name, or an address.
    Surely,
}

/// What somebody is known by, to find them in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traces {
    names: Vec<Vec<String>>,
    parts: Vec<String>,
    addresses: Vec<String>,
}

/// Shorter parts of a name are found in too many other words: "de", "al".
const PART_AT_LEAST: usize = 3;

impl Traces {
    /// Whole names that somebody else bears as well are left out before: they are only perhaps.
    pub fn of<'a>(
        own_names: impl IntoIterator<Item = &'a str>,
        shared_names: impl IntoIterator<Item = &'a str>,
        addresses: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let mut traces = Self {
            addresses: addresses.into_iter().map(fold).collect(),
            ..Self::default()
        };
        for name in own_names {
            let name = words_of(name);
            traces.parts_of(&name);
            for said in ways_to_say(&name) {
                if !traces.names.contains(&said) {
                    traces.names.push(said);
                }
            }
        }
        for name in shared_names {
            let name = words_of(name);
            traces.parts_of(&name);
        }
        traces.addresses.retain(|address| !address.is_empty());
        traces
    }

    pub fn found_in(&self, text: &str) -> Option<Likeness> {
        if text.is_empty() {
            return None;
        }
        let folded = fold(text);
        if self.addresses.iter().any(|one| folded.contains(one)) {
            return Some(Likeness::Surely);
        }
        let said: Vec<&str> = words(&folded).collect();
        if self.names.iter().any(|name| stands_in(name, &said)) {
            return Some(Likeness::Surely);
        }
        let part = |word: &&str| self.parts.iter().any(|part| part == word);
        said.iter().any(part).then_some(Likeness::Perhaps)
    }

    fn parts_of(&mut self, name: &[String]) {
        for part in name {
            if part.chars().count() >= PART_AT_LEAST && !self.parts.contains(part) {
                self.parts.push(part.clone());
            }
        }
    }
}

fn words_of(name: &str) -> Vec<String> {
    words(&fold(name)).map(str::to_owned).collect()
}

/// "Gary E. Miller" is also Gary Miller, and in lists Miller, Gary. One word alone stands in too
/// many sentences that are not about them.
fn ways_to_say(name: &[String]) -> Vec<Vec<String>> {
    let [first, .., last] = name else {
        return Vec::new();
    };
    let between = [first.clone(), last.clone()];
    let turned = [last.clone(), first.clone()];
    vec![name.to_vec(), between.to_vec(), turned.to_vec()]
}

fn stands_in(name: &[String], said: &[&str]) -> bool {
    said.windows(name.len())
        .any(|window| window.iter().zip(name).all(|(said, word)| said == word))
}

/// Whether what was typed is the name: its words in order, whatever the case and the accents.
pub fn confirms(typed: &str, name: &str) -> bool {
    let typed = words_of(typed);
    !typed.is_empty() && typed == words_of(name)
}

/// A letter's people, each list as `address TAB name` lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter<'a> {
    pub from: &'a str,
    pub to: &'a str,
    pub cc: &'a str,
}

/// What becomes of a letter when somebody in it is forgotten.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parting {
    /// They have no part in it.
    Stays,
    /// It was between others too: these are the lists without them.
    Loses { to: String, cc: String },
    /// They wrote it, or it was to them alone.
    Goes,
}

/// A letter they wrote goes; one to them and to others loses them; one to them alone goes.
pub fn part(
    letter: Letter<'_>,
    forgotten: impl Fn(&str) -> bool,
    own: impl Fn(&str) -> bool,
) -> Parting {
    if forgotten(letter.from) {
        return Parting::Goes;
    }
    let lists = || letter.to.lines().chain(letter.cc.lines()).map(address);
    if !lists().any(&forgotten) {
        return Parting::Stays;
    }
    let with_others = !own(letter.from) || lists().any(|one| !forgotten(one) && !own(one));
    if !with_others {
        return Parting::Goes;
    }
    Parting::Loses {
        to: without(letter.to, &forgotten),
        cc: without(letter.cc, &forgotten),
    }
}

fn address(line: &str) -> &str {
    line.split_once('\t').map_or(line, |(address, _)| address)
}

fn without(list: &str, forgotten: &impl Fn(&str) -> bool) -> String {
    let kept = list.lines().filter(|line| !forgotten(address(line)));
    kept.flat_map(|line| [line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ana() -> Traces {
        Traces::of(["Ana Lindqvist"], [], ["ana@lindqvist.example"])
    }

    #[test]
    fn a_whole_name_or_an_address_is_found_surely_and_a_part_of_it_perhaps() {
        for text in [
            "lunch with ANA LINDQVIST, again",
            "Ana  Lindqvist’s audit",
            "forwarded from Ana@Lindqvist.example",
        ] {
            assert_eq!(ana().found_in(text), Some(Likeness::Surely), "{text}");
        }
        for text in ["Ana said so", "the Lindqvist account"] {
            assert_eq!(ana().found_in(text), Some(Likeness::Perhaps), "{text}");
        }
        for text in ["", "banana", "Anabel Lind"] {
            assert_eq!(ana().found_in(text), None, "{text}");
        }
    }

    #[test]
    fn accents_hide_nobody() {
        let traces = Traces::of(["Tomás Núñez"], [], []);
        assert_eq!(traces.found_in("call tomas nunez"), Some(Likeness::Surely));
    }

    #[test]
    fn middle_names_left_out_and_names_turned_round_are_found_too() {
        let traces = Traces::of(["Gary E. Miller"], [], []);
        for text in ["fix for Gary Miller's bug", "Miller, Gary", "Gary E Miller"] {
            assert_eq!(traces.found_in(text), Some(Likeness::Surely), "{text}");
        }
        assert_eq!(
            traces.found_in("Gary and Ann Miller"),
            Some(Likeness::Perhaps)
        );
    }

    #[test]
    fn a_name_that_somebody_else_bears_is_only_perhaps_theirs() {
        let traces = Traces::of([], ["Ana Lindqvist"], ["ana@lindqvist.example"]);
        assert_eq!(
            traces.found_in("lunch with Ana Lindqvist"),
            Some(Likeness::Perhaps)
        );
    }

    #[test]
    fn a_name_of_one_word_is_only_perhaps_theirs_in_a_sentence() {
        let traces = Traces::of(["May"], [], []);
        assert_eq!(traces.found_in("back in May"), Some(Likeness::Perhaps));
    }

    #[test]
    fn the_name_is_confirmed_by_its_words_in_order() {
        assert!(confirms(" ana  lindqvist", "Ana Lindqvist"));
        assert!(confirms("tomas", "Tomás"));
        for typed in ["", "Ana", "Lindqvist Ana", "Ana Lindqvist Berg"] {
            assert!(!confirms(typed, "Ana Lindqvist"), "{typed}");
        }
        assert!(!confirms("", ""));
    }

    fn parted(from: &str, to: &str, cc: &str) -> Parting {
        part(
            Letter { from, to, cc },
            |one| one == "ana",
            |one| one == "noor",
        )
    }

    #[test]
    fn what_they_wrote_and_what_was_to_them_alone_goes() {
        assert_eq!(parted("ana", "noor\tNoor\n", ""), Parting::Goes);
        assert_eq!(parted("ana", "noor\t\nsam\t\n", ""), Parting::Goes);
        assert_eq!(parted("noor", "ana\tAna\n", "noor\t\n"), Parting::Goes);
    }

    #[test]
    fn what_was_to_others_too_loses_them() {
        let loses = |to: &str, cc: &str| Parting::Loses {
            to: to.to_owned(),
            cc: cc.to_owned(),
        };
        assert_eq!(
            parted("noor", "ana\tAna\nsam\tSam\n", ""),
            loses("sam\tSam\n", "")
        );
        assert_eq!(
            parted("sam", "noor\t\n", "ana\tAna\n"),
            loses("noor\t\n", "")
        );
        assert_eq!(parted("sam", "noor\t\n", "mei\t\n"), Parting::Stays);
    }

    proptest! {
        #[test]
        fn whatever_stays_of_a_letter_no_longer_holds_them(
            from in "[a-d]", to in proptest::collection::vec("[a-d]", 0..4),
            cc in proptest::collection::vec("[a-d]", 0..4),
        ) {
            let list = |people: &[String]| -> String {
                people.iter().map(|one| format!("{one}\tname\n")).collect()
            };
            let (to_list, cc_list) = (list(&to), list(&cc));
            let letter = Letter { from: &from, to: &to_list, cc: &cc_list };
            let there = from == "a" || to.iter().chain(&cc).any(|one| one == "a");
            match part(letter, |one| one == "a", |one| one == "b") {
                Parting::Stays => prop_assert!(!there),
                Parting::Goes => prop_assert!(there),
                Parting::Loses { to: kept, cc: copied } => {
                    prop_assert!(from != "a");
                    prop_assert!(!kept.contains("a\t") && !copied.contains("a\t"));
                    let left = kept.lines().count() + copied.lines().count();
                    let gone = to.iter().chain(&cc).filter(|one| *one == "a").count();
                    prop_assert_eq!(left + gone, to.len() + cc.len());
                }
            }
        }
    }
}
