//! What the cast's notes are told in: a table in plain text, one thing a line, its fields between
//! bars. Days are counted from the frozen morning.

use jiff::ToSpan;
use ledger::Day;

use super::MORNING;
use super::story::working;

/// The lines of a table, each as its `N` fields. A line of another width is not one: the tests
/// count them.
pub fn rows<const N: usize>(table: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    table.lines().filter_map(|line| {
        let fields: Vec<&str> = line.split('|').map(str::trim).collect();
        fields.try_into().ok()
    })
}

/// "-5": five days before the frozen morning, or the Friday before where that is a weekend;
/// nothing stands for no day.
pub fn day(field: &str) -> Option<Day> {
    let days: i64 = field.parse().ok()?;
    Some(working(MORNING.saturating_add(days.days())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_what_stands_between_bars() {
        let found: Vec<[&str; 2]> = rows("\n Ana | -5\n Sam | \n").collect();
        assert_eq!(found, [["Ana", "-5"], ["Sam", ""]]);
        assert_eq!(day("-5"), Some(Day::constant(2026, 3, 5)));
        assert_eq!(day("+3"), Some(Day::constant(2026, 3, 13)));
        assert_eq!(day("-2"), Some(Day::constant(2026, 3, 6)));
        assert_eq!(day(""), None);
    }
}
