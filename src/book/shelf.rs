//! The shelves: which tables a verb may write row by row, with their columns and keys.
//! One description serves writing, taking back, and carrying a whole book to another place.

use super::engine_values::{Column, Value};
use crate::error::{Error, Result};

use Column::{Blob, Int, Text};

#[derive(Debug)]
pub struct Shelf {
    pub name: &'static str,
    /// Without `book`, which comes first everywhere.
    pub columns: &'static [(&'static str, Column)],
    /// How many of the first columns are the key.
    pub key: usize,
}

macro_rules! shelf {
    ($name:ident $table:literal key $key:literal: $($column:literal $kind:ident),+) => {
        pub static $name: Shelf = Shelf { name: $table, columns: &[$(($column, $kind)),+], key: $key };
    };
}

shelf! { SETTING "setting" key 1: "name" Text, "value" Text }
shelf! { SOURCE "source" key 1:
"id" Int, "kind" Text, "place" Text, "last_read_at" Int, "read_to" Int, "messages" Int, "health" Text }
shelf! { BATCH "batch" key 1:
"id" Int, "place" Text, "owner" Text, "source" Int, "state" Text, "made_at" Int, "accepted_at" Int, "report" Text,
"forgotten" Int }
shelf! { SKIP "skip" key 2: "batch" Int, "n" Int, "file" Text, "position" Int, "reason" Text }
shelf! { PERSON "person" key 1:
"id" Blob, "name" Text, "named_by" Text, "importance" Int, "standing" Text, "standing_by" Text,
"rhythm" Int, "quiet_from" Text, "quiet_until" Text, "quiet_why" Text, "merged_into" Blob, "root" Blob, "batch" Int }
shelf! { HANDLE "handle" key 2: "kind" Text, "value" Text, "person" Blob, "batch" Int }
shelf! { MESSAGE "message" key 1:
"id" Blob, "message_id" Text, "at" Int, "offset_minutes" Int, "from_name" Text, "from_addr" Text,
"to_list" Text, "cc_list" Text, "parent" Blob, "subject" Text, "traffic" Text, "batch" Int }
shelf! { TOUCH "touch" key 3:
"person" Blob, "at" Int, "id" Blob, "day" Text, "medium" Text, "setting" Text, "began" Text,
"addressees" Int, "note" Text, "source" Int, "batch" Int }
shelf! { MOMENT "moment" key 4: "person" Blob, "touch" Blob, "name" Text, "side" Text }
shelf! { PROMISE "promise" key 1:
"id" Blob, "person" Blob, "side" Text, "what" Text, "made_on" Text, "due" Text, "renewals" Int,
"outcome" Text, "settled_on" Text }
shelf! { NUDGE "nudge" key 1:
"person" Blob, "suggested_on" Text, "snoozed_until" Text, "why" Text, "passed_over" Int,
"resting_until" Text, "answered_on" Text, "answer" Text }
shelf! { HUSH "hush" key 1: "matter" Blob, "until" Text, "why" Text }
shelf! { ACT "act" key 4:
"person" Blob, "id" Blob, "moment" Text, "side" Text, "day" Text, "what" Text }
shelf! { VERDICT "verdict" key 2: "person" Blob, "touch" Blob, "verdict" Text, "day" Text }
shelf! { BID "bid" key 1:
"id" Blob, "person" Blob, "what" Text, "made_on" Text, "touch" Blob, "outcome" Text, "settled_on" Text }
shelf! { DETAIL "detail" key 1:
"id" Blob, "person" Blob, "topic" Text, "what" Text, "noted_on" Text, "confirmed_on" Text, "ask_on" Text,
"touch" Blob, "ended_on" Text }
shelf! { APPROACH "approach" key 1:
"person" Blob, "medium" Text, "time" Text, "culture" Text, "style" Text }
shelf! { CONCERN "concern" key 1:
"id" Blob, "person" Blob, "what" Text, "raised_on" Text, "check_on" Text, "touch" Blob, "eased_on" Text }
shelf! { CONTRIBUTION "contribution" key 1:
"id" Blob, "person" Blob, "what" Text, "seen_on" Text, "touch" Blob, "thanked_on" Text, "credited_on" Text,
"before_whom" Text }
shelf! { MILESTONE "milestone" key 1:
"id" Blob, "person" Blob, "kind" Text, "what" Text, "year" Int, "month" Int, "day" Int, "yearly" Int }
shelf! { CELEBRATION "celebration" key 2: "milestone" Blob, "year" Int, "id" Blob, "day" Text }
shelf! { PROGRESS "progress" key 2:
"promise" Blob, "id" Blob, "day" Text, "what" Text, "told" Int }
shelf! { BREACH "breach" key 1:
"id" Blob, "person" Blob, "side" Text, "kind" Text, "size" Int, "what" Text, "day" Text, "promise" Blob,
"acknowledged_on" Text, "owned_on" Text, "amended_on" Text, "amends" Text, "said_on" Text, "let_go_on" Text }
shelf! { SEAL "seal" key 1: "id" Int, "envelope" Blob, "made_on" Text }
shelf! { CONFIDENCE "confidence" key 1:
"id" Blob, "person" Blob, "envelope" Blob, "noted_on" Text, "review_on" Text }
shelf! { CIRCLE "circle" key 1:
"id" Blob, "name" Text, "kind" Text, "days" Int, "in_person" Int, "after_what" Text, "weekdays" Text }
shelf! { MEMBERSHIP "membership" key 2: "circle" Blob, "person" Blob }
shelf! { CADENCE "cadence" key 1:
"person" Blob, "in_person" Int, "after_what" Text, "weekdays" Text }
shelf! { HAPPENING "happening" key 2: "name" Text, "day" Text }
shelf! { WALK_AROUND "walk_around" key 1: "id" Blob, "day" Text, "circle" Blob, "place" Text }
shelf! { MEETING "meeting" key 1:
"id" Blob, "at" Int, "day" Text, "minutes" Int, "title" Text, "kind" Text, "place" Text, "every" Int,
"roles" Text, "view" Text, "questions" Text, "asked" Text, "answered" Text, "held_on" Text, "touch" Blob,
"source" Int }
shelf! { GUEST "guest" key 2: "meeting" Blob, "person" Blob }
shelf! { FOCUS "focus" key 1:
"week" Text, "moment" Text, "chosen_on" Text, "looked_back" Text }
shelf! { DIGEST "digest" key 2:
"day" Text, "channel" Text, "state" Text, "what" Text, "tried_at" Int, "why" Text, "tries" Int }
shelf! { FORGOTTEN "forgotten" key 1: "mark" Blob, "forgotten_on" Text }
shelf! { NOT_SAME "not_same" key 2: "one" Blob, "other" Blob, "day" Text, "how" Text }
// Not part of the whole book: it stays on this machine.
shelf! { SECRET "secret" key 1: "name" Text, "value" Text }
// Nor is this: what is still to be done on this machine.
shelf! { CHORE "chore" key 1: "name" Text, "value" Text }
shelf! { HISTORY "history" key 1:
"seq" Int, "at" Int, "door" Text, "request" Blob, "verb" Text, "subject" Blob, "answer" Text,
"batch" Int, "undone_by" Int, "person" Blob, "content" Blob }
shelf! { IMAGE "image" key 2: "seq" Int, "n" Int, "shelf" Text, "place" Text, "before" Text }
shelf! { FACTS "facts" key 1:
"person" Blob, "packed" Blob, "days" Int, "from_me" Int, "from_them" Int, "last_at" Int,
"last_medium" Text, "last_note" Text, "last_source" Int }

