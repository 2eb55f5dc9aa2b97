//! Bringing mail in: by path or by upload, read in the background, shown before it is accepted.

pub mod reading;
mod receiving;
pub mod uploads;

use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Response, Uri};

use super::answer::see_other;
use super::app::App;
use super::fields::{Fields, Number};
use super::hand::{Done, Look};
use super::settings::addresses;
use super::view::import::{Shelf, Under, Waiting, body, waiting};
use super::view::{Frame, Here, Notice};
use crate::book::Proposal;
use crate::error::{Error, Result};
use reading::{Mail, Reading, Word};
use receiving::receive;

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    let asked = Fields::of_query(uri.query());
    let asked = asked.get("reading").and_then(|text| text.parse().ok());
    match app.reading().word(asked) {
        Word::Read(batch) => see_other(&format!("/import/{batch}")),
        Word::UnderWay { number, .. } if asked != Some(number) => see_other(&reading_at(number)),
        Word::UnderWay {
            progress, seconds, ..
        } => {
            app.show_fresh(uri, move |look| {
                let under = Under {
                    bytes: progress.bytes,
                    bytes_in_all: progress.bytes_in_all,
                    messages: progress.messages,
                    seconds,
                    at: look.back.clone(),
                };
                page(look, Some(under), None)
            })
            .await
        }
        Word::Failed(error) => {
            let refused = Notice::from(error.as_ref());
            app.show_fresh(uri, move |look| page(look, None, Some(refused)))
                .await
        }
        Word::Idle => app.show_fresh(uri, |look| page(look, None, None)).await,
    }
}

fn page(
    look: &Look,
    under_way: Option<Under>,
    notice: Option<Notice>,
) -> Result<(Frame, maud::Markup)> {
    let (batches, sources) = (look.book().batches()?, look.book().sources()?);
    let me: Vec<String> = look
        .book()
        .owner_handles()?
        .into_iter()
        .map(|handle| handle.value)
        .collect();
    let mut frame = look.frame("Import", Here::Import);
    frame.again_in = under_way.is_some().then_some(2);
    frame.notice = notice;
    let shelf = Shelf {
        batches: &batches,
        sources: &sources,
        me: &me,
        zone: &look.book().zone(),
        day: look.day,
        under_way,
    };
    Ok((frame, body(&shelf)))
}

pub async fn proposal(State(app): State<App>, Number(batch): Number, uri: Uri) -> Response<Body> {
    app.show_fresh(uri, move |look| {
        let known = find(look, batch)?;
        let report = match &known.report {
            Some(report) if known.state != "proposed" => report.clone(),
            _ => look.book().preview(known.batch)?,
        };
        let candidates = look.app.reading().candidates(known.batch);
        let merged = match known.line {
            Some(line) => look.book().merged_after(line)?,
            None => None,
        };
        let body = waiting(&Waiting {
            proposal: &known,
            report: &report,
            candidates: &candidates,
            merged: merged.as_ref(),
            zone: &look.book().zone(),
        });
        Ok((look.frame("Import", Here::Import), body))
    })
    .await
}

fn find(look: &Look, batch: i64) -> Result<Proposal> {
    let found = look
        .book()
        .batches()?
        .into_iter()
        .find(|known| known.batch == batch);
    found.ok_or_else(|| {
        Error::not_found("there is no such batch").hint("the import page lists them")
    })
}

/// Mail that lies on this machine.
pub async fn path(State(app): State<App>, uri: Uri, fields: Fields) -> Response<Body> {
    let reading = app.clone();
    let runtime = tokio::runtime::Handle::current();
    app.write(uri, fields, move |hand| {
        let place = hand.fields.need("place", "which file or folder?")?;
        let mail = Mail {
            paths: vec![at_home(place)],
            me: addresses(hand.fields.get("me").unwrap_or_default()),
            upload: None,
        };
        let _inside = runtime.enter();
        let number = Reading::begin(&reading, mail)?;
        Ok(Done::nothing(reading_at(number)))
    })
    .await
}

/// `~` as a person types it.
fn at_home(place: &str) -> PathBuf {
    match (place.strip_prefix("~/"), std::env::var_os("HOME")) {
        (Some(rest), Some(home)) => Path::new(&home).join(rest),
        _ => PathBuf::from(place),
    }
}

/// Mail sent up by the browser, written through to a folder of its own.
pub async fn files(State(app): State<App>, request: Request) -> Response<Body> {
    let begun = match receive(request, app.book().place()).await {
        Ok(mail) => Reading::begin(&app, mail),
        Err(error) => Err(error),
    };
    match begun {
        Ok(number) => see_other(&reading_at(number)),
        Err(error) => app.refused(&error, None),
    }
}

/// Where one reading is followed to its end.
fn reading_at(number: u64) -> String {
    format!("/import?reading={number}")
}

/// Whose mail a batch is, where it could not be told.
pub async fn owner(
    State(app): State<App>,
    Number(batch): Number,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        let chosen: Vec<String> = hand.fields.all("me").flat_map(addresses).collect();
        if chosen.is_empty() {
            return Err(Error::refused("which addresses are yours?"));
        }
        hand.book().set_batch_owner(batch, &chosen)?;
        Ok(Done::nothing(format!("/import/{batch}")))
    })
    .await
}

pub async fn accept(
    State(app): State<App>,
    Number(batch): Number,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        let (written, report) = hand.book().accept_batch(&hand.stamp, batch)?;
        let at = format!("/import/{batch}");
        // What was done without asking is said last, where one key takes it back.
        let merged = match report.people_found {
            0 => None,
            _ => hand.book().merge_the_same(&hand.stamp.after())?,
        };
        let line = merged.map_or(written, |merged| merged.written);
        Ok(Done::at(at, &line))
    })
    .await
}

pub async fn discard(
    State(app): State<App>,
    Number(batch): Number,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        hand.book().discard_batch(batch)?;
        Ok(Done::nothing("/import"))
    })
    .await
}
