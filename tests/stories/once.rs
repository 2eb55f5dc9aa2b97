//! Doing a thing once, and taking it back: the same request, exact keys, what is undone and what is not, and
//! short references that name one thing.

use std::fmt::Write as _;

use jiff::ToSpan;
use ledger::Day;
use ledger::breach::{BreachId, Kind, Size, Taking};
use ledger::person::PersonId;
use ledger::promise::PromiseId;
use ledger::touch::{Beginner, Medium, Setting, Side};
use ledger::weights::Weights;
use troth::book::{
    Book, Content, Door, NewBid, NewBreach, NewPromise, NewTouch, Place, Shown, Stamp,
};
use troth::clock;

use crate::support::{Troth, each_engine};

fn open(place: &str) -> Book {
    Book::begin(&Place::parse(place)).unwrap()
}

fn stamp() -> Stamp {
    Stamp::now(Door::Cli)
}

/// The stamp of a form: its id, and what it asks for.
fn form(request: uuid::Uuid, asks: &str) -> Stamp {
    Stamp::of_request(Door::Web, request, Content::of([asks.as_bytes()]))
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn promised(person: PersonId, what: &str) -> NewPromise {
    NewPromise {
        person,
        side: Side::Mine,
        what: what.to_owned(),
        due: None,
    }
}

fn meet(book: &Book, name: &str) -> PersonId {
    PersonId(book.meet(&stamp(), name, &[]).unwrap().subject)
}

fn whats(book: &Book) -> Vec<String> {
    let open = book.promises(Shown::Open).unwrap();
    let mut whats: Vec<String> = open.into_iter().map(|one| one.promise.what).collect();
    whats.sort();
    whats
}

fn exported(book: &Book) -> String {
    let mut out = Vec::new();
    book.export(&mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn a_request_with_other_content_is_done_as_well_and_each_of_them_once() {
    each_engine(|place| {
        let book = open(place);
        let ana = meet(&book, "Ana Lindqvist");
        let (request, on) = (clock::new_id(), day("2026-03-10"));
        let promise = |what: &str| {
            book.promise(&form(request, what), &promised(ana, what), on)
                .unwrap()
        };
        let deck = promise("send the deck");
        let room = promise("book the room");
        assert!(!deck.again && room.again && deck.subject != room.subject);
        assert_eq!(
            (promise("send the deck"), promise("book the room")),
            (deck, room)
        );
        assert_eq!(whats(&book), ["book the room", "send the deck"]);
        assert_eq!(book.history(None, 10).unwrap().len(), 3);
    });
}

#[test]
fn a_request_whose_line_was_taken_back_is_done_anew_and_once() {
    each_engine(|place| {
        let book = open(place);
        let ana = meet(&book, "Ana Lindqvist");
        let (request, on) = (clock::new_id(), day("2026-03-10"));
        let promise = || {
            let new = promised(ana, "send the deck");
            book.promise(&form(request, "the deck"), &new, on).unwrap()
        };
        for _ in 0..3 {
            let made = promise();
            assert_eq!(promise(), made, "sent twice, done once");
            assert_eq!(whats(&book), ["send the deck"]);
            book.undo(&stamp(), Some(made.seq)).unwrap();
            assert!(whats(&book).is_empty());
        }
    });
}

#[test]
fn the_same_request_from_two_tabs_at_once_is_done_once() {
    each_engine(|place| {
        let book = open(place);
        let ana = meet(&book, "Ana Lindqvist");
        let (request, on) = (clock::new_id(), day("2026-03-10"));
        let made: Vec<_> = std::thread::scope(|tabs| {
            let send = || {
                let book = book.clone();
                tabs.spawn(move || {
                    let new = promised(ana, "send the deck");
                    book.promise(&form(request, "the deck"), &new, on).unwrap()
                })
            };
            let tabs: Vec<_> = (0..6).map(|_| send()).collect();
            tabs.into_iter().map(|tab| tab.join().unwrap()).collect()
        });
        assert!(made.iter().all(|one| *one == made[0]), "{made:?}");
        assert_eq!(whats(&book), ["send the deck"]);
    });
}

#[test]
fn a_request_with_another_verb_is_another_request() {
    each_engine(|place| {
        let book = open(place);
        let ana = meet(&book, "Ana Lindqvist");
        let stamp = stamp();
        let made = book
            .promise(&stamp, &promised(ana, "send the deck"), day("2026-03-10"))
            .unwrap();
        let renamed = book.rename(&stamp, ana, "Ana Berg").unwrap();
        assert!(renamed.again && renamed.seq > made.seq);
        assert_eq!(book.person(ana).unwrap().person.name, "Ana Berg");
    });
}

#[test]
fn a_line_of_an_older_troth_answers_the_same_verb() {
    each_engine(|place| {
        let old = open(place);
        let request = clock::new_id();
        let met = old.meet(&form(request, "Sam"), "Sam Okafor", &[]).unwrap();
        let lines: Vec<String> = exported(&old).lines().map(without_content).collect();
        let folder = tempfile::tempdir().unwrap();
        let book = open(folder.path().join("book.db").to_str().unwrap());
        book.restore(&mut lines.join("\n").as_bytes()).unwrap();
        let again = book.meet(&form(request, "Sam"), "Sam Okafor", &[]).unwrap();
        assert_eq!(again, met);
        assert_eq!(book.history(None, 10).unwrap().len(), 1);
    });
}

fn without_content(line: &str) -> String {
    let mut object: serde_json::Value = serde_json::from_str(line).unwrap();
    object.as_object_mut().unwrap().remove("content");
    object.to_string()
}

#[test]
fn after_somebody_was_forgotten_no_line_says_what_was_asked() {
    each_engine(|place| {
        let book = open(place);
        let (ana, sam) = (meet(&book, "Ana Lindqvist"), meet(&book, "Sam Okafor"));
        let (request, on) = (clock::new_id(), day("2026-03-10"));
        let promise = |what| {
            let new = promised(ana, what);
            book.promise(&form(request, what), &new, on).unwrap()
        };
        promise("send Sam’s deck");
        book.forget(&stamp(), sam, "Sam Okafor", on).unwrap();
        assert!(
            !exported(&book).contains("\"content\":\"0"),
            "a hash is left"
        );
        // What can no longer be told apart is noted again rather than dropped.
        assert!(promise("book the room").again);
        assert_eq!(whats(&book), ["book the room", "send Sam’s deck"]);
    });
}

const ODD: [&str; 8] = [
    "board/exec meeting",
    "a/b/c/",
    "/",
    "~1 and ~0",
    "“quoted” \"twice\" 'thrice'",
    "日本語 / ñ / 🏴‍☠️",
    "50 % _ \\",
    "release",
];

#[test]
fn whatever_stands_in_a_key_is_taken_back_exactly() {
    each_engine(|place| {
        let book = open(place);
        let on = day("2026-03-10");
        for name in ODD {
            book.happened(&stamp(), name, on).unwrap();
            assert_eq!(book.happenings(on).unwrap().len(), 1, "{name}");
            book.undo(&stamp(), None).unwrap();
            assert_eq!(book.happenings(on).unwrap(), [], "{name}");
        }
        for (one, other) in [("a/b", "a"), ("a~1b", "a/b")] {
            book.happened(&stamp(), one, on).unwrap();
            let second = book.happened(&stamp(), other, on).unwrap();
            book.undo(&stamp(), Some(second.seq - 1)).unwrap();
            let left: Vec<String> = book
                .happenings(on)
                .unwrap()
                .into_iter()
                .map(|(name, _)| name)
                .collect();
            assert_eq!(left, [other], "{one} went, and not {other}");
            book.undo(&stamp(), Some(second.seq)).unwrap();
        }
    });
}

#[test]
fn a_happening_with_a_slash_is_taken_back_at_the_command_line() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        troth.says(&["happened", "board/exec meeting"]);
        troth.says(&["undo"]);
        assert!(
            troth
                .says(&["happened"])
                .starts_with("Nothing has happened")
        );
    });
}

