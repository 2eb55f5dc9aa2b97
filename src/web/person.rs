//! One person's page, and the small changes an owner makes to it.

use std::collections::{BTreeMap, BTreeSet};

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use jiff::ToSpan;
use ledger::Day;
use ledger::account::{Deeds, balance_over_time};
use ledger::cadence::Cadence;
use ledger::person::{Importance, PersonId, Quiet};
use ledger::touch::{Side, Touch};
use uuid::Uuid;

use super::app::App;
use super::fields::Key;
use super::hand::Hand;
use super::view::Here;
use super::view::person::{Sheet, body};
use super::view::statement::Length;
use crate::book::Written;
use crate::error::{Error, Result};

/// How far back the plots reach.
const MONTHS: i64 = 24;

pub async fn show(State(app): State<App>, Key(id): Key, uri: Uri) -> Response<Body> {
    app.show(uri, move |look| {
        let id = PersonId(id);
        let page = look.book().page(id, look.day)?;
        let weights = look.book().surroundings(look.day)?.weights.clone();
        let deeds = Deeds {
            touches: &page.touches,
            promises: &page.promises,
            acts: &page.acts,
            breaches: &page.breaches,
            reply_p90: page.reply_p90,
        };
        let from = beginning(&page.touches, look.day);
        let balances = balance_over_time(Side::Mine, &deeds, &weights, from, look.day, 7);
        let sheet = Sheet {
            day: look.day,
            zone: look.book().zone(),
            merged: &look.book().merged_entries(id)?,
            balances: if page.touches.is_empty() {
                &[]
            } else {
                &balances
            },
            months: &months(&page.touches, look.day),
            length: if look.query.get("statement") == Some("whole") {
                Length::Whole
            } else {
                Length::Newest
            },
            weights: &weights,
            back: &look.back,
            circles: &look.book().circle_names()?,
            page: &page,
        };
        let mut frame = look.frame(&page.acquaintance.person.name, Here::People);
        frame.new_entry = format!("/new?person={}", id.0);
        Ok((frame, body(&sheet)))
    })
    .await
}

/// Two years back, or the first touch when that is later; always whole weeks before `day`.
fn beginning(touches: &[Touch], day: Day) -> Day {
    let first = touches.iter().map(|touch| touch.day).min().unwrap_or(day);
    let back = ledger::days_between(first, day).clamp(28, MONTHS * 365 / 12);
    day.saturating_sub((back / 7 * 7).days())
}

/// Days in touch in each of the last months, the quiet ones too.
fn months(touches: &[Touch], day: Day) -> Vec<(Day, u32)> {
    let days: BTreeSet<Day> = touches.iter().map(|touch| touch.day).collect();
    let mut counted: BTreeMap<Day, u32> = BTreeMap::new();
    for day in &days {
        *counted.entry(day.first_of_month()).or_default() += 1;
    }
    let Some(first) = days.first() else {
        return Vec::new();
    };
    let earliest = day.first_of_month().saturating_sub((MONTHS - 1).months());
    // At least half a year, so that one month does not look like a wall.
    let start = first
        .first_of_month()
        .max(earliest)
        .min(day.first_of_month().saturating_sub(5.months()));
    (0..MONTHS)
        .map(|n| start.saturating_add(n.months()))
        .take_while(|month| *month <= day)
        .map(|month| (month, counted.get(&month).copied().unwrap_or_default()))
        .collect()
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
