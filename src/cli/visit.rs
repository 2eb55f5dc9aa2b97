//! What every command is given: where the book is, which day it is, and how to answer,
//! in words for a person or as JSON.

use std::path::{Path, PathBuf};

use anstream::ColorChoice;
use jiff::{Timestamp, ToSpan};
use ledger::Day;
use serde::Serialize;
use serde_json::json;

use super::arguments::{Color, Global};
use super::page::{Page, Tone};
use super::{day, phrase, terminal};
use crate::book::{Book, Door, Place, Stamp, Written};
use crate::clock;
use crate::error::{Error, Result};

const PASSWORD_IN_ARGUMENT: &str = "hint: others on this machine can see a password that stands in an argument; \
     keep it in ~/.pgpass, in PGPASSFILE or in PGPASSWORD";

const PASSWORD_LEFT_OUT: &str =
    "hint: the password is left out of this; keep it in ~/.pgpass, which the timer finds";

pub struct Visit {
    book: Option<String>,
    /// Said with `--book`, and not in the environment.
    named_in_argument: bool,
    on: Option<String>,
    form: Form,
    color: ColorChoice,
}

/// How to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Words,
    Json,
}

impl Visit {
    pub fn new(global: Global, found: &clap::ArgMatches) -> Self {
        let color = match global.color {
            Color::Always => ColorChoice::Always,
            Color::Never => ColorChoice::Never,
            Color::Auto => ColorChoice::Auto,
        };
        let form = if global.json { Form::Json } else { Form::Words };
        let source = found.value_source("book");
        Self {
            named_in_argument: source == Some(clap::parser::ValueSource::CommandLine),
            book: global.book,
            on: global.on,
            form,
            color,
        }
    }

    /// Opens the book named, or the owner's own. A command that only looks makes none.
    pub fn book(&self) -> Result<Book> {
        let place = self.place()?;
        self.remark_on_password(&place);
        let book = Book::open(&place)?;
        // Where it cannot be done now, it stays due.
        let _ = book.sweep_when_due();
        Ok(book)
    }

    /// Opens the book to write in it, and makes it where there is none: a slip of the finger is seen at once.
    pub fn begin(&self) -> Result<Book> {
        let place = self.place_to_fill()?;
        self.remark_on_password(&place);
        let book = Book::begin(&place)?;
        if book.is_new() {
            self.remark(&format!("Began a new book at {}", place.without_password()));
        }
        Ok(book)
    }

    /// Where a book is to stand; the owner's own folder is made where there is none yet.
    pub fn place_to_fill(&self) -> Result<Place> {
        let place = self.place()?;
        if let (Place::File(path), None) = (&place, &self.book) {
            make_folder_of(path)?;
        }
        Ok(place)
    }

    /// Whether no book was named and the owner has none yet.
    pub fn is_without_own_book(&self) -> bool {
        self.book.is_none() && own_book().is_ok_and(|path| Book::is_missing_at(&path))
    }

    /// The book named, or the owner's own, in words that hold in any folder and for any program, and
    /// that others may read.
    pub fn whole_place(&self) -> Result<String> {
        let place = self.place()?;
        let Place::File(path) = place else {
            if place.holds_password() {
                self.remark(PASSWORD_LEFT_OUT);
            }
            return Ok(place.without_password());
        };
        let whole = std::path::absolute(&path).unwrap_or(path);
        let text = whole.to_str().map(str::to_owned);
        text.ok_or_else(|| {
            Error::setup("the place of the book cannot be written down")
                .hint("give its folders names in plain letters")
        })
    }

    /// Arguments stand in the list of processes and in the history of a shell.
    fn remark_on_password(&self, place: &Place) {
        if self.named_in_argument && place.holds_password() {
            self.remark(PASSWORD_IN_ARGUMENT);
        }
    }

    pub fn place(&self) -> Result<Place> {
        match &self.book {
            Some(text) if text.trim().is_empty() => {
                Err(Error::setup("the place of the book is empty")
                    .hint("--book PATH, or unset TROTH_BOOK"))
            }
            Some(text) => Ok(Place::parse(text)),
            None => own_book().map(Place::File),
        }
    }

    /// The day asked for with `--on`, else today where the owner lives.
    pub fn day(&self, book: &Book) -> Result<Day> {
        let today = clock::today(&book.zone());
        match &self.on {
            Some(text) => self.day_said(text, today),
            None => Ok(today),
        }
    }

    /// Whether another day than the real one was asked for: then looking is only looking.
    pub fn looks_at_another_day(&self) -> bool {
        self.on.is_some()
    }

    /// From when on a meeting is the next: one that began half an hour ago still is. On another
    /// day, from its beginning.
    pub fn about_now(&self, book: &Book, day: Day) -> Timestamp {
        if self.looks_at_another_day() {
            return book.begins(day);
        }
        let now = clock::now();
        now.saturating_sub(30.minutes()).unwrap_or(now)
    }

