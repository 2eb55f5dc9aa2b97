//! Common ground: what the owner and somebody else both told of themselves, found by the words their
//! notes share. Every find is shown with both notes, so that the owner judges it. It claims no more
//! than that: a small word is no common ground, a note that denies is none to one that affirms, and
//! what is delicate is never compared.

mod shapes;
mod small;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use uuid::Uuid;

use crate::Day;
use crate::delicate::delicate;
use crate::detail::{Detail, Topic};
use crate::fold::{fold, words};
use shapes::shapes;
use small::{denies, is_small};

/// One thing two people share, with the notes it was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommonGround {
    pub mine: Detail,
    pub theirs: Detail,
    /// The words both notes hold, as they stand in theirs.
    pub shared: Vec<String>,
    /// When the owner said they found it together; the comparison does not know.
    pub found_on: Option<Day>,
}

impl CommonGround {
    /// What is shared, in a few words: "climbing", "jazz and Lisbon".
    pub fn words(&self) -> String {
        match self.shared.as_slice() {
            [most @ .., last] if !most.is_empty() => format!("{} and {last}", most.join(", ")),
            words => words.concat(),
        }
    }

    /// The id of having found this: the same pair of notes, the same find.
    pub fn finding(&self) -> Uuid {
        finding(&self.mine, &self.theirs)
    }
}

/// As `CommonGround::finding`, of any two notes.
pub fn finding(mine: &Detail, theirs: &Detail) -> Uuid {
    let (mine, theirs) = (mine.id.0.as_u128(), theirs.id.0.as_u128());
    Uuid::from_u128(mine.rotate_left(64) ^ theirs)
}

/// What the owner's details and somebody else's share, the most words first; the same for any
/// order of either. Each note of theirs is named once, with the best of the owner's.
pub fn common_ground(mine: &[Detail], theirs: &[Detail]) -> Vec<CommonGround> {
    let mine: Vec<Note<'_>> = mine.iter().filter_map(Note::read).collect();
    if mine.is_empty() {
        return Vec::new();
    }
    let mut holders: HashMap<(Kin, &str), Vec<usize>> = HashMap::new();
    for (place, note) in mine.iter().enumerate() {
        for shape in note.words.iter().flat_map(|word| &word.shapes) {
            holders
                .entry((note.kin, shape.as_str()))
                .or_default()
                .push(place);
        }
    }
    let mut found: Vec<CommonGround> = theirs
        .iter()
        .filter_map(Note::read)
        .filter_map(|note| best(&note, &mine, &holders))
        .collect();
    found.sort_by_key(|one| (Reverse(one.shared.len()), one.theirs.id, one.mine.id));
    found
}

/// The owner's note that shares the most words with this one.
fn best(
    theirs: &Note<'_>,
    mine: &[Note<'_>],
    holders: &HashMap<(Kin, &str), Vec<usize>>,
) -> Option<CommonGround> {
    let mut shared: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (at, word) in theirs.words.iter().enumerate() {
        for shape in &word.shapes {
            let places = holders.get(&(theirs.kin, shape.as_str()));
            for place in places.into_iter().flatten() {
                shared.entry(*place).or_default().insert(at);
            }
        }
    }
    let (place, at) = shared
        .into_iter()
        .filter(|(place, _)| mine[*place].denies == theirs.denies)
        .filter(|(place, _)| delicate(&mine[*place].detail.what).is_empty())
        .min_by_key(|(place, at)| (Reverse(at.len()), mine[*place].detail.id))?;
    if !delicate(&theirs.detail.what).is_empty() {
        return None;
    }
    Some(CommonGround {
        mine: mine[place].detail.clone(),
        theirs: theirs.detail.clone(),
        shared: at
            .into_iter()
            .map(|at| theirs.words[at].written.to_owned())
            .collect(),
        found_on: None,
    })
}

/// Topics that speak of the same part of a life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kin {
    Home,
    Love,
    Habit,
    Culture,
}

impl Kin {
    /// What was found already is not found again.
    fn of(topic: Topic) -> Option<Self> {
        Some(match topic {
            Topic::Family => Self::Home,
            Topic::Interest | Topic::Motivation | Topic::Aspiration | Topic::HelpsWith => {
                Self::Love
            }
            Topic::Preference | Topic::WayOfWorking => Self::Habit,
            Topic::Culture => Self::Culture,
            Topic::CommonGround => return None,
        })
    }
}

/// A detail as it is compared.
struct Note<'a> {
    detail: &'a Detail,
    kin: Kin,
    /// Whether it says that something is not so: "no meetings before ten".
    denies: bool,
    words: Vec<Word<'a>>,
}

struct Word<'a> {
    written: &'a str,
    /// The forms under which it is the same word as another.
    shapes: Vec<String>,
}

impl<'a> Note<'a> {
    fn read(detail: &'a Detail) -> Option<Self> {
        let kin = Kin::of(detail.topic).filter(|_| detail.is_standing())?;
        let (mut seen, mut said, mut denied) = (BTreeSet::new(), Vec::new(), false);
        for written in words(&detail.what) {
            let folded = fold(written);
            denied |= denies(&folded);
            if is_small(&folded) || !seen.insert(folded.clone()) {
                continue;
            }
            let shapes = shapes(&folded);
            said.push(Word { written, shapes });
        }
        Some(Self {
            detail,
            kin,
            denies: denied,
            words: said,
        })
    }
}

#[cfg(test)]
mod tests;
