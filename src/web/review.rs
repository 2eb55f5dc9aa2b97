//! The evening's review: one touch after another, and the answers to each.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use ledger::handle::HandleKind;
use ledger::moment::{Judged, Moment};
use ledger::person::PersonId;
use ledger::review::Review;
use ledger::touch::{Side, TouchId};
use ledger::verdict::Verdict;
use uuid::Uuid;

use super::answer;
use super::app::App;
use super::fields::Fields;
use super::hand::{Done, Hand, Look};
use super::new;
use super::view::review::{self, Evening, Heard};
use super::view::{Frame, Here, say};
use crate::book::{Said, Written};
use crate::error::{Error, Result};

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let since = look.query.day("since")?.unwrap_or(look.day).min(look.day);
        let review = look.book().review(since, look.day)?;
        let place = look.query.get("at").and_then(|text| text.parse().ok());
        let now = review.next_from(place.unwrap_or(0));
        let here = review::address(since, look.day, now.or(place));
        let body = review::body(&Evening {
            review: &review,
            now,
            skipped: place.is_some_and(|place| place > 0),
            heard: heard(look, &review)?,
            bids: &look.book().fresh_bids(look.day)?,
            ways: &ways(look, &review)?,
            names: &new::known_names(look.book())?,
            zone: &look.book().zone(),
            day: look.day,
            back: &here,
        });
        // Taking back leads to where the answer was given.
        let before = review::address(since, look.day, place);
        Ok((Frame::new("The evening", Here::Review, before), body))
    })
    .await
}

/// Whom the owner has just listened to: what they said may be noted.
fn heard(look: &Look, review: &Review) -> Result<Option<Heard>> {
    let Some(touch) = look.query.get("heard").map(Uuid::parse_str) else {
        return Ok(None);
    };
    let touch = touch.map_err(|_| Error::not_found("nothing stands at this address"))?;
    let entry = review.entries.iter().find(|entry| {
        entry.id() == TouchId(touch) && look.query.get("of") == Some(&entry.person.0.to_string())
    });
    Ok(entry.map(|entry| Heard {
        person: entry.person,
        name: entry.name.clone(),
        touch: entry.id(),
    }))
}

/// Where each approach can be answered: a letter, or the person's page.
fn ways(look: &Look, review: &Review) -> Result<Vec<String>> {
    let way = |person: PersonId| {
        let known = look.book().person(person)?;
        let mail = known
            .handles
            .iter()
            .find(|handle| handle.kind == HandleKind::Mail);
        Ok(match mail {
            Some(mail) => say::mailto(&mail.value),
            None => format!("/people/{}", person.0),
        })
    };
    let people = review.approaches.iter().map(|one| one.person);
    people.map(way).collect()
}

/// How a touch was left, what happened in it, or both; with a side named, only what happened.
pub fn left(hand: &Hand, id: Uuid) -> Result<Done> {
    let (touch, fields) = (TouchId(id), &hand.fields);
    let person = fields.person("person", hand.book())?;
    let moment = moment(fields)?;
    if let (Some(moment), Some("theirs")) = (moment, fields.get("side")) {
        let side = Side::Theirs;
        let judged = Judged { moment, side };
        let written = hand.book().judge(&hand.stamp, person, touch, &judged)?;
        return Ok(written.into());
    }
    let verdict = fields.get("verdict").and_then(Verdict::from_id);
    let said = match (verdict, moment) {
        (Some(verdict), Some(moment)) => Said::Both(verdict, moment),
        (Some(verdict), None) => Said::Left(verdict),
        (None, Some(moment)) => Said::Happened(moment),
        (None, None) => {
            return Err(Error::refused("how was it left?").hint("better, or worse"));
        }
    };
    let written = hand
        .book()
        .leave(&hand.stamp, person, touch, said, hand.day)?;
    Ok(then_ask(hand, person, moment, written))
}

/// After listening, the evening asks what was said.
fn then_ask(hand: &Hand, person: PersonId, moment: Option<Moment>, written: Written) -> Done {
    if moment != Some(Moment::Listened) || hand.fields.get("ask").is_none() {
        return written.into();
    }
    let back = hand.fields.back();
    let heard = answer::with(back, "heard", written.subject);
    Done::at(answer::with(&heard, "of", person.0), &written)
}

/// A few letters of a moment's name are enough.
fn moment(fields: &Fields) -> Result<Option<Moment>> {
    let Some(text) = fields.get("moment") else {
        return Ok(None);
    };
    match Moment::fitting(text).as_slice() {
        [one] => Ok(Some(*one)),
        [] => Err(
            Error::refused(format!("“{text}” is not in the chart of moments"))
                .hint("a few letters are enough: “lis” for listened"),
        ),
        several => {
            let words: Vec<&str> = several.iter().map(|moment| moment.words()).collect();
            Err(Error::refused(format!("“{text}” may be several moments")).hint(words.join(", ")))
        }
    }
}

/// What they wrote called for no answer, or was left unanswered.
pub fn unanswered(hand: &Hand, id: Uuid) -> Result<Written> {
    let (person, book) = (PersonId(id), hand.book());
    let since = hand.fields.day("since")?;
    let since = since.ok_or_else(|| Error::refused("what they wrote on which day?"))?;
    match hand.fields.get("answer") {
        Some("settled") => book.settle_approach(&hand.stamp, person, since, hand.day),
        Some("let-lie") => book.let_lie(&hand.stamp, person, since, hand.day),
        _ => Err(Error::refused(
            "did it need no answer, or did you let it lie?",
        )),
    }
}
