//! Forgetting somebody: which letters go with them, where their name still stands in other words,
//! and the name that has to be typed before. What is stored where is not known here.

use std::collections::HashSet;

use crate::fold::{fold, words};
use crate::handle::{Handle, HandleKind};

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
    /// Ways to say their name that are somebody else's as well, and short chat names.
    shared: Vec<Vec<String>>,
    parts: Vec<String>,
    addresses: Vec<String>,
}

/// Shorter parts of a name are found in too many other words: "de", "al".
const PART_AT_LEAST: usize = 3;

/// A shorter chat name or number is too often a word of its own: "al", "max".
const HANDLE_AT_LEAST: usize = 5;

impl Traces {
    /// A way to say their name that stands in a way to say one of the others' is only perhaps theirs.
    pub fn of<'a>(
        names: impl IntoIterator<Item = &'a str>,
        others: impl IntoIterator<Item = &'a str>,
        handles: impl IntoIterator<Item = &'a Handle>,
    ) -> Self {
        let others = Others::of(others);
        let mut traces = Self::default();
        for name in names {
            let name = words_of(name);
            traces.parts_of(&name);
            for said in ways_to_say(&name) {
                let is_theirs_alone = !others.have(&said);
                traces.known_as(said, is_theirs_alone);
            }
        }
        for handle in handles {
            if handle.kind == HandleKind::Mail && handle.value.contains('@') {
                traces.addresses.push(fold(handle.value.trim()));
                continue;
            }
            let said = words_of(&handle.value);
            let letters: usize = said.iter().map(|word| word.chars().count()).sum();
            let is_a_name = said.iter().any(|word| others.words.contains(word));
            traces.known_as(said, letters >= HANDLE_AT_LEAST && !is_a_name);
        }
        traces
    }

    pub fn found_in(&self, text: &str) -> Option<Likeness> {
        if text.is_empty() {
            return None;
        }
        let folded = fold(text);
        if self.addresses.iter().any(|one| stands_alone(one, &folded)) {
            return Some(Likeness::Surely);
        }
        let said: Vec<&str> = words(&folded).collect();
        if self.names.iter().any(|name| stands_in(name, &said)) {
            return Some(Likeness::Surely);
        }
        let part = |word: &&str| self.parts.iter().any(|part| part == word);
        let perhaps =
            said.iter().any(part) || self.shared.iter().any(|name| stands_in(name, &said));
        perhaps.then_some(Likeness::Perhaps)
    }

    fn known_as(&mut self, said: Vec<String>, is_theirs_alone: bool) {
        let known = if is_theirs_alone {
            &mut self.names
        } else {
            &mut self.shared
        };
        if !said.is_empty() && !known.contains(&said) {
            known.push(said);
        }
    }

    fn parts_of(&mut self, name: &[String]) {
        for part in name {
            if part.chars().count() >= PART_AT_LEAST && !self.parts.contains(part) {
                self.parts.push(part.clone());
            }
        }
    }
}

/// What everybody else in the book is called.
struct Others {
    ways: HashSet<Vec<String>>,
    words: HashSet<String>,
}

impl Others {
    fn of<'a>(names: impl IntoIterator<Item = &'a str>) -> Self {
        let names: Vec<Vec<String>> = names.into_iter().map(words_of).collect();
        Self {
            ways: names.iter().flat_map(|name| ways_to_say(name)).collect(),
            words: names.into_iter().flatten().collect(),
        }
    }
}

impl Others {
    /// Whether this is what somebody else is called, or a part of it.
    fn have(&self, said: &[String]) -> bool {
        let holds = |way: &Vec<String>| way.windows(said.len()).any(|part| part == said);
        !said.is_empty() && self.ways.iter().any(holds)
    }
}

/// Whether an address stands in a text as itself, and not as a part of a longer one: "na@x.org" is
/// not in "ana@x.org". A full stop after it may end a sentence.
fn stands_alone(address: &str, text: &str) -> bool {
    let of_an_address = |letter: char| letter.is_alphanumeric() || ".+-_@".contains(letter);
    text.match_indices(address).any(|(at, _)| {
        let after = text[at + address.len()..].trim_start_matches('.');
        !text[..at].ends_with(of_an_address) && !after.starts_with(of_an_address)
    })
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

    fn mail(address: &str) -> Handle {
        Handle::mail(address)
    }

    fn chat(name: &str) -> Handle {
        Handle {
            kind: HandleKind::Chat,
            value: name.to_owned(),
        }
    }

    fn ana() -> Traces {
        Traces::of(["Ana Lindqvist"], [], &[mail("ana@lindqvist.example")])
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
        let traces = Traces::of(["Tomás Núñez"], [], &[]);
        assert_eq!(traces.found_in("call tomas nunez"), Some(Likeness::Surely));
    }

    #[test]
    fn middle_names_left_out_and_names_turned_round_are_found_too() {
        let traces = Traces::of(["Gary E. Miller"], [], &[]);
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
        let address = mail("ana@lindqvist.example");
        let traces = Traces::of(["Ana Lindqvist"], ["Ana Lindqvist"], &[address]);
        assert_eq!(
            traces.found_in("lunch with Ana Lindqvist"),
            Some(Likeness::Perhaps)
        );
    }

    #[test]
    fn a_shorter_way_to_say_a_name_that_is_somebody_elses_is_only_perhaps_theirs() {
        let traces = Traces::of(["Gary E. Miller"], ["Gary Miller"], &[]);
        for text in ["Gary Miller's bug", "Miller, Gary"] {
            assert_eq!(traces.found_in(text), Some(Likeness::Perhaps), "{text}");
        }
        let whole = traces.found_in("Gary E. Miller's bug");
        assert_eq!(whole, Some(Likeness::Surely));
    }

    #[test]
    fn an_address_is_not_found_in_a_longer_one() {
        let traces = Traces::of([], [], &[mail("na@x.example")]);
        for text in [
            "ana@x.example",
            "j.na@x.example",
            "na@x.example.org",
            "na@x.examples",
        ] {
            assert_eq!(traces.found_in(text), None, "{text}");
        }
        for text in ["<NA@x.example>", "ask na@x.example.", "na@x.example, sam"] {
            assert_eq!(traces.found_in(text), Some(Likeness::Surely), "{text}");
        }
    }

    #[test]
    fn a_short_chat_name_is_only_perhaps_theirs_and_only_as_a_word() {
        let traces = Traces::of([], [], &[chat("al"), chat("@zebra77")]);
        assert_eq!(traces.found_in("the salary"), None);
        assert_eq!(traces.found_in("call Al"), Some(Likeness::Perhaps));
        assert_eq!(traces.found_in("zebra777"), None);
        assert_eq!(traces.found_in("ask @zebra77"), Some(Likeness::Surely));
    }

    #[test]
    fn a_name_of_one_word_is_only_perhaps_theirs_in_a_sentence() {
        let traces = Traces::of(["May"], [], &[]);
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
        fn what_somebody_else_is_called_is_never_surely_theirs(
            theirs in "[a-c]{3}( [a-c]{3}){0,2}", other in "[a-c]{3}( [a-c]{3}){0,2}",
            chat_name in "[a-c]{1,8}",
        ) {
            let handle = chat(&chat_name);
            let traces = Traces::of([theirs.as_str()], [other.as_str()], &[handle]);
            for way in ways_to_say(&words_of(&other)) {
                let likeness = traces.found_in(&way.join(" "));
                prop_assert!(likeness != Some(Likeness::Surely));
            }
        }

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
