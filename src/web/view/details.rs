//! Details on a page: one with what can become of it, the form for a new one, and the page that
//! holds all of somebody's.

use std::sync::LazyLock;

use ledger::Day;
use ledger::detail::{Detail, State, Topic};
use ledger::person::PersonId;
use ledger::touch::Touch;
use maud::{Markup, html};

use super::fold::Folds;
use super::{form, layout, say};

/// So many of the newest touches are offered as where something was heard.
const TOUCHES_OFFERED: usize = 8;

/// Everything remembered of one person.
pub fn body(
    person: PersonId,
    name: &str,
    details: &[Detail],
    touches: &[Touch],
    day: Day,
    folds: Folds<'_>,
) -> Markup {
    let at = format!("/people/{}", person.0);
    let (standing, ended): (Vec<&Detail>, Vec<&Detail>) =
        details.iter().partition(|detail| detail.is_standing());
    html! {
        (layout::title(&html! { a href=(at) { (name) } }, &html! { "Worth remembering" }, &html! {
            p.lead { (lead(standing.len())) }
        }))
        (layout::section("Note something", &quick(&at, touches, day, folds.back)))
        (by_topic(&standing, touches, day, folds))
        @if !ended.is_empty() {
            (layout::rows("No longer so", &html! { ul.rows.tight { @for detail in &ended { (over(detail, day)) } } }))
        }
    }
}

fn lead(count: usize) -> String {
    match count {
        0 => "Nothing is noted yet. Family, interests, what drives them: what you would like to ask about again.".to_owned(),
        1 => "One thing is noted.".to_owned(),
        count => say::sentence(&format!("{} are noted", say::spelt(count, "thing"))),
    }
}

/// The topics one under another, each with its details.
pub fn by_topic(details: &[&Detail], touches: &[Touch], day: Day, folds: Folds<'_>) -> Markup {
    html! {
        @for topic in Topic::ALL {
            @let of_topic: Vec<&&Detail> = details.iter().filter(|detail| detail.topic == *topic).collect();
            @if !of_topic.is_empty() {
                (layout::rows(say::sentence(topic.words()).trim_end_matches('.'), &html! {
                    ul.rows.tight { @for detail in of_topic { (row(detail, touches, day, folds, "")) } }
                }))
            }
        }
    }
}

/// One detail, how fresh it is, and what can become of it; its topic where no heading names it.
pub fn row(detail: &Detail, touches: &[Touch], day: Day, folds: Folds<'_>, topic: &str) -> Markup {
    let waits = detail.ask_on().is_some_and(|on| on <= day);
    html! {
        li.entry {
            div.margin {}
            div.text {
                (detail.what)
                div.soft.small { @if !topic.is_empty() { (topic) " · " } (standing(detail, touches, day)) }
                @if waits {
                    div.deeds { (answers(&place(detail), folds.back)) (changes(detail, day, folds)) }
                } @else { (changes(detail, day, folds)) }
            }
        }
    }
}

/// What settles a question: having asked, either way.
pub fn answers(at: &str, back: &str) -> Markup {
    html! {
        (asked(&format!("{at}/confirm"), back, "Asked: still so"))
        (asked(&format!("{at}/outdated"), back, "Asked: no longer so"))
    }
}

fn asked(action: &str, back: &str, words: &str) -> Markup {
    form::write(
        action,
        back,
        &html! {
            input type="hidden" name="asked" value="yes";
            button type="submit" { (words) }
        },
    )
}

fn place(detail: &Detail) -> String {
    format!("/details/{}", detail.id.0)
}

fn changes(detail: &Detail, day: Day, folds: Folds<'_>) -> Markup {
    let words = html! { "Change" span.unseen { " “" (detail.what) "”" } };
    let key = ["detail-", detail.id.0.simple().encode_lower(&mut [0; 32])].concat();
    folds.behind(&key, words, || {
        changing(detail, &place(detail), day, folds.back)
    })
}

fn changing(detail: &Detail, at: &str, day: Day, back: &str) -> Markup {
    let waits = detail.ask_on().is_some_and(|on| on <= day);
    html! {
        div.deeds {
            @if !waits { (answers(at, back)) }
            (form::press(&format!("{at}/confirm"), back, "Still so, not asked"))
            (form::press(&format!("{at}/outdated"), back, "No longer so"))
        }
        (form::write_as("inline", &format!("{at}/ask-again"), back, &html! {
            (form::labelled("ask", "Ask again on", &html! {
                input #ask type="date" name="ask" min=(day) value=[detail.ask_on().filter(|on| *on >= day)];
            }))
            button type="submit" { "Set" }
        }))
        (form::write_as("inline", &format!("{at}/reword"), back, &reworded(detail)))
        (form::write(&format!("/people/{}/confidences/new", detail.person.0), back, &html! {
            input type="hidden" name="text" value=(detail.what);
            input type="hidden" name="instead_of" value=(detail.id.0);
            button type="submit" { "Seal it instead" }
        }))
    }
}

/// The fields that say it in other words.
pub fn reworded(detail: &Detail) -> Markup {
    html! {
        div.field.grow {
            (form::was("what", &detail.what)) (form::was("topic", detail.topic.id()))
            label for="reworded" { "In other words" }
            input #reworded name="what" required maxlength="1000" autocomplete="off" value=(detail.what);
        }
        (topics("reworded-topic", detail.topic))
        button type="submit" { "Save" }
    }
}

