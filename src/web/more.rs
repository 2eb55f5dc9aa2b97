//! The page of all pages.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};

use super::app::App;
use super::view::{Here, places};

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        Ok((look.frame("All pages", Here::More), places::body()))
    })
    .await
}
