//! The owner's own ways over a year.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};
use jiff::ToSpan;

use super::app::App;
use super::view::{Here, insight};

/// The spans to choose from, in months; the first is the usual one.
const SPANS: [i64; 3] = [12, 6, 24];

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let asked = look
            .query
            .get("months")
            .and_then(|months| months.parse().ok());
        let months = asked
            .filter(|months| SPANS.contains(months))
            .unwrap_or(SPANS[0]);
        let from = look.day.saturating_sub(months.months());
        let seen = look.book().insight(from, look.day)?;
        Ok((
            look.frame("How you keep in touch", Here::People),
            insight::body(&seen, months),
        ))
    })
    .await
}
