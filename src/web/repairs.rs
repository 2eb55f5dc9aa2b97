//! What is to be mended: the list, one page with its path, noting harm, and taking a step.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use ledger::breach::{BreachId, Kind, Size, Taking};
use ledger::person::PersonId;
use ledger::promise::PromiseId;
use ledger::touch::Side;
use uuid::Uuid;

use super::app::App;
use super::fields::{Fields, Key};
use super::hand::{Done, Hand};
use super::view::{Here, repair};
use crate::book::{NewBreach, Written};
use crate::error::{Error, Result};

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let all = look.book().repairs(look.day)?;
        let (open, over): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|repair| repair.stage.is_open());
        Ok((
            look.frame("To mend", Here::Promises),
            repair::list(&open, &over, look.day),
        ))
    })
    .await
}

pub async fn one(State(app): State<App>, Key(id): Key, uri: Uri) -> Response<Body> {
    app.show(uri, move |look| {
        let found = look.book().repair_of(BreachId(id), look.day)?;
        let course = look.book().course_of(&found, look.day)?;
        let body = repair::body(&found, &course, look.day, &look.back);
        Ok((look.frame(&found.breach.what, Here::Promises), body))
    })
    .await
}

pub fn note(hand: &Hand, id: Uuid) -> Result<Done> {
    let fields = &hand.fields;
    let day = hand.past_day("day")?;
    let new = NewBreach {
        person: PersonId(id),
        side: fields
            .get("side")
            .and_then(Side::from_id)
            .ok_or_else(|| Error::refused("who did it: you, or they?"))?,
        kind: fields
            .get("kind")
            .and_then(Kind::from_id)
            .ok_or_else(|| Error::refused("was it a slip, a broken promise or a deception?"))?,
        size: size(fields)?,
        what: fields.get("what").unwrap_or_default().to_owned(),
        promise: fields
            .get("promise")
            .and_then(|text| Uuid::parse_str(text).ok())
            .map(PromiseId),
    };
    let written = hand.book().breach(&hand.stamp, &new, day)?;
    Ok(Done::at(format!("/repairs/{}", written.subject), &written))
}

fn size(fields: &Fields) -> Result<Size> {
    fields
        .get("size")
        .and_then(|text| text.parse().ok())
        .and_then(Size::of)
        .ok_or_else(|| {
            Error::refused("how much harm did it do: slight, painful, serious or grave?")
        })
}

pub fn take(hand: &Hand, id: Uuid) -> Result<Written> {
    let amends = hand.fields.get("amends").unwrap_or_default();
    let taking = match hand.fields.get("step") {
        Some("acknowledge") => Taking::Acknowledge,
        Some("own") => Taking::Own,
        Some("amend") => Taking::Amend(amends.to_owned()),
        Some("say") => Taking::Say,
        Some("let-go") => Taking::LetGo,
        _ => return Err(Error::refused("which step?")),
    };
    hand.book()
        .repair(&hand.stamp, BreachId(id), &taking, hand.day)
}
