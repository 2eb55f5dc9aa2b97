//! Milestones: the year ahead by month, noting a date, celebrating it.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use jiff::ToSpan;
use ledger::Day;
use ledger::milestone::{DayOfYear, MilestoneId, Occurs, Sort};

use uuid::Uuid;

use super::app::App;
use super::fields::Fields;
use super::hand::Hand;
use super::new::known_names;
use super::view::{Here, milestones};
use crate::book::{NewMilestone, Written};
use crate::error::{Error, Result};

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        // Twelve whole months, so that none appears twice.
        let until = look.day.first_of_month().saturating_add(11.months());
        let coming = look
            .book()
            .milestones_ahead(look.day, until.last_of_month())?;
        let body = milestones::body(&milestones::Year {
            coming: &coming,
            names: &known_names(look.book())?,
            weights: &look.book().weights()?,
            day: look.day,
        });
        Ok((look.frame("Milestones", Here::Milestones), body))
    })
    .await
}

pub async fn note(State(app): State<App>, uri: Uri, fields: Fields) -> Response<Body> {
    app.write(uri, fields, |hand| {
        let sort = hand
            .fields
            .get("sort")
            .and_then(Sort::from_id)
            .ok_or_else(|| Error::refused("what kind of milestone is it?"))?;
        let milestone = NewMilestone {
            person: hand.fields.person("person", hand.book())?,
            sort,
            what: hand.fields.get("what").unwrap_or_default().to_owned(),
            occurs: occurs(&hand.fields, sort, hand.day)?,
        };
        Ok(hand
            .book()
            .milestone(&hand.stamp, &milestone, hand.day)?
            .into())
    })
    .await
}

pub fn celebrate(hand: &Hand, id: Uuid) -> Result<Written> {
    hand.book()
        .celebrate(&hand.stamp, MilestoneId(id), hand.day)
}

pub fn drop_one(hand: &Hand, id: Uuid) -> Result<Written> {
    hand.book().drop_milestone(&hand.stamp, MilestoneId(id))
}

/// The date of a form: a day and a month, and a year where somebody knows it.
fn occurs(fields: &Fields, sort: Sort, today: Day) -> Result<Occurs> {
    let (month, day) = (number::<i8>(fields, "month"), number::<i8>(fields, "dayof"));
    let on = month
        .zip(day)
        .and_then(|(month, day)| DayOfYear::new(month, day))
        .ok_or_else(|| Error::refused("which day of the year is it?").hint("a day and a month"))?;
    let year = match fields.get("year") {
        None => None,
        Some(text) => Some(known_year(text)?),
    };
    if let Some(year) = year {
        Day::new(year, on.month(), on.day())
            .map_err(|_| Error::refused(format!("{year} has no such day")))?;
    }
    if sort.is_yearly() || fields.get("yearly").is_some() {
        return Ok(Occurs::Yearly { on, since: year });
    }
    let day = match year {
        Some(year) => on.in_year(year),
        None => on.nearest(today),
    };
    Ok(Occurs::Once(day.unwrap_or(today)))
}

fn known_year(text: &str) -> Result<i16> {
    text.parse()
        .ok()
        .filter(|year| (1900..=9998).contains(year))
        .ok_or_else(|| {
            Error::refused(format!("“{text}” is not a year"))
                .hint("write it as 1980, or leave it empty")
        })
}

fn number<T: std::str::FromStr>(fields: &Fields, name: &str) -> Option<T> {
    fields.get(name).and_then(|text| text.parse().ok())
}
