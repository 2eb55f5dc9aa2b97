//! One line of a whole book, as far as it is JSON: an object of a few fields, each a number, a text or
//! nothing. What is nested is passed over and not built, so that a line costs no more memory than it is long.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::book::person::plain;

/// The widest shelf has fewer columns than this.
const FIELDS_AT_MOST: usize = 64;

/// So much of a value is shown where it makes no sense.
const SHOWN_AT_MOST: usize = 40;

#[derive(Clone, Debug, PartialEq)]
pub enum Field {
    Null,
    Int(i64),
    Text(String),
    /// Anything a book does not hold, as it is shown.
    Other(String),
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("nothing"),
            Self::Int(number) => write!(f, "{number}"),
            Self::Text(text) => write!(f, "“{}”", short(text)),
            Self::Other(shown) => f.write_str(shown),
        }
    }
}

fn short(text: &str) -> String {
    let mut letters = text.chars();
    let start: String = letters.by_ref().take(SHOWN_AT_MOST).collect();
    let more = if letters.next().is_some() { "…" } else { "" };
    format!("{}{more}", plain(&start))
}

/// The fields of an object, in the order they stand.
#[derive(Debug, Default)]
pub struct Fields(Vec<(String, Field)>);

impl Fields {
    pub fn read(text: &str) -> Result<Self, String> {
        let failed = |cause: serde_json::Error| match cause.classify() {
            // Its own words end with a place in the line, which says nothing of a book.
            serde_json::error::Category::Data => {
                let said = cause.to_string();
                said.split(" at line ").next().unwrap_or(&said).to_owned()
            }
            _ => "that is not JSON".to_owned(),
        };
        serde_json::from_str(text).map_err(failed)
    }

    pub fn take(&mut self, name: &str) -> Option<Field> {
        let place = self.0.iter().position(|(known, _)| known == name)?;
        Some(self.0.swap_remove(place).1)
    }

    /// What a field says in words.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find_map(|(known, field)| match field {
            Field::Text(text) if known == name => Some(text.as_str()),
            _ => None,
        })
    }

    pub fn text_mut(&mut self, name: &str) -> Option<&mut String> {
        self.0.iter_mut().find_map(|(known, field)| match field {
            Field::Text(text) if known == name => Some(text),
            _ => None,
        })
    }

    /// A field that nobody asked for.
    pub fn left(&self) -> Option<&str> {
        self.0.first().map(|(name, _)| name.as_str())
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        reader.deserialize_any(OfAnObject)
    }
}

struct OfAnObject;

impl<'de> Visitor<'de> for OfAnObject {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let mut fields: Vec<(String, Field)> = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            if fields.iter().any(|(known, _)| *known == name) {
                return Err(A::Error::custom(format!("it says {} twice", short(&name))));
            }
            if fields.len() == FIELDS_AT_MOST {
                return Err(A::Error::custom(
                    "it has more fields than any line of a book",
                ));
            }
            fields.push((name, map.next_value()?));
        }
        Ok(Fields(fields))
    }
}

impl<'de> Deserialize<'de> for Field {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        reader.deserialize_any(OfAValue)
    }
}

struct OfAValue;

impl<'de> Visitor<'de> for OfAValue {
    type Value = Field;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Field, E> {
        Ok(Field::Null)
    }

    fn visit_i64<E>(self, number: i64) -> Result<Field, E> {
        Ok(Field::Int(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Field, E> {
        Ok(i64::try_from(number).map_or_else(|_| Field::Other(number.to_string()), Field::Int))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Field, E> {
        Ok(Field::Other(number.to_string()))
    }

    fn visit_bool<E>(self, is: bool) -> Result<Field, E> {
        Ok(Field::Other(is.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Field, E> {
        Ok(Field::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Field, E> {
        Ok(Field::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Field, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Field::Other("a list".to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Field, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Field::Other("an object".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_taken_apart_and_nothing_nested_is_kept() {
        let mut fields =
            Fields::read(r#"{"a":1,"b":"x","c":null,"d":[[1],{"e":2}],"f":1e3}"#).unwrap();
        assert_eq!(fields.take("a"), Some(Field::Int(1)));
        assert_eq!(fields.take("b"), Some(Field::Text("x".to_owned())));
        assert_eq!(fields.take("c"), Some(Field::Null));
        assert_eq!(fields.take("d").unwrap().to_string(), "a list");
        assert_eq!(fields.take("g"), None);
        assert_eq!(fields.left(), Some("f"));
    }

    #[test]
    fn what_is_no_object_of_a_book_is_refused_in_words() {
        let said = |text: &str| Fields::read(text).unwrap_err();
        assert_eq!(said("soon"), "that is not JSON");
        assert_eq!(said("{\"a\":1"), "that is not JSON");
        assert_eq!(
            said("[1]"),
            "invalid type: sequence, expected a JSON object"
        );
        assert_eq!(said(r#"{"a":1,"a":2}"#), "it says a twice");
        let many: Vec<String> = (0..70).map(|n| format!("\"a{n}\":1")).collect();
        let many = format!("{{{}}}", many.join(","));
        assert_eq!(said(&many), "it has more fields than any line of a book");
    }

    #[test]
    fn a_long_value_is_shown_by_its_beginning() {
        let shown = Field::Text("long ".repeat(40)).to_string();
        assert!((30..=43).contains(&shown.chars().count()), "{shown}");
    }
}
