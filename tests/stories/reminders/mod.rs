//! Reminders: one digest a day, at the chosen hour, over the chosen ways; what happens when a way
//! fails; and the calendar at its secret address.

mod calendar;
mod digest;
mod secret;
mod settings;
mod undelivered;

use std::collections::BTreeSet;

use jiff::Timestamp;
use ledger::Day;
use ledger::reminder::{Channel, Wanted, hour};
use troth::book::{Book, Door, MailServer, PasswordFrom, Place, Security, Stamp, Urgency};
use troth::chores::remind::{Came, round};

use crate::stories::web::{Cast, cast, morning};
use crate::support::post::{PASSWORD, PostOffice};

fn stamp() -> Stamp {
    Stamp::now(Door::Demo)
}

fn wanted(channels: &[Channel]) -> Wanted {
    Wanted {
        at: hour("7:30").unwrap(),
        channels: channels.iter().copied().collect::<BTreeSet<_>>(),
        ..Wanted::default()
    }
}

fn server(office: &PostOffice) -> MailServer {
    MailServer {
        host: "127.0.0.1".to_owned(),
        port: office.port,
        security: Security::Plain,
        from: "Troth <noor@troth.example>".to_owned(),
        to: "noor@troth.example".to_owned(),
        user: Some("noor".to_owned()),
        password: Some(PasswordFrom::Book(PASSWORD.to_owned())),
    }
}

/// A book with the cast, whose owner wants a mail at half past seven.
fn with_mail(place: &str, office: &PostOffice) -> (Book, Cast) {
    let book = Book::begin(&Place::parse(place)).unwrap();
    let people = cast(&book);
    book.arrange_mail(&stamp(), &server(office)).unwrap();
    book.set_reminders(&stamp(), wanted(&[Channel::Mail]))
        .unwrap();
    (book, people)
}

/// An hour of a day, where the owner lives.
fn at(book: &Book, day: Day, text: &str) -> Timestamp {
    let wall = day.to_datetime(hour(text).unwrap());
    wall.to_zoned(book.zone().clone()).unwrap().timestamp()
}

fn came(book: &Book, now: Timestamp) -> Came {
    let mut outcomes = round(book, now, Urgency::AsWanted).unwrap();
    assert_eq!(outcomes.len(), 1);
    outcomes.remove(0).came
}

fn why(came: Came) -> String {
    match came {
        Came::Failed(failure) => failure.why,
        other => panic!("it did not fail: {other:?}"),
    }
}

fn tomorrow() -> Day {
    morning().tomorrow().unwrap()
}
