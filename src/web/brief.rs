//! The brief of somebody, of several, or of a meeting: one sheet to read or to print.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use ledger::brief::Purpose;
use ledger::meeting::MeetingId;
use uuid::Uuid;

use super::app::App;
use super::fields::who;
use super::hand::Look;
use super::new;
use super::view::{Here, brief};
use crate::book::Briefing;
use crate::error::{Error, Result};

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let zone = &look.book().zone();
        match briefing(look)? {
            Some(briefing) => {
                let title = format!("Brief: {}", brief::whom(&briefing.whom));
                let body = brief::sheet(&briefing, zone, look.day);
                Ok((look.frame(title, Here::Meetings), body))
            }
            None => {
                let body = brief::ask(&new::known_names(look.book())?);
                Ok((look.frame("Brief", Here::Meetings), body))
            }
        }
    })
    .await
}

/// Of the people or the meeting named, else of the next meeting.
fn briefing(look: &Look) -> Result<Option<Briefing>> {
    let (book, day) = (look.book(), look.day);
    if let Some(text) = look.query.get("meeting") {
        let id = Uuid::parse_str(text)
            .map_err(|_| Error::not_found("there is no such meeting in this book"))?;
        let arranged = book.meeting(MeetingId(id), day)?;
        return book.brief_of_meeting(arranged, day).map(Some);
    }
    let named = look
        .query
        .all("person")
        .filter(|text| !text.trim().is_empty());
    let people: Vec<_> = named.map(|text| who(text, book)).collect::<Result<_>>()?;
    if !people.is_empty() {
        let purpose = look.query.get("as").and_then(Purpose::from_id);
        return book.brief(&people, purpose, day).map(Some);
    }
    match book.next_meeting(book.begins(day), day)? {
        Some(next) => book.brief_of_meeting(next, day).map(Some),
        None => Ok(None),
    }
}
