//! The practice library: its shelves, a search in one's own words, and each card.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{Response, Uri};
use ledger::practice::Card;

use super::app::App;
use super::view::practice::{self, Found};
use super::view::{Here, practice::contents};
use crate::error::Error;
use crate::practice::library;

/// Beneath the best card so many others are named.
const ALSO: usize = 6;

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let library = library()?;
        let frame = look.frame("Practice", Here::Practice);
        let Some(words) = look.query.get("q") else {
            return Ok((frame, contents(library.cards())));
        };
        let mut cards = library.search(words);
        cards.truncate(1 + ALSO);
        Ok((frame, practice::found(&Found { words, cards })))
    })
    .await
}

pub async fn card(State(app): State<App>, Path(id): Path<String>, uri: Uri) -> Response<Body> {
    app.show(uri, move |look| {
        let library = library()?;
        let card = library.card(&id).ok_or_else(|| {
            Error::not_found("there is no such card").hint("the library lists them all")
        })?;
        let related: Vec<&Card> = library.related(card).collect();
        Ok((
            look.frame(card.question.clone(), Here::Practice),
            practice::body(card, &related),
        ))
    })
    .await
}
