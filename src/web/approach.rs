//! How somebody likes to be approached, changed from their page.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use ledger::approach::Change;
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
        let fields = &hand.fields;
        let said = |name: &str| {
            let said = fields.get(name).unwrap_or_default().to_owned();
            (!fields.is_as_it_was(name)).then_some(said)
        };
        let change = Change {
            medium: said("medium").map(|medium| Medium::from_id(&medium)),
            time: said("time"),
            culture: said("culture"),
            style: said("style"),
        };
        let done = hand
            .book()
            .change_approach(&hand.stamp, PersonId(id), &change)?;
        Ok(done.into())
    })
    .await
}
