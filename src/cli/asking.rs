//! Questions asked at a terminal, and what is said where nobody can answer.

use std::io::IsTerminal;

use dialoguer::{Confirm, Input, Select};

use super::terminal::{self, Plain};
use crate::error::{Error, Result};

pub fn can_ask() -> bool {
    std::io::stdin().is_terminal() && terminal::is_read_beside()
}

/// No is what a mere Enter means.
pub fn agreed(question: &str) -> Result<bool> {
    Confirm::with_theme(&Plain)
        .with_prompt(question)
        .default(false)
        .interact()
        .map_err(no_answer)
}

/// Some words typed; none is an answer too.
pub fn typed(question: &str) -> Result<String> {
    Input::with_theme(&Plain)
        .with_prompt(question)
        .allow_empty(true)
        .interact_text()
        .map_err(no_answer)
}

/// Which of these; the first is what a mere Enter means.
pub fn chosen(question: &str, choices: &[String]) -> Result<usize> {
    Select::with_theme(&Plain)
        .with_prompt(question)
        .items(choices)
        .default(0)
        .interact()
        .map_err(no_answer)
}

/// Which of the addresses seen is the owner's.
pub fn whose(candidates: &[(String, u64)]) -> Result<String> {
    if !can_ask() {
        let seen: Vec<String> = candidates
            .iter()
            .map(|(address, letters)| format!("{address} ({letters})"))
            .collect();
        return Err(Error::refused(
            "whose mail is this? No address of yours is known; nothing was written",
        )
        .hint(format!(
            "say it with --me ADDRESS; seen most: {}",
            seen.join(", ")
        )));
    }
    let mut choices: Vec<String> = candidates
        .iter()
        .map(|(address, letters)| format!("{address}  ({letters} letters)"))
        .collect();
    choices.push("none of these".to_owned());
    let chosen = Select::with_theme(&Plain)
        .with_prompt("Whose mail is this? Your address")
        .items(&choices)
        .default(0)
        .interact()
        .map_err(no_answer)?;
    match candidates.get(chosen) {
        Some((address, _)) => Ok(address.clone()),
        None => {
            Err(Error::refused("nothing was written")
                .hint("say which address is yours: --me ADDRESS"))
        }
    }
}

fn no_answer(cause: dialoguer::Error) -> Error {
    Error::setup("there was no answer; nothing was written").because(cause)
}
