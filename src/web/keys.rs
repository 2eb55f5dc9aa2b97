//! The page of keys, and the page for an address that leads nowhere.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};

use super::app::App;
use super::view::{Here, keys};
use crate::error::Error;

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        Ok((look.frame("Keys", Here::Nowhere), keys::body()))
    })
    .await
}

pub async fn nowhere(State(app): State<App>) -> Response<Body> {
    app.refused(&Error::not_found("there is no such page"), None)
}
