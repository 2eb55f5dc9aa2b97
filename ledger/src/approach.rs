//! How someone likes to be approached: the medium, the time, the culture and the manner. What is
//! empty is not known. It is asked of the person, never inferred from them.

use thiserror::Error;

use crate::touch::Medium;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Approach {
    pub medium: Option<Medium>,
    /// When they like it, in the owner's words: "mornings", "not on Fridays".
    pub time: String,
    /// What is usual where they come from: "last names first", "tea before business".
    pub culture: String,
    /// How: "straight to the point", "a note first, then a call".
    pub style: String,
}

/// What is to be known otherwise; what is not said stays as it is known when it is carried out, whoever
/// changed it last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// `Some(None)`: no longer known.
    pub medium: Option<Option<Medium>>,
    pub time: Option<String>,
    pub culture: Option<String>,
    pub style: Option<String>,
}

#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Refusal {
    #[error("“{field}” is a few words, {most} letters at most; this has {letters}")]
    TooLong {
        field: &'static str,
        letters: usize,
        most: usize,
    },
}

/// A few words each. Our choice.
const LETTERS_AT_MOST: usize = 300;

impl Approach {
    /// What the owner knows; blanks around words are of no account.
    pub fn known(
        medium: Option<Medium>,
        time: &str,
        culture: &str,
        style: &str,
    ) -> Result<Self, Refusal> {
        Ok(Self {
            medium,
            time: brief("time", time)?,
            culture: brief("culture", culture)?,
            style: brief("style", style)?,
        })
    }

    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    #[must_use]
    pub fn changed(self, change: Change) -> Self {
        Self {
            medium: change.medium.unwrap_or(self.medium),
            time: change.time.unwrap_or(self.time),
            culture: change.culture.unwrap_or(self.culture),
            style: change.style.unwrap_or(self.style),
        }
    }

    /// What is not known here is taken from another entry of the same person.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let either = |a: String, b: String| if a.is_empty() { b } else { a };
        Self {
            medium: self.medium.or(other.medium),
            time: either(self.time, other.time),
            culture: either(self.culture, other.culture),
            style: either(self.style, other.style),
        }
    }

    /// In one line: "by voice; mornings; straight to the point".
    pub fn words(&self) -> String {
        let medium = self.medium.map(Medium::words).unwrap_or_default();
        let parts = [medium, &self.time, &self.style, &self.culture];
        let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        said.join("; ")
    }
}

fn brief(field: &'static str, words: &str) -> Result<String, Refusal> {
    let words = words.trim();
    let letters = words.chars().count();
    if letters > LETTERS_AT_MOST {
        return Err(Refusal::TooLong {
            field,
            letters,
            most: LETTERS_AT_MOST,
        });
    }
    Ok(words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_said_in_one_line() {
        let approach = Approach::known(Some(Medium::Voice), " mornings ", "", "a note first");
        let words = approach.map(|approach| approach.words());
        assert_eq!(words, Ok("by voice; mornings; a note first".to_owned()));
        assert!(Approach::default().is_empty() && Approach::default().words().is_empty());
    }

    #[test]
    fn two_entries_of_one_person_are_read_as_one() {
        let first = Approach::known(None, "mornings", "", "").unwrap();
        let second = Approach::known(Some(Medium::Mail), "evenings", "", "plainly").unwrap();
        let both = first.or(second);
        assert_eq!(both.words(), "by mail; mornings; plainly");
    }

    #[test]
    fn who_changes_one_thing_leaves_what_another_changed_meanwhile() {
        let seen = Approach::known(None, "mornings", "", "plainly").unwrap();
        let first = Change {
            medium: Some(Some(Medium::Mail)),
            style: Some(String::new()),
            ..Change::default()
        };
        let second = Change {
            time: Some("evenings".to_owned()),
            ..Change::default()
        };
        let known = seen.changed(first).changed(second);
        assert_eq!(known.words(), "by mail; evenings");
    }

    #[test]
    fn a_few_words_are_enough() {
        let long = Approach::known(None, "", &"a".repeat(301), "");
        assert_eq!(
            long.map_err(|refusal| refusal.to_string()),
            Err("“culture” is a few words, 300 letters at most; this has 301".to_owned())
        );
    }
}
