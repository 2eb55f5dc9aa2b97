//! The owner's profile: what they tell of themselves, by topic.

use ledger::Day;
use ledger::detail::{Detail, Topic};
use maud::{Markup, html};

use super::fold::Folds;
use super::{details, form, layout};

pub fn body(owner: Option<&str>, all: &[Detail], day: Day, folds: Folds<'_>) -> Markup {
    html! {
        (layout::title(&html! { (owner.unwrap_or_default()) }, &html! { "Your profile" }, &html! {
            p.lead { "What you tell of yourself. It is compared with what others told you, and what you share is shown on their pages, with both notes." }
        }))
        (layout::section("About you", &html! {
            (form::write_as("inline", "/profile/details", folds.back, &html! {
                div.field.grow {
                    label for="detail-what" { "Something about yourself" }
                    input #detail-what name="what" required maxlength="1000" autocomplete="off" placeholder="climbing, mostly indoors";
                }
                (details::topics("detail-topic", Topic::Interest))
                button type="submit" { "Note it" }
            }))
            @if all.is_empty() { p.hint { "Nothing yet. Two or three interests and where you grew up are a good beginning." } }
        }))
        @for topic in Topic::ALL {
            @let of_topic: Vec<&Detail> = all.iter().filter(|detail| detail.topic == *topic).collect();
            @if !of_topic.is_empty() {
                (layout::rows(&own(*topic), &html! {
                    ul.rows.tight { @for detail in of_topic { (row(detail, day, folds)) } }
                }))
            }
        }
    }
}

fn own(topic: Topic) -> String {
    match topic {
        Topic::Motivation => "What drives you".to_owned(),
        Topic::Aspiration => "Where you want to go".to_owned(),
        topic => {
            let words = super::say::sentence(topic.words());
            words.trim_end_matches('.').to_owned()
        }
    }
}

fn row(detail: &Detail, day: Day, folds: Folds<'_>) -> Markup {
    let words = html! { "Change" span.unseen { " “" (detail.what) "”" } };
    html! {
        li.entry {
            div.margin {}
            div.text {
                (detail.what)
                div.soft.small { (details::standing(detail, &[], day)) }
                (folds.behind(&format!("detail-{}", detail.id.0.simple()), &words, || changing(detail, folds.back)))
            }
        }
    }
}

fn changing(detail: &Detail, back: &str) -> Markup {
    let at = format!("/details/{}", detail.id.0);
    html! {
        div.deeds {
            (form::press(&format!("{at}/confirm"), back, "Still so"))
            (form::press(&format!("{at}/outdated"), back, "No longer so"))
        }
        (form::write_as("inline", &format!("{at}/reword"), back, &html! {
            input type="hidden" name="keep" value="yes";
            (details::reworded(detail))
        }))
    }
}
