//! What every handler holds: the book, the day, the pages already made. Looking at the book makes
//! a page; a verb leads back to where the form was, with a line to undo beside it.

use std::net::IpAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Response, StatusCode, Uri};
use ledger::Day;
use ledger::delicate::{delicate, remark as delicate_words};
use ledger::meeting::MeetingId;
use ledger::promise::PromiseId;
use ledger::touch::Side;
use maud::Markup;

use super::answer;
use super::fields::Fields;
use super::hand::{Done, Hand, Look};
use super::import::reading::Reading;
use super::makers::Makers;
use super::opened::Opened;
use super::pages::{Made, Pages, Version};
use super::view::refusal::{self, Typed};
use super::view::{Frame, Here, Notice, layout, say};
use crate::book::Book;
use crate::clock;
use crate::error::{Error, Kind, Result};

#[derive(Clone)]
pub struct App(Arc<Held>);

struct Held {
    book: Book,
    fixed_day: Option<Day>,
    host: IpAddr,
    version: Version,
    pages: Pages,
    makers: Makers,
    reading: Reading,
    opened: Opened,
}

impl App {
    pub fn new(book: Book, fixed_day: Option<Day>, host: IpAddr) -> Self {
        Self(Arc::new(Held {
            book,
            fixed_day,
            host,
            version: Version::default(),
            pages: Pages::default(),
            makers: Makers::default(),
            reading: Reading::default(),
            opened: Opened::default(),
        }))
    }

    pub fn book(&self) -> &Book {
        &self.0.book
    }

    pub fn host(&self) -> IpAddr {
        self.0.host
    }

    pub fn reading(&self) -> &Reading {
        &self.0.reading
    }

    /// Who has opened the confidences.
    pub fn opened(&self) -> &Opened {
        &self.0.opened
    }

    /// The day on the page: the one fixed, else today in the owner's zone.
    pub fn day(&self) -> Day {
        self.0
            .fixed_day
            .unwrap_or_else(|| clock::today(&self.0.book.zone()))
    }

    /// Whether the day on the page is not the real one: then looking is only looking.
    pub fn looks_at_another_day(&self) -> bool {
        let today = clock::today(&self.0.book.zone());
        self.0.fixed_day.is_some_and(|day| day != today)
    }

    /// Something was written: the next page is made anew.
    pub fn written(&self) {
        self.0.version.forget();
    }

    /// A page that holds as long as the book and the day do.
    pub async fn show<F>(self, uri: Uri, make: F) -> Response<Body>
    where
        F: FnOnce(&Look) -> Result<(Frame, Markup)> + Send + 'static,
    {
        let key = uri
            .path_and_query()
            .map_or("/", |address| address.as_str())
            .to_owned();
        let version = match self.version().await {
            Ok(version) => version,
            Err(error) => return self.refused(&error, None),
        };
        // After the version: with it comes the zone, in which the day begins.
        let day = self.day();
        if let Some(made) = self.0.pages.find(version, day, &key) {
            return answer::page(StatusCode::OK, made.served());
        }
        let holds = !key.contains("did=") && !key.contains("undone=");
        match self.make(uri, day, make).await {
            Ok(made) => {
                if holds {
                    self.0.pages.keep(version, day, key, &made);
                }
                answer::page(StatusCode::OK, made.served())
            }
            Err(error) => self.refused(&error, None),
        }
    }

    /// A page made anew each time: it shows what is under way.
    pub async fn show_fresh<F>(self, uri: Uri, make: F) -> Response<Body>
    where
        F: FnOnce(&Look) -> Result<(Frame, Markup)> + Send + 'static,
    {
        if let Err(error) = self.version().await {
            return self.refused(&error, None);
        }
        let day = self.day();
        match self.make(uri, day, make).await {
            Ok(made) => answer::page(StatusCode::OK, made.served()),
            Err(error) => self.refused(&error, None),
        }
    }

    /// Calls a verb with what a form held and leads back, or says why not and shows what was typed.
    pub async fn write<F>(self, uri: Uri, fields: Fields, verb: F) -> Response<Body>
    where
        F: FnOnce(&Hand) -> Result<Done> + Send + 'static,
    {
        let kept = fields.clone();
        match self.call(fields, verb).await {
            Ok(done) => done,
            Err(error) => {
                let typed = Typed {
                    action: uri.path(),
                    back: kept.back(),
                    fields: kept.typed(),
                };
                self.refused(&error, Some(&typed))
            }
        }
    }

    /// Calls a verb; what to show when it refuses is for the caller to say.
    pub async fn call<F>(&self, fields: Fields, verb: F) -> Result<Response<Body>>
    where
        F: FnOnce(&Hand) -> Result<Done> + Send + 'static,
    {
        let back = fields.back().to_owned();
        let stamp = fields.stamp();
        self.version().await?;
        let hand = Hand {
            app: self.clone(),
            day: self.day(),
            stamp,
            fields,
        };
        let done = apart(move || verb(&hand)).await;
        self.written();
        let done = done?;
        let to = done.to.unwrap_or(back);
        Ok(answer::see_other(&match (done.line, done.taken_back) {
            (Some(line), _) if done.again => {
                answer::with(&answer::with(&to, "did", line), "again", 1)
            }
            (Some(line), _) => answer::with(&to, "did", line),
            (None, Some(line)) => answer::with(&to, "undone", line),
            (None, None) => to,
        }))
    }

