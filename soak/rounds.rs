//! The soak of one engine: everybody acts, a blow is struck, everybody waits, the book is held against the truth;
//! again until the time is up.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use fastrand::Rng;
use rusqlite::{Connection, OpenFlags};

use super::actors;
use super::arguments::{Arguments, Engine};
use super::chaos::{self, Blow, Chaos};
use super::check;
use super::program::Program;
use super::run::Run;
use super::site::{Site, files};
use super::stop::Stop;
use super::tally::Fault;

/// Kept for the last look at the book.
const LAST_LOOK: Duration = Duration::from_secs(12);

/// After so many blows the book is also read back from its export and asked the same questions.
const COMPARED: usize = 6;

/// So many exports in which something is wrong are kept.
const KEPT: usize = 5;

pub fn soak(arguments: &Arguments, stop: &Stop) -> ExitCode {
    let engine = arguments.engine.unwrap_or(Engine::Sqlite);
    let folder = folder(engine, arguments.seed);
    let mut site = match Site::prepare(engine, &folder) {
        Ok(site) => site,
        Err(why) => {
            println!("passed over {}: {why}", engine.name());
            return ExitCode::SUCCESS;
        }
    };
    println!(
        "\n{} for {} s, in {}",
        engine.name(),
        arguments.seconds,
        folder.display()
    );
    let program = Program::new(folder.join("home"), site.place());
    let run = Arc::new(Run::new(program, folder.clone(), stop.clone()));
    let actors = begin(&run, &mut site, arguments.seed);
    let interrupted = rounds(&run, &mut site, arguments);
    stop.tell();
    for actor in actors {
        actor.join().unwrap();
    }
    if !interrupted {
        last_look(&run, &mut site);
    }
    conclude(&run, site, interrupted)
}

fn folder(engine: Engine, seed: u64) -> PathBuf {
    let here = std::env::current_exe().unwrap();
    // target/debug/examples/soak
    let target = here.ancestors().nth(3).unwrap();
    target
        .join("soak")
        .join(format!("{}-{seed}", engine.name()))
}

fn begin(run: &Arc<Run>, site: &mut Site, seed: u64) -> Vec<std::thread::JoinHandle<()>> {
    // Somebody stands in the book from the start.
    let ended = run.program.run(&["meet", "Noor Haddad"]);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    chaos::open(run, site).unwrap();
    chaos::copy(run, site);
    actors::start(run, seed)
}

/// Says whether it was interrupted.
fn rounds(run: &Run, site: &mut Site, arguments: &Arguments) -> bool {
    let mut dice = Rng::with_seed(arguments.seed);
    let until = Duration::from_secs(arguments.seconds).saturating_sub(LAST_LOOK);
    let mut bag: Vec<&Chaos> = Vec::new();
    let mut number = 0_usize;
    while run.watch.elapsed() < until {
        if bag.is_empty() {
            bag = chaos::of(site.engine);
            dice.shuffle(&mut bag);
        }
        let Some(blow) = bag.pop() else { break };
        number += 1;
        if run.rest(&mut dice, 800, 2200) {
            return true;
        }
        run.note(&format!("== {}", blow.name));
        match (blow.strike)(run, site, &mut dice) {
            Blow::Struck => run.tally.count("chaos", blow.name),
            Blow::PassedOver(why) => {
                run.tally
                    .count("passed over", format!("{}: {why}", blow.name));
                continue;
            }
        }
        if run.stop.told() {
            return true;
        }
        look(run, site, blow.name, number);
        told(run, blow.name);
    }
    false
}

fn told(run: &Run, name: &str) {
    let count = |fault| run.tally.faults(fault);
    println!(
        "{:>5} s  {name:<32} {:>6} lines, {} lost, {} half, {} of 500, {} otherwise",
        run.watch.elapsed().as_secs(),
        run.truth.lock().unwrap().deeds.len(),
        count(Fault::Lost),
        count(Fault::Half),
        count(Fault::Mistake),
        count(Fault::Otherwise),
    );
}

