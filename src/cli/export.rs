//! `troth export [FILE]`: the whole book as JSON Lines; `troth import` reads it back without loss.

use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use super::visit::Visit;
use super::{phrase, terminal};
use crate::book::{Book, Draft};
use crate::error::{Error, Result};

#[derive(clap::Args, Debug)]
pub struct Arguments {
    /// Where to; standard output when not given
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
}

pub fn run(arguments: Arguments, visit: &Visit) -> Result<()> {
    let book = visit.book()?;
    match &arguments.file {
        None => to_output(&book),
        Some(path) => {
            let lines = to_file(&book, path)?;
            let lines = phrase::counted(i64::try_from(lines).unwrap_or(i64::MAX), "line");
            visit.remark(&format!("{lines} written to {}", path.display()));
            Ok(())
        }
    }
}

fn to_output(book: &Book) -> Result<()> {
    let mut out = Quiet {
        inner: BufWriter::new(terminal::data()),
    };
    book.export(&mut out)?;
    terminal::written(out.flush())
}

/// In a file without a name first: an earlier export is replaced whole or not at all, nothing else that
/// exists is replaced, and a program that is killed leaves nothing behind.
fn to_file(book: &Book, path: &Path) -> Result<u64> {
    let failed = |cause: std::io::Error| {
        Error::setup(format!("{} could not be written", path.display())).because(cause)
    };
    // Where a link leads is what is meant, and what must not be lost.
    let path = &std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if path.exists() && !is_export(path) {
        return Err(Error::refused(format!(
            "{} exists and is not an earlier export; it was left as it is",
            path.display()
        ))
        .hint("choose another name"));
    }
    let mut draft = Draft::beside(path).map_err(failed)?;
    let mut out = BufWriter::new(draft.file());
    let lines = book.export(&mut out)?;
    out.flush().map_err(failed)?;
    drop(out);
    draft.lay(path).map_err(failed)?;
    Ok(lines)
}

/// Whether a file begins as every export does.
fn is_export(path: &Path) -> bool {
    const BEGINNING: &[u8] = br#"{"edition":"#;
    let mut start = [0; BEGINNING.len()];
    path.is_file()
        && File::open(path)
            .and_then(|mut file| file.read_exact(&mut start))
            .is_ok()
        && start == *BEGINNING
}

/// Standard output whose reader may have seen enough.
struct Quiet<W: Write> {
    inner: W,
}

impl<W: Write> Write for Quiet<W> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.inner.write(bytes).inspect_err(end_quietly)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush().inspect_err(end_quietly)
    }
}

fn end_quietly(error: &std::io::Error) {
    if error.kind() == std::io::ErrorKind::BrokenPipe {
        std::process::exit(0);
    }
}
