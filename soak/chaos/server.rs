//! The server killed, and asked to stop.

use std::sync::Arc;

use fastrand::Rng;

use super::Blow;
use crate::arguments::Engine;
use crate::check;
use crate::http::Door;
use crate::run::Run;
use crate::server::{STOPS, Server};
use crate::site::Site;
use crate::tally::Fault;

/// Opens the web app and lets everybody in; says why not.
pub fn open(run: &Run, site: &mut Site) -> Result<(), String> {
    let server = Server::start(&run.program, &run.folder.join("server.log"))?;
    let door = Door::enter(&server.printed);
    site.server = Some(server);
    let door = door.map_err(|silence| format!("its door does not open: {silence:?}"))?;
    *run.door.write().unwrap() = Some(Arc::new(door));
    run.note("server open");
    Ok(())
}

/// The server as it was, without its door; actors go on knocking at none.
pub fn close(run: &Run, site: &mut Site) -> Option<Server> {
    *run.door.write().unwrap() = None;
    site.server.take()
}

pub fn killed(run: &Run, site: &mut Site, dice: &mut Rng) -> Blow {
    for _ in 0..dice.u32(1..4) {
        if let Some(mut server) = site.server.take() {
            run.note("server killed");
            server.kill();
        }
        close(run, site);
        run.rest(dice, 1, 400);
        if let Err(why) = open(run, site) {
            run.fault(
                Fault::Otherwise,
                format!("the server does not start after it was killed: {why}"),
            );
        }
        run.rest(dice, 200, 1200);
    }
    Blow::Struck
}

pub fn stopped(run: &Run, site: &mut Site, dice: &mut Rng) -> Blow {
    // Now and then somebody hangs on half-way; that is no reason to stay.
    let slow = run.door().filter(|_| dice.bool());
    let _held = slow.and_then(|door| door.dawdle());
    stop_and_take_alone(run, site, "the server was stopped");
    run.rest(dice, 1, 300);
    if let Err(why) = open(run, site) {
        run.fault(
            Fault::Otherwise,
            format!("the server does not start after it was stopped: {why}"),
        );
    }
    Blow::Struck
}

/// Stops the server while the web goes on; then the book's file alone, copied, must be the whole book.
pub fn stop_and_take_alone(run: &Run, site: &mut Site, after: &str) {
    // A command that came after would fold in by itself what the server left behind.
    let _nobody_reads = run.gates.reading.write().unwrap();
    let _nobody_writes = run.gates.writing.write().unwrap();
    let Some(server) = site.server.take() else {
        return;
    };
    run.note("server told to stop");
    match server.stop() {
        Some(took) => run
            .tally
            .count("stops", format!("within {} s", took.as_secs() + 1)),
        None => {
            let evidence = format!("the server did not stop within {} s", STOPS.as_secs());
            run.fault(Fault::Otherwise, evidence);
        }
    }
    close(run, site);
    let _nobody_sends = run.gates.web.write().unwrap();
    if site.engine == Engine::Sqlite {
        alone(run, site, after);
    }
}

fn alone(run: &Run, site: &mut Site, after: &str) {
    let folder = site.fresh("alone");
    std::fs::create_dir_all(&folder).unwrap();
    let book = folder.join("book.db");
    std::fs::copy(site.book(), &book).unwrap();
    let export = folder.join("export.jsonl");
    let words = format!("{after} and the file of the book alone was copied");
    match run.program.on(book.to_str().unwrap()).export(&export) {
        Ok(()) => {
            // Held against a copy of the truth: what is missing here may still be found at its place.
            let mut truth = run.truth.lock().unwrap().clone();
            check::hold(run, &mut truth, &export, &words);
        }
        Err(why) => run.fault(
            Fault::Lost,
            format!("after {words}: it cannot be read: {why}"),
        ),
    }
    std::fs::remove_dir_all(folder).ok();
}