#[test]
fn an_address_with_a_slash_is_taken_back_with_its_person() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        troth.says(&[
            "meet",
            "Ana Lindqvist",
            "--mail",
            "ana/work@lindqvist.example",
        ]);
        troth.says(&["undo"]);
        troth.says(&["meet", "Sam Okafor", "--mail", "ana/work@lindqvist.example"]);
        assert!(
            troth
                .says(&["person", "ana/work@lindqvist.example"])
                .contains("Sam Okafor")
        );
    });
}

#[test]
fn an_export_of_an_older_edition_is_taken_back_as_exactly() {
    each_engine(|place| {
        let new = open(place);
        let on = day("2026-03-10");
        new.happened(&stamp(), "board/exec meeting", on).unwrap();
        let old = exported(&new)
            .replace("\"edition\":3", "\"edition\":2")
            .replace("board~1exec meeting/", "board/exec meeting/");
        let folder = tempfile::tempdir().unwrap();
        let book = open(folder.path().join("book.db").to_str().unwrap());
        book.restore(&mut old.as_bytes()).unwrap();
        book.undo(&stamp(), None).unwrap();
        assert_eq!(book.happenings(on).unwrap(), []);
    });
}

/// A book as the release before wrote it, with what a slash in a key made of it.
#[test]
fn a_book_of_the_release_before_is_taken_back_as_exactly() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.db");
    let old = rusqlite::Connection::open(&path).unwrap();
    old.execute_batch("create table migration (step bigint not null primary key)")
        .unwrap();
    for step in 1..=5 {
        let found = std::fs::read_dir("migrations")
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let is_it = |path: &std::path::PathBuf| {
            path.file_name()
                .unwrap()
                .to_str()
                .unwrap()
                .starts_with(&format!("000{step}_"))
        };
        let text = std::fs::read_to_string(found.into_iter().find(is_it).unwrap()).unwrap();
        old.execute_batch(&text).unwrap();
        old.execute("insert into migration values (?)", [step])
            .unwrap();
    }
    let name = "main";
    old.execute("insert into book values (1, ?, 'UTC', 0, 3)", [name])
        .unwrap();
    let mut rows = String::new();
    for (seq, name) in ODD.iter().enumerate() {
        let name = name.replace('\'', "''");
        writeln!(
            rows,
            "insert into happening values (1, '{name}', '2026-03-10');
             insert into history (book, seq, at, door, request, verb, subject, answer)
                values (1, {seq} + 1, 0, 'cli', x'{seq:032x}', 'happened', x'{:032x}', '');
             insert into image values (1, {seq} + 1, 1, 'happening', '{name}/2026-03-10', null);",
            0
        )
        .unwrap();
    }
    rows.push_str(
        "insert into image values (1, 1, 2, 'setting', 'a/b~c', null);
        insert into image values (1, 1, 3, 'handle', 'profile/https://a.example/~ana', null);",
    );
    old.execute_batch(&rows).unwrap();
    drop(old);
    let book = open(path.to_str().unwrap());
    let text = exported(&book);
    assert!(
        text.contains("\"place\":\"a~1b~0c\"")
            && text.contains("profile/https:~1~1a.example~1~0ana"),
        "{text}"
    );
    for seq in 2..=ODD.len() as i64 {
        book.undo(&stamp(), Some(seq)).unwrap();
    }
    let left = book.happenings(day("2026-03-10")).unwrap();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn what_is_not_there_any_more_is_not_called_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book.db");
    let book = open(path.to_str().unwrap());
    book.happened(&stamp(), "release", day("2026-03-10"))
        .unwrap();
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute("delete from happening", [])
        .unwrap();
    let refused = book.undo(&stamp(), None).unwrap_err();
    assert_eq!(
        refused.sentence,
        "line 1 cannot be taken back: what it wrote is not in the book any more"
    );
    assert!(!book.history(None, 1).unwrap()[0].undone);
}

