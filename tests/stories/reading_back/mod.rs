//! A whole book read back through the types that will read it: what is accepted, every command can
//! read; what is refused is named, and nothing of it is kept.

mod order;
mod small;
mod speed;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::Path;

use ledger::Day;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};
use troth::book::{Book, Filter, Place, Shown, Skipped};
use troth::error::Error;

use crate::support::{each_engine, reading};
use small::{ANA, SAM, SAMUEL, Small};

const MORNING: Day = troth::demo::MORNING;

fn open(place: &str) -> Book {
    Book::begin(&Place::parse(place)).unwrap()
}

fn in_folder(folder: &Path, name: &str) -> Book {
    Book::begin(&Place::File(folder.join(name))).unwrap()
}

fn read_in(book: &Book, small: &Small) -> Result<(), Error> {
    book.restore(&mut small.text().as_bytes()).map(|_| ())
}

/// Refused with just this sentence, and nothing is in the book.
#[track_caller]
fn refused(book: &Book, small: &Small, sentence: &str) {
    let error = read_in(book, small).unwrap_err();
    assert_eq!(error.sentence, sentence);
    assert_eq!(error.exit_code(), 1);
    let mut left = Vec::new();
    book.export(&mut left).unwrap();
    assert_eq!(String::from_utf8(left).unwrap().lines().count(), 2);
}

#[test]
fn a_small_book_with_a_row_on_every_shelf_is_read_back_and_read() {
    each_engine(|place| {
        let book = open(place);
        let small = Small::book();
        read_in(&book, &small).unwrap();
        reading::read_all(&book, MORNING).unwrap();
        reading::write_on(&book).unwrap();
        let mut out = Vec::new();
        book.export(&mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        let mut shelves: Vec<&Value> = small.0.iter().map(|row| &row["is"]).collect();
        shelves.dedup();
        for shelf in shelves {
            assert!(out.contains(&format!("\"is\":{shelf}")), "no {shelf}");
        }
    });
}

#[test]
fn the_first_line_that_makes_no_sense_is_named_with_its_field() {
    each_engine(|place| {
        let book = open(place);
        let small = Small::book();
        let line = |shelf: &str| small.place(shelf) + 2;
        for (shelf, column, value, said) in [
            (
                "promise",
                "due",
                json!("soon"),
                "the due of a promise is not a day: “soon”",
            ),
            (
                "promise",
                "renewals",
                json!(-1),
                "the renewals of a promise is not a number from 0 to 1000000: -1",
            ),
            (
                "promise",
                "side",
                json!("x"),
                "the side of a promise is not a word this Troth knows: “x”",
            ),
            (
                "promise",
                "outcome",
                json!(7),
                "the outcome of a promise is not a word this Troth knows: 7",
            ),
            (
                "breach",
                "size",
                json!(99),
                "the size of a breach is not a number from 1 to 4: 99",
            ),
            (
                "approach",
                "medium",
                json!("x"),
                "the medium of an approach is not a word this Troth knows: “x”",
            ),
            (
                "act",
                "moment",
                json!("x"),
                "the moment of an act is not a word this Troth knows: “x”",
            ),
            (
                "walk_around",
                "day",
                Value::Null,
                "the day of a walk around is missing",
            ),
            (
                "person",
                "id",
                json!("00ff"),
                "the id of a person is not an id of 32 hexadecimal digits: “00ff”",
            ),
            (
                "person",
                "shoe",
                json!(1),
                "a person has no field called shoe",
            ),
            (
                "concern",
                "what",
                json!(true),
                "the what of a concern is not a text: true",
            ),
            (
                "history",
                "seq",
                json!(i64::MAX),
                "the seq of a history is not a number from 1 to 9007199254740992: 9223372036854775807",
            ),
        ] {
            let sentence = format!("line {}: {said}; nothing was kept", line(shelf));
            refused(&book, &small.changed(shelf, column, value), &sentence);
        }
    });
}

#[test]
fn columns_that_contradict_each_other_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let book = in_folder(folder.path(), "book.db");
    let small = Small::book();
    for (shelf, column, value, said) in [
        (
            "promise",
            "settled_on",
            Value::Null,
            "a promise has outcome and no settled_on",
        ),
        (
            "promise",
            "outcome",
            Value::Null,
            "a promise has settled_on and no outcome",
        ),
        (
            "bid",
            "settled_on",
            Value::Null,
            "a bid has outcome and no settled_on",
        ),
        (
            "contribution",
            "credited_on",
            Value::Null,
            "a contribution has before_whom and no credited_on",
        ),
        (
            "breach",
            "acknowledged_on",
            Value::Null,
            "a breach has owned_on and no acknowledged_on",
        ),
        (
            "breach",
            "said_on",
            json!("2026-03-01"),
            "a breach on side mine has no step said_on",
        ),
        (
            "person",
            "quiet_from",
            Value::Null,
            "a person has quiet_until and no quiet_from",
        ),
        (
            "person",
            "quiet_until",
            json!("2026-01-01"),
            "a person has a quiet_until before quiet_from",
        ),
        (
            "person",
            "root",
            json!(SAM),
            "a person is merged into somebody or is their own root, and not both",
        ),
        (
            "milestone",
            "day",
            json!(32),
            "the day of a milestone is not a number from 1 to 31: 32",
        ),
        (
            "circle",
            "after_what",
            json!("release"),
            "a circle has both days and after_what: a rhythm follows one of them",
        ),
        (
            "meeting",
            "touch",
            json!(ANA),
            "a meeting has touch and no held_on",
        ),
        (
            "not_same",
            "other",
            json!(ANA),
            "a not same names one after other: of two ids the lower stands first",
        ),
        (
            "image",
            "place",
            json!("x"),
            "an image has a place that is no key of a person",
        ),
        (
            "image",
            "before",
            json!("{\"id\":3}"),
            "an image has a before that makes no sense: the id of a person is not an id of 32 hexadecimal digits: 3",
        ),
        (
            "image",
            "shelf",
            json!("history"),
            "the shelf of an image is not a word this Troth knows: “history”",
        ),
    ] {
        let sentence = format!("line {}: {said}; nothing was kept", small.place(shelf) + 2);
        refused(&book, &small.changed(shelf, column, value), &sentence);
    }
}

