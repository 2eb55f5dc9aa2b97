//! A new entry: the page, noting a touch, and the page again when a verb refuses.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use jiff::Timestamp;
use ledger::Day;
use ledger::moment::{Judged, Moment};
use ledger::touch::{Beginner, Side};

use super::app::{App, apart};
use super::fields::{Fields, who};
use super::hand::Hand;
use super::view::new::{Draft, WAYS, What, body};
use super::view::{Frame, Here, Notice};
use crate::book::{Acquaintance, Book, Filter, NewTouch};
use crate::clock;
use crate::error::{Error, Result};

/// So many names stand ready while typing, the latest in touch first; the book knows them all.
const NAMES: usize = 400;

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let what = What::from_id(look.query.get("kind").unwrap_or_default());
        let person = look.query.get("person").unwrap_or_default();
        let name = called(look.book(), person)?;
        let back = if name.is_empty() {
            "/".to_owned()
        } else {
            format!("/people/{person}")
        };
        let mut fields = Vec::new();
        if !name.is_empty() {
            fields.push(("person".to_owned(), name));
        }
        if let Some(name) = look.query.get("name") {
            fields.push(("name".to_owned(), name.to_owned()));
        }
        let names = names(look.book())?;
        let draft = Draft {
            what,
            person,
            names: &names,
            day: look.day,
            back: &back,
            fields: &fields,
        };
        Ok((look.frame("New entry", Here::New), body(&draft)))
    })
    .await
}

/// The page once more, with the refusal on top and everything still in its place.
pub async fn again(app: App, kind: &str, fields: Fields, error: Error) -> Response<Body> {
    let (book, day, what) = (app.book().clone(), app.day(), What::from_id(kind));
    let made = apart(move || {
        let names = names(&book)?;
        let fields = fields.with_names(&book);
        let back = fields.back();
        let draft = Draft {
            what,
            person: "",
            names: &names,
            day,
            back,
            fields: fields.typed(),
        };
        let mut frame = Frame::new("New entry", Here::New, back);
        frame.notice = Some(Notice::from(&error));
        Ok((frame, body(&draft), error))
    })
    .await;
    match made {
        Ok((frame, body, error)) => app.refused_with(&error, &frame, &body),
        Err(error) => app.refused(&error, None),
    }
}

pub async fn log(State(app): State<App>, fields: Fields) -> Response<Body> {
    let typed = fields.clone();
    match app
        .call(fields, |hand| {
            Ok(hand.book().log(&hand.stamp, &touch(hand)?)?.into())
        })
        .await
    {
        Ok(response) => response,
        Err(error) => again(app, "touch", typed, error).await,
    }
}

fn touch(hand: &Hand) -> Result<NewTouch> {
    let way = hand
        .fields
        .get("way")
        .and_then(|id| WAYS.iter().find(|way| way.0 == id));
    let (_, _, medium, setting) = *way.ok_or_else(|| Error::refused("how were you in touch?"))?;
    let day = hand.past_day("day")?;
    Ok(NewTouch {
        people: hand.fields.people("person", hand.book())?,
        at: instant(hand.book(), day)?,
        medium,
        setting,
        began: hand
            .fields
            .get("began")
            .and_then(Beginner::from_id)
            .unwrap_or(Beginner::Unknown),
        note: hand.fields.get("note").unwrap_or_default().to_owned(),
        moments: [Side::Mine, Side::Theirs]
            .into_iter()
            .flat_map(|side| judged(&hand.fields, side))
            .collect(),
    })
}

fn judged(fields: &Fields, side: Side) -> Vec<Judged> {
    fields
        .all(side.id())
        .filter_map(Moment::from_id)
        .map(|moment| Judged { moment, side })
        .collect()
}

/// Now, when it was today; noon of any other day.
fn instant(book: &Book, day: Day) -> Result<Timestamp> {
    let now = clock::now();
    if now.to_zoned(book.zone().clone()).date() == day {
        return Ok(now);
    }
    let noon = day.at(12, 0, 0, 0).to_zoned(book.zone().clone());
    noon.map(|noon| noon.timestamp())
        .map_err(|_| Error::refused(format!("{day} is too far away")))
}

/// How to fill in the person an address names: by name where that is enough.
pub fn called(book: &Book, person: &str) -> Result<String> {
    if person.is_empty() {
        return Ok(String::new());
    }
    let id = who(person, book)?;
    let name = book.person(id)?.person.name;
    Ok(if book.look_up(&name).is_ok_and(|found| found == id) {
        name
    } else {
        book.told_apart(id)?
    })
}

fn names(book: &Book) -> Result<Vec<String>> {
    let mut people = book.people(&Filter::accepted())?;
    if people.len() > NAMES {
        let last = |known: &Acquaintance| known.facts.as_ref().map(|facts| facts.last);
        people.sort_by_key(|known| std::cmp::Reverse(last(known)));
        people.truncate(NAMES);
    }
    Ok(people.into_iter().map(|known| known.person.name).collect())
}

/// Names for any page that asks for somebody.
pub fn known_names(book: &Book) -> Result<Vec<String>> {
    names(book)
}
