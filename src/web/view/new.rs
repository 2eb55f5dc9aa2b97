//! A new entry: a touch, a promise or a person. It takes seconds, and a refusal loses nothing.

use ledger::Day;
use ledger::moment::{Kind, Moment};
use ledger::touch::{Beginner, Medium, Setting, Side};
use maud::{Markup, html};

use super::{form, layout};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Touch,
    Promise,
    Person,
}

impl What {
    pub fn id(self) -> &'static str {
        match self {
            Self::Touch => "touch",
            Self::Promise => "promise",
            Self::Person => "person",
        }
    }

    pub fn from_id(id: &str) -> Self {
        match id {
            "promise" => Self::Promise,
            "person" => Self::Person,
            _ => Self::Touch,
        }
    }
}

/// The ways two people meet, as one choice.
pub const WAYS: &[(&str, &str, Medium, Setting)] = &[
    ("mail", "Mail", Medium::Mail, Setting::Message),
    ("chat", "Chat", Medium::Chat, Setting::Message),
    ("call", "Call", Medium::Voice, Setting::OneToOne),
    ("video", "Video call", Medium::Video, Setting::OneToOne),
    ("coffee", "Coffee", Medium::InPerson, Setting::Coffee),
    ("lunch", "Lunch", Medium::InPerson, Setting::Lunch),
    ("walk", "Walk", Medium::InPerson, Setting::Walk),
    ("hallway", "In passing", Medium::InPerson, Setting::Hallway),
    (
        "one-to-one",
        "One to one",
        Medium::InPerson,
        Setting::OneToOne,
    ),
    ("meeting", "Meeting", Medium::InPerson, Setting::Meeting),
    ("event", "Event", Medium::InPerson, Setting::Event),
    ("letter", "Letter", Medium::Letter, Setting::Message),
];

/// What has been typed so far; empty when the page is fresh.
pub struct Draft<'a> {
    pub what: What,
    pub person: &'a str,
    pub names: &'a [String],
    pub day: Day,
    pub back: &'a str,
    pub fields: &'a [(String, String)],
}

impl Draft<'_> {
    fn field(&self, name: &str) -> Option<&str> {
        self.fields
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    }

    fn chosen(&self, name: &str, value: &str) -> bool {
        self.fields
            .iter()
            .any(|(field, held)| field == name && held == value)
    }
}

pub fn body(draft: &Draft<'_>) -> Markup {
    html! {
        (layout::title(&html! {}, &html! { "New entry" }, &html! {}))
        div.entry { div.margin {} div.text {
            nav.tabs aria-label="What to note" {
                @for (what, name) in [(What::Touch, "A touch"), (What::Promise, "A promise"), (What::Person, "A person")] {
                    a href=(way(what, draft.person)) aria-current=[(what == draft.what).then_some("true")] { (name) }
                }
            }
        } }
        div.entry { div.margin {} div.text {
            @match draft.what {
                What::Touch => (touch(draft)),
                What::Promise => (promise(draft)),
                What::Person => (person(draft)),
            }
        } }
        (form::names("names", draft.names))
    }
}

fn way(what: What, person: &str) -> String {
    let kind = format!("/new?kind={}", what.id());
    let plain = person
        .bytes()
        .all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    if person.is_empty() || !plain {
        kind
    } else {
        format!("{kind}&person={person}")
    }
}

fn who(draft: &Draft<'_>, hint: &str) -> Markup {
    let typed = draft.field("person").unwrap_or(draft.person);
    form::explained(
        "person",
        "With whom",
        hint,
        &html! {
            input #person name="person" list="names" required autocomplete="off" value=(typed) autofocus[typed.is_empty()];
        },
    )
}

fn touch(draft: &Draft<'_>) -> Markup {
    let held = draft.field("way").unwrap_or("coffee");
    let began = draft.field("began").unwrap_or(Beginner::Unknown.id());
    form::write_as(
        "form",
        "/touches",
        draft.back,
        &html! {
            (who(draft, "A name or an address; several with commas between them."))
            fieldset {
                legend { "How" }
                div.choices { @for (id, words, _, _) in WAYS {
                    label { input type="radio" name="way" value=(id) checked[*id == held]; (words) }
                } }
            }
            div.pair {
                (form::labelled("day", "Day", &html! { input #day type="date" name="day" required value=(draft.field("day").map_or_else(|| draft.day.to_string(), str::to_owned)); }))
                (form::labelled("began", "Who began it", &html! {
                    select #began name="began" { @for (id, words) in [("unknown", "Both, or not known"), ("me", "I did"), ("them", "They did")] {
                        option value=(id) selected[id == began] { (words) }
                    } }
                }))
            }
            (form::labelled("note", "What it was about", &html! { textarea #note name="note" rows="3" { (draft.field("note").unwrap_or_default()) } }))
            (moments(draft, Side::Mine, "What you did"))
            (moments(draft, Side::Theirs, "What they did"))
            div.deeds { button.primary type="submit" { "Note it" } a.button.quiet href=(draft.back) { "Leave it" } }
        },
    )
}

fn moments(draft: &Draft<'_>, side: Side, name: &str) -> Markup {
    let any = draft.fields.iter().any(|(field, _)| field == side.id());
    html! {
        details open[any] {
            summary { (name) ", if it mattered" }
            div.inside {
                @for (kind, words) in [(Kind::Deposit, "Deposits"), (Kind::Withdrawal, "Withdrawals")] {
                    fieldset {
                        legend { (words) }
                        div.choices { @for moment in Moment::ALL.iter().filter(|moment| moment.kind() == kind) {
                            label { input type="checkbox" name=(side.id()) value=(moment.id()) checked[draft.chosen(side.id(), moment.id())]; (moment.words()) }
                        } }
                    }
                }
            }
        }
    }
}

fn promise(draft: &Draft<'_>) -> Markup {
    let side = draft.field("side").unwrap_or(Side::Mine.id());
    form::write_as(
        "form",
        "/promises",
        draft.back,
        &html! {
            (who(draft, "A name or an address."))
            fieldset {
                legend { "Whose promise" }
                div.choices {
                    label { input type="radio" name="side" value="mine" checked[side == "mine"]; "I promised" }
                    label { input type="radio" name="side" value="theirs" checked[side == "theirs"]; "They promised" }
                }
            }
            (form::labelled("what", "What was promised", &html! { input #what name="what" required autocomplete="off" value=(draft.field("what").unwrap_or_default()); }))
            (form::explained("due", "By when", "Empty when no day was named.", &html! { input #due type="date" name="due" value=[draft.field("due")]; }))
            label.choice { input type="checkbox" name="expectations" value="yes" checked[draft.field("expectations").is_some()]; "I made clear what is wanted, and by when" }
            div.deeds { button.primary type="submit" { "Note it" } a.button.quiet href=(draft.back) { "Leave it" } }
        },
    )
}

fn person(draft: &Draft<'_>) -> Markup {
    form::write_as(
        "form",
        "/people",
        draft.back,
        &html! {
            (form::labelled("name", "Name", &html! { input #name name="name" required autocomplete="off" value=(draft.field("name").unwrap_or_default()); }))
            (form::explained("mail", "Mail address", "If you know one. Mail from it will be theirs.", &html! { input #mail type="email" name="mail" autocomplete="off" value=(draft.field("mail").unwrap_or_default()); }))
            div.deeds { button.primary type="submit" { "Add" } a.button.quiet href=(draft.back) { "Leave it" } }
        },
    )
}
