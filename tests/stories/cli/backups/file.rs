//! The file a backup is: private, whole, of one moment, and never in the place of something else.

use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::{backed_up, book, holds, mode, names, stamp, strewn, text};
use crate::support::{Troth, each_engine};

#[test]
fn a_backup_is_one_private_file_that_holds_the_whole_book() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        troth.says(&[
            "settings",
            "owner",
            "Noor Haddad",
            "--mail",
            "noor@troth.example",
        ]);
        troth.says(&["meet", "Ana Lindqvist"]);
        let folder = troth.home().join("elsewhere");
        std::fs::create_dir(&folder).unwrap();
        let file = folder.join("backup.db");
        let made = troth.json(&["backup", text(&file)]);
        assert_eq!(made["book"]["owner"], "Noor Haddad");
        assert_eq!(
            (
                made["book"]["people"].as_u64(),
                made["book"]["lines"].as_u64()
            ),
            (Some(1), Some(2))
        );
        assert_eq!(made["bytes"], std::fs::metadata(&file).unwrap().len());
        assert_eq!(names(&folder), ["backup.db"]);
        assert_eq!(mode(&file), 0o600);
        // It is a book as any other; opened as one, it is no longer a backup to be replaced.
        let other = Troth::with_book(text(&file));
        assert!(other.says(&["people"]).contains("Ana Lindqvist"));
    });
}

#[test]
fn a_backup_replaces_an_earlier_backup_and_nothing_else() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        troth.says(&["meet", "Ana Lindqvist"]);
        let file = backed_up(&troth, "backup.db");
        troth.says(&["meet", "Sam Okafor"]);
        backed_up(&troth, "backup.db");
        assert!(holds(&file, "Sam Okafor"));

        let notes = troth.file("notes.txt", "mine");
        let other = troth.file("other.db", "");
        let live = Troth::new();
        live.says(&["meet", "Leila Rahimi"]);
        for path in [text(&notes), text(&other), live.place()] {
            let said = troth.refuses(1, &["backup", path]);
            assert!(said.contains("is not an earlier backup"), "{said}");
        }
        assert_eq!(std::fs::read(&notes).unwrap(), b"mine");
        assert!(live.says(&["people"]).contains("Leila"));
        let said = troth.refuses(2, &["backup", text(troth.home())]);
        assert!(said.contains("is a folder"), "{said}");
        let said = troth.refuses(2, &["backup", "no/such/folder.db"]);
        assert!(said.contains("there is no folder no/such"), "{said}");

        // What was opened as a book since is somebody's book.
        Troth::with_book(text(&file)).says(&["meet", "Mei Tanaka"]);
        troth.refuses(1, &["backup", text(&file)]);
    });
}

#[test]
fn a_backup_made_while_others_write_is_of_one_moment() {
    each_engine(|place| {
        let troth = Troth::with_book(place);
        troth.says(&["meet", "Ana Lindqvist"]);
        let (writer, stop) = (book(place), AtomicBool::new(false));
        let all: Vec<_> = std::thread::scope(|scope| {
            scope.spawn(|| {
                let mut n = 0;
                while !stop.load(Ordering::Relaxed) {
                    n += 1;
                    writer.meet(&stamp(), &format!("Person {n}"), &[]).unwrap();
                }
            });
            let all = (0..4).map(|n| troth.run(&["backup", &format!("{n}.db"), "--json"]));
            let all = all.collect();
            stop.store(true, Ordering::Relaxed);
            all
        });
        for answer in all {
            let made: serde_json::Value =
                serde_json::from_str(&answer.out).unwrap_or_else(|_| panic!("{answer:?}"));
            // One line for each of them, so the two numbers are of one moment or differ.
            assert_eq!(made["book"]["people"], made["book"]["lines"], "{made}");
        }
    });
}

#[test]
fn a_backup_holds_no_page_of_what_was_deleted() {
    let troth = Troth::new();
    troth.says(&["meet", "Ana Lindqvist"]);
    strewn(troth.place(), "zanzibar");
    assert!(holds(troth.place().as_ref(), "zanzibar"));
    assert!(!holds(&backed_up(&troth, "backup.db"), "zanzibar"));
}

/// Whatever is left beside the target right after a kill: no name may hold words of the book.
fn killed_in_the_middle(command: &str) {
    let troth = Troth::new();
    troth::demo::book_in(&book(troth.place())).unwrap();
    let folder = troth.home().join("out");
    std::fs::create_dir(&folder).unwrap();
    let file = folder.join("out.file");
    let watch = troth::clock::Stopwatch::start();
    troth.says(&[command, text(&file)]);
    let usual = watch.elapsed();
    let mut absent = 0;
    for round in 1..=20 {
        std::fs::remove_file(&file).ok();
        let mut child = troth
            .command(&[command, text(&file)])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let share = (f64::from(round) * 0.618_033_988_749_895).fract();
        std::thread::sleep(usual.mul_f64(share).max(Duration::from_millis(1)));
        child.kill().unwrap();
        child.wait().unwrap();
        absent += u32::from(!file.exists());
        for name in names(&folder).iter().filter(|name| *name != "out.file") {
            let left = std::fs::metadata(folder.join(name)).unwrap().len();
            assert_eq!(left, 0, "{name} was left after {command}");
        }
        if file.exists() {
            assert!(holds(&file, "Ana Lindqvist"));
        }
    }
    assert!(absent > 0, "nothing was killed in the middle");
    troth.says(&[command, text(&file)]);
    assert_eq!(names(&folder), ["out.file"], "what was left is swept");
}

#[test]
fn an_export_that_is_killed_leaves_no_word_of_the_book_behind() {
    killed_in_the_middle("export");
}

#[test]
fn a_backup_that_is_killed_leaves_no_word_of_the_book_behind() {
    killed_in_the_middle("backup");
}