#[test]
fn undo_with_nothing_to_take_back_says_so() {
    let troth = Troth::begun();
    let refuses = |code: i32, args: &[&str], sentence: &str| {
        let refused = troth.refuses(code, args);
        let first = refused.lines().next().unwrap_or_default();
        assert_eq!(first, format!("troth: {sentence}"), "{args:?}");
    };
    refuses(1, &["undo"], "there is nothing to take back");
    refuses(1, &["undo", "7"], "there is no line 7 in the history");
    refuses(2, &["undo", "abc"], "“abc” is not the number of a line");
    refuses(2, &["undo", "-1"], "“-1” is not the number of a line");
    troth.says(&["meet", "Ana Lindqvist"]);
    troth.says(&["undo"]);
    refuses(1, &["undo"], "there is nothing to take back");
    refuses(1, &["undo", "1"], "line 1 was taken back already");
    // What would change nothing leaves no line that could be taken back.
    troth.says(&["meet", "Sam Okafor"]);
    refuses(
        1,
        &["settings", "reset", "half-life"],
        "half-life stands at its default already",
    );
    refuses(
        1,
        &["retention", "off", "undo"],
        "that is kept for good already",
    );
    refuses(
        1,
        &["approach", "sam", "--medium", "none"],
        "nothing is noted of how to approach them",
    );
}