/// Everybody waits while the book is looked at.
fn look(run: &Run, site: &mut Site, after: &str, number: usize) {
    let _nobody_sends = run.gates.web.write().unwrap();
    let _nobody_writes = run.gates.writing.write().unwrap();
    let _nobody_reads = run.gates.reading.write().unwrap();
    let export = site.fresh("export.jsonl");
    if take_export(run, site, &export, after) {
        let mut truth = run.truth.lock().unwrap();
        let found = check::hold(run, &mut truth, &export, after);
        drop(truth);
        if found > 0 {
            keep(run, &export, after);
        }
        if number.is_multiple_of(COMPARED) {
            read_back(run, site, &export);
        }
        integrity(run, site);
        // With everybody waiting there is no doubt about what it holds.
        chaos::copy(run, site);
    }
    std::fs::remove_file(export).ok();
    if site.server.as_mut().is_none_or(|server| !server.lives()) {
        chaos::close(run, site);
        if let Err(why) = chaos::open(run, site) {
            run.fault(
                Fault::Otherwise,
                format!("after {after}, the server does not start: {why}"),
            );
        }
    }
}

/// Where the book cannot be read, what its sentence asks for is done once; then it counts as lost, and another is begun.
fn take_export(run: &Run, site: &mut Site, export: &std::path::Path, after: &str) -> bool {
    let ended = run.program.run(&["export", export.to_str().unwrap()]);
    if ended.code == Some(0) {
        return true;
    }
    run.hear("export", &ended);
    if let Some(server) = chaos::close(run, site) {
        server.stop();
    }
    if site.engine == Engine::Sqlite && site.book().exists() {
        if !ended.err.contains("-wal") {
            let evidence = format!(
                "after {after}, the sentence does not name the stale -wal: {}",
                ended.sentence()
            );
            run.fault(Fault::Otherwise, evidence);
        }
        for file in &files(&site.book())[1..] {
            std::fs::remove_file(file).ok();
        }
        run.tally.count(
            "on purpose",
            "a stale -wal taken away, as its sentence asks",
        );
    }
    let Err(why) = run.program.export(export) else {
        return true;
    };
    run.fault(
        Fault::Lost,
        format!("after {after}, the book cannot be read: {why}"),
    );
    for file in files(&site.book()) {
        std::fs::remove_file(file).ok();
    }
    run.truth.lock().unwrap().forget();
    run.hear("meet", &run.program.run(&["meet", "Noor Haddad"]));
    false
}

fn keep(run: &Run, export: &std::path::Path, after: &str) {
    let kept = |n: usize| {
        run.folder.join(format!(
            "wrong-{n}-after-{}.jsonl",
            after.replace([' ', ','], "-")
        ))
    };
    if let Some(place) = (1..=KEPT).map(kept).find(|place| !place.exists()) {
        std::fs::copy(export, place).ok();
    }
}

fn read_back(run: &Run, site: &mut Site, export: &std::path::Path) {
    let back = site.fresh("back.db");
    check::compare(run, export, &back);
    for file in files(&back) {
        std::fs::remove_file(file).ok();
    }
}

/// What SQLite itself says of the file.
fn integrity(run: &Run, site: &Site) {
    if site.engine != Engine::Sqlite {
        return;
    }
    let asked = Connection::open_with_flags(site.book(), OpenFlags::SQLITE_OPEN_READ_WRITE)
        .and_then(|book| {
            book.query_row("pragma integrity_check", [], |row| row.get::<_, String>(0))
        });
    match asked {
        Ok(said) if said == "ok" => run.tally.count("checks", "files found sound by SQLite"),
        Ok(said) => run.fault(
            Fault::Half,
            format!("the file of the book is damaged: {said}"),
        ),
        Err(why) => run.fault(
            Fault::Half,
            format!("the file of the book cannot be read: {why}"),
        ),
    }
}

fn last_look(run: &Run, site: &mut Site) {
    chaos::stop_and_take_alone(run, site, "the soak ended");
    let export = site.fresh("export.jsonl");
    if take_export(run, site, &export, "the end") {
        let mut truth = run.truth.lock().unwrap();
        let found = check::hold(run, &mut truth, &export, "the end");
        drop(truth);
        if found > 0 {
            keep(run, &export, "the end");
        }
        read_back(run, site, &export);
        integrity(run, site);
    }
}

fn conclude(run: &Run, site: Site, interrupted: bool) -> ExitCode {
    println!("\n== {}", site.engine.name());
    run.tally.print();
    let found = run.tally.all_faults();
    let evidence = run.tally.evidence();
    if found > 0 {
        std::fs::write(run.folder.join("faults.txt"), &evidence).ok();
        println!("\n{evidence}\nmore in {}", run.folder.display());
    }
    if interrupted {
        println!("interrupted");
    }
    site.leave(found);
    if found > 0 || interrupted {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}
