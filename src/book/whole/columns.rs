//! The meaning of every column an export carries, shelf by shelf, in the order of the columns. Words
//! are asked of the types that will read them, so that the two cannot part.

use ledger::cadence::{LONGEST, Weekdays};
use ledger::detail::Topic;
use ledger::handle::HandleKind;
use ledger::moment::Moment;
use ledger::person::Standing;
use ledger::reminder::Channel;
use ledger::touch::{Beginner, Medium, Setting, Side};
use ledger::verdict::Verdict;
use ledger::{bid, breach, circle, meeting, milestone, promise};

use super::meaning::Meaning::{self, Bytes, Day, Id, Instant, Number, Text, Word};
use super::meaning::{LARGEST, Sense, may, must};
use crate::book::duplicates::parted::How;
use crate::book::shelf::{HISTORY, IMAGE, Shelf};

macro_rules! word {
    ($kind:ty) => {
        Word(|word| <$kind>::from_id(word).is_some())
    };
}

/// What nothing may follow is far from the end of the numbers, and so is what is counted.
const COUNT: Meaning = Number(0, LARGEST);
const NUMBERED: Meaning = Number(1, LARGEST);
const FEW: Meaning = Number(0, 1_000_000);
const EITHER: Meaning = Number(0, 1);
const YEAR: Meaning = Number(-9_999, 9_999);
const RHYTHM: Meaning = Number(1, LONGEST as i64);

/// A batch still waiting is never exported now; an older Troth may have.
const BATCH_STATE: Meaning =
    Word(|word| ["reading", "proposed", "accepted", "undone"].contains(&word));
const NAMED_BY: Meaning = Word(|word| ["owner", "mail", "address"].contains(&word));
const STANDING_BY: Meaning = Word(|word| ["owner", "rule"].contains(&word));
const TRAFFIC: Meaning = Word(|word| ["personal", "list", "newsletter", "robot"].contains(&word));
const DIGEST_STATE: Meaning =
    Word(|word| ["waiting", "failed", "delivered", "nothing"].contains(&word));
const LIKED_MEDIUM: Meaning = Word(|word| word.is_empty() || Medium::from_id(word).is_some());
const DAYS_OF_THE_WEEK: Meaning = word!(Weekdays);

/// A line of the history changes things, and neither lines nor images.
const CHANGED: Meaning = Word(|word| {
    Shelf::named(word).is_ok_and(|shelf| ![HISTORY.name, IMAGE.name].contains(&shelf.name))
});

