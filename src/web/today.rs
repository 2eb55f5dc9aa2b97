//! The morning page, and what becomes of its moves.

use std::collections::HashMap;

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use ledger::person::{PersonId, Standing};
use ledger::today::{About, Plan};
use uuid::Uuid;

use super::app::App;
use super::hand::{Hand, Look};
use super::view::today::{self, Filled, Morning};
use super::view::{Here, say};
use crate::book::{Door, Filter, Stamp, Written};
use crate::error::Result;
use crate::practice::library;

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let plan = look.book().today(look.day)?;
        tell_that_it_was_shown(look, &plan)?;
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
        let body = today::body(&Morning {
            plan: &plan,
            promises: &promises,
            book,
            focus: focus.as_ref(),
            undelivered: &undelivered,
            backup_failed: backup_failed.as_deref(),
            library: library()?,
        });
        Ok((look.frame(say::long(look.day), Here::Today), body))
    })
    .await
}

/// What was on the page counts as told, unless another day than today is only looked at.
fn tell_that_it_was_shown(look: &Look, plan: &Plan) -> Result<()> {
    if look.app.looks_at_another_day() {
        return Ok(());
    }
    let shown = look.book().shown(&Stamp::now(Door::Web), look.day, plan)?;
    if shown.is_some() {
        look.app.written();
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
