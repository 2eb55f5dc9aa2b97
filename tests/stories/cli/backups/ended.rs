//! A program ended between forgetting somebody and cleaning the book's files: the next one cleans them.

use std::path::Path;
use std::process::Stdio;

use troth::clock;

use super::super::rights::life::a_life;
use super::super::rights::traces::nowhere;
use super::restored::served;
use super::{book, holds, stamp, strewn};
use crate::support::Troth;

/// She is forgotten, and the program is ended before it clears its files.
fn ended_in_between(place: &Path) -> Troth {
    let troth = a_life(place.to_str().unwrap());
    strewn(troth.place(), "the zanzibar audit");
    let book = book(troth.place());
    let ana = book.look_up("ana@lindqvist.example").unwrap();
    let day = clock::today(&book.zone());
    book.forget(&stamp(), ana, "Ana Lindqvist", day).unwrap();
    troth
}

fn traces(place: &Path) -> bool {
    let log = place.with_extension("db-wal");
    holds(place, "zanzibar") || (log.exists() && holds(&log, "zanzibar"))
}

#[test]
fn the_next_command_clears_the_files_where_a_program_was_ended_after_forgetting() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("book.db");
    let troth = ended_in_between(&place);
    assert!(
        traces(&place),
        "the story shows nothing: there is no trace to clear"
    );
    troth.says(&["people"]);
    assert!(!traces(&place));
    nowhere(&troth);
}

#[test]
fn killing_it_while_it_forgets_leaves_no_trace_after_the_next_command() {
    let folder = tempfile::tempdir().unwrap();
    let mut forgotten = 0;
    for round in 1..=8_u32 {
        let place = folder.path().join(format!("{round}/book.db"));
        std::fs::create_dir(place.parent().unwrap()).unwrap();
        let troth = a_life(place.to_str().unwrap());
        let mut child = troth
            .command(&["forget", "ana lindqvist", "--confirm", "Ana Lindqvist"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(u64::from(round) * 25));
        child.kill().unwrap();
        child.wait().unwrap();
        if troth.says(&["people"]).contains("Ana Lindqvist") {
            continue;
        }
        forgotten += 1;
        assert!(!traces(&place), "round {round}");
    }
    eprintln!("{forgotten} of 8 had forgotten her when they were killed");
}

#[test]
fn a_server_clears_them_as_it_starts() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("book.db");
    let troth = ended_in_between(&place);
    let mut serve = served(&troth);
    serve.kill().unwrap();
    serve.wait().unwrap();
    assert!(!traces(&place));
}
