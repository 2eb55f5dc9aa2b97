//! Who is who: one question after another, and its answer.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use ledger::alike::questions;
use ledger::person::PersonId;

use super::app::App;
use super::fields::{Fields, who};
use super::hand::Done;
use super::view::duplicates::{self, Asked};
use super::view::{Frame, Here};
use crate::book::Acquaintance;
use crate::error::{Error, Result};

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let found = look.book().duplicates()?;
        let all = questions(&found.asked);
        let at = look.query.get("at").and_then(|text| text.parse().ok());
        let at: usize = at.unwrap_or(0);
        let known = |people: &[PersonId]| -> Result<Vec<Acquaintance>> {
            people.iter().map(|id| look.book().person(*id)).collect()
        };
        let people = all.get(at).map(|now| known(&now.people)).transpose()?;
        let next = all
            .get(at + 1)
            .map(|next| known(&next.people))
            .transpose()?;
        let body = duplicates::body(&Asked {
            question: all.get(at),
            people: &people.unwrap_or_default(),
            next: &next.unwrap_or_default(),
            at,
            all: all.len(),
            day: look.day,
        });
        let here = duplicates::address(at);
        Ok((Frame::new("Who is who", Here::More, here), body))
    })
    .await
}

/// The people named are one, or they are not.
pub async fn answer(State(app): State<App>, uri: Uri, fields: Fields) -> Response<Body> {
    app.write(uri, fields, |hand| {
        let named = hand.fields.all("person").map(|text| who(text, hand.book()));
        let people = named.collect::<Result<Vec<PersonId>>>()?;
        if people.len() < 2 {
            return Err(Error::refused("who is the same as whom?").hint("tick two of them or more"));
        }
        let written = match hand.fields.get("answer") {
            Some("same") => hand.book().same(&hand.stamp, &people)?,
            Some("not-same") => hand.book().not_the_same(&hand.stamp, &people, hand.day)?,
            _ => return Err(Error::refused("are they the same person, or not?")),
        };
        Ok(Done::at(hand.fields.back(), &written))
    })
    .await
}