#[test]
fn whoever_or_whatever_is_not_in_it_is_missed() {
    each_engine(|place| {
        let book = open(place);
        let small = Small::book();
        let nobody = "99999999999999999999999999999999";
        let with_people = small
            .0
            .iter()
            .filter(|row| row.contains_key("person") && row["is"] != "history");
        let mut shelves: Vec<String> = with_people
            .map(|row| row["is"].as_str().unwrap().to_owned())
            .collect();
        shelves.sort_unstable();
        shelves.dedup();
        assert!(shelves.len() >= 18, "{shelves:?}");
        for shelf in &shelves {
            let error = read_in(&book, &small.changed(shelf, "person", json!(nobody))).unwrap_err();
            assert!(
                error.sentence.starts_with("the person of "),
                "{shelf}: {error}"
            );
            assert!(error.sentence.ends_with("; nothing was kept"), "{error}");
        }
        for (shelf, column, value) in [
            ("membership", "circle", json!(nobody)),
            ("guest", "meeting", json!(nobody)),
            ("person", "batch", json!(2)),
            ("handle", "batch", json!(2)),
            ("message", "batch", json!(2)),
            ("touch", "batch", json!(2)),
            ("history", "batch", json!(2)),
            ("image", "seq", json!(3)),
        ] {
            let error = read_in(&book, &small.changed(shelf, column, value)).unwrap_err();
            let starts = format!("the {column} of ");
            assert!(error.sentence.starts_with(&starts), "{shelf}: {error}");
            assert!(error.sentence.contains("is not in it"), "{shelf}: {error}");
        }
        assert!(book.people(&Filter::accepted()).unwrap().is_empty());
    });
}

#[test]
fn merges_that_run_in_a_circle_are_refused() {
    each_engine(|place| {
        let book = open(place);
        let small = Small::book();
        let sam = small
            .0
            .iter()
            .position(|row| row["is"] == "person" && row["id"] == SAM);
        let round = small.with(sam.unwrap(), "merged_into", Some(json!(SAMUEL)));
        let round = round.with(sam.unwrap(), "root", Some(json!(SAMUEL)));
        let error = read_in(&book, &round).unwrap_err();
        assert!(
            error.sentence.contains("does not come to their root"),
            "{error}"
        );
        let samuel = small
            .0
            .iter()
            .position(|row| row["is"] == "person" && row["id"] == SAMUEL);
        let other = small.with(samuel.unwrap(), "root", Some(json!(ANA)));
        let error = read_in(&book, &other).unwrap_err();
        assert!(
            error.sentence.contains("does not come to their root"),
            "{error}"
        );
    });
}

#[test]
fn a_row_that_is_there_twice_is_named() {
    each_engine(|place| {
        let book = open(place);
        let mut small = Small::book();
        let person = small.0[small.place("person")].clone();
        small.0.push(person);
        let line = small.0.len() + 1;
        refused(
            &book,
            &small,
            &format!(
                "line {line}: there is a person with this key before it: id {ANA}; nothing was kept"
            ),
        );
        let mut small = Small::book();
        let history = small.place("history");
        let request = small.0[history]["request"].clone();
        small = small.with(history + 1, "request", Some(request));
        let error = read_in(&book, &small).unwrap_err();
        let starts = format!("line {}: a history cannot stand in a book", history + 3);
        assert!(error.sentence.starts_with(&starts), "{error}");
        read_in(&book, &Small::book()).unwrap();
    });
}

