//! Noting a confidence, and what becomes of one. What was typed is never lost: where the time to
//! have them open was over, the page comes back with it and asks for the passphrase.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Response, Uri};
use jiff::ToSpan;
use ledger::confidence::ConfidenceId;
use ledger::detail::DetailId;
use ledger::person::PersonId;
use uuid::Uuid;

use super::app::{App, apart};
use super::confidences::{begun, idle, keep, key_of, lid, trying, with_cookie};
use super::fields::{Fields, Key as At};
use super::hand::Done;
use super::opened::Browser;
use super::view::confidences::{Draft, Instead, form};
use super::view::{Frame, Here, Notice};
use crate::book::{Leaver, NewConfidence, Remaking, Stamp};
use crate::clock;
use crate::error::{Error, Kind, Result};
use crate::seal::{self, Key, Place, Secret, Told};

pub async fn show(
    State(app): State<App>,
    At(id): At,
    headers: HeaderMap,
    uri: Uri,
) -> Response<Body> {
    let browser = Browser::of(&headers);
    app.show_fresh(uri, move |look| {
        let draft = Draft::empty(look.day.saturating_add(3.months()).to_string());
        sheet(&look.app, &browser, PersonId(id), &draft)
    })
    .await
}

/// The same page with words already typed elsewhere, which had better be sealed. They came in a
/// form and stay in one: an address never holds them.
pub async fn bring(
    State(app): State<App>,
    At(id): At,
    headers: HeaderMap,
    mut fields: Fields,
) -> Response<Body> {
    let browser = Browser::of(&headers);
    let (told, told_by) = (fields.secret("text"), fields.secret("told_by"));
    let review = app.day().saturating_add(3.months()).to_string();
    let at = app.clone();
    let drawn = apart(move || {
        let draft = Draft {
            told: Told::new(told, told_by, Vec::new()),
            review,
            instead_of: instead_of(&at, &fields)?,
        };
        sheet(&at, &browser, PersonId(id), &draft)
    });
    match drawn.await {
        Ok((frame, body)) => app.answered(&frame, &body),
        Err(gone) => app.refused(&gone, None),
    }
}

pub async fn seal(
    State(app): State<App>,
    At(id): At,
    headers: HeaderMap,
    mut fields: Fields,
) -> Response<Body> {
    let browser = Browser::of(&headers);
    let (passphrase, once_more) = (fields.secret("passphrase"), fields.secret("again"));
    let told = Told::new(
        fields.secret("text"),
        fields.secret("told_by"),
        fields.secret("may_know").names(),
    );
    let (at, typed) = (app.clone(), fields.clone());
    let draft = Arc::new(Draft {
        told,
        review: fields.get("review").unwrap_or_default().to_owned(),
        // Where that cannot be told, the page comes back without the question.
        instead_of: apart(move || instead_of(&at, &typed))
            .await
            .unwrap_or_default(),
    });
    // Of what is left of the form now: nothing secret is in it.
    let offered = Offered {
        passphrase,
        again: once_more,
        stamp: fields.stamp().after(),
    };
    match sealed(&app, &browser, PersonId(id), offered, &draft, fields).await {
        Ok((response, Some(cookie))) => with_cookie(response, &cookie),
        Ok((response, None)) => response,
        Err(error) => again(app, browser, PersonId(id), draft, error).await,
    }
}

/// Sealed and written; with a cookie when the passphrase came along.
async fn sealed(
    app: &App,
    browser: &Browser,
    person: PersonId,
    offered: Offered,
    draft: &Arc<Draft>,
    fields: Fields,
) -> Result<(Response<Body>, Option<String>)> {
    // Before a first passphrase is chosen for it.
    draft.told.check()?;
    let (key, cookie) = unlocked(app, browser, offered).await?;
    let draft = draft.clone();
    let response = app
        .call(fields, move |hand| {
            // The one they are known as now, who may have been merged with another.
            let person = hand.book().person(person)?.person.id;
            let id = clock::new_id();
            let place = Place {
                id,
                person: person.0,
            };
            let new = NewConfidence {
                id: ConfidenceId(id),
                person,
                envelope: key.seal(place, &draft.told)?,
                review_on: hand.fields.day("review")?,
            };
            let mark = key.mark(hand.stamp.request, &draft.told);
            let stamp = hand.stamp.with(&mark);
            let to = format!("/people/{}/confidences", person.0);
            let Some(note) = hand.fields.get("instead_of") else {
                let done = hand.book().confide(&stamp, &new, hand.day)?;
                return Ok(Done::at(to, &done));
            };
            let note = note_of(note)?;
            let done = hand.book().confide_instead(&stamp, &new, note, hand.day)?;
            hand.book().sweep()?;
            let how = hand.fields.get("backups").and_then(Remaking::from_id);
            let leaver = Leaver::note(note);
            hand.book()
                .clear_backups(&leaver, how.unwrap_or_default(), clock::now())?;
            Ok(Done::at(to, &done))
        })
        .await?;
    Ok((response, cookie))
}