shelf! { FOUND "found" key 2:
"batch" Int, "n" Int, "id" Blob, "message_id" Text, "at" Int, "offset_minutes" Int, "from_name" Text,
"from_addr" Text, "to_list" Text, "cc_list" Text, "parent" Blob, "subject" Text, "traffic" Text, "sent" Int }

/// Everything an export carries, in an order in which it can be read back. Facts are not here:
/// they are made from touches. Mail not yet accepted is not here either.
pub static WHOLE_BOOK: &[&Shelf] = &[
    &SETTING,
    &SOURCE,
    &BATCH,
    &SKIP,
    &PERSON,
    &HANDLE,
    &MESSAGE,
    &TOUCH,
    &MOMENT,
    &PROMISE,
    &NUDGE,
    &HUSH,
    &ACT,
    &VERDICT,
    &BID,
    &DETAIL,
    &APPROACH,
    &CONCERN,
    &CONTRIBUTION,
    &MILESTONE,
    &CELEBRATION,
    &PROGRESS,
    &BREACH,
    &SEAL,
    &CONFIDENCE,
    &CIRCLE,
    &MEMBERSHIP,
    &CADENCE,
    &HAPPENING,
    &WALK_AROUND,
    &MEETING,
    &GUEST,
    &FOCUS,
    &DIGEST,
    &FORGOTTEN,
    &NOT_SAME,
    &HISTORY,
    &IMAGE,
];