/// A book with so many promises, whose ids end as they happen to, and one of each other noun that ends as
/// the first promise does.
fn crowded(count: u128) -> String {
    let ana = format!("{:032x}", 1);
    let mut text = String::from("{\"is\":\"book\",\"edition\":3,\"zone\":\"UTC\"}\n");
    writeln!(
        text,
        "{{\"is\":\"person\",\"id\":\"{ana}\",\"name\":\"Ana Lindqvist\",\"named_by\":\"owner\",\"importance\":2,\"standing\":\"accepted\",\"standing_by\":\"owner\",\"root\":\"{ana}\"}}"
    )
    .unwrap();
    for n in 0..count {
        writeln!(
            text,
            "{{\"is\":\"promise\",\"id\":\"{:032x}\",\"person\":\"{ana}\",\"side\":\"mine\",\"what\":\"thing {n}\",\"made_on\":\"2026-03-01\",\"renewals\":0}}",
            end(n)
        )
        .unwrap();
    }
    let like = |n: u128| format!("{:032x}", end(0) ^ (n << 64));
    let others = [
        format!(
            "\"is\":\"concern\",\"id\":\"{}\",\"person\":\"{ana}\",\"what\":\"the release\",\"raised_on\":\"2026-03-01\",\"check_on\":\"2026-03-09\"",
            like(1)
        ),
        format!(
            "\"is\":\"contribution\",\"id\":\"{}\",\"person\":\"{ana}\",\"what\":\"the parser\",\"seen_on\":\"2026-03-09\"",
            like(2)
        ),
        format!(
            "\"is\":\"bid\",\"id\":\"{}\",\"person\":\"{ana}\",\"what\":\"a lunch\",\"made_on\":\"2026-03-09\"",
            like(3)
        ),
        format!(
            "\"is\":\"detail\",\"id\":\"{}\",\"person\":\"{ana}\",\"topic\":\"family\",\"what\":\"moving house\",\"noted_on\":\"2026-03-01\",\"confirmed_on\":\"2026-03-01\"",
            like(4)
        ),
        format!(
            "\"is\":\"milestone\",\"id\":\"{}\",\"person\":\"{ana}\",\"kind\":\"birthday\",\"what\":\"\",\"month\":3,\"day\":12,\"yearly\":1",
            like(5)
        ),
        format!(
            "\"is\":\"breach\",\"id\":\"{}\",\"person\":\"{ana}\",\"side\":\"mine\",\"kind\":\"slip\",\"size\":2,\"what\":\"late\",\"day\":\"2026-03-01\",\"amends\":\"\"",
            like(6)
        ),
        format!(
            "\"is\":\"confidence\",\"id\":\"{}\",\"person\":\"{ana}\",\"envelope\":\"00\",\"noted_on\":\"2026-03-01\"",
            like(7)
        ),
        format!(
            "\"is\":\"circle\",\"id\":\"{}\",\"name\":\"Lyon\",\"kind\":\"place\",\"in_person\":0,\"weekdays\":\"\"",
            like(8)
        ),
        format!(
            "\"is\":\"walk_around\",\"id\":\"{}\",\"day\":\"2026-03-12\",\"circle\":\"{}\",\"place\":\"Lyon\"",
            like(9),
            like(8)
        ),
        format!(
            "\"is\":\"meeting\",\"id\":\"{}\",\"at\":1773230400000000,\"day\":\"2026-03-11\",\"minutes\":30,\"title\":\"the release\",\"kind\":\"one-to-one\",\"place\":\"\",\"roles\":\"\",\"view\":\"\",\"questions\":\"\",\"asked\":\"\",\"answered\":\"\"",
            like(10)
        ),
        format!(
            "\"is\":\"guest\",\"meeting\":\"{}\",\"person\":\"{ana}\"",
            like(10)
        ),
    ];
    for other in others {
        writeln!(text, "{{{other}}}").unwrap();
    }
    let lines = text.lines().count();
    writeln!(text, "{{\"is\":\"end\",\"lines\":{lines}}}").unwrap();
    text
}

