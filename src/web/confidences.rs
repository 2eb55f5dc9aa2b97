//! Confidences as they are read: locked, until the owner brings the passphrase; locked again by a
//! press, by time, and by the end of the program. None of these pages is kept anywhere.

use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Response, Uri, header};
use ledger::Day;
use ledger::person::PersonId;

use super::answer;
use super::app::{App, apart};
use super::fields::{Fields, Key as At};
use super::opened::{Browser, keep_swept};
use super::view::confidences::{Lid, Sheet, Shown, body};
use super::view::{Frame, Here, Notice};
use crate::book::{Book, Enclosed, Envelopes, Seal, Stamp};
use crate::error::{Error, Result};
use crate::seal::{self, Key, Place, Secret};

/// So many are opened on one page.
const ON_A_PAGE: u32 = 20;

pub async fn show(
    State(app): State<App>,
    At(id): At,
    headers: HeaderMap,
    uri: Uri,
) -> Response<Body> {
    let browser = Browser::of(&headers);
    app.show_fresh(uri, move |look| {
        let skip = look.query.get("from").and_then(|text| text.parse().ok());
        page(&look.app, &browser, PersonId(id), skip.unwrap_or_default())
    })
    .await
}

pub async fn open(
    State(app): State<App>,
    At(id): At,
    headers: HeaderMap,
    mut fields: Fields,
) -> Response<Body> {
    let (browser, passphrase) = (Browser::of(&headers), fields.secret("passphrase"));
    let book = app.book().clone();
    let found = trying(&app, move || {
        let seals = book.seals()?;
        let envelopes = seals.iter().map(|seal| seal.envelope.as_slice());
        let (n, key) = seal::open_any(&passphrase, envelopes)?;
        Ok((key, seals.into_iter().nth(n)))
    });
    let opened = match found.await {
        Ok((key, seal)) => keep(&app, &browser, key, seal).await,
        Err(error) => Err(error),
    };
    answered(app, browser, PersonId(id), opened).await
}

/// The first passphrase, or a new one where the old one is lost.
pub async fn begin(
    State(app): State<App>,
    At(id): At,
    headers: HeaderMap,
    mut fields: Fields,
) -> Response<Body> {
    let browser = Browser::of(&headers);
    let (once, again) = (fields.secret("passphrase"), fields.secret("again"));
    let (book, day) = (app.book().clone(), app.day());
    let made = trying(&app, move || {
        seal::matches(&once, &again)?;
        if !book.seals()?.is_empty() {
            let typed = fields.get("anew").unwrap_or_default();
            book.closing()?.agreed(typed)?;
        }
        let after = fields.get("after").and_then(|text| text.parse().ok());
        begun(&book, &fields.stamp(), &once, after, day)
    });
    let opened = match made.await {
        Ok((key, seal)) => keep(&app, &browser, key, Some(seal)).await,
        Err(error) => Err(error),
    };
    app.written();
    answered(app, browser, PersonId(id), opened).await
}

/// A passphrase chosen, after the seal that was the newest when it was asked for.
pub fn begun(
    book: &Book,
    stamp: &Stamp,
    passphrase: &Secret,
    after: Option<i64>,
    day: Day,
) -> Result<(Key, Seal)> {
    let (key, envelope) = seal::begin(passphrase)?;
    book.begin_seal(stamp, &envelope, after, day)?;
    Ok((key, newest(book, &envelope)?))
}

/// The same key under another passphrase; the browser that asked stays open.
pub async fn change(
    State(app): State<App>,
    At(id): At,
    headers: HeaderMap,
    mut fields: Fields,
) -> Response<Body> {
    let browser = Browser::of(&headers);
    let old = fields.secret("passphrase");
    let (once, again) = (fields.secret("new"), fields.secret("again"));
    let (book, day) = (app.book().clone(), app.day());
    let made = trying(&app, move || {
        seal::matches(&once, &again)?;
        let seals = book.seals()?;
        if seals.is_empty() {
            return Err(none_yet());
        }
        let envelopes = seals.iter().map(|seal| seal.envelope.as_slice());
        let (n, key) = seal::open_any(&old, envelopes)?;
        let seal = seals.get(n).ok_or_else(none_yet)?;
        let envelope = seal::rewrap(&key, &once)?;
        book.change_passphrase(&fields.stamp(), seal, &envelope, day)?;
        Ok((key, newest(&book, &envelope)?))
    });
    let opened = match made.await {
        Ok((key, seal)) => keep(&app, &browser, key, Some(seal)).await,
        Err(error) => Err(error),
    };
    app.written();
    answered(app, browser, PersonId(id), opened).await
}

pub async fn lock(State(app): State<App>, At(id): At, headers: HeaderMap) -> Response<Body> {
    let browser = Browser::of(&headers);
    app.opened().shut(&browser);
    let to = format!("/people/{id}/confidences");
    with_cookie(answer::see_other(&to), &browser.loses())
}

