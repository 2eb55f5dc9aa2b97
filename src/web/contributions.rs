//! Contributions: the list, noting something good somebody did, thanking for it, crediting it before others.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use ledger::contribution::ContributionId;

use uuid::Uuid;

use super::app::App;
use super::fields::Fields;
use super::hand::Hand;
use super::new::known_names;
use super::view::{Here, contributions};
use crate::book::{NewContribution, Thanks, Written};
use crate::error::Result;

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let body = contributions::body(&contributions::Shelf {
            contributions: &look.book().contributions(look.day)?,
            names: &known_names(look.book())?,
            day: look.day,
        });
        Ok((look.frame("Contributions", Here::People), body))
    })
    .await
}

pub async fn saw(State(app): State<App>, uri: Uri, fields: Fields) -> Response<Body> {
    app.write(uri, fields, |hand| {
        let thanks = match hand.fields.get("thanked") {
            Some(_) => Thanks::ThereAndThen,
            None => Thanks::StillToCome,
        };
        let seen = NewContribution {
            person: hand.fields.person("person", hand.book())?,
            what: hand.fields.get("what").unwrap_or_default().to_owned(),
            touch: hand.fields.touch()?,
            thanks,
        };
        let day = hand.past_day("day")?;
        Ok(hand.book().saw(&hand.stamp, &seen, day)?.into())
    })
    .await
}

pub fn thank(hand: &Hand, id: Uuid) -> Result<Written> {
    hand.book().thank(&hand.stamp, ContributionId(id), hand.day)
}

pub fn credit(hand: &Hand, id: Uuid) -> Result<Written> {
    let before = hand.fields.get("before").unwrap_or_default();
    hand.book()
        .credit(&hand.stamp, ContributionId(id), before, hand.day)
}