/// Ids that end as at random, and alike in every run (SplitMix64).
fn end(n: u128) -> u128 {
    let mut mixed = (n as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    7 << 100 | u128::from(mixed ^ (mixed >> 31))
}

#[test]
fn every_short_reference_among_hundreds_names_its_promise() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        let file = troth.file("crowd.jsonl", crowded(900));
        troth.says(&["import", file.to_str().unwrap(), "--yes"]);
        let on = ["--on", "2026-03-10"];
        let listed = troth.json(&["promises", "--on", "2026-03-10"]);
        let all = listed["promises"].as_array().unwrap();
        let short = |one: &serde_json::Value| one["reference"].as_str().unwrap().to_owned();
        let whole = |one: &serde_json::Value| one["id"].as_str().unwrap().replace('-', "");
        for one in all {
            let named: Vec<_> = all
                .iter()
                .filter(|other| whole(other).ends_with(&short(one)))
                .collect();
            assert_eq!(named.len(), 1, "{}", short(one));
        }
        let long: Vec<_> = all.iter().filter(|one| short(one).len() > 4).collect();
        assert!(
            !long.is_empty() && long.len() < 60,
            "as long as needed and no longer: {}",
            long.len()
        );

        // Four digits of two promises list both, with references that name one each.
        let four = |one: &serde_json::Value| whole(one)[28..].to_owned();
        let twins = |one: &&serde_json::Value| {
            all.iter().filter(|other| four(other) == four(one)).count() > 1
        };
        let twin = all.iter().find(twins).unwrap();
        let refused = troth.refuses(1, &["promises", "keep", &four(twin), on[0], on[1]]);
        assert!(
            refused.contains("several promises match") && refused.contains(&short(twin)),
            "{refused}"
        );
        troth.says(&["promises", "keep", &short(twin), on[0], on[1]]);
        // And so does the whole id, with or without its lines, and a longer end of it.
        let next = long.iter().find(|one| one["id"] != twin["id"]).unwrap();
        let id = next["id"].as_str().unwrap();
        troth.says(&["promises", "progress", id, "half of it", on[0], on[1]]);
        troth.says(&[
            "promises",
            "progress",
            &whole(next),
            "half of it",
            on[0],
            on[1],
        ]);
        troth.says(&[
            "promises",
            "progress",
            &whole(next)[18..],
            "half of it",
            on[0],
            on[1],
        ]);
    });
}

