//! What is said of a milestone: its title, and the line of the morning it comes up in.

use super::{Milestone, Sort};
use crate::person::first_name;
use crate::today::{Kind, Matter};
use crate::weights::Weights;
use crate::{Day, days_between};

/// A line, a card, a call.
const MINUTES: u32 = 5;

/// So many have a line in one morning; the rest stand in the list of milestones, and concerns
/// have room too. Our choice.
const LINES: usize = 3;

/// The milestones of a morning, each with whose it is: today's first, then what is close ahead,
/// then what was just missed.
pub fn of_the_morning<'a>(
    near: impl Iterator<Item = (&'a Milestone, &'a str)>,
    weights: &Weights,
    day: Day,
) -> Vec<Matter> {
    let mut all: Vec<((bool, i64), Matter)> = near
        .filter_map(|(milestone, name)| {
            let left = days_between(day, milestone.near(day, weights)?);
            let matter = milestone.matter(name, weights, day)?;
            Some(((left < 0, left.abs()), matter))
        })
        .collect();
    all.sort_by(|(a, one), (b, other)| (a, &one.name, one.id).cmp(&(b, &other.name, other.id)));
    all.truncate(LINES);
    all.into_iter().map(|(_, matter)| matter).collect()
}

impl Milestone {
    /// What it is, without whose: "work anniversary, five years", "“shipped the viewer”".
    pub fn title(&self, on: Day) -> String {
        let what = self.what.trim_end_matches('.');
        match (self.sort, what) {
            (Sort::Birthday, "") => "birthday".to_owned(),
            (Sort::WorkAnniversary, "") => match self.occurs.years(on.year()) {
                Some(years) => format!("work anniversary, {}", years_words(years)),
                None => "work anniversary".to_owned(),
            },
            (Sort::NewJob, "") => "new job".to_owned(),
            (Sort::Birthday | Sort::WorkAnniversary | Sort::NewJob, what) => {
                format!("{}, “{what}”", self.sort.words())
            }
            (_, what) => format!("“{what}”"),
        }
    }

    /// What the morning says: on the day, some days ahead of it, and some days late.
    pub fn matter(&self, name: &str, weights: &Weights, day: Day) -> Option<Matter> {
        let on = self.near(day, weights)?;
        let left = days_between(day, on);
        let mut reason = self.news(name, on, left);
        if self.sort == Sort::NewJob {
            reason.push_str(" A new job often changes how much contact fits: look at the rhythm.");
        }
        Some(Matter {
            kind: Kind::Milestone,
            id: self.id.0,
            person: self.person,
            name: name.to_owned(),
            reason,
            opener: self.opener(first_name(name), left),
            minutes: MINUTES,
        })
    }

    fn news(&self, name: &str, on: Day, left: i64) -> String {
        let (title, when) = (self.title(on), when(left, on));
        if title.starts_with('“') {
            return format!("{name}, {when}: {title}.");
        }
        let pause = if title.contains(',') { "," } else { "" };
        format!("{name}’s {title}{pause} {} {when}.", self.verb(left))
    }

    fn verb(&self, left: i64) -> &'static str {
        match (self.sort, left < 0) {
            (Sort::NewJob, true) => "began",
            (Sort::NewJob, false) => "begins",
            (_, true) => "was",
            (_, false) => "is",
        }
    }

    fn opener(&self, first: &str, left: i64) -> String {
        match (self.sort, left.signum()) {
            (_, 1) => format!(
                "When you plan your day, choose how to mark it for {first}: a card, a call or a \
                 coffee; put it where you will see it."
            ),
            (Sort::Birthday | Sort::WorkAnniversary, -1) => format!(
                "When you next open your messages, send {first} a line all the same; late and \
                 meant is welcome."
            ),
            (Sort::Birthday, _) => format!(
                "When you get your coffee, write or call {first}: one thing you are glad of says \
                 more than the wish alone."
            ),
            (Sort::WorkAnniversary, _) => format!(
                "When you next meet or write, tell {first} one thing these years have made \
                 possible; it need not be long."
            ),
            (Sort::NewJob, _) => format!(
                "When you have five quiet minutes, write {first} a line: what you wish for the \
                 start, and a day to hear how it goes."
            ),
            _ => format!(
                "When you next meet or write, tell {first} what it took and what it made \
                 possible; in front of others where that is welcome."
            ),
        }
    }
}

/// "in 3 days, on Friday", "today", "yesterday".
fn when(left: i64, on: Day) -> String {
    match left {
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        2..=6 => format!("in {left} days, on {}", on.strftime("%A")),
        7.. => format!("in {left} days, on {}", on.strftime("%-d %B")),
        _ => format!("{} days ago", -left),
    }
}

/// "one year", "five years", "25 years".
fn years_words(years: i16) -> String {
    const WORDS: [&str; 12] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
    ];
    let word = usize::try_from(years - 1)
        .ok()
        .and_then(|at| WORDS.get(at).copied());
    let noun = if years == 1 { "year" } else { "years" };
    match word {
        Some(word) => format!("{word} {noun}"),
        None => format!("{years} {noun}"),
    }
}
