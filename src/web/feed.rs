//! The calendar, by its secret address: text for a calendar program and no page. It takes no cookie
//! and sets none, and a wrong secret is an address that leads nowhere.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, Response, Uri, header};
use ledger::reminder::{Form, calendar};

use super::app::{App, apart};
use super::keys;
use crate::clock;
use crate::error::Result;

pub async fn show(State(app): State<App>, Path(name): Path<String>, uri: Uri) -> Response<Body> {
    let form = match uri.query() {
        Some("tasks") => Form::Tasks,
        _ => Form::Events,
    };
    let (book, day) = (app.book().clone(), app.day());
    let made = apart(move || -> Result<Option<String>> {
        let secret = name.strip_suffix(".ics").unwrap_or_default();
        if !book.opens_feed(secret)? {
            return Ok(None);
        }
        Ok(Some(calendar(&book.calendar(day)?, clock::now(), form)))
    })
    .await;
    match made {
        Ok(Some(text)) => {
            let mut response = Response::new(Body::from(text));
            let kind = HeaderValue::from_static("text/calendar; charset=utf-8");
            response.headers_mut().insert(header::CONTENT_TYPE, kind);
            response
        }
        Ok(None) => keys::nowhere(State(app)).await,
        Err(error) => app.refused(&error, None),
    }
}
