//! The command line: arguments in, one verb of the book, an answer for a person or as JSON.
//! One file per command; what they share is the visit, the page and the phrases.

mod account;
mod after;
mod answer;
mod approach;
mod arguments;
mod asking;
mod backup;
mod backups;
mod bid;
mod bids;
mod breach;
mod brief;
mod circle;
mod circles;
mod completions;
mod concern;
mod concerns;
mod confide;
mod confidences;
mod contributions;
mod dated;
mod day;
mod demo;
mod details;
mod done;
mod duplicates;
mod export;
mod focus;
mod forget;
mod happened;
mod history;
mod import;
mod importance;
mod inbox;
mod insight;
mod keeping;
mod listing;
mod log;
mod look_back;
mod man;
mod meet;
mod meetings;
mod merge;
mod milestone;
mod milestones;
mod not_needed;
mod noted;
mod opened;
mod page;
mod passphrase;
mod people;
mod person;
mod phrase;
mod pledge;
mod practice;
mod profile;
mod promise;
mod promises;
mod quiet;
mod remember;
mod remind;
mod reminders;
mod rename;
mod repair;
mod restore;
mod retention;
mod review;
mod rhythm;
mod saw;
mod serve;
mod settings;
mod show_all;
mod snooze;
mod sources;
mod today;
mod undo;
mod unmerge;
mod visit;
mod waiting;
mod walk_around;
mod week;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::FromArgMatches;
use owo_colors::OwoColorize;

use crate::error::{Error, Kind};
use arguments::{Arguments, Command};
use visit::Visit;

pub use arguments::command;

/// Runs the program as it was called and answers its exit code.
pub fn main(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match command()
        .try_get_matches_from(words)
        .and_then(|found| Arguments::from_arg_matches(&found))
    {
        Ok(arguments) => arguments,
        Err(error) => return usage(&error),
    };
    let visit = Visit::new(arguments.global);
    let command = arguments
        .command
        .unwrap_or(Command::Today(today::Arguments {}));
    match command.run(&visit) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::from(error.exit_code())
        }
    }
}

fn complain(error: &Error) {
    let mut err = anstream::stderr().lock();
    let wrap = |text: &str| page::wrapped(text, visit::width_of(&console::Term::stderr()));
    // With nobody left to read the complaint, the exit code still says it.
    let _ = writeln!(
        err,
        "{}",
        wrap(&format!("{} {}", "troth:".bold(), error.sentence))
    );
    let cause = std::error::Error::source(error);
    if let (Kind::Internal | Kind::Setup, Some(cause)) = (error.kind, cause) {
        let _ = writeln!(err, "{} {cause}", "cause:".dimmed());
    }
    if let Some(hint) = &error.hint {
        let _ = writeln!(err, "{}", wrap(&format!("{} {hint}", "hint:".dimmed())));
    }
}

/// Help and version go to standard output; a call that makes no sense is said as any other error.
fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        let text = error.render().ansi().to_string();
        return match visit::written(write!(anstream::stdout().lock(), "{text}")) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => ExitCode::from(error.exit_code()),
        };
    }
    let text = error.render().to_string();
    let text = text
        .replacen("error: ", "troth: ", 1)
        .replace("\n  tip: ", "\nhint: ");
    let kept: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with("For more information"))
        .collect();
    let _ = writeln!(
        anstream::stderr().lock(),
        "{}",
        kept.join("\n").trim_end().replace("\n\n", "\n")
    );
    ExitCode::from(2)
}
