//! Everything that is read from a book, once: whatever reading it back accepts, every command can read.

use ledger::Day;
use troth::book::{Book, Door, Envelopes, Extent, Filter, Shown, Stamp, Which};
use troth::error::{Error, Result};

/// Asks a book everything that does not change it, as of a day.
pub fn read_all(book: &Book, day: Day) -> Result<()> {
    of_everybody(book, day)?;
    of_the_owner(book, day)?;
    for standing in ledger::person::Standing::ALL {
        let filter = Filter {
            text: None,
            standing,
        };
        for known in book.people_as_of(&filter, day)? {
            of_one(book, known.person.id, day)?;
        }
    }
    book.export(&mut std::io::sink())?;
    Ok(())
}

fn of_everybody(book: &Book, day: Day) -> Result<()> {
    book.today(day)?;
    book.today_when_asked(day)?;
    book.people(&Filter::accepted())?;
    book.inbox()?;
    book.history(None, 100)?;
    book.promises(Shown::All)?;
    book.promises_as_of(Shown::All, day)?;
    book.keeping(day)?;
    book.waiting(day, 50)?;
    book.bids(day)?;
    book.fresh_bids(day)?;
    book.concerns(day)?;
    book.contributions(day)?;
    book.confidences(day)?;
    book.milestones(day)?;
    book.milestones_ahead(day, day.saturating_add(jiff::Span::new().days(90)))?;
    for repair in book.repairs(day)? {
        book.course_of(&repair, day)?;
    }
    book.details_to_ask(day, 50)?;
    for company in book.circles(day)? {
        book.company(company.circle.id, day)?;
    }
    book.walk_arounds(day)?;
    let agenda = book.agenda(day)?;
    for arranged in agenda
        .ahead
        .into_iter()
        .chain(agenda.unspoken)
        .chain(agenda.held)
    {
        book.aftermath(&arranged, day)?;
        book.brief_of_meeting(arranged, day)?;
    }
    book.duplicates()?;
    book.calendar(day)?;
    book.review(day.saturating_sub(jiff::Span::new().days(7)), day)?;
    Ok(())
}

fn of_the_owner(book: &Book, day: Day) -> Result<()> {
    book.owner()?;
    book.owner_handles()?;
    book.details(None, Which::All, day)?;
    book.week(day, day)?;
    book.insight(day.saturating_sub(jiff::Span::new().days(365)), day)?;
    book.focus_of(day)?;
    book.happenings(day)?;
    book.weights()?;
    book.reminders()?;
    book.digests(day)?;
    book.undelivered(day)?;
    book.sources()?;
    book.batches()?;
    book.retention()?;
    book.going(day)?;
    book.forgettings()?;
    book.seals()?;
    Ok(())
}

fn of_one(book: &Book, person: ledger::person::PersonId, day: Day) -> Result<()> {
    book.person(person)?;
    book.page(person, day)?;
    book.page_of(person, day, Extent::Notes(3))?;
    book.touches(person, day)?;
    book.details(Some(person), Which::All, day)?;
    book.common_ground(person, day)?;
    book.approach(person)?;
    book.confidences_with(person, day)?;
    let asked = Envelopes {
        person,
        most: 10,
        skip: 0,
    };
    book.enclosed(asked, day)?;
    book.brief(&[person], None, day)?;
    book.merged_entries(person)?;
    book.everything(person)?;
    if book.owner()?.is_none_or(|owner| owner.person.id != person) {
        book.leaving(person, day)?;
    }
    Ok(())
}

/// What comes next is still written, and taken back: no number stands in its way.
pub fn write_on(book: &Book) -> Result<()> {
    let stamp = || Stamp::now(Door::Cli);
    book.meet(&stamp(), "Somebody New", &[])?;
    book.undo(&stamp(), None)?;
    let batch = book.start_batch("new.mbox")?;
    book.close_batch(batch, &["noor@haddad.example".to_owned()], &[])?;
    match book.accept_batch(&stamp(), batch) {
        // An address may be somebody else's in this book, which is said and no fault.
        Ok(_) => Ok(()),
        Err(error) if error.exit_code() == 1 => Ok(()),
        Err(error) => Err(error),
    }
}

/// A fault of ours, where an error is one; a refusal is an answer.
pub fn ours(error: Error) -> Option<Error> {
    (error.exit_code() == 3).then_some(error)
}
