//! A detail whose day to ask has come, as the morning brings it up: the reason is what was noted,
//! the opener an if–then sentence. No guess at what became of it, and none at anyone's gender.

use super::{Detail, Topic};
use crate::Day;
use crate::person::first_name;
use crate::today::{Kind, Matter, day_words};
use crate::touch::Medium;

/// A detail to ask about, the name of the one it is about, and how they like to be approached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub detail: Detail,
    pub name: String,
    pub medium: Option<Medium>,
}

/// Minutes it takes to ask and to listen. Our choice.
const MINUTES: u32 = 5;

/// What the morning of `day` says about it, when there is something to ask.
pub fn matter(due: &Due, day: Day) -> Option<Matter> {
    let ask_on = due.detail.ask_on().filter(|on| *on <= day)?;
    Some(Matter {
        kind: Kind::Detail,
        id: due.detail.id.0,
        person: due.detail.person,
        name: due.name.clone(),
        reason: reason(&due.detail, ask_on, day),
        opener: opener(due),
        minutes: MINUTES,
    })
}

fn reason(detail: &Detail, ask_on: Day, day: Day) -> String {
    let noted = day_words(detail.noted_on, day);
    let wanted = if ask_on == day {
        "today".to_owned()
    } else {
        format!("on {}", day_words(ask_on, day))
    };
    let what = detail.what.trim_end_matches('.');
    format!("“{what}”, noted on {noted}; you wanted to ask again {wanted}.")
}

fn opener(due: &Due) -> String {
    let first = first_name(&due.name);
    let when = match due.medium {
        Some(Medium::InPerson) => format!("When you next see {first}"),
        Some(Medium::Video) => format!("When you next have {first} before the camera"),
        Some(Medium::Voice) => format!("When you get your coffee, call {first} and"),
        Some(Medium::Chat | Medium::Mail | Medium::Letter) => {
            format!("When you next write to {first}")
        }
        None => format!("When you next speak with {first}"),
    };
    let comma = if when.ends_with("and") { "" } else { "," };
    format!("{when}{comma} {}", question(due.detail.topic))
}

pub(crate) fn question(topic: Topic) -> &'static str {
    match topic {
        Topic::Family => "ask how it went, and how things are now.",
        Topic::Interest => "ask what has come of it since.",
        Topic::Motivation => "ask whether this is still what drives them.",
        Topic::Aspiration => "ask how far along they are, and what would be of use.",
        Topic::Preference | Topic::WayOfWorking => "ask whether it still suits them.",
        Topic::HelpsWith => "ask whether they still like to be asked for it.",
        Topic::Culture => "ask, and take the time to listen.",
        Topic::CommonGround => "bring up what you share.",
    }
}