/// "last confirmed 3 Mar, 7 days ago. Ask again Fri 13 Mar. Heard in a coffee."
pub fn standing(detail: &Detail, touches: &[Touch], day: Day) -> Markup {
    let word = if detail.confirmed_on == detail.noted_on {
        "noted "
    } else {
        "last confirmed "
    };
    let heard = detail
        .touch
        .and_then(|id| touches.iter().find(|touch| touch.id == id));
    html! {
        (word) (say::time(detail.confirmed_on, day)) ", " (say::ago(detail.confirmed_on, day))
        @if let Some(touch) = heard { " · heard in " (touch.setting.words()) " " (touch.medium.words()) }
        @match detail.ask_on() {
            Some(on) if on <= day => { " · " strong { "ask now" } }
            Some(on) => { " · ask again " (say::time(on, day)) }
            None => @if detail.freshness(day).worth_asking { " · worth asking again" }
        }
    }
}

fn over(detail: &Detail, day: Day) -> Markup {
    let State::Ended { on } = detail.state else {
        return html! {};
    };
    html! {
        li.entry {
            div.margin { (say::time(on, day)) }
            div.text { span.soft { (detail.what) } div.soft.small { (detail.topic.words()) ", noted " (say::short(detail.noted_on, day)) } }
        }
    }
}

/// On every person's page, and always the same.
static QUICK_TOPICS: LazyLock<Markup> = LazyLock::new(|| topics("detail-topic", Topic::Family));

/// A new detail in one line; where it was heard and when to ask, for whoever wants to say it.
pub fn quick(at: &str, touches: &[Touch], day: Day, back: &str) -> Markup {
    form::write_as(
        "form",
        &format!("{at}/details"),
        back,
        &html! {
            div.inline {
                div.field.grow {
                    label for="detail-what" { "Something to remember" }
                    input #detail-what name="what" required maxlength="1000" autocomplete="off" placeholder="moving house in April";
                }
                (*QUICK_TOPICS)
                button type="submit" { "Remember" }
            }
            details {
                summary { "When to ask again, and where you heard it" }
                div.inside.form { (aside(None, touches, day)) }
            }
        },
    )
}

fn aside(ask: Option<&str>, touches: &[Touch], day: Day) -> Markup {
    html! {
        div.pair {
            (form::explained("detail-ask", "Ask again on", "The morning of that day brings it up.", &html! {
                input #detail-ask type="date" name="ask" min=(day) value=[ask];
            }))
            @if !touches.is_empty() {
                (form::explained("detail-touch", "Heard in", "One of the latest touches.", &html! {
                    select #detail-touch name="touch" {
                        option value="" { "today’s touch, if there is one" }
                        @for touch in touches.iter().take(TOUCHES_OFFERED) {
                            option value=(say::id(touch.id.0)) { (say::short(touch.day, day)) ", " (touch.setting.words()) " " (touch.medium.words()) }
                        }
                    }
                }))
            }
        }
        (by_asking(false))
    }
}

fn by_asking(held: bool) -> Markup {
    html! { label.choice { input type="checkbox" name="asked" value="yes" checked[held]; "You asked what drives them, or where they want to go" } }
}

pub fn topics(id: &str, held: Topic) -> Markup {
    form::labelled(
        id,
        "About",
        &html! {
            select id=(id) name="topic" { @for topic in Topic::ALL {
                option value=(topic.id()) selected[*topic == held] { (topic.words()) }
            } }
        },
    )
}

/// A detail typed and not yet noted, to be changed.
pub struct Draft<'a> {
    pub name: &'a str,
    pub action: &'a str,
    pub back: &'a str,
    pub fields: &'a [(String, String)],
}

impl Draft<'_> {
    fn field(&self, name: &str) -> Option<&str> {
        let (_, value) = self.fields.iter().find(|(field, _)| field == name)?;
        Some(value)
    }
}

pub fn draft(draft: &Draft<'_>) -> Markup {
    let topic = draft.field("topic").and_then(Topic::from_id);
    let shown = ["what", "topic", "ask", "asked", "change", "keep"];
    let carried = draft
        .fields
        .iter()
        .filter(|(name, _)| !shown.contains(&name.as_str()));
    let asked = draft.field("asked").is_some();
    html! {
        (layout::title(&html! { (draft.name) }, &html! { "Worth remembering" }, &html! {}))
        div.entry { div.margin {} div.text {
            (form::write_as("form", draft.action, draft.back, &html! {
                @for (name, value) in carried { input type="hidden" name=(name) value=(value); }
                (form::labelled("what", "Something to remember", &html! {
                    input #what name="what" required maxlength="1000" autocomplete="off" autofocus value=(draft.field("what").unwrap_or_default());
                }))
                div.pair {
                    (topics("topic", topic.unwrap_or(Topic::Family)))
                    @if draft.field("ask").is_some() {
                        (form::labelled("ask", "Ask again on", &html! { input #ask type="date" name="ask" value=[draft.field("ask")]; }))
                    }
                }
                @if asked { (by_asking(true)) }
                div.deeds { button.primary type="submit" { "Remember" } a.button.quiet href=(draft.back) { "Leave it" } }
            }))
        } }
    }
}