#[test]
fn a_reference_is_told_from_those_of_every_other_noun() {
    each_engine(|place| {
        let book = open(place);
        book.restore(&mut crowded(3).as_bytes()).unwrap();
        let troth = Troth::with_book(place);
        let on = ["--on", "2026-03-10"];
        let says = |args: &[&str]| troth.says(&[args, &on].concat());
        let like = |n: u128| uuid::Uuid::from_u128(end(0) ^ (n << 64));
        let short = |n: u128| book.reference(like(n));
        for n in 0..=10 {
            for other in (0..=10).filter(|other| *other != n) {
                let of = like(other).simple().to_string();
                assert!(!of.ends_with(&short(n)), "{n} and {other}");
            }
        }
        says(&["concerns", "again", &short(1)]);
        says(&["contributions", "thank", &short(2)]);
        says(&["bids", "answer", &short(3)]);
        says(&["details", "confirm", &short(4)]);
        says(&["repair", &short(6), "acknowledge"]);
        says(&["confidences", "review", &short(7), "friday"]);
        assert!(says(&["circle", &short(8)]).contains("Lyon"));
        assert!(says(&["walk-around", &short(9)]).contains("Lyon"));
        says(&[
            "meetings",
            "prepare",
            &short(10),
            "--question",
            "what is left?",
        ]);
        says(&["snooze", &short(5), "--until", "2026-03-11"]);
        says(&["milestones", "celebrate", &short(5)]);
        says(&["promises", "keep", &short(0)]);
    });
}

#[test]
fn nothing_is_noted_of_a_day_that_has_not_come() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        troth.says(&["meet", "Ana Lindqvist"]);
        troth.says(&["promise", "the deck", "--to", "ana"]);
        troth.says(&["bid", "ana", "a new plot"]);
        troth.says(&["saw", "ana", "the parser"]);
        troth.says(&["concern", "ana", "the release"]);
        troth.says(&["remember", "ana", "moving house"]);
        troth.says(&["milestone", "ana", "small-win", "--words", "the first plot"]);
        troth.says(&["breach", "ana", "was late"]);
        let lines = troth.json(&["history"])["lines"].as_array().unwrap().len();
        let tomorrow: [&[&str]; 24] = [
            &["log", "coffee", "ana", "x"],
            &["promise", "the room", "--to", "ana"],
            &["promises", "keep", "deck"],
            &["promises", "late", "deck"],
            &["promises", "release", "deck"],
            &["promises", "break", "deck"],
            &["promises", "progress", "deck", "half"],
            &["bid", "ana", "another plot"],
            &["bids", "answer", "plot"],
            &["bids", "miss", "plot"],
            &["saw", "ana", "the tests"],
            &["contributions", "thank", "parser"],
            &["contributions", "credit", "parser", "--before", "the board"],
            &["concern", "ana", "the move"],
            &["concerns", "again", "release"],
            &["concerns", "ease", "release"],
            &["remember", "ana", "a new flat"],
            &["details", "confirm", "moving"],
            &["details", "outdated", "moving"],
            &["breach", "ana", "forgot"],
            &["repair", "late", "acknowledge"],
            &["happened", "release"],
            &["milestones", "celebrate", "ana"],
            &["done", "ana"],
        ];
        for args in tomorrow {
            let refused = troth.refuses(1, &[args, &["--on", "tomorrow"]].concat());
            assert!(
                refused.contains("that day has not come yet"),
                "{args:?}: {refused}"
            );
        }
        assert_eq!(
            troth.json(&["history"])["lines"].as_array().unwrap().len(),
            lines
        );
        troth.says(&["log", "coffee", "ana", "x"]);
        troth.says(&[
            "log",
            "coffee",
            "ana",
            "late tonight",
            "--on",
            "today",
            "--at",
            "23:59",
        ]);
    });
}

#[test]
fn a_suggestion_not_needed_rests_as_long_as_the_settings_say() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        troth.says(&["meet", "Pavel Novák"]);
        troth.says(&["settings", "set", "rest", "7"]);
        troth.says(&["not-needed", "pavel", "--on", "2025-11-24"]);
        let book = open(place);
        let rests = exported(&book);
        assert!(
            rests.contains("\"resting_until\":\"2025-12-01\""),
            "{rests}"
        );
    });
}

