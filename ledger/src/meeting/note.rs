//! The short note after a meeting: thanks, who does what by when, the next step. A draft for the
//! owner to change and send; Troth sends nothing.

use super::Kind;
use crate::person::first_name;
use crate::today::day_words;
use crate::touch::Side;
use crate::{Day, days_between};

/// What the note is made of.
#[derive(Clone, Debug)]
pub struct Letter<'a> {
    pub kind: Kind,
    /// The names of those who were there.
    pub names: &'a [String],
    pub held: Day,
    pub agreed: &'a [Agreed],
    /// The next time they meet, where that is known.
    pub next: Option<Day>,
    /// Who signs; may be empty.
    pub owner: &'a str,
}

/// One thing somebody will do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agreed {
    pub side: Side,
    pub name: String,
    pub what: String,
    pub due: Option<Day>,
}

/// The draft, as plain text.
pub fn note(letter: &Letter<'_>, today: Day) -> String {
    let mut paragraphs = vec![greeting(letter.names), thanks(letter, today)];
    if !letter.agreed.is_empty() {
        paragraphs.push(agreed(letter, today));
    }
    paragraphs.push(next(letter, today));
    if !letter.owner.is_empty() {
        paragraphs.push(first_name(letter.owner).to_owned());
    }
    paragraphs.join("\n\n")
}

fn greeting(names: &[String]) -> String {
    match names {
        [one] => format!("Dear {},", first_name(one)),
        [one, two] => format!("Dear {} and {},", first_name(one), first_name(two)),
        _ => "Dear all,".to_owned(),
    }
}

fn thanks(letter: &Letter<'_>, today: Day) -> String {
    let when = match days_between(letter.held, today) {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        _ => format!("on {}", day_words(letter.held, today)),
    };
    let what = match letter.kind {
        Kind::Coffee => "the coffee",
        Kind::Lunch => "the lunch",
        Kind::Walk => "the walk",
        Kind::Call | Kind::Video => "the call",
        Kind::Interview | Kind::First => "your time and your candour",
        Kind::Meeting | Kind::OneToOne => "your time",
    };
    format!("Thank you for {what} {when}.")
}

fn agreed(letter: &Letter<'_>, today: Day) -> String {
    let mut lines = vec!["What we said:".to_owned()];
    for one in letter.agreed {
        let who = match one.side {
            Side::Mine if letter.names.len() > 1 => format!("I, for {}", first_name(&one.name)),
            Side::Mine => "I".to_owned(),
            Side::Theirs => first_name(&one.name).to_owned(),
        };
        let due = one
            .due
            .map(|due| format!(", by {}", day_words(due, today)))
            .unwrap_or_default();
        lines.push(format!("- {who}: {}{due}", one.what));
    }
    lines.join("\n")
}

/// The next step: the meeting that follows, else the first thing due.
fn next(letter: &Letter<'_>, today: Day) -> String {
    if let Some(next) = letter.next {
        return format!("Next step: we meet again on {}.", day_words(next, today));
    }
    let first = letter
        .agreed
        .iter()
        .filter_map(|one| one.due.map(|due| (due, one)));
    match first.min_by_key(|(due, _)| *due) {
        Some((due, one)) => format!("Next step: {}, by {}.", one.what, day_words(due, today)),
        None => "If I have forgotten something, tell me.".to_owned(),
    }
}
