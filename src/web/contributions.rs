//! Contributions: noting something good somebody did, thanking for it, crediting it before others.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use ledger::contribution::ContributionId;

use super::app::App;
use super::concerns::touch;
use super::fields::{Fields, Key};
use crate::book::{NewContribution, Thanks};

pub async fn saw(State(app): State<App>, uri: Uri, fields: Fields) -> Response<Body> {
    app.write(uri, fields, |hand| {
        let thanks = match hand.fields.get("thanked") {
            Some(_) => Thanks::ThereAndThen,
            None => Thanks::StillToCome,
        };
        let seen = NewContribution {
            person: hand.fields.person("person", hand.book())?,
            what: hand.fields.get("what").unwrap_or_default().to_owned(),
            touch: touch(&hand.fields),
            thanks,
        };
        let day = hand.fields.day("day")?.unwrap_or(hand.day);
        Ok(hand.book().saw(&hand.stamp, &seen, day)?.into())
    })
    .await
}

pub async fn thank(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        Ok(hand
            .book()
            .thank(&hand.stamp, ContributionId(id), hand.day)?
            .into())
    })
    .await
}

pub async fn credit(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        let before = hand.fields.get("before").unwrap_or_default();
        Ok(hand
            .book()
            .credit(&hand.stamp, ContributionId(id), before, hand.day)?
            .into())
    })
    .await
}
