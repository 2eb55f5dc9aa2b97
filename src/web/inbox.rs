//! The inbox, and a person's standing: accepted, ignored, waiting, merged with another.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use ledger::person::PersonId;
use uuid::Uuid;

use super::app::App;
use super::hand::{Done, Hand};
use super::new::known_names;
use super::view::Here;
use super::view::inbox::{AT_ONCE, Shelf, body};
use crate::book::Written;
use crate::error::Result;

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let mut waiting = look.book().inbox()?;
        let all = waiting.len();
        waiting.truncate(AT_ONCE);
        for known in &mut waiting {
            known.handles = look.book().person(known.person.id)?.handles;
        }
        let names = known_names(look.book())?;
        Ok((
            look.frame("Inbox", Here::Inbox),
            body(&Shelf {
                waiting: &waiting,
                all,
                alike: look.book().how_many_alike()?,
                names: &names,
                day: look.day,
            }),
        ))
    })
    .await
}

pub fn accept(hand: &Hand, id: Uuid) -> Result<Written> {
    hand.book().accept_person(&hand.stamp, PersonId(id))
}

pub fn ignore(hand: &Hand, id: Uuid) -> Result<Written> {
    hand.book().ignore_person(&hand.stamp, PersonId(id))
}

pub fn wait(hand: &Hand, id: Uuid) -> Result<Written> {
    hand.book().wait_person(&hand.stamp, PersonId(id))
}

pub fn merge(hand: &Hand, id: Uuid) -> Result<Done> {
    let into = hand.fields.person("into", hand.book())?;
    let written = hand.book().merge(&hand.stamp, PersonId(id), into)?;
    // The page of the one merged is gone; the other's holds both histories.
    let gone = hand.fields.back().contains(&id.to_string());
    Ok(if gone {
        Done::at(format!("/people/{}", into.0), &written)
    } else {
        written.into()
    })
}

pub fn unmerge(hand: &Hand, id: Uuid) -> Result<Written> {
    hand.book().unmerge(&hand.stamp, PersonId(id))
}
