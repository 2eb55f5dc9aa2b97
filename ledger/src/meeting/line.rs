//! One line of what was said in a meeting, read as the owner types it: "send the deck by friday",
//! "Tomás: ask the museum by 14 march", "family: moving house in April".

use thiserror::Error;

use crate::detail::Topic;
use crate::{Day, said};

/// A promise as one line tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Whom it is with, where the line says so.
    pub whom: Option<String>,
    pub what: String,
    pub due: Option<Day>,
}

/// Something to remember as one line tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remembered {
    pub whom: Option<String>,
    pub topic: Topic,
    pub what: String,
}

#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Unsaid {
    #[error("“{line}” says who, but not what")]
    Nothing { line: String },
    /// A day was meant that there is not, or that may be two.
    #[error(transparent)]
    Unclear(#[from] said::Unclear),
}

/// What stands before the day a promise is due.
const BEFORE_A_DAY: [&str; 4] = [" by ", " until ", " due ", " on "];

/// More words than this are no name before a colon.
const WORDS_OF_A_NAME: usize = 3;

/// The promise a line tells. What looks like no day belongs to the words; what looks like one and is none, as
/// "by 30 february", is refused.
pub fn promised(line: &str, is_name: impl Fn(&str) -> bool, today: Day) -> Result<Said, Unsaid> {
    let (whom, rest) = addressed(line, is_name);
    let (what, due) = dated(rest, today)?;
    Ok(Said {
        what: worded(what, line)?,
        whom,
        due,
    })
}

/// What a line tells to remember: "family: …", "Tomás: family: …"; an interest where no topic is named.
pub fn remembered(line: &str, is_name: impl Fn(&str) -> bool) -> Result<Remembered, Unsaid> {
    let (whom, rest) = addressed(line, is_name);
    let (topic, what) = match rest.split_once(':') {
        Some((head, what)) => match topic(head) {
            Some(topic) => (topic, what),
            None => (Topic::Interest, rest),
        },
        None => (Topic::Interest, rest),
    };
    Ok(Remembered {
        what: worded(what, line)?,
        whom,
        topic,
    })
}

fn worded(what: &str, line: &str) -> Result<String, Unsaid> {
    let what = what.trim().trim_end_matches(',').trim_end();
    if what.is_empty() {
        return Err(Unsaid::Nothing {
            line: line.trim().to_owned(),
        });
    }
    Ok(what.to_owned())
}

/// The name before the colon, when there is one, and what follows.
fn addressed(line: &str, is_name: impl Fn(&str) -> bool) -> (Option<String>, &str) {
    let line = line.trim().trim_start_matches(['-', '*', '•']).trim_start();
    match line.split_once(':') {
        Some((head, rest))
            if head.split_whitespace().count() <= WORDS_OF_A_NAME && is_name(head.trim()) =>
        {
            (Some(head.trim().to_owned()), rest.trim())
        }
        _ => (None, line),
    }
}

fn dated(text: &str, today: Day) -> Result<(&str, Option<Day>), said::Unclear> {
    let text = text.trim().trim_end_matches('.');
    let lower = text.to_lowercase();
    // Lower case may have other lengths in some scripts; then no day is looked for.
    if lower.len() != text.len() {
        return Ok((text, None));
    }
    let found = BEFORE_A_DAY.iter().filter_map(|word| {
        let at = lower.rfind(word)?;
        let day = said::parse(&lower[at + word.len()..], today);
        means_a_day(&day).then_some((at, day))
    });
    match found.max_by_key(|(at, _)| *at) {
        Some((at, day)) if text.is_char_boundary(at) => Ok((&text[..at], Some(day?))),
        _ => Ok((text, None)),
    }
}

/// Whether words name a day, though perhaps one that there is not.
fn means_a_day(day: &Result<Day, said::Unclear>) -> bool {
    use said::Unclear;
    !matches!(
        day,
        Err(Unclear::Unknown(_) | Unclear::NoTime(_) | Unclear::NotATime(_) | Unclear::NotASpan(_))
    )
}

/// A topic by the beginning of its name.
fn topic(head: &str) -> Option<Topic> {
    let head = head.trim().to_lowercase().replace(' ', "-");
    if head.len() < 3 {
        return None;
    }
    let mut fits = Topic::ALL
        .iter()
        .filter(|topic| topic.id().starts_with(&head));
    match (fits.next(), fits.next()) {
        (Some(topic), None) => Some(*topic),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cast::{MORNING, days_ago};

    fn said(line: &str) -> Said {
        promised(line, |head| head == "Tomás", MORNING).unwrap()
    }

    #[test]
    fn a_line_holds_what_was_promised_and_until_when() {
        let deck = said("- send the deck by friday.");
        assert_eq!(
            (deck.what.as_str(), deck.due),
            ("send the deck", Some(days_ago(-3)))
        );
        let museum = said("Tomás: ask the museum, by 14 march");
        assert_eq!(museum.whom.as_deref(), Some("Tomás"));
        assert_eq!(
            (museum.what.as_str(), museum.due),
            ("ask the museum", Some(days_ago(-4)))
        );
    }

    #[test]
    fn a_day_that_there_is_not_is_refused_in_words() {
        let refused = |line: &str| {
            let said = promised(line, |_| false, MORNING);
            said.map_err(|unsaid| unsaid.to_string())
        };
        assert_eq!(
            refused("send the deck by 30 february"),
            Err("there is no 30 February".to_owned())
        );
        // It is said on a Tuesday.
        assert_eq!(
            refused("send the deck by tuesday"),
            Err("today is Tuesday: say “today” or “next tuesday”".to_owned())
        );
    }

    #[test]
    fn what_is_no_day_belongs_to_the_words() {
        let by = said("stop by the workshop");
        assert_eq!((by.what.as_str(), by.due), ("stop by the workshop", None));
        let note = said("read the note: it is on the shelf");
        assert_eq!(note.what, "read the note: it is on the shelf");
        assert_eq!(note.whom, None);
        let twice = said("put it on paper by tomorrow");
        assert_eq!(
            (twice.what.as_str(), twice.due),
            ("put it on paper", Some(days_ago(-1)))
        );
    }

    #[test]
    fn a_name_alone_promises_nothing() {
        let nothing = promised("Tomás:", |head| head == "Tomás", MORNING);
        assert_eq!(
            nothing.map_err(|unsaid| unsaid.to_string()),
            Err("“Tomás:” says who, but not what".to_owned())
        );
    }

    #[test]
    fn what_to_remember_names_its_topic_or_is_an_interest() {
        let read = |line| remembered(line, |head| head == "Tomás").unwrap();
        let house = read("family: moving house in April");
        assert_eq!(
            (house.topic, house.what.as_str()),
            (Topic::Family, "moving house in April")
        );
        let film = read("saw the film twice: loved it");
        assert_eq!(
            (film.topic, film.what.as_str()),
            (Topic::Interest, "saw the film twice: loved it")
        );
        let both = read("Tomás: asp: wants to move to design");
        assert_eq!(both.whom.as_deref(), Some("Tomás"));
        assert_eq!(both.topic, Topic::Aspiration);
    }

    proptest::proptest! {
        #[test]
        fn any_line_is_read_or_refused_and_never_loses_its_words(line in ".{0,80}") {
            if let Ok(said) = promised(&line, |_| false, MORNING) {
                proptest::prop_assert!(line.contains(&said.what));
            }
            let _ = remembered(&line, |head| head.len() > 2);
        }
    }
}
