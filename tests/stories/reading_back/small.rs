//! A small whole book with a row on every shelf (`small.jsonl`), and the same book with one value changed.

use serde_json::{Map, Value, json};

type Row = Map<String, Value>;

pub const ANA: &str = "00000000000000000000000000000002";
pub const SAM: &str = "00000000000000000000000000000003";
pub const SAMUEL: &str = "00000000000000000000000000000004";

/// The rows between the first line and the last.
#[derive(Clone)]
pub struct Small(pub Vec<Row>);

impl Small {
    pub fn book() -> Self {
        let lines = include_str!("small.jsonl").lines();
        let rows = lines.map(|line| serde_json::from_str(line).unwrap());
        let is_row = |row: &Row| row["is"] != "book" && row["is"] != "end";
        Self(rows.filter(is_row).collect())
    }

    /// With another value at this place of this row; `None` takes the field away.
    pub fn with(&self, row: usize, column: &str, value: Option<Value>) -> Self {
        let mut other = self.clone();
        match value {
            Some(value) => other.0[row].insert(column.to_owned(), value),
            None => other.0[row].remove(column),
        };
        other
    }

    /// With another value in the first row of a shelf.
    pub fn changed(&self, shelf: &str, column: &str, value: Value) -> Self {
        self.with(self.place(shelf), column, Some(value))
    }

    pub fn place(&self, shelf: &str) -> usize {
        self.0.iter().position(|row| row["is"] == shelf).unwrap()
    }

    pub fn text(&self) -> String {
        let first = json!({ "is": "book", "edition": 3, "zone": "UTC" });
        let last = json!({ "is": "end", "lines": self.0.len() + 1 });
        let mut lines = vec![first.to_string()];
        lines.extend(self.0.iter().map(|row| json!(row).to_string()));
        lines.push(last.to_string());
        lines.join("\n")
    }
}
