//! The whole command line on one screen: global options, and one command per file.

use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use super::visit::Visit;
use crate::error::Result;

#[derive(Debug, Parser)]
#[command(
    name = "troth",
    version,
    about = "A private trust ledger for the people you work with.",
    disable_help_subcommand = true,
    infer_subcommands = false,
    max_term_width = 80
)]
pub struct Arguments {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Option<Command>,
}

#[derive(Args, Debug)]
pub struct Global {
    /// The book: a file, or postgres://…#name [default: troth/book.db in your data folder]
    #[arg(
        long,
        global = true,
        value_name = "PLACE",
        env = "TROTH_BOOK",
        hide_env_values = true
    )]
    pub book: Option<String>,
    /// The day it is to be: 2026-03-10, yesterday, last friday
    #[arg(long, global = true, value_name = "DAY", allow_hyphen_values = false)]
    pub on: Option<String>,
    /// Answer as JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// When to use colour
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true
    )]
    pub color: Color,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Color {
    Auto,
    Always,
    Never,
}

macro_rules! commands {
    ($($(#[$meta:meta])* $variant:ident($module:ident) in $group:literal;)+) => {
        #[derive(Debug, Subcommand)]
        pub enum Command {
            $($(#[$meta])* $variant(super::$module::Arguments),)+
        }

        impl Command {
            pub fn run(self, visit: &Visit) -> Result<()> {
                match self { $(Self::$variant(arguments) => super::$module::run(arguments, visit),)+ }
            }
        }

        /// Each command in the order of the enum, and the part of the help it stands in.
        const GROUPS: &[&str] = &[$($group,)+];
    };
}

commands! {
    /// The morning's two or three moves, each with its reason
    Today(today) in "Each day";
    /// A move is done: you were in touch
    Done(done) in "Each day";
    /// Put a move off until a day
    Snooze(snooze) in "Each day";
    /// A move is not needed now
    NotNeeded(not_needed) in "Each day";
    /// What to know before a meeting
    Brief(brief) in "Each day";
    /// After a meeting: promises, what to remember, a note of thanks
    After(after) in "Each day";
    /// Meetings ahead and just past; prepare, move or call one off
    Meetings(meetings) in "Each day";
    /// Note a touch: a coffee, a call, a meeting
    Log(log) in "Each day";
    /// Note a promise, yours or theirs
    Promise(promise) in "Each day";
    /// Open promises; keep, renew, release or break one
    Promises(promises) in "Each day";
    /// The evening: the day's touches, left better or left worse
    Review(review) in "Each day";
    /// Note somebody's small reach for attention
    Bid(bid) in "Each day";
    /// Open bids; answered, or missed
    Bids(bids) in "Each day";
    /// Note what weighs on someone, and when to look again
    Concern(concern) in "Each day";
    /// Open concerns; look again, offer help or ease one
    Concerns(concerns) in "Each day";
    /// Note something good somebody did
    Saw(saw) in "Each day";
    /// What people did; thank for it, or credit it before others
    Contributions(contributions) in "Each day";
    /// Note a birthday, an anniversary, a new job, a win
    Milestone(milestone) in "Each day";
    /// What there is to celebrate; celebrate it
    Milestones(milestones) in "Each day";
    /// What others promised you, overdue or near
    Waiting(waiting) in "Each day";
    /// Note harm done, by you or to you
    Breach(breach) in "Each day";
    /// What is to be mended, and the next step of it
    Repair(repair) in "Each day";

    /// Note something worth remembering about someone
    Remember(remember) in "Each day";
    /// Seal what was told in private
    Confide(confide) in "Each day";
    /// What is sealed; open it, and look at it again
    Confidences(confidences) in "Each day";

    /// The week's look back: what went well, and what to practise
    Week(week) in "Each week";
    /// The one thing to practise this week, or the next
    Focus(focus) in "Each week";
    /// How the week's focus went, in one sentence
    LookBack(look_back) in "Each week";
    /// The practice library: a card, or an answer to a question
    Practice(practice) in "Each week";

    /// Everybody in the book
    People(people) in "People";
    /// One person: last contact, rhythm, account, promises
    Person(person) in "People";
    /// The statement: dated lines that add up
    Account(account) in "People";
    /// What you remember of someone, and what to ask about
    Details(details) in "People";
    /// How someone likes to be approached
    Approach(approach) in "People";
    /// What you tell of yourself, to find common ground
    Profile(profile) in "People";
    /// People found in mail, waiting for your word
    Inbox(inbox) in "People";
    /// Entries that may be one person: the same, or not the same
    Duplicates(duplicates) in "People";
    /// Add a person by hand; with --at, note a meeting
    Meet(meet) in "People";
    /// Change a person's name
    Rename(rename) in "People";
    /// How much attention you want to give someone
    Importance(importance) in "People";
    /// How often contact feels right
    Rhythm(rhythm) in "People";
    /// One circle of people: make it, change it, look at it
    Circle(circle) in "People";
    /// Every circle with its people and its rhythm
    Circles(circles) in "People";
    /// A day planned in person, and whom to look for there
    WalkAround(walk_around) in "People";
    /// Something happened that a rhythm follows: a release
    Happened(happened) in "People";
    /// A time in which silence is expected
    Quiet(quiet) in "People";
    /// Two entries are one person
    Merge(merge) in "People";
    /// Take merged entries apart again
    Unmerge(unmerge) in "People";
    /// Everything the book says about somebody, on one page
    ShowAll(show_all) in "People";
    /// Take somebody out of the book for good
    Forget(forget) in "People";

    /// Your own ways over a year: tasks, people left out, replies, time
    Insight(insight) in "The book";
    /// Read mail, or a whole book exported earlier
    Import(import) in "The book";
    /// Where the book's mail came from, and how far it was read
    Sources(sources) in "The book";
    /// What was done, line by line
    History(history) in "The book";
    /// Take back the last line, or the one named
    Undo(undo) in "The book";
    /// The whole book as JSON Lines
    Export(export) in "The book";
    /// The whole book in one SQLite file, also while Troth serves
    Backup(backup) in "The book";
    /// The backups Troth keeps: their age, where and how many
    Backups(backups) in "The book";
    /// Make a backup the book; what stood there is moved aside
    Restore(restore) in "The book";
    /// For how long things are kept, and what goes next
    Retention(retention) in "The book";
    /// The numbers behind it all, and which addresses are yours
    Settings(settings) in "The book";
    /// When and how to be reminded, and how the last digests stand
    Reminders(reminders) in "The book";

    /// Open the web app on this machine
    Serve(serve) in "The program";
    /// Send the day's digest when it is time: for a timer
    Remind(remind) in "The program";
    /// Open a made-up book, to look around
    Demo(demo) in "The program";
    /// Completions for your shell
    Completions(completions) in "The program";
    /// Write the man pages into a folder
    #[command(hide = true)]
    Man(man) in "The program";
}

/// The command line with its help in groups.
pub fn command() -> clap::Command {
    let command = Arguments::command();
    let list = grouped(&command);
    command.help_template(format!(
        "{{about}}\n\n{{usage-heading}} {{usage}}\n\n{list}\nOptions:\n{{options}}\n\n\
         Without a command, today is shown. More: troth COMMAND --help\n"
    ))
}

fn grouped(command: &clap::Command) -> String {
    let mut text = String::new();
    let mut current = "";
    for (subcommand, group) in command.get_subcommands().zip(GROUPS) {
        if subcommand.is_hide_set() {
            continue;
        }
        if *group != current {
            let space = if current.is_empty() { "" } else { "\n" };
            text.push_str(&format!("{space}{group}:\n"));
            current = group;
        }
        let about = subcommand
            .get_about()
            .map(ToString::to_string)
            .unwrap_or_default();
        text.push_str(&format!("  {:<13} {about}\n", subcommand.get_name()));
    }
    text
}
