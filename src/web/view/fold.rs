//! Forms that would stand many times on a page, or are seldom wanted: a link stands in their place,
//! and the page comes back with the one that was asked for. A page that carried all of them would
//! mostly be forms nobody opens.

use maud::{Markup, PreEscaped, Render, html};

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
    pub fn behind(&self, key: &str, words: impl Render, inside: impl FnOnce() -> Markup) -> Markup {
        if self.is_open(key) {
            return html! { details id=(key) open { summary { (words) } div.inside { (inside()) } } };
        }
        // The same page with this one open, and the eye led to it. As short as it can be: it may stand
        // on a page a hundred times.
        let key = PreEscaped(key);
        if self.back.contains('?') {
            let address = answer::with(self.back, "open", key.0);
            return html! { a.folded id=(key) href={ (address) "#" (key) } { (words) } };
        }
        html! { a.folded id=(key) href={ "?open=" (key) "#" (key) } { (words) } }
    }

    pub fn press(&self, action: &str, words: &str) -> Markup {
        form::press(action, self.back, words)
    }
}
