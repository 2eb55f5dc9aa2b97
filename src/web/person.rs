//! One person's page, and the small changes an owner makes to it.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use jiff::ToSpan;
use ledger::Day;
use ledger::cadence::Cadence;
use ledger::person::{Importance, PersonId, Quiet};
use ledger::touch::Touch;
use uuid::Uuid;

use super::app::App;
use super::fields::Key;
use super::hand::Hand;
use super::view::Here;
use super::view::person::{INTO_A_CIRCLE, STATEMENTS, Sheet, body};
use super::view::statement::Length;
use crate::book::{Extent, Written};
use crate::error::{Error, Result};

/// How far back the plots reach.
const MONTHS: i64 = 24;

pub async fn show(State(app): State<App>, Key(id): Key, uri: Uri) -> Response<Body> {
    app.show(uri, move |look| {
        let id = PersonId(id);
        let length = match look.query.get("statement") {
            Some("whole") => Length::Whole,
            _ => Length::Newest,
        };
        let is_open = |key: &&str| look.folds().is_open(key);
        let extent = match length {
            Length::Whole => Extent::Whole,
            Length::Newest if STATEMENTS.iter().any(is_open) => Extent::Lines(length.at_most()),
            Length::Newest => Extent::Notes(length.at_most()),
        };
        let page = look.book().page_of(id, look.day, extent)?;
        // Read only for the form that offers them.
        let circles = if look.folds().is_open(INTO_A_CIRCLE) {
            look.book().circle_names()?
        } else {
            Vec::new()
        };
        let sheet = Sheet {
            day: look.day,
            zone: &look.book().zone(),
            months: &months(&page.touches, look.day),
            length,
            back: &look.back,
            folds: look.folds(),
            circles: &circles,
            page: &page,
        };
        let mut frame = look.frame(&page.acquaintance.person.name, Here::People);
        frame.new_entry = format!("/new?person={}", id.0);
        Ok((frame, body(&sheet)))
    })
    .await
}

/// Days in touch in each of the last months, the quiet ones too.
fn months(touches: &[Touch], day: Day) -> Vec<(Day, u32)> {
    let mut days: Vec<Day> = touches.iter().map(|touch| touch.day).collect();
    days.sort_unstable();
    days.dedup();
    let (Some(first), this) = (days.first(), day.first_of_month()) else {
        return Vec::new();
    };
    // At least half a year, so that one month does not look like a wall.
    let start = first
        .first_of_month()
        .max(months_before(this, MONTHS - 1))
        .min(months_before(this, 5));
    let next = |month: &Day| month.last_of_month().tomorrow().ok();
    let months = std::iter::successors(Some(start), next).take_while(|month| *month <= this);
    let mut months: Vec<(Day, u32)> = months.map(|month| (month, 0)).collect();
    for day in days {
        let month = day.first_of_month();
        if let Ok(place) = months.binary_search_by_key(&month, |(month, _)| *month) {
            months[place].1 += 1;
        }
    }
    months
}

fn months_before(month: Day, months: i64) -> Day {
    month.saturating_sub(months.months())
}

pub fn rename(hand: &Hand, id: Uuid) -> Result<Written> {
    let name = hand.fields.need("name", "what are they called?")?;
    hand.book().rename(&hand.stamp, PersonId(id), name)
}

pub fn importance(hand: &Hand, id: Uuid) -> Result<Written> {
    let steps = hand
        .fields
        .get("importance")
        .and_then(|text| text.parse().ok());
    let importance = steps.and_then(Importance::from_steps);
    let importance = importance
        .ok_or_else(|| Error::refused("how much attention: now and then, usual, or dear?"))?;
    hand.book()
        .set_importance(&hand.stamp, PersonId(id), importance)
}

pub fn rhythm(hand: &Hand, id: Uuid) -> Result<Written> {
    let cadence = hand.fields.get("rhythm").map(Cadence::parse).transpose()?;
    hand.book()
        .set_cadence(&hand.stamp, PersonId(id), cadence.as_ref())
}

pub fn quiet(hand: &Hand, id: Uuid) -> Result<Written> {
    let quiet = if hand.fields.get("end").is_some() {
        None
    } else {
        Some(Quiet {
            from: hand.fields.day("from")?.unwrap_or(hand.day),
            until: hand.fields.day("until")?,
            why: hand.fields.get("why").unwrap_or_default().to_owned(),
        })
    };
    hand.book().set_quiet(&hand.stamp, PersonId(id), quiet)
}
