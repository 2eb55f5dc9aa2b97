//! The history, and taking a line of it back.

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, Uri};

use super::app::App;
use super::fields::Fields;
use super::hand::Done;
use super::view::{Here, history};
use crate::error::Error;

const LINES: u32 = 60;

pub async fn show(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let before = look.query.get("before").and_then(|text| text.parse().ok());
        let lines = look.book().history(before, LINES)?;
        let full = lines.len() >= LINES as usize;
        let earlier = lines.last().map(|line| line.seq).filter(|_| full);
        let body = history::body(&lines, earlier, &look.book().zone(), look.day);
        Ok((look.frame("History", Here::History), body))
    })
    .await
}

/// `/undo` by address: which line would be taken back, and one press to do it.
pub async fn ask(State(app): State<App>, uri: Uri) -> Response<Body> {
    app.show(uri, |look| {
        let lines = look.book().history(None, LINES)?;
        let newest = lines
            .iter()
            .find(|line| !line.undone && line.kept && line.verb != "undo");
        Ok((
            look.frame("Take back", Here::History),
            history::undo(newest),
        ))
    })
    .await
}

pub async fn undo(State(app): State<App>, uri: Uri, fields: Fields) -> Response<Body> {
    app.write(uri, fields, |hand| {
        let line: i64 = hand
            .fields
            .get("line")
            .and_then(|text| text.parse().ok())
            .ok_or_else(|| {
                Error::refused("which line is to be taken back?").way(
                    "troth history numbers them",
                    "/history",
                    "the history lists them",
                )
            })?;
        match hand.book().undo(&hand.stamp, Some(line)) {
            Ok(_) => Ok(Done::taken_back(line)),
            Err(error) => {
                // Pressed twice: it is taken back, as was asked.
                let known = hand
                    .book()
                    .history(Some(line.saturating_add(1)), 1)?
                    .into_iter()
                    .next();
                match known {
                    Some(known) if known.seq == line && known.undone => Ok(Done::taken_back(line)),
                    _ => Err(error),
                }
            }
        }
    })
    .await
}
