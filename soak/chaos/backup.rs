//! Copies of the book taken while everybody writes, and restored: then what was acknowledged before the copy was
//! begun is there, and the book put aside holds the rest.

use std::path::{Path, PathBuf};

use fastrand::Rng;

use super::{Blow, server};
use crate::arguments::Engine;
use crate::check;
use crate::run::Run;
use crate::site::{Copied, Site};
use crate::tally::Fault;
use crate::truth::{Span, Truth};

/// Copies the book as it stands: with `troth backup` where the program knows it, else, for SQLite, with the engine.
pub fn copy(run: &Run, site: &mut Site) -> Option<Copied> {
    let path = site.fresh("copy.db");
    let from = run.truth.lock().unwrap().tick();
    let made = if run.program.knows("backup") {
        let ended = run.program.run(&["backup", path.to_str().unwrap()]);
        run.hear("backup", &ended);
        ended.code == Some(0)
    } else {
        site.engine == Engine::Sqlite && vacuum(&site.book(), &path).is_ok()
    };
    let to = run.truth.lock().unwrap().tick();
    if !made {
        return None;
    }
    run.tally.count("on purpose", "a copy of the book taken");
    let copy = Copied {
        path,
        span: Span { from, to },
    };
    site.keep_copy(copy.clone());
    Some(copy)
}

fn vacuum(book: &Path, to: &Path) -> rusqlite::Result<usize> {
    let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE;
    let book = rusqlite::Connection::open_with_flags(book, flags)?;
    book.execute("vacuum into ?1", [to.to_str().unwrap_or_default()])
}

pub fn restored(run: &Run, site: &mut Site, dice: &mut Rng) -> Blow {
    if !(run.program.knows("backup") && run.program.knows("restore")) {
        return Blow::PassedOver("this program does not know `troth backup` and `troth restore`");
    }
    let Some(copy) = copy(run, site) else {
        run.fault(
            Fault::Otherwise,
            "no backup could be taken while the book was in use".to_owned(),
        );
        return Blow::Struck;
    };
    run.rest(dice, 500, 2000);
    let stops_first = dice.bool();
    {
        let _nobody_writes = run.gates.writing.write().unwrap();
        let _nobody_sends = run.gates.web.write().unwrap();
        let _nobody_reads = run.gates.reading.write().unwrap();
        if stops_first {
            stop(run, site);
        }
        restore(run, site, &copy);
    }
    if site.server.is_none()
        && let Err(why) = server::open(run, site)
    {
        run.fault(
            Fault::Otherwise,
            format!("the server does not start after a backup was restored: {why}"),
        );
    }
    run.rest(dice, 800, 2000);
    Blow::Struck
}

fn stop(run: &Run, site: &mut Site) {
    if let Some(server) = server::close(run, site) {
        server.stop();
    }
}

fn restore(run: &Run, site: &mut Site, copy: &Copied) {
    let before = books_in(&site.small);
    let path = copy.path.to_str().unwrap().to_owned();
    let mut words = vec!["restore", path.as_str(), "--json"];
    if run
        .program
        .run(&["restore", "--help"])
        .out
        .contains("--yes")
    {
        words.push("--yes");
    }
    let mut ended = run.program.run(&words);
    if ended.code != Some(0) && site.server.is_some() {
        // It may ask that the server is stopped first.
        run.hear("restore", &ended);
        stop(run, site);
        ended = run.program.run(&words);
    }
    if ended.code != Some(0) {
        run.fault(
            Fault::Otherwise,
            format!("a backup is not restored: {}", ended.sentence()),
        );
        return;
    }
    run.note(&format!("backup restored: {}{}", ended.out, ended.err));
    let until_now = run.truth.lock().unwrap().clone();
    run.truth.lock().unwrap().rewind(copy.span);
    let named = ended.json()["aside"].as_str().map(str::to_owned);
    let aside = match &site.cluster {
        None => named.or_else(|| {
            let now = books_in(&site.small);
            let new = now.into_iter().find(|book| !before.contains(book));
            new.map(|book| book.to_str().unwrap().to_owned())
        }),
        Some(cluster) => named.map(|name| format!("{}#{name}", cluster.url())),
    };
    match aside {
        Some(aside) => hold_aside(run, site, &aside, until_now),
        None => run.fault(
            Fault::Otherwise,
            "the book put aside by `troth restore` was not found".to_owned(),
        ),
    }
}

/// What was put aside holds everything up to the moment it was.
fn hold_aside(run: &Run, site: &mut Site, aside: &str, mut until_now: Truth) {
    let export = site.fresh("aside.jsonl");
    match run.program.on(aside).export(&export) {
        Ok(()) => {
            check::hold(
                run,
                &mut until_now,
                &export,
                "a backup was restored, in the book put aside",
            );
        }
        Err(why) => run.fault(
            Fault::Lost,
            format!("the book put aside cannot be read: {why}"),
        ),
    }
    std::fs::remove_file(export).ok();
    if site.engine == Engine::Sqlite {
        for file in crate::site::files(Path::new(aside)) {
            std::fs::remove_file(file).ok();
        }
    }
}

/// Every SQLite file in the book's folder but those kept as backups.
fn books_in(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let is_book = |path: &PathBuf| {
        std::fs::read(path).is_ok_and(|bytes| bytes.starts_with(b"SQLite format 3"))
    };
    entries
        .map(|entry| entry.path())
        .filter(|path| path.is_file() && is_book(path))
        .collect()
}
