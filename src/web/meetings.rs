//! Meetings: the list, one of them, noting and changing one, and what came of it.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use jiff::Timestamp;
use jiff::civil::Time;
use ledger::hour;
use ledger::meeting::{Kind, MeetingId, Personal, Prepared};
use ledger::touch::Medium;
use uuid::Uuid;

use super::app::App;
use super::fields::{Fields, Key};
use super::hand::{Done, Hand};
use super::new;
use super::view::{Here, meeting, meetings};
use crate::book::{After, NewMeeting, Written};
use crate::error::{Error, Result};

/// Unless a length is named.
const MINUTES: u32 = 30;

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let book = look.book();
        let shelf = meetings::Shelf {
            agenda: &book.agenda(look.day)?,
            names: &new::known_names(book)?,
            with: &new::called(book, look.query.get("person").unwrap_or_default())?,
            zone: &book.zone(),
            day: look.day,
        };
        Ok((
            look.frame("Meetings", Here::Meetings),
            meetings::body(&shelf),
        ))
    })
    .await
}

pub async fn one(State(app): State<App>, Key(id): Key, uri: Uri) -> Response<Body> {
    app.show(uri, move |look| {
        let book = look.book();
        let arranged = book.meeting(MeetingId(id), look.day)?;
        let title = meetings::called(&arranged);
        let body = if arranged.meeting.is_ahead() {
            let briefing = book.brief_of_meeting(arranged.clone(), look.day)?;
            meeting::ahead(
                &arranged,
                &briefing.whom,
                &book.zone(),
                look.day,
                &look.back,
            )
        } else {
            let left = book.aftermath(&arranged, look.day)?;
            meeting::held(&arranged, &left, &book.zone(), look.day, &look.back)
        };
        Ok((look.frame(title, Here::Meetings), body))
    })
    .await
}

pub async fn arrange(State(app): State<App>, uri: Uri, fields: Fields) -> Response<Body> {
    app.write(uri, fields, |hand| {
        let fields = &hand.fields;
        let guests = fields.people("people", hand.book())?;
        let usual = if guests.len() == 1 {
            Kind::OneToOne
        } else {
            Kind::Meeting
        };
        let kind = fields.get("kind").and_then(Kind::from_id).unwrap_or(usual);
        let new = NewMeeting {
            guests,
            at: instant(hand)?,
            minutes: number(fields, "minutes")?.unwrap_or(MINUTES),
            title: text(fields, "title"),
            kind,
            place: text(fields, "where"),
            every: number(fields, "every")?,
            prepared: prepared(fields),
        };
        let written = hand.book().arrange(&hand.stamp, &new)?;
        Ok(Done::at(at(written.subject), &written))
    })
    .await
}

pub fn prepare(hand: &Hand, id: Uuid) -> Result<Written> {
    let fields = &hand.fields;
    let now = hand
        .book()
        .meeting(MeetingId(id), hand.day)?
        .meeting
        .prepared;
    let kept = |name, now: String| match fields.is_as_it_was(name) {
        true => now,
        false => text(fields, name),
    };
    let prepared = Prepared {
        roles: kept("roles", now.roles),
        view: kept("view", now.view),
        questions: kept("questions", now.questions),
    };
    hand.book().prepare(&hand.stamp, MeetingId(id), &prepared)
}

pub fn to(hand: &Hand, id: Uuid) -> Result<Written> {
    let at = instant(hand)?;
    hand.book().move_meeting(&hand.stamp, MeetingId(id), at)
}

pub fn call_off(hand: &Hand, id: Uuid) -> Result<Done> {
    let written = hand
        .book()
        .cancel_meeting(&hand.stamp, MeetingId(id), hand.day)?;
    let next = written.subject != id;
    let to = if next {
        at(written.subject)
    } else {
        "/meetings".to_owned()
    };
    Ok(Done::at(to, &written))
}

/// It and all that would come after it.
pub fn end(hand: &Hand, id: Uuid) -> Result<Done> {
    let written = hand.book().end_meetings(&hand.stamp, MeetingId(id))?;
    Ok(Done::at("/meetings", &written))
}

pub fn after(hand: &Hand, id: Uuid) -> Result<Done> {
    let fields = &hand.fields;
    let asked = fields.get("asked-otherwise").or(fields.get("asked"));
    let after = After {
        about: text(fields, "about"),
        medium: fields.get("medium").and_then(Medium::from_id),
        mine: text(fields, "mine"),
        theirs: text(fields, "theirs"),
        remember: text(fields, "remember"),
        personal: Personal {
            asked: asked.unwrap_or_default().to_owned(),
            answered: text(fields, "answered"),
        },
    };
    let book = hand.book();
    let written = book.after(&hand.stamp, MeetingId(id), &after, hand.day)?;
    Ok(Done::at(at(id), &written))
}

pub fn thanked(hand: &Hand, id: Uuid) -> Result<Written> {
    hand.book()
        .thank_after(&hand.stamp, MeetingId(id), hand.day)
}

fn at(id: Uuid) -> String {
    format!("/meetings/{id}")
}

fn text(fields: &Fields, name: &str) -> String {
    fields.get(name).unwrap_or_default().to_owned()
}

fn number(fields: &Fields, name: &str) -> Result<Option<u32>> {
    let Some(text) = fields.get(name) else {
        return Ok(None);
    };
    text.parse()
        .map(Some)
        .map_err(|_| Error::refused(format!("“{text}” is not a whole number")))
}

fn prepared(fields: &Fields) -> Prepared {
    Prepared {
        roles: text(fields, "roles"),
        view: text(fields, "view"),
        questions: text(fields, "questions"),
    }
}

/// The day and time of the form, where the owner lives.
fn instant(hand: &Hand) -> Result<Timestamp> {
    let fields = &hand.fields;
    let day = fields
        .day("day")?
        .ok_or_else(|| Error::refused("on which day?"))?;
    let text = fields.need("time", "at what time?")?;
    let time: Time = text.parse().map_err(|_| {
        Error::refused(format!("“{text}” is not a time of day")).hint("write it as 14:00")
    })?;
    Ok(hour::instant(day.to_datetime(time), &hand.book().zone())?)
}
