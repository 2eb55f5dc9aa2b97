//! Settings: the owner's addresses and the weights.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{Response, Uri};

use super::app::{App, apart};
use super::fields::Fields;
use super::hand::Done;
use super::view::refusal::Typed;
use super::view::settings::{Choices, body, zone_asked};
use super::view::{Frame, Here};
use crate::book::{Place, zone_named};
use crate::error::Error;

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let owner = look.book().owner()?;
        let body = body(&Choices {
            owner: owner.as_ref().map(|owner| owner.person.name.as_str()),
            addresses: &look.book().owner_handles()?,
            place: &lies(look.book().place()),
            zone: look.book().zone().iana_name().unwrap_or("UTC"),
            weights: &look.book().weights()?,
        });
        Ok((look.frame("Settings", Here::Settings), body))
    })
    .await
}

/// Another time zone: first what it would change, and on a second press the change.
pub async fn zone(State(app): State<App>, uri: Uri, fields: Fields) -> Response<Body> {
    if fields.get("sure").is_some() {
        return app
            .write(uri, fields, |hand| {
                let zone = zone_named(hand.fields.need("zone", "which time zone?")?)?;
                let done = hand.book().set_zone(&hand.stamp, &zone)?;
                Ok(Done::at("/settings", &done))
            })
            .await;
    }
    let book = app.book().clone();
    let typed = fields.get("zone").unwrap_or_default().to_owned();
    let looked = apart(move || {
        let zone = zone_named(&typed)?;
        let moved = book.moving(&zone)?;
        Ok((book.zone(), zone, moved))
    });
    match looked.await {
        Ok((before, zone, moved)) => {
            let frame = Frame::new("Time zone", Here::Settings, "/settings");
            app.answered(&frame, &zone_asked(&before, &zone, &moved))
        }
        Err(error) => {
            let typed = Typed {
                action: uri.path(),
                back: "/settings",
                fields: fields.typed(),
            };
            app.refused(&error, Some(&typed))
        }
    }
}

/// Where the book is, without the word that opens a server.
fn lies(place: &Place) -> String {
    match place {
        Place::File(path) => path.display().to_string(),
        Place::Postgres { url, name } => {
            let server = url.rsplit_once('@').map_or_else(
                || url.split("://").nth(1).unwrap_or(""),
                |(_, server)| server,
            );
            format!(
                "{name}, on PostgreSQL at {}",
                server.split('?').next().unwrap_or_default()
            )
        }
    }
}

pub async fn owner(State(app): State<App>, uri: Uri, fields: Fields) -> Response<Body> {
    app.write(uri, fields, |hand| {
        let name = hand.fields.need("name", "what is your name?")?;
        let addresses: Vec<String> = addresses(hand.fields.get("addresses").unwrap_or_default());
        Ok(hand
            .book()
            .name_owner(&hand.stamp, name, &addresses)?
            .into())
    })
    .await
}

/// Addresses typed with lines, commas or blanks between them.
pub fn addresses(text: &str) -> Vec<String> {
    text.split([',', ';', '\n', '\r', ' ', '\t'])
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

pub async fn weigh(
    State(app): State<App>,
    Path(id): Path<String>,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        let text = hand.fields.need("value", "how much?")?;
        let value: f64 = text.replace(',', ".").parse().map_err(|_| {
            Error::refused(format!("“{text}” is not a number")).hint("write it as 1.25")
        })?;
        Ok(hand.book().set_weight(&hand.stamp, &id, value)?.into())
    })
    .await
}

pub async fn reset(
    State(app): State<App>,
    Path(id): Path<String>,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        Ok(hand.book().reset_weight(&hand.stamp, &id)?.into())
    })
    .await
}
