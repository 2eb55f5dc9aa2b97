//! Reminders: when and how, and how the last digests stand. The mail server is not set here: it
//! holds a password and perhaps a command, and this door has no login.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use ledger::Day;
use ledger::reminder::{Channel, QuietDays, Wanted, hour};

use super::app::App;
use super::fields::Fields;
use super::hand::Done;
use super::view::Here;
use super::view::reminders::{Standing, body};
use crate::error::{Error, Result};

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let book = look.book();
        let server = book.mail_server()?;
        let body = body(&Standing {
            wanted: &book.reminders()?,
            digests: &book.digests(look.day)?,
            undelivered: &book.undelivered(look.day)?,
            mail: server.as_ref(),
            feed: book.feed_secret()?.as_deref(),
            zone: &book.zone(),
            day: look.day,
        });
        Ok((look.frame("Reminders", Here::Settings), body))
    })
    .await
}

pub async fn change(State(app): State<App>, uri: Uri, fields: Fields) -> Response<Body> {
    app.write(uri, fields, |hand| {
        let wanted = typed(&hand.fields)?;
        let mail = wanted.channels.contains(&Channel::Mail);
        if mail && hand.book().mail_server()?.is_none() {
            return Err(Error::refused("no mail server is named yet")
                .hint("it is named at the command line: troth reminders mail --server HOST"));
        }
        let done = hand.book().set_reminders(&hand.stamp, wanted);
        let done = done.map_err(|error| error.hint("for an hour at night, tick “at night”"))?;
        Ok(done.into())
    })
    .await
}

pub async fn renew(State(app): State<App>, uri: Uri, fields: Fields) -> Response<Body> {
    app.write(uri, fields, |hand| {
        hand.book().renew_feed(&hand.stamp)?;
        Ok(Done::nothing("/reminders#calendar"))
    })
    .await
}

fn typed(fields: &Fields) -> Result<Wanted> {
    let at = fields.need("at", "at which hour?")?;
    // A browser may send seconds as well.
    let minutes = at.get(..5).unwrap_or(at);
    let at = hour(minutes)
        .ok_or_else(|| Error::refused(format!("“{at}” is not an hour")).hint("write it as 7:30"))?;
    Ok(Wanted {
        at,
        channels: fields.all("channel").filter_map(Channel::from_id).collect(),
        nights: fields.get("nights").is_some(),
        weekends: fields.get("weekends").is_some(),
        quiet: quiet(fields.day("quiet_from")?, fields.day("quiet_until")?)?,
    })
}

/// One end alone is one day.
fn quiet(from: Option<Day>, until: Option<Day>) -> Result<Option<QuietDays>> {
    let Some(one) = from.or(until) else {
        return Ok(None);
    };
    let days = QuietDays::new(from.unwrap_or(one), until.unwrap_or(one))?;
    Ok(Some(days))
}
