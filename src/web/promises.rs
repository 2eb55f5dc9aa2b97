//! Promises: the page, noting one, and each change of its life.

use std::collections::HashMap;

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use ledger::progress::Heard;
use ledger::promise::PromiseId;
use ledger::touch::Side;
use maud::Markup;
use uuid::Uuid;

use super::app::App;
use super::fields::Fields;
use super::hand::{Hand, Look};
use super::new;
use super::view::{Here, promises};
use crate::book::{NewPromise, Part, Written};
use crate::error::{Error, Result};

/// So many of the settled ones stand on the page.
const SETTLED_SHOWN: usize = 50;

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let mut frame = look.frame("Promises", Here::Promises);
        frame.new_entry = "/new?kind=promise".to_owned();
        let part = match look.query.get("show") {
            Some("settled") => Some(Part::Settled),
            Some(side) => Side::from_id(side).map(Part::Open),
            None => None,
        };
        let body = match part {
            Some(part) => leaf(look, part)?,
            None => first(look)?,
        };
        Ok((frame, body))
    })
    .await
}

fn first(look: &Look) -> Result<Markup> {
    let book = look.book();
    let keeping = book.keeping(look.day)?;
    let waiting = book.waiting(look.day, promises::PRESSING)?;
    let mine = book.pledges(Part::Open(Side::Mine), 0, promises::FEW)?;
    let theirs = book.pledges(Part::Open(Side::Theirs), 0, promises::FEW)?;
    let settled = book.pledges(Part::Settled, 0, SETTLED_SHOWN)?;
    let slipping = keeping.slipping.iter().take(promises::PRESSING);
    let ids = slipping
        .map(|(pledge, _)| pledge)
        .chain(&mine.pledges)
        .map(|pledge| pledge.promise.id);
    let notes = book.progress_of(ids, look.day)?;
    Ok(promises::body(&promises::Sheet {
        keeping: &keeping,
        waiting: &waiting,
        mine: &mine,
        theirs: &theirs,
        settled: &settled,
        notes: &notes,
        day: look.day,
    }))
}

fn leaf(look: &Look, part: Part) -> Result<Markup> {
    let page = look.query.get("page").and_then(|page| page.parse().ok());
    let page: usize = page.unwrap_or(1).max(1);
    let from = (page - 1).saturating_mul(promises::ON_A_PAGE);
    let portion = look.book().pledges(part, from, promises::ON_A_PAGE)?;
    let ids = portion.pledges.iter().map(|pledge| pledge.promise.id);
    let notes = match part {
        Part::Open(Side::Mine) => look.book().progress_of(ids, look.day)?,
        _ => HashMap::new(),
    };
    Ok(promises::leaf(&promises::Leaf {
        part,
        portion: &portion,
        notes: &notes,
        page,
        back: &look.back,
        day: look.day,
    }))
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
            let (book, stamp) = (hand.book(), &hand.stamp);
            let written = match hand.fields.get("expectations") {
                Some(_) => book.promise_clearly(stamp, &promise, hand.day)?,
                None => book.promise(stamp, &promise, hand.day)?,
            };
            Ok(written.into())
        })
        .await;
    match made {
        Ok(response) => response,
        Err(error) => new::again(app, "promise", typed, error).await,
    }
}

pub fn keep(hand: &Hand, id: Uuid) -> Result<Written> {
    let on = hand.past_day("on")?;
    hand.book().keep(&hand.stamp, PromiseId(id), on)
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

pub fn progress(hand: &Hand, id: Uuid) -> Result<Written> {
    let what = hand.fields.get("what").unwrap_or_default();
    let heard = match hand.fields.get("told") {
        Some(_) => Heard::Told,
        None => Heard::KeptToMyself,
    };
    hand.book()
        .progress(&hand.stamp, PromiseId(id), what, heard, hand.day)
}

pub fn hush(hand: &Hand, id: Uuid) -> Result<Written> {
    let (until, why) = hand.put_off()?;
    hand.book()
        .hush(&hand.stamp, PromiseId(id), until, why, hand.day)
}