/// The note a form seals, with the day its backups are gone by themselves.
fn instead_of(app: &App, fields: &Fields) -> Result<Option<Instead>> {
    let Some(note) = fields.get("instead_of") else {
        return Ok(None);
    };
    Ok(Some(Instead {
        note: note_of(note)?,
        runs_out: app.book().backups_run_out(app.day())?,
    }))
}

fn note_of(text: &str) -> Result<DetailId> {
    Uuid::parse_str(text)
        .map(DetailId)
        .map_err(|_| Error::refused("that is not a note of this book"))
}

/// The passphrase that came with a form; typed twice where it is the first one.
struct Offered {
    passphrase: Secret,
    again: Secret,
    /// Of choosing it, a request of its own beside the sealing.
    stamp: Stamp,
}

/// A key that opens: of a browser that has it open, or by the passphrase that came with the form, which is
/// chosen by it where none was yet. The seal in force comes first; whoever knows another seals with that.
async fn unlocked(app: &App, browser: &Browser, offered: Offered) -> Result<(Key, Option<String>)> {
    let (at, of) = (app.clone(), browser.clone());
    if let Some(key) = apart(move || key_of(&at, &of)).await? {
        return Ok((key, None));
    }
    let at = app.clone();
    let (key, seal) = trying(app, move || {
        let (passphrase, seals) = (&offered.passphrase, at.book().seals()?);
        if seals.is_empty() {
            seal::matches(passphrase, &offered.again)?;
            return begun(at.book(), &offered.stamp, passphrase, None, at.day())
                .map(|(key, seal)| (key, Some(seal)));
        }
        if passphrase.is_empty() {
            return Err(Error::new(Kind::NotAllowed, "the confidences are locked")
                .hint("nothing was lost: type the passphrase to seal this one"));
        }
        let envelopes = seals.iter().map(|seal| seal.envelope.as_slice());
        let (n, key) = seal::open_any(passphrase, envelopes)?;
        Ok((key, seals.into_iter().nth(n)))
    })
    .await?;
    let cookie = keep(app, browser, key.clone(), seal).await?;
    Ok((key, Some(cookie)))
}

async fn again(
    app: App,
    browser: Browser,
    id: PersonId,
    draft: Arc<Draft>,
    error: Error,
) -> Response<Body> {
    let at = app.clone();
    match apart(move || sheet(&at, &browser, id, &draft)).await {
        Ok((mut frame, body)) => {
            frame.notice = Some(Notice::from(&error));
            app.refused_with(&error, &frame, &body)
        }
        Err(gone) => app.refused(&gone, None),
    }
}

fn sheet(
    app: &App,
    browser: &Browser,
    id: PersonId,
    draft: &Draft,
) -> Result<(Frame, maud::Markup)> {
    let person = app.book().person(id)?.person;
    let is_open = key_of(app, browser)?.is_some();
    let lid = lid(is_open, &app.book().seals()?, idle(app.book())?);
    let at = format!("/people/{}/confidences", person.id.0);
    let frame = Frame::new(
        format!("A confidence with {}", person.name),
        Here::People,
        at.as_str(),
    );
    Ok((frame, form(&person, &at, draft, lid)))
}

pub async fn kept(State(app): State<App>, At(id): At, uri: Uri, fields: Fields) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        let next = hand.fields.day("review")?;
        let id = ConfidenceId(id);
        Ok(hand
            .book()
            .still_kept(&hand.stamp, id, hand.day, next)?
            .into())
    })
    .await
}

pub async fn passed_on(
    State(app): State<App>,
    At(id): At,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        Ok(hand
            .book()
            .passed_on(&hand.stamp, ConfidenceId(id), hand.day)?
            .into())
    })
    .await
}

pub async fn review(
    State(app): State<App>,
    At(id): At,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        let review = hand.fields.day("review")?;
        let id = ConfidenceId(id);
        Ok(hand
            .book()
            .review_again(&hand.stamp, id, hand.day, review)?
            .into())
    })
    .await
}

pub async fn forget(
    State(app): State<App>,
    At(id): At,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        hand.fields.need(
            "sure",
            "forgetting a confidence cannot be taken back: tick the box to say that you mean it",
        )?;
        let done = hand
            .book()
            .forget_confidence(&hand.stamp, ConfidenceId(id))?;
        hand.book().sweep()?;
        Ok(done.into())
    })
    .await
}
