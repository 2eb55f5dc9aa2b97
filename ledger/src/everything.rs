//! Everything the book says about one person, in plain words, as they might one day read it. Rows
//! come in as they stand on their shelves; a shelf nobody has worded yet is told all the same, by
//! the names of its columns, so that nothing is left out in silence.

use crate::Day;
use crate::moment::Moment;
use crate::touch::{Medium, Setting};

/// What stands in a column. Ids and sealed bytes are never brought here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Number(i64),
    Text(String),
}

/// A row as it stands, without what is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    pub fields: Vec<(String, Value)>,
}

/// A row in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub day: Option<Day>,
    pub words: String,
}

/// What one shelf holds of the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The shelf's name in the book.
    pub table: &'static str,
    pub title: &'static str,
    pub rows: Vec<(Entry, Row)>,
}

impl Part {
    /// The rows in words, the newest first; what has no day stands first.
    pub fn of(table: &'static str, rows: Vec<Row>) -> Self {
        let mut rows: Vec<(Entry, Row)> = rows.into_iter().map(|row| (row.entry(), row)).collect();
        rows.sort_by_key(|(entry, _)| (entry.day.is_some(), std::cmp::Reverse(entry.day)));
        Self {
            table,
            title: title(table),
            rows,
        }
    }
}

/// What a shelf is called on the page.
pub fn title(table: &'static str) -> &'static str {
    match table {
        "person" => "Who they are",
        "handle" => "Ways to reach them",
        "not_same" => "Who they are not",
        "approach" => "How to approach them",
        "cadence" => "Their rhythm",
        "membership" => "Circles",
        "detail" => "Worth remembering",
        "concern" => "On their mind",
        "contribution" => "What they did",
        "milestone" => "Milestones",
        "celebration" => "Celebrated",
        "promise" => "Promises",
        "progress" => "How promises came along",
        "breach" => "Harm, and what mends it",
        "bid" => "Small reaches for attention",
        "touch" => "What happened",
        "moment" => "What was noted about it",
        "verdict" => "How it left things",
        "act" => "What counts in the account beside that",
        "guest" => "Meetings",
        "message" => "Mail",
        "found" => "Mail read and not yet accepted",
        "nudge" => "What was proposed",
        "hush" => "Put off",
        "facts" => "What is worked out from it",
        "source" => "Where it was read from",
        "history" => "What was written about them, line by line",
        "image" => "How it stood before, kept so that it can be taken back",
        other => other,
    }
}

/// Columns that begin the sentence, the first that is there.
const LEADS: &[&str] = &[
    "what", "note", "subject", "title", "value", "name", "words", "moment", "topic", "kind",
];

/// Columns that say when, the first that is there.
const DAYS: &[&str] = &[
    "day",
    "made_on",
    "noted_on",
    "raised_on",
    "seen_on",
    "suggested_on",
    "at",
];

/// Columns that say something of the book's own household.
const HOUSEHOLD: &[&str] = &["batch", "n", "offset_minutes", "source", "message_id", "id"];

impl Row {
    pub fn with(mut self, column: &str, value: Value) -> Self {
        self.fields.push((column.to_owned(), value));
        self
    }

    pub fn entry(&self) -> Entry {
        let lead = LEADS
            .iter()
            .find_map(|lead| self.text(lead).map(|text| (*lead, text)));
        let day = DAYS
            .iter()
            .find_map(|column| self.day(column).map(|day| (*column, day)));
        let taken = [
            lead.map(|(column, _)| column),
            day.map(|(column, _)| column),
        ];
        let mut said: Vec<String> = lead
            .map(|(column, text)| value_words(column, text))
            .into_iter()
            .collect();
        // The hour adds nothing where the day is said.
        let is_said =
            |column: &str| taken.contains(&Some(column)) || (column == "at" && day.is_some());
        let rest = self
            .fields
            .iter()
            .filter(|(column, _)| !is_said(column) && !HOUSEHOLD.contains(&column.as_str()));
        said.extend(rest.filter_map(|(column, value)| words(column, value)));
        Entry {
            day: day.map(|(_, day)| day),
            words: said.join(" · "),
        }
    }

    fn text(&self, wanted: &str) -> Option<&str> {
        self.fields.iter().find_map(|(column, value)| match value {
            Value::Text(text) if column == wanted && !text.is_empty() => Some(text.as_str()),
            _ => None,
        })
    }

    /// "2026-03-10", or the day of "2026-03-10 09:30".
    fn day(&self, column: &str) -> Option<Day> {
        self.text(column)?.get(..10)?.parse().ok()
    }
}

/// A column in words; `None` when it says nothing.
fn words(column: &str, value: &Value) -> Option<String> {
    match value {
        Value::Text(text) if text.trim().is_empty() || text == "unknown" => None,
        Value::Text(text) if column == "kind" && text == "other" => None,
        Value::Text(text) => Some(labelled(column, &day_words(&value_words(column, text)))),
        Value::Number(number) => number_words(column, *number),
    }
}

/// A mark that is not set says nothing.
fn number_words(column: &str, number: i64) -> Option<String> {
    let mark = match column {
        "told" => Some("they were told"),
        "in_person" => Some("counting contact in person alone"),
        "yearly" => Some("every year"),
        _ => None,
    };
    match (mark, number) {
        (Some(_), 0) => None,
        (Some(words), _) => Some(words.to_owned()),
        (None, 0) if matches!(column, "renewals" | "passed_over") => None,
        (None, 1) if column == "addressees" => None,
        (None, steps) if column == "importance" => attention(steps).map(str::to_owned),
        (None, _) => Some(labelled(column, &number.to_string())),
    }
}

/// How much attention they are given; what is usual says nothing.
fn attention(steps: i64) -> Option<&'static str> {
    match steps {
        1 => Some("attention now and then"),
        3 => Some("dear to you"),
        _ => None,
    }
}

