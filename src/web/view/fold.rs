//! Forms that would stand many times on a page, or are seldom wanted: a link stands in their place,
//! and the page comes back with the one that was asked for. A page that carried all of them would
//! mostly be forms nobody opens.

use maud::{Markup, PreEscaped, html};

use super::form;
use crate::web::answer;

/// What of a page is unfolded, and where its forms lead back to.
#[derive(Clone, Copy)]
pub struct Folds<'a> {
    pub back: &'a str,
    pub open: Option<&'a str>,
}

impl Folds<'_> {
    pub fn is_open(&self, key: &str) -> bool {
        self.open == Some(key)
    }

    /// What stands behind some words, written out only when its key is asked for. A key is of small
    /// letters, figures and dashes, so nothing of it has to be escaped.
    pub fn behind(&self, key: &str, words: &Markup, inside: impl FnOnce() -> Markup) -> Markup {
        html! {
            @if self.is_open(key) {
                details id=(key) open { summary { (words) } div.inside { (inside()) } }
            } @else {
                a.folded id=(PreEscaped(key)) href=(self.address(key)) { (words) }
            }
        }
    }

    /// The same page with this one open, and the eye led to it. As short as it can be: it may stand
    /// on a page a hundred times.
    fn address(&self, key: &str) -> Markup {
        match self.back.split_once('?') {
            Some(_) => html! { (answer::with(self.back, "open", key)) "#" (key) },
            None => PreEscaped(["?open=", key, "#", key].concat()),
        }
    }

    pub fn press(&self, action: &str, words: &str) -> Markup {
        form::press(action, self.back, words)
    }
}
