//! A meeting as the morning brings it up: today's before it, and one just past until it is said
//! what came of it.

use super::{Kind, Meeting};
use crate::person::first_name;
use crate::today::{self, Matter, day_words};
use crate::{Day, days_between};

/// A meeting not spoken of comes up for so many mornings after it. Our choice.
pub const LOOKED_BACK: i64 = 3;

/// Minutes to read the brief, or to note what was said. Our choice.
const MINUTES: u32 = 5;

/// What the morning of `day` says; `names` are those of the guests, `hour` is like "14:00".
pub fn matter(meeting: &Meeting, names: &[String], hour: &str, day: Day) -> Option<Matter> {
    let ago = days_between(meeting.day, day);
    if !meeting.is_ahead() || !(0..=LOOKED_BACK).contains(&ago) {
        return None;
    }
    let whom = company(names);
    let called = title(meeting);
    let (reason, opener) = match ago {
        0 => (
            format!("At {hour}{}: {called} with {whom}.", place(meeting)),
            "When you get up to go there, read the brief first.".to_owned(),
        ),
        _ => (
            format!(
                "Planned for {}: {called} with {whom}.",
                passed(meeting.day, day)
            ),
            "If you met: when you have poured your tea, note what was promised and what to \
             remember, and send the short note."
                .to_owned(),
        ),
    };
    Some(Matter {
        kind: today::Kind::Meeting,
        id: meeting.id.0,
        person: *meeting.guests.first()?,
        name: whom,
        reason,
        opener,
        minutes: MINUTES,
    })
}

fn passed(on: Day, day: Day) -> String {
    match days_between(on, day) {
        1 => "yesterday".to_owned(),
        _ => day_words(on, day),
    }
}

fn place(meeting: &Meeting) -> String {
    match meeting.place.as_str() {
        "" => String::new(),
        place => format!(", {place}"),
    }
}

/// What it is called in a sentence.
pub(crate) fn title(meeting: &Meeting) -> String {
    if !meeting.title.is_empty() {
        return format!("“{}”", meeting.title);
    }
    let article = if meeting.kind == Kind::OneToOne {
        ""
    } else {
        "a "
    };
    format!("{article}{}", meeting.kind.words())
}

/// The whole name of one, the first names of two or three, and a count of more.
pub(crate) fn company(names: &[String]) -> String {
    let first = |name: &String| first_name(name).to_owned();
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [one, two] => format!("{} and {}", first(one), first(two)),
        [one, two, three] => format!("{}, {} and {}", first(one), first(two), first(three)),
        [one, two, more @ ..] => format!("{}, {} and {} more", first(one), first(two), more.len()),
    }
}
