//! What people may ask of the book: everything it says about somebody on one page, and forgetting
//! them, shown before and confirmed by their whole name.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use ledger::person::PersonId;
use uuid::Uuid;

use super::app::App;
use super::fields::Key;
use super::hand::{Done, Hand};
use super::view::{Here, rights};
use crate::book::{Remaking, Swept};
use crate::clock;
use crate::error::Result;

pub async fn show(State(app): State<App>, Key(id): Key, uri: Uri) -> Response<Body> {
    app.show(uri, move |look| {
        let all = look.book().everything(PersonId(id))?;
        let frame = look.frame(format!("Everything about {}", all.name), Here::People);
        Ok((frame, rights::everything(&all, look.day)))
    })
    .await
}

pub async fn ask(State(app): State<App>, Key(id): Key, uri: Uri) -> Response<Body> {
    app.show(uri, move |look| {
        let leaving = look.book().leaving(PersonId(id), look.day)?;
        let runs_out = look.book().backups_run_out(look.day)?;
        let title = format!("Forget {}", leaving.person.person.name);
        Ok((
            look.frame(title, Here::People),
            rights::ask(&leaving, runs_out),
        ))
    })
    .await
}

pub fn forget(hand: &Hand, id: Uuid) -> Result<Done> {
    let typed = hand.fields.need(
        "name",
        "type their whole name: forgetting cannot be taken back",
    )?;
    let how = hand.fields.get("backups").and_then(Remaking::from_id);
    let leaver = hand.book().leaver(PersonId(id))?;
    hand.book()
        .forget(&hand.stamp, PersonId(id), typed, hand.day)?;
    let swept = hand.book().sweep()?;
    let how = how.unwrap_or_default();
    let cleared = hand.book().clear_backups(&leaver, how, clock::now())?;
    let backups = match (how, cleared.failed) {
        (_, Some(_)) => "failed",
        _ if hand.book().backups()?.all.is_empty() => "none",
        (how, None) => how.id(),
    };
    let to = format!("/forgotten?files={}&backups={backups}", swept.id());
    Ok(Done::nothing(to))
}

/// That somebody was forgotten, and what went; never who.
pub async fn forgotten(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let all = look.book().forgettings()?;
        let swept = look.query.get("files").and_then(Swept::from_id);
        let backups = look.query.get("backups");
        let body = rights::forgotten(&all, swept, backups, (&look.book().zone(), look.day));
        Ok((look.frame("Forgotten", Here::Settings), body))
    })
    .await
}
