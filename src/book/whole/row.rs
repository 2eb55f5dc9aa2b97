//! One row of a whole book: each column by its meaning, then what the columns say together, as the
//! types will have it that read them.

use ledger::milestone::DayOfYear;

use super::columns::sense;
use super::fields::{Field, Fields};
use super::meaning::{Meaning, may};
use crate::book::Value;
use crate::book::engine_values::Column;
use crate::book::shelf::{self, Shelf};

/// The row a line describes; an absent column is null. Else why it makes no sense.
pub fn of_line(shelf: &Shelf, fields: Fields) -> Result<Vec<Value>, String> {
    let row = of_fields(shelf, fields)?;
    match is_half_merged(&Columns { shelf, row: &row }) {
        true => {
            Err("a person is merged into somebody or is their own root, and not both".to_owned())
        }
        false => Ok(row),
    }
}

/// The same of a row as it stood before a change, where it may stand halfway through a merge.
fn of_fields(shelf: &Shelf, mut fields: Fields) -> Result<Vec<Value>, String> {
    let mut row = Vec::with_capacity(shelf.columns.len());
    for (column, kind) in shelf.columns {
        let field = fields.take(column).unwrap_or(Field::Null);
        let sense = sense(shelf, column).unwrap_or(may(meaning_of(*kind)));
        let value = sense.of(field);
        row.push(value.map_err(|why| format!("the {column} of {} {why}", a(shelf.name)))?);
    }
    if let Some(stranger) = fields.left() {
        return Err(format!("{} has no field called {stranger}", a(shelf.name)));
    }
    let columns = Columns { shelf, row: &row };
    match contradiction(&columns) {
        Some(why) => Err(format!("{} {why}", a(shelf.name))),
        None => Ok(row),
    }
}

fn meaning_of(kind: Column) -> Meaning {
    match kind {
        Column::Int => Meaning::Number(i64::MIN, i64::MAX),
        Column::Text => Meaning::Text,
        Column::Blob => Meaning::Bytes,
    }
}

/// "a promise", "an act".
pub fn a(shelf: &str) -> String {
    let article = match shelf.starts_with(['a', 'i']) {
        true => "an",
        false => "a",
    };
    format!("{article} {}", shelf.replace('_', " "))
}

/// A row read by the names of its columns.
struct Columns<'a> {
    shelf: &'a Shelf,
    row: &'a [Value],
}

impl Columns<'_> {
    fn get(&self, column: &str) -> &Value {
        let place = self
            .shelf
            .columns
            .iter()
            .position(|(name, _)| *name == column);
        place.map_or(&Value::Null, |place| &self.row[place])
    }

    fn has(&self, column: &str) -> bool {
        *self.get(column) != Value::Null
    }

    fn text(&self, column: &str) -> &str {
        match self.get(column) {
            Value::Text(text) => text,
            _ => "",
        }
    }

    fn number(&self, column: &str) -> Option<i64> {
        match self.get(column) {
            Value::Int(number) => Some(*number),
            _ => None,
        }
    }

    /// The first of these columns that holds something.
    fn any<'b>(&self, columns: &[&'b str]) -> Option<&'b str> {
        columns.iter().copied().find(|column| self.has(column))
    }
}

/// What the columns of a row say against each other.
fn contradiction(row: &Columns<'_>) -> Option<String> {
    match row.shelf.name {
        "person" => of_a_person(row),
        "promise" | "bid" => both_or_neither(row, "outcome", "settled_on"),
        "contribution" => both_or_neither(row, "credited_on", "before_whom"),
        "breach" => of_a_breach(row),
        "milestone" => of_a_milestone(row),
        "circle" if row.has("days") && row.has("after_what") => {
            Some("has both days and after_what: a rhythm follows one of them".to_owned())
        }
        "meeting" => needs(row, "touch", "held_on"),
        "not_same" => of_two(row),
        "image" => of_an_image(row),
        _ => None,
    }
}

fn both_or_neither(row: &Columns<'_>, one: &str, other: &str) -> Option<String> {
    needs(row, one, other).or_else(|| needs(row, other, one))
}

fn needs(row: &Columns<'_>, one: &str, other: &str) -> Option<String> {
    let lacks = row.has(one) && !row.has(other);
    lacks.then(|| format!("has {one} and no {other}"))
}

fn of_a_person(row: &Columns<'_>) -> Option<String> {
    if row.has("quiet_until") && row.text("quiet_until") < row.text("quiet_from") {
        return Some("has a quiet_until before quiet_from".to_owned());
    }
    let (from, until) = ("quiet_from", "quiet_until");
    needs(row, until, from).or_else(|| needs(row, "quiet_why", from))
}

fn is_half_merged(row: &Columns<'_>) -> bool {
    row.shelf.name == shelf::PERSON.name
        && row.has("merged_into") == (row.get("root") == row.get("id"))
}

fn of_a_breach(row: &Columns<'_>) -> Option<String> {
    let mine = ["acknowledged_on", "owned_on", "amended_on"];
    let theirs = ["said_on", "let_go_on"];
    let (own, foreign): (&[&str], &[&str]) = match row.text("side") {
        "mine" => (&mine, &theirs),
        _ => (&theirs, &mine),
    };
    if let Some(column) = row.any(foreign) {
        return Some(format!("on side {} has no step {column}", row.text("side")));
    }
    let mut steps = own.windows(2);
    steps.find_map(|pair| needs(row, pair[1], pair[0]))
}

/// The reader makes a day of the year of it, and of one that comes once a day of the calendar.
fn of_a_milestone(row: &Columns<'_>) -> Option<String> {
    let small = |column: &str| i8::try_from(row.number(column)?).ok();
    let on = DayOfYear::new(small("month")?, small("day")?);
    let Some(on) = on else {
        return Some("has a month and a day that are in no year".to_owned());
    };
    if row.number("yearly") == Some(1) {
        return None;
    }
    let year = row.number("year").and_then(|year| i16::try_from(year).ok());
    match year.and_then(|year| on.in_year(year)) {
        Some(_) => None,
        None => Some("comes once and has no year with that day".to_owned()),
    }
}

fn of_two(row: &Columns<'_>) -> Option<String> {
    match (row.get("one"), row.get("other")) {
        (Value::Blob(one), Value::Blob(other)) if one < other => None,
        _ => Some("names one after other: of two ids the lower stands first".to_owned()),
    }
}

/// What stood there before must be able to stand there again.
fn of_an_image(row: &Columns<'_>) -> Option<String> {
    let shelf = Shelf::named(row.text("shelf")).ok()?;
    if shelf.key_of(row.text("place")).is_err() {
        return Some(format!("has a place that is no key of {}", a(shelf.name)));
    }
    if !row.has("before") {
        return None;
    }
    let before = Fields::read(row.text("before")).and_then(|fields| of_fields(shelf, fields));
    let why = before.err()?;
    Some(format!("has a before that makes no sense: {why}"))
}

/// The columns of the key, as they are named to the owner: `id 0192…`.
pub fn named(shelf: &Shelf, row: &[Value]) -> String {
    let key = shelf.columns[..shelf.key].iter().zip(row);
    let parts: Vec<String> = key
        .map(|((column, _), value)| {
            let shown = match value {
                Value::Null => String::new(),
                Value::Int(number) => number.to_string(),
                Value::Text(text) => format!("“{text}”"),
                Value::Blob(bytes) => shelf::hex(bytes),
            };
            format!("{column} {shown}")
        })
        .collect();
    parts.join(", ")
}
