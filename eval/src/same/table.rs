//! Reads tables of text: comma or tab between, quotation marks around what holds a comma.

use std::collections::HashMap;
use std::path::Path;

use crate::Error;

/// A line, by the names of its columns.
pub struct Line {
    cells: HashMap<String, String>,
}

impl Line {
    /// Trimmed; empty where there is no such column, or nothing in it ("NA" is nothing).
    pub fn get(&self, column: &str) -> &str {
        let cell = self.cells.get(column).map_or("", |cell| cell.trim());
        if cell == "NA" { "" } else { cell }
    }
}

pub fn text(path: &Path) -> Result<String, Error> {
    let bytes = std::fs::read(path).map_err(|cause| Error::Unreadable(path.to_owned(), cause))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The lines under a header.
pub fn lines(path: &Path, between: char) -> Result<Vec<Line>, Error> {
    let text = text(path)?;
    let mut rows = text.lines().map(|line| cells(line, between));
    let header = rows.next().unwrap_or_default();
    let named = |cells: Vec<String>| Line {
        cells: header
            .iter()
            .map(|name| name.trim().to_owned())
            .zip(cells)
            .collect(),
    };
    Ok(rows.map(named).collect())
}

pub fn cells(line: &str, between: char) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for letter in line.trim_end_matches(['\r', '\n']).chars() {
        if letter == '"' {
            quoted = !quoted;
        } else if letter == between && !quoted {
            cells.push(String::new());
        } else if let Some(cell) = cells.last_mut() {
            cell.push(letter);
        }
    }
    cells
}
