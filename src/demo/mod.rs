//! A made-up book: one named cast, a frozen morning, three years of touches and promises, with
//! drift to notice, and what a thoughtful owner noted along the way. Drawn from a seed, so it is
//! the same each time, for tests, documents and a first look around. Nobody in it is real.
//!
//! Confidences it has none: they need a passphrase, which is the owner's alone.

mod cast;
mod circles;
mod concerns;
mod details;
mod line;
mod meetings;
mod milestones;
mod pledges;
mod repairs;
mod seed;
mod story;
mod table;
mod week;
mod words;

use std::io::Cursor;

use ledger::Day;

use crate::book::Book;
use crate::error::Result;

/// The frozen morning: Tuesday 10 March 2026.
pub const MORNING: Day = Day::constant(2026, 3, 10);

/// Fills an empty book with the cast, their three years, and everything noted of them.
pub fn book_in(book: &Book) -> Result<()> {
    fill(book, lines)
}

/// Fills an empty book with the cast, their touches and promises alone: the same morning before
/// anything else was noted, for stories that begin with a first note.
pub fn unannotated_in(book: &Book) -> Result<()> {
    fill(book, |zone| touches_and_promises(zone).into_text())
}

fn fill(book: &Book, lines: impl Fn(&str) -> String) -> Result<()> {
    let zone = book.zone().iana_name().unwrap_or("UTC").to_owned();
    book.restore(&mut Cursor::new(lines(&zone)))?;
    Ok(())
}

/// The whole book as JSON Lines, as an export would write it.
pub fn lines(zone: &str) -> String {
    let mut lines = touches_and_promises(zone);
    details::tell(&mut lines);
    concerns::tell(&mut lines);
    milestones::tell(&mut lines);
    repairs::tell(&mut lines);
    circles::tell(&mut lines);
    meetings::tell(&mut lines);
    week::tell(&mut lines);
    lines.into_text()
}

fn touches_and_promises(zone: &str) -> line::Lines {
    let mut lines = line::Lines::begin(zone);
    lines.source(story::MAIL, MORNING);
    lines.owner(cast::OWNER, cast::OWNER_MAIL);
    for character in cast::CAST {
        lines.person(character);
        story::tell(&mut lines, character);
    }
    for stranger in cast::STRANGERS {
        lines.person(stranger);
        story::tell(&mut lines, stranger);
    }
    pledges::make(&mut lines);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_made_up_book_is_the_same_each_time() {
        assert_eq!(lines("UTC"), lines("UTC"));
    }

    #[test]
    fn no_two_touches_or_promises_share_a_name() {
        let text = lines("UTC");
        let all = text.lines().count();
        let mut keys: Vec<&str> = text.lines().collect();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), all);
    }

    /// A line of a table that is too short or too long would be passed over in silence.
    #[test]
    fn everything_the_tables_tell_is_in_the_book() {
        let text = lines("UTC");
        let told = |is: &str| text.matches(&format!("\"is\":\"{is}\"")).count();
        let shelves = [
            "detail",
            "approach",
            "concern",
            "contribution",
            "milestone",
            "celebration",
        ];
        assert_eq!(shelves.map(told), [29, 6, 6, 7, 11, 4]);
        let shelves = ["breach", "circle", "membership", "happening", "walk_around"];
        assert_eq!(shelves.map(told), [3, 5, 21, 2, 1]);
        let shelves = ["meeting", "guest", "focus", "progress"];
        assert_eq!(shelves.map(told), [9, 11, 4, 4]);
    }

    #[test]
    fn everything_noted_is_of_somebody_in_the_book() {
        let text = lines("UTC");
        let rows: Vec<serde_json::Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        let people: Vec<_> = rows
            .iter()
            .filter(|row| row["is"] == "person")
            .map(|row| &row["id"])
            .collect();
        for row in rows.iter().filter(|row| row["person"].is_string()) {
            assert!(people.contains(&&row["person"]), "{row}");
        }
        let promises: Vec<_> = rows
            .iter()
            .filter(|row| row["is"] == "promise")
            .map(|row| &row["id"])
            .collect();
        for row in rows.iter().filter(|row| row["promise"].is_string()) {
            assert!(promises.contains(&&row["promise"]), "{row}");
        }
    }
}
