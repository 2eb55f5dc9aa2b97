//! What an evaluation tells: tables with their protocol, the bars it is held against, and its limits.

use serde_json::{Value, json};

/// One evaluation, ready to print.
#[derive(Debug, Clone, Default)]
pub struct Chapter {
    /// What it is called on the command line.
    pub name: &'static str,
    pub title: &'static str,
    /// How it was measured, a paragraph each, so that anybody can do it again.
    pub protocol: Vec<String>,
    pub tables: Vec<Table>,
    pub bars: Vec<Bar>,
    /// What the numbers do not say, a sentence or two each.
    pub limits: Vec<String>,
}

#[derive(Debug, Clone, Default)]
pub struct Table {
    pub title: String,
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    Text(String),
    Count(u64),
    /// A value and the digits worth printing of it.
    Number(f64, usize),
    /// A value between the ends of its interval, and the digits.
    Between(f64, f64, f64, usize),
    /// Not defined, or not measured.
    Missing,
}

/// A figure that was set before it was measured.
#[derive(Debug, Clone)]
pub struct Bar {
    pub what: String,
    pub wanted: Wanted,
    /// Not a number where it could not be measured.
    pub got: f64,
    pub digits: usize,
    /// What was tried, where it is missed.
    pub tried: String,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Wanted {
    AtLeast(f64),
    AtMost(f64),
    Within(f64, f64),
}

impl Bar {
    pub fn is_met(&self) -> bool {
        match self.wanted {
            Wanted::AtLeast(least) => self.got >= least,
            Wanted::AtMost(most) => self.got <= most,
            Wanted::Within(least, most) => (least..=most).contains(&self.got),
        }
    }

    pub fn is_measured(&self) -> bool {
        !self.got.is_nan()
    }

    /// How far it is from what was wanted, nought where it is met; nothing where it was not measured.
    pub fn short_by(&self) -> Option<f64> {
        let short = match self.wanted {
            Wanted::AtLeast(least) => (least - self.got).max(0.0),
            Wanted::AtMost(most) => (self.got - most).max(0.0),
            Wanted::Within(least, most) => (least - self.got).max(self.got - most).max(0.0),
        };
        self.is_measured().then_some(short)
    }

    fn verdict(&self) -> &'static str {
        if !self.is_measured() {
            "not measured"
        } else if self.is_met() {
            "met"
        } else {
            "missed"
        }
    }

    fn json(&self) -> Value {
        json!({
            "what": self.what,
            "wanted": self.wanted_words(),
            "got": self.got,
            "verdict": self.verdict(),
            "short_by": self.short_by(),
            "tried": self.tried,
        })
    }

    /// By how much it is missed, and what was tried; nothing where it is met.
    fn missed(&self) -> Option<String> {
        let digits = self.digits + 1;
        let missed = match self.short_by() {
            Some(_) if self.is_met() => return None,
            Some(short) => format!("**Missed: {}, by {short:.digits$}.**", self.what),
            None => format!("**Not measured: {}.**", self.what),
        };
        Some(format!("{missed} {}", self.tried).trim_end().to_owned())
    }

    fn wanted_words(&self) -> String {
        let digits = self.digits;
        match self.wanted {
            Wanted::AtLeast(least) => format!("at least {least:.digits$}"),
            Wanted::AtMost(most) => format!("at most {most:.digits$}"),
            Wanted::Within(least, most) => format!("{least:.digits$} to {most:.digits$}"),
        }
    }
}

impl Cell {
    pub fn text(words: impl Into<String>) -> Self {
        Self::Text(words.into())
    }

    pub fn words(&self) -> String {
        match self {
            Self::Text(words) => words.clone(),
            Self::Count(count) => grouped(*count),
            Self::Number(value, digits) => figure(*value, *digits),
            Self::Between(value, low, high, digits) => {
                let [value, low, high] = [value, low, high].map(|one| figure(*one, *digits));
                format!("{value} [{low}, {high}]")
            }
            Self::Missing => NOT_DEFINED.to_owned(),
        }
    }

    fn json(&self) -> Value {
        match self {
            Self::Text(words) => json!(words),
            Self::Count(count) => json!(count),
            Self::Number(value, _) => json!(value),
            Self::Between(value, low, high, _) => json!({"value": value, "low": low, "high": high}),
            Self::Missing => Value::Null,
        }
    }

    fn is_number(&self) -> bool {
        !matches!(self, Self::Text(_))
    }
}

const NOT_DEFINED: &str = "–";

fn figure(value: f64, digits: usize) -> String {
    if value.is_nan() {
        NOT_DEFINED.to_owned()
    } else {
        format!("{value:.digits$}")
    }
}

/// 12,345.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut words = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            words.push(',');
        }
        words.push(digit);
    }
    words
}

impl Chapter {
    pub fn markdown(&self) -> String {
        let mut page = format!("## {}\n", self.title);
        for paragraph in &self.protocol {
            page.push_str(&format!("\n{paragraph}\n"));
        }
        for table in &self.tables {
            page.push_str(&format!("\n{}", table.markdown()));
        }
        if !self.bars.is_empty() {
            page.push_str(&format!("\n{}", bars(&self.bars).markdown()));
        }
        for missed in self.bars.iter().filter_map(Bar::missed) {
            page.push_str(&format!("\n{missed}\n"));
        }
        if !self.limits.is_empty() {
            page.push_str("\nLimits:\n\n");
        }
        for limit in &self.limits {
            page.push_str(&format!("- {limit}\n"));
        }
        page
    }

