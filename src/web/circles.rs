//! Circles: the list, one of them, and each change.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use ledger::cadence::Cadence;
use ledger::circle::{CircleId, Kind};
use ledger::person::PersonId;
use uuid::Uuid;

use super::app::App;
use super::fields::{Fields, Key};
use super::hand::{Done, Hand};
use super::new;
use super::view::Here;
use super::view::circles::{self, Sheet};
use crate::book::CircleChange;
use crate::error::Result;

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let book = look.book();
        let body = circles::body(&circles::Shelf {
            circles: &book.circles(look.day)?,
            planned: &book.walk_arounds(look.day)?,
            happened: &book.happenings(look.day)?,
            names: &new::known_names(book)?,
            day: look.day,
        });
        Ok((look.frame("Circles", Here::People), body))
    })
    .await
}

pub async fn one(State(app): State<App>, Key(id): Key, uri: Uri) -> Response<Body> {
    app.show(uri, move |look| {
        let book = look.book();
        let company = book.company(CircleId(id), look.day)?;
        let planned = book.walk_arounds(look.day)?;
        let here = planned
            .into_iter()
            .filter(|outing| outing.circle == CircleId(id));
        let body = circles::one(&Sheet {
            company: &company,
            planned: &here.collect::<Vec<_>>(),
            names: &new::known_names(book)?,
            day: look.day,
            back: &look.back,
        });
        Ok((look.frame(&company.circle.name, Here::People), body))
    })
    .await
}

pub async fn make(State(app): State<App>, uri: Uri, fields: Fields) -> Response<Body> {
    app.write(uri, fields, |hand| {
        let mut change = CircleChange {
            name: Some(
                hand.fields
                    .need("name", "what is the circle called?")?
                    .to_owned(),
            ),
            kind: hand.fields.get("kind").and_then(Kind::from_id),
            rhythm: hand.fields.get("rhythm").map(rhythm).transpose()?,
            ..CircleChange::default()
        };
        if hand.fields.get("people").is_some() {
            change.add = hand.fields.people("people", hand.book())?;
        }
        let made = hand.book().make_circle(&hand.stamp, &change)?;
        Ok(Done::at(format!("/circles/{}", made.subject), &made))
    })
    .await
}

/// Its name, kind and rhythm, as the form shows them.
pub async fn change(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        let fields = &hand.fields;
        let said = |name: &str| !fields.is_as_it_was(name);
        let name = fields.need("name", "what is the circle called?")?;
        let mut change = CircleChange {
            name: said("name").then(|| name.to_owned()),
            ..CircleChange::default()
        };
        if said("kind") {
            change.kind = fields.get("kind").and_then(Kind::from_id);
        }
        if said("rhythm") {
            change.rhythm = Some(fields.get("rhythm").map(Cadence::parse).transpose()?);
        }
        changed(hand, id, &change)
    })
    .await
}

pub async fn add(State(app): State<App>, Key(id): Key, uri: Uri, fields: Fields) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        let change = CircleChange {
            add: hand.fields.people("people", hand.book())?,
            ..CircleChange::default()
        };
        changed(hand, id, &change)
    })
    .await
}

pub async fn part(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        let change = CircleChange {
            part: hand.fields.people("person", hand.book())?,
            ..CircleChange::default()
        };
        changed(hand, id, &change)
    })
    .await
}

/// From a person's page: into the circle chosen, or a new one by its name.
pub async fn join(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        let name = hand.fields.need("circle", "into which circle?")?;
        let mut change = CircleChange {
            add: vec![PersonId(id)],
            ..CircleChange::default()
        };
        let known = hand.book().circle_names()?;
        let found = known
            .iter()
            .find(|(_, called)| called.eq_ignore_ascii_case(name));
        if let Some((circle, _)) = found {
            return changed(hand, circle.0, &change);
        }
        change.name = Some(name.to_owned());
        Ok(hand.book().make_circle(&hand.stamp, &change)?.into())
    })
    .await
}

pub async fn disband(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        let done = hand.book().disband(&hand.stamp, CircleId(id))?;
        Ok(Done::at("/circles", &done))
    })
    .await
}

pub async fn happened(State(app): State<App>, uri: Uri, fields: Fields) -> Response<Body> {
    app.write(uri, fields, |hand| {
        let what = hand.fields.need("what", "what happened?")?;
        let day = hand.past_day("day")?;
        Ok(hand.book().happened(&hand.stamp, what, day)?.into())
    })
    .await
}

fn changed(hand: &Hand, id: Uuid, change: &CircleChange) -> Result<Done> {
    Ok(hand
        .book()
        .change_circle(&hand.stamp, CircleId(id), change)?
        .into())
}

fn rhythm(text: &str) -> Result<Option<Cadence>> {
    Ok(Some(Cadence::parse(text)?))
}
