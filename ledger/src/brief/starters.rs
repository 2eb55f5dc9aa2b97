//! Ways to begin that one can rehearse, for somebody senior or met for the first time: from what is
//! shared, from what they did, from the circle both are around. They can be said as they stand.

use super::lines::bare;
use super::{Known, Line, Occasion, Purpose};
use crate::detail::Topic;
use crate::person::first_name;

/// So many are enough to choose from.
const STARTERS: usize = 4;

/// Where the book knows nothing: three good first questions.
const FIRST: [&str; 3] = [
    "“What are you working on that you would gladly talk about?”",
    "“What would make the next few weeks easier for you?”",
    "“How do you like to be reached, and when is a bad time?”",
];

const NOTHING: &str = "Nothing is noted yet. Three to begin with, and to listen after:";

/// These fit anybody.
const ANYBODY: [&str; 3] = [
    "“I have two questions and ten minutes. May I ask you the first?”",
    "“What should somebody in my place understand first about what you do?”",
    "“Whom else should I listen to about this?”",
];

/// Less to dread than a meeting in a room.
const SMALL_FIRST: &str = "If the first word is hard: a coffee of fifteen minutes, or a question in passing, is enough. \
     Say the opener aloud once before.";

/// A minute at the start in which everybody is heard. Nothing of it is written down: a list of such words
/// would soon hold nothing but "fine".
const ROUND: &str = "One word each for how you come in, and you first; to pass is a word as well. If one worries you, \
     ask afterwards, alone.";

/// For several, unless somebody is to be impressed.
pub(super) fn round(occasion: &Occasion<'_>) -> Vec<Line> {
    if occasion.purpose != Purpose::Usual {
        return Vec::new();
    }
    vec![Line::new(ROUND, "")]
}

pub(super) fn first_questions(known: &Known<'_>, occasion: &Occasion<'_>) -> Vec<Line> {
    if occasion.purpose != Purpose::Usual || !is_blank(known) {
        return Vec::new();
    }
    std::iter::once(NOTHING)
        .chain(FIRST)
        .map(|text| Line::new(text, ""))
        .collect()
}

/// Whether nothing at all is noted with them.
fn is_blank(known: &Known<'_>) -> bool {
    known.touches.is_empty()
        && known.promises.is_empty()
        && known.concerns.is_empty()
        && known.details.is_empty()
        && known.milestones.is_empty()
        && known.contributions.is_empty()
}

pub(super) fn starters(known: &Known<'_>, occasion: &Occasion<'_>) -> Vec<Line> {
    if occasion.purpose == Purpose::Usual {
        return Vec::new();
    }
    let own = of_ground(known)
        .chain(of_deeds(known))
        .chain(of_circles(known))
        .chain(of_interests(known));
    let anybody = ANYBODY.iter().map(|text| (*text).to_owned());
    let chosen = own.chain(anybody).take(STARTERS);
    let small = std::iter::once(SMALL_FIRST.to_owned());
    chosen
        .chain(small)
        .map(|text| Line::new(text, ""))
        .collect()
}

fn of_ground<'a>(known: &'a Known<'_>) -> impl Iterator<Item = String> + 'a {
    let shared = known.common_ground.iter().take(1);
    shared.map(|one| {
        format!(
            "“I think we share something: {}. How did you come to it?”",
            one.words()
        )
    })
}

fn of_deeds<'a>(known: &'a Known<'_>) -> impl Iterator<Item = String> + 'a {
    let newest = known.contributions.iter().take(1);
    newest.map(|one| {
        let what = bare(&one.what);
        format!("“I noticed this: {what}. How did you go about it?”")
    })
}

fn of_circles<'a>(known: &'a Known<'_>) -> impl Iterator<Item = String> + 'a {
    let first = known.circles.iter().take(1);
    first.map(|circle| {
        format!("“We both have to do with {circle}. How does it look from where you stand?”")
    })
}

fn of_interests<'a>(known: &'a Known<'_>) -> impl Iterator<Item = String> + 'a {
    let interests = known
        .details
        .iter()
        .filter(|detail| detail.is_standing() && detail.topic == Topic::Interest);
    interests.take(1).map(|detail| {
        let (what, name) = (bare(&detail.what), first_name(known.name));
        format!("You noted of {name}: “{what}”. “What has come of that since?”")
    })
}