impl Shelf {
    pub fn named(name: &str) -> Result<&'static Self> {
        WHOLE_BOOK
            .iter()
            .copied()
            .find(|shelf| shelf.name == name)
            .ok_or_else(|| Error::refused(format!("there is no shelf called {name} in a book")))
    }

    pub fn column_names(&self) -> Vec<&'static str> {
        self.columns.iter().map(|(name, _)| *name).collect()
    }

    /// `insert … on conflict do update`: a row as it should stand from now on.
    pub fn upsert(&self) -> String {
        let names = self.column_names();
        let places: Vec<String> = (2..names.len() + 2).map(|n| format!("${n}")).collect();
        let (key, rest) = names.split_at(self.key);
        let changes: Vec<String> = rest
            .iter()
            .map(|name| format!("{name} = excluded.{name}"))
            .collect();
        let conflict = if changes.is_empty() {
            "do nothing".to_owned()
        } else {
            format!("do update set {}", changes.join(", "))
        };
        format!(
            "insert into {} (book, {}) values ($1, {}) on conflict (book, {}) {conflict}",
            self.name,
            names.join(", "),
            places.join(", "),
            key.join(", ")
        )
    }

    pub fn select(&self) -> String {
        format!(
            "select {} from {} where {}",
            self.column_names().join(", "),
            self.name,
            self.by_key()
        )
    }

    pub fn delete(&self) -> String {
        format!("delete from {} where {}", self.name, self.by_key())
    }

    pub fn select_all(&self) -> String {
        let names = self.column_names();
        format!(
            "select {} from {} where book = $1 order by {}",
            names.join(", "),
            self.name,
            names[..self.key].join(", ")
        )
    }

    /// Whether its rows are things noted with a person, and stray without them.
    pub fn holds_of_a_person(&self) -> bool {
        let of_the_person = [HANDLE.name, NUDGE.name, HISTORY.name];
        !of_the_person.contains(&self.name) && self.column_names().contains(&"person")
    }

    /// How many rows are with the person `$2`.
    pub fn count_of_a_person(&self) -> String {
        format!(
            "select count(*) from {} where book = $1 and person = $2",
            self.name
        )
    }

    /// A row's key as one text, to find who wrote it last: its parts with `/` between them. A `/` within a
    /// part is written `~1` and a `~` is written `~0`, as in a JSON pointer (RFC 6901), so that two keys never
    /// come to one text.
    pub fn place_of(&self, key: &[Value]) -> String {
        let part = |value: &Value| match value {
            Value::Null => String::new(),
            Value::Int(value) => value.to_string(),
            Value::Text(value) => escaped(value),
            Value::Blob(value) => hex(value),
        };
        let parts: Vec<String> = key[..self.key].iter().map(part).collect();
        parts.join("/")
    }

    /// The key a place in the history names.
    pub fn key_of(&self, place: &str) -> Result<Vec<Value>> {
        let parts: Vec<&str> = place.split('/').collect();
        let part = |(kind, part): (Column, &str)| match kind {
            Int => part.parse().ok().map(Value::Int),
            Text => Some(Value::from(unescaped(part).as_str())),
            Blob => unhex(part).map(Value::Blob),
        };
        let kinds = self.columns[..self.key].iter().map(|(_, kind)| *kind);
        let key: Option<Vec<Value>> = kinds.zip(parts.iter().copied()).map(part).collect();
        key.filter(|key| key.len() == self.key && parts.len() == self.key)
            .ok_or_else(|| Error::internal("a place in the history is malformed"))
    }

    /// A place as an older Troth wrote it, with no sign within a part written otherwise. Only one part
    /// of such a key can hold a `/`, so there is one way to read it.
    pub fn place_of_old(&self, place: &str) -> String {
        let exact = if self.name == HANDLE.name {
            let parts = place.split_once('/');
            parts.map(|(kind, value)| format!("{kind}/{}", escaped(value)))
        } else if self.name == HAPPENING.name {
            let parts = place.rsplit_once('/');
            parts.map(|(name, day)| format!("{}/{day}", escaped(name)))
        } else if self.name == SETTING.name {
            Some(escaped(place))
        } else {
            None
        };
        exact.unwrap_or_else(|| place.to_owned())
    }

    fn by_key(&self) -> String {
        let parts: Vec<String> = self.columns[..self.key]
            .iter()
            .enumerate()
            .map(|(n, (name, _))| format!("{name} = ${}", n + 2))
            .collect();
        format!("book = $1 and {}", parts.join(" and "))
    }

    /// A row as JSON: blobs as hexadecimal digits.
    pub fn to_json(&self, row: &[Value]) -> serde_json::Value {
        let fields = self
            .columns
            .iter()
            .zip(row)
            .filter(|(_, value)| **value != Value::Null);
        fields
            .map(|((name, _), value)| ((*name).to_owned(), json(value)))
            .collect()
    }

    /// The row a JSON object describes; an absent column is null.
    pub fn row_of_json(&self, object: &serde_json::Value) -> Result<Vec<Value>> {
        let fields = object
            .as_object()
            .ok_or_else(|| Error::refused(format!("a {} is not a JSON object", self.name)))?;
        if let Some(stranger) = fields
            .keys()
            .find(|name| !self.columns.iter().any(|(column, _)| column == name))
        {
            return Err(Error::refused(format!(
                "a {} has no field called {stranger}",
                self.name
            )));
        }
        self.columns
            .iter()
            .map(|(name, kind)| {
                let field = fields.get(*name).unwrap_or(&serde_json::Value::Null);
                value(field, *kind).ok_or_else(|| {
                    Error::refused(format!(
                        "the {name} of a {} is not of the right kind",
                        self.name
                    ))
                })
            })
            .collect()
    }
}

fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::Null => serde_json::Value::Null,
        Value::Int(value) => (*value).into(),
        Value::Text(value) => value.as_str().into(),
        Value::Blob(value) => hex(value).into(),
    }
}

fn value(field: &serde_json::Value, kind: Column) -> Option<Value> {
    if field.is_null() {
        return Some(Value::Null);
    }
    match kind {
        Int => field.as_i64().map(Value::Int),
        Text => field.as_str().map(Value::from),
        Blob => field.as_str().and_then(unhex).map(Value::Blob),
    }
}

/// A part of a key as it stands in a place.
fn escaped(part: &str) -> String {
    part.replace('~', "~0").replace('/', "~1")
}

/// The words of a place as they were before it was put together.
pub fn unescaped(place: &str) -> String {
    place.replace("~1", "/").replace("~0", "~")
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|n| u8::from_str_radix(&text[n..n + 2], 16).ok())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_key(shelf: &'static Shelf) -> impl Strategy<Value = Vec<Value>> {
        let kinds = shelf.columns[..shelf.key].iter();
        let parts: Vec<_> = kinds
            .map(|(_, kind)| match kind {
                Int => any::<i64>().prop_map(Value::Int).boxed(),
                Text => "[a/~\"'\\\\ 0-1é🏴]{0,6}|.{0,12}"
                    .prop_map(|text| Value::from(text.as_str()))
                    .boxed(),
                Blob => prop::collection::vec(any::<u8>(), 0..20)
                    .prop_map(Value::Blob)
                    .boxed(),
            })
            .collect();
        parts
    }

    fn any_two() -> impl Strategy<Value = (&'static Shelf, Vec<Value>, Vec<Value>)> {
        let shelf = prop::sample::select(WHOLE_BOOK.to_vec());
        shelf.prop_flat_map(|shelf| (Just(shelf), any_key(shelf), any_key(shelf)))
    }

    proptest! {
        #[test]
        fn a_place_names_its_key_and_no_other((shelf, one, other) in any_two()) {
            let place = shelf.place_of(&one);
            prop_assert_eq!(&shelf.key_of(&place)?, &one);
            prop_assert_eq!(shelf.place_of(&other) == place, one == other);
        }
    }

    #[test]
    fn a_place_of_an_older_troth_is_read_in_its_one_way() {
        for (shelf, old, key) in [
            (
                &HAPPENING,
                "board/exec/2026-03-10",
                ["board/exec", "2026-03-10"],
            ),
            (&HAPPENING, "a~1b/2026-03-10", ["a~1b", "2026-03-10"]),
            (
                &HANDLE,
                "profile/https://a.example/~ana",
                ["profile", "https://a.example/~ana"],
            ),
            (
                &HANDLE,
                "mail/ana@lindqvist.example",
                ["mail", "ana@lindqvist.example"],
            ),
        ] {
            let place = shelf.place_of_old(old);
            assert_eq!(shelf.key_of(&place).unwrap(), key.map(Value::from), "{old}");
        }
        assert_eq!(SETTING.place_of_old("a/b"), "a~1b");
        let pair = "0a/0b";
        assert_eq!(GUEST.place_of_old(pair), pair);
    }

    #[test]
    fn a_place_with_too_few_or_too_many_parts_is_malformed() {
        for place in ["release", "a/b/2026-03-10"] {
            assert!(HAPPENING.key_of(place).is_err(), "{place}");
        }
        assert!(PERSON.key_of("zz").is_err());
    }
}