    pub fn json(&self) -> Value {
        json!({
            "title": self.title,
            "protocol": self.protocol,
            "tables": self.tables.iter().map(Table::json).collect::<Vec<_>>(),
            "bars": self.bars.iter().map(Bar::json).collect::<Vec<_>>(),
            "limits": self.limits,
        })
    }
}

fn bars(bars: &[Bar]) -> Table {
    Table {
        title: "Against what was set beforehand".to_owned(),
        columns: ["bar", "wanted", "measured", ""]
            .map(str::to_owned)
            .to_vec(),
        rows: bars
            .iter()
            .map(|bar| {
                vec![
                    Cell::text(&bar.what),
                    Cell::Text(bar.wanted_words()),
                    Cell::Number(bar.got, bar.digits),
                    Cell::text(bar.verdict()),
                ]
            })
            .collect(),
    }
}

impl Table {
    pub fn new(title: impl Into<String>, columns: &[&str]) -> Self {
        Self {
            title: title.into(),
            columns: columns.iter().map(|&column| column.to_owned()).collect(),
            rows: Vec::new(),
        }
    }

    fn markdown(&self) -> String {
        let mut page = format!("### {}\n\n| {} |\n|", self.title, self.columns.join(" | "));
        for column in 0..self.columns.len() {
            let numbers = self.rows.iter().filter_map(|row| row.get(column));
            let right = column > 0 && numbers.clone().any(Cell::is_number);
            page.push_str(if right { "---:|" } else { "---|" });
        }
        page.push('\n');
        for row in &self.rows {
            let cells: Vec<String> = row.iter().map(Cell::words).collect();
            page.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
        page
    }

    /// Rows as they are printed, cell by cell: an object would lose the order of the columns.
    fn json(&self) -> Value {
        let cells = |row: &Vec<Cell>| Value::Array(row.iter().map(Cell::json).collect());
        let rows: Vec<Value> = self.rows.iter().map(cells).collect();
        json!({"title": self.title, "columns": self.columns, "rows": rows})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chapter(got: f64, tried: &str) -> Chapter {
        let bar = Bar {
            what: "AUC".to_owned(),
            wanted: Wanted::AtLeast(0.835),
            got,
            digits: 3,
            tried: tried.to_owned(),
        };
        Chapter {
            title: "Contact",
            bars: vec![bar],
            ..Chapter::default()
        }
    }

    #[test]
    fn a_missed_bar_says_by_how_much() {
        let page = chapter(0.83, "Half-lives from 15 to 120 days.").markdown();
        assert!(page.contains("| AUC | at least 0.835 | 0.830 | missed |"));
        assert!(page.contains("by 0.0050.** Half-lives"));
        let nothing_tried = chapter(0.83, "").markdown();
        assert!(nothing_tried.ends_with("by 0.0050.**\n"), "{nothing_tried}");
        assert!(!chapter(0.84, "").markdown().contains("Missed"));
    }

    #[test]
    fn a_bar_that_was_not_measured_is_neither_met_nor_missed() {
        let chapter = chapter(f64::NAN, "");
        let page = chapter.markdown();
        assert!(
            page.contains("| AUC | at least 0.835 | – | not measured |"),
            "{page}"
        );
        assert!(page.contains("**Not measured: AUC.**") && !page.contains("Missed"));
        let bar = &chapter.json()["bars"][0];
        assert_eq!(
            (&bar["got"], &bar["short_by"]),
            (&Value::Null, &Value::Null)
        );
    }

    #[test]
    fn json_holds_a_table_as_it_is_printed() {
        let mut table = Table::new("Scores", &["score", "AUC", "again"]);
        let row = vec![Cell::text("a"), Cell::Number(0.5, 3), Cell::Missing];
        table.rows.push(row);
        let chapter = Chapter {
            tables: vec![table],
            ..chapter(0.83, "")
        };
        let json = chapter.json();
        let table = json!({
            "title": "Scores", "columns": ["score", "AUC", "again"], "rows": [["a", 0.5, null]],
        });
        assert_eq!(json["tables"][0], table);
        assert_eq!(json["bars"][0]["verdict"], "missed");
        let short = json["bars"][0]["short_by"].as_f64().unwrap();
        assert!((short - 0.005).abs() < 1e-12);
    }

    #[test]
    fn numbers_are_printed_to_the_digits_they_are_worth() {
        assert_eq!(Cell::Count(1_234_567).words(), "1,234,567");
        assert_eq!(
            Cell::Between(0.5, 0.45, 0.551, 2).words(),
            "0.50 [0.45, 0.55]"
        );
        assert_eq!(Cell::Missing.json(), Value::Null);
        assert_eq!(
            Cell::Between(0.1, f64::NAN, 0.2, 2).words(),
            "0.10 [–, 0.20]"
        );
    }
}
