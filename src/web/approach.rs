//! How somebody likes to be approached, changed from their page.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use ledger::approach::Approach;
use ledger::person::PersonId;
use ledger::touch::Medium;

use super::app::App;
use super::fields::{Fields, Key};

pub async fn change(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        let said = |name: &str| hand.fields.get(name).unwrap_or_default().to_owned();
        let known = Approach {
            medium: hand.fields.get("medium").and_then(Medium::from_id),
            time: said("time"),
            culture: said("culture"),
            style: said("style"),
        };
        let done = hand
            .book()
            .set_approach(&hand.stamp, PersonId(id), &known)?;
        Ok(done.into())
    })
    .await
}
