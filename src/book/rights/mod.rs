//! What people may ask of a book: to see everything it says about them, to be forgotten, and that
//! things are not kept for ever.
//!
//! Every table of the book stands in the list below, which seeing and forgetting both follow. A
//! table that is not in it fails a test of the house, so that no new one is left out in silence.

mod everything;
mod forget;
mod gone;
mod letters;
mod marks;
mod mentions;
mod past;
mod retention;
mod things;
mod traced;
mod vanished;

pub use everything::Everything;
pub use forget::Leaving;
pub use gone::{Gone, Swept};
pub use mentions::Mention;

pub(super) use forget::{Stood, forget_in_copy};
pub(super) use marks::{Passing, met_again, pass_again};
pub(super) use past::NOT_TAKEN_BACK;

use super::shelf::{self, Shelf, WHOLE_BOOK};

/// How the rows of a table are somebody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cover {
    /// Each row names its person, and goes with them.
    Theirs,
    /// Each row is of a thing of theirs, named in this column, and goes with the thing.
    OfAThing(&'static str),
    /// Looked at row by row, in a file of this folder.
    ByHand,
    /// Nobody's in particular; where its words name somebody, it is shown before and stays.
    Nobodys,
}

use Cover::{ByHand, Nobodys, OfAThing, Theirs};

/// Every table, in the order in which a person is shown what it holds.
static COVERED: &[(&str, Cover)] = &[
    ("person", ByHand),
    ("handle", Theirs),
    ("not_same", ByHand),
    ("approach", Theirs),
    ("cadence", Theirs),
    ("membership", Theirs),
    ("detail", Theirs),
    ("concern", Theirs),
    ("contribution", Theirs),
    ("milestone", Theirs),
    ("celebration", OfAThing("milestone")),
    ("promise", Theirs),
    ("progress", OfAThing("promise")),
    ("breach", Theirs),
    ("bid", Theirs),
    ("confidence", Theirs),
    ("guest", Theirs),
    ("meeting", ByHand),
    ("touch", Theirs),
    ("moment", Theirs),
    ("verdict", Theirs),
    ("act", Theirs),
    ("message", ByHand),
    ("found", ByHand),
    ("nudge", Theirs),
    ("hush", OfAThing("matter")),
    ("facts", Theirs),
    ("source", Nobodys),
    ("batch", ByHand),
    ("digest", ByHand),
    ("history", ByHand),
    ("image", ByHand),
    ("forgotten", ByHand),
    ("setting", Nobodys),
    ("skip", Nobodys),
    ("circle", Nobodys),
    ("walk_around", Nobodys),
    ("happening", Nobodys),
    ("focus", Nobodys),
    ("seal", Nobodys),
    ("secret", Nobodys),
    ("chore", Nobodys),
    ("book", Nobodys),
];

/// Whether seeing and forgetting know of a table.
pub fn covered(table: &str) -> bool {
    cover(table).is_some()
}

fn cover(table: &str) -> Option<Cover> {
    COVERED
        .iter()
        .find(|(name, _)| *name == table)
        .map(|(_, cover)| *cover)
}

/// Every shelf there is, what an export leaves out too.
fn shelves() -> impl Iterator<Item = &'static Shelf> {
    WHOLE_BOOK
        .iter()
        .copied()
        .chain([&shelf::FACTS, &shelf::FOUND])
}

/// The shelves whose rows each name their person.
fn theirs() -> impl Iterator<Item = &'static Shelf> {
    shelves().filter(|shelf| cover(shelf.name) == Some(Theirs))
}

/// The shelves whose rows are of a thing, with the column that names it.
fn of_things() -> impl Iterator<Item = (&'static Shelf, &'static str)> {
    shelves().filter_map(|shelf| match cover(shelf.name)? {
        OfAThing(column) => Some((shelf, column)),
        _ => None,
    })
}
