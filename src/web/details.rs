//! Details: noting what is worth remembering of somebody, and what becomes of it. A note that may
//! be better sealed is asked about first, on a page of its own: its words never stand in an address.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use ledger::delicate::delicate;
use ledger::detail::{DetailId, Learnt, Topic};
use ledger::person::PersonId;
use uuid::Uuid;

use super::app::{App, apart};
use super::fields::{Fields, Key};
use super::hand::Hand;
use super::view::details::{Draft, body, draft};
use super::view::{Frame, Here, Notice, delicate as asking};
use crate::book::{Heard, NewDetail, Which};
use crate::error::{Error, Result};

/// Everything remembered of one person.
pub async fn show(State(app): State<App>, Key(id): Key, uri: Uri) -> Response<Body> {
    app.show(uri, move |look| {
        let id = PersonId(id);
        let name = look.book().person(id)?.person.name;
        let details = look.book().details(Some(id), Which::All, look.day)?;
        let touches = look.book().touches(id, look.day)?;
        let frame = look.frame(format!("Worth remembering: {name}"), Here::People);
        let page = body(id, &name, &details, &touches, look.day, look.folds());
        Ok((frame, page))
    })
    .await
}

pub async fn remember(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    let person = PersonId(id);
    if fields.get("change").is_some() {
        return again(app, person, uri, fields, None).await;
    }
    if let Some(question) = question(&app, person, &uri, &fields).await {
        return question;
    }
    let typed = fields.clone();
    let done = app
        .call(fields, move |hand| {
            let new = new_detail(hand, Some(person))?;
            Ok(hand.book().remember(&hand.stamp, &new, hand.day)?.into())
        })
        .await;
    match done {
        Ok(done) => done,
        Err(error) => again(app, person, uri, typed, Some(error)).await,
    }
}

/// What a form says was heard; of the owner when it is about nobody else.
pub fn new_detail(hand: &Hand, person: Option<PersonId>) -> Result<NewDetail> {
    Ok(NewDetail {
        person,
        topic: topic(&hand.fields)?.unwrap_or(Topic::Interest),
        what: hand.fields.get("what").unwrap_or_default().to_owned(),
        ask_on: hand.fields.day("ask")?,
        heard: hand.fields.touch()?.map_or(Heard::Today, Heard::In),
        learnt: learnt(&hand.fields),
    })
}

fn topic(fields: &Fields) -> Result<Option<Topic>> {
    fields
        .get("topic")
        .map(|id| Topic::from_id(id).ok_or_else(|| Error::refused("what is it about?")))
        .transpose()
}

fn learnt(fields: &Fields) -> Learnt {
    match fields.get("asked") {
        Some(_) => Learnt::ByAsking,
        None => Learnt::Otherwise,
    }
}

/// The page that asks, kindly, whether a note had better be sealed; `None` when there is nothing
/// to ask, or the owner has answered.
pub(super) async fn question(
    app: &App,
    person: PersonId,
    uri: &Uri,
    fields: &Fields,
) -> Option<Response<Body>> {
    let found = delicate(fields.get("what").unwrap_or_default());
    if found.is_empty() || fields.get("keep").is_some() {
        return None;
    }
    let name = match named(app, person).await {
        Ok(name) => name,
        Err(error) => return Some(app.refused(&error, None)),
    };
    let question = asking::Question {
        found: &found,
        person,
        name: &name,
        action: uri.path(),
        back: fields.back(),
        fields: fields.typed(),
    };
    let frame = Frame::new("Keep this, or seal it?", Here::People, fields.back());
    Some(app.answered(&frame, &asking::body(&question)))
}

async fn named(app: &App, person: PersonId) -> Result<String> {
    let book = app.book().clone();
    apart(move || Ok(book.person(person)?.person.name)).await
}

/// The form once more, with everything typed still in its place.
async fn again(
    app: App,
    person: PersonId,
    uri: Uri,
    fields: Fields,
    error: Option<Error>,
) -> Response<Body> {
    let name = match named(&app, person).await {
        Ok(name) => name,
        Err(error) => return app.refused(&error, None),
    };
    let page = draft(&Draft {
        name: &name,
        action: uri.path(),
        back: fields.back(),
        fields: fields.typed(),
    });
    let mut frame = Frame::new("Worth remembering", Here::People, fields.back());
    let Some(error) = error else {
        return app.answered(&frame, &page);
    };
    frame.notice = Some(Notice::from(&error));
    app.refused_with(&error, &frame, &page)
}

pub async fn confirm(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        let learnt = learnt(&hand.fields);
        let done = hand
            .book()
            .confirm_detail(&hand.stamp, DetailId(id), learnt, hand.day)?;
        Ok(done.into())
    })
    .await
}

pub async fn outdated(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        let learnt = learnt(&hand.fields);
        let done = hand
            .book()
            .outdated(&hand.stamp, DetailId(id), learnt, hand.day)?;
        Ok(done.into())
    })
    .await
}

pub async fn ask_again(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        let on = hand.fields.day("ask")?;
        let done = hand
            .book()
            .ask_again(&hand.stamp, DetailId(id), on, hand.day)?;
        Ok(done.into())
    })
    .await
}

pub async fn reword(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    let book = app.book().clone();
    let person = match apart(move || Ok(book.detail(DetailId(id))?.detail.person)).await {
        Ok(person) => person,
        Err(error) => return app.refused(&error, None),
    };
    if fields.get("change").is_some() {
        return again(app, person, uri, fields, None).await;
    }
    if let Some(question) = question(&app, person, &uri, &fields).await {
        return question;
    }
    let typed = fields.clone();
    let done = app
        .call(fields, move |hand| {
            let now = hand.book().detail(DetailId(id))?.detail.what;
            let what = match hand.fields.is_as_it_was("what") {
                true => now.as_str(),
                false => hand.fields.get("what").unwrap_or_default(),
            };
            let topic = match hand.fields.is_as_it_was("topic") {
                true => None,
                false => topic(&hand.fields)?,
            };
            let done = hand
                .book()
                .reword_detail(&hand.stamp, DetailId(id), what, topic)?;
            Ok(done.into())
        })
        .await;
    match done {
        Ok(done) => done,
        Err(error) => again(app, person, uri, typed, Some(error)).await,
    }
}

/// The owner and they found that they share what two notes say.
pub async fn found(
    State(app): State<App>,
    Key(id): Key,
    uri: Uri,
    fields: Fields,
) -> Response<Body> {
    app.write(uri, fields, move |hand| {
        let mine = hand.fields.need("mine", "which note of yours?")?;
        let mine =
            Uuid::parse_str(mine).map_err(|_| Error::refused("that is not a note of this book"))?;
        let (mine, theirs) = (DetailId(mine), DetailId(id));
        let done = hand
            .book()
            .found_common_ground(&hand.stamp, mine, theirs, hand.day)?;
        Ok(done.into())
    })
    .await
}