    /// Until when a meeting is over: now, or the end of the day looked at.
    pub fn until_now(&self, book: &Book, day: Day) -> Timestamp {
        if self.looks_at_another_day() {
            return book.begins(day.saturating_add(1.day()));
        }
        clock::now()
    }

    /// A day as a heading names it: with its year when that is not the present one.
    pub fn heading_day(&self, book: &Book, day: Day) -> String {
        phrase::day(day, clock::today(&book.zone()))
    }

    /// The day a person's words mean when they are said on `today`.
    pub fn day_said(&self, text: &str, today: Day) -> Result<Day> {
        day::parse(text, today).map_err(|unclear| Error::setup(unclear.to_string()).hint(day::HINT))
    }

    pub fn stamp(&self) -> Stamp {
        Stamp::now(Door::Cli)
    }

    pub fn wants_json(&self) -> bool {
        self.form == Form::Json
    }

    pub fn page(&self) -> Page {
        Page::new(terminal::width())
    }

    pub fn show(&self, page: Page) -> Result<()> {
        terminal::show(page.styled(), self.color)
    }

    /// Lines to be copied or piped.
    pub fn show_text(&self, text: &str) -> Result<()> {
        terminal::show_text(text)
    }

    pub fn show_json(&self, value: &impl Serialize) -> Result<()> {
        let text = serde_json::to_string_pretty(value).map_err(|cause| {
            Error::internal("the answer could not be written as JSON").because(cause)
        })?;
        terminal::show_json(&text)
    }

    /// Says what a verb did, and how to take it back.
    pub fn done(&self, said: &str, done: &Written) -> Result<()> {
        if self.wants_json() {
            return self.show_json(&json!({
                "said": said, "id": done.subject.to_string(), "line": done.seq,
            }));
        }
        let mut page = self.page();
        let undo = format!("undo: troth undo {}", done.seq);
        page.ends(
            0,
            (&phrase::sentence(said), Tone::Plain),
            (&undo, Tone::Dim),
        );
        self.show(page)
    }

    /// Says what a verb did that is not taken back.
    pub fn said(&self, said: &str, done: &Written) -> Result<()> {
        if self.wants_json() {
            return self.done(said, done);
        }
        let mut page = self.page();
        page.paragraph(0, &phrase::sentence(said), Tone::Plain);
        self.show(page)
    }

    /// Says where the web app is; a line that scripts may wait for.
    pub fn open_at(&self, address: std::net::SocketAddr) {
        // The app is open even when nobody reads where.
        let _ = terminal::show_text(&format!("Troth is open at http://{address}/\n"));
    }

    /// Something the owner should know before it is too late.
    pub fn warn(&self, words: &str) {
        terminal::aside(&format!("troth: {words}"));
    }

    /// Opens a browser where there is a desktop to open it on.
    pub fn browse(&self, address: std::net::SocketAddr) {
        let opener = if cfg!(target_os = "macos") {
            "open"
        } else {
            "xdg-open"
        };
        let has_desktop = cfg!(target_os = "macos")
            || ["DISPLAY", "WAYLAND_DISPLAY"]
                .iter()
                .any(|name| std::env::var_os(name).is_some());
        if has_desktop {
            // Without an opener the address just printed is enough.
            let _ = std::process::Command::new(opener)
                .arg(format!("http://{address}/"))
                .stdout(std::process::Stdio::null())
                .stderr(std::process::Stdio::null())
                .spawn();
        }
    }

    /// Reminds of the touch, where what was done is hardly done without one.
    pub fn remark_on_touch(&self, book: &Book, done: &Written, day: Day) -> Result<()> {
        let line = book.line(done)?;
        let words = line.map(|line| book.note_it_too(&line, day)).transpose()?;
        if let Some(words) = words.flatten() {
            self.remark(words);
        }
        Ok(())
    }

    /// A remark beside the answer, never part of it.
    pub fn remark(&self, text: &str) {
        terminal::aside(text);
    }
}

fn own_book() -> Result<PathBuf> {
    let dirs = directories::BaseDirs::new().ok_or_else(|| {
        Error::setup("there is no home directory to keep the book in")
            .hint("say where: --book PATH")
    })?;
    Ok(dirs.data_dir().join("troth").join("book.db"))
}

fn make_folder_of(book: &Path) -> Result<()> {
    let Some(folder) = book.parent() else {
        return Ok(());
    };
    make_private(folder).map_err(|cause| {
        Error::setup(format!("{} could not be made", folder.display()))
            .hint("say where the book is to be: --book PATH")
            .because(cause)
    })
}

/// Only the owner may look into the folder that holds the book.
fn make_private(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
