//! A batch of mail in the book: what its report keeps, and who stays when it is taken back.

use jiff::civil::date;
use ledger::cadence::Cadence;
use ledger::moment::{Judged, Moment};
use ledger::person::{Importance, PersonId, Quiet};
use ledger::touch::Side;
use ledger::verdict::Verdict;
use troth::book::{Book, Door, Place, Said, Stamp};
use troth::import::bring;

use crate::support::each_engine;
use crate::support::mailbox::{ME, letter, take_in};

fn stamp() -> Stamp {
    Stamp::now(Door::Cli)
}

fn open(place: &str) -> Book {
    let book = Book::begin(&Place::parse(place)).unwrap();
    book.name_owner(&stamp(), "Noor Haddad", &[ME.to_owned()])
        .unwrap();
    book
}

fn lines(book: &Book) -> Vec<serde_json::Value> {
    let mut out = Vec::new();
    book.export(&mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// What the owner says of somebody, of whom nothing is known but a letter.
type Word = fn(&Book, PersonId);

const WORDS: [(&str, Word); 8] = [
    ("quiet", |book, id| {
        let (from, until) = (date(2026, 3, 1), None);
        let why = "a long journey".to_owned();
        let quiet = Quiet { from, until, why };
        book.set_quiet(&stamp(), id, Some(quiet)).unwrap();
    }),
    ("rhythm", |book, id| {
        let cadence = Cadence::every(14).unwrap();
        book.set_cadence(&stamp(), id, Some(&cadence)).unwrap();
    }),
    ("judged", |book, id| {
        let touch = book.touches(id, date(2026, 3, 10)).unwrap()[0].id;
        let (moment, side) = (Moment::Listened, Side::Mine);
        let judged = Judged { moment, side };
        book.judge(&stamp(), id, touch, &judged).unwrap();
    }),
    ("left", |book, id| {
        let touch = book.touches(id, date(2026, 3, 10)).unwrap()[0].id;
        let better = Said::Left(Verdict::Better);
        book.leave(&stamp(), id, touch, better, date(2026, 3, 10))
            .unwrap();
    }),
    ("weighed", |book, id| {
        book.set_importance(&stamp(), id, Importance::Dear).unwrap();
    }),
    ("renamed", |book, id| {
        book.rename(&stamp(), id, "Ana Lindqvist").unwrap();
    }),
    ("snoozed", |book, id| {
        let until = date(2026, 3, 20);
        book.snooze(&stamp(), id, until, "away", date(2026, 3, 10))
            .unwrap();
    }),
    ("parted", |book, id| {
        let weighed = book.look_up("weighed@x.example").unwrap();
        book.not_the_same(&stamp(), &[id, weighed], date(2026, 3, 10))
            .unwrap();
    }),
];

#[test]
fn whoever_the_owner_has_said_a_word_of_stays_when_the_mail_that_brought_them_is_taken_back() {
    each_engine(|place| {
        let book = open(place);
        let whose = |who: &str| format!("{who}@x.example");
        let who = WORDS.iter().map(|(who, _)| *who).chain(["nobody"]);
        let mbox: String = who
            .map(|who| letter(ME, &whose(who), date(2026, 3, 2), who))
            .collect();
        let (written, report) = take_in(&book, &mbox);
        assert_eq!(report.people_found, 9);
        for (who, say) in WORDS {
            say(&book, book.look_up(&whose(who)).unwrap());
        }
        let judged = book.look_up(&whose("judged")).unwrap();
        book.undo(&stamp(), Some(written.seq)).unwrap();
        for (who, _) in WORDS {
            let stays = book.look_up(&whose(who));
            assert!(stays.is_ok(), "{who} is gone");
        }
        assert!(book.look_up(&whose("nobody")).is_err());
        strays(&book);
        // The mail comes back, and what was judged of it stands again.
        take_in(&book, &mbox);
        let touches = book.touches(judged, date(2026, 3, 10)).unwrap();
        assert_eq!((touches.len(), touches[0].moments.len()), (1, 1));
    });
}

/// Fails where a row is with a person who is not in the book.
fn strays(book: &Book) {
    let lines = lines(book);
    let people = lines.iter().filter(|line| line["is"] == "person");
    let people: Vec<&serde_json::Value> = people.map(|person| &person["id"]).collect();
    let rows = lines.iter().filter(|line| line["is"] != "history");
    for row in rows.filter(|row| !row["person"].is_null()) {
        assert!(people.contains(&&row["person"]), "nobody's: {row}");
    }
}

#[test]
fn what_was_passed_over_is_kept_in_one_place_and_answered_alike_when_asked_again() {
    each_engine(|place| {
        let book = open(place);
        let folder = tempfile::tempdir().unwrap();
        let mail = letter(ME, "sam@x.example", date(2026, 3, 2), "lunch");
        std::fs::write(folder.path().join("mail.mbox"), mail).unwrap();
        let picture = folder.path().join("Ana Lindqvist.png");
        std::fs::write(picture, [0x89, b'P', b'N', b'G', 0, 1, 2]).unwrap();
        let paths = [folder.path().to_owned()];
        let brought = bring(&book, &paths, &[ME.to_owned()], &mut |_| ()).unwrap();
        let preview = book.preview(brought.batch).unwrap();
        let stamp = stamp();
        let (written, report) = book.accept_batch(&stamp, brought.batch).unwrap();
        assert_eq!(report.skipped.len(), 1);
        assert_eq!(preview, report);
        let again = book.accept_batch(&stamp, brought.batch).unwrap();
        assert_eq!(again, (written, report));

        let holds = |line: &&serde_json::Value| line.to_string().contains("Ana Lindqvist");
        let lines = lines(&book);
        let places: Vec<&str> = lines
            .iter()
            .filter(holds)
            .filter_map(|line| line["is"].as_str())
            .collect();
        assert_eq!(places, ["skip"]);
    });
}
