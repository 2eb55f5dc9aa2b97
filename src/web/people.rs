//! The list of people, searching it, and adding somebody by hand.

use std::cmp::Reverse;

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use ledger::handle::Handle;
use ledger::person::Standing;

use super::answer::see_other;
use super::app::App;
use super::fields::Fields;
use super::hand::Done;
use super::new;
use super::view::Here;
use super::view::people::{self, Asked, ON_A_PAGE, Order};
use crate::book::Filter;

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let asked = asked(&look.query);
        let text = Some(asked.text.clone()).filter(|text| !text.is_empty());
        let mut people = look.book().people(&Filter {
            text,
            standing: asked.standing,
        })?;
        if asked.order == Order::Silence {
            // Those never met come last: there is no silence without a word before it.
            people.sort_by_key(|known| match &known.facts {
                Some(facts) => (0, Some(facts.last), Reverse(facts.days)),
                None => (1, None, Reverse(0)),
            });
        }
        let all = people.len();
        let from = (asked.page - 1).saturating_mul(ON_A_PAGE).min(all);
        let shown = &people[from..all.min(from + ON_A_PAGE)];
        let alike = look.book().how_many_alike()?;
        let body = people::body(&asked, shown, (all, alike), look.day);
        Ok((look.frame("People", Here::People), body))
    })
    .await
}

fn asked(query: &Fields) -> Asked {
    let standing = query
        .get("show")
        .and_then(Standing::from_id)
        .filter(|standing| *standing != Standing::Owner);
    Asked {
        text: query.get("q").unwrap_or_default().to_owned(),
        standing: standing.unwrap_or(Standing::Accepted),
        order: if query.get("sort") == Some("silence") {
            Order::Silence
        } else {
            Order::Name
        },
        page: query
            .get("page")
            .and_then(|page| page.parse().ok())
            .unwrap_or(1)
            .max(1),
    }
}

pub async fn search(uri: Uri) -> Response<Body> {
    let asked = asked(&Fields::of_query(uri.query()));
    see_other(&people::link(&asked))
}

pub async fn meet(State(app): State<App>, fields: Fields) -> Response<Body> {
    let typed = fields.clone();
    let met = app
        .call(fields, |hand| {
            let name = hand.fields.need("name", "what are they called?")?;
            let handles: Vec<Handle> = hand
                .fields
                .get("mail")
                .map(Handle::mail)
                .into_iter()
                .collect();
            let written = hand.book().meet(&hand.stamp, name, &handles)?;
            Ok(Done::at(format!("/people/{}", written.subject), &written))
        })
        .await;
    match met {
        Ok(response) => response,
        Err(error) => new::again(app, "person", typed, error).await,
    }
}
