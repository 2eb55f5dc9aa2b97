//! A day planned in person: its page, planning it, calling it off.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use ledger::circle::CircleId;
use ledger::walk_around::WalkAroundId;

use super::app::App;
use super::fields::{Fields, Key};
use super::hand::Done;
use super::view::{Here, walk_around};
use crate::error::Error;

pub async fn show(State(app): State<App>, Key(id): Key, uri: Uri) -> Response<Body> {
    app.show(uri, move |look| {
        let outing = look.book().walk_around(WalkAroundId(id), look.day)?;
        let title = outing.planned.place.clone();
        Ok((
            look.frame(title, Here::People),
            walk_around::body(&outing, look.day, &look.back),
        ))
    })
    .await
}

pub async fn plan(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        let on = hand
            .fields
            .day("day")?
            .ok_or_else(|| Error::refused("on which day?"))?;
        let done = hand
            .book()
            .plan_walk_around(&hand.stamp, CircleId(id), on, hand.day)?;
        Ok(Done::at(format!("/walk-arounds/{}", done.subject), &done))
    })
    .await
}

pub async fn call_off(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        let done = hand.book().call_off(&hand.stamp, WalkAroundId(id))?;
        Ok(Done::at("/circles", &done))
    })
    .await
}
