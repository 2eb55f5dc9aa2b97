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
mod terminal;
mod today;
mod undo;
mod unmerge;
mod visit;
mod waiting;
mod walk_around;
mod week;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::FromArgMatches;

use arguments::Arguments;
use visit::Visit;

pub use arguments::command;

/// Runs the program as it was called and answers its exit code.
pub fn main(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let read = command()
        .try_get_matches_from(words)
        .and_then(|found| Ok((Arguments::from_arg_matches(&found)?, found)));
    let (arguments, found) = match read {
        Ok(read) => read,
        Err(error) => return usage(&error),
    };
    let visit = Visit::new(arguments.global, &found);
    let done = match arguments.command {
        Some(command) => command.run(&visit),
        None => today::open(&visit),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.is_unread() => ExitCode::SUCCESS,
        Err(error) => {
            terminal::complain(&error);
            ExitCode::from(error.exit_code())
        }
    }
}

/// Help and version go to standard output; a call that makes no sense is said as any other error.
fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        return match terminal::show_help(&error.render().ansi().to_string()) {
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
    terminal::aside_lines(&kept.join("\n").trim_end().replace("\n\n", "\n"));
    ExitCode::from(2)
}