#[test]
fn one_endless_line_is_refused_by_its_number_and_not_held() {
    let folder = tempfile::tempdir().unwrap();
    let book = in_folder(folder.path(), "book.db");
    let first = b"{\"is\":\"book\",\"edition\":3,\"zone\":\"UTC\"}\n";
    let endless = std::io::Read::chain(&first[..], std::io::repeat(b'x'));
    let error = book
        .restore(&mut std::io::BufReader::new(endless))
        .unwrap_err();
    assert_eq!(
        error.sentence,
        "line 2 is longer than 16 MB, which no line of a book is; nothing was kept"
    );
}

#[test]
fn a_batch_that_still_waits_leaves_nothing_of_it_in_an_export() {
    each_engine(|place| {
        let book = open(place);
        read_in(&book, &Small::book()).unwrap();
        let batch = book.start_batch("new.mbox").unwrap();
        let skipped = Skipped {
            file: "new.mbox".to_owned(),
            offset: 0,
            reason: "no date".to_owned(),
        };
        book.close_batch(batch, &[], &[skipped]).unwrap();
        let mut out = Vec::new();
        book.export(&mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(text.matches("\"is\":\"skip\"").count(), 1);
        // An older Troth let what was passed over into the export: it is left out in reading back.
        let mut small = Small::book();
        small = small.with(small.place("skip"), "batch", Some(json!(2)));
        let folder = tempfile::tempdir().unwrap();
        let other = in_folder(folder.path(), "other.db");
        read_in(&other, &small).unwrap();
        let mut out = Vec::new();
        other.export(&mut out).unwrap();
        assert!(!String::from_utf8(out).unwrap().contains("\"is\":\"skip\""));
    });
}

#[test]
fn a_zone_nobody_knows_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let book = in_folder(folder.path(), "book.db");
    let text = Small::book().text().replace("UTC", "Nowhere/Land");
    let error = book.restore(&mut text.as_bytes()).unwrap_err();
    assert_eq!(
        error.sentence,
        "line 1: this machine knows no time zone “Nowhere/Land”; nothing was kept"
    );
}

#[test]
fn a_live_book_that_was_tampered_with_says_which_row_and_column_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.db");
    let book = in_folder(folder.path(), "book.db");
    read_in(&book, &Small::book()).unwrap();
    let file = rusqlite::Connection::open(&path).unwrap();
    file.execute("update promise set due = 'soon' where outcome is null", [])
        .unwrap();
    let error = book.today(MORNING).unwrap_err();
    assert_eq!(
        error.sentence,
        "a row in the book is not what it should be: due “soon”, id 22222222222222222222222222222222"
    );
    let hint = error.hint.unwrap().to_string();
    assert!(
        hint.starts_with("it stands in the table promise;"),
        "{hint}"
    );
    file.execute("update promise set due = null, outcome = 'kept'", [])
        .unwrap();
    let error = book.promises(Shown::All).unwrap_err();
    let said = "a row in the book is not what it should be: outcome “kept”, id";
    assert!(error.sentence.starts_with(said), "{error}");
    assert!(
        error.sentence.ends_with(", and settled_on nothing"),
        "{error}"
    );
}

/// Of hundreds of books, where what is asked is not about the disk.
fn in_memory() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").unwrap_or_else(|_| tempfile::tempdir().unwrap())
}

const NASTY: &str = "\u{0}\u{1b}[31m\u{202e}";

/// What hostile or clumsy hands may put in a place; `None`: nothing at all.
fn other_values() -> Vec<Option<Value>> {
    let given = json!([
        null, NASTY, "soon", "", "00ff", ANA, "9999-12-31", "0000-01-01", 0, 1, -1, 99, 4_294_967_295_u64,
        i64::MAX, i64::MIN, 9_007_199_254_740_992_u64, 253_402_207_200_000_000_i64, 1.5, true, [1], {"a": 1},
    ]);
    let given = given.as_array().unwrap().iter().cloned().map(Some);
    std::iter::once(None).chain(given).collect()
}