type Named = (&'static str, Sense);

static EVERY: &[(&str, &[Named])] = &[
    ("setting", &[("name", must(Text)), ("value", must(Text))]),
    (
        "source",
        &[
            ("id", must(NUMBERED)),
            ("kind", must(Text)),
            ("place", must(Text)),
            ("last_read_at", may(Instant)),
            ("read_to", may(Instant)),
            ("messages", must(COUNT)),
            ("health", must(Text)),
        ],
    ),
    (
        "batch",
        &[
            ("id", must(NUMBERED)),
            ("place", must(Text)),
            ("owner", must(Text)),
            ("source", may(NUMBERED)),
            ("state", must(BATCH_STATE)),
            ("made_at", must(Instant)),
            ("accepted_at", may(Instant)),
            ("report", must(Text)),
            ("forgotten", may(COUNT)),
        ],
    ),
    (
        "skip",
        &[
            ("batch", must(NUMBERED)),
            ("n", must(COUNT)),
            ("file", must(Text)),
            ("position", must(COUNT)),
            ("reason", must(Text)),
        ],
    ),
    (
        "person",
        &[
            ("id", must(Id)),
            ("name", must(Text)),
            ("named_by", must(NAMED_BY)),
            ("importance", must(Number(1, 3))),
            ("standing", must(word!(Standing))),
            ("standing_by", must(STANDING_BY)),
            ("rhythm", may(RHYTHM)),
            ("quiet_from", may(Day)),
            ("quiet_until", may(Day)),
            ("quiet_why", may(Text)),
            ("merged_into", may(Id)),
            ("root", must(Id)),
            ("batch", may(NUMBERED)),
        ],
    ),
    (
        "handle",
        &[
            ("kind", must(word!(HandleKind))),
            ("value", must(Text)),
            ("person", must(Id)),
            ("batch", may(NUMBERED)),
        ],
    ),
    (
        "message",
        &[
            ("id", must(Id)),
            ("message_id", may(Text)),
            ("at", may(Instant)),
            (
                "offset_minutes",
                must(Number(i32::MIN as i64, i32::MAX as i64)),
            ),
            ("from_name", must(Text)),
            ("from_addr", must(Text)),
            ("to_list", must(Text)),
            ("cc_list", must(Text)),
            ("parent", may(Id)),
            ("subject", must(Text)),
            ("traffic", must(TRAFFIC)),
            ("batch", must(NUMBERED)),
        ],
    ),
    (
        "touch",
        &[
            ("person", must(Id)),
            ("at", must(Instant)),
            ("id", must(Id)),
            ("day", must(Day)),
            ("medium", must(word!(Medium))),
            ("setting", must(word!(Setting))),
            ("began", must(word!(Beginner))),
            ("addressees", must(Number(0, u32::MAX as i64))),
            ("note", must(Text)),
            ("source", may(NUMBERED)),
            ("batch", may(NUMBERED)),
        ],
    ),
    (
        "moment",
        &[
            ("person", must(Id)),
            ("touch", must(Id)),
            ("name", must(word!(Moment))),
            ("side", must(word!(Side))),
        ],
    ),
    (
        "promise",
        &[
            ("id", must(Id)),
            ("person", must(Id)),
            ("side", must(word!(Side))),
            ("what", must(Text)),
            ("made_on", must(Day)),
            ("due", may(Day)),
            ("renewals", must(FEW)),
            ("outcome", may(word!(promise::Outcome))),
            ("settled_on", may(Day)),
        ],
    ),
    (
        "nudge",
        &[
            ("person", must(Id)),
            ("suggested_on", may(Day)),
            ("snoozed_until", may(Day)),
            ("why", must(Text)),
            ("passed_over", must(FEW)),
            ("resting_until", may(Day)),
            ("answered_on", may(Day)),
            ("answer", must(Text)),
        ],
    ),
    (
        "hush",
        &[
            ("matter", must(Id)),
            ("until", must(Day)),
            ("why", must(Text)),
        ],
    ),
    (
        "act",
        &[
            ("person", must(Id)),
            ("id", must(Id)),
            ("moment", must(word!(Moment))),
            ("side", must(word!(Side))),
            ("day", must(Day)),
            ("what", must(Text)),
        ],
    ),
    (
        "verdict",
        &[
            ("person", must(Id)),
            ("touch", must(Id)),
            ("verdict", must(word!(Verdict))),
            ("day", must(Day)),
        ],
    ),
    (
        "bid",
        &[
            ("id", must(Id)),
            ("person", must(Id)),
            ("what", must(Text)),
            ("made_on", must(Day)),
            ("touch", may(Id)),
            ("outcome", may(word!(bid::Outcome))),
            ("settled_on", may(Day)),
        ],
    ),
    (
        "detail",
        &[
            ("id", must(Id)),
            ("person", must(Id)),
            ("topic", must(word!(Topic))),
            ("what", must(Text)),
            ("noted_on", must(Day)),
            ("confirmed_on", must(Day)),
            ("ask_on", may(Day)),
            ("touch", may(Id)),
            ("ended_on", may(Day)),
        ],
    ),
    (
        "approach",
        &[
            ("person", must(Id)),
            ("medium", must(LIKED_MEDIUM)),
            ("time", must(Text)),
            ("culture", must(Text)),
            ("style", must(Text)),
        ],
    ),
    (
        "concern",
        &[
            ("id", must(Id)),
            ("person", must(Id)),
            ("what", must(Text)),
            ("raised_on", must(Day)),
            ("check_on", may(Day)),
            ("touch", may(Id)),
            ("eased_on", may(Day)),
        ],
    ),
    (
        "contribution",
        &[
            ("id", must(Id)),
            ("person", must(Id)),
            ("what", must(Text)),
            ("seen_on", must(Day)),
            ("touch", may(Id)),
            ("thanked_on", may(Day)),
            ("credited_on", may(Day)),
            ("before_whom", may(Text)),
        ],
    ),
    (
        "milestone",
        &[
            ("id", must(Id)),
            ("person", must(Id)),
            ("kind", must(word!(milestone::Sort))),
            ("what", must(Text)),
            ("year", may(YEAR)),
            ("month", must(Number(1, 12))),
            ("day", must(Number(1, 31))),
            ("yearly", must(EITHER)),
        ],
    ),
    (
        "celebration",
        &[
            ("milestone", must(Id)),
            ("year", must(YEAR)),
            ("id", must(Id)),
            ("day", must(Day)),
        ],
    ),
    (
        "progress",
        &[
            ("promise", must(Id)),
            ("id", must(Id)),
            ("day", must(Day)),
            ("what", must(Text)),
            ("told", must(EITHER)),
        ],
    ),
    (
        "breach",
        &[
            ("id", must(Id)),
            ("person", must(Id)),
            ("side", must(word!(Side))),
            ("kind", must(word!(breach::Kind))),
            ("size", must(Number(1, 4))),
            ("what", must(Text)),
            ("day", must(Day)),
            ("promise", may(Id)),
            ("acknowledged_on", may(Day)),
            ("owned_on", may(Day)),
            ("amended_on", may(Day)),
            ("amends", must(Text)),
            ("said_on", may(Day)),
            ("let_go_on", may(Day)),
        ],
    ),
    (
        "seal",
        &[
            ("id", must(NUMBERED)),
            ("envelope", must(Bytes)),
            ("made_on", must(Day)),
        ],
    ),
    (
        "confidence",
        &[
            ("id", must(Id)),
            ("person", must(Id)),
            ("envelope", must(Bytes)),
            ("noted_on", must(Day)),
            ("review_on", may(Day)),
        ],
    ),
    (
        "circle",
        &[
            ("id", must(Id)),
            ("name", must(Text)),
            ("kind", must(word!(circle::Kind))),
            ("days", may(RHYTHM)),
            ("in_person", must(EITHER)),
            ("after_what", may(Text)),
            ("weekdays", must(DAYS_OF_THE_WEEK)),
        ],
    ),
    ("membership", &[("circle", must(Id)), ("person", must(Id))]),
    (
        "cadence",
        &[
            ("person", must(Id)),
            ("in_person", must(EITHER)),
            ("after_what", may(Text)),
            ("weekdays", must(DAYS_OF_THE_WEEK)),
        ],
    ),
    ("happening", &[("name", must(Text)), ("day", must(Day))]),
    (
        "walk_around",
        &[
            ("id", must(Id)),
            ("day", must(Day)),
            ("circle", must(Id)),
            ("place", must(Text)),
        ],
    ),
    (
        "meeting",
        &[
            ("id", must(Id)),
            ("at", must(Instant)),
            ("day", must(Day)),
            ("minutes", must(Number(1, 1_440))),
            ("title", must(Text)),
            ("kind", must(word!(meeting::Kind))),
            ("place", must(Text)),
            ("every", may(Number(1, 366))),
            ("roles", must(Text)),
            ("view", must(Text)),
            ("questions", must(Text)),
            ("asked", must(Text)),
            ("answered", must(Text)),
            ("held_on", may(Day)),
            ("touch", may(Id)),
            ("source", may(NUMBERED)),
        ],
    ),
    ("guest", &[("meeting", must(Id)), ("person", must(Id))]),
    (
        "focus",
        &[
            ("week", must(Day)),
            ("moment", must(word!(Moment))),
            ("chosen_on", must(Day)),
            ("looked_back", may(Text)),
        ],
    ),
    (
        "digest",
        &[
            ("day", must(Day)),
            ("channel", must(word!(Channel))),
            ("state", must(DIGEST_STATE)),
            ("what", must(Text)),
            ("tried_at", may(Instant)),
            ("why", must(Text)),
            ("tries", may(FEW)),
        ],
    ),
    (
        "forgotten",
        &[("mark", must(Bytes)), ("forgotten_on", must(Day))],
    ),
    (
        "not_same",
        &[
            ("one", must(Id)),
            ("other", must(Id)),
            ("day", must(Day)),
            ("how", must(word!(How))),
        ],
    ),
    (
        "history",
        &[
            ("seq", must(NUMBERED)),
            ("at", must(Instant)),
            ("door", must(Text)),
            ("request", must(Id)),
            ("verb", must(Text)),
            // The table lets it be absent, and every command that tells the history wants it.
            ("subject", must(Id)),
            ("answer", must(Text)),
            ("batch", may(NUMBERED)),
            ("undone_by", may(NUMBERED)),
            ("person", may(Id)),
            ("content", may(Bytes)),
        ],
    ),
    (
        "image",
        &[
            ("seq", must(NUMBERED)),
            ("n", must(COUNT)),
            ("shelf", must(CHANGED)),
            ("place", must(Text)),
            ("before", may(Text)),
        ],
    ),
];

/// What a column means; `None` for one this list does not know, which a test forbids.
pub fn sense(shelf: &Shelf, column: &str) -> Option<Sense> {
    let (_, columns) = EVERY.iter().find(|(name, _)| *name == shelf.name)?;
    let (_, sense) = columns.iter().find(|(name, _)| *name == column)?;
    Some(*sense)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::engine::Place;
    use crate::book::shelf::WHOLE_BOOK;
    use crate::book::{Book, Value};

    #[test]
    fn every_column_of_a_whole_book_has_a_meaning() {
        for shelf in WHOLE_BOOK {
            for column in shelf.column_names() {
                assert!(
                    sense(shelf, column).is_some(),
                    "what does the {column} of a {} mean? Say it in EVERY",
                    shelf.name
                );
            }
        }
    }

    #[test]
    fn what_may_be_absent_is_what_the_tables_allow() {
        let folder = tempfile::tempdir().unwrap();
        let book = Book::begin(&Place::File(folder.path().join("book.db"))).unwrap();
        for shelf in WHOLE_BOOK {
            let allowed: Vec<(String, bool)> = book
                .read(|session| {
                    session.all(
                        "select name, \"notnull\" from pragma_table_info($1)",
                        &[Value::from(shelf.name)],
                        |row| Ok((row.text(0)?, row.int(1)? == 0)),
                    )
                })
                .unwrap();
            // Which process holds a batch is of this machine alone, and in no export.
            let exported = |name: &str| shelf.column_names().contains(&name);
            for (column, may_be_absent) in allowed.iter().filter(|(name, _)| exported(name)) {
                let ours = sense(shelf, column).unwrap().may_be_absent;
                let stricter = (shelf.name, column.as_str()) == ("history", "subject");
                assert_eq!(ours, *may_be_absent && !stricter, "{} {column}", shelf.name);
            }
        }
    }
}
