//! Rows on their way to their shelves: gathered by the thousand and put down together, which a server
//! takes a hundred times faster than one by one.

use std::collections::BTreeMap;

use super::row::{a, named};
use crate::book::Value;
use crate::book::desk::Desk;
use crate::book::shelf::{Shelf, WHOLE_BOOK};
use crate::error::{Error, Result};

/// More than this is not held before it is put down.
const ROWS_AT_MOST: usize = 10_000;
const BYTES_AT_MOST: usize = 8 * 1024 * 1024;

/// A row, and the line it came from.
type Come = (u64, Vec<Value>);

#[derive(Default)]
pub struct Stacks {
    waiting: BTreeMap<&'static str, Vec<Come>>,
    rows: usize,
    bytes: usize,
}

impl Stacks {
    pub fn add(
        &mut self,
        desk: &mut Desk<'_>,
        shelf: &'static Shelf,
        line: &str,
        row: Come,
    ) -> Result<()> {
        self.rows += 1;
        self.bytes += line.len();
        self.waiting.entry(shelf.name).or_default().push(row);
        if self.rows < ROWS_AT_MOST && self.bytes < BYTES_AT_MOST {
            return Ok(());
        }
        self.put_down(desk)
    }

    /// Everything that waits goes onto its shelf.
    pub fn put_down(&mut self, desk: &mut Desk<'_>) -> Result<()> {
        for shelf in WHOLE_BOOK {
            let Some(rows) = self.waiting.get_mut(shelf.name) else {
                continue;
            };
            together(desk, shelf, rows)?;
            rows.clear();
        }
        (self.rows, self.bytes) = (0, 0);
        Ok(())
    }
}

fn together(desk: &mut Desk<'_>, shelf: &Shelf, rows: &[Come]) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    desk.mark()?;
    let put = desk.stack(shelf, rows.iter().map(|(_, row)| row));
    let Err(cause) = put else {
        return desk.drop_mark();
    };
    if desk.back_to_mark().is_err() {
        // The engine gave up the whole transaction: a full disk, a server that went away.
        return Err(cause);
    }
    one_by_one(desk, shelf, rows)?;
    Err(cause)
}

/// Which of them it is that cannot stand there.
fn one_by_one(desk: &mut Desk<'_>, shelf: &Shelf, rows: &[Come]) -> Result<()> {
    for (line, row) in rows {
        if desk.row(shelf, &row[..shelf.key])?.is_some() {
            return Err(Error::refused(format!(
                "line {line}: there is {} with this key before it: {}",
                a(shelf.name),
                named(shelf, row)
            )));
        }
        desk.mark()?;
        if let Err(cause) = desk.stack(shelf, std::iter::once(row)) {
            desk.back_to_mark()?;
            return Err(Error::refused(format!(
                "line {line}: {} cannot stand in a book beside the lines before it",
                a(shelf.name)
            ))
            .because(cause));
        }
        desk.drop_mark()?;
    }
    Ok(())
}