/// A contact returned late, a deception on its way to be mended, and a bid a few days old.
fn what_the_demo_lacks(book: &Book) {
    let vera = meet(book, "Vera Castell");
    for (on, began) in [("2026-01-05", Beginner::Me), ("2026-02-10", Beginner::Them)] {
        let touch = NewTouch {
            people: vec![vera],
            at: format!("{on}T10:00:00Z").parse().unwrap(),
            medium: Medium::Mail,
            setting: Setting::Message,
            began,
            note: String::new(),
            moments: Vec::new(),
        };
        book.log(&stamp(), &touch).unwrap();
    }
    let harm = NewBreach {
        person: vera,
        side: Side::Mine,
        kind: Kind::Deception,
        size: Size::of(2).unwrap(),
        what: "told half of it".to_owned(),
        promise: None,
    };
    let harm = book.breach(&stamp(), &harm, day("2026-01-10")).unwrap();
    for (taking, on) in [
        (Taking::Acknowledge, "2026-01-11"),
        (Taking::Own, "2026-01-12"),
        (Taking::Amend("told all of it".to_owned()), "2026-01-13"),
    ] {
        let id = BreachId(harm.subject);
        book.repair(&stamp(), id, &taking, day(on)).unwrap();
    }
    for what in ["the numbers", "the minutes"] {
        let made = book
            .promise(&stamp(), &promised(vera, what), day("2026-02-01"))
            .unwrap();
        book.keep(&stamp(), PromiseId(made.subject), day("2026-02-05"))
            .unwrap();
    }
    let bid = NewBid {
        person: vera,
        what: "showed me a plot".to_owned(),
        touch: None,
        outcome: None,
    };
    book.note_bid(&stamp(), &bid, day("2026-03-02")).unwrap();
}

#[test]
fn every_number_in_the_settings_changes_an_answer() {
    let folder = tempfile::tempdir().unwrap();
    let book = open(folder.path().join("book.db").to_str().unwrap());
    troth::demo::book_in(&book).unwrap();
    let morning = troth::demo::MORNING;
    what_the_demo_lacks(&book);
    book.shown(&stamp(), morning, &book.today(morning).unwrap())
        .unwrap();
    let people: Vec<PersonId> = book
        .people(&troth::book::Filter::accepted())
        .unwrap()
        .into_iter()
        .map(|one| one.person.id)
        .collect();
    // What is asked of the book, one answer after another, as text.
    let mut asked: Vec<Box<dyn Fn() -> String>> = Vec::new();
    for person in &people {
        let book = &book;
        asked.push(Box::new(move || {
            let mut page = book.page(*person, morning).unwrap();
            page.weights = Weights::default();
            format!("{page:?}")
        }));
    }
    for n in -4..=30_i64 {
        let book = &book;
        asked.push(Box::new(move || {
            format!(
                "{:?}",
                book.today(morning.saturating_add(n.days())).unwrap()
            )
        }));
    }
    asked.push(Box::new(|| format!("{:?}", book.repairs(morning).unwrap())));
    asked.push(Box::new(|| {
        let made = book.not_needed(&stamp(), people[0], morning).unwrap();
        let rests = exported(&book)
            .lines()
            .find(|line| line.contains("resting_until"))
            .map(str::to_owned);
        book.undo(&stamp(), Some(made.seq)).unwrap();
        format!("{rests:?}")
    }));
    asked.push(Box::new(|| {
        let new = troth::book::NewConcern {
            person: people[0],
            what: "the release".to_owned(),
            check_on: None,
            touch: None,
        };
        let made = book.raise_concern(&stamp(), &new, morning).unwrap();
        let concerns = book.concerns(morning).unwrap();
        let check = concerns
            .iter()
            .find(|one| one.thing.id.0 == made.subject)
            .unwrap()
            .thing
            .check_on;
        book.undo(&stamp(), Some(made.seq)).unwrap();
        check.to_string()
    }));
    let usual: Vec<String> = asked.iter().map(|ask| ask()).collect();
    for (ask, usual) in asked.iter().zip(&usual) {
        assert_eq!(ask(), *usual, "the same question has the same answer");
    }
    let mut idle = Vec::new();
    for tunable in ledger::weights::TUNABLES {
        let moves = [tunable.low, tunable.high].into_iter().any(|value| {
            book.set_weight(&stamp(), tunable.id, value).unwrap();
            asked.iter().zip(&usual).any(|(ask, usual)| ask() != *usual)
        });
        book.reset_weight(&stamp(), tunable.id).unwrap();
        if !moves {
            idle.push(tunable.id);
        }
    }
    // The one that is about a browser left alone; it has a story of its own.
    assert_eq!(idle, ["confidence-idle"]);
}

