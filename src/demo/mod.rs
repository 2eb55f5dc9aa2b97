//! A made-up book: one named cast, a frozen morning, three years of touches and promises, with
//! drift to notice. Drawn from a seed, so it is the same each time, for tests, documents and a
//! first look around. Nobody in it is real.

mod cast;
mod line;
mod pledges;
mod seed;
mod story;
mod words;

use std::io::Cursor;

use ledger::Day;

use crate::book::Book;
use crate::error::Result;

/// The frozen morning: Tuesday 10 March 2026.
pub const MORNING: Day = Day::constant(2026, 3, 10);

/// Fills an empty book with the cast and their three years.
pub fn book_in(book: &Book) -> Result<()> {
    let zone = book.zone().iana_name().unwrap_or("UTC").to_owned();
    book.restore(&mut Cursor::new(lines(&zone)))?;
    Ok(())
}

/// The whole book as JSON Lines, as an export would write it.
pub fn lines(zone: &str) -> String {
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
    lines.into_text()
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
}
