//! How faithfully mail is read: the product's own importer, beside Python's `mailbox` and `email` on
//! the same files. Formats to come add their rows here.

mod peer;

use std::path::{Path, PathBuf};
use std::process::Command;

use troth::book::{Book, Place, Report};
use troth::import::bring;

use crate::Error;
use crate::chapter::{Bar, Cell, Chapter, Table, Wanted};
use peer::{Counts, counted};

/// How a set stands on the disk.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Form {
    /// Mailboxes of a list, a month each.
    Mailboxes,
    /// One letter a file, the whole packed in one archive.
    Letters,
}

/// A set of real mail, and how many letters its keepers say it has.
const SETS: [(&str, &str, Form, u64); 6] = [
    (
        "gpsd-dev",
        "mail/mbox-archives/gpsd-dev",
        Form::Mailboxes,
        9_660,
    ),
    (
        "x2go-dev",
        "mail/mbox-archives/x2go-dev",
        Form::Mailboxes,
        6_934,
    ),
    (
        "fetchmail-users",
        "mail/mbox-archives/fetchmail-users",
        Form::Mailboxes,
        3_515,
    ),
    (
        "SpamAssassin, easy ham",
        "mail/spamassassin/easy-ham-1.tar.xz",
        Form::Letters,
        2_500,
    ),
    (
        "SpamAssassin, hard ham",
        "mail/spamassassin/hard-ham-1.tar.xz",
        Form::Letters,
        250,
    ),
    (
        "SpamAssassin, spam",
        "mail/spamassassin/spam-1.tar.xz",
        Form::Letters,
        500,
    ),
];

const PROTOCOL: &str = "Each set is brought into an empty book as `troth import` does, with the address that writes most as the \
owner's, and its preview is what is told. Python 3 reads the same files header by header: `mailbox.mbox` for mailboxes, `email` for \
single letters. Distinct counts the different values of Message-ID, no value being one of them. A reply is linked when the first id of \
its In-Reply-To stands in the same set; Troth follows References too and finds more.";

/// What is told of the six sets.
///
/// # Errors
/// A folder that cannot be made, a book that cannot be written, or a set that is not as expected.
pub fn evaluate(data: &Path) -> Result<Chapter, Error> {
    let columns = [
        "set",
        "",
        "messages",
        "distinct",
        "without a readable date",
        "replies linked",
        "bulk and robots",
    ];
    let mut table = Table::new("Mail, beside Python on the same files", &columns);
    let mut bars = Vec::new();
    for (name, place, form, letters) in SETS {
        let path = data.join(place);
        if !path.exists() {
            table.rows.push(absent(name));
            continue;
        }
        let folder = tempfile::tempdir().map_err(|cause| Error::Unreadable(path.clone(), cause))?;
        let mail = match form {
            Form::Mailboxes => path,
            Form::Letters => unpacked(&path, folder.path())?,
        };
        let report = told(&mail, folder.path())?;
        table.rows.push(ours(name, &report));
        table.rows.push(theirs(counted(&mail, form)));
        bars.push(Bar {
            what: format!("{name}: messages found"),
            wanted: Wanted::Within(letters as f64, letters as f64),
            got: report.messages as f64,
            digits: 0,
            tried: String::new(),
        });
    }
    Ok(Chapter {
        name: "fidelity",
        title: "Reading mail faithfully",
        protocol: vec![PROTOCOL.to_owned()],
        tables: vec![table],
        bars,
        limits: vec![
            "Public lists and a spam collection of 2002 are not one person's mailbox of today; calendars, contacts and chats have no rows yet."
                .to_owned(),
            "Bulk has no truth to hold it against here: hard ham is bulk mail that people wanted.".to_owned(),
        ],
    })
}

/// What the importer shows before anything is accepted.
fn told(mail: &Path, folder: &Path) -> Result<Report, Error> {
    let (book, batch) = brought(mail, folder)?;
    book.preview(batch).map_err(say)
}

/// Mail read into an empty book as `troth import` does, the address that writes most being the
/// owner's, and the batch that waits there to be accepted.
pub(crate) fn brought(mail: &Path, folder: &Path) -> Result<(Book, i64), Error> {
    let place = folder.join("book.db");
    let book = Book::begin(&Place::parse(&place.to_string_lossy())).map_err(say)?;
    let paths = [mail.to_owned()];
    let stranger = bring(&book, &paths, &[], &mut |_| ()).map_err(say)?;
    let me: Vec<String> = stranger
        .candidates
        .iter()
        .take(1)
        .map(|(address, _)| address.clone())
        .collect();
    book.discard_batch(stranger.batch).map_err(say)?;
    let brought = bring(&book, &paths, &me, &mut |_| ()).map_err(say)?;
    Ok((book, brought.batch))
}

pub(crate) fn say(error: troth::error::Error) -> Error {
    Error::Unusable(error.to_string())
}

/// The letters a packed set holds.
fn unpacked(packed: &Path, into: &Path) -> Result<PathBuf, Error> {
    let into = into.join("mail");
    let fails = |cause| Error::Unreadable(packed.to_owned(), cause);
    std::fs::create_dir_all(&into).map_err(fails)?;
    let done = Command::new("tar")
        .arg("-xJf")
        .arg(packed)
        .arg("-C")
        .arg(&into)
        .status()
        .map_err(fails)?;
    if done.success() {
        Ok(into)
    } else {
        Err(Error::Unusable(format!(
            "{} cannot be unpacked with tar and xz",
            packed.display()
        )))
    }
}

fn ours(name: &str, report: &Report) -> Vec<Cell> {
    vec![
        Cell::text(name),
        Cell::text("Troth"),
        Cell::Count(report.messages),
        Cell::Count(report.distinct_messages),
        Cell::Count(report.undated),
        Cell::Count(report.replies_linked),
        Cell::Count(report.bulk),
    ]
}

fn theirs(counts: Option<Counts>) -> Vec<Cell> {
    let count = |of: fn(&Counts) -> u64| {
        counts
            .as_ref()
            .map_or(Cell::Missing, |counts| Cell::Count(of(counts)))
    };
    vec![
        Cell::text(""),
        Cell::text("Python"),
        count(|counts| counts.messages),
        count(|counts| counts.distinct),
        count(|counts| counts.undated),
        count(|counts| counts.linked),
        Cell::Missing,
    ]
}

fn absent(name: &str) -> Vec<Cell> {
    let mut row = vec![Cell::text(name), Cell::text("not here")];
    row.resize(7, Cell::Missing);
    row
}
