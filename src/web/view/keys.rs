//! The keys, for those who like them.

use maud::{Markup, html};

use super::layout;

const KEYS: &[(&str, &str)] = &[
    ("n", "a new entry"),
    ("/", "find a person"),
    ("?", "this list"),
    ("g t", "today"),
    ("g p", "people"),
    ("g w", "promises: your word"),
    ("g k", "the week"),
    ("g a", "all pages"),
    ("g d", "meetings: the diary"),
    ("g c", "circles"),
    ("g o", "concerns"),
    ("g l", "the practice library"),
    ("g i", "the inbox"),
    ("g m", "import: more mail"),
    ("g h", "history"),
    ("g s", "settings"),
    ("g e", "the evening"),
    ("u", "undo what was just done"),
    ("b →", "in the evening: left better"),
    ("w ←", "left worse"),
    ("s", "skip, for another evening"),
    (
        "y x s",
        "on who is who: the same person, not the same, skip",
    ),
    ("m", "which moment it was"),
    ("p", "note a promise"),
    ("d", "note a detail"),
    ("c", "note a concern"),
    ("t", "note something good they did"),
    ("r", "who reached out"),
    ("h", "what they said"),
];

pub fn body() -> Markup {
    html! {
        (layout::title(&html! {}, &html! { "Keys" }, &html! { p.lead { "They rest while you type in a field, and nothing needs them." } }))
        div.entry { div.margin {} div.text {
            dl.facts { @for (key, words) in KEYS {
                dt { @for part in key.split(' ') { kbd { (part) } " " } }
                dd { (words) }
            } }
        } }
    }
}
