//! The morning page, and what becomes of its moves.

use std::collections::{HashMap, HashSet};

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Response, Uri};
use ledger::person::{PersonId, Standing};
use ledger::today::About;
use maud::Markup;
use uuid::Uuid;

use super::app::{App, apart};
use super::fields::Fields;
use super::hand::{Hand, Look};
use super::view::today::{self, Filled, Morning, Telling};
use super::view::{Frame, Here, say};
use super::{answer, guard};
use crate::book::{Door, Filter, Stamp, Written};
use crate::error::Result;
use crate::practice::library;

/// Where the page says that it was looked at.
pub const SHOWN: &str = "/shown";

/// The page changes nothing by being asked for; what stands on it counts as shown when the page itself
/// says that somebody looks at it, or with the next form sent from it. Led to by another site, it does
/// not say so: nobody elsewhere makes a suggestion old.
pub async fn show(State(app): State<App>, headers: HeaderMap, uri: Uri) -> Response<Body> {
    if guard::comes_from_elsewhere(&headers) {
        return app
            .show_fresh(uri, |look| page(look, Telling::Nothing))
            .await;
    }
    app.show(uri, |look| page(look, Telling::WhatIsShown)).await
}

fn page(look: &Look, telling: Telling) -> Result<(Frame, Markup)> {
    let plan = look.book().today(look.day)?;
    let mut promises = HashMap::new();
    for shown in &plan.moves {
        if let About::Promise(id) = shown.about {
            promises.insert(id, look.book().pledge(id)?.promise);
        }
    }
    let book = if plan.moves.is_empty() {
        filled(look)?
    } else {
        Filled::Some
    };
    let focus = look.book().focus_of(look.day)?;
    let undelivered = look.book().undelivered(look.day)?;
    let backup_failed = look.book().backup_failed(look.day)?;
    let telling = match look.app.looks_at_another_day() {
        true => Telling::Nothing,
        false => telling,
    };
    let body = today::body(&Morning {
        plan: &plan,
        promises: &promises,
        book,
        focus: focus.as_ref(),
        undelivered: &undelivered,
        backup_failed: backup_failed.as_deref(),
        library: library()?,
        telling,
    });
    Ok((look.frame(say::long(look.day), Here::Today), body))
}

/// Somebody looks at the page: whom it suggests is named by it.
pub async fn shown(State(app): State<App>, fields: Fields) -> Response<Body> {
    let named: HashSet<PersonId> = fields
        .all("person")
        .filter_map(|text| Uuid::parse_str(text).ok().map(PersonId))
        .collect();
    let is_today = fields.day("day").is_ok_and(|day| day == Some(app.day()));
    if !is_today {
        return answer::nothing();
    }
    let at = app.clone();
    match apart(move || note_shown(&at, |person| named.contains(&person))).await {
        Ok(()) => answer::nothing(),
        Err(error) => app.refused(&error, None),
    }
}

/// A form was sent from the page, so it was looked at. That this could not be noted keeps nobody from
/// what they do: they are told by the form itself if the book cannot be written.
pub async fn told(app: &App) {
    let at = app.clone();
    if apart(move || note_shown(&at, |_| true)).await.is_err() {
        tracing::warn!("what was shown could not be noted");
    }
}

/// Unless another day than today is only looked at.
fn note_shown(app: &App, was_shown: impl Fn(PersonId) -> bool) -> Result<()> {
    if app.looks_at_another_day() {
        return Ok(());
    }
    let mut plan = app.book().today(app.day())?;
    plan.moves.retain(|one| was_shown(one.person));
    let shown = app.book().shown(&Stamp::now(Door::Web), app.day(), &plan)?;
    if shown.is_some() {
        app.written();
    }
    Ok(())
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

pub fn done(hand: &Hand, id: Uuid) -> Result<Written> {
    hand.book().done(&hand.stamp, PersonId(id), hand.day)
}

pub fn put_off(hand: &Hand, id: Uuid) -> Result<Written> {
    let (until, why) = hand.put_off()?;
    hand.book()
        .snooze(&hand.stamp, PersonId(id), until, why, hand.day)
}

pub fn not_needed(hand: &Hand, id: Uuid) -> Result<Written> {
    hand.book().not_needed(&hand.stamp, PersonId(id), hand.day)
}

pub fn hush(hand: &Hand, id: Uuid) -> Result<Written> {
    let (until, why) = hand.put_off()?;
    hand.book()
        .hush_matter(&hand.stamp, id, until, why, hand.day)
}
