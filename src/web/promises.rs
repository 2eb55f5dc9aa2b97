//! Promises: the page, noting one, and each change of its life.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use jiff::ToSpan;
use ledger::promise::PromiseId;
use ledger::touch::Side;

use super::app::App;
use super::fields::{Fields, Key};
use super::new;
use super::view::{Here, promises};
use crate::book::{NewPromise, Shown};
use crate::error::Error;

/// So many of the settled ones stand on the page.
const SETTLED_SHOWN: usize = 50;

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let all = look.book().promises(Shown::All)?;
        let (open, mut settled): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|pledge| pledge.promise.is_open());
        settled.truncate(SETTLED_SHOWN);
        let mut frame = look.frame("Promises", Here::Promises);
        frame.new_entry = "/new?kind=promise".to_owned();
        Ok((frame, promises::body(&open, &settled, look.day)))
    })
    .await
}

pub async fn make(State(app): State<App>, fields: Fields) -> Response<Body> {
    let typed = fields.clone();
    let made = app
        .call(fields, |hand| {
            let promise = NewPromise {
                person: hand.fields.person("person", hand.book())?,
                side: hand
                    .fields
                    .get("side")
                    .and_then(Side::from_id)
                    .unwrap_or(Side::Mine),
                what: hand.fields.get("what").unwrap_or_default().to_owned(),
                due: hand.fields.day("due")?,
            };
            Ok(hand.book().promise(&hand.stamp, &promise, hand.day)?.into())
        })
        .await;
    match made {
        Ok(response) => response,
        Err(error) => new::again(app, "promise", typed, error).await,
    }
}

pub async fn keep(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        Ok(hand
            .book()
            .keep(&hand.stamp, PromiseId(id), hand.day)?
            .into())
    })
    .await
}

pub async fn late(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        Ok(hand
            .book()
            .keep_late(&hand.stamp, PromiseId(id), hand.day)?
            .into())
    })
    .await
}

pub async fn release(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        Ok(hand
            .book()
            .release(&hand.stamp, PromiseId(id), hand.day)?
            .into())
    })
    .await
}

pub async fn break_promise(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        Ok(hand
            .book()
            .break_promise(&hand.stamp, PromiseId(id), hand.day)?
            .into())
    })
    .await
}

pub async fn renew(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        let due = hand
            .fields
            .day("due")?
            .ok_or_else(|| Error::refused("until which day?"))?;
        Ok(hand
            .book()
            .renew(&hand.stamp, PromiseId(id), hand.day, due)?
            .into())
    })
    .await
}

pub async fn hush(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        let until = hand
            .fields
            .day("until")?
            .unwrap_or(hand.day.saturating_add(1.days()));
        let why = hand.fields.get("why").unwrap_or_default();
        Ok(hand
            .book()
            .hush(&hand.stamp, PromiseId(id), until, why, hand.day)?
            .into())
    })
    .await
}