/// A passphrase is tried or chosen when it is its turn.
pub async fn trying<T: Send + 'static>(
    app: &App,
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    let turn = app.opened().turn()?;
    apart(move || {
        let _turn = turn;
        work()
    })
    .await
}

/// The key is kept for this browser, which is told what to bring for it.
pub async fn keep(app: &App, browser: &Browser, key: Key, seal: Option<Seal>) -> Result<String> {
    let seal = seal.ok_or_else(none_yet)?;
    let book = app.book().clone();
    let idle = apart(move || idle(&book)).await?;
    app.opened().shut(browser);
    let token = app.opened().open(key, seal)?;
    keep_swept(app, idle);
    Ok(browser.keeps(&token))
}

/// The key of a browser that has the confidences open. Reads the book: only where that may block.
pub fn key_of(app: &App, browser: &Browser) -> Result<Option<Key>> {
    let (seals, idle) = (app.book().seals()?, idle(app.book())?);
    Ok(app.opened().key(browser, &seals, idle))
}

pub fn with_cookie(mut response: Response<Body>, cookie: &str) -> Response<Body> {
    if let Ok(cookie) = HeaderValue::from_str(cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
}

/// Back to the page, now open; or the page once more, with why not.
async fn answered(
    app: App,
    browser: Browser,
    id: PersonId,
    opened: Result<String>,
) -> Response<Body> {
    let error = match opened {
        Ok(cookie) => {
            let to = format!("/people/{}/confidences", id.0);
            return with_cookie(answer::see_other(&to), &cookie);
        }
        Err(error) => error,
    };
    let at = app.clone();
    match apart(move || page(&at, &browser, id, 0)).await {
        Ok((mut frame, body)) => {
            frame.notice = Some(Notice::from(&error));
            app.refused_with(&error, &frame, &body)
        }
        Err(gone) => app.refused(&gone, None),
    }
}

fn page(app: &App, browser: &Browser, id: PersonId, skip: u32) -> Result<(Frame, maud::Markup)> {
    let (book, day) = (app.book(), app.day());
    let person = book.person(id)?.person;
    let seals = book.seals()?;
    let idle = idle(book)?;
    let asked = Envelopes {
        person: person.id,
        skip,
        most: ON_A_PAGE,
    };
    let key = app.opened().key(browser, &seals, idle);
    let shown: Vec<Shown> = book
        .enclosed(asked, day)?
        .into_iter()
        .map(|enclosed| shown(enclosed, key.as_ref()))
        .collect();
    let at = format!("/people/{}/confidences", person.id.0);
    let mut frame = Frame::new(
        format!("Confidences with {}", person.name),
        Here::People,
        at.as_str(),
    );
    frame.new_entry = format!("/new?person={}", person.id.0);
    let lid = lid(key.is_some(), &seals, idle);
    if key.is_some() {
        // A screen left alone locks itself too: the page asks for itself when the time is over.
        frame.again_in = u32::try_from(idle.as_secs() + 2).ok();
    }
    let sheet = Sheet {
        person: &person,
        lid,
        count: book.confidences_with(person.id, day)?.len(),
        newest: seals.first().map(|seal| seal.number),
        closing: &book.closing()?,
        shown: &shown,
        skip,
        on_a_page: ON_A_PAGE,
        day,
        at: &at,
    };
    Ok((frame, body(&sheet)))
}

fn shown(enclosed: Enclosed, key: Option<&Key>) -> Shown {
    let place = Place {
        id: enclosed.confidence.id.0,
        person: enclosed.noted_with.0,
    };
    Shown {
        told: key.map(|key| key.open(place, &enclosed.envelope)),
        confidence: enclosed.confidence,
    }
}

/// How the confidences are to a browser that has them open, or not.
pub fn lid(is_open: bool, seals: &[Seal], idle: Duration) -> Lid {
    match (is_open, seals) {
        (true, _) => Lid::Open {
            minutes: (idle.as_secs() / 60).max(1),
        },
        (false, [_, ..]) => Lid::Locked,
        (false, []) => Lid::Unset,
    }
}

/// For how long they stay open with nobody looking.
pub fn idle(book: &Book) -> Result<Duration> {
    let minutes = book.weights()?.confidence_idle;
    Ok(Duration::from_secs_f64(
        (minutes * 60.0).clamp(1.0, 86_400.0),
    ))
}

/// The seal just written: somebody may have written another since.
fn newest(book: &Book, envelope: &[u8]) -> Result<Seal> {
    let seals = book.seals()?;
    let seal = seals.into_iter().find(|seal| seal.envelope == envelope);
    seal.ok_or_else(|| {
        Error::refused("the passphrase was set or changed elsewhere in the meantime")
            .hint("open the confidences with the one set last")
    })
}

fn none_yet() -> Error {
    Error::not_found("no passphrase was set yet").hint("choose one first")
}
