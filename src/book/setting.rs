//! The owner's choices: weights, each with its default behind it.

use crate::values;
use ledger::weights::{TUNABLES, Weights};
use uuid::Uuid;

use super::desk::Written;
use super::engine_values::Value;
use super::history::Stamp;
use super::{Book, Session, shelf};
use crate::error::{Error, Result};

/// Weights stand among the settings under this name and their id.
const PREFIX: &str = "weight.";

impl Book {
    pub fn weights(&self) -> Result<Weights> {
        self.read(weights)
    }

    pub fn set_weight(&self, stamp: &Stamp, id: &str, value: f64) -> Result<Written> {
        Weights::default()
            .set(id, value)
            .map_err(|refusal| Error::refused(refusal.to_string()))?;
        self.write(stamp, "set", |desk| {
            desk.save(
                &shelf::SETTING,
                values![format!("{PREFIX}{id}"), value.to_string()],
            )?;
            Ok(Uuid::nil())
        })
    }

    /// Back to the default.
    pub fn reset_weight(&self, stamp: &Stamp, id: &str) -> Result<Written> {
        if !TUNABLES.iter().any(|tunable| tunable.id == id) {
            return Err(
                Error::not_found(format!("there is no weight called {id}")).way(
                    "troth settings lists them",
                    "/settings",
                    "all of them",
                ),
            );
        }
        self.write(stamp, "set", |desk| {
            let key = [Value::from(format!("{PREFIX}{id}").as_str())];
            if desk.row(&shelf::SETTING, &key)?.is_none() {
                return Err(Error::refused(format!(
                    "{id} stands at its default already"
                )));
            }
            desk.remove(&shelf::SETTING, &key)?;
            Ok(Uuid::nil())
        })
    }
}

pub(super) fn weights(session: &mut Session<'_>) -> Result<Weights> {
    let book = session.book;
    let rows = session.all(
        "select name, value from setting where book = $1 and name like 'weight.%'",
        values![book],
        |row| Ok((row.text(0)?, row.text(1)?)),
    )?;
    let mut weights = Weights::default();
    for (name, value) in rows {
        let id = name.trim_start_matches(PREFIX);
        // A weight an older Troth knew and this one does not is left alone.
        if let Ok(value) = value.parse() {
            let _ = weights.set(id, value);
        }
    }
    Ok(weights)
}
