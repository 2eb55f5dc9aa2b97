//! Mail that comes after a merge stays with the entry whose address it is.

use jiff::civil::date;
use ledger::Day;
use ledger::handle::Handle;
use ledger::person::PersonId;
use troth::book::{Book, Door, Place, Stamp};

use crate::support::each_engine;
use crate::support::mailbox::{ME, letter, take_in};

const WORK: &str = "ana@lindqvist.example";
const HOME: &str = "ana@home.example";

fn stamp() -> Stamp {
    Stamp::now(Door::Cli)
}

/// Ana's work, with her home merged into it.
fn merged(place: &str) -> (Book, PersonId, PersonId) {
    let book = Book::begin(&Place::parse(place)).unwrap();
    let meet = |name: &str, mail: &str| {
        let met = book.meet(&stamp(), name, &[Handle::mail(mail)]).unwrap();
        PersonId(met.subject)
    };
    let (work, home) = (meet("Ana Lindqvist", WORK), meet("Ana L", HOME));
    book.merge(&stamp(), home, work).unwrap();
    (book, work, home)
}

fn subjects(book: &Book, person: PersonId) -> Vec<String> {
    let touches = book.touches(person, Day::MAX).unwrap();
    touches.into_iter().rev().map(|touch| touch.note).collect()
}

fn counted(book: &Book, person: PersonId) -> u32 {
    let facts = book.person(person).unwrap().facts;
    facts.map_or(0, |facts| facts.touches)
}

#[test]
fn mail_that_comes_after_a_merge_stays_with_the_entry_whose_address_it_is() {
    each_engine(|place| {
        let (book, work, home) = merged(place);
        let both = format!("{WORK}, {HOME}");
        let mbox = [
            letter(WORK, ME, date(2026, 2, 2), "from work"),
            letter(HOME, ME, date(2026, 2, 3), "from home"),
            letter(ME, &both, date(2026, 2, 4), "to both"),
        ];
        let (written, report) = take_in(&book, &mbox.concat());
        assert_eq!((report.touches, report.people_found), (3, 0));
        assert_eq!(subjects(&book, work), ["from work", "from home", "to both"]);
        assert_eq!(counted(&book, work), 3, "a letter to both is one touch");

        book.unmerge(&stamp(), home).unwrap();
        assert_eq!(subjects(&book, work), ["from work", "to both"]);
        assert_eq!(subjects(&book, home), ["from home", "to both"]);
        assert_eq!((counted(&book, work), counted(&book, home)), (2, 2));
        book.undo(&stamp(), Some(written.seq)).unwrap();
        assert_eq!((counted(&book, work), counted(&book, home)), (0, 0));
    });
}

#[test]
fn older_letters_that_new_mail_sheds_light_on_stay_with_their_entry_too() {
    each_engine(|place| {
        let (book, work, home) = merged(place);
        // On a list: whom it answers is not known before the answered letter is.
        let list = "List-Id: <team.list.example>\nIn-Reply-To: <the-plan@troth.example>\nSubject:";
        let answer = letter(HOME, "team@list.example", date(2026, 2, 3), "Re the plan");
        let (_, report) = take_in(&book, &answer.replace("Subject:", list));
        assert_eq!(report.touches, 0);
        let plan = letter(ME, WORK, date(2026, 2, 2), "the plan");
        let (_, report) = take_in(&book, &plan);
        assert_eq!(report.touches, 2);
        assert_eq!(counted(&book, work), 2);
        let (_, again) = take_in(&book, &plan);
        assert_eq!((again.touches, again.known_already), (0, 1));

        book.unmerge(&stamp(), home).unwrap();
        assert_eq!(subjects(&book, work), ["the plan"]);
        assert_eq!(subjects(&book, home), ["Re the plan"]);
    });
}
