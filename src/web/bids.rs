//! Bids: noting that somebody reached out, and whether it was answered or missed.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use ledger::bid::{BidId, Outcome};
use uuid::Uuid;

use super::app::App;
use super::fields::Fields;
use super::hand::Hand;
use crate::book::{NewBid, Written};
use crate::error::Result;

pub async fn note(State(app): State<App>, uri: Uri, fields: Fields) -> Response<Body> {
    app.write(uri, fields, |hand| {
        let new = NewBid {
            person: hand.fields.person("person", hand.book())?,
            what: hand.fields.get("what").unwrap_or_default().to_owned(),
            touch: hand.fields.touch()?,
            outcome: hand.fields.get("outcome").and_then(Outcome::from_id),
        };
        Ok(hand.book().note_bid(&hand.stamp, &new, hand.day)?.into())
    })
    .await
}

pub fn answer(hand: &Hand, id: Uuid) -> Result<Written> {
    hand.book().answer_bid(&hand.stamp, BidId(id), hand.day)
}

pub fn miss(hand: &Hand, id: Uuid) -> Result<Written> {
    hand.book().miss_bid(&hand.stamp, BidId(id), hand.day)
}
