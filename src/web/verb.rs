//! The shape of most writing routes: one press, one verb, about the one thing its address names.

use axum::extract::State;
use axum::http::Uri;
use axum::routing::{MethodRouter, post};
use uuid::Uuid;

use super::app::App;
use super::fields::{Fields, Key};
use super::hand::{Done, Hand};
use crate::error::Result;

/// A route that calls one verb and leads back to where the form was, with a line to undo beside it.
pub fn verb<T: Into<Done> + 'static>(call: fn(&Hand, Uuid) -> Result<T>) -> MethodRouter<App> {
    post(
        async move |State(app): State<App>, Key(id): Key, uri: Uri, fields: Fields| {
            app.write(uri, fields, move |hand| Ok(call(hand, id)?.into()))
                .await
        },
    )
}
