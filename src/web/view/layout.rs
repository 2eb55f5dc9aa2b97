//! What every page shares: the head, the way around, the notice of what was just done, the foot.

use std::sync::LazyLock;

use maud::{DOCTYPE, Markup, html};

use super::places::{MAIN, MORE};
use super::{form, places, refusal, say};
use crate::error::{Error, Hint};
use crate::web::assets;

/// Which shelf of the book a page belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Here {
    Today,
    People,
    Promises,
    Inbox,
    Milestones,
    Meetings,
    Review,
    Week,
    Practice,
    Import,
    History,
    Settings,
    /// Any page that stands under "More" and has no name of its own here.
    More,
    New,
    Nowhere,
}

/// What was just done or refused, said back at the head of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Done, in words, with the line of history where it can be taken back.
    Done {
        words: String,
        line: Option<i64>,
    },
    TakenBack {
        words: String,
    },
    Refused {
        sentence: String,
        hint: Option<Hint>,
    },
}

impl From<&Error> for Notice {
    fn from(error: &Error) -> Self {
        Self::Refused {
            sentence: error.sentence.clone(),
            hint: error.hint.clone(),
        }
    }
}

/// Everything around a page's own text.
#[derive(Clone, Debug)]
pub struct Frame {
    pub title: String,
    pub here: Here,
    pub notice: Option<Notice>,
    /// The address of this page, to come back to after a form.
    pub back: String,
    /// Where `n` leads from here.
    pub new_entry: String,
    /// Ask for this page again after so many seconds, while something is under way.
    pub again_in: Option<u32>,
}

impl Frame {
    pub fn new(title: impl Into<String>, here: Here, back: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            here,
            notice: None,
            back: back.into(),
            new_entry: "/new".to_owned(),
            again_in: None,
        }
    }
}

/// A whole page.
pub fn page(frame: &Frame, body: &Markup) -> String {
    html! {
        (say::Room(body.0.len() + FOOT.0.len() + HEAD_USUAL))
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover";
                @if let Some(seconds) = frame.again_in { meta http-equiv="refresh" content=(seconds); }
                title { (frame.title) " · Troth" }
                (*ASSETS)
            }
            body {
                a.skip href="#text" { "Skip to the page" }
                (head(frame))
                main #text tabindex="-1" data-new=(frame.new_entry) {
                    @if let Some(notice) = &frame.notice { (notice_of(notice, &frame.back)) }
                    (body)
                }
                (*FOOT)
            }
        }
    }
    .into_string()
}

/// The title of a page with what stands beneath it, and what stands in the margin beside it.
pub fn title(margin: &Markup, heading: &Markup, lead: &Markup) -> Markup {
    html! {
        header.entry.title {
            div.margin { (margin) }
            div.text { h1 { (heading) } (lead) }
        }
    }
}

/// A part of a page, its name in the margin.
pub fn section(name: &str, text: &Markup) -> Markup {
    html! {
        section.entry.section {
            div.margin { @if !name.is_empty() { h2 { (name) } } }
            div.text { (text) }
        }
    }
}

/// A part of a page whose rows carry margins of their own.
pub fn rows(name: &str, rows: &Markup) -> Markup {
    html! {
        section.shelf { h2 { (name) } (rows) }
    }
}

fn head(frame: &Frame) -> Markup {
    html! {
        header.head {
            a.mark href="/" { "Troth" }
            nav.main aria-label="Main" {
                ul {
                    @for (link, name, here) in MAIN { li { (way(link, name, here, frame.here)) } }
                    li.only-phone { (way("/new", "New", Here::New, frame.here)) }
                    li { (more(frame.here)) }
                }
            }
            form action="/search" method="get" role="search" {
                label.unseen for="search" { "Find a person" }
                input #search type="search" name="q" placeholder="Find a person" autocomplete="off";
            }
            a.button href=(frame.new_entry) { "New entry" }
        }
    }
}

fn way(link: &str, name: &str, there: Here, here: Here) -> Markup {
    html! { a href=(link) aria-current=[(there == here).then_some("page")] { (name) } }
}

/// The way to everything else; marked on every page that stands behind it.
fn more(here: Here) -> Markup {
    let elsewhere = matches!(here, Here::New | Here::Nowhere);
    let behind = !elsewhere && MAIN.iter().all(|(_, _, there)| *there != here);
    let current = match here {
        Here::More => Some("page"),
        _ => behind.then_some("true"),
    };
    html! { a href=(MORE) aria-current=[current] { "More" } }
}

fn notice_of(notice: &Notice, back: &str) -> Markup {
    html! {
        div.entry.notice.refusal[matches!(notice, Notice::Refused { .. })] {
            div.margin {}
            div.text role="status" {
                @match notice {
                    Notice::Done { words, line } => {
                        p { (say::sentence(words)) }
                        @if let Some(line) = line {
                            (form::write("/undo", back, &html! {
                                input type="hidden" name="line" value=(line);
                                button.quiet type="submit" data-key="u" { "Undo" }
                            }))
                        }
                    }
                    Notice::TakenBack { words } => p { "Taken back: " (words) "." },
                    Notice::Refused { sentence, hint } => {
                        p { (say::sentence(sentence)) }
                        @if let Some(hint) = hint { p { (refusal::hint(hint)) } }
                    }
                }
            }
        }
    }
}

/// So many bytes stand before the text of a page.
const HEAD_USUAL: usize = 2048;

/// The same in the head of every page.
static ASSETS: LazyLock<Markup> = LazyLock::new(|| {
    html! {
        link rel="icon" type="image/svg+xml" href=(assets::ICON.link());
        link rel="stylesheet" href=(assets::STYLE.link());
        script src=(assets::KEYS.link()) defer {}
    }
});

/// The same under every page.
static FOOT: LazyLock<Markup> = LazyLock::new(|| {
    html! {
        footer.foot {
            nav.all aria-label="All pages" { (places::foot()) }
            span { "Nothing leaves this machine unless you ask for it." }
        }
    }
});
