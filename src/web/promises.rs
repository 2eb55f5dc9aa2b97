//! Promises: the page, noting one, and each change of its life.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use ledger::promise::PromiseId;
use ledger::touch::Side;
use uuid::Uuid;

use super::app::App;
use super::fields::Fields;
use super::hand::Hand;
use super::new;
use super::view::{Here, promises};
use crate::book::{NewPromise, Shown, Written};
use crate::error::{Error, Result};

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

pub fn keep(hand: &Hand, id: Uuid) -> Result<Written> {
    hand.book().keep(&hand.stamp, PromiseId(id), hand.day)
}

pub fn late(hand: &Hand, id: Uuid) -> Result<Written> {
    hand.book().keep_late(&hand.stamp, PromiseId(id), hand.day)
}

pub fn release(hand: &Hand, id: Uuid) -> Result<Written> {
    hand.book().release(&hand.stamp, PromiseId(id), hand.day)
}

pub fn break_promise(hand: &Hand, id: Uuid) -> Result<Written> {
    hand.book()
        .break_promise(&hand.stamp, PromiseId(id), hand.day)
}

pub fn renew(hand: &Hand, id: Uuid) -> Result<Written> {
    let due = hand
        .fields
        .day("due")?
        .ok_or_else(|| Error::refused("until which day?"))?;
    hand.book().renew(&hand.stamp, PromiseId(id), hand.day, due)
}

pub fn hush(hand: &Hand, id: Uuid) -> Result<Written> {
    let (until, why) = hand.put_off()?;
    hand.book()
        .hush(&hand.stamp, PromiseId(id), until, why, hand.day)
}