    /// The page that says why not.
    pub fn refused(&self, error: &Error, typed: Option<&Typed<'_>>) -> Response<Body> {
        if error.kind == Kind::Internal {
            // Never the sentence: it may hold what the owner typed.
            tracing::error!("a page could not be made");
        }
        let frame = Frame::new(refusal::heading(error), Here::Nowhere, "/");
        let page = layout::page(&frame, &refusal::body(error, typed));
        answer::page(answer::status(error), Made::new(page).served())
    }

    /// A page that answers a form with a question of its own, and is kept nowhere.
    pub fn answered(&self, frame: &Frame, body: &Markup) -> Response<Body> {
        answer::page(
            StatusCode::OK,
            Made::new(layout::page(frame, body)).served(),
        )
    }

    /// A page for a verb refused, with the status that says so.
    pub fn refused_with(&self, error: &Error, frame: &Frame, body: &Markup) -> Response<Body> {
        answer::page(
            answer::status(error),
            Made::new(layout::page(frame, body)).served(),
        )
    }

    async fn version(&self) -> Result<i64> {
        if let Some(version) = self.0.version.fresh()
            && self.0.book.is_where_it_was()
        {
            return Ok(version);
        }
        let book = self.0.book.clone();
        let version = apart(move || book.version()).await?;
        self.0.version.note(version);
        Ok(version)
    }

    async fn make<F>(&self, uri: Uri, day: Day, make: F) -> Result<Arc<Made>>
    where
        F: FnOnce(&Look) -> Result<(Frame, Markup)> + Send + 'static,
    {
        let app = self.clone();
        let work = move || {
            let query = Fields::of_query(uri.query());
            let look = Look {
                app,
                day,
                back: answer::lasting(&uri),
                query,
            };
            let (mut frame, body) = make(&look)?;
            if frame.notice.is_none() {
                frame.notice = notice(&look)?;
            }
            Ok(Arc::new(Made::new(layout::page(&frame, &body))))
        };
        self.0.makers.make(work).await
    }
}

/// The book's calls wait for a disk or a server, so they run beside the rest.
pub async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or_else(|cause| {
            let unfinished = match cause.is_cancelled() {
                true => Error::unavailable("Troth is being stopped").hint("nothing was changed"),
                false => Error::internal("this could not be finished"),
            };
            Err(unfinished.because(cause))
        })
}

/// What the address says was just done, in the words of the history.
fn notice(look: &Look) -> Result<Option<Notice>> {
    let number = |name| {
        look.query
            .get(name)
            .and_then(|text| text.parse::<i64>().ok())
    };
    let line = |seq: i64| -> Result<Option<crate::book::Line>> {
        let found = look
            .book()
            .history(Some(seq.saturating_add(1)), 1)?
            .into_iter()
            .next();
        Ok(found.filter(|line| line.seq == seq))
    };
    if let Some(line) = number("undone").map(line).transpose()?.flatten() {
        return Ok(Some(Notice::TakenBack {
            words: line.words(),
        }));
    }
    let Some(line) = number("did").map(line).transpose()?.flatten() else {
        return Ok(None);
    };
    Ok(Some(if line.undone {
        Notice::TakenBack {
            words: line.words(),
        }
    } else {
        Notice::Done {
            words: format!("{}{}{}", again(look), line.words(), remark(look, &line)?),
            line: line.kept.then_some(line.seq),
        }
    }))
}

/// Said before what was done, where its form had been sent before: that it was not left out this time.
fn again(look: &Look) -> &'static str {
    match look.query.get("again") {
        Some(_) => "noted again: ",
        None => "",
    }
}

/// Remarked beside what was done: a promise beyond what the owner usually keeps in a week, and a talk
/// that is not noted as a touch yet.
fn remark(look: &Look, line: &crate::book::Line) -> Result<String> {
    if line.verb == "after-meeting" {
        return delicate_remark(look, line);
    }
    if line.verb != "promise" {
        let words = look.book().note_it_too(line, look.day)?;
        return Ok(words.map_or_else(String::new, |words| {
            format!(". {}", words.trim_end_matches('.'))
        }));
    }
    let promise = look.book().pledge(PromiseId(line.subject))?.promise;
    let (Side::Mine, Some(due)) = (promise.side, promise.due) else {
        return Ok(String::new());
    };
    let load = look.book().load_around(due, look.day)?;
    Ok(load
        .remark()
        .map_or_else(String::new, |words| format!(". {}", say::sentence(&words))))
}

/// What was noted after a meeting is in one box with the rest: where it touches something delicate,
/// that is said beside it, for nobody could be asked before.
fn delicate_remark(look: &Look, line: &crate::book::Line) -> Result<String> {
    let arranged = look.book().meeting(MeetingId(line.subject), look.day)?;
    let left = look.book().aftermath(&arranged, look.day)?;
    let noted: Vec<&str> = left
        .details
        .iter()
        .map(|(detail, _)| detail.what.as_str())
        .collect();
    let found = delicate(&noted.join("\n"));
    if found.is_empty() {
        return Ok(String::new());
    }
    let words = delicate_words(&found);
    Ok(format!(
        ". {words} If it was told in private, take it back and seal it instead"
    ))
}
