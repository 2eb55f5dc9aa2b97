//! The inbox, and a person's standing: accepted, ignored, waiting, merged with another.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use ledger::person::PersonId;

use super::app::App;
use super::fields::{Fields, Key};
use super::hand::Done;
use super::new::known_names;
use super::view::Here;
use super::view::inbox::{AT_ONCE, body};

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
            body(&waiting, all, &names, look.day),
        ))
    })
    .await
}

pub async fn accept(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        Ok(hand.book().accept_person(&hand.stamp, PersonId(id))?.into())
    })
    .await
}

pub async fn ignore(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        Ok(hand.book().ignore_person(&hand.stamp, PersonId(id))?.into())
    })
    .await
}

pub async fn wait(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        Ok(hand.book().wait_person(&hand.stamp, PersonId(id))?.into())
    })
    .await
}

pub async fn merge(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        let into = hand.fields.person("into", hand.book())?;
        let written = hand.book().merge(&hand.stamp, PersonId(id), into)?;
        // The page of the one merged is gone; the other's holds both histories.
        let gone = hand.fields.back().contains(&id.to_string());
        Ok(if gone {
            Done::at(format!("/people/{}", into.0), &written)
        } else {
            written.into()
        })
    })
    .await
}

pub async fn unmerge(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        Ok(hand.book().unmerge(&hand.stamp, PersonId(id))?.into())
    })
    .await
}
