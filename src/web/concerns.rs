//! Concerns: noting one, looking again, offering help, easing.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use ledger::concern::ConcernId;
use ledger::touch::TouchId;
use uuid::Uuid;

use super::app::App;
use super::fields::{Fields, Key};
use crate::book::NewConcern;

pub async fn raise(State(app): State<App>, uri: Uri, fields: Fields) -> Response<Body> {
    app.write(uri, fields, |hand| {
        let concern = NewConcern {
            person: hand.fields.person("person", hand.book())?,
            what: hand.fields.get("what").unwrap_or_default().to_owned(),
            check_on: hand.fields.day("check")?,
            touch: touch(&hand.fields),
        };
        let written = hand.book().raise_concern(&hand.stamp, &concern, hand.day)?;
        Ok(written.into())
    })
    .await
}

pub async fn look_again(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        let check = hand.fields.day("check")?;
        Ok(hand
            .book()
            .look_again(&hand.stamp, ConcernId(id), hand.day, check)?
            .into())
    })
    .await
}

pub async fn offer_help(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        let check = hand.fields.day("check")?;
        Ok(hand
            .book()
            .offer_help(&hand.stamp, ConcernId(id), hand.day, check)?
            .into())
    })
    .await
}

pub async fn ease(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        Ok(hand
            .book()
            .ease(&hand.stamp, ConcernId(id), hand.day)?
            .into())
    })
    .await
}

/// The touch a thing was noted in, where the form names one.
pub(super) fn touch(fields: &Fields) -> Option<TouchId> {
    let text = fields.get("touch")?;
    Uuid::parse_str(text).ok().map(TouchId)
}
