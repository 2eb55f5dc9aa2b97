//! The owner's profile: what they tell of themselves, so that common ground can be found.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};

use super::app::App;
use super::details::new_detail;
use super::fields::Fields;
use super::view::{Here, profile};
use crate::book::Which;

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let owner = look.book().owner()?.map(|owner| owner.person.name);
        let details = look.book().details(None, Which::Standing, look.day)?;
        let frame = look.frame("Your profile", Here::Settings);
        let page = profile::body(owner.as_deref(), &details, look.day, look.folds());
        Ok((frame, page))
    })
    .await
}

pub async fn remember(State(app): State<App>, uri: Uri, fields: Fields) -> Response<Body> {
    app.write(uri, fields, |hand| {
        let new = new_detail(hand, None)?;
        Ok(hand.book().remember(&hand.stamp, &new, hand.day)?.into())
    })
    .await
}
