//! What becomes of a confidence, and of the passphrase that seals them all.

use std::path::PathBuf;

use ledger::Day;
use ledger::confidence::ConfidenceId;

use crate::book::{Book, Closing, Written};
use crate::cli::asking;
use crate::cli::page::Tone;
use crate::cli::passphrase::{self, Passphrase};
use crate::cli::phrase;
use crate::cli::visit::Visit;
use crate::error::{Error, Result};
use crate::seal;

#[derive(Debug, clap::Subcommand)]
pub enum Change {
    /// Looked at on its day, and still kept
    Kept {
        /// Its short reference
        #[arg(value_name = "REF")]
        confidence: String,
        /// When to look at it again
        #[arg(long, value_name = "DAY")]
        review: Option<String>,
    },
    /// It was passed on
    PassedOn {
        /// Its short reference
        #[arg(value_name = "REF")]
        confidence: String,
    },
    /// Say when to look at it again
    Review {
        /// Its short reference
        #[arg(value_name = "REF")]
        confidence: String,
        /// The day, or never
        #[arg(value_name = "DAY")]
        until: String,
    },
    /// Take it out of the book for good; this is not taken back
    Forget {
        /// Its short reference
        #[arg(value_name = "REF")]
        confidence: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Seal the same key under another passphrase
    #[command(name = "change-passphrase")]
    Reseal {
        #[command(flatten)]
        passphrase: Passphrase,
        /// The new passphrase is the first line of this file; asked for when not given
        #[arg(long, value_name = "FILE")]
        new_passphrase_file: Option<PathBuf>,
    },
    /// A new passphrase where the old one is lost; what it sealed stays closed
    BeginAnew {
        #[command(flatten)]
        passphrase: Passphrase,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
}

pub fn make(change: Change, book: &Book, day: Day, visit: &Visit) -> Result<()> {
    let stamp = visit.stamp();
    let (said, done) = match change {
        Change::Kept { confidence, review } => {
            let next = review.map(|text| visit.day_said(&text, day)).transpose()?;
            let id = book.look_up_confidence(&confidence)?;
            (
                "a confidence was kept",
                book.still_kept(&stamp, id, day, next)?,
            )
        }
        Change::PassedOn { confidence } => {
            let id = book.look_up_confidence(&confidence)?;
            ("noted: it was passed on", book.passed_on(&stamp, id, day)?)
        }
        Change::Review { confidence, until } => {
            let never = until.trim().eq_ignore_ascii_case("never");
            let until = (!never).then(|| visit.day_said(&until, day)).transpose()?;
            let id = book.look_up_confidence(&confidence)?;
            (
                "its day is noted",
                book.review_again(&stamp, id, day, until)?,
            )
        }
        Change::Forget { confidence, yes } => {
            let id = book.look_up_confidence(&confidence)?;
            return forget(book, id, visit, yes);
        }
        Change::Reseal {
            passphrase,
            new_passphrase_file,
        } => {
            let done = renew(book, day, visit, &passphrase, new_passphrase_file)?;
            return sealed(visit, "the passphrase is changed", &done);
        }
        Change::BeginAnew { passphrase, yes } => {
            return begin_anew(book, visit, &passphrase, yes);
        }
    };
    visit.done(said, &done)
}

fn forget(book: &Book, id: ConfidenceId, visit: &Visit, yes: bool) -> Result<()> {
    if !yes {
        let question = "What was told goes for good and cannot be taken back. Forget it?";
        if !asking::can_ask() || !asking::agreed(question)? {
            return Err(Error::refused("nothing was forgotten")
                .hint("forgetting is not taken back; --yes forgets without asking"));
        }
    }
    let done = book.forget_confidence(&visit.stamp(), id)?;
    book.sweep()?;
    visit.said("a confidence was forgotten", &done)
}

fn renew(
    book: &Book,
    day: Day,
    visit: &Visit,
    passphrase: &Passphrase,
    file: Option<PathBuf>,
) -> Result<Written> {
    let seals = book.seals()?;
    let none_yet =
        || Error::not_found("no passphrase was set yet").hint("troth confide NAME sets one");
    if seals.is_empty() {
        return Err(none_yet());
    }
    let (n, key) = passphrase.any(&seals, visit)?;
    let old = seals.get(n).ok_or_else(none_yet)?;
    let chosen = passphrase::chosen(file.as_deref(), visit)?;
    let envelope = seal::rewrap(&key, &chosen)?;
    let done = book.change_passphrase(&visit.stamp(), old, &envelope, day)?;
    visit.remark("Exports and backups made before still open with the old passphrase.");
    Ok(done)
}

fn begin_anew(book: &Book, visit: &Visit, passphrase: &Passphrase, yes: bool) -> Result<()> {
    let newest = book.seals()?.first().map(|seal| seal.number);
    if newest.is_some() && !yes {
        confirm(&book.closing()?, visit)?;
    }
    passphrase.begin(book, newest, visit)?;
    visit.remark("From now on confidences are sealed under the new passphrase.");
    Ok(())
}

/// What will not open any more is said, and what says that it is known is typed.
fn confirm(closing: &Closing, visit: &Visit) -> Result<()> {
    if !asking::can_ask() {
        return Err(Error::refused("nothing was changed").hint("--yes begins anew without asking"));
    }
    if closing.count > 0 {
        let count = phrase::counted(
            i64::try_from(closing.count).unwrap_or(i64::MAX),
            "confidence",
        );
        visit.remark(&format!(
            "A new passphrase does not open {count}, with {}: those open only with the one they were sealed under.",
            phrase::list(&closing.with)
        ));
    }
    let typed = asking::typed(&format!("To begin anew, type: {}", closing.typed()))?;
    closing.agreed(&typed)
}

/// A passphrase is not taken back, so no way to do so is offered.
fn sealed(visit: &Visit, said: &str, done: &Written) -> Result<()> {
    if visit.wants_json() {
        return visit.done(said, done);
    }
    let mut page = visit.page();
    page.paragraph(0, &phrase::sentence(said), Tone::Plain);
    visit.show(page)
}