/// Every field of every row with every one of the values above: refused with its line, or read by all.
#[test]
fn whatever_one_value_is_changed_to_it_is_refused_or_every_command_can_read_it() {
    let folder = in_memory();
    let small = Small::book();
    let mut tried = Tried {
        book: in_folder(folder.path(), "0.db"),
        folder: folder.path(),
        refused: 0,
        accepted: 0,
        faults: Vec::new(),
    };
    // Rows of one shelf with the same fields are read alike: one of them is enough.
    let mut seen = BTreeSet::new();
    for (row, fields) in small.0.iter().enumerate() {
        let names: Vec<&String> = fields.keys().collect();
        if !seen.insert((fields["is"].to_string(), names)) {
            continue;
        }
        for column in fields.keys().filter(|column| *column != "is") {
            let mut any_text = false;
            for value in other_values() {
                // One text is as good as another where any will do.
                if any_text && value.as_ref().is_some_and(Value::is_string) {
                    continue;
                }
                let other = small.with(row, column, value.clone());
                let what = format!("{} {column} {value:?}", fields["is"]);
                let taken = tried.once(&other, column, &what);
                any_text |= taken && value == Some(json!(NASTY));
            }
        }
    }
    let Tried {
        refused,
        accepted,
        faults,
        ..
    } = tried;
    let some = &faults[..faults.len().min(40)];
    assert!(
        faults.is_empty(),
        "{} faults:\n{}",
        faults.len(),
        some.join("\n")
    );
    assert!(
        refused > 2_000 && accepted > 300,
        "{refused} refused, {accepted} accepted"
    );
}

/// One slip in the file: a byte written over, some taken out, a line said twice, two in another order.
fn slip(text: &mut Vec<u8>, (kind, at, other, byte): (u8, usize, usize, u8)) {
    let mut lines: Vec<Vec<u8>> = text
        .split(|byte| *byte == b'\n')
        .map(<[u8]>::to_vec)
        .collect();
    let (one, two) = (at % lines.len(), other % lines.len());
    match kind % 4 {
        0 => {
            let at = at % text.len();
            text[at] = byte;
            return;
        }
        1 => {
            let at = at % text.len();
            let until = text.len().min(at + other % 20);
            text.drain(at..until);
            return;
        }
        2 => lines.insert(two, lines[one].clone()),
        _ => lines.swap(one, two),
    }
    *text = lines.join(&b'\n');
}

#[test]
fn whatever_slips_into_a_file_it_is_refused_or_every_command_can_read_it() {
    let folder = in_memory();
    let first = Small::book()
        .text()
        .replace("\"edition\":3", "\"edition\":1");
    let end = first.rfind('\n').unwrap();
    let slips = proptest::collection::vec(any::<(u8, usize, usize, u8)>(), 1..3);
    let tried = RefCell::new((in_folder(folder.path(), "0.db"), 0));
    let config = Config {
        cases: 400,
        failure_persistence: None,
        ..Config::default()
    };
    let dice = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    TestRunner::new_with_rng(config, dice)
        .run(&slips, |slips| {
            let mut text = first.as_bytes()[..end].to_vec();
            slips.into_iter().for_each(|one| slip(&mut text, one));
            let (book, accepted) = &mut *tried.borrow_mut();
            if let Err(error) = book.restore(&mut text.as_slice()) {
                prop_assert_eq!(error.exit_code(), 1, "{}", error);
                return Ok(());
            }
            *accepted += 1;
            let read = reading::read_all(book, MORNING).and_then(|()| reading::write_on(book));
            *book = in_folder(folder.path(), &format!("{accepted}.db"));
            prop_assert!(read.is_ok(), "{}", read.unwrap_err());
            Ok(())
        })
        .unwrap();
    let accepted = tried.borrow().1;
    assert!((40..360).contains(&accepted), "{accepted} accepted");
}

struct Tried<'a> {
    /// Empty until a book is accepted.
    book: Book,
    folder: &'a Path,
    refused: usize,
    accepted: usize,
    faults: Vec<String>,
}

impl Tried<'_> {
    /// Whether it was accepted.
    fn once(&mut self, other: &Small, column: &str, what: &str) -> bool {
        let Err(error) = read_in(&self.book, other) else {
            self.accepted += 1;
            let read = reading::read_all(&self.book, MORNING);
            if let Err(error) = read.and_then(|()| reading::write_on(&self.book)) {
                self.faults.push(format!("{what} was accepted: {error}"));
            }
            let path = self.folder.join(format!("{}.db", self.accepted));
            self.book = Book::begin(&Place::File(path)).unwrap();
            return true;
        };
        self.refused += 1;
        let words = [
            column,
            "root",
            "with this key",
            "cannot stand",
            "is not in it",
        ];
        let named = words.iter().any(|word| error.sentence.contains(word));
        if error.exit_code() != 1 || !named {
            self.faults.push(format!("{what}: {error}"));
        }
        false
    }
}
