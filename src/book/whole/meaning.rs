//! What a column of a book means, beyond being a number, a text or bytes. A value that means nothing
//! here would be refused later by every command that reads it, so it is refused at the door.

use jiff::Timestamp;
use ledger::Day;

use super::fields::Field;
use crate::book::Value;
use crate::book::engine::uuid_from;
use crate::book::shelf::unhex;

/// Ids and numbers of lines stay far from the end of the numbers, as the next one is one more.
pub const LARGEST: i64 = 1 << 53;

#[derive(Clone, Copy)]
pub enum Meaning {
    Text,
    /// One of a few words.
    Word(fn(&str) -> bool),
    Day,
    /// In microseconds since 1970.
    Instant,
    Number(i64, i64),
    /// The sixteen bytes of an id.
    Id,
    Bytes,
}

#[derive(Clone, Copy)]
pub struct Sense {
    meaning: Meaning,
    pub may_be_absent: bool,
}

pub const fn must(meaning: Meaning) -> Sense {
    Sense {
        meaning,
        may_be_absent: false,
    }
}

pub const fn may(meaning: Meaning) -> Sense {
    Sense {
        meaning,
        may_be_absent: true,
    }
}

impl Sense {
    /// The value a field gives its column, or why it gives none.
    pub fn of(self, field: Field) -> Result<Value, String> {
        if field == Field::Null {
            return match self.may_be_absent {
                true => Ok(Value::Null),
                false => Err("is missing".to_owned()),
            };
        }
        let found = match &field {
            Field::Int(number) => self
                .meaning
                .of_number(*number)
                .then_some(Value::Int(*number)),
            Field::Text(text) => self.meaning.of_text(text),
            Field::Null | Field::Other(_) => None,
        };
        found.ok_or_else(|| format!("is not {}: {field}", self.meaning.said()))
    }
}

impl Meaning {
    fn of_number(self, number: i64) -> bool {
        match self {
            Self::Instant => Timestamp::from_microsecond(number).is_ok(),
            Self::Number(least, most) => (least..=most).contains(&number),
            Self::Text | Self::Word(_) | Self::Day | Self::Id | Self::Bytes => false,
        }
    }

    fn of_text(self, text: &str) -> Option<Value> {
        match self {
            Self::Text => Some(Value::from(text)),
            Self::Word(is_known) => is_known(text).then(|| Value::from(text)),
            Self::Day => is_day(text).then(|| Value::from(text)),
            Self::Id => unhex(text)
                .filter(|id| uuid_from(id).is_ok())
                .map(Value::Blob),
            Self::Bytes => unhex(text).map(Value::Blob),
            Self::Instant | Self::Number(..) => None,
        }
    }

    fn said(self) -> String {
        match self {
            Self::Text => "a text".to_owned(),
            Self::Word(_) => "a word this Troth knows".to_owned(),
            Self::Day => "a day".to_owned(),
            Self::Instant => "an instant, in microseconds since 1970".to_owned(),
            Self::Number(least, most) => format!("a number from {least} to {most}"),
            Self::Id => "an id of 32 hexadecimal digits".to_owned(),
            Self::Bytes => "bytes in hexadecimal digits".to_owned(),
        }
    }
}

/// In the one form the book writes: its engines compare days as texts.
fn is_day(text: &str) -> bool {
    text.len() == "2026-03-10".len() && text.parse::<Day>().is_ok_and(|day| day.to_string() == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_one_form() {
        for day in ["2026-03-10", "0001-01-01", "9999-12-31", "2024-02-29"] {
            assert!(is_day(day), "{day}");
        }
        for other in [
            "soon",
            "",
            "2026-02-30",
            "20260310",
            "2026-3-10",
            "-002026-03-10",
            "2026-03-10T00:00",
        ] {
            assert!(!is_day(other), "{other}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_said_with_the_value() {
        let text = |text: &str| Field::Text(text.to_owned());
        assert_eq!(
            must(Meaning::Day).of(text("soon")).unwrap_err(),
            "is not a day: “soon”"
        );
        assert_eq!(
            must(Meaning::Day).of(Field::Int(3)).unwrap_err(),
            "is not a day: 3"
        );
        assert_eq!(
            must(Meaning::Day).of(Field::Null).unwrap_err(),
            "is missing"
        );
        assert_eq!(may(Meaning::Day).of(Field::Null), Ok(Value::Null));
        assert_eq!(
            must(Meaning::Number(1, 4)).of(Field::Int(99)).unwrap_err(),
            "is not a number from 1 to 4: 99"
        );
        assert_eq!(
            must(Meaning::Id).of(text("00ff")).unwrap_err(),
            "is not an id of 32 hexadecimal digits: “00ff”"
        );
        let far = must(Meaning::Instant).of(Field::Int(i64::MAX));
        assert!(far.unwrap_err().starts_with("is not an instant"));
    }
}
