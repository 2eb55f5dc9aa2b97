//! The morning page, and what becomes of its moves.

use std::collections::HashMap;

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use jiff::ToSpan;
use ledger::person::{PersonId, Standing};

use super::app::App;
use super::fields::{Fields, Key};
use super::hand::Look;
use super::view::today::{self, Filled, Morning};
use super::view::{Here, say};
use crate::book::{Door, Filter, Shown, Stamp};
use crate::error::Result;
use crate::practice::library;

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let plan = look.book().today(look.day)?;
        if look
            .book()
            .shown(&Stamp::now(Door::Web), look.day, &plan)?
            .is_some()
        {
            look.app.written();
        }
        let open = look.book().promises(Shown::Open)?;
        let promises: HashMap<_, _> = open
            .into_iter()
            .map(|pledge| (pledge.promise.id, pledge.promise))
            .collect();
        let book = if plan.moves.is_empty() {
            filled(look)?
        } else {
            Filled::Some
        };
        let focus = look.book().focus_of(look.day)?;
        let body = today::body(&Morning {
            plan: &plan,
            promises: &promises,
            book,
            focus: focus.as_ref(),
            library: library()?,
        });
        Ok((look.frame(say::long(look.day), Here::Today), body))
    })
    .await
}

fn filled(look: &Look) -> Result<Filled> {
    let none = |standing| -> Result<bool> {
        Ok(look
            .book()
            .people(&Filter {
                text: None,
                standing,
            })?
            .is_empty())
    };
    Ok(
        match (none(Standing::Accepted)?, none(Standing::Waiting)?) {
            (false, _) => Filled::Some,
            (true, false) => Filled::OnlyWaiting,
            (true, true) => Filled::Empty,
        },
    )
}

pub async fn done(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        Ok(hand
            .book()
            .done(&hand.stamp, PersonId(id), hand.day)?
            .into())
    })
    .await
}

pub async fn put_off(
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
            .snooze(&hand.stamp, PersonId(id), until, why, hand.day)?
            .into())
    })
    .await
}

pub async fn not_needed(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        Ok(hand
            .book()
            .not_needed(&hand.stamp, PersonId(id), hand.day)?
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
            .hush_matter(&hand.stamp, id, until, why, hand.day)?
            .into())
    })
    .await
}