fn labelled(column: &str, value: &str) -> String {
    match label(column) {
        Some("") => value.to_owned(),
        Some(label) => format!("{label} {value}"),
        None => format!("{}: {value}", column.replace('_', " ")),
    }
}

fn label(column: &str) -> Option<&'static str> {
    Some(match column {
        "medium" | "setting" | "side" | "standing" | "outcome" | "verdict" | "kind" | "topic"
        | "name" | "value" | "moment" | "place" | "answer" | "title" | "note" | "words"
        | "part" => "",
        "from" => "from",
        "asked" => "asked:",
        "answered" => "answered:",
        "promise" => "on the promise:",
        "others" => "others in it:",
        "held_on" => "held on",
        "touches" => "touches:",
        "roles" => "who is who:",
        "view" => "what to have a view on:",
        "questions" => "questions:",
        "named_by" => "name from",
        "standing_by" => "said by",
        "rhythm" => "rhythm in days:",
        "days" => "days in touch:",
        "last_at" => "last in touch",
        "month" => "in month",
        "day" => "on day",
        "year" => "in",
        "size" => "of size",
        "time" => "when:",
        "style" => "manner:",
        "quiet_from" => "quiet from",
        "quiet_until" => "quiet until",
        "quiet_why" => "because",
        "began" => "begun by",
        "addressees" => "addressees:",
        "due" => "due",
        "renewals" => "renewed, times:",
        "settled_on" => "settled on",
        "confirmed_on" => "last confirmed on",
        "ask_on" => "ask again on",
        "ended_on" => "no longer so since",
        "check_on" => "look again on",
        "eased_on" => "eased on",
        "thanked_on" => "thanked on",
        "credited_on" => "credited on",
        "before_whom" => "before",
        "acknowledged_on" => "acknowledged on",
        "owned_on" => "owned on",
        "amended_on" => "amended on",
        "amends" => "amends:",
        "said_on" => "said on",
        "let_go_on" => "let go on",
        "snoozed_until" => "put off until",
        "resting_until" => "resting until",
        "passed_over" => "passed over, times:",
        "answered_on" => "answered on",
        "why" => "because",
        "until" => "until",
        "after_what" => "after",
        "weekdays" => "on",
        "from_me" => "contacts from you:",
        "from_them" => "contacts from them:",
        "last_medium" => "last",
        "last_note" => "last note:",
        _ => return None,
    })
}

/// A day as it is said; any other text as it stands.
fn day_words(text: &str) -> String {
    match text.parse::<Day>() {
        Ok(day) if text.len() == 10 => day.strftime("%-d %B %Y").to_string(),
        _ => text.to_owned(),
    }
}

/// A value by its words where it is one of the chart's; else as it stands.
fn value_words(column: &str, text: &str) -> String {
    let known = match column {
        "moment" | "name" => Moment::from_id(text).map(Moment::words),
        "medium" | "last_medium" => Medium::from_id(text).map(Medium::words),
        "setting" => Setting::from_id(text).map(Setting::words),
        "side" if text == "mine" => Some("yours"),
        "began" if text == "me" => Some("you"),
        "named_by" | "standing_by" if text == "owner" => Some("you"),
        "named_by" | "standing_by" if text == "rule" => Some("Troth"),
        _ => None,
    };
    let is_id = matches!(
        column,
        "outcome" | "kind" | "topic" | "verdict" | "standing" | "answer" | "began"
    );
    match known {
        Some(words) => words.to_owned(),
        None if is_id => text.replace('-', " "),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn a_promise_is_told_as_a_sentence_with_its_day() {
        let row = Row::default()
            .with("side", text("mine"))
            .with("what", text("send the driver notes"))
            .with("made_on", text("2026-03-01"))
            .with("due", text("2026-03-10"))
            .with("renewals", Value::Number(0));
        assert_eq!(
            row.entry(),
            Entry {
                day: Some(date(2026, 3, 1)),
                words: "send the driver notes · yours · due 10 March 2026".to_owned(),
            }
        );
    }

    #[test]
    fn moments_are_told_in_the_words_of_the_chart() {
        let row = Row::default()
            .with("moment", text("listened"))
            .with("side", text("mine"));
        let words = row.entry().words;
        assert!(words.starts_with(Moment::Listened.words()), "{words}");
    }

    #[test]
    fn a_column_nobody_has_worded_is_told_by_its_name() {
        let row = Row::default().with("favourite_tea", text("oolong"));
        assert_eq!(row.entry().words, "favourite tea: oolong");
        assert_eq!(title("new_shelf"), "new_shelf");
    }

    #[test]
    fn marks_that_are_not_set_and_texts_that_are_empty_say_nothing() {
        let row = Row::default()
            .with("what", text("turns forty"))
            .with("yearly", Value::Number(0))
            .with("why", text(" "));
        assert_eq!(row.entry().words, "turns forty");
    }

    #[test]
    fn the_newest_stands_first_and_what_has_no_day_before_it() {
        let row = |day: &str| {
            Row::default()
                .with("what", text("x"))
                .with("day", text(day))
        };
        let part = Part::of(
            "act",
            vec![row("2026-01-01"), row(""), row("2026-03-01 10:00")],
        );
        let days: Vec<Option<Day>> = part.rows.iter().map(|(entry, _)| entry.day).collect();
        assert_eq!(days, [None, Some(date(2026, 3, 1)), Some(date(2026, 1, 1))]);
    }
}
