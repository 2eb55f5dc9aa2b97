//! For how long things are kept: the rules, what would go today, and letting it go.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{Response, Uri};
use ledger::retention::Rule;

use super::app::App;
use super::fields::Fields;
use super::hand::Done;
use super::view::{Here, retention};
use crate::book::Swept;
use crate::error::Error;

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let rules = look.book().retention()?;
        let going = look.book().going(look.day)?;
        let swept = look.query.get("files").and_then(Swept::from_id);
        let frame = look.frame("How long things are kept", Here::Settings);
        Ok((frame, retention::body(&rules, &going, swept)))
    })
    .await
}

/// An empty number keeps it for good.
pub async fn set(
    State(app): State<App>,
    Path(id): Path<String>,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        let rule = Rule::from_id(&id).ok_or_else(|| Error::not_found("there is no such rule"))?;
        let kept = match hand.fields.get("value") {
            None => None,
            Some(text) => Some(text.parse().map_err(|_| {
                Error::refused(format!("“{text}” is not a number of {}", rule.unit()))
            })?),
        };
        Ok(hand.book().set_retention(&hand.stamp, rule, kept)?.into())
    })
    .await
}

pub async fn apply(State(app): State<App>, uri: Uri, fields: Fields) -> Response<Body> {
    app.write(uri, fields, |hand| {
        if hand.app.looks_at_another_day() {
            return Err(Error::refused(
                "on another day it is only looked at what would go; letting it go is not taken back",
            ));
        }
        let retained = hand.book().retain(&hand.stamp, hand.day)?;
        let to = format!("/retention?files={}", hand.book().sweep()?.id());
        Ok(match retained {
            Some((written, _)) => Done::at(to, &written),
            None => Done::nothing(to),
        })
    })
    .await
}

/// Once no other program has the book open, what it kept of deleted rows is cleared.
pub async fn clear(State(app): State<App>, uri: Uri, fields: Fields) -> Response<Body> {
    app.write(uri, fields, |hand| {
        let swept = hand.book().sweep()?;
        Ok(Done::nothing(format!("/retention?files={}", swept.id())))
    })
    .await
}
