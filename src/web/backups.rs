//! The backups Troth keeps: how old and how large they are, making one now, where and how many are kept.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use ledger::backup::Wanted;

use super::app::App;
use super::fields::Fields;
use super::hand::Done;
use super::view::Here;
use super::view::backups::{Standing, body};
use crate::clock;
use crate::error::{Error, Result};

const HERE: &str = "/backups";

/// Made anew each time: a backup is no write to the book.
pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show_fresh(uri, |look| {
        let body = body(&Standing {
            backups: &look.book().backups()?,
            failed: look.book().backup_failed(look.day)?.as_deref(),
            zone: &look.book().zone(),
            day: look.day,
            now: clock::now(),
        });
        Ok((look.frame("Backups", Here::Settings), body))
    })
    .await
}

pub async fn make(State(app): State<App>, uri: Uri, fields: Fields) -> Response<Body> {
    app.write(uri, fields, |hand| {
        hand.book().keep_backup(clock::now())?;
        Ok(Done::nothing(HERE))
    })
    .await
}

/// One is made, and every one from before is deleted.
pub async fn anew(State(app): State<App>, uri: Uri, fields: Fields) -> Response<Body> {
    app.write(uri, fields, |hand| {
        hand.book().replace_backups(clock::now())?;
        Ok(Done::nothing(HERE))
    })
    .await
}

pub async fn change(State(app): State<App>, uri: Uri, fields: Fields) -> Response<Body> {
    app.write(uri, fields, |hand| {
        let wanted = typed(&hand.fields)?;
        Ok(hand.book().set_backups(&hand.stamp, wanted)?.into())
    })
    .await
}

fn typed(fields: &Fields) -> Result<Wanted> {
    let number = |name: &str| -> Result<u32> {
        let text = fields.need(name, "how many?")?;
        text.parse()
            .map_err(|_| Error::refused(format!("“{text}” is not a number")))
    };
    Ok(Wanted {
        off: fields.get("kept").is_none(),
        place: fields.get("place").map(str::to_owned),
        daily: number("daily")?,
        weekly: number("weekly")?,
        times: number("times")?,
    })
}
