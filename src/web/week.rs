//! The week's look back, choosing a focus, and looking back on one.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use ledger::Day;
use ledger::moment::Moment;

use super::app::App;
use super::fields::Fields;
use super::view::{Here, week};
use crate::error::{Error, Result};

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let of = look.query.day("of")?.unwrap_or(look.day).min(look.day);
        let seen = look.book().week(of, look.day)?;
        let library = crate::practice::library()?;
        let body = week::body(&seen, library, look.day);
        Ok((look.frame("The week", Here::Week), body))
    })
    .await
}

pub async fn focus(State(app): State<App>, uri: Uri, fields: Fields) -> Response<Body> {
    app.write(uri, fields, |hand| {
        let id = hand.fields.need("moment", "which moment?")?;
        let moment = Moment::from_id(id)
            .ok_or_else(|| Error::refused(format!("“{id}” is not in the chart of moments")))?;
        let week = named_week(&hand.fields)?;
        Ok(hand
            .book()
            .focus(&hand.stamp, moment, week, hand.day)?
            .into())
    })
    .await
}

pub async fn look_back(State(app): State<App>, uri: Uri, fields: Fields) -> Response<Body> {
    app.write(uri, fields, |hand| {
        let week = named_week(&hand.fields)?;
        let words = hand.fields.get("words").unwrap_or_default();
        Ok(hand
            .book()
            .look_back(&hand.stamp, week, words, hand.day)?
            .into())
    })
    .await
}

fn named_week(fields: &Fields) -> Result<Day> {
    fields
        .day("week")?
        .ok_or_else(|| Error::refused("of which week?"))
}
