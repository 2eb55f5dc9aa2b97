//! The evening at a terminal: one touch after another, a key each. What is skipped stays as it is.

use console::Key;
use dialoguer::Input;
use ledger::Day;
use ledger::moment::Moment;
use ledger::review::{Entry, Review};
use ledger::verdict::Verdict;

use super::super::page::Tone;
use super::super::phrase;
use super::super::terminal::{self, Plain};
use super::super::visit::Visit;
use super::capture::{self, Capture};
use super::{leave, list, log, told};
use crate::book::{Book, Said, Written};
use crate::error::{Error, Result};

const KEYS: &str = "b better · w worse · s skip · u undo · m which moment · p promise · d detail · \
                    c concern · t something good they did · ? these keys · q enough";

pub fn can_ask() -> bool {
    use std::io::IsTerminal;
    std::io::stdin().is_terminal() && terminal::is_read()
}

pub fn hold(book: &Book, visit: &Visit, since: Day, day: Day) -> Result<()> {
    let mut sitting = Sitting {
        book,
        visit,
        since,
        day,
        done: Vec::new(),
    };
    sitting.touches()?;
    sitting.approaches()?;
    let mut page = visit.page();
    page.blank();
    let left = phrase::sentence(&sitting.review()?.left_over());
    page.paragraph(0, &format!("{left}."), Tone::Strong);
    page.paragraph(0, list::WHO, Tone::Dim);
    visit.show(page)
}

pub(super) struct Sitting<'a> {
    pub(super) book: &'a Book,
    pub(super) visit: &'a Visit,
    since: Day,
    pub(super) day: Day,
    /// What was written in this sitting, and where it stood, so that `u` takes back the last of it.
    pub(super) done: Vec<(Written, usize)>,
}

/// Where to go from an entry.
enum Then {
    Stay,
    To(usize),
    Enough,
}

impl Sitting<'_> {
    pub(super) fn review(&self) -> Result<Review> {
        self.book.review(self.since, self.day)
    }

    fn touches(&mut self) -> Result<()> {
        let mut place = 0;
        let mut shown = None;
        loop {
            let review = self.review()?;
            let Some(next) = review.next_from(place) else {
                return Ok(());
            };
            if shown != Some(next) {
                self.draw(&review, next)?;
                if self.done.is_empty() && place == 0 {
                    self.say_keys()?;
                }
                shown = Some(next);
            }
            match self.answer(&review.entries[next], next)? {
                Then::Stay => {}
                Then::To(to) => (place, shown) = (to, None),
                Then::Enough => return Ok(()),
            }
        }
    }

    fn draw(&self, review: &Review, place: usize) -> Result<()> {
        let entry = &review.entries[place];
        let mut page = self.visit.page();
        page.blank();
        let progress = format!("{} of {}", place + 1, review.entries.len());
        page.ends(0, (&entry.name, Tone::Strong), (&progress, Tone::Dim));
        let what = phrase::sentence(&super::what(entry));
        let about = match entry.about() {
            "" => what,
            about => format!("{what}: “{about}”"),
        };
        page.paragraph(2, &about, Tone::Plain);
        self.visit.show(page)
    }

    /// Once, and whenever they are asked for.
    fn say_keys(&self) -> Result<()> {
        let mut page = self.visit.page();
        page.paragraph(2, KEYS, Tone::Dim);
        self.visit.show(page)
    }

    fn answer(&mut self, entry: &Entry, place: usize) -> Result<Then> {
        let (name, day) = (entry.name.as_str(), self.day);
        match key()? {
            Key::Char('b') | Key::ArrowRight => self.left(entry, place, Verdict::Better, None),
            Key::Char('w') | Key::ArrowLeft => self.left(entry, place, Verdict::Worse, None),
            Key::Char('s') => Ok(Then::To(place + 1)),
            Key::Char('u') => self.undo(),
            Key::Char('?') => self.say_keys().map(|()| Then::Stay),
            Key::Char('m') => match self.kindly(moment()) {
                Some(moment) => self.left(entry, place, Verdict::of(moment), Some(moment)),
                None => Ok(Then::Stay),
            },
            Key::Char('q') | Key::Escape => Ok(Then::Enough),
            Key::Char(letter) => {
                if let Some(kind) = Capture::of_key(letter)
                    && let Some(written) =
                        self.kindly(capture::ask(kind, entry, self.book, self.visit, day))
                {
                    self.visit.remark(&format!("  Noted for {name}."));
                    self.done.push((written, place));
                }
                Ok(Then::Stay)
            }
            _ => Ok(Then::Stay),
        }
    }

    fn left(
        &mut self,
        entry: &Entry,
        place: usize,
        verdict: Verdict,
        moment: Option<Moment>,
    ) -> Result<Then> {
        let said = moment.map_or(Said::Left(verdict), Said::Happened);
        let written = leave(self.book, self.visit, entry, said, self.day)?;
        self.visit.done(&told(entry, verdict, moment), &written)?;
        self.done.push((written, place));
        if moment == Some(Moment::Listened) {
            let heard = capture::heard(entry, self.book, self.visit, self.day);
            let heard = self.kindly(heard);
            self.done.extend(heard.map(|written| (written, place)));
        }
        Ok(Then::To(place + 1))
    }

    /// What was mistyped is said, and the evening goes on.
    fn kindly<T>(&self, answer: Result<Option<T>>) -> Option<T> {
        answer.unwrap_or_else(|error| {
            self.visit.remark(&format!("  {}", error.sentence));
            if let Some(hint) = &error.hint {
                self.visit.remark(&format!("  {hint}"));
            }
            None
        })
    }

    fn undo(&mut self) -> Result<Then> {
        let Some((written, place)) = self.done.pop() else {
            self.visit.remark("  Nothing was done in this sitting yet.");
            return Ok(Then::Stay);
        };
        let line = self.book.undo(&self.visit.stamp(), Some(written.seq))?;
        self.visit
            .remark(&format!("  Taken back: {}.", line.words()));
        Ok(Then::To(place))
    }
}

pub(super) fn key() -> Result<Key> {
    terminal::key().map_err(unread)
}

/// A line typed; `None` for a mere Enter.
pub(super) fn line(prompt: &str) -> Result<Option<String>> {
    let typed: String = Input::with_theme(&Plain)
        .with_prompt(prompt)
        .allow_empty(true)
        .interact_text()
        .map_err(|cause| Error::setup("there was no answer").because(cause))?;
    Ok(Some(typed.trim().to_owned()).filter(|typed| !typed.is_empty()))
}

/// The moment typed, by the beginning of its name or words of it.
fn moment() -> Result<Option<Moment>> {
    let Some(typed) = line("  Which moment")? else {
        return Ok(None);
    };
    match Moment::fitting(&typed).as_slice() {
        [one] => Ok(Some(*one)),
        _ => Ok(Some(log::moment(&typed)?)),
    }
}

fn unread(cause: std::io::Error) -> Error {
    Error::setup("the key could not be read").because(cause)
}