#[test]
fn the_zone_is_changed_shown_before_and_taken_back() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        let mail = troth.file("late.mbox", LATE);
        troth.says(&[
            "import",
            mail.to_str().unwrap(),
            "--me",
            "noor@troth.example",
            "--yes",
        ]);
        troth.says(&[
            "log",
            "coffee",
            "ana",
            "the late train",
            "--on",
            "2026-03-09",
            "--at",
            "23:40",
        ]);
        troth.says(&["promise", "the deck", "--to", "ana", "--due", "2026-12-24"]);
        troth.says(&["meet", "ana", "--at", "2027-03-10 23:30"]);
        assert_eq!(troth.says(&["settings", "zone"]), "UTC\n");
        let before = without_history(&exported(&open(place)));

        let answer = troth.run(&["settings", "zone", "Europe/Berlin"]);
        assert!(
            answer.out.contains("1 touch with 1 person on another day")
                && answer.out.contains("1 meeting ahead at another hour"),
            "{answer:?}"
        );
        assert!(answer.err.starts_with("troth: nothing was changed") && answer.code == 1);
        let unknown = troth.refuses(1, &["settings", "zone", "Mars"]);
        assert!(unknown.starts_with("troth: “Mars” is not a time zone"));
        let same = troth.refuses(1, &["settings", "zone", "UTC", "--yes"]);
        assert!(same.starts_with("troth: the days of this book begin in that zone already"));
        assert_eq!(
            without_history(&exported(&open(place))),
            before,
            "it was only shown"
        );

        // A handle that was open before sees it too.
        let open_before = open(place);
        troth.says(&["settings", "zone", "europe/berlin", "--yes"]);
        open_before.version().unwrap();
        assert_eq!(open_before.zone().iana_name(), Some("Europe/Berlin"));
        let days = |troth: &Troth| -> Vec<String> {
            let person = troth.json(&["person", "ana", "--most", "9"]);
            let touches = person["touches"].as_array().unwrap();
            touches
                .iter()
                .map(|one| {
                    one["day"]
                        .as_str()
                        .or(one["date"].as_str())
                        .unwrap()
                        .to_owned()
                })
                .collect()
        };
        assert_eq!(
            days(&troth),
            ["2026-03-09", "2026-03-04", "2026-03-03"],
            "mail of the night, and a coffee as it was said"
        );
        let promises = troth.json(&["promises"]);
        assert_eq!(promises["promises"][0]["due"], "2026-12-24");
        let meetings = troth.json(&["meetings"]);
        assert_eq!(meetings["ahead"][0]["day"], "2027-03-11");
        assert_eq!(troth.says(&["settings", "zone"]), "Europe/Berlin\n");

        troth.says(&["undo"]);
        assert_eq!(without_history(&exported(&open(place))), before);
        assert_eq!(days(&troth), ["2026-03-09", "2026-03-03", "2026-03-03"]);
        assert_eq!(troth.says(&["settings", "zone"]), "UTC\n");
    });
}

fn without_history(export: &str) -> String {
    let kept = export.lines().filter(|line| {
        !["\"is\":\"history\"", "\"is\":\"image\"", "\"is\":\"end\""]
            .iter()
            .any(|is| line.contains(is))
    });
    kept.collect::<Vec<_>>().join("\n")
}

/// Two letters of one evening, one of them after midnight where Noor lives.
const LATE: &str = "From a@b Tue Mar  3 10:00:00 2026
From: Ana Lindqvist <ana@lindqvist.example>
To: Noor Haddad <noor@troth.example>
Date: Tue, 3 Mar 2026 10:00:00 +0000
Message-ID: <one@lindqvist.example>
Subject: the plan

-

From a@b Tue Mar  3 23:30:00 2026
From: Noor Haddad <noor@troth.example>
To: Ana Lindqvist <ana@lindqvist.example>
Date: Tue, 3 Mar 2026 23:30:00 +0000
Message-ID: <two@troth.example>
In-Reply-To: <one@lindqvist.example>
Subject: Re: the plan

-
";
