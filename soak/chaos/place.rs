//! The file of the book moved, deleted and replaced under a running server. What is acknowledged meanwhile must be
//! at the named place, or be refused. Commands that write wait: they would rightly begin a new book.

use std::path::Path;

use fastrand::Rng;

use super::{Blow, server};
use crate::run::Run;
use crate::site::{Copied, Site, files};
use crate::tally::Fault;

pub fn moved(run: &Run, site: &mut Site, dice: &mut Rng) -> Blow {
    let _nobody_begins_one = run.gates.writing.write().unwrap();
    let aside = site.small.join("aside");
    std::fs::create_dir_all(&aside).unwrap();
    let whole = dice.bool();
    let moved: Vec<_> = files(&site.book())
        .into_iter()
        .take(if whole { 3 } else { 1 })
        .collect();
    for file in &moved {
        std::fs::rename(file, aside.join(file.file_name().unwrap())).ok();
    }
    run.truth.lock().unwrap().away();
    run.note(&format!("book moved away, {} files", moved.len()));
    run.rest(dice, 1000, 2500);
    {
        let _nobody_sends = run.gates.web.write().unwrap();
        let _nobody_reads = run.gates.reading.write().unwrap();
        nobody_began_one(run, site);
        for file in &moved {
            std::fs::rename(aside.join(file.file_name().unwrap()), file).ok();
        }
        run.truth.lock().unwrap().back();
    }
    run.note("book moved back");
    run.rest(dice, 500, 1500);
    Blow::Struck
}

pub fn deleted(run: &Run, site: &mut Site, dice: &mut Rng) -> Blow {
    let Some(copy) = dice.choice(site.copies.clone()) else {
        return Blow::PassedOver("there is no copy of the book yet");
    };
    let stale = dice.bool();
    let _nobody_begins_one = run.gates.writing.write().unwrap();
    for file in files(&site.book()).iter().take(if stale { 1 } else { 3 }) {
        std::fs::remove_file(file).ok();
    }
    {
        let mut truth = run.truth.lock().unwrap();
        truth.rewind(copy.span);
        truth.away();
    }
    run.note(&format!(
        "book deleted, {}",
        if stale {
            "its -wal left"
        } else {
            "with its -wal"
        }
    ));
    run.rest(dice, 800, 2000);
    {
        let _nobody_sends = run.gates.web.write().unwrap();
        let _nobody_reads = run.gates.reading.write().unwrap();
        nobody_began_one(run, site);
        put(site, &copy);
        run.truth.lock().unwrap().back();
    }
    run.note("book restored by hand");
    run.rest(dice, 800, 2000);
    maybe_again(run, site, dice);
    Blow::Struck
}

pub fn replaced(run: &Run, site: &mut Site, dice: &mut Rng) -> Blow {
    let Some(copy) = dice.choice(site.copies.clone()) else {
        return Blow::PassedOver("there is no copy of the book yet");
    };
    let stale = dice.bool();
    {
        let _nobody_begins_one = run.gates.writing.write().unwrap();
        let _nobody_sends = run.gates.web.write().unwrap();
        if !stale {
            for file in &files(&site.book())[1..] {
                std::fs::remove_file(file).ok();
            }
        }
        put(site, &copy);
        run.truth.lock().unwrap().rewind(copy.span);
    }
    run.note(&format!(
        "book replaced, {}",
        if stale {
            "a -wal left beside it"
        } else {
            "no -wal left"
        }
    ));
    run.rest(dice, 1000, 2500);
    maybe_again(run, site, dice);
    Blow::Struck
}

/// Half of the time its owner starts the server again, as the sentence asks for; else it has to go on by itself.
fn maybe_again(run: &Run, site: &mut Site, dice: &mut Rng) {
    if dice.bool() {
        return;
    }
    if let Some(server) = server::close(run, site)
        && server.stop().is_none()
    {
        run.fault(
            Fault::Otherwise,
            "the server did not stop after its book was replaced".to_owned(),
        );
    }
    if let Err(why) = server::open(run, site) {
        run.tally.refused("serve", &why);
    }
    run.rest(dice, 300, 900);
}

fn put(site: &Site, copy: &Copied) {
    // In one step, as a careful owner does.
    let beside = site.small.join("restored");
    std::fs::copy(&copy.path, &beside).unwrap();
    std::fs::rename(&beside, site.book()).unwrap();
}

/// Only who reads was about: nobody may have begun a book where there was none.
fn nobody_began_one(run: &Run, site: &Site) {
    let book = site.book();
    if !Path::new(&book).exists() {
        return;
    }
    let evidence =
        "a book was begun at the place of one moved away, while nobody but the web wrote"
            .to_owned();
    run.fault(Fault::Otherwise, evidence);
    for file in files(&book) {
        std::fs::remove_file(file).ok();
    }
}
