//! Where one can go: the few main places, which stand at the head of every page, and all the
//! others in groups, two presses from anywhere. A new page of the book gets its line here.

use maud::{Markup, html};

use super::layout::{self, Here};

/// A page with a name, and what it is for in a few words.
pub struct Place {
    pub link: &'static str,
    pub name: &'static str,
    words: &'static str,
}

pub const MAIN: [(&str, &str, Here); 4] = [
    ("/", "Today", Here::Today),
    ("/people", "People", Here::People),
    ("/promises", "Promises", Here::Promises),
    ("/week", "Week", Here::Week),
];

pub const MORE: &str = "/more";

const fn place(link: &'static str, name: &'static str, words: &'static str) -> Place {
    Place { link, name, words }
}

/// Everything, by what one has in mind when looking for it.
const GROUPS: &[(&str, &[Place])] = &[
    (
        "The day and the week",
        &[
            place(
                "/",
                "Today",
                "the morning’s few moves, each with its reason",
            ),
            place(
                "/review",
                "Evening",
                "how the day’s touches were left, better or worse",
            ),
            place(
                "/meetings",
                "Meetings",
                "who is met when, and what came of it",
            ),
            place(
                "/week",
                "Week",
                "the look back, and the one thing practised",
            ),
            place(
                "/milestones",
                "Milestones",
                "birthdays, years at work, what was shipped",
            ),
        ],
    ),
    (
        "Your word",
        &[
            place("/promises", "Promises", "yours and theirs, by their day"),
            place(
                "/repairs",
                "To mend",
                "harm done, and the steps that mend it",
            ),
        ],
    ),
    (
        "People",
        &[
            place("/people", "People", "everybody, and who has been quiet"),
            place(
                "/concerns",
                "Concerns",
                "what weighs on whom, and when to look again",
            ),
            place(
                "/contributions",
                "Contributions",
                "what they did: thanks and credit",
            ),
            place(
                "/circles",
                "Circles",
                "teams, clients, places; days in person",
            ),
            place("/inbox", "Inbox", "found in mail, waiting for your word"),
            place(
                "/duplicates",
                "Who is who",
                "entries that may be one person",
            ),
        ],
    ),
    (
        "You",
        &[
            place(
                "/insight",
                "How you keep in touch",
                "your own ways over a year",
            ),
            place(
                "/practice",
                "Practice",
                "short cards: a question, why, one thing to try",
            ),
            place(
                "/profile",
                "Your profile",
                "what you told of yourself, for common ground",
            ),
        ],
    ),
    (
        "The book",
        &[
            place("/import", "Import", "bring in mail you already have"),
            place("/history", "History", "every change, and its way back"),
            place(
                "/reminders",
                "Reminders",
                "one digest a day, when and how you want it",
            ),
            place(
                "/backups",
                "Backups",
                "how old they are, where and how many are kept",
            ),
            place(
                "/retention",
                "Retention",
                "what is not kept for ever, and when it goes",
            ),
            place(
                "/settings",
                "Settings",
                "the weights of the account, with their reasons",
            ),
            place("/keys", "Keys", "for those who like the keyboard"),
        ],
    ),
];

/// The page of all places.
pub fn body() -> Markup {
    html! {
        (layout::title(&html! {}, &html! { "All pages" }, &html! {}))
        @for (name, places) in GROUPS { (layout::section(name, &html! {
            ul.places { @for place in *places {
                li { a href=(place.link) { (place.name) } span.soft.small { (place.words) } }
            } }
        })) }
    }
}

/// The same by name alone, as it stands at the foot of a wide page.
pub fn foot() -> Markup {
    html! {
        @for (name, places) in GROUPS {
            div {
                p { (name) }
                ul { @for place in *places { li { a href=(place.link) { (place.name) } } } }
            }
        }
    }
}
