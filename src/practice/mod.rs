//! The practice library as the program carries it: Markdown pages with front matter, held in the
//! program itself and read once. What a card is, and which one fits, is for the ledger to say.

mod body;
mod front;

use std::sync::OnceLock;

use ledger::practice::{Card, Library};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::error::{Error, Result};

#[derive(rust_embed::Embed)]
#[folder = "practice/"]
struct Pages;

/// All cards. They are part of the program, so a page that cannot be read is our mistake.
///
/// # Errors
/// Which page is wrong, and how.
pub fn library() -> Result<&'static Library> {
    static READ: OnceLock<std::result::Result<Library, String>> = OnceLock::new();
    READ.get_or_init(read_all).as_ref().map_err(|why| {
        Error::internal("the practice library cannot be read")
            .because(std::io::Error::other(why.clone()))
    })
}

fn read_all() -> std::result::Result<Library, String> {
    let cards = Pages::iter()
        .map(|name| {
            let page = Pages::get(&name).ok_or_else(|| format!("{name} is gone"))?;
            let text = std::str::from_utf8(&page.data).map_err(|why| format!("{name}: {why}"))?;
            card(&name, text)
        })
        .collect::<std::result::Result<Vec<Card>, String>>()?;
    Library::of(cards, fold).map_err(|refusal| refusal.to_string())
}

/// One page; its name is its id.
fn card(name: &str, text: &str) -> std::result::Result<Card, String> {
    let told = |why: String| format!("{name}: {why}");
    let (front, body) = front::apart(text).map_err(told)?;
    let card = Card {
        parts: body::parts(body).map_err(told)?,
        ..front::card(front).map_err(told)?
    };
    if name.strip_suffix(".md") != Some(card.id.as_str()) {
        return Err(told(format!(
            "the page is called otherwise than its id, {}",
            card.id
        )));
    }
    Ok(card)
}

/// Lower case without accents: how words are compared.
fn fold(text: &str) -> String {
    let plain: String = text.nfkd().filter(|c| !is_combining_mark(*c)).collect();
    plain.to_lowercase()
}

#[cfg(test)]
mod tests;
