//! Concerns: the list, noting one, looking again, offering help, easing.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use ledger::concern::ConcernId;
use uuid::Uuid;

use super::app::{App, apart};
use super::details::question;
use super::fields::Fields;
use super::hand::Hand;
use super::new::known_names;
use super::view::refusal::Typed;
use super::view::{Here, concerns};
use crate::book::{NewConcern, Written};
use crate::error::{Error, Result};

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let body = concerns::body(&concerns::Shelf {
            concerns: &look.book().concerns(look.day)?,
            names: &known_names(look.book())?,
            day: look.day,
        });
        Ok((look.frame("Concerns", Here::People), body))
    })
    .await
}

/// A concern often speaks of what had better be sealed, and is asked about like any note.
pub async fn raise(State(app): State<App>, uri: Uri, fields: Fields) -> Response<Body> {
    if fields.get("change").is_some() {
        let typed: Vec<_> = fields.typed().to_vec();
        let typed: Vec<_> = typed
            .into_iter()
            .filter(|(name, _)| name != "change")
            .collect();
        let error = Error::refused("nothing is noted yet").hint("say it in other words here");
        let typed = Typed {
            action: uri.path(),
            back: fields.back(),
            fields: &typed,
        };
        return app.refused(&error, Some(&typed));
    }
    let (book, named) = (app.book().clone(), fields.clone());
    let person = apart(move || named.person("person", &book)).await;
    if let Ok(person) = person
        && let Some(question) = question(&app, person, &uri, &fields).await
    {
        return question;
    }
    app.write(uri, fields, |hand| {
        let concern = NewConcern {
            person: hand.fields.person("person", hand.book())?,
            what: hand.fields.get("what").unwrap_or_default().to_owned(),
            check_on: hand.fields.day("check")?,
            touch: hand.fields.touch()?,
        };
        let written = hand.book().raise_concern(&hand.stamp, &concern, hand.day)?;
        Ok(written.into())
    })
    .await
}

pub fn look_again(hand: &Hand, id: Uuid) -> Result<Written> {
    let check = hand.fields.day("check")?;
    hand.book()
        .look_again(&hand.stamp, ConcernId(id), hand.day, check)
}

pub fn offer_help(hand: &Hand, id: Uuid) -> Result<Written> {
    let check = hand.fields.day("check")?;
    hand.book()
        .offer_help(&hand.stamp, ConcernId(id), hand.day, check)
}

pub fn ease(hand: &Hand, id: Uuid) -> Result<Written> {
    hand.book().ease(&hand.stamp, ConcernId(id), hand.day)
}
